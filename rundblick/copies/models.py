"""Tables of the room: a copy that was asked for, its frozen parts, what was hidden, and how it was handed over."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, NamedDoor
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked, tracked_fields
from rundblick.access.models import DossierScoped, User
from rundblick.access.models.dossiers import Basis
from rundblick.copies.codes import OPEN, Asked, Form, State, Way
from rundblick.copies.rules import answer_by, gone_after
from rundblick.people.models import Person
from rundblick.web.clock import berlin_date, now

_PROOF = Personal(
    "Auskunft geben und nachweisen, wann sie gegeben wurde",
    "Art. 12 Abs. 3, Art. 15, Art. 5 Abs. 2 DSGVO, § 83 Abs. 3 SGB X",
    "Frist und Gründe einer Schwärzung müssen nachweisbar sein",
    "3 Jahre nach Ende des Falls",
)
_CONTENT = Personal(
    "Die Auskunft vor der Herausgabe durchsehen",
    "Art. 15 Abs. 3 und 4 DSGVO",
    "Nur ein eingefrorener Stand lässt sich prüfen",
    "bis zur Freigabe, höchstens 100 Tage; die fertigen Dateien 30 Tage",
)


@tracked_fields(
    "dossier", "person", "asked_on", "how", "state", "prepared_by", "extended_on", "released_at", "unseen_released"
)
class Copy(DossierScoped):
    """What one member asked for, from the wish to the handing over. One open copy per member.

    `prepared_by`: through whose doors it is collected; they alone read its content. `done` of `total` steps of
    collecting. `started_at`: when the job began; a job that another has overtaken sees it here. `unseen_released`: how
    many suggested entries were released without a look of their own. `gone_at`: the files are erased.
    """

    person_id: uuid.UUID
    prepared_by_id: uuid.UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("gewünscht am")
    how = models.CharField("wie gewünscht", max_length=20, choices=Asked.choices)
    state = models.CharField("Stand", max_length=20, choices=State.choices, default=State.QUEUED)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="vorbereitet von")
    ordered_at = models.DateTimeField("bestellt", default=now)
    started_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField("eingefroren", null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    extended_on = models.DateField("Frist verlängert am", null=True, blank=True)
    extension_reason = EncryptedTextField("Grund der Verlängerung", null=True, blank=True)
    released_at = models.DateTimeField("freigegeben", null=True, blank=True)
    unseen_released = models.PositiveIntegerField("ohne einzelnen Blick freigegeben", default=0)
    gone_at = models.DateTimeField("Dateien gelöscht", null=True, blank=True)

    door = NamedDoor(
        bases=(Basis.RESPONSIBLE.value,), author="prepared_by_id", named="prepared_by_id", subject="person_id"
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "asked_on",
            "how",
            "state",
            "prepared_by",
            "ordered_at",
            "prepared_at",
            "extended_on",
            "extension_reason",
            "released_at",
            "unseen_released",
            "gone_at",
        ),
        _PROOF,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"started_at", "done", "total", "error"})

    class Meta:
        verbose_name = "Auskunft (Art. 15 DSGVO)"
        indexes = [models.Index(fields=["dossier", "person"], name="copy_by_dossier")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(state__in=OPEN), name="copy_one_open_per_member"
            )
        ]

    @property
    def answer_by(self) -> dt.date:
        """The last day for the answer (Art. 12 Abs. 3 DSGVO)."""
        return answer_by(self.asked_on, extended=self.extended_on is not None)

    @property
    def readable_until(self) -> dt.datetime | None:
        """When the files of a released copy are erased."""
        return gone_after(self.released_at) if self.released_at else None

    @property
    def frozen_on(self) -> dt.date | None:
        """The day whose state the copy shows."""
        return berlin_date(self.prepared_at) if self.prepared_at else None


def file_id(copy_id: uuid.UUID, form: str) -> uuid.UUID:
    """Under which id the file of a released copy lies sealed."""
    return uuid.uuid5(copy_id, Form(form).value)


_ONLY_THE_AUTHOR = NamedDoor(bases=(), author="author_id", named="author_id", subject="person_id")


class Part(DossierScoped):
    """Up to `rules.PART_SIZE` entries of one section, as they were when the copy was frozen.

    `content`: JSON with `columns` and `entries`; `first`: number of the first entry in its section, from 1.
    `review`: each entry must be looked at before the release. `to_look`: places of entries put forward for a look,
    `looked`: those somebody looked at. Without history on purpose: a history of frozen content would outlive it.
    """

    person_id: uuid.UUID
    copy_id: uuid.UUID
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="vorbereitet von")
    rank = models.PositiveIntegerField()
    title = EncryptedTextField("Überschrift")
    first = models.PositiveIntegerField()
    number = models.PositiveSmallIntegerField("Einträge")
    content = EncryptedTextField("Inhalt")
    review = models.BooleanField("vor Herausgabe prüfen", default=False)
    to_look = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name="vorgeschlagen")
    looked = ArrayField(models.PositiveSmallIntegerField(), default=list, verbose_name="angesehen")

    door = _ONLY_THE_AUTHOR
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("copy", "person", "author", "title", "content", "review", "to_look", "looked"), _CONTENT
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"rank", "first", "number"})

    class Meta:
        verbose_name = "Teil einer Auskunft"
        constraints = [models.UniqueConstraint(fields=["copy", "rank"], name="copy_part_once")]


class Redaction(DossierScoped):
    """Something the copy does not tell: words of an entry, a whole entry (`words` empty), or words everywhere
    (`part` empty). `place` names the entry; after the release the words are gone and place and reason stay.
    """

    person_id: uuid.UUID
    copy_id: uuid.UUID
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="redactions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschwärzt von")
    part = models.ForeignKey(Part, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entry = models.PositiveSmallIntegerField("Stelle", null=True, blank=True)
    place = EncryptedTextField("Wo")
    words = EncryptedTextField("geschwärzte Worte", null=True, blank=True)
    reason = models.CharField("Grund", max_length=40)
    at = models.DateTimeField("am", default=now)

    part_id: uuid.UUID | None
    door = _ONLY_THE_AUTHOR
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("copy", "person", "author", "part", "entry", "place", "reason", "at"), _PROOF
    ) | {"words": _CONTENT}

    class Meta:
        verbose_name = "Schwärzung"
        indexes = [models.Index(fields=["copy"], name="redaction_by_copy")]


@tracked
class Handing(DossierScoped):
    """That a released copy reached the person, and how. `until`: how long it lies on the own page."""

    person_id: uuid.UUID
    copy_id: uuid.UUID
    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="handings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField("Weg", max_length=20, choices=Way.choices)
    on = models.DateField("am")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="von")
    until = models.DateTimeField("sichtbar bis", null=True, blank=True)

    door = Door(topic="notes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("copy", "person", "way", "on", "by", "until"), _PROOF)

    class Meta:
        verbose_name = "Übergabe einer Auskunft"
        indexes = [models.Index(fields=["dossier", "person"], name="handing_by_dossier")]
