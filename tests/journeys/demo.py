"""The demo's cast without its talks: users, households, people and participations, as the rooms below write them."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as, bound, system
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Organisation, Team, User
from rundblick.catalogue.scenario.joining import demo
from rundblick.people.demo import load as load_people
from rundblick.programmes.models import Definition, Participation, Run
from rundblick.web.clock import now

TODAY = dt.date(2026, 11, 20)


def build() -> tuple[Any, Cast]:
    """The scenario around a fixed day, and everything below the journeys."""
    scenario, cast = demo(TODAY), Cast()
    with bound(system("test"), "test.demo"):
        for o in scenario.organisations:
            cast.organisations[o.key] = Organisation.objects.create(name=o.name, kind=o.kind)
        for t in scenario.teams:
            cast.teams[t.key] = Team.objects.create(organisation=cast.organisations[t.organisation], name=t.name)
        for u in scenario.users:
            user = User(email=f"{u.login}@demo.example", display_name=u.name)
            user.organisation = cast.organisations.get(u.organisation)
            user.set_unusable_password()
            user.save()
            cast.users[u.login] = user
        _runs(scenario)
    load_people(scenario, cast)
    for login in sorted({h.responsible for h in scenario.households}):
        with acting_as(cast.users[login], "test.demo"):
            _participations(scenario, cast, login)
    return scenario, cast


def _runs(scenario: Any) -> None:
    for programme, run in sorted({(p.programme, p.run) for p in scenario.participations}):
        definition, _ = Definition.objects.get_or_create(
            code=programme,
            defaults={
                "title": programme,
                "schema_version": 1,
                "document": {},
                "sha256": "0",
                "valid_from": dt.date(2020, 8, 1),
                "published_at": now(),
            },
        )
        Run.objects.create(definition=definition, code=run, label=run, valid_from=dt.date(2020, 8, 1))


def _participations(scenario: Any, cast: Cast, login: str) -> None:
    responsible = {h.key: h.responsible for h in scenario.households}
    runs = {(run.definition.code, run.code): run for run in Run.objects.select_related("definition")}
    for p in scenario.participations:
        if responsible[p.household] == login:
            cast.participations[p.key] = Participation.objects.create(
                dossier_id=cast.households[p.household].dossier_id,
                run=runs[p.programme, p.run],
                person=cast.persons[p.person],
                site=cast.households[p.household].site,
                started_on=p.valid_from,
                ended_on=p.valid_until - dt.timedelta(days=1) if p.valid_until else None,
            )
