"""In which settings people talk with each other: per case, and of one's own talks for oneself."""

from rundblick.calendar.codes import Setting
from rundblick.outreach import mix
from tests.cases.families import haddad
from tests.house import House
from tests.outreach.seeking import ago
from tests.queries import at_most

CASE, OWN = 8, 4
"""Statements."""


def test_every_bar_has_all_talks_as_its_denominator_and_no_talk_is_no_picture() -> None:
    found = mix.picture({"office": 3, "walk_and_talk": 1})
    assert found is not None and mix.picture({}) is None
    assert [row[1] for row in found.table.rows] == ["3 von 4", "1 von 4"]
    assert Setting.VIDEO.label in mix.unused({"office": 3}) and Setting.OFFICE.label not in mix.unused({"office": 3})


def test_a_talk_with_two_counts_once_and_only_what_a_reader_may_see(house: House) -> None:
    family = haddad(house, opened_on=ago(900))
    family.note(family.amira, family.karim, setting="walk_and_talk")
    family.note(family.amira, setting="office", happened_on=ago(30))
    family.note(family.amira, setting="office", happened_on=ago(366))
    browser = house.login("alma")
    browser.get("/faelle/")
    with at_most(CASE):
        page = browser.get(f"/faelle/kontakt-suchen/{family.pk}/").content.decode()
    assert page.count("1 von 2") >= 2 and "2\xa0Gespräche" in page
    with at_most(OWN):
        page = browser.get("/faelle/kontakt-suchen/meine-gespraeche/").content.decode()
    assert "1 von 2" in page and "Haddad" not in page
    assert "kein Gespräch" in house.login("bert").get("/faelle/kontakt-suchen/meine-gespraeche/").content.decode()
    tools = browser.get(f"/faelle/{family.pk}/werkzeuge/").content.decode()
    assert "Wo wir miteinander sprechen" in tools
