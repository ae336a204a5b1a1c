"""Wen ich länger nicht gesprochen habe: over one's own cases, those never spoken with first; for nobody else's eyes."""

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case
from rundblick.cases.services.file import close
from rundblick.programmes.duebook import refresh
from rundblick.rhythm.views import listing
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cases.test_list_cases import single
from tests.house import House
from tests.queries import at_most
from tests.rhythm.paces import DAY, address, ago, agreed, since, takes_part, weekly

LIST = 8
"""Statements of the list, whatever its length."""
WHERE = "/faelle/kontakte/"


def listed(page: str) -> list[str]:
    names = ("Amira Haddad", "Karim Haddad", "Sami Haddad", "Olga Marx", "Pia Neu")
    places = {name: page.find(f">{name}</a>") for name in names}
    return sorted((name for name, place in places.items() if place >= 0), key=lambda name: places[name])


def get(house: House, who: str = "alma", query: str = "") -> str:
    return house.login(who).get(WHERE + query).content.decode().replace("\xa0", " ")


def spoken(house: House) -> Family:
    """Karim was spoken with long ago, Amira today, Olga never."""
    family = haddad(house, opened_on=ago(120))
    family.note(family.amira)
    family.note(family.karim, happened_on=ago(45))
    return family


def test_those_never_spoken_with_come_first_then_the_longest_silence(house: House) -> None:
    spoken(house)
    single(house, "Olga|Marx", "1")
    page = get(house)
    assert listed(page) == ["Olga Marx", "Karim Haddad", "Amira Haddad"]
    assert "noch kein Gespräch, seit der Fall am" in page and "zuletzt vor 45 Tagen" in page and "zuletzt heute" in page
    assert "rahmen=phone" in page and "/termine/neu/" in page and "/nachrichten/" in page


def test_talks_before_the_case_began_do_not_count_as_spoken(house: House) -> None:
    family = spoken(house)
    with acting_as(house.alma, "test"):
        Case.objects.filter(pk=family.pk).update(opened_on=ago(10))
    assert listed(get(house)) == ["Karim Haddad", "Amira Haddad"]
    assert "noch kein Gespräch" in get(house)


def test_reasons_say_why_it_is_no_gap(house: House) -> None:
    family = spoken(house)
    family.appointment(family.karim, starts_at=now() + 2 * DAY)
    agreed(family, family.amira, rests_until=today() + 9 * DAY)
    page = get(house)
    assert "Termin am" in page and "so vereinbart" in page and "nichts geplant" not in page
    assert listed(get(house, query="?nur=offen")) == []


def test_what_a_programme_asked_for_is_said_without_blame(house: House) -> None:
    family = spoken(house)
    takes_part(family, weekly(), name="Karim", on=ago(60))
    with as_worker("test"):
        refresh([family.pk])
    since(agreed(family, family.amira, every_days=14), ago(5))
    page = get(house)
    assert f"vorgesehen war ein Gespräch bis {ago(38):%d.%m.%Y} (Wochenweise, Fassung ab" in page
    assert f"nach dem Rhythmus bis {today() + 14 * DAY:%d.%m.%Y}" in page


def test_a_length_of_silence_can_be_chosen(house: House) -> None:
    spoken(house)
    assert listed(get(house, query="?seit=30")) == ["Karim Haddad"]
    assert "auf den das zutrifft" in get(house, query="?seit=90")
    assert listed(get(house, query="?seit=unsinn")) == ["Karim Haddad", "Amira Haddad"]


def test_a_cover_brings_the_cases_and_takes_them_back(house: House) -> None:
    spoken(house)
    assert listed(get(house, "bert")) == []
    with acting_as(house.dana, "test"):
        row = access.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    assert listed(get(house, "bert")) == ["Karim Haddad", "Amira Haddad"]
    with acting_as(house.dana, "test"):
        access.end_cover(row)
    assert listed(get(house, "bert")) == []


def test_closed_cases_are_left_out(house: House) -> None:
    family = spoken(house)
    with acting_as(house.alma, "test"):
        close(case=Case.objects.get(pk=family.pk), closed_on=today(), closing_reason=ClosingReason.GOALS_REACHED)
    assert "steht gerade niemand im Mittelpunkt" in get(house)


def test_pages_turn_without_losing_anybody(house: House, monkeypatch: object) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)  # type: ignore[attr-defined]
    spoken(house)
    single(house, "Olga|Marx", "1")
    browser = house.login("alma")
    first = browser.get(WHERE)
    pages = first.context["pages"]
    second = browser.get(WHERE + pages.next_url)
    assert listed(first.content.decode()) == ["Olga Marx", "Karim Haddad"]
    assert listed(second.content.decode()) == ["Amira Haddad"]
    back = browser.get(WHERE + second.context["pages"].previous_url)
    assert listed(back.content.decode()) == ["Olga Marx", "Karim Haddad"]


def test_neither_the_lead_nor_a_supervisor_sees_list_page_or_part(house: House) -> None:
    family = spoken(house)
    agreed(family, family.amira)
    with acting_as(house.dana, "test") as dana:
        access.supervise(dana, dossier_id=family.pk, purpose="Beschwerde zum Fall prüfen")
    assert listed(get(house, "dana")) == []
    browser = house.login("dana")
    assert browser.get(f"/faelle/{family.pk}/").status_code == 200
    for where in (address(family), address(family, "agree", family.amira)):
        assert browser.get(where).status_code == 404
    assert "Kontakte in 12 Wochen" not in browser.get(f"/faelle/{family.pk}/weiteres/").content.decode()
    assert "Kontakte in 12 Wochen" in house.login("alma").get(f"/faelle/{family.pk}/weiteres/").content.decode()


def test_the_team_is_told_nothing_by_due_items(house: House) -> None:
    family = spoken(house)
    since(agreed(family, family.karim, every_days=14), ago(20))
    with as_worker("test"):
        refresh([family.pk])
    assert "eigener Rhythmus" in house.login("alma").get("/").content.decode()
    for where in ("/", "/faelle/?wer=team"):
        assert "eigener Rhythmus" not in house.login("dana").get(where).content.decode()


def test_the_list_takes_its_statements_whatever_its_length(house: House) -> None:
    family = spoken(house)
    agreed(family, family.amira)
    for number in range(6):
        single(house, f"Person{number}|Test", str(number))
    browser = house.login("alma")
    browser.get(WHERE)
    with at_most(LIST):
        assert browser.get(WHERE + "?seit=14&nur=offen").status_code == 200
    with at_most(LIST):
        assert browser.get(WHERE).status_code == 200
