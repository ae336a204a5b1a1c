"""The Notfallplan: who could step in, in which order, what is agreed, and when it was talked about."""

import uuid

from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.week.models import Fallback
from tests.cases.families import haddad
from tests.house import House
from tests.week.weeks import DAY, address, fallback, rows


def test_lines_are_written_in_order_and_moved_up_and_down(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for label in ("Oma", "Nachbarin"):
        sent = {"whose": "haushalt", "kind": "helper", "label": label, "occasions": ["sick"], "token": uuid.uuid4()}
        for _ in range(2):
            assert browser.post(address("fallback_add", family), sent).status_code == 302
    first, last = sorted(rows(house, Fallback), key=lambda row: row.rank)
    assert (first.label, first.shared, last.label) == ("Oma", True, "Nachbarin")
    for way, expected in (("up", ["Nachbarin", "Oma"]), ("up", ["Nachbarin", "Oma"]), ("down", ["Oma", "Nachbarin"])):
        browser.post(address("move", family, last.thread), {"way": way})
        assert [row.label for row in sorted(rows(house, Fallback), key=lambda row: row.rank)] == expected
    page = browser.get(address("emergency", family)).content.decode()
    assert page.index("Oma") < page.index("Nachbarin")


def test_a_line_of_one_member_moves_among_those_that_are_shown(house: House) -> None:
    family = haddad(house)
    fallback(family, "Oma")
    fallback(family, "Karims Bruder", family.karim)
    last = fallback(family, "Nachbarin")
    browser = house.login("alma")
    browser.post(address("move", family, last.thread), {"way": "up"})
    page = browser.get(address("emergency", family)).content.decode()
    assert page.index("Nachbarin") < page.index("Oma") and "Karims Bruder" not in page
    own = browser.get(address("emergency", family) + f"?mitglied={family.karim}").content.decode()
    assert "Karims Bruder" in own


def test_what_is_agreed_with_an_employer_belongs_to_a_member(house: House) -> None:
    family = haddad(house)
    words = "Darf bis 9 Uhr kommen, vorher anrufen"
    fallback(family, "Chefin", family.amira, kind="employer", details=words, shared=True)
    page = house.login("alma").get(address("emergency", family)).content.decode()
    assert "Was abgesprochen ist" in page and words in page and "Amira Haddad" in page


def test_a_line_changes_and_ends(house: House) -> None:
    family = haddad(house)
    row = fallback(family, "Oma")
    browser, where = house.login("alma"), address("fallback", family, row.thread)
    assert "Für die Familie sichtbar" not in browser.get(where).content.decode()
    sent = {"kind": "helper", "label": "Oma Salma", "occasions": ["closed"], "version": f"{row.pk}.{row.version}"}
    browser.post(where, sent)
    (row,) = rows(house, Fallback)
    assert (row.label, row.occasions, row.shared) == ("Oma Salma", ["closed"], True)
    browser.post(address("fallback_end", family, row.thread), {"version": f"{row.pk}.{row.version}"})
    assert rows(house, Fallback) == []


def test_the_day_of_the_last_talk_stands_on_the_sheet(house: House) -> None:
    family = haddad(house)
    browser, where = house.login("alma"), address("emergency", family)
    assert "Noch nicht gemeinsam besprochen" in browser.get(where).content.decode()
    for day in (today(), today() - 3 * DAY, today() - 3 * DAY):
        browser.post(address("talked", family), {"on": german_date(day)})
    assert f"Zuletzt besprochen am {german_date(today(), 'long')}" in browser.get(where).content.decode()
    answer = browser.post(address("talked", family), {"on": german_date(today() + DAY)}, follow=True)
    assert "in der Zukunft" in answer.content.decode()
    told = browser.get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert told.count("Notfallplan besprochen") == 2
