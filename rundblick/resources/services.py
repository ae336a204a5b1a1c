"""What can be done with the card. The verbs run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.cases import standing
from rundblick.cases.worked import worked_on
from rundblick.resources import rules
from rundblick.resources.codes import BEFORE_STATE, LEVEL_OF_SECTION, HelpState, Perspective, Section
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.web.clock import today

KIND = "resources"


@dataclass(frozen=True)
class Added:
    """What became of typed lines: entries that are new, and texts that stood there already."""

    rows: list[Resource]
    known: list[str]


def add(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    author: User,
    perspective: str,
    texts: Mapping[str, str],
    token: uuid.UUID,
    on: dt.date | None = None,
) -> Added:
    """Note resources from one perspective, a text for each section. Four statements, however many texts.

    What another perspective says in the same words is the same resource. A form sent twice (same `token`) adds once.
    Raises Refused when nothing was written or the perspective is none of the three.
    """
    day = on or today()
    typed = {section: text.strip() for section, text in texts.items() if text.strip()}
    if not typed:
        raise Refused("Bitte schreiben Sie mindestens einen Eintrag.")
    rows = Resource.objects.filter(dossier_id=dossier_id, person_id=person_id)
    standing_now = list(rows.on(day).order_by("valid_from", "written_at", "pk"))
    ids = {row.pk for row in standing_now}
    fresh: list[Resource] = []
    known: list[str] = []
    for section, text in typed.items():
        whose = _whose(section, perspective)
        own_id = uuid.uuid5(token, section)
        if rules.twin(text, [row for row in [*standing_now, *fresh] if row.perspective == whose]):
            if own_id not in ids:
                known.append(text)
            continue
        fresh.append(_entry(dossier_id, person_id, author, section, whose, text, own_id, day, [*standing_now, *fresh]))
    with reason("resources.add"):
        Resource.objects.bulk_create(fresh)
        if fresh:
            worked_on(KIND, dossier_id=dossier_id, person_id=person_id, day=day)
    return Added(fresh, known)


def _entry(
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    author: User,
    section: str,
    perspective: str,
    text: str,
    own_id: uuid.UUID,
    day: dt.date,
    others: list[Resource],
) -> Resource:
    columns = [row for row in others if row.perspective != Perspective.JOINT]
    same = rules.twin(text, columns) if perspective != Perspective.JOINT else None
    thread = uuid.uuid4()
    return Resource(
        id=own_id,
        dossier_id=dossier_id,
        person_id=person_id,
        author=author,
        thread=thread,
        same_as=same.same_as if same else thread,
        section=section,
        level=LEVEL_OF_SECTION[Section(section)],
        perspective=perspective,
        text=text,
        valid_from=day,
    )


def change(
    *,
    row: Resource,
    author: User,
    version: int,
    text: str,
    section: str,
    level: int,
    perspective: str,
    shared: bool,
) -> Resource:
    """Say a resource anew, or put it elsewhere. What the coach says or guesses is never shared.

    Raises Refused without a text or without a perspective, Stale when somebody changed it meanwhile.
    """
    if not text.strip():
        raise Refused("Bitte schreiben Sie auf, worum es geht.")
    whose = _whose(section, perspective)
    alone = whose == Perspective.JOINT
    return standing.restate(
        row,
        author=author,
        verb="resources.change",
        version=version,
        text=text.strip(),
        section=section,
        level=level,
        perspective=whose,
        same_as=row.thread if alone else row.same_as,
        shared=shared and whose in (Perspective.PERSON, Perspective.JOINT),
    )


def end(*, row: Resource, version: int) -> None:
    """A resource is no longer there; former days keep showing it. Raises Refused and Stale like `change`."""
    standing.end(row, verb="resources.end", version=version)
    _touch(row)


def join(*, dossier_id: uuid.UUID, person_id: uuid.UUID, groups: Collection[uuid.UUID]) -> None:
    """Entries of these groups mean the same resource. Holds for former days too: it is one thing, then and now.

    Raises Refused for fewer than two groups that exist.
    """
    rows = Resource.objects.exclude(perspective=Perspective.JOINT)
    rows = rows.filter(dossier_id=dossier_id, person_id=person_id, same_as__in=list(groups))
    with reason("resources.join"):
        found = sorted(set(rows.select_for_update().order_by().values_list("same_as", flat=True)))
        if len(found) < 2:
            raise Refused("Bitte wählen Sie mindestens zwei Zeilen, die dasselbe meinen.")
        rows.exclude(same_as=found[0]).update(same_as=found[0])


def part(*, dossier_id: uuid.UUID, person_id: uuid.UUID, group: uuid.UUID) -> None:
    """Entries of a group mean different resources after all: each stands alone again."""
    with reason("resources.part"):
        rows = Resource.objects.filter(dossier_id=dossier_id, person_id=person_id, same_as=group)
        rows.update(same_as=F("thread"))


def plan_help(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID | None,
    author: User,
    text: str,
    level: int,
    state: str = HelpState.PLANNED,
    since: dt.date | None = None,
    draws_upon: uuid.UUID | None = None,
    token: uuid.UUID | None = None,
) -> PlannedHelp:
    """Note a help, planned or running since a day that may lie behind. No `person_id`: for the whole household.

    Raises Refused without a text or for a day ahead.
    """
    if not text.strip():
        raise Refused("Bitte schreiben Sie auf, welche Hilfe es ist.")
    day = since or today()
    row = PlannedHelp(
        dossier_id=dossier_id,
        person_id=person_id,
        text=text.strip(),
        level=level,
        state=state,
        since=day,
        valid_from=day,
        draws_upon=draws_upon,
    )
    made = standing.state(row, author=author, verb="resources.help.plan", token=token)
    _touch(made)
    return made


@dataclass(frozen=True)
class HelpContent:
    """What can be said about a help that is there. `state` None: it has ended. `on`: day from which `state` holds."""

    text: str
    level: int
    state: str | None
    draws_upon: uuid.UUID | None = None
    shared: bool = False
    on: dt.date | None = None


def change_help(*, row: PlannedHelp, author: User, version: int, content: HelpContent) -> None:
    """Say a help anew, begin it or end it. A new text holds from today, a new state from `content.on`.

    Raises Refused for a day before the help or ahead, Stale when somebody changed it meanwhile.
    """
    if not content.text.strip():
        raise Refused("Bitte schreiben Sie auf, welche Hilfe es ist.")
    day = content.on or today()
    if not row.valid_from <= day <= today():
        raise Refused("Dieser Tag liegt vor dem Beginn der Hilfe oder in der Zukunft.")
    words: dict[str, Any] = {
        "text": content.text.strip(),
        "level": content.level,
        "draws_upon": content.draws_upon,
        "shared": content.shared or row.person_id is None,
    }
    verb = "resources.help.change"
    if content.state is None:
        if any(getattr(row, name) != value for name, value in words.items()):
            row = standing.restate(row, author=author, verb=verb, version=version, on=row.valid_from, **words)
            version = row.version
        standing.end(row, verb="resources.help.end", version=version, on=day)
        _touch(row)
    elif content.state != row.state:
        words |= {"state": content.state, "since": day}
        standing.restate(row, author=author, verb=verb, version=version, on=day, **words)
    else:
        standing.restate(row, author=author, verb=verb, version=version, **words)


def begin_help(*, row: PlannedHelp, author: User, version: int) -> None:
    """A planned help runs from today. Raises Refused and Stale."""
    verb = "resources.help.begin"
    standing.restate(row, author=author, verb=verb, version=version, state=HelpState.RUNNING, since=today())


def end_help(*, row: PlannedHelp, version: int) -> None:
    """A help has ended today; one noted today is taken back. Raises Refused and Stale."""
    standing.end(row, verb="resources.help.end", version=version)
    _touch(row)


def resume_help(*, row: PlannedHelp, author: User) -> PlannedHelp:
    """A help that has ended runs again from today, or its end was a mistake. Raises Refused when it stands."""
    if PlannedHelp.objects.filter(dossier_id=row.dossier_id, thread=row.thread, valid_until__isnull=True).exists():
        raise Refused("Diese Hilfe läuft schon wieder.")
    again = PlannedHelp(
        dossier_id=row.dossier_id,
        person_id=row.person_id,
        thread=row.thread,
        shared=row.shared,
        text=row.text,
        level=row.level,
        state=HelpState.RUNNING,
        since=today(),
        draws_upon=row.draws_upon,
        hint_overruled=row.hint_overruled,
    )
    standing.state(again, author=author, verb="resources.help.resume")
    _touch(again)
    return again


def overrule_hint(*, row: PlannedHelp) -> None:
    """The hint about nearer levels was read; it stays silent for this help (design rule 9)."""
    with reason("resources.help.overrule"):
        PlannedHelp.objects.filter(dossier_id=row.dossier_id, thread=row.thread).update(hint_overruled=True)


def look(*, dossier_id: uuid.UUID, person_id: uuid.UUID, author: User, level: int) -> None:
    """Record that nothing was found at a level. Recording it twice changes nothing. Raises Refused for level 4."""
    if level not in BEFORE_STATE:
        raise Refused("Geschaut wird auf den Ebenen 1 bis 3.")
    row = Look(dossier_id=dossier_id, person_id=person_id, level=level)
    if not Look.objects.filter(dossier_id=dossier_id, person_id=person_id, level=level).on(today()).exists():
        standing.state(row, author=author, verb="resources.look")
        _touch(row)


def look_again(*, dossier_id: uuid.UUID, person_id: uuid.UUID, level: int) -> None:
    """Take the record of an empty level back."""
    row = Look.objects.filter(dossier_id=dossier_id, person_id=person_id, level=level).on(today()).first()
    if row is not None:
        standing.end(row, verb="resources.look_again", version=row.version)


def _touch(row: standing.Standing) -> None:
    worked_on(KIND, dossier_id=row.dossier_id, person_id=row.person_id)


def _whose(section: str, perspective: str) -> str:
    whose = rules.perspective_in(section, perspective)
    if not whose:
        raise Refused("Bitte wählen Sie, wer das sagt.")
    return whose
