"""A sheet for an employer: chosen and looked at together, only with a consent, and nothing of what is protected."""

import re
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.biography.queries import Profile
from rundblick.calendar.errors import Refused
from rundblick.catalogue.working import working
from rundblick.profiles import choosing, giving
from rundblick.profiles.models import JobProfile, Sheet
from rundblick.situation.models import ProtectedEntry
from tests.biography.lives import profile
from tests.cases.families import Family, haddad
from tests.consent.giving import printed
from tests.house import House
from tests.profiles.saying import address, allow, full, make_sheet, withdraw
from tests.situation.lives import confided, consented

codes = st.text(alphabet="abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
conditions = st.sampled_from([one.code for one in working().conditions])
tasks = st.sampled_from([one.code for one in working().tasks])
SAID_FOR_EMPLOYERS = {one.sheet for one in working().conditions}


@pytest.fixture
def family(house: House) -> Family:
    made = haddad(house)
    full(made)
    profile(made, made.amira)
    return made


def sent(house: House, family: Family, **changed: Any) -> dict[str, Any]:
    """Every line chosen, as the page offers them."""
    form = house.login("alma").get(address(family, "sheet")).context["form"]
    boxes = {field.name: [code for code, _ in field.field.choices] for field in form.part_fields}
    return boxes | {"token": str(uuid.uuid4()), "consent": ""} | changed


@given(
    must=st.lists(st.one_of(conditions, codes), max_size=6),
    helps=st.lists(st.one_of(conditions, codes), max_size=6),
    can=st.lists(st.one_of(tasks, codes), max_size=6),
    taken=st.sets(codes, max_size=5),
)
def test_conditions_stand_in_the_words_for_employers_and_unknown_codes_nowhere(
    must: list[str], helps: list[str], can: list[str], taken: set[str]
) -> None:
    row = JobProfile(must=must, helps=helps, can=can)
    parts = choosing.offered(row, Profile(None, [], [], None), [])
    every = {line.code: line.text for part in parts for line in part.lines}
    for code, text in every.items():
        known = SAID_FOR_EMPLOYERS if code.startswith(("must:", "help:")) else {one.label for one in working().tasks}
        assert text in known
    lines = [line for part in choosing.chosen(parts, taken | set(list(every)[:2])) for line in part["lines"]]  # type: ignore[attr-defined]
    assert lines == [text for code, text in every.items() if code in taken | set(list(every)[:2])]


@given(st.sets(st.sampled_from(["must:quiet", "help:one_contact", "hours", "aim:x", "words:can"])))
def test_only_what_was_chosen_stands_on_the_sheet(taken: set[str]) -> None:
    row = JobProfile(must=["quiet"], helps=["one_contact"], hours_until=20, can_words="Für viele kochen.")
    target: Any = SimpleNamespace(thread="x", text="Köchin")
    parts = choosing.offered(row, Profile(None, [], [], None), [target])
    found = [line for part in choosing.chosen(parts, taken) for line in part["lines"]]  # type: ignore[attr-defined]
    assert len(found) == len(taken)


def test_nothing_of_the_protected_area_can_be_chosen_or_printed(house: House, family: Family, tmp_path: Path) -> None:
    consented(family)
    confided(family, text="Depression seit dem Herbst")
    with acting_as(house.alma, "test", read_only=True):
        assert ProtectedEntry.objects.get().text == "Depression seit dem Herbst"
    consent = allow(family)
    browser = house.login("alma")
    answer = browser.post(address(family, "sheet"), sent(house, family, step="make", consent=str(consent.pk)))
    assert answer.status_code == 302
    for page in (address(family), address(family, "sheet")):
        assert "Depression" not in browser.get(page).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        row = Sheet.objects.get()
        assert "Depression" not in row.content
    paper = printed(browser.get(address(family, "sheet_pdf", row.pk)).content, tmp_path)
    assert "Depression" not in paper
    assert "kein schweres Heben und Tragen" in paper
    assert "Für: Gasthof Linde" in paper


def test_looking_needs_no_consent_and_keeps_nothing(house: House, family: Family) -> None:
    browser = house.login("alma")
    page = browser.post(address(family, "sheet"), sent(house, family, step="look"))
    assert page.status_code == 200
    assert "So sieht das Blatt aus" in page.content.decode()
    assert "Blatt machen" not in page.content.decode()
    assert browser.post(address(family, "sheet"), sent(house, family, step="make")).status_code == 422
    with acting_as(house.alma, "test", read_only=True):
        assert not Sheet.objects.exists()


def test_a_sheet_sent_twice_is_made_once_and_the_choice_is_remembered(house: House, family: Family) -> None:
    consent = allow(family)
    browser = house.login("alma")
    values = sent(house, family, step="make", consent=str(consent.pk), part1=[])
    for _ in range(2):
        assert browser.post(address(family, "sheet"), values).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        (row,) = Sheet.objects.all()
        assert "Das kann ich" not in {part["heading"] for part in row.parts}
    form = browser.get(address(family, "sheet")).context["form"]
    assert form["part0"].value() == values["part0"]
    assert form["part1"].value() == []


def test_after_a_withdrawal_no_sheet_is_made_and_none_opened(house: House, family: Family) -> None:
    consent = allow(family)
    row = make_sheet(family, consent)
    browser = house.login("alma")
    assert browser.get(address(family, "sheet_pdf", row.pk))["Content-Type"] == "application/pdf"
    values = sent(house, family, step="make", consent=str(consent.pk))
    withdraw(family, consent)
    assert browser.post(address(family, "sheet"), values).status_code == 422
    answer = browser.get(address(family, "sheet_pdf", row.pk), follow=True)
    assert "gilt nicht mehr" in answer.content.decode()
    assert "PDF öffnen" not in answer.content.decode()
    with pytest.raises(Refused):
        make_sheet(family, consent)


def test_a_consent_for_something_else_or_of_somebody_else_allows_no_sheet(house: House, family: Family) -> None:
    other = haddad(house)
    full(other)
    for consent in (allow(family, "applicant_card"), allow(other)):
        with pytest.raises(Refused):
            make_sheet(family, consent)
    assert house.login("alma").get(address(other, "sheet_pdf", uuid.uuid4())).status_code == 404


def test_a_sheet_needs_a_line(house: House, family: Family) -> None:
    consent = allow(family)
    with acting_as(house.alma, "test"), pytest.raises(Refused):
        giving.make_sheet(
            case=family.case, person_id=family.amira, consent=consent, parts=[], codes=[], author=house.alma
        )
    values = sent(house, family, step="look", consent=str(consent.pk))
    empty = {name: [] if re.match("part", name) else value for name, value in values.items()}
    answer = house.login("alma").post(address(family, "sheet"), empty)
    assert answer.status_code == 422
    assert giving.NOTHING in answer.content.decode()


def test_without_a_profile_there_is_nothing_to_choose(house: House) -> None:
    page = house.login("alma").get(address(haddad(house), "sheet")).content.decode()
    assert "Im Profil steht noch nichts" in page


def test_the_paper_names_nobody_in_its_title(house: House, family: Family) -> None:
    row = make_sheet(family, allow(family))
    content = house.login("alma").get(address(family, "sheet_pdf", row.pk)).content
    title = re.search(rb"<dc:title>.*?</dc:title>", content, re.DOTALL)
    assert b"Haddad" not in (title.group() if title else b"")
