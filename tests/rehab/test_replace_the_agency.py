"""What becomes of an agency's rows when the Jobcenter works with another one (docs/security.md)."""

import pytest

from rundblick.access.context import acting_as
from rundblick.access.models import Grant
from rundblick.rehab import services
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Application, Desk, Statement, Talk
from rundblick.rehab.services import DeskContent
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.rehab.desks import MARK, WITH_HEALTH, ago, applied, let_in, reached, said, shared, shut, talk, url, writer

FORMER = "ivo"


@pytest.fixture
def family(house: House) -> Family:
    """The Brücke wrote days and words; then Alma named the Träger instead. Both doors are open, with health."""
    found = haddad(house, opened_on=ago(500))
    shared(house, found)
    applied(found, FORMER)
    talk(found, FORMER)
    said(found, FORMER, f"{MARK} der Brücke")
    let_in(found, house.provider, topics=WITH_HEALTH)
    replace(house, found)
    return found


def replace(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        row = Desk.objects.get()
        content = DeskContent(insurer=row.insurer, verified_on=None, agency_id=house.provider.pk)
        services.set_desk(writer=writer(family), content=content, version=row.version)


def read_by(house: House, who: str) -> tuple[int, int, int]:
    """Talks, applications and statements, by Python and by PostgreSQL alone."""
    with acting_as(house.people[who], "test", read_only=True) as context:
        models = (Talk, Application, Statement)
        numbers = [model.objects.visible_to(context).count() for model in models]
        assert numbers == [model.objects.count() for model in models]
        return numbers[0], numbers[1], numbers[2]


def test_the_former_agency_reads_its_own_days_and_changes_none(house: House, family: Family) -> None:
    browser = house.login(FORMER)
    page = browser.get(url("page", family)).content.decode()
    assert "Leistung zur Teilhabe am Arbeitsleben" in page and "nicht mehr genannt" in page
    assert "Versicherung" not in page and "festhalten</a>" not in page
    assert read_by(house, FORMER) == (1, 1, 1)
    with acting_as(house.alma, "test", read_only=True):
        row = Application.objects.get()
        held = Talk.objects.get()
    for name, more in (("desk", ()), ("apply", ()), ("plan", ()), ("change", (row.pk,)), ("step", (row.pk,))):
        assert browser.get(url(name, family, *more)).status_code == 404, name
    assert browser.post(url("remove", family, "talk", held.pk)).status_code == 404


def test_its_words_stand_beside_nobody_elses_any_more(house: House, family: Family) -> None:
    assert house.login(FORMER).get(url("assessments", family)).status_code == 404
    for who in ("cem", "alma"):
        page = house.login(who).get(url("assessments", family))
        assert page.status_code == 200 and MARK not in page.content.decode(), who


def test_the_new_agency_reads_nothing_of_the_former_ones(house: House, family: Family) -> None:
    assert read_by(house, "cem") == (0, 0, 0)
    page = house.login("cem").get(url("page", family)).content.decode()
    assert "Arbeitsleben" not in page


def test_the_jobcenter_keeps_all_days_and_goes_on_with_them(house: House, family: Family) -> None:
    assert "Leistung zur Teilhabe am Arbeitsleben" in house.login("alma").get(url("page", family)).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        row = Application.objects.get()
    reached(family, row, Milestone.SUBMITTED, 1)
    assert read_by(house, "cem")[1] == 0, "an application stays with the agency it was begun with"


def test_with_its_door_everything_closes_for_the_former_agency(house: House, family: Family) -> None:
    with acting_as(house.alma, "test", read_only=True):
        grant = Grant.objects.get(guest=True, principal_id=house.partner.pk)
    shut(family, grant)
    assert read_by(house, FORMER) == (0, 0, 0)
    assert house.login(FORMER).get(url("page", family)).status_code == 404


def test_what_is_new_reaches_the_agency_named_alone(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"):
        by = services.Writer(user=house.alma, dossier_id=family.pk, person_id=family.amira, agency_id=house.provider.pk)
        services.plan(writer=by, provision="social", carrier="Kreis", since=today(), until=None, review_on=None)
    assert "Kreis" in house.login("cem").get(url("page", family)).content.decode()
    assert "Kreis" not in house.login(FORMER).get(url("page", family)).content.decode()
