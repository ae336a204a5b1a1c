"""The way that protects a child: observations apart, a sheet without names, a report with little in it."""

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.crisis.models import Protocol
from rundblick.people.naming import names_in
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import haddad
from tests.crisis.crises import SAW, begun, ticked, url
from tests.house import House

NAMES = ["Amira Haddad", "Sami Haddad"]
BORN = dt.date(2018, 1, 5)


def test_names_dates_numbers_and_addresses_are_found_and_ordinary_words_are_not() -> None:
    text = "Samis Jacke, HADDAD sagt es. Geboren 5.1.2018, Tel. 0251 123456, a@b.de; am 7.3.2026, 8 Jahre, Samstag."
    assert names_in(text, NAMES, [BORN]) == ["Samis", "HADDAD", "5.1.2018", "0251 123456", "a@b.de"]
    assert names_in("Das Kind kam am 7.3.2026 ohne Jacke.", NAMES, [BORN]) == []


@given(
    name=st.text("abcdefghijklmnopqrstuvwxyzäöüß", min_size=2, max_size=12),
    before=st.text(" .,;:\n(„", min_size=1, max_size=3),
    after=st.text(" .,;:\n)“!", min_size=1, max_size=3),
    shout=st.booleans(),
)
def test_a_name_is_found_wherever_it_stands(name: str, before: str, after: str, shout: bool) -> None:
    written = name.upper() if shout else name.capitalize()
    assert names_in(f"Wort{before}{written}{after}Wort", [f"Zoe {name}"]) == [written]


def test_the_sheet_begins_without_names_and_is_shown_only_without_them(house: House) -> None:
    family = haddad(house)
    row = begun(family, "child", person=family.sami)
    ticked(family, row, "observation", words=SAW, own=True, on=today())
    browser = house.login("alma")
    first = browser.post(url("sheet", row)).content.decode()
    assert SAW in first
    assert "Sami" not in first
    assert "Haddad" not in first
    held = browser.post(url("sheet", row), {"text": "Sami friert."}).content.decode()
    assert "Das könnte verraten" in held
    assert "Fachberatung, pseudonymisiert" not in held
    assert "Diese Wörter verraten niemanden" in held
    assert (
        "Fachberatung, pseudonymisiert"
        in browser.post(url("sheet", row), {"text": "Ein Kind friert."}).content.decode()
    )
    overruled = browser.post(url("sheet", row), {"text": "Sami heißt auch der Hund.", "anyway": "on"})
    assert "Fachberatung, pseudonymisiert" in overruled.content.decode()
    assert "anonym" not in first.replace("pseudonym", "").replace("nicht anonym", "")


def test_the_report_holds_the_child_who_raises_it_and_what_was_seen_but_no_household(house: House) -> None:
    family = haddad(house)
    row = begun(family, "child", person=family.sami)
    ticked(family, row, "observation", words=SAW, own=False, who="Erzieherin", on=today())
    ticked(family, row, "not_family", words="Würde das Kind gefährden.")
    page = house.login("alma").post(url("report", row)).content.decode()
    assert f"{german_date(today())}, gehört von Erzieherin: {SAW}" in page
    for expected in ("Sami Haddad, geboren am 05.01.2018", "Amira Haddad", "Würde das Kind gefährden."):
        assert expected in page
    assert "36502BG0017171" not in page


def test_the_papers_belong_to_this_way_alone_and_leave_nothing_behind(house: House) -> None:
    family = haddad(house)
    general, child = begun(family), begun(family, "child", person=family.sami)
    browser = house.login("alma")
    assert browser.post(url("report", general)).status_code == 404
    page = browser.post(url("open", general)).content.decode()
    assert "Schutz eines Kindes" not in page
    assert str(child.pk) not in page
    with acting_as(house.alma, "test", read_only=True):
        before = Protocol.objects.get(pk=child.pk).version
    browser.post(url("sheet", child), {"text": "Ein Kind friert."})
    browser.post(url("tick", child), {"step": "unknown", "token": str(uuid.uuid4())})
    with acting_as(house.alma, "test", read_only=True):
        assert Protocol.objects.get(pk=child.pk).version == before
