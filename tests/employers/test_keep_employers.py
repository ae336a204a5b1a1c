"""Employers, sites, whom to ask and the log of contacts: begun, changed, found, carried out as a file."""

import csv
import io

import pytest

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Mistaken
from rundblick.directory.models import Place
from rundblick.employers.models import Employer, Talk
from rundblick.employers.services import employers as services
from rundblick.employers.services.employers import SiteContent
from rundblick.people.spelling import fold
from rundblick.web.clock import today
from tests.employers.building import DAY, NAME, SENTENCE, fresh, kept, person, seen, site_of, special, stored, talked
from tests.house import House
from tests.queries import at_most

LIST_STATEMENTS = 6
PAGE_STATEMENTS = 15


def test_name_branch_and_town_are_enough_and_two_clicks_make_one(house: House) -> None:
    browser = house.login("mats")
    sent = {"name": NAME, "branch": "green", "city": "Ennigerloh", "token": fresh()}
    for _click in range(2):
        answer = browser.post("/betriebe/neu/", sent)
        assert answer.status_code == 302
    page = browser.get(answer["Location"]).content.decode()
    assert NAME in page and "Ennigerloh" in page and "Noch nicht gefragt." in page
    with acting_as(house.mats, "test"):
        assert Employer.objects.count() == 1


def test_what_is_missing_is_said_in_german_and_what_was_typed_stays(house: House) -> None:
    answer = house.login("mats").post("/betriebe/neu/", {"name": NAME, "city": "", "token": fresh()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert NAME in page and "Bitte wählen Sie etwas aus." in page and "Bitte füllen Sie dieses Feld aus." in page


def test_two_who_write_at_once_see_both_versions(house: House) -> None:
    row = kept(house)
    where = f"/betriebe/{row.pk}/bearbeiten/"
    sent = {"name": "Gärtnerei Neu", "branch": "green", "version": "1"}
    assert house.login("mats").post(where, sent).status_code == 302
    both = house.login("alma").post(where, sent | {"name": "Gärtnerei Anders"})
    assert both.status_code == 409
    assert "Gärtnerei Neu" in both.content.decode() and "Gärtnerei Anders" in both.content.decode()
    assert stored(house, row).name == "Gärtnerei Neu"


def test_a_draft_comes_back(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    key = f"employers.talk:{row.pk}"
    browser.post("/zugriff/entwurf/", {"draft_key": key, "sentence": "Angefangener Satz"})
    assert "Angefangener Satz" in browser.get(f"/betriebe/{row.pk}/kontakt/").content.decode()


def test_a_site_lies_where_the_directory_says_or_nowhere(house: House) -> None:
    row = kept(house, city="Nirgendwo")
    assert site_of(house, row).latitude is None
    with acting_as(house.nora, "test"):
        Place.objects.create(
            kind="municipality", name="Beckum", folded=fold("Beckum"), city="Beckum", latitude=51.7, longitude=8.0
        )
    with acting_as(house.mats, "test"):
        site = services.add_site(employer=row, content=SiteContent(city="Beckum", address="Unbekannte Gasse 5"))
    assert (site.latitude, site.longitude, site.exact) == (51.7, 8.0, False)
    assert "Lage ungefähr" in house.login("alma").get(f"/betriebe/{row.pk}/").content.decode()


def test_a_site_with_a_workplace_is_not_closed(house: House) -> None:
    row = kept(house)
    place = seen(house, row)
    site = site_of(house, row)
    browser = house.login("mats")
    page = browser.post(f"/betriebe/standort/{site.pk}/schliessen/", follow=True).content.decode()
    assert "Hier steht noch ein Arbeitsplatz" in page and stored(house, site).closed_on is None
    browser.post(f"/betriebe/arbeitsplatz/{place.pk}/schliessen/")
    assert stored(house, place).valid_until == today() + DAY
    browser.post(f"/betriebe/standort/{site.pk}/schliessen/")
    assert stored(house, site).closed_on == today()


def test_a_contact_takes_one_sentence_and_its_next_step_is_done_once(house: House) -> None:
    row = kept(house)
    browser = house.login("alma")
    sent = {"on": "heute", "way": "call", "sentence": SENTENCE, "next_step": "Zurückrufen", "token": fresh()}
    refused = browser.post(f"/betriebe/{row.pk}/kontakt/", sent)
    assert refused.status_code == 422 and "Bis wann?" in refused.content.decode()
    assert browser.post(f"/betriebe/{row.pk}/kontakt/", sent | {"next_on": "morgen"}).status_code == 302
    with acting_as(house.alma, "test"):
        talk = Talk.objects.get()
    assert (talk.author_id, talk.next_on, talk.done_on) == (house.alma.pk, today() + DAY, None)
    for _click in range(2):
        browser.post(f"/betriebe/kontakt/{talk.pk}/getan/")
    assert stored(house, talk).done_on == today()
    browser.post(f"/betriebe/kontakt/{talk.pk}/getan/", {"doch_nicht": "1"})
    assert stored(house, talk).done_on is None


def test_a_contact_person_of_another_employer_is_refused(house: House) -> None:
    row, other = kept(house), kept(house, "Küche Nord")
    stranger = person(house, other)
    with pytest.raises(Mistaken, match="anderen Betrieb"):
        talked(house, row, counterpart=stranger)


def test_the_list_is_narrowed_by_branch_town_hours_trial_and_special_jobs(house: House) -> None:
    green = kept(house, "Gärtnerei Grün", offers=("trial",))
    kitchen = kept(house, "Küche Nord", branch="food", city="Beckum")
    office = kept(house, "Büro Süd", branch="office", offers=("family_hours",))
    seen(house, kitchen, met=("school_times",), title="Hilfe am Mittag")
    special(house, green, ("free", today()))
    special(house, office, ("free", today() - DAY), ("ended", today()))
    browser = house.login("nora")
    names = {green.name, kitchen.name, office.name}

    def shown(query: str) -> set[str]:
        page = browser.get(f"/betriebe/?{query}").content.decode()
        return {name for name in names if name in page}

    assert shown("") == names
    assert shown("branche=food") == shown("ort=Beckum") == {kitchen.name}
    assert shown("nur=familie") == {kitchen.name, office.name}
    assert shown("nur=erprobung") == shown("nur=besondere") == {green.name}
    assert shown("nur=familie&nur=erprobung") == set()
    browser.post("/betriebe/suche/", {"q": "mittag"})
    assert shown("") == {kitchen.name}
    assert "Dazu ist kein Betrieb eingetragen." in browser.get("/betriebe/?branche=care").content.decode()


def test_sorting_by_contact_begins_with_whom_nobody_spoke_to_for_longest(house: House) -> None:
    for name, days in (("Betrieb A", 3), ("Betrieb B", 90), ("Betrieb C", 30)):
        talked(house, kept(house, name), on=today() - days * DAY)
    kept(house, "Betrieb D")
    page = house.login("mats").get("/betriebe/?sortiert=kontakt").content.decode()
    order = sorted("ABCD", key=lambda letter: page.index(f"Betrieb {letter}"))
    assert order == ["B", "C", "A", "D"]


def test_the_file_holds_no_business_contact_and_no_formula(house: House) -> None:
    row = kept(house, "=SUMME(A1)", offers=("trial",))
    person(house, row, name="Berta Beispiel")
    seen(house, row, positions=2)
    answer = house.login("alma").get("/betriebe/liste.csv")
    text = answer.content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[1][0] == "'=SUMME(A1)" and lines[1][9] == "2"
    assert "Berta" not in text and answer["Cache-Control"] == "no-store"


def test_who_is_no_longer_worked_with_leaves_the_list_and_comes_back(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    browser.post(f"/betriebe/{row.pk}/beenden/")
    assert NAME not in browser.get("/betriebe/").content.decode()
    assert NAME in browser.get("/betriebe/?nur=beendet").content.decode()
    browser.post(f"/betriebe/{row.pk}/beenden/", {"wieder": "1"})
    assert NAME in browser.get("/betriebe/").content.decode()


def test_list_and_page_take_as_many_statements_for_much_as_for_little(house: House) -> None:
    row = kept(house)
    browser = house.login("mats")
    browser.get("/betriebe/")
    with at_most(LIST_STATEMENTS):
        browser.get("/betriebe/")
    with at_most(PAGE_STATEMENTS):
        browser.get(f"/betriebe/{row.pk}/")
    for number in range(6):
        other = kept(house, f"Betrieb {number}")
        talked(house, row, next_step="Anrufen", next_on=today(), counterpart=person(house, row))
        seen(house, row)
        special(house, row)
        talked(house, other)
    with at_most(LIST_STATEMENTS):
        browser.get("/betriebe/")
    with at_most(PAGE_STATEMENTS):
        assert browser.get(f"/betriebe/{row.pk}/").status_code == 200
