"""Tables of the biography: stretches of a life, and the profile beside it. Every row is a dated statement."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.biography.codes import (
    Daytime,
    Direction,
    Doing,
    Kind,
    LanguageLevel,
    Level,
    Mood,
    Recognition,
    Topic,
    Way,
)
from rundblick.biography.moments import Days, Span
from rundblick.cases.standing import Standing, declared
from rundblick.people.languages import LANGUAGES

_LIFE = casework(
    "Bildungs- und Erwerbsbiografie gemeinsam verstehen, Stärken und Anknüpfungspunkte finden",
    "Handreichung Ganzheitliche Beratung 3.2.6; freiwillig, in den Worten der Person",
)
_PROFILE = casework(
    "Interessen, Fähigkeiten und Beweglichkeit für berufliche Ziele nutzen",
    "Handreichung Ganzheitliche Beratung 3.2.6; Selbsteinschätzung der Person, kein Test",
)


@tracked
class Stretch(Standing):
    """A piece of a life: school, work, care, an event. What is not told stays open; a gap is nothing that is stored.

    `begins` is the first day, `ends` the first day no longer; with `*_monthly` only that month is known, otherwise
    only the year. No `begins`: the beginning is not known. No `ends`: it goes on. `certificate`: what was reached;
    `recognition`: how far it counts in Germany. `reading`: what it meant, in the first person. `mood`: from -2 (very
    hard) to 2 (very good), for the life line.
    """

    kind = models.CharField("Art", max_length=10, choices=Kind.choices)
    begins = models.DateField("von", null=True, blank=True)
    begins_monthly = models.BooleanField(default=False)
    ends = models.DateField("bis vor dem", null=True, blank=True)
    ends_monthly = models.BooleanField(default=False)
    title = EncryptedTextField("Was war das?")
    place = EncryptedTextField("Ort", null=True, blank=True)
    certificate = EncryptedTextField("Abschluss", null=True, blank=True)
    recognition = models.CharField("Anerkennung", max_length=10, choices=Recognition.choices, blank=True)
    reading = EncryptedTextField("Was mir das bedeutet hat", null=True, blank=True)
    mood = models.SmallIntegerField("Wie war diese Zeit?", choices=Mood.choices, null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(
        _LIFE, "kind", "begins", "begins_monthly", "ends", "ends_monthly", "title", "place", "certificate",
        "recognition", "reading", "mood",
    )  # fmt: skip

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(begins__isnull=False) | Q(ends__isnull=False), name="stretch_has_some_time"
            ),
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("begins")),
                name="stretch_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(mood__isnull=True) | Q(mood__range=(-2, 2)), name="stretch_mood"),
        ]

    @property
    def span(self) -> Span:
        """From when to when, as it was said."""
        return Span.of(Days(self.begins, self.begins_monthly, self.ends, self.ends_monthly))


@tracked
class Interests(Standing):
    """What draws somebody: two or three of Holland's six letters, the strongest first; chosen, never tested."""

    letters = models.CharField("Orientierungen", max_length=3)
    words = EncryptedTextField("In eigenen Worten", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(_PROFILE, "letters", "words")

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(letters__regex="^[RIASEC]{2,3}$"), name="interests_letters"),
        ]


@tracked
class Ability(Standing):
    """Something somebody can do, rated by themselves. `text` is needed for an ability in own words."""

    topic = models.CharField("Worum geht es?", max_length=15, choices=Topic.choices, default=Topic.OWN)
    text = EncryptedTextField("In eigenen Worten", null=True, blank=True)
    level = models.CharField("Wie gut?", max_length=10, choices=Level.choices)

    personal_data: ClassVar[dict[str, Any]] = declared(_PROFILE, "topic", "text", "level")


@tracked
class Language(Standing):
    """A language somebody speaks (code of `people.languages`), how well, and what it is enough for."""

    language = models.CharField("Sprache", max_length=3, choices=LANGUAGES)
    level = models.CharField("Stufe", max_length=5, choices=LanguageLevel.choices)
    everyday = models.BooleanField("reicht für den Alltag", default=False)
    at_work = models.BooleanField("reicht für die Arbeit", default=False)
    text = EncryptedTextField("Was hilft", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(_PROFILE, "language", "level", "everyday", "at_work", "text")


@tracked
class Activity(Standing):
    """What somebody is doing now for work or learning; it began on the statement's first day."""

    doing = models.CharField("Art", max_length=15, choices=Doing.choices)
    text = EncryptedTextField("Was")

    personal_data: ClassVar[dict[str, Any]] = declared(_PROFILE, "doing", "text")


@tracked
class Mobility(Standing):
    """How far, when and how open: mobility in space, in time and in person (domain/blag.md E33.5).

    `minutes_away`: longest way to work in minutes, one way. `hours_a_week`: how many hours would fit.
    """

    ways = ArrayField(models.CharField(max_length=10, choices=Way.choices), default=list, blank=True)
    minutes_away = models.PositiveSmallIntegerField("Weg in Minuten", null=True, blank=True)
    in_space = EncryptedTextField("Zum Weg", null=True, blank=True)
    daytimes = ArrayField(models.CharField(max_length=10, choices=Daytime.choices), default=list, blank=True)
    hours_a_week = models.PositiveSmallIntegerField("Stunden in der Woche", null=True, blank=True)
    in_time = EncryptedTextField("Zur Zeit", null=True, blank=True)
    direction = models.CharField("Richtung", max_length=10, choices=Direction.choices, blank=True)
    in_person = EncryptedTextField("Zu mir", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(
        _PROFILE, "ways", "minutes_away", "in_space", "daytimes", "hours_a_week", "in_time", "direction", "in_person"
    )

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes_away__isnull=True) | Q(minutes_away__range=(1, 240)), name="mobility_minutes"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week__isnull=True) | Q(hours_a_week__range=(1, 60)), name="mobility_hours"
            ),
        ]

    @property
    def ways_in_words(self) -> str:
        """The ways, in the order of the form."""
        return ", ".join(way.label for way in Way if way in self.ways)

    @property
    def daytimes_in_words(self) -> str:
        """The times of day, in the order of the form."""
        return ", ".join(one.label for one in Daytime if one in self.daytimes)


ALL: tuple[type[Standing], ...] = (Stretch, Interests, Ability, Language, Activity, Mobility)
