"""Sentences, words and syllables counted by hand; the formulas worked out by hand from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.language import measure
from rundblick.language.readability import syllables
from rundblick.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie kommt. Er geht.", ["Sie kommt.", "Er geht."]),
        ("Termin am 15.12.2026 um 9 Uhr. Danach Kita.", ["Termin am 15.12.2026 um 9 Uhr.", "Danach Kita."]),
        ("Frist ist der 15.12.2026. Danach ist es zu spät.", ["Frist ist der 15.12.2026.", "Danach ist es zu spät."]),
        ("Am 3. März kommt sie. Am 4. Mai auch.", ["Am 3. März kommt sie.", "Am 4. Mai auch."]),
        ("Bis zum 12. Frau K. ruft an.", ["Bis zum 12.", "Frau K. ruft an."]),
        ("Das ist der 3. Termin in Folge.", ["Das ist der 3. Termin in Folge."]),
        ("Papiere, z. B. Mietvertrag, fehlen.", ["Papiere, z. B. Mietvertrag, fehlen."]),
        ("Papiere, z.B. Mietvertrag, fehlen.", ["Papiere, z.B. Mietvertrag, fehlen."]),
        ("Kosten von ca. 40 Euro bzw. Fahrkarte.", ["Kosten von ca. 40 Euro bzw. Fahrkarte."]),
        ("Nach § 16k Abs. 1 S. 2 SGB II. Sie stimmt zu.", ["Nach § 16k Abs. 1 S. 2 SGB II.", "Sie stimmt zu."]),
        ("Das steht im SGB I. Der Termin bleibt.", ["Das steht im SGB I.", "Der Termin bleibt."]),
        ("Frau K. und Herr B. Schmidt kamen.", ["Frau K. und Herr B. Schmidt kamen."]),
        ("Ich sprach mit Frau K. Sie war froh.", ["Ich sprach mit Frau K.", "Sie war froh."]),
        ("Mit Dr. Weber gesprochen.", ["Mit Dr. Weber gesprochen."]),
        ("Brot, Milch usw. Der Rest fehlt.", ["Brot, Milch usw.", "Der Rest fehlt."]),
        ("Er war seit 2019 dort. Nun nicht mehr.", ["Er war seit 2019 dort.", "Nun nicht mehr."]),
        ("„Ich will das!“, sagt er. Gut.", ["„Ich will das!“, sagt er.", "Gut."]),
        ("„Kommen Sie?“ fragt sie.", ["„Kommen Sie?“ fragt sie."]),
        ("Sie sagt: „Ja.“ Er auch.", ["Sie sagt: „Ja.“", "Er auch."]),
        ("Na ja … vielleicht. Oder doch?!", ["Na ja … vielleicht.", "Oder doch?!"]),
        ("Das war es... Weiter geht es.", ["Das war es...", "Weiter geht es."]),
        ("Toll gemacht. 😊 Weiter so!", ["Toll gemacht.", "😊 Weiter so!"]),
        ("Mitbringen:\n- Ausweis\n- Mietvertrag", ["Mitbringen:", "Ausweis", "Mietvertrag"]),
        ("1. Antrag abgeben\n2. Kita anrufen", ["Antrag abgeben", "Kita anrufen"]),
        ("Thema: Wohnung\nTermin: Mai", ["Thema: Wohnung", "Termin: Mai"]),
        (
            "Dies ist eine Zeile, die ein Programm mitten im Satz nach dem\nKomma umgebrochen hat.",
            ["Dies ist eine Zeile, die ein Programm mitten im Satz nach dem\nKomma umgebrochen hat."],
        ),
        ("Erster Absatz\n\nZweiter Absatz", ["Erster Absatz", "Zweiter Absatz"]),
        ("", []),
        ("… 12.3. – ?! 😊", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


@given(st.text(alphabet="aA .!?…\n-1„“ÄßI)", max_size=60))
def test_sentences_follow_each_other_and_quote_the_text(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert sentence.start >= end
        assert text[sentence.start : sentence.end] == sentence.text
        end = sentence.end
    assert sum(len(sentence.words) for sentence in sentences(text)) == measure(text).words


SPOKEN = {
    1: "Frau, Mai, Jahr, Sie, du, Haus, bringt, Text, Quark",
    2: "Antrag, Bauer, Ruhe, neue, Kita, Beere, geehrt, Quote, System, Vertrag, Kaya",
    3: "Bewerbung, Büro-Platz, beenden, Theater, Linie, Studie, geeignet, Kund:innen, Museum, monatlich",
    4: "Familie, Unterlagen, Material, Telefonat, Italien, Beratungstag, Vereinbarung",
    5: "Situation, Bedarfsgemeinschaft, Immobilie, Qualifizierung",
    6: "Arbeitsgelegenheit, Ausbildungsvermittlung",
}


@pytest.mark.parametrize("number", SPOKEN)
def test_syllables_are_those_one_speaks(number: int) -> None:
    words = SPOKEN[number].split(", ")
    assert {word: syllables(word) for word in words} == dict.fromkeys(words, number)


def test_an_easy_text_counted_by_hand() -> None:
    """Frau Ka-ya kommt am (3.) März. | Sie bringt den Ver-trag mit. The date is no word."""
    found = measure("Frau Kaya kommt am 3. März. Sie bringt den Vertrag mit.")
    assert (found.sentences, found.words, found.syllables) == (2, 10, 12)
    assert (found.long_words, found.heavy_words, found.single_words) == (1, 0, 8)
    # SL 5, MS 0, IW 10, ES 80
    assert found.wiener == pytest.approx((-1.358, -0.565, -0.1619, -0.365))
    assert found.lix == pytest.approx(15)
    assert found.flesch == pytest.approx(104.8)
    assert found.words_per_sentence == 5


def test_a_hard_text_counted_by_hand() -> None:
    """Die Be-darfs-ge-mein-schaft be-kommt mo-nat-lich Leis-tun-gen. | Bit-te rei-chen Sie die Un-ter-la-gen ein."""
    found = measure("Die Bedarfsgemeinschaft bekommt monatlich Leistungen. Bitte reichen Sie die Unterlagen ein.")
    assert (found.sentences, found.words, found.syllables) == (2, 11, 25)
    assert (found.long_words, found.heavy_words, found.single_words) == (6, 4, 4)
    # SL 5.5, MS 36.3636, IW 54.5455, ES 36.3636
    # 1: 7.0364 + 0.9196 + 7.0745 - 1.1891 - 0.875   2: 7.2982 + 0.9251 + 7.4891 - 2.779
    # 3: 10.7745 + 1.0478 - 1.1144                   4: 9.9782 + 1.4608 - 1.693
    assert found.wiener == pytest.approx((12.9664, 12.9334, 10.7079, 9.7460), abs=0.0001)
    # 180 - 5.5 - 58.5 * 25 / 11 = 180 - 5.5 - 132.9545
    assert found.lix == pytest.approx(60.0455, abs=0.0001)
    assert found.flesch == pytest.approx(41.5455, abs=0.0001)


def test_a_list_and_a_law_counted_by_hand() -> None:
    """Nach (§ 16k) Abs. (1) SGB II hel-fen wir: | Woh-nung | Geld | Ar-beit. A paragraph sign is no word."""
    found = measure("Nach § 16k Abs. 1 SGB II helfen wir:\n- Wohnung\n- Geld\n- Arbeit")
    assert (found.sentences, found.words, found.syllables) == (4, 9, 12)


def test_a_text_without_words_is_not_measured() -> None:
    for text in ("", "  \n", "15.12.2026 – 😊"):
        found = measure(text)
        assert (found.sentences, found.words, found.wiener, found.lix, found.flesch) == (0, 0, None, None, None)
        assert found.words_per_sentence is None
