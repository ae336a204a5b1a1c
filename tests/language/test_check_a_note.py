"""What the check says about a note, where it stays silent, and that every finding explains itself."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.language import KINDS, Finding, Kind, check, first, modules_share


def rules_of(text: str, **options: Any) -> list[str]:
    return [finding.rule for finding in check(text, **{"has_next_step": True, **options})]


def one(text: str, rule: str) -> Finding:
    (finding,) = [finding for finding in check(text, has_next_step=True) if finding.rule == rule]
    return finding


def test_a_finding_quotes_its_place_and_says_why_whence_and_what_instead() -> None:
    text = "Heute im Büro.\nHerr K. ist unmotiviert."
    finding = one(text, "judgement")
    assert text[finding.start : finding.end] == finding.quote == "unmotiviert"
    assert "darf alles lesen" in finding.reason
    assert "3.6" in finding.source
    assert "Was wurde vereinbart" in finding.suggestion


def test_words_of_the_person_are_the_persons_own() -> None:
    assert rules_of("Er sagt: „Ich war immer zu faul, vermutlich aus Angst.“") == []
    assert rules_of("Er sagt, er sei nicht faul.") == []


def test_quoted_or_denied_it_stays_sensitive() -> None:
    assert rules_of("„Ich habe Schulden“, sagt sie.") == ["sensitive"]
    assert rules_of("Sie hat keine Schulden mehr.") == ["sensitive"]


def test_sensitive_words_have_their_place_in_the_protected_area() -> None:
    assert rules_of("Sie hat Schulden.", protected=True) == []
    assert rules_of("Sie ist faul und hat Schulden.", protected=True) == ["judgement"]


def test_a_diagnosis_is_answered_with_what_somebody_can_do() -> None:
    assert "Leistungsbild" in one("Sie hat eine Depression.", "sensitive").suggestion


def test_nouns_and_verbs_are_told_apart_by_their_capital() -> None:
    assert rules_of("Er sucht Arbeit.") == []
    assert rules_of("Die Sucht ist Thema.") == ["sensitive"]


def test_difficult_things_are_no_difficult_people() -> None:
    assert rules_of("Eine schwierige Wegstrecke.") == []
    assert rules_of("Eine schwierige Kundin.") == ["judgement"]


def test_a_weekday_makes_always_a_date() -> None:
    assert rules_of("Sie kommt immer dienstags.") == []
    assert rules_of("Sie kommt immer zu spät.") == ["undated"]


def test_an_abbreviation_is_named_once_with_its_meaning() -> None:
    text = "eLb war da. Die eLb bringt Papiere."
    finding = one(text, "abbreviation")
    assert (finding.start, finding.suggestion) == (0, "Ausschreiben: „erwerbsfähige leistungsberechtigte Person“.")


def test_an_abbreviation_may_be_explained_or_allowed() -> None:
    assert rules_of("Wir sahen die Arbeitsgelegenheit (AGH) an. Die AGH gefällt ihr.") == []
    assert rules_of("Die AGH (Arbeitsgelegenheit) gefällt ihr.") == []
    assert rules_of("Die AGH gefällt ihr.", allowed={"AGH"}) == []
    assert rules_of("Hat gefehlt (AU liegt vor), AGH (ab 4. Mai).") == ["abbreviation", "abbreviation"]


def test_unknown_capitals_are_asked_about_and_shouting_is_not() -> None:
    assert one("Er geht zum XYZB.", "abbreviation").suggestion == "Was heißt „XYZB“? Ausschreiben."
    assert rules_of("BITTE nach SGB II prüfen, das ist NEU.") == []


def test_a_third_person_is_named_by_role_or_first_name() -> None:
    assert rules_of("Die Nachbarin Frau Müller hilft.") == ["third_person"]
    assert rules_of("Die Nachbarin hilft, auch ihre Schwester Leyla.") == []


@pytest.mark.parametrize(("held_by_the_form", "expected"), [(True, []), (False, ["next_step"]), (None, ["next_step"])])
def test_a_next_step_stands_in_the_form_or_is_asked_for(held_by_the_form: bool | None, expected: list[str]) -> None:
    assert rules_of("Frau K. hat den Vertrag gezeigt.", has_next_step=held_by_the_form) == expected


def test_without_a_form_the_text_may_name_the_step_or_that_there_is_none() -> None:
    assert rules_of("Sie bringt ihn bis Freitag mit.", has_next_step=None) == []
    assert rules_of("Kein nächster Schritt vereinbart.", has_next_step=None) == []


def test_a_note_of_modules_only_asks_for_one_sentence_of_its_own() -> None:
    modules = ["Die Lage ist besprochen. Bewerbungen laufen weiter."]
    assert rules_of("Bewerbungen laufen weiter.", modules=modules) == ["modules"]
    assert rules_of("Bewerbungen laufen weiter. Sie freut sich auf das Café.", modules=modules) == []


def test_the_share_of_modules_is_counted_in_words() -> None:
    modules = ["Bewerbungen laufen weiter."]
    assert modules_share("Bewerbungen laufen weiter! Das Café rief an, sie war froh.", modules) == 3 / 10
    assert modules_share("BEWERBUNGEN  laufen weiter", modules) == 1
    assert modules_share("", modules) == 0


def test_passive_asks_who_and_a_named_actor_is_an_answer() -> None:
    assert rules_of("Der Antrag wird bis Mai gestellt.") == ["passive"]
    assert rules_of("Der Antrag wird von Frau K. gestellt.") == []
    assert rules_of("Sie wird bald umziehen.") == []


def test_plain_language_asks_more_and_notes_less() -> None:
    assert rules_of("Das könnte nicht klappen.", kind="plain") == ["subjunctive", "negation"]
    assert rules_of("Das könnte nicht klappen.") == []


def test_of_overlapping_words_the_longest_speaks() -> None:
    assert one("Er kommt immer wieder zu spät.", "undated").quote == "immer wieder"


def test_one_hint_at_a_time_is_the_heaviest_then_the_earliest() -> None:
    findings = check("Er ist faul. Sie hat Schulden. Er hat Mietschulden.", has_next_step=False)
    hint = first(findings)
    assert hint is not None and (hint.rule, hint.quote) == ("sensitive", "Schulden")
    assert first([]) is None


def test_findings_come_in_the_order_of_the_text_and_the_whole_text_last() -> None:
    findings = check("Sie hat Schulden. Er ist faul.", has_next_step=False)
    assert [finding.rule for finding in findings] == ["sensitive", "judgement", "next_step"]
    assert (findings[-1].start, findings[-1].end, findings[-1].quote) == (0, 0, "")


@pytest.mark.parametrize("text", ["", " \n", "😊 12.3. –"])
def test_nothing_written_is_nothing_to_say(text: str) -> None:
    assert check(text, has_next_step=False) == []


PIECES = [
    "faul ",
    "Schulden ",
    "AGH ",
    "(AGH) ",
    "immer ",
    "„",
    "“",
    ". ",
    "\n- ",
    "wird gestellt",
    "Herr K. ist ",
    "ß",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(KINDS))
def test_whatever_is_written_every_finding_lies_where_it_says(text: str, kind: Kind) -> None:
    for finding in check(text, kind=kind):
        assert text[finding.start : finding.end] == finding.quote
        assert finding.title and finding.reason and finding.source and finding.suggestion
        assert 1 <= finding.weight <= 100
