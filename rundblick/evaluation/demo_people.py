"""Made-up participants of PRO AKTIV for the demo, so that its report of effects can be read. Nobody of them exists.

They belong to a house of their own without accounts: no list, no search and no figure of another house knows them.
Written in one go, because nobody worked with them.
"""

import datetime as dt
import json
import random
import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from rundblick.access import crypto
from rundblick.access.context import bound, reason, system
from rundblick.access.database import as_worker
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Dossier, DossierKey, Grant, Organisation, Team, TimelineEntry, User
from rundblick.access.models.dossiers import Basis
from rundblick.consent.codes import TextKind
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.people.models import Person
from rundblick.people.names import sort_key
from rundblick.programmes import duebook
from rundblick.programmes.models import Participation, Run
from rundblick.programmes.publishing import publish
from rundblick.programmes.services import spine
from rundblick.surveys import publishing
from rundblick.surveys.codes import ORDINARY, PROTECTED
from rundblick.surveys.models import Answers, Questionnaire, Survey
from rundblick.surveys.research import PURPOSE
from rundblick.surveys.shelf import shelf
from rundblick.web.clock import now
from rundblick.work.models import Outcome

HOW_MANY = 200
PROGRAMME, CODE = "pro_aktiv", "teilhabe"
FIRST, LAST = dt.date(2022, 1, 20), dt.date(2024, 12, 31)
LONGEST = dt.timedelta(days=1096)
DAY = dt.timedelta(days=1)
OPEN_UNTIL = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
COACHES = {
    "en": ("coach", "coach.vertretung", "coach.everswinkel", "coach.lotse", "coach.lotse2"),
    "mk": ("coach.lotse", "coach.lotse2", "coach.lotse3", "coach.lotse4", "coach.vertretung"),
}
KINDS = ("insured_employment", "minijob", "work_opportunity", "counselling_started", "counselling_started", "therapy")
EXITS = ("zeit_um", "zeit_um", "reha", "eigener_wunsch", "beschaeftigung")


@dataclass
class Rows:
    """What is written, table by table."""

    dossiers: list[Model] = field(default_factory=list)
    keys: list[Model] = field(default_factory=list)
    doors: list[Model] = field(default_factory=list)
    people: list[Model] = field(default_factory=list)
    participations: list[Model] = field(default_factory=list)
    timeline: list[Model] = field(default_factory=list)
    consents: list[Model] = field(default_factory=list)
    surveys: list[Model] = field(default_factory=list)
    answers: list[Model] = field(default_factory=list)
    outcomes: list[Model] = field(default_factory=list)

    def store(self) -> None:
        """Each table in one statement, what others point to first."""
        for rows in (self.dossiers, self.keys, self.doors, self.people, self.participations, self.consents):
            _store(rows)
        crypto.load_keys([row.pk for row in self.dossiers])
        for rows in (self.timeline, self.surveys, self.answers, self.outcomes):
            _store(rows)


def load(cast: Cast) -> Run:
    """Write them and answer their run. The run belongs to the demo's Jobcenter, so that its report can be ordered."""
    with bound(system("demo"), "demo.evaluation"):
        publish(PROGRAMME, provider=cast.organisations["jobcenter"])
        asked = publishing.publish(shelf()[CODE])
        run = Run.objects.select_related("definition").get(definition__code=PROGRAMME, code="projekt")
    with as_worker("demo.evaluation"), reason("demo.evaluation"):
        house = Organisation.objects.create(
            id=demo_id("organisation", "synthetisch"), name="Erdachte Teilnehmende (Vorführung)", kind="jobcenter"
        )
        team = Team.objects.create(organisation=house, name="Erdacht")
        rows, chance = Rows(), random.Random(2184)  # noqa: S311 - the same made-up people every time
        for number in range(HOW_MANY):
            _add(rows, number, team, run, asked, cast, chance)
        rows.store()
    with as_worker("demo.due"):
        duebook.refresh([row.pk for row in rows.dossiers])
    return run


def _store(rows: Collection[Model]) -> None:
    first = next(iter(rows), None)
    if first is not None:
        type(first)._default_manager.bulk_create(rows, batch_size=500)


def _add(
    rows: Rows, number: int, team: Team, run: Run, asked: Questionnaire, cast: Cast, chance: random.Random
) -> None:
    site = "en" if number % 9 < 5 else "mk"
    started = FIRST + chance.randrange(0, 660) * DAY
    planned = started + 730 * DAY
    ended = min(planned, started + chance.choice([120, 260, 400, 600, 730, 730, 730, 730]) * DAY)
    author = cast.users[COACHES[site][number % 5]]
    name = f"Erdacht {number + 1:03d}"
    dossier = Dossier(
        id=demo_id("synthetic", name), organisation=team.organisation, team=team, opened_at=_noon(started)
    )
    person = Person(first_names="Person", last_name=name, sort_key=sort_key(name, "Person"))
    row = Participation(
        dossier=dossier,
        run=run,
        person=person,
        site=site,
        started_on=started,
        ended_on=ended if ended < LAST else None,
        exit_code=chance.choice(EXITS) if ended < LAST else "",
    )
    rows.dossiers.append(dossier)
    rows.keys.append(_key(dossier.pk))
    rows.people.append(person)
    rows.participations.append(row)
    rows.timeline += _lines(row, author)
    # Whoever led the case did so until its end: a door that is closed for good.
    rows.doors.append(_door(dossier, author.pk, [ORDINARY], until=_noon(min(ended, LAST)), basis=Basis.RESPONSIBLE))
    if chance.random() < 0.12:
        return
    if chance.random() < 0.9:
        _consent(rows, dossier, person, author, team.organisation, started)
    _ask(rows, row, asked, author, ended, chance)
    if chance.random() < 0.3:
        _outcome(rows, row, ended, chance)


def _lines(row: Participation, author: User) -> Iterator[TimelineEntry]:
    for kind, day in ((spine.START, row.started_on), (spine.END, row.ended_on)):
        if day is not None:
            line = spine.entry(kind, row, day)
            line.author = author
            yield line


def _consent(rows: Rows, dossier: Dossier, person: Person, author: User, house: Organisation, started: dt.date) -> None:
    """To the evaluation of answers, and to keeping what is said about health; the door leads to nobody."""
    opened = _door(dossier, house.pk, [PROTECTED], until=OPEN_UNTIL, subject=person.pk, kind="organisation")
    rows.doors.append(opened)
    for code, grant in ((PURPOSE, None), (PROTECTED, opened)):
        purpose = purposes()[code]
        text = purpose.texts[0]
        rows.consents.append(
            Consent(
                dossier=dossier,
                person=person,
                purpose=code,
                grant=grant,
                recipient=author if grant else None,
                text_version=text.version,
                text_language="de",
                text_kind=TextKind.NORMAL,
                text_hash=purpose.fingerprint(text, TextKind.NORMAL),
                how="paper",
                own=True,
                guardian_outside=False,
                explained_by=author,
                given_on=started,
                valid_until=started + LONGEST,
            )
        )


def _ask(
    rows: Rows, row: Participation, asked: Questionnaire, author: User, ended: dt.date, chance: random.Random
) -> None:
    """At the beginning, after a year, at the end; some only once. Who starts low rises more often, some get worse."""
    assert row.started_on is not None
    days = {"t1": row.started_on + 10 * DAY, "t2": row.started_on + 370 * DAY, "t3": min(ended, LAST)}
    start = {code: chance.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7]) for code in ("koerper", "seele", "teilhabe")}
    for wave, on in days.items():
        late = wave == "t3" and (on - row.started_on).days < 500
        if on > min(ended, LAST) or (wave != "t1" and (late or chance.random() < 0.3)):
            continue
        said = start if wave == "t1" else {code: _moved(value, chance) for code, value in start.items()}
        survey = Survey(
            dossier=row.dossier,
            person=row.person,
            participation=row,
            questionnaire=asked,
            code=CODE,
            wave=wave,
            respondent="self",
            mode="together",
            begun_on=on,
            completed_on=on,
            author=author,
        )
        rows.surveys.append(survey)
        rows.answers += _answers(survey, said)


def _moved(value: int, chance: random.Random) -> int:
    steps = [0, 0, 1, 1, 1, 2, 2, 3, -1, -1] if value <= 4 else [0, 0, 1, 1, -1, -1, -2]
    return min(8, max(1, value + chance.choice(steps)))


def _answers(survey: Survey, said: dict[str, int]) -> Iterator[Answers]:
    for topic, codes in ((PROTECTED, ("koerper", "seele")), (ORDINARY, ("teilhabe",))):
        content = json.dumps({code: said[code] for code in codes}, sort_keys=True)
        yield Answers(
            dossier=survey.dossier, survey=survey, person=survey.person, topic=topic, content=content, written_at=now()
        )


def _outcome(rows: Rows, row: Participation, ended: dt.date, chance: random.Random) -> None:
    assert row.started_on is not None
    on = min(ended, row.started_on + chance.randrange(60, 600) * DAY)
    until = on + chance.randrange(40, 300) * DAY if chance.random() < 0.4 else None
    rows.outcomes.append(
        Outcome(
            dossier=row.dossier,
            participation=row,
            person=row.person,
            kind=chance.choice(KINDS),
            achieved_on=on,
            ended_on=until,
            recorded_at=_noon(min(on + 400 * DAY, LAST)),
        )
    )


def _door(
    dossier: Dossier,
    principal: uuid.UUID,
    topics: Iterable[str],
    *,
    until: dt.datetime,
    basis: str = Basis.CONSENT,
    subject: uuid.UUID | None = None,
    kind: str = "user",
) -> Grant:
    return Grant(
        dossier=dossier,
        principal_kind=kind,
        principal_id=principal,
        basis=basis,
        topics=list(topics),
        writes=True,
        subject_id=subject,
        valid_from=dossier.opened_at,
        valid_until=until,
        evidence="erdacht, für die Vorführung",
    )


def _key(dossier_id: uuid.UUID) -> DossierKey:
    master_id, wrapped = crypto.wrap_new_key(dossier_id)
    return DossierKey(dossier_id=dossier_id, master_id=master_id, wrapped=wrapped)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
