"""Workplaces as somebody saw them: the protocol of a visit, dated, restated and closed, never overwritten."""

import datetime as dt
import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rundblick.access.history import tracked
from rundblick.access.models import User
from rundblick.catalogue.working import working
from rundblick.employers.codes import Daytime, Noise, Pace, Posture, Remote, Weekday
from rundblick.employers.models.base import ABOUT_WORK, AUTHOR, Kept, codes, said
from rundblick.employers.models.employers import Site
from rundblick.web.clock import now


class WorkplaceQuerySet(models.QuerySet["Workplace"]):
    """Workplaces as they stood on a day."""

    def on(self, day: dt.date) -> Self:
        """Descriptions that hold on that day; `valid_until` is exclusive."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day)


WorkplaceManager = models.Manager.from_queryset(WorkplaceQuerySet)


@tracked
class Workplace(Kept):
    """One workplace at a site (PRO AKTIV 3.8, 5.9). Null, "" and an absent code mean: not asked.

    `thread` stays the same while it is restated; the period is half-open. `hours_from`, `hours_until`: a week,
    inclusive. `heaviest`: kilograms at most. `met`, `unmet`: conditions of `catalogue.working` answered with yes and
    no; in neither: not asked. `german`: the level that is enough. `positions`: how many are open; `free_from`: since or
    from when. `visited_on`: the day of the visit, None when it is known from talks alone.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="workplaces")
    site_id: uuid.UUID
    thread = models.UUIDField("Zusammenhang", default=uuid.uuid4, editable=False)
    valid_from = models.DateField("so seit")
    valid_until = models.DateField("so bis (ausschließlich)", null=True, blank=True)
    title = models.CharField("Arbeitsplatz", max_length=160)
    visited_on = models.DateField("besucht am", null=True, blank=True)
    visitors = models.CharField("von uns dabei", max_length=200, blank=True)
    present = models.CharField("vom Betrieb dabei", max_length=200, blank=True)
    tasks = codes("Aufgaben")
    tasks_words = models.TextField("Was man dort tut", max_length=2000, blank=True)
    posture = models.CharField("Sitzen, stehen, gehen", max_length=8, choices=Posture.choices, blank=True)
    heaviest = models.PositiveSmallIntegerField("das Schwerste in kg", null=True, blank=True)
    noise = models.CharField("Lärm", max_length=9, choices=Noise.choices, blank=True)
    pace = models.CharField("Tempo", max_length=6, choices=Pace.choices, blank=True)
    hours_from = models.PositiveSmallIntegerField("Stunden von", null=True, blank=True)
    hours_until = models.PositiveSmallIntegerField("Stunden bis", null=True, blank=True)
    days = codes("Tage", Weekday, length=2)
    daytimes = codes("Zeiten", Daytime, length=10)
    times_words = models.CharField("Zeiten genauer", max_length=300, blank=True)
    remote = models.CharField("zu Hause", max_length=4, choices=Remote.choices, blank=True)
    team = models.TextField("Team", max_length=1000, blank=True)
    boss = models.TextField("direkte Leitung", max_length=1000, blank=True)
    met = codes("erfüllte Bedingungen")
    unmet = codes("nicht erfüllte Bedingungen")
    german = models.CharField("Deutsch", max_length=5, blank=True)
    languages = models.CharField("weitere Sprachen", max_length=120, blank=True)
    licences = codes("Führerscheine")
    adaptable = models.TextField("Was sich anpassen lässt", max_length=1000, blank=True)
    pay = models.CharField("Lohn", max_length=160, blank=True)
    positions = models.PositiveSmallIntegerField("offene Stellen", null=True, blank=True)
    free_from = models.DateField("frei ab", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("festgehalten", default=now)

    personal_data: ClassVar[dict[str, Any]] = {
        "visitors": AUTHOR,
        "present": ABOUT_WORK,
        "team": ABOUT_WORK,
        "boss": ABOUT_WORK,
        "author": AUTHOR,
        "written_at": AUTHOR,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "employer",
            "site",
            "thread",
            "valid_from",
            "valid_until",
            "title",
            "visited_on",
            "tasks",
            "tasks_words",
            "posture",
            "heaviest",
            "noise",
            "pace",
            "hours_from",
            "hours_until",
            "days",
            "daytimes",
            "times_words",
            "remote",
            "met",
            "unmet",
            "german",
            "languages",
            "licences",
            "adaptable",
            "pay",
            "positions",
            "free_from",
            "version",
        }
    )

    objects: ClassVar[Any] = WorkplaceManager()

    class Meta:
        verbose_name = "Arbeitsplatz in einem Betrieb"
        indexes = [models.Index(fields=["employer", "valid_until"], name="workplace_by_employer")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="workplace_period"
            ),
            models.UniqueConstraint(
                fields=["thread"], condition=Q(valid_until__isnull=True), name="workplace_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(hours_until__isnull=True)
                | Q(hours_from__isnull=True)
                | Q(hours_until__gte=F("hours_from")),
                name="workplace_hours_in_order",
            ),
        ]

    @property
    def stands(self) -> bool:
        """Whether this description holds until somebody says it anew."""
        return self.valid_until is None

    @property
    def tasks_in_words(self) -> list[str]:
        """The tasks, in the order of the list."""
        return [one.label for one in working().tasks if one.code in self.tasks]

    @property
    def licences_in_words(self) -> list[str]:
        """The licences that are needed."""
        return [one.label for one in working().licences if one.code in self.licences]

    @property
    def german_in_words(self) -> str:
        """The level of German that is enough; "" when it was not asked."""
        return next((one.label for one in working().language_levels if one.code == self.german), self.german)

    @property
    def days_in_words(self) -> str:
        """The days in their order, five working days in a row in short."""
        chosen = [day for day in Weekday if day in self.days]
        if chosen == list(Weekday)[:5]:
            return "Montag bis Freitag"
        return ", ".join(str(day.label) for day in chosen)

    @property
    def daytimes_in_words(self) -> str:
        """When work takes place."""
        return ", ".join(said(self.daytimes, Daytime))

    @property
    def hours_in_words(self) -> str:
        """Hours a week; "" when they were not asked."""
        first, last = self.hours_from, self.hours_until
        if first is not None and last is not None:
            return f"{first} Stunden" if first == last else f"{first} bis {last} Stunden"
        if first is not None:
            return f"ab {first} Stunden"
        return f"bis {last} Stunden" if last is not None else ""
