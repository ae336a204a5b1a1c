"""Tables of the file: the case with its periods and persons in focus, notes of talks, tasks."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import Dossier, DossierScoped, User
from rundblick.access.models.organisations import Dated
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.cases.codes import ClosingReason, Responsible
from rundblick.people.models import Household, Person

_CASE = casework("Beginn, Ende und Anlass der Begleitung", "Zuständigkeit, Fristen und Aufbewahrung")
_NOTE = casework("Beratung nachvollziehbar dokumentieren", "Handreichung Ganzheitliche Beratung 3.6; nächstes Gespräch")
_STEP = casework("Vereinbartes verlässlich erledigen", "Wer macht was bis wann")


@tracked
class Case(DossierScoped):
    """The support of one household; one-to-one with its dossier and with the same id.

    `opened_on` and `closed_on` (first day no longer open) are those of the latest period.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="case")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="cases")
    opened_on = models.DateField("eröffnet")
    closed_on = models.DateField("geschlossen", null=True, blank=True)
    closing_reason = models.CharField("Anlass", max_length=20, choices=ClosingReason.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="master", for_members=True)
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CASE for name in ("household", "opened_on", "closed_on", "closing_reason")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=F("dossier_id")), name="case_shares_the_dossiers_id"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_ends_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                name="case_closed_for_a_reason",
            ),
        ]


@tracked
class CasePeriod(DossierScoped):
    """One time from opening to closing; a reopened case has several. `closed_on` is exclusive."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="periods")
    opened_on = models.DateField("eröffnet")
    closed_on = models.DateField("geschlossen", null=True, blank=True)
    closing_reason = models.CharField("Anlass", max_length=20, choices=ClosingReason.choices, blank=True)

    door = Door(topic="master", for_members=True)
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CASE for name in ("case", "opened_on", "closed_on", "closing_reason")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_on__isnull=True), name="case_period_one_open"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_period_order"
            ),
        ]


@tracked
class Focus(Dated, DossierScoped):
    """A member whom the support is about, for a period."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="focus")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    door = Door(topic="master", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _CASE for name in ("case", "person", "valid_from", "valid_until")}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(valid_until__isnull=True), name="focus_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="focus_period"
            ),
        ]


@tracked
class ContactNote(DossierScoped):
    """What remains of a talk with one member, or with the whole household (then open to all members).

    Notes of one talk with several members share `talk`, which is also the token of the form that made them, so
    that a form sent twice makes one note. `own_concern` is in the person's words, `supports` are codes of
    support.yaml. `version` counts corrections; `corrected_*` say who made the present version and why.
    `released_at`: handed to the person, which cannot be taken back (Handreichung section 3.6).
    """

    talk = models.UUIDField("Gespräch", default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField("Datum")
    setting = models.CharField("Rahmen", max_length=20, choices=Setting.choices)
    minutes = models.PositiveSmallIntegerField("Dauer in Minuten", null=True, blank=True)
    sentence = EncryptedTextField("Das Wichtigste in einem Satz")
    own_concern = EncryptedTextField("Eigenes Anliegen", null=True, blank=True)
    summary = EncryptedTextField("Zusammenfassung", null=True, blank=True)
    agreements = EncryptedTextField("Vereinbarungen", null=True, blank=True)
    supports = ArrayField(
        models.CharField(max_length=40), verbose_name="Arten der Unterstützung", default=list, db_default=[]
    )
    written_at = models.DateTimeField("geschrieben")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    released_at = models.DateTimeField("an die Person freigegeben", null=True, blank=True)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField("berichtigt", null=True, blank=True)
    correction_reason = EncryptedTextField("Grund der Berichtigung", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="notes", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _NOTE
        for name in (
            "talk",
            "person",
            "author",
            "appointment",
            "happened_on",
            "setting",
            "minutes",
            "sentence",
            "own_concern",
            "summary",
            "agreements",
            "supports",
            "written_at",
            "shared",
            "released_at",
            "corrected_by",
            "corrected_at",
            "correction_reason",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "-happened_on"], name="note_by_dossier")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "talk", "person"], nulls_distinct=False, name="note_once_per_talk"
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | Q(shared=True), name="note_of_all_is_shared"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 1440)), name="note_minutes_of_a_day"
            ),
        ]


@tracked
class Task(DossierScoped):
    """Something to do, for one member or the household; with a `note` it is a next step agreed in that talk.

    `responsible` says whose turn it is; `assignee` is the colleague on whose list it stands (nobody, when the
    person or somebody else does it).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.ForeignKey(ContactNote, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    text = EncryptedTextField("Was ist zu tun?")
    responsible = models.CharField(
        "Wer macht es?", max_length=20, choices=Responsible.choices, default=Responsible.JOBCENTER
    )
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zuständig"
    )
    due_on = models.DateField("bis", null=True, blank=True)
    done_on = models.DateField("erledigt", null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_on = models.DateField("seit")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="tasks", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _STEP
        for name in (
            "person",
            "note",
            "text",
            "responsible",
            "assignee",
            "due_on",
            "done_on",
            "done_by",
            "created_on",
            "shared",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "done_on"], name="task_by_dossier"),
            models.Index(
                fields=["assignee", "due_on"], condition=Q(done_on__isnull=True), name="task_open_by_assignee"
            ),
        ]
