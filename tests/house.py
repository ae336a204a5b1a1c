"""The base cast: people of every role, and how tests become one of them."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from io import StringIO
from typing import Any, TypeVar

import psycopg
from django.core.management import call_command
from django.test import Client
from psycopg import sql

from rundblick.access import crypto, services
from rundblick.access.context import bound, system
from rundblick.access.models import Dossier, Organisation, Team, User
from rundblick.access.roles import Role
from rundblick.web.clock import berlin_date, now, today

PASSWORD = "ein langes Kennwort 2026"

KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission", "procrastinate_version")

# Deleting a few rows takes a tenth of the time of TRUNCATE, which makes new files for each table and each index; a
# function with one plain statement per table keeps their plans. As replica, no trigger asks for a reason, keeps a
# history or checks a key; that is a superuser's right.
WRITE_EMPTY = """
DO $$ DECLARE tables text; deletes text; BEGIN
  SELECT string_agg(format('%I', tablename), ', '), string_agg(format('DELETE FROM %I;', tablename), ' ')
    INTO tables, deletes FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ({kept});
  EXECUTE format('CREATE OR REPLACE FUNCTION pg_temp.empty_tables() RETURNS void LANGUAGE plpgsql AS %L', format('
    DECLARE s record; BEGIN
    PERFORM set_config(''session_replication_role'', ''replica'', true);
    LOCK TABLE %s IN EXCLUSIVE MODE; %s
    FOR s IN SELECT sequencename FROM pg_sequences WHERE schemaname = ''public'' AND last_value IS NOT NULL LOOP
      PERFORM setval(quote_ident(s.sequencename)::regclass, 1, false);
    END LOOP; END', tables, deletes));
END $$
"""

# Temporary tables hold a copy of every row; later the rows come back without being made anew. No backup sees them.
KEEP = """
DO $$ DECLARE t text; filled bool; BEGIN
  CREATE TEMP TABLE {copy}__sequences AS
    SELECT sequencename::text, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ({kept}) LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO filled;
    IF filled THEN EXECUTE format('CREATE TEMP TABLE %I AS TABLE public.%I', '{copy}_of_' || t, t); END IF;
  END LOOP;
END $$
"""
PUT_BACK = """
DO $$ DECLARE t text; s record; BEGIN
  PERFORM set_config('session_replication_role', 'replica', true);
  FOR t IN SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND starts_with(relname, '{copy}_of_')
  LOOP EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE SELECT * FROM %I', split_part(t, '_of_', 2), t);
  END LOOP;
  FOR s IN SELECT * FROM {copy}__sequences LOOP
    PERFORM setval(quote_ident(s.sequencename)::regclass, s.last_value);
  END LOOP;
END $$
"""
T = TypeVar("T")


@cache
def _admin() -> psycopg.Connection[Any]:
    admin = psycopg.connect(os.environ["RUNDBLICK_TEST_CLONE_URL"], autocommit=True)
    admin.execute(WRITE_EMPTY.format(kept=_kept()))
    return admin


def _kept() -> str:
    return f"ARRAY[{', '.join(sql.Literal(name).as_string() for name in KEPT_TABLES)}]"


def empty_tables(tries: int = 5) -> None:
    """Remove every row, as superuser.

    The locks wait for what a request of a closed browser may still write; when both wait for each other, once more.
    """
    try:
        _admin().execute("SELECT pg_temp.empty_tables()")
    except psycopg.OperationalError:
        if tries == 1:
            raise
        time.sleep(0.2)
        empty_tables(tries - 1)


_copies: dict[str, tuple[datetime, bytes]] = {}


def filled(name: str, fill: Callable[[], T]) -> T:
    """The empty database filled by `fill`, and what it answers; from the second time on put back from a copy.

    A copy holds for this process and the rest of the day; a test on another day, or earlier, makes its own rows.
    """
    made_at, answer = _copies.get(name, (None, b""))
    if made_at is None:
        made = fill()
        _copies[name] = (now(), pickle.dumps(made))
        _admin().execute(KEEP.format(copy=name, kept=_kept()))
        return made
    if made_at <= now() and berlin_date(made_at) == today():
        _admin().execute(PUT_BACK.format(copy=name))
        return pickle.loads(answer)
    return fill()


def load_demo() -> str:
    """The whole demo and nothing else; what its loading said."""
    empty_tables()
    crypto.forget_keys()

    def load() -> str:
        said = StringIO()
        call_command("load_demo", stdout=said)
        return said.getvalue()

    return filled("demo", load)


def vacuum() -> None:
    """Give the space of deleted rows back, for tests that count blocks."""
    _admin().execute("VACUUM")


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
