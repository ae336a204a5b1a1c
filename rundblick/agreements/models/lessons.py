"""What was learnt from a programme and what became of it."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.history import tracked
from rundblick.access.models import Organisation
from rundblick.agreements.codes import LessonStatus
from rundblick.agreements.models.doors import house_door


@tracked
class Lesson(models.Model):
    """A finding about a programme and what was done about it (ANNA 6.1 Transferliste; PRO AKTIV row 10).

    `programme`: code of its definition. `effective_on`: the first day on which the changed rule holds, so that figures
    can be told apart before and after. `origin`: where the finding comes from, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    programme = models.CharField("Programm", max_length=60)
    finding = models.CharField("Erkenntnis", max_length=500)
    origin = models.CharField("Woher", max_length=200, blank=True)
    found_on = models.DateField("festgestellt am")
    status = models.CharField("Stand", max_length=10, choices=LessonStatus.choices)
    done = models.TextField("was geschehen ist oder soll", blank=True)
    planned_year = models.PositiveSmallIntegerField("für welches Jahr", null=True, blank=True)
    reason = models.CharField("warum verworfen", max_length=500, blank=True)
    effective_on = models.DateField("gilt ab", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = house_door()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "house",
            "programme",
            "finding",
            "origin",
            "found_on",
            "status",
            "done",
            "planned_year",
            "reason",
            "effective_on",
            "version",
        }
    )

    class Meta:
        verbose_name = "Erkenntnis aus einem Programm"
        indexes = [models.Index(fields=["house", "programme", "-found_on"], name="lesson_by_programme")]

    @property
    def state_label(self) -> str:
        """The status in words, with the year or the reason."""
        label = str(self.get_status_display())
        return f"{label} {self.planned_year}" if self.status == LessonStatus.PLANNED and self.planned_year else label
