"""The base cast: people of every role, and how tests become one of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connections
from django.test import Client

from rundblick.access import services
from rundblick.access.context import bound, system
from rundblick.access.models import Dossier, Organisation, Team, User
from rundblick.access.roles import Role

PASSWORD = "ein langes Kennwort 2026"

KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission", "procrastinate_version")

EMPTY = """
DO $$ DECLARE t text; filled boolean; list text := ''; BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s) LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %%I)', t) INTO filled;
    IF filled THEN list := list || ', ' || quote_ident(t); END IF;
  END LOOP;
  IF list <> '' THEN EXECUTE 'TRUNCATE ' || substr(list, 3) || ' RESTART IDENTITY CASCADE'; END IF;
END $$
"""


def empty_tables(tries: int = 5) -> None:
    """Remove every row, as owner.

    A request of a closed browser may still be on its way and stand in the way of the locks; then once more.
    """
    try:
        with connections["owner"].cursor() as cursor:
            cursor.execute(EMPTY, [list(KEPT_TABLES)])
    except OperationalError:
        if tries == 1:
            raise
        time.sleep(0.2)
        empty_tables(tries - 1)


@dataclass
class House:
    """Alma works in team North; the others stand in a known relation to her.

    alma: coach, responsible · bert: coach of the same team · dana: their team lead · hanna: coach of team South ·
    gina: nominating case worker · lena: benefits clerk · mats: placement officer · nora: programme coordinator ·
    cem: coach at the Träger · ivo: guest of the partner agency · kai: research · eva: data protection officer ·
    frank: administrator · otto: coach of another Jobcenter · jana: participant
    """

    jobcenter: Organisation
    other_jobcenter: Organisation
    provider: Organisation
    partner: Organisation
    institute: Organisation
    north: Team
    south: Team
    elsewhere: Team
    provider_team: Team
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @classmethod
    def build(cls) -> House:
        """Create organisations, teams and people; no dossier yet."""
        with bound(system("test"), "test.house"):
            make = Organisation.objects.create
            jobcenter = make(name="Jobcenter Musterkreis", kind="jobcenter")
            other = make(name="Jobcenter Nachbarkreis", kind="jobcenter")
            provider = make(name="Lotse e. V.", kind="provider")
            partner = make(name="Beratungsstelle Brücke", kind="partner")
            institute = make(name="Institut für Sozialforschung", kind="research")
            north = Team.objects.create(organisation=jobcenter, name="Team Nord")
            south = Team.objects.create(organisation=jobcenter, name="Team Süd")
            elsewhere = Team.objects.create(organisation=other, name="Team West")
            provider_team = Team.objects.create(organisation=provider, name="Coaching")
            built = cls(jobcenter, other, provider, partner, institute, north, south, elsewhere, provider_team)
            for name, organisation, team, roles in (
                ("alma", jobcenter, north, [Role.COACH, Role.INTAKE]),
                ("bert", jobcenter, north, [Role.COACH]),
                ("dana", jobcenter, north, [Role.TEAM_LEAD, Role.STEWARD]),
                ("hanna", jobcenter, south, [Role.COACH]),
                ("gina", jobcenter, south, [Role.NOMINATOR]),
                ("lena", jobcenter, None, [Role.BENEFITS]),
                ("mats", jobcenter, None, [Role.PLACEMENT]),
                ("nora", jobcenter, None, [Role.COORDINATOR]),
                ("cem", provider, provider_team, [Role.COACH]),
                ("ivo", partner, None, [Role.PARTNER]),
                ("kai", institute, None, [Role.RESEARCH]),
                ("eva", jobcenter, None, [Role.DPO]),
                ("frank", jobcenter, None, [Role.ADMIN]),
                ("otto", other, elsewhere, [Role.COACH, Role.INTAKE]),
                ("jana", None, None, [Role.PARTICIPANT]),
            ):
                built.add(name, organisation, team, roles)
        return built

    def add(self, name: str, organisation: Organisation | None, team: Team | None, roles: list[Role]) -> User:
        """A further person; call inside a context."""
        user = User(email=f"{name}@test.example", display_name=name.capitalize(), organisation=organisation)
        user.set_unusable_password()
        user.save()
        for role in roles:
            services.assign_role(user=user, role=role)
        if team:
            services.join_team(user=user, team=team)
        self.people[name] = user
        return user

    def dossier(self, responsible: User | None = None, team: Team | None = None) -> Dossier:
        """A dossier for which `responsible` (Alma) is responsible. Call inside of that person's context."""
        return services.open_dossier(
            organisation=self.jobcenter, team=team or self.north, responsible=responsible or self.people["alma"]
        )

    def client(self) -> Client:
        """A browser in which nobody is logged in."""
        return Client(raise_request_exception=False)

    def login(self, name: str, **client_options: Any) -> Client:
        """A browser in which this person is logged in."""
        client = Client(**client_options)
        client.force_login(self.people[name])
        return client
