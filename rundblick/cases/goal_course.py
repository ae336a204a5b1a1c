"""What the page of one goal shows about its course: rows of the last times, pictures, and the words of the levels."""

import datetime as dt
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.cases import goal_pictures
from rundblick.cases.codes import Level
from rundblick.cases.models import Attainment, AttainmentScale, Confidence, Goal, Success
from rundblick.cases.services.course import LEVEL_FIELDS
from rundblick.web.pictures import Picture

SHOWN = 60
"""So many ratings fit into a picture; the history keeps all."""


@dataclass(frozen=True)
class Course:
    """How it went with a goal until a day. `words`: what each level means, in own words where there are any."""

    confidences: list[Confidence]
    attainments: list[Attainment]
    scale: AttainmentScale | None
    successes: list[Success]

    @property
    def words(self) -> dict[Level, str]:
        """What each level means."""
        return _words(self.scale)

    @property
    def confidence_picture(self) -> Picture | None:
        """Confidence over time, once there is any."""
        return goal_pictures.confidence(self.confidences) if self.confidences else None

    @property
    def attainment_picture(self) -> Picture | None:
        """How far somebody came over time, once anybody said so."""
        return goal_pictures.attainment(self.attainments, self.words) if self.attainments else None


def of(context: Context, goal: Goal, *, until: dt.date) -> Course:
    """The course of a goal, read with its `scale`, until a day, inclusive. Three queries."""
    confidences = Confidence.objects.visible_to(context).filter(goal=goal, on__lte=until).order_by("-on")
    attainments = Attainment.objects.visible_to(context).filter(goal=goal, on__lte=until).order_by("-on", "-rater")
    successes = Success.objects.visible_to(context).filter(goal=goal, on__lte=until).order_by("-on", "-pk")
    return Course(
        confidences=list(confidences[:SHOWN])[::-1],
        attainments=list(attainments[:SHOWN])[::-1],
        scale=getattr(goal, "scale", None),
        successes=list(successes[:SHOWN]),
    )


def words_of(goal: Goal) -> dict[Level, str]:
    """What each level of a goal means, in own words where there are any."""
    return _words(getattr(goal, "scale", None))


def _words(scale: AttainmentScale | None) -> dict[Level, str]:
    return {level: getattr(scale, name, None) or level.label for level, name in LEVEL_FIELDS.items()}
