"""What the network office keeps: entries of five kinds, and what working groups decide."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import Personal
from rundblick.access.history import tracked
from rundblick.access.models import Organisation
from rundblick.agreements.codes import WORDS, Kind, Words
from rundblick.agreements.models.doors import ALL, behind, house_door

_FUNCTION = Personal(
    "Wer in der Netzwerkarbeit beauftragt, mitarbeitet oder etwas übernommen hat",
    "Art. 6 Abs. 1 Buchst. e DSGVO; bei Beschäftigten des Hauses § 26 BDSG bzw. Landesrecht",
    "Stelle oder Funktion genügt; ohne sie weiß niemand, wer gemeint ist",
    "24 Monate nach dem Abschluss",
)


@tracked
class Item(models.Model):
    """An order, an undertaking (need, idea, project), funds, a working group or an event (E17.1, .3, .5 to .7).

    One table for all, since they share a title, a state and a day; `codes.WORDS` says what the fields mean for a kind.
    `over_on`: the day from which nothing is left to do, from which retention counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    kind = models.CharField("Art", max_length=12, choices=Kind.choices)
    state = models.CharField("Stand", max_length=12)
    title = models.CharField("Titel", max_length=200)
    whom = models.CharField("von wem, Quelle", max_length=200, blank=True)
    due_on = models.DateField("Tag", null=True, blank=True)
    amount = models.DecimalField("Betrag in Euro", max_digits=12, decimal_places=2, null=True, blank=True)
    number = models.PositiveIntegerField("Teilnehmende", null=True, blank=True)
    place = models.CharField("Ort", max_length=200, blank=True)
    text = models.TextField("Worum es geht", blank=True)
    result = models.TextField("Ergebnis", blank=True)
    begun_at = models.DateTimeField("angelegt")
    over_on = models.DateField("abgeschlossen am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = house_door()
    personal_data: ClassVar[dict[str, Any]] = {"whom": _FUNCTION}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "house",
            "kind",
            "state",
            "title",
            "due_on",
            "amount",
            "number",
            "place",
            "text",
            "result",
            "begun_at",
            "over_on",
            "version",
        }
    )

    class Meta:
        verbose_name = "Eintrag der Netzwerkstelle"
        indexes = [models.Index(fields=["house", "kind", "state"], name="item_by_house")]

    @property
    def words(self) -> Words:
        """How its kind is spoken of."""
        return WORDS[self.kind]

    @property
    def state_label(self) -> str:
        """The state in words."""
        return self.words.states.get(self.state, self.state)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in self.words.over


@tracked
class Member(models.Model):
    """A body that works in a group, with the function of whoever comes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="members")
    item_id: uuid.UUID
    body = models.CharField("Stelle", max_length=200)
    function = models.CharField("Funktion", max_length=200, blank=True)

    door = behind("agreements_item", "item_id", app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {"function": _FUNCTION}
    impersonal: ClassVar[frozenset[str]] = frozenset({"item", "body"})

    class Meta:
        verbose_name = "Mitglied eines Arbeitskreises"


@tracked
class Meeting(models.Model):
    """One meeting of a group: when, where, what was spoken about (PRO AKTIV row 138)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="meetings")
    item_id: uuid.UUID
    on = models.DateField("Tag")
    place = models.CharField("Ort", max_length=200, blank=True)
    text = models.TextField("worüber gesprochen wurde", blank=True)
    version = models.PositiveIntegerField(default=1)

    door = behind("agreements_item", "item_id")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"item", "on", "place", "text", "version"})

    class Meta:
        verbose_name = "Treffen eines Arbeitskreises"


@tracked
class Decision(models.Model):
    """What a meeting decided: who does it, by when, and the day it was done. `item`: the group, as in its meeting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    item_id: uuid.UUID
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    meeting_id: uuid.UUID
    text = models.CharField("Beschluss", max_length=500)
    responsible = models.CharField("wer", max_length=200)
    due_on = models.DateField("bis wann")
    done_on = models.DateField("getan am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = behind("agreements_item", "item_id")
    personal_data: ClassVar[dict[str, Any]] = {"responsible": _FUNCTION}
    impersonal: ClassVar[frozenset[str]] = frozenset({"item", "meeting", "text", "due_on", "done_on", "version"})

    class Meta:
        verbose_name = "Beschluss eines Arbeitskreises"

    def is_late(self, as_of: dt.date) -> bool:
        """Whether its day is over and it is not done."""
        return self.done_on is None and self.due_on < as_of
