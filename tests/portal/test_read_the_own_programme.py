"""What participants see of their programme: what is reached and what comes, never when somebody was missing."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection

from rundblick.access.context import acting_as, bound, system
from rundblick.programmes import services
from rundblick.programmes.checks import AGREED
from rundblick.programmes.models import Cohort, CohortMember, DueItem, Participation, Session
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.programmes.homes import published, run_of
from tests.programmes.living import DAY, workshop
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    """Jana is Amira Haddad and has an own page."""
    found = haddad(house)
    found.let_in(house.jana, found.amira)
    return found


def begun(house: House, family: Family, who: object) -> Participation:
    run = run_of(published(workshop()))
    with acting_as(house.alma, "test"):
        (row,) = services.begin(
            dossier_id=family.pk,
            run=run,
            persons=[who],  # type: ignore[list-item]
            started_on=today() - 30 * DAY,
            steps={AGREED: today() - 31 * DAY},
            consents={"exchange": today() - 31 * DAY},
        )
        for number, state in enumerate(("present", "unexcused", "present")):
            services.record_presence(participation=row, on=today() - number * DAY, state=state)
    return row


def page(house: House) -> str:
    answer = house.login("jana").get("/meine-seite/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_own_presence_is_a_sum_without_reproach(house: House, family: Family) -> None:
    begun(house, family, family.amira)
    found = page(house)
    assert (
        "Mein Programm" in found and "Sie waren bisher dabei: 2 halbe Tage. Insgesamt sind es 100 halbe Tage." in found
    )
    assert "unentschuldigt" not in found and "fehl" not in found.split("Mein Programm")[1].split("</section>")[0]


def test_another_members_programme_is_not_shown(house: House, family: Family) -> None:
    begun(house, family, family.karim)
    assert "Mein Programm" not in page(house)


def test_next_sessions_and_promised_talks_are_told(house: House, family: Family) -> None:
    row = begun(house, family, family.amira)
    with bound(system("test"), "test"):
        cohort = Cohort.objects.create(
            run_id=row.run_id, organisation=house.jobcenter, label="Montag", place="Raum 3", starts_on=today()
        )
        for ahead, cancelled in ((-7, False), (2, True), (5, False)):
            Session.objects.create(
                cohort=cohort,
                on=today() + ahead * DAY,
                begins=dt.time(9, 30),
                units=Decimal(1),
                topic=f"Thema {ahead}",
                cancelled=cancelled,
            )
    with acting_as(house.alma, "test"):
        CohortMember.objects.create(
            dossier_id=family.pk,
            cohort=cohort,
            participation=row,
            person_id=row.person_id,
            valid_from=today() - 30 * DAY,
        )
    from rundblick.access.database import as_worker

    with as_worker("test"):
        DueItem.objects.create(
            dossier_id=family.pk,
            topic_code="appointments",
            person_id=row.person_id,
            source="programmes",
            rule="follow_up.danach.1",
            key="x",
            kind="follow_up",
            label="Nachbetreuung",
            due_on=today() + 20 * DAY,
            participation=row,
        )
    found = page(house)
    assert "9:30 Uhr, Thema 5, Raum 3" in found
    assert "Thema 2" not in found and "Thema -7" not in found
    assert "Wir melden uns bis zum" in found and "Nachbetreuung" in found


def test_without_the_own_door_nothing_is_answered(house: House, family: Family) -> None:
    begun(house, family, family.amira)
    with acting_as(house.alma, "test", read_only=True), connection.cursor() as cursor:
        cursor.execute("SELECT portal_programmes(%s, %s)", [family.pk, family.amira])
        assert cursor.fetchone() == (None,)


def test_the_own_page_stays_at_ten_statements(house: House, family: Family) -> None:
    begun(house, family, family.amira)
    browser = house.login("jana")
    browser.get("/meine-seite/")
    with at_most(10):
        browser.get("/meine-seite/")
