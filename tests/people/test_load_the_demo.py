"""The demo's households, written in the name of those who are responsible."""

import pytest

from rundblick.access.context import acting_as, bound, system
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Organisation, Team, User
from rundblick.catalogue.scenario.joining import demo
from rundblick.people.demo import load
from rundblick.people.languages import LANGUAGES, NEEDS
from rundblick.people.models import Household, Membership, Person, ProtectedContact
from rundblick.people.queries import labels, memberships_of
from rundblick.people.search import find
from rundblick.web.clock import today
from tests.house import House

SCENARIO = demo(today())


def cast_of() -> Cast:
    """Organisations, teams and users of the scenario."""
    cast = Cast()
    with bound(system("test"), "test.demo"):
        for o in SCENARIO.organisations:
            cast.organisations[o.key] = Organisation.objects.create(name=f"{o.name} (Demo)", kind=o.kind)
        for t in SCENARIO.teams:
            cast.teams[t.key] = Team.objects.create(organisation=cast.organisations[t.organisation], name=t.name)
        for u in SCENARIO.users:
            user = User(email=f"{u.login}@demo.example", display_name=u.name)
            user.organisation = cast.organisations.get(u.organisation)
            user.set_unusable_password()
            user.save()
            cast.users[u.login] = user
    return cast


@pytest.fixture
def cast(house: House) -> Cast:
    cast = cast_of()
    load(SCENARIO, cast)
    return cast


def test_every_household_and_person_of_the_scenario_is_there(cast: Cast) -> None:
    assert len(cast.households) == len(SCENARIO.households)
    members = {m.person for m in SCENARIO.memberships}
    assert set(cast.persons) == members
    found = {"households": 0, "memberships": 0}
    for login in {h.responsible for h in SCENARIO.households}:
        with acting_as(cast.users[login], "test", read_only=True):
            found["households"] += Household.objects.count()
            found["memberships"] += Membership.objects.count()
    assert found == {"households": len(SCENARIO.households), "memberships": len(SCENARIO.memberships)}


def test_the_coach_finds_them_by_name_and_their_languages_are_known(cast: Cast) -> None:
    with acting_as(cast.users["coach"], "test", read_only=True):
        hits = find("Fuhrkotter", today=today()).hits
        assert hits[0].person.last_name == "Fuhrkötter"
        assert all(set(p.languages) <= set(LANGUAGES) for p in Person.objects.all())
        assert any(set(p.communication_needs) & set(NEEDS) for p in Person.objects.all())
    assert {code for p in SCENARIO.persons for code in (*p.languages, p.interpreter) if code} <= set(LANGUAGES)
    assert {code for p in SCENARIO.persons for code in p.needs} <= set(NEEDS)


def test_protected_contact_and_dated_memberships_come_along(cast: Cast) -> None:
    with acting_as(cast.users["coach"], "test", read_only=True):
        mine = [h for h in SCENARIO.households if h.responsible == "coach"]
        assert ProtectedContact.objects.count() == sum(h.protected_contact for h in mine)
        dossier_id = cast.households["now-11"].dossier_id
        assert any(m.valid_until for m in memberships_of([dossier_id])[dossier_id])
        assert labels([dossier_id])[dossier_id].startswith("Familie ")
