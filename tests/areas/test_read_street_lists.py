"""Street lists as municipalities have them: every mistake by its line, all or nothing, and back again."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rundblick.access.context import acting_as
from rundblick.areas.codes import Kind, Side
from rundblick.areas.models import Area, Stretch
from rundblick.areas.street_list import MOST_LINES, read, text_of, written
from rundblick.web.clock import today
from tests.areas.building import FORMULA, TOWN, area, street
from tests.house import House
from tests.queries import at_most

HEAD = "Gebiet;Straße;von;bis;gerade/ungerade;PLZ;Ort;Ortsteil\n"
GOOD = HEAD + "Nord;Mühlenstr.;1;19;ungerade;59320;Ennigerloh;\nNord;;;;;;Ennigerloh;Ostfeld\nSüd;;;;;;Ahlen;\n"


def test_a_list_is_understood_whatever_its_marks() -> None:
    book = read(GOOD)
    assert book.problems == [] and book.areas == ["Nord", "Süd"]
    first, second, third = (entry.line for entry in book.entries)
    assert (first.kind, first.side, first.first, first.last) == (Kind.STREET, Side.ODD, "1", "19")
    assert (second.kind, second.district, third.kind, third.town) == (Kind.DISTRICT, "Ostfeld", Kind.TOWN, "Ahlen")
    for content in (GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.encode("cp1252"), GOOD.encode("latin-1")):
        assert read(text_of(content)) == book
    assert read(GOOD.replace(";", ",")) == book and read(GOOD.replace(";", "\t")) == book
    assert read(GOOD.replace("\n", "\r\n")) == book
    turned = "Ort,Stadtteil,Gebiet,unbekannt\nEnnigerloh,Ostfeld,Nord,egal\n"
    assert [entry.line.kind for entry in read(turned).entries] == [Kind.DISTRICT]
    only_code = "Gebiet;PLZ\nNord;59320\n"
    assert [entry.line.kind for entry in read(only_code).entries] == [Kind.POSTCODE]


def test_every_mistake_is_told_with_its_line() -> None:
    wrong = HEAD + (
        ";Hofweg;;;;;Ennigerloh;\n"
        "Nord;Hofweg;x;;;;Ennigerloh;\n"
        "Nord;Hofweg;9;3;;;Ennigerloh;\n"
        "Nord;Hofweg;;;links;;Ennigerloh;\n"
        "Nord;Hofweg;;;;593;Ennigerloh;\n"
        "Nord;Hofweg;;;;;;\n"
        "\n"
        "Nord;;1;;;;Ennigerloh;\n"
        f"{'N' * 90};Hofweg;;;;;Ennigerloh;\n"
    )
    book = read(wrong)
    assert [one.split(":")[0] for one in book.problems] == [f"Zeile {n}" for n in (2, 3, 4, 5, 6, 7, 9, 10)]
    assert "Gebiet fehlt" in book.problems[0] and "Hausnummer wie 12" in book.problems[1]
    assert book.entries == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "leer"),
        ("\x00\x01", "keine Textdatei"),
        (HEAD, "keine Zeile außer"),
        ("Straße;Ort\nHofweg;Ennigerloh\n", "Spalte „Gebiet“ fehlt"),
        ("Gebiet\nNord\n", "Mindestens eine der Spalten"),
        ("Gebiet;Ort;Gemeinde\nNord;A;B\n", "gibt es zweimal"),
        (HEAD + 'Nord;"Hofweg;;;;;;\n', "Anführungszeichen"),
        (HEAD + "Nord;;;;;;A;\n" * (MOST_LINES + 1), "mehr als"),
    ],
)
def test_a_file_that_is_no_list_says_why(text: str, words: str) -> None:
    assert any(words in one for one in read(text).problems)


def sent(house: House, text: str, *, who: str = "nora", **more: str) -> object:
    return house.login(who).post("/gebiete/einlesen/", {"text": text} | more)


def kept(house: House) -> set[tuple[str, str]]:
    with acting_as(house.nora, "test"):
        rows = Stretch.objects.filter(valid_until__isnull=True).select_related("area")
        return {(row.area.name, row.name) for row in rows}


def test_looking_through_saves_nothing_and_taking_over_saves_all(house: House) -> None:
    browser = house.login("dana")
    file = SimpleUploadedFile("strassen.csv", GOOD.encode("cp1252"))
    answer = browser.post("/gebiete/einlesen/", {"file": file})
    assert "3\xa0Zeilen sind in Ordnung" in answer.content.decode() and kept(house) == set()
    content = answer.context["content"]
    with at_most(25):
        saved = browser.post("/gebiete/einlesen/", {"text": content, "uebernehmen": "ja"}, follow=True)
    assert "Die Liste ist übernommen" in saved.content.decode()
    assert kept(house) == {("Nord", "Mühlenstr."), ("Nord", "Ortsteil Ostfeld"), ("Süd", "ganz Ahlen")}


def test_with_one_mistake_nothing_is_saved(house: House) -> None:
    answer = house.login("nora").post(
        "/gebiete/einlesen/", {"text": GOOD + "Nord;Hofweg;x;;;;A;\n", "uebernehmen": "ja"}
    )
    assert answer.status_code == 422 and "Zeile 5" in answer.content.decode() and kept(house) == set()


def test_areas_of_the_list_are_replaced_and_all_others_stay(house: House) -> None:
    old = area(house, "Nord", "Hofweg")
    area(house, "West", "Westring")
    sent(house, GOOD.replace("Nord;", "NORD;"), uebernehmen="ja")
    assert kept(house) == {
        ("Nord", "Mühlenstr."),
        ("Nord", "Ortsteil Ostfeld"),
        ("Süd", "ganz Ahlen"),
        ("West", "Westring"),
    }
    with acting_as(house.nora, "test"):
        assert Area.objects.count() == 3
        assert Stretch.objects.get(area=old, street="Hofweg").valid_until == today()
    sent(house, GOOD, uebernehmen="ja")
    with acting_as(house.nora, "test"):
        assert Stretch.objects.filter(area=old).count() == 3, "what began today and went today leaves no trace"


def test_contradictions_within_the_list_and_with_others_are_told(house: House) -> None:
    area(house, "West", "Westring")
    text = GOOD + "Süd;Mühlenstraße;7;;;;Ennigerloh;\nNord;Westring;;;;;Ennigerloh;\n"
    page = house.login("nora").post("/gebiete/einlesen/", {"text": text}).context
    assert page["problems"] == [
        "Zeile 5: Mühlenstraße, Hausnummern ab 7, Ennigerloh steht schon in Zeile 2 (Nord).",
        "Zeile 6: Westring, Ennigerloh gehört zum Gebiet „West“, das nicht in der Datei steht.",
    ]


def test_a_dissolved_area_does_not_come_back_by_a_list(house: House) -> None:
    north = area(house, "Nord")
    with acting_as(house.nora, "test"):
        from rundblick.areas.services import areas as services

        services.end(area=north, version=1, last_day=today() - dt.timedelta(days=1))
    answer = house.login("nora").post("/gebiete/einlesen/", {"text": GOOD, "uebernehmen": "ja"})
    assert answer.status_code == 422 and "ist aufgelöst" in answer.content.decode()


def test_the_file_comes_back_as_it_went_and_holds_no_formula(house: House) -> None:
    north = area(house, "Nord", FORMULA)
    street(house, north, "Mühlenstr.", first="1", last="19a", side=Side.ODD, postcode="59320")
    answer = house.login("alma").get("/gebiete/strassen.csv")
    text = answer.content.decode("utf-8-sig")
    assert f"'{FORMULA.replace(chr(34), chr(34) * 2)}" in text and "attachment" in answer["Content-Disposition"]
    book = read(text)
    assert {entry.line.street for entry in book.entries} == {FORMULA, "Mühlenstr."} and book.problems == []
    with acting_as(house.nora, "test"):
        rows = list(Stretch.objects.select_related("area"))
    assert read(written(rows).decode("utf-8-sig")).areas == ["Nord"] and rows[0].town == TOWN


def test_an_empty_form_says_what_to_do(house: House) -> None:
    answer = house.login("nora").post("/gebiete/einlesen/", {"text": " "})
    assert answer.status_code == 422 and "Bitte wählen Sie eine Datei" in answer.content.decode()
