"""Set-based reads of the room. Row-level security holds underneath."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from rundblick.access.context import Context
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models import Appointment
from rundblick.cases.contacts import word_of
from rundblick.cases.models import ContactNote, Focus
from rundblick.cases.queries import doors_by_name
from rundblick.programmes.duebook import OWN
from rundblick.programmes.models import Definition, DueItem, ProgrammeEvent
from rundblick.programmes.pauses import PAUSED, RESUMED
from rundblick.programmes.publishing import documents
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import vocabulary
from rundblick.rhythm.models import Pace, Why, span
from rundblick.rhythm.rules import IN_PROGRAMMES, next_contact
from rundblick.web.clock import BERLIN, now
from rundblick.web.german import german_date

AGREED = "für diese Person vereinbart"
BY_PROGRAMME = "care.rhythm."
"""Rules of a definition that ask for the next contact begin like this."""
_CENTURY = 36_525
_COLUMNS = ("origin", "dossier_id", "person_id", "on", "until", "code", "number", "link")


@dataclass(frozen=True)
class Rhythm:
    """A rhythm that holds: how often, and where it comes from.

    `agreed`: the coach agreed it for this person, `every` so often from `since` on; otherwise a programme asks for it,
    next by `due_on`. `counts`: what counts as a contact, in words of the vocabulary; empty where every talk does.
    """

    words: str
    source: str
    due_on: dt.date | None = None
    agreed: bool = False
    rests_until: dt.date | None = None
    counts: tuple[str, ...] = ()
    every: Duration | None = None
    since: dt.date | None = None

    def due(self, last: dt.date | None) -> dt.date | None:
        """By when the next contact is due, `last` being the day of the last one; None while it rests."""
        if not self.agreed:
            return self.due_on
        return next_contact(self.every, since=self.since, last=last) if self.every and self.since else None


@dataclass(frozen=True)
class Known:
    """What is known about one member, or with no person about all: talks, plans, rhythms.

    `talks`: day and in which form, the latest first. `rests_since`: since when a programme of theirs rests.
    """

    talks: list[tuple[dt.date, str]] = field(default_factory=list)
    planned: list[dt.date] = field(default_factory=list)
    rhythms: list[Rhythm] = field(default_factory=list)
    rests_since: list[dt.date] = field(default_factory=list)

    def joined(self, everybody: "Known") -> "Known":
        """What concerns one member: their own and what is about all. The leading rhythm comes first.

        What was agreed for the person leads; among programmes the one whose next contact is due first.
        """
        rhythms = self.rhythms + everybody.rhythms
        return Known(
            sorted(self.talks + everybody.talks, reverse=True),
            sorted(self.planned + everybody.planned),
            sorted(rhythms, key=lambda one: (not one.agreed, one.due_on or dt.date.max)),
            self.rests_since + everybody.rests_since,
        )


def own_doors(context: Context) -> QuerySet[Any]:
    """Open doors in the user's own name that show talks."""
    assert context.user_id
    return doors_by_name(context, context.user_id).filter(topics__contains=["notes"])


def standing(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Pace | None:
    """What was agreed for this person and has not been ended."""
    rows: Any = Pace.objects.visible_to(context)
    found: Pace | None = rows.filter(dossier_id=dossier_id, person_id=person_id, valid_until__isnull=True).first()
    return found


def paces(context: Context, dossier_id: uuid.UUID) -> list[Pace]:
    """Everything that was ever agreed in a dossier, by person, the oldest first. One query."""
    rows: Any = Pace.objects.visible_to(context).filter(dossier_id=dossier_id).select_related("author")
    return list(rows.order_by("person_id", "valid_from", "pk"))


def known(
    context: Context, dossier_ids: Collection[uuid.UUID], *, day: dt.date, talks_since: dt.date | None = None
) -> dict[tuple[uuid.UUID, uuid.UUID | None], Known]:
    """By dossier and member (None = about all): talks since that day, the next appointment, rhythms and pauses.

    One query, and one for definitions this process has not read yet. Without `talks_since` talks are left out. What
    programmes ask for is read from the due book.
    """
    ids = list(dossier_ids)
    parts = [
        _planned(context, ids),
        _agreed(context, ids, day),
        _asked(context, ids),
        _pauses(context, ids, day),
        *(_talks(context, ids, talks_since, day) if talks_since else ()),
    ]
    rows = list(parts[0].union(*parts[1:], all=True))
    programmes = documents({row["link"] for row in rows if row["origin"] == "asked"})
    found: dict[tuple[uuid.UUID, uuid.UUID | None], Known] = defaultdict(Known)
    paused: dict[uuid.UUID, dict[str, Any]] = {}
    for row in rows:
        about = found[row["dossier_id"], row["person_id"]]
        match row["origin"]:
            case "talk":
                about.talks.append((row["on"], row["code"]))
            case "planned":
                about.planned.append(row["on"])
            case "agreed":
                about.rhythms.append(_agreed_rhythm(row))
            case "asked":
                step = _step(programmes[row["link"]], row["code"])
                if step is not None:
                    about.rhythms.append(
                        Rhythm(
                            words=step.every.rhythm(),
                            source=source_of(programmes[row["link"]].title, row["until"]),
                            due_on=row["on"],
                            counts=programmes[row["link"]].care.contacts,
                        )
                    )
            case _:
                if row["link"] not in paused or paused[row["link"]]["on"] <= row["on"]:
                    paused[row["link"]] = row
    for row in paused.values():
        if row["code"] == PAUSED:
            found[row["dossier_id"], row["person_id"]].rests_since.append(row["on"])
    return found


def source_of(title: str, valid_from: dt.date) -> str:
    """A programme with the version somebody takes part on."""
    return f"{title}, Fassung ab {german_date(valid_from)}"


def form_of(code: str) -> str:
    """In which form a talk took place, in words: a setting of the calendar or a word of the vocabulary."""
    if code in Setting.values:
        return Setting(code).label
    word = vocabulary().event(code)
    return word.label if word else ""


def counts(code: str, words: Collection[str]) -> bool:
    """Whether a talk in that form counts where these words of the vocabulary do."""
    return (word_of(code) if code in Setting.values else code) in words


def silences(context: Context, *, day: dt.date, least: int = 0, open_only: bool = False) -> QuerySet[Focus]:
    """Persons in focus of the open cases that are the user's own, with `last_on` and `silent` on each row.

    `last_on`: the latest talk since the case was opened. `silent` sorts by it, those without any talk first, the
    oldest case first. `least`: days since the last talk at least. `open_only`: nothing planned, and nothing rests.
    """
    of_person = Q(subject_id__isnull=True) | Q(subject_id=OuterRef("person_id"))
    doors = own_doors(context).filter(of_person, dossier_id=OuterRef("dossier_id"))
    theirs = Q(person_id=OuterRef("person_id")) | Q(person_id__isnull=True)
    talks = ContactNote.objects.visible_to(context).filter(
        theirs,
        dossier_id=OuterRef("dossier_id"),
        happened_on__gte=OuterRef("case__opened_on"),
        happened_on__lte=day,
    )
    events = ProgrammeEvent.objects.visible_to(context).filter(
        theirs,
        dossier_id=OuterRef("dossier_id"),
        kind__in=IN_PROGRAMMES,
        occurred_on__gte=OuterRef("case__opened_on"),
        occurred_on__lte=day,
    )
    last = Greatest(
        Subquery(talks.order_by("-happened_on").values("happened_on")[:1]),
        Subquery(events.order_by("-occurred_on").values("occurred_on")[:1]),
    )
    never = Cast(F("case__opened_on") - Value(dt.timedelta(days=_CENTURY)), DateField())
    rows: Any = Focus.objects.visible_to(context).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        Exists(doors),
        valid_from__lte=day,
        case__closed_on__isnull=True,
    )
    rows = rows.select_related("person", "case").annotate(
        last_on=last, silent=Coalesce(last, never), may_write=Exists(doors.filter(writes=True, subject_id=None))
    )
    if least:
        rows = rows.filter(silent__lte=day - dt.timedelta(days=least))
    if open_only:
        ahead = Appointment.objects.visible_to(context).filter(
            theirs, dossier_id=OuterRef("dossier_id"), status=Status.PLANNED, starts_at__gte=now()
        )
        resting: Any = Pace.objects.visible_to(context)
        resting = resting.on(day).filter(
            dossier_id=OuterRef("dossier_id"), person_id=OuterRef("person_id"), rests_until__gt=day
        )
        rows = rows.filter(~Exists(ahead), ~Exists(resting))
    found: QuerySet[Focus] = rows
    return found


def _talks(context: Context, ids: list[uuid.UUID], since: dt.date, day: dt.date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    notes = ContactNote.objects.visible_to(context).filter(dossier_id__in=ids, happened_on__range=(since, day))
    events = ProgrammeEvent.objects.visible_to(context).filter(
        dossier_id__in=ids, kind__in=IN_PROGRAMMES, occurred_on__range=(since, day)
    )
    return (
        _as_rows(notes, "talk", on=F("happened_on"), code=F("setting")),
        _as_rows(events, "talk", on=F("occurred_on"), code=F("kind")),
    )


def _planned(context: Context, ids: list[uuid.UUID]) -> QuerySet[Any]:
    """The next appointment of each member, and the next one of all."""
    rows = Appointment.objects.visible_to(context).filter(
        dossier_id__in=ids, status=Status.PLANNED, starts_at__gte=now()
    )
    first = rows.order_by("dossier_id", "person_id", "starts_at").distinct("dossier_id", "person_id")
    return _as_rows(first, "planned", on=TruncDate("starts_at", tzinfo=BERLIN))


def _agreed(context: Context, ids: list[uuid.UUID], day: dt.date) -> QuerySet[Any]:
    rows: Any = Pace.objects.visible_to(context)
    rows = rows.on(day).filter(Q(rests_until__isnull=True) | Q(rests_until__gt=day), dossier_id__in=ids)
    return _as_rows(rows, "agreed", on=F("valid_from"), until=F("rests_until"), code=F("why"), number=F("every_days"))


def _asked(context: Context, ids: list[uuid.UUID]) -> QuerySet[Any]:
    rows = DueItem.objects.visible_to(context).filter(
        dossier_id__in=ids, source=OWN, rule__startswith=BY_PROGRAMME, definition__isnull=False
    )
    given = {"on": F("due_on"), "until": F("definition__valid_from"), "code": F("rule"), "link": F("definition_id")}
    return _as_rows(rows, "asked", **given)


def _pauses(context: Context, ids: list[uuid.UUID], day: dt.date) -> QuerySet[Any]:
    rows = ProgrammeEvent.objects.visible_to(context).filter(
        dossier_id__in=ids, kind__in=(PAUSED, RESUMED), occurred_on__lte=day, participation__ended_on__isnull=True
    )
    return _as_rows(rows, "pause", on=F("occurred_on"), code=F("kind"), link=F("participation_id"))


def _as_rows(rows: QuerySet[Any], origin: str, **given: Combinable) -> QuerySet[Any]:
    """The same columns from every source, so that one statement reads them all."""
    empty: dict[str, Combinable] = {
        "on": Cast(Value(None), DateField()),
        "until": Cast(Value(None), DateField()),
        "code": Cast(Value(""), CharField(max_length=60)),
        "number": Cast(Value(None), IntegerField()),
        "link": Cast(Value(None), Definition._meta.pk),
    }
    shown = {name: Cast(given[name], CharField(max_length=60)) if name == "code" else given[name] for name in given}
    return rows.annotate(origin=Value(origin, output_field=CharField()), **(empty | shown)).values(*_COLUMNS)


def _agreed_rhythm(row: dict[str, Any]) -> Rhythm:
    why = f"{AGREED}: {Why(row['code']).label}"
    if row["until"] is not None:
        return Rhythm(f"ruht bis {german_date(row['until'])}", why, agreed=True, rests_until=row["until"])
    every = span(row["number"])
    return Rhythm(every.rhythm(), why, agreed=True, every=every, since=row["on"])


def _step(programme: Any, rule: str) -> Any:
    code = rule.removeprefix(BY_PROGRAMME)
    return next((step for step in programme.care.rhythm if step.code == code), None)
