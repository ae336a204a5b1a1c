"""The public pages in six languages: nothing is missing, nothing is left over, and no page knows who reads it."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from django.conf import settings
from django.test import Client

from rundblick.directory.asking import SWITCHES
from rundblick.directory.codes import Capacity, Cost, Kind, Referrer, Way
from rundblick.directory.taxonomy import taxonomy
from rundblick.directory.tongues import dates
from rundblick.directory.tongues.book import CODES, Tongue, foreign, say, say_count, speaking, tongues
from rundblick.directory.tongues.names import names_in
from rundblick.directory.tongues.understanding import meant_by, plainly, stem
from rundblick.people.languages import LANGUAGES
from tests.directory.building import happening, offered, opened
from tests.house import House
from tests.queries import at_most

ROOM = Path(__file__).resolve().parents[2] / "rundblick" / "directory"
CHOSEN_BY_DAY = {"wieder heute {time}", "wieder morgen {time}", "wieder {day} {time}"}
FORMS = {
    "en": {"one", "other"},
    "tr": {"one", "other"},
    "uk": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}


def argument(name: str, place: int) -> Iterator[str]:
    """What stands literally at this place of all calls of `name` in the room's code."""
    for path in ROOM.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == name:
                given = call.args[place] if len(call.args) > place else None
                if isinstance(given, ast.Constant):
                    yield str(given.value)


def in_templates(pattern: str) -> set[str]:
    return {found for path in ROOM.rglob("*.html") for found in re.findall(pattern, path.read_text("utf-8"))}


def sentences() -> set[str]:
    """Every German sentence that code and templates ask to be said, and the words of codes."""
    said = set(argument("say", 0))
    said |= in_templates(r'"([^"]+)"\|say\b') | in_templates(r'say_with "([^"]+)"') | CHOSEN_BY_DAY
    said |= {str(label) for codes in (Kind, Cost, Capacity, Referrer, Way) for label in codes.labels}
    return said | {label for _, label in SWITCHES.values()}


def counted() -> set[str]:
    """The German singular of every noun with a number."""
    return set(argument("say_count", 1)) | in_templates(r'say_count \S+ "([^"]+)"')


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tongue", foreign(), ids=lambda one: one.code)
def test_each_language_says_every_sentence_and_none_besides(tongue: Tongue) -> None:
    assert set(tongue.words) == sentences()
    assert set(tongue.counts) == counted()
    assert set(tongue.languages) == set(LANGUAGES)


def test_plain_german_simplifies_sentences_that_are_said() -> None:
    assert set(tongues()["leicht"].words) <= sentences()


@pytest.mark.parametrize("tongue", list(tongues().values()), ids=lambda one: one.code or "de")
def test_no_sentence_loses_what_it_speaks_of(tongue: Tongue) -> None:
    for german, said in tongue.words.items():
        missing = gaps(german) ^ gaps(said)
        assert missing <= {"how"}, f"{tongue.code}: {german}"
    for german, forms in tongue.counts.items():
        assert set(forms) == FORMS[tongue.code], german
        assert gaps(forms["other"]) == {"n"}, german


@pytest.mark.parametrize("code", [one.code for one in foreign()])
def test_each_language_names_the_whole_taxonomy(code: str) -> None:
    names = names_in(code)
    for part in ("groups", "topics", "audiences", "accessibility"):
        assert set(getattr(names, part)) == {one.code for one in getattr(taxonomy(), part)}, part
    assert all(one.words for one in names.topics.values())
    assert names.status == tongues()[code].status == "Entwurf"


def test_numbers_take_the_form_their_language_asks_for() -> None:
    with speaking("uk"):
        assert [say_count(n, "{n} Tag", "{n} Tage") for n in (1, 3, 5, 12, 21)] == [
            "1 день",
            "3 дні",
            "5 днів",
            "12 днів",
            "21 день",
        ]
    with speaking("ar"):
        assert [say_count(n, "{n} Tag", "{n} Tage") for n in (1, 2, 5, 11, 100)] == [
            "يوم واحد",
            "يومان",
            "5 أيام",
            "11 يومًا",
            "100 يوم",
        ]
    assert say_count(1, "{n} Tag", "{n} Tage") == "1 Tag"


def test_days_are_written_as_the_language_writes_them() -> None:
    day = dt.date(2026, 11, 30)
    written = {}
    for code in CODES:
        with speaking(code):
            written[code] = dates.full_day(day)
    assert written["en"] == "Monday, 30 November 2026"
    assert written["uk"] == "Понеділок, 30 листопада 2026"
    assert written["tr"] == "30 Kasım 2026 Pazartesi"
    assert written["ar"] == "الاثنين 30 نوفمبر 2026"
    assert written["leicht"] == "Mo,\u00a030.11.2026"


def test_german_returns_when_a_page_is_done() -> None:
    with speaking("tr"):
        assert say("Suchen") == "Ara"
    assert say("Suchen") == "Suchen"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("ar", ["ديون", "الديون", "ديوني", "بالديون", "دُيُون"]),
        ("uk", ["борги", "боргів", "боргами", "БОРГ"]),
        ("tr", ["borç", "borc", "BORÇ", "borçlarım", "borcum"]),
        ("en", ["debt", "debts", "Debts"]),
    ],
)
def test_a_word_is_understood_in_all_its_forms(code: str, written: list[str]) -> None:
    for word in written:
        assert "debts" in meant_by(plainly(word), tongues()[code]).topics, word


def test_what_people_leave_out_makes_no_difference() -> None:
    assert plainly("п'ять") == plainly("п’ять") == "пять"
    assert plainly("İş") == "iş" and stem(plainly("ışık"), "tr") == stem(plainly("işik"), "tr")
    assert plainly("إيجار") == plainly("ايجار") and plainly("مدرسة") == "مدرسه"
    assert plainly("don't") == "don't"


@pytest.mark.parametrize("code", ["", *CODES])
def test_no_page_in_any_language_sets_a_cookie_or_says_less(code: str, house: House, client: Client) -> None:
    row = offered(house)
    opened(house, row, [0, 1, 2], "09:00", "12:00")
    happening(house, row.organization, service=row)
    start = f"/wegweiser/{code}/" if code else "/wegweiser/"
    tongue = tongues()[code]
    for answer in (
        client.get(start),
        client.get(f"{start}?thema=debts&kostenlos=1"),
        client.post(f"{start}suche/", {"q": "Schulden"}),
        client.get(f"{start}angebot/{row.pk}/"),
        client.get(f"{start}termine/"),
        client.get(f"{start}einbetten/"),
        client.get(f"{start}angebot/{house.nora.pk}/"),
    ):
        page = answer.content.decode()
        assert f'<html lang="{tongue.lang}" dir="{tongue.direction}"' in page
        assert answer.headers["Content-Language"] == tongue.lang
        assert not answer.cookies
    assert not client.cookies


def test_each_page_offers_itself_in_the_other_languages(house: House, client: Client) -> None:
    row = offered(house)
    page = client.get(f"/wegweiser/uk/angebot/{row.pk}/?nahe=").content.decode()
    assert f'href="/wegweiser/ar/angebot/{row.pk}/?nahe=" lang="ar" hreflang="ar" dir="rtl"' in page
    there = f"{settings.RUNDBLICK.public_base_url}/wegweiser/en/angebot/{row.pk}/?nahe="
    assert f'<link rel="alternate" hreflang="en" href="{there}">' in page
    assert f'href="/wegweiser/angebot/{row.pk}/?nahe="' in page


def test_words_that_were_typed_travel_along_without_an_address(house: House, client: Client) -> None:
    offered(house)
    page = client.post("/wegweiser/suche/", {"q": "Schulden", "kostenlos": "1"}).content.decode()
    assert 'formaction="/wegweiser/tr/suche/"' in page and "?q=" not in page
    assert (
        "Schuldnerberatung" in client.post("/wegweiser/tr/suche/", {"q": "Schulden", "kostenlos": "1"}).content.decode()
    )


def test_what_an_organisation_wrote_is_marked_as_german(house: House, client: Client) -> None:
    row = offered(house)
    page = client.get(f"/wegweiser/ar/angebot/{row.pk}/").content.decode()
    assert '<p class="directory-plain" lang="de" dir="ltr">Sie haben Schulden?' in page
    assert '<a dir="ltr" class="kern-link" href="tel:02214710112">' in page


def test_a_language_nobody_speaks_is_no_address(client: Client, house: House) -> None:
    assert client.get("/wegweiser/xx/").status_code == 404


def test_a_page_may_be_kept_for_a_minute_and_asked_after(house: House, client: Client) -> None:
    offered(house)
    first = client.get("/wegweiser/en/")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first.headers["Vary"]
    again = client.get("/wegweiser/en/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "Cache-Control" not in house.login("alma").get("/wegweiser/en/").headers


@pytest.mark.parametrize("address", ["", "?thema=debts", "termine/"])
def test_another_language_costs_no_statement_more(address: str, house: House, client: Client) -> None:
    offered(house)
    client.get(f"/wegweiser/ar/{address}")
    with at_most(10):
        client.get(f"/wegweiser/ar/{address}")
