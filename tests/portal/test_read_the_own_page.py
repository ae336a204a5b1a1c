"""A participant's own pages: everything of their own, nothing of anybody else's that was not shared (rule 6)."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access import services as doors
from rundblick.access.context import acting_as
from rundblick.access.models import Disclosure, Grant
from rundblick.access.models.dossiers import Basis
from rundblick.calendar import services as calendar
from rundblick.cases import services
from rundblick.cases.codes import GoalStatus, Responsible
from rundblick.cases.models import ContactNote
from rundblick.people import services as people
from rundblick.people.models import Membership
from rundblick.people.queries import Member, members_of
from rundblick.people.services import NewContact
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.people.families import STREET
from tests.queries import at_most

SECRET = "Verbotenes-Wort"
PAGES = ("/meine-seite/", "/meine-seite/gespraeche/", "/meine-seite/angaben/", "/meine-seite/wer-darf-sehen/")


@pytest.fixture
def family(house: House) -> Family:
    """Jana is Amira Haddad and has an own page."""
    found = haddad(house)
    found.let_in(house.jana, found.amira)
    return found


def read(house: House, path: str = "/meine-seite/") -> str:
    """The page as Jana reads it."""
    answer = house.login("jana").get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def released(house: House, *notes: ContactNote) -> None:
    """Hand the notes to the person."""
    with acting_as(house.alma, "test"):
        for note in notes:
            services.release_note(note=note)


def test_the_next_appointment_stands_on_top_with_place_and_whom(house: House, family: Family) -> None:
    family.appointment(family.amira, place="Bahnhofstraße 3, Raum 2", purpose="Bewerbung für die Küche")
    family.appointment(family.amira, starts_at=now() + dt.timedelta(days=9), setting="walk_and_talk")
    page = read(house)
    for words in ("morgen", "im Büro, Bahnhofstraße 3, Raum 2", "mit Alma (Jobcenter Musterkreis)", "Bewerbung"):
        assert words in page
    assert page.index("Bahnhofstraße") < page.index("beim Spazierengehen")


def test_cancelled_and_past_appointments_are_no_reproach(house: House, family: Family) -> None:
    over = family.appointment(family.amira, starts_at=now() - dt.timedelta(days=2), place="Raum alt")
    off = family.appointment(family.amira, place="Raum ab")
    with acting_as(house.alma, "test"):
        calendar.mark_missed(appointment=over)
        calendar.cancel(appointment=off)
    page = read(house)
    assert "Raum alt" not in page and "Raum ab" not in page
    assert "nicht zustande" not in page and "überfällig" not in page
    assert "Im Moment ist kein Termin geplant." in page
    assert "Rufen Sie Alma (Jobcenter Musterkreis) an." in page


def test_agreements_are_sorted_by_whose_turn_it_is(house: House, family: Family) -> None:
    steps = [
        services.StepContent(text="Zeugnis heraussuchen", responsible=Responsible.PERSON, due_on=today()),
        services.StepContent(text="Kitaplatz anfragen", responsible=Responsible.JOBCENTER),
        services.StepContent(text="Vertrag schicken", responsible=Responsible.THIRD),
    ]
    family.note(family.amira, steps=steps)
    page = read(house)
    mine, house_does, third = (
        page.index(title) for title in ("Das mache ich", "Das macht das Jobcenter", "Das macht eine andere Stelle")
    )
    assert mine < page.index("Zeugnis heraussuchen") < house_does < page.index("Kitaplatz anfragen") < third
    assert "bis heute" in page


def test_work_that_only_organises_the_house_is_not_shown(house: House, family: Family) -> None:
    family.task("Aktennotiz für die Teamrunde", person_id=family.amira)
    family.task("Mietvertrag mitbringen", person_id=family.amira, responsible=Responsible.PERSON, assignee=None)
    page = read(house)
    assert "Teamrunde" not in page
    assert "Mietvertrag mitbringen" in page


def test_goals_reached_are_celebrated_and_those_given_up_are_gone(house: House, family: Family) -> None:
    family.goal(family.amira, "Den Führerschein machen")
    for text, status in (("Deutsch B2", GoalStatus.REACHED), ("Umziehen", GoalStatus.DROPPED)):
        goal = family.goal(family.amira, text)
        with acting_as(house.alma, "test"):
            services.change_goal(
                goal=goal, version=1, text=text, kind=goal.kind, status=status, since=goal.since, due_on=None
            )
    page = read(house)
    assert "Den Führerschein machen" in page
    assert "Geschafft am" in page and "Deutsch B2" in page
    assert "Umziehen" not in page


def test_a_talk_is_read_only_once_it_was_handed_over(house: House, family: Family) -> None:
    note = family.note(
        family.amira, sentence="Die Kita hat zugesagt.", summary="Ab Januar.", own_concern="Ich will weg."
    )[0]
    assert "Die Kita hat zugesagt." not in read(house, "/meine-seite/gespraeche/")
    released(house, note)
    page = read(house, "/meine-seite/gespraeche/")
    for words in ("Die Kita hat zugesagt.", "Ab Januar.", "Ich will weg.", "mit Alma"):
        assert words in page


def test_nothing_of_another_member_appears_unless_it_was_shared(house: House, family: Family) -> None:
    family.appointment(family.karim, place=SECRET, purpose=SECRET)
    family.appointment(family.sami, place=SECRET)
    family.goal(family.karim, SECRET)
    family.task(SECRET, person_id=family.karim, responsible=Responsible.PERSON, assignee=None)
    steps = [services.StepContent(text=SECRET, responsible=Responsible.PERSON)]
    content: dict[str, Any] = {"sentence": SECRET, "summary": SECRET, "own_concern": SECRET, "agreements": SECRET}
    released(house, *family.note(family.karim, steps=steps, **content))
    with acting_as(house.alma, "test"):
        karim = next(m.person for m in _members(family) if m.person.pk == family.karim)
        people.add_contact(
            household=family.household, person=karim, contact=NewContact(kind="mobile", value="0171 99999")
        )
        doors.open_door(
            dossier_id=family.pk,
            principal=house.partner,
            basis=Basis.CONSENT,
            topics=("goals",),
            subject_id=family.karim,
            until=now() + dt.timedelta(days=30),
            evidence=SECRET,
        )
    for path in PAGES:
        page = read(house, path)
        for forbidden in (SECRET, "Karim", "Sami", "99999", house.partner.name, str(family.karim), str(family.sami)):
            assert forbidden not in page, path


def test_what_another_member_shared_is_marked_as_theirs(house: House, family: Family) -> None:
    family.appointment(family.karim, place="Raum 7", shared=True)
    family.goal(family.sami, "Schwimmen lernen", shared=True)
    family.task("Fahrrad flicken", person_id=family.karim, responsible=Responsible.PERSON, assignee=None, shared=True)
    released(house, *family.note(family.karim, sentence="Praktikum steht.", shared=True))
    page = read(house)
    assert "Raum 7" in page and "Schwimmen lernen" in page and "Fahrrad flicken" in page
    assert page.count("von Karim geteilt") == 2
    assert page.count("von Sami geteilt") == 1
    assert "von Karim geteilt" in read(house, "/meine-seite/gespraeche/")


def test_a_shared_note_that_was_not_handed_over_stays_closed(house: House, family: Family) -> None:
    family.note(family.karim, sentence=SECRET, shared=True)
    family.note(sentence=SECRET)
    assert SECRET not in read(house, "/meine-seite/gespraeche/")


def test_what_belongs_to_all_is_marked_so(house: House, family: Family) -> None:
    family.appointment(place="Küchentisch")
    page = read(house)
    assert "Küchentisch" in page
    assert "für die ganze Familie" in page


def test_who_moved_out_no_longer_sees_what_the_others_share(house: House, family: Family) -> None:
    family.appointment(family.karim, place=SECRET, shared=True)
    family.appointment(family.amira, place="Raum 1")
    assert SECRET in read(house)
    with acting_as(house.alma, "test"):
        own = Membership.objects.get(person_id=family.amira)
        own.valid_from, own.valid_until = today() - dt.timedelta(days=30), today()
        own.save()
    page = read(house)
    assert SECRET not in page
    assert "Raum 1" in page
    assert STREET not in read(house, "/meine-seite/angaben/")


def test_an_ended_access_shows_nothing_from_the_next_click_on(house: House, family: Family) -> None:
    family.appointment(family.amira, place=SECRET)
    browser = house.login("jana")
    assert SECRET in browser.get("/meine-seite/").content.decode()
    with acting_as(house.alma, "test"):
        doors.close_door(Grant.objects.get(basis=Basis.SELF))
    page = browser.get("/meine-seite/").content.decode()
    assert "Ihr Zugang ist beendet" in page
    assert SECRET not in page
    for path in PAGES[1:]:
        assert browser.get(path).status_code == 302


def test_contact_data_are_shown_as_they_are_known(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        amira = next(m.person for m in _members(family) if m.person.pk == family.amira)
        people.add_contact(
            household=family.household,
            person=amira,
            contact=NewContact(kind="mobile", value="0171 12345", preferred=True),
        )
    page = read(house, "/meine-seite/angaben/")
    for words in ("Amira Haddad", f"{STREET}, 59320 Ennigerloh", "0171 12345", "am liebsten"):
        assert words in page
    assert "Rufen Sie bitte Alma (Jobcenter Musterkreis) an" in page
    assert "<textarea" not in page


def test_protected_contact_hides_the_address_and_the_familys_names(house: House, family: Family) -> None:
    family.goal(family.karim, "Schwimmen lernen", shared=True)
    with acting_as(house.alma, "test"):
        amira = next(m.person for m in _members(family) if m.person.pk == family.amira)
        people.protect(household=family.household, person=amira)
    assert STREET not in read(house, "/meine-seite/angaben/")
    page = read(house)
    assert "Karim" not in page
    assert "in der Familie geteilt" in page


def test_who_may_see_tells_house_role_topics_and_time_but_no_names(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        doors.open_door(
            dossier_id=family.pk,
            principal=house.partner,
            basis=Basis.CONSENT,
            topics=("appointments", "goals"),
            subject_id=family.amira,
            until=dt.datetime(2099, 3, 1, tzinfo=dt.UTC),
            evidence="Schweigepflichtentbindung vom 3.11.",
        )
    page = read(house, "/meine-seite/wer-darf-sehen/")
    for words in (
        "Jobcenter Musterkreis",
        "Ihre zuständige Fachkraft (Coach)",
        "Beratungsstelle Brücke",
        "Weil Sie es erlaubt haben",
        "Sieht: Ihre Termine und Ihre Ziele",
        "bis 1.\u00a0März\u00a02099",
    ):
        assert words in page
    for name in ("Alma", "Team Nord", "Schweigepflichtentbindung"):
        assert name not in page


def test_an_emergency_is_told_to_the_person_afterwards_too(house: House, family: Family) -> None:
    with acting_as(house.lena, "test") as context:
        grant = doors.break_glass(context, dossier_id=family.pk, purpose=f"{SECRET} Klinik")
    with acting_as(house.lena, "test"):
        doors.close_door(grant)
    page = read(house, "/meine-seite/wer-darf-sehen/")
    assert "In einer dringenden Lage" in page
    assert "Wer im letzten Jahr" in page
    assert SECRET not in page


def test_each_page_takes_at_most_ten_statements(house: House, family: Family) -> None:
    for person in (family.amira, family.karim):
        family.appointment(person, place="Raum 1", shared=True)
        family.goal(person, "Ziel", shared=True)
        released(house, *family.note(person, steps=[services.StepContent(text="Schritt")], shared=True))
    browser = house.login("jana")
    browser.get("/meine-seite/")
    for path in PAGES:
        with at_most(10):
            assert browser.get(path).status_code == 200


def test_looking_at_the_own_page_is_logged_like_any_other_look(house: House, family: Family) -> None:
    read(house)
    with acting_as(house.eva, "test", read_only=True):
        row = Disclosure.objects.get(kind="portal.home")
    assert (row.dossiers, row.basis, row.user_id) == ([family.pk], "self", house.jana.pk)


def test_the_own_page_names_nobody_in_its_title(house: House, family: Family) -> None:
    for path in PAGES:
        title = read(house, path).partition("<title>")[2].partition("</title>")[0]
        assert "Jana" not in title and "Amira" not in title


def test_talks_are_paged(house: House, family: Family) -> None:
    for number in range(12):
        released(
            house, *family.note(family.amira, sentence=f"Satz {number:02}", happened_on=today() - dt.timedelta(number))
        )
    page = read(house, "/meine-seite/gespraeche/")
    assert "Satz 09" in page and "Satz 10" not in page
    older = page.partition('href="?vor=')[2].partition('"')[0]
    page = read(house, f"/meine-seite/gespraeche/?vor={older}")
    assert "Satz 10" in page and "Satz 11" in page and "Satz 09" not in page
    assert "Satz 00" in read(house, "/meine-seite/gespraeche/?vor=unsinn")


def _members(family: Family) -> list[Member]:
    return members_of([family.pk], today())[family.pk]
