"""Published definitions, participations with their dated events, and what is due."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework, staff
from rundblick.access.doors import Door, Reference, System
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person

_TAKING_PART = casework("Teilnahme an einem Programm", "Leistungen, Fristen und Berichte des Programms")
_STATED = casework(
    "Angabe zur Lage, nach der Programme fragen", "Passende Programme finden; nie Gesundheit, Herkunft oder Vermutetes"
)
_NOMINATION = casework(
    "Antwort auf eine Frage der Auswahl für ein Programm",
    "Nur Ja oder Nein für diesen einen Vorschlag; kein Merkmal der Person",
    "1 Jahr nach dem Vorschlag",
)
_PRESENCE = casework("Anwesenheit im Programm", "Nur Anwesenheit zählt für Dauer und Bescheinigung")
_ORDERED = staff("Wer Zahlen zu einem Programm angefordert hat", "Verantwortung für Zahlen über alle Teilnahmen")
_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
_DUE = casework("Was im Fall als Nächstes ansteht", "Zugesagte Gespräche und Berichte nicht vergessen")


class Definition(models.Model):
    """A published programme definition: the validated document, immutable, with its hash (design rule 1).

    `document` is the canonical form `sha256` was computed over; `valid_from` is the first day on which somebody may
    begin on it. A trigger refuses changes for every database role: what somebody agreed to stays what it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    schema_version = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"code", "title", "schema_version", "document", "sha256", "valid_from", "published_at", "published_by"}
    )

    class Meta:
        ordering = ["code", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "sha256"], name="definition_once")]
        triggers = [
            pgtrigger.ReadOnly(name="published_stays", exclude=["published_by"]),
            pgtrigger.Protect(name="published_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.valid_from})"


class Run(models.Model):
    """A stretch of time in which a programme takes people in (Durchgang), on one published definition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="runs")
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"definition", "code", "label", "valid_from", "valid_until", "places", "provider"}
    )

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["definition", "code"], name="run_once_per_definition")]

    def __str__(self) -> str:
        return self.label


@tracked
class Participation(DossierScoped):
    """A person of a household takes part in a run, on the definition it was begun with. `ended_on` is inclusive.

    Without `started_on` somebody was proposed and has not begun; with `ended_on` alone the proposal was withdrawn,
    for which no reason is asked (design rule 9). Without a person the household as a whole takes part.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    site = models.CharField("Standort", max_length=40, blank=True)
    started_on = models.DateField("Beginn", null=True, blank=True)
    ended_on = models.DateField("letzter Tag", null=True, blank=True)
    exit_code = models.CharField("Austrittsgrund", max_length=60, blank=True)
    employer = models.CharField("Betrieb", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TAKING_PART for name in ("run", "person", "site", "started_on", "ended_on", "exit_code", "employer")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier"], name="participation_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="participation_period",
            ),
            models.CheckConstraint(
                condition=Q(exit_code="") | Q(started_on__isnull=False, ended_on__isnull=False),
                name="participation_exit_of_what_ran",
            ),
            models.UniqueConstraint(
                fields=["run", "dossier", "person"], nulls_distinct=False, name="participation_once"
            ),
        ]


@tracked
class ProgrammeEvent(DossierScoped):
    """Something dated that a rule of the definition asks about; `kind` is a word of the vocabulary.

    A plan (an agreed conference) has the planned day, in ISO form, as its value; it holds from `occurred_on` until
    it is called off. `key` names the occurrence of another room or event that this one answers.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="events")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    value = models.CharField(max_length=120, blank=True)
    occurred_on = models.DateField("am")
    called_off_on = models.DateField("abgesagt am", null=True, blank=True)
    key = models.CharField(max_length=80, blank=True)
    note = EncryptedTextField("Anmerkung", blank=True, null=True)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TAKING_PART
        for name in (
            "participation",
            "person",
            "kind",
            "value",
            "occurred_on",
            "called_off_on",
            "key",
            "note",
            "recorded_by",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["participation", "occurred_on"], name="event_by_participation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True) | Q(called_off_on__gte=F("occurred_on")),
                name="programme_event_period",
            )
        ]

    @property
    def planned_on(self) -> dt.date | None:
        """The planned day of a plan, None for everything else."""
        try:
            return dt.date.fromisoformat(self.value)
        except ValueError:
            return None


@tracked
class ProjectAttribute(DossierScoped):
    """Something one programme asks for although it is no attribute of a person here; carries its purpose (rule 11)."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="attributes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    value = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    recorded_on = models.DateField()

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: casework("Merkmal eines Projekts mit eigenem Zweck", "Nur wo der Bericht es verlangt", "Projektende")
        for name in ("participation", "person", "code", "value", "purpose", "recorded_on")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "person", "code"], name="project_attribute_once")
        ]


@tracked
class StatedFact(DossierScoped):
    """Something that was stated about a person or a household and holds for a time (Angabe).

    `code` is a word of the vocabulary that people state; exactly one of the values is set, or none: asked, and nobody
    knows. Half-open period; a new answer ends the one before it, nothing is overwritten. Without a person it is about
    the household.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=80)
    yes = models.BooleanField(null=True, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.CharField(max_length=120, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField("gilt bis", null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _STATED
        for name in ("person", "code", "yes", "number", "text", "day", "valid_from", "valid_until", "recorded_by")
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "code"], name="stated_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="stated_period"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person", "code"],
                condition=Q(valid_until__isnull=True),
                nulls_distinct=False,
                name="stated_once_at_a_time",
            ),
        ]


class ChecklistAnswer(DossierScoped):
    """Yes or no to one question of one nomination (design rule 5); never searched, never an attribute.

    `question`: code of the question of the target group, or of the weighing with `weighing` set.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="answers")
    weighing = models.BooleanField(default=False)
    question = models.CharField(max_length=60)
    yes = models.BooleanField()
    answered_on = models.DateField()

    door = Door(topic="programmes")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _NOMINATION for name in ("participation", "weighing", "question", "yes", "answered_on")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "weighing", "question"], name="answered_once"),
        ]


class Cohort(models.Model):
    """A group of a run with its plan (Gruppe). Who belongs to it stands in the participations' own rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="cohorts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("Name der Gruppe", max_length=200)
    place = models.CharField("Ort", max_length=200, blank=True)
    starts_on = models.DateField("Beginn")
    ended_on = models.DateField("letzter Tag", null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"run", "organisation", "label", "place", "starts_on", "ended_on", "created_by", "version"}
    )

    class Meta:
        ordering = ["-starts_on", "label"]

    def __str__(self) -> str:
        return self.label


class Session(models.Model):
    """One session of a group. `guests`: how many came who are not in the programme; nothing else about them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    on = models.DateField("Tag")
    begins = models.TimeField("Beginn", null=True, blank=True)
    units = models.DecimalField("Umfang", max_digits=5, decimal_places=2, default=1)
    topic = models.CharField("Thema", max_length=200, blank=True)
    guests = models.PositiveIntegerField("Gäste", null=True, blank=True)
    cancelled = models.BooleanField("abgesagt", default=False)
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"cohort", "on", "begins", "units", "topic", "guests", "cancelled", "version"}
    )

    class Meta:
        ordering = ["on", "begins"]


@tracked
class CohortMember(DossierScoped):
    """A participation belongs to a group from a day on; half-open."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="members")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="groups")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis", null=True, blank=True)

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _PRESENCE for name in ("cohort", "participation", "person", "valid_from", "valid_until")
    }

    class Meta:
        indexes = [models.Index(fields=["cohort"], name="member_by_cohort")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="cohort_period"
            ),
            models.UniqueConstraint(
                fields=["cohort", "participation"],
                condition=Q(valid_until__isnull=True),
                name="in_a_cohort_once_at_a_time",
            ),
        ]


@tracked
class Presence(DossierScoped):
    """One line of the attendance ledger: so many units on a day, present or absent. Only presence counts.

    Absences are kept to append what was missed and to look after people, never for sanctions (§ 16k Abs. 4 SGB II).
    """

    class State(models.TextChoices):
        PRESENT = "present", "anwesend"
        EXCUSED = "excused", "entschuldigt"
        UNEXCUSED = "unexcused", "unentschuldigt"
        SICK = "sick", "krank"

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="presences")
    on = models.DateField("Tag")
    units = models.DecimalField("Umfang", max_digits=5, decimal_places=2)
    state = models.CharField(max_length=10, choices=State.choices)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _PRESENCE for name in ("participation", "person", "session", "on", "units", "state")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["participation", "on"], name="presence_by_participation")]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "person", "on", "session"], nulls_distinct=False, name="present_once"
            ),
            models.CheckConstraint(condition=Q(units__gt=0), name="presence_has_units"),
        ]


class DefinitionDraft(models.Model):
    """A definition being edited, not published yet. Nobody takes part in it; publishing makes a Definition of it.

    `document` may still contain mistakes. `based_on`: the version it was copied from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60)
    based_on = models.ForeignKey(Definition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.JSONField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"code", "based_on", "document", "organisation", "edited_by", "edited_at", "version"}
    )

    class Meta:
        ordering = ["-edited_at"]


class ProgrammeCount(models.Model):
    """Numbers over all participations of a programme in one house, counted by the worker for somebody who may ask.

    `result` holds only what may be shown: no names, no ids, cells under three already hidden. With a `draft` it says
    what would change under it, as of its version `draft_version`.
    """

    class Kind(models.TextChoices):
        EFFECTS = "effects", "was sich ändern würde"
        OVERVIEW = "overview", "Überblick"

    class Status(models.TextChoices):
        QUEUED = "queued", "wartet"
        RUNNING = "running", "wird gerechnet"
        DONE = "done", "fertig"
        FAILED = "failed", "fehlgeschlagen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=60)
    draft = models.ForeignKey(DefinitionDraft, on_delete=models.CASCADE, null=True, blank=True, related_name="counts")
    draft_version = models.PositiveIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: uuid.UUID
    as_of = models.DateField("Stichtag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    result = models.JSONField(default=dict)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["ProgrammeCount"]] = models.Manager()
    door = System(app="SELECT, INSERT, UPDATE, DELETE", read_policy=f"'{{coordinator,team_lead}}' && {_ROLES}")
    personal_data: ClassVar[dict[str, Any]] = {name: _ORDERED for name in ("ordered_by", "ordered_at")}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"kind", "code", "draft", "draft_version", "organisation", "as_of", "status", "result", "counted_at"}
    )

    class Meta:
        ordering = ["-ordered_at"]
        indexes = [models.Index(fields=["code", "kind", "-ordered_at"], name="count_by_programme")]

    @property
    def is_waiting(self) -> bool:
        """Whether the numbers are still to come."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class DueItem(DossierScoped):
    """Something due in a case, computed from facts and definition (rule 2). Rebuilt, never edited by hand.

    `source`: "programmes" for rules of a definition, else the name under which a room registered its rule. `key` is
    stable: while something is open its row stays the same. No row says "overdue"; that is decided on reading.
    """

    topic_code = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=300)
    explanation = models.CharField(max_length=600, blank=True)
    due_on = models.DateField()
    last_useful_day = models.DateField(null=True, blank=True)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    door = Door(topic_column="topic_code", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _DUE
        for name in (
            "topic_code",
            "person",
            "source",
            "rule",
            "key",
            "kind",
            "label",
            "explanation",
            "due_on",
            "last_useful_day",
            "definition",
            "participation",
        )
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "due_on"], name="due_by_dossier")]
        constraints = [models.UniqueConstraint(fields=["dossier", "source", "rule", "key"], name="due_once")]


class DueMark(DossierScoped):
    """Facts of a dossier have changed and its due items wait to be computed anew.

    Written in the transaction of the change, so that it survives a process that dies; removed by the refresh.
    """

    marked_at = models.DateTimeField()

    door = Door(topic=None, for_members=True, insert_free=True)
    impersonal: ClassVar[frozenset[str]] = frozenset({"marked_at"})


class DueCheck(models.Model):
    """One nightly comparison of stored due items with freshly computed ones. `rules` says which differed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checked_at = models.DateTimeField()
    examined = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    rules = ArrayField(models.CharField(max_length=160), default=list)

    objects: ClassVar[models.Manager["DueCheck"]] = models.Manager()
    door = System(app="SELECT")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"checked_at", "examined", "differing", "rules"})

    class Meta:
        ordering = ["-checked_at"]
