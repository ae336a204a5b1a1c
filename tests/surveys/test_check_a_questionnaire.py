"""A questionnaire is data: each mistake is told with its line and key, and the shipped ones are whole."""

import datetime as dt

import pytest

from rundblick.catalogue.loading import DocumentError
from rundblick.programmes.vocabulary import vocabulary
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.paper import codebook, sheet
from rundblick.surveys.shelf import load_text, shelf
from tests.surveys.build import FILE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("values: [4, 5]", "values: [4, 6]", r"show_if\.values: erlaubt sind 1 bis 5"),
        ("item: hilfe, values", "item: laut, values", r"show_if\.item: nur eine frühere Frage"),
        ("item: hilfe, values", "item: gut, values", r"show_if\.item: nur eine frühere Frage"),
        ("highest: 5", "highest: 1", "der höchste Wert muss über dem niedrigsten liegen"),
        ("{value: 5, text", "{value: 6, text", "6 liegt außerhalb der Skala"),
        ("scale: stimmt, reverse", "scale: stimt, reverse", "unbekannte Skala.*gemeint ist vielleicht „stimmt“"),
        ("{code: worte, text", "{code: worte, research: true, text", "freie Worte verlassen das Haus nie"),
        ("{code: worte, text", "{code: hilfe, text", "hilfe steht schon weiter oben"),
        ("items: [hilfe, laut]", "items: [hilfe, worte]", r"scores\[0\]\.items\[1\]: keine Frage mit Skala"),
        ("items: [hilfe, laut]", "items: [hilfe, koerper]", "mischt geschützte und andere Fragen"),
        ("items: [hilfe, laut]\n    at_least: 1", "items: [hilfe, laut]\n    at_least: 3", "höchstens 2"),
        ("rule: mean\n    items: [hilfe", "rule: sum\n    items: [hilfe", "eine Summe braucht alle Antworten"),
        ("requires: t1", "requires: t2", "nur ein früherer Zeitpunkt"),
        ("opens: 90, closes: 120", "opens: 90, closes: 30", "das Ende liegt vor dem Anfang"),
        ("source: Test", "source: Test\nlanguages: [en]", "fehlt in dieser Sprache"),
        ('{de: "Was noch?"}', '{de: "Was noch?", tr: "Başka?"}', "diese Sprache steht nicht unter languages"),
        ("source: Test", "source: Test\ntools: [self_ratings]", "unbekanntes Werkzeug"),
        ("label: T1, opens", "label: T1, event: assessment.gone, opens", "unbekanntes Ereignis"),
        ("code: worte", "required: true, code: worte", "unbekannter Schlüssel"),
        ("licence: EUPL-1.2\n", "", "licence: fehlt"),
        (
            "{code: worte, text",
            "{code: worte, show_if: {item: koerper, values: [1]}, text",
            "was von einer geschützten Frage abhängt, ist selbst geschützt",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert old in FILE
    with pytest.raises(DocumentError, match=message) as told:
        load_text(FILE.replace(old, new))
    assert all(problem.line > 0 for problem in told.value.problems)


def test_all_mistakes_are_told_at_once() -> None:
    wrong = FILE.replace("values: [4, 5]", "values: [9]").replace("requires: t1", "requires: t9")
    with pytest.raises(DocumentError) as told:
        load_text(wrong)
    assert len(told.value.problems) == 2


@pytest.mark.parametrize("one", shelf().values(), ids=lambda one: one.code)
def test_shipped_questionnaires_are_whole(one: Questionnaire) -> None:
    assert "plain" in one.languages
    assert "EUPL" in one.licence and one.source
    assert all(item.sensitive for item in one.items if item.code in ("koerper", "seele", "schlafen", "bewegen"))
    assert not any(item.research for item in one.items if item.scale is None)
    health = {code for item in one.items if item.sensitive for code in [item.code]}
    assert all("coach" not in (item.views or ("coach",)) for item in one.items if item.code in health) or (
        one.respondents == ("self",)
    ), "nobody else rates somebody's health"


def test_the_five_of_the_plan_are_there_and_one_speaks_five_languages() -> None:
    assert set(shelf()) == {"teilhabe", "stabilisierung", "kompetenzen", "aktivierung", "zufriedenheit"}
    assert shelf()["teilhabe"].languages == ("plain", "en", "uk", "ar", "tr")
    assert shelf()["teilhabe"].drafts == ("en", "uk", "ar", "tr")
    assert {tool for one in shelf().values() for tool in one.tools} <= {tool.code for tool in vocabulary().instruments}


def test_the_codebook_names_every_code_with_its_values() -> None:
    lines = codebook(shelf()["teilhabe"]).splitlines()
    assert lines[0] == "questionnaire;teilhabe;version;1"
    told = next(line for line in lines if line.startswith("hilfe_gut;"))
    assert "1-8: 1=sehr schlecht, 8=sehr gut; unknown; unwilling" in told and "hilfe_da in 1" in told
    assert sum(line.split(";")[0] == "teilhabe" for line in lines) == 2, "the question and its score"


@pytest.mark.parametrize("language", ["de", "plain", "en", "uk", "ar", "tr"])
def test_paper_is_accessible_in_every_language(language: str) -> None:
    """typst refuses a document that breaks PDF/UA."""
    created = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
    content = sheet(shelf()["teilhabe"], language=language, view="self", wave="t2", created=created)
    assert content.startswith(b"%PDF")
    assert content == sheet(shelf()["teilhabe"], language=language, view="self", wave="t2", created=created)
