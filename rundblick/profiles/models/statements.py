"""What somebody says about work: dated statements, restated and never overwritten."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.standing import Standing, declared
from rundblick.profiles.codes import Idea, Rank, Weekday

INTERESTS = {"R": "realistic", "I": "investigative", "A": "artistic", "S": "social", "E": "enterprising",
             "C": "conventional"}  # fmt: skip
"""Letters of the six interests and the columns that hold how much each draws somebody."""

_PROFILE = casework(
    "Arbeit finden, die zu dem passt, was jemand kann, möchte und braucht",
    "PRO AKTIV 3.8 und 5.9; freiwillig und in den Worten der Person, ohne Diagnosen",
)
_TARGET = casework(
    "Zielberufe und ihre Veränderung gemeinsam verfolgen",
    "BLAG E24.4; nur der Beruf, wessen Idee es war und warum er sich änderte",
)


def _codes(name: str) -> Any:
    return ArrayField(models.CharField(max_length=30), verbose_name=name, default=list, blank=True)


def _share(name: str) -> Any:
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


@tracked
class JobProfile(Standing):
    """What a member can, wants and needs at work; each has one that stands. Codes are those of `catalogue.working`.

    `can`, `licences`, `can_words`: what I can. `likes`, `avoids`, `likes_words`: what I want. `hours_from` and
    `hours_until`: hours a week, inclusive; `days`: on which work fits; `must` and `helps`: conditions of work I need
    and those that help; `places`: where. The six interests are shares of 0 to 100, None where nothing was answered;
    they describe and rule nothing out.
    """

    can = _codes("Das kann ich tun")
    licences = _codes("Führerscheine")
    can_words = EncryptedTextField("Was mir gut gelingt", null=True, blank=True)
    likes = _codes("Das möchte ich tun")
    avoids = _codes("Das möchte ich nicht tun")
    likes_words = EncryptedTextField("Was mir wichtig ist", null=True, blank=True)
    hours_from = models.PositiveSmallIntegerField("Stunden in der Woche, mindestens", null=True, blank=True)
    hours_until = models.PositiveSmallIntegerField("Stunden in der Woche, höchstens", null=True, blank=True)
    days = ArrayField(models.CharField(max_length=2, choices=Weekday.choices), default=list, blank=True)
    places = EncryptedTextField("Orte", null=True, blank=True)
    must = _codes("Das brauche ich")
    helps = _codes("Das hilft mir")
    realistic = _share("praktisch")
    investigative = _share("forschend")
    artistic = _share("gestaltend")
    social = _share("sozial")
    enterprising = _share("leitend")
    conventional = _share("ordnend")

    personal_data: ClassVar[dict[str, Any]] = declared(
        _PROFILE, "can", "licences", "can_words", "likes", "avoids", "likes_words", "hours_from", "hours_until", "days",
        "places", "must", "helps", *INTERESTS.values(),
    )  # fmt: skip

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(hours_from__isnull=True) | Q(hours_from__range=(1, 60)))
                & (Q(hours_until__isnull=True) | Q(hours_until__range=(1, 60))),
                name="jobprofile_hours",
            ),
            models.CheckConstraint(
                condition=Q(hours_from__isnull=True)
                | Q(hours_until__isnull=True)
                | Q(hours_from__lte=F("hours_until")),
                name="jobprofile_hours_in_order",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False), name="jobprofile_has_a_person"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": 100}), name=f"jobprofile_{name}"
                )
                for name in INTERESTS.values()
            ),
        ]

    @property
    def interests(self) -> dict[str, int | None]:
        """By letter, how much each interest draws the person."""
        return {letter: getattr(self, name) for letter, name in INTERESTS.items()}

    @property
    def days_in_words(self) -> str:
        """The days in their order; five working days in a row in short."""
        chosen = [day for day in Weekday if day in self.days]
        if chosen == list(Weekday):
            return "jeden Tag"
        if len(chosen) > 2 and chosen == list(Weekday)[: len(chosen)]:
            return f"{chosen[0].label} bis {chosen[-1].label}"
        return ", ".join(day.label for day in chosen)


@tracked
class Target(Standing):
    """An occupation somebody aims at. Saying it anew keeps the former one with its days (domain/blag.md E24.4).

    `reason`: why this one, or why it changed, in the person's words.
    """

    get_rank_display: Callable[[], str]
    get_idea_display: Callable[[], str]

    text = EncryptedTextField("Zielberuf")
    rank = models.CharField("Wie sehr?", max_length=10, choices=Rank.choices, default=Rank.FIRST)
    idea = models.CharField("Wessen Idee?", max_length=10, choices=Idea.choices, default=Idea.PERSON)
    reason = EncryptedTextField("Warum", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(_TARGET, "text", "rank", "idea", "reason")

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="target_has_a_person"),
        ]
