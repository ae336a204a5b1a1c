"""Tables of the Ressourcenkarte: resources, planned helps, and where somebody has looked without finding anything."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.standing import Standing, declared
from rundblick.resources.codes import BEFORE_STATE, HelpState, Level, Perspective, Section

_RESOURCE = casework(
    "Stärken und Unterstützung im Umfeld sehen, bevor Hilfe von außen geplant wird",
    "Handreichung Ganzheitliche Beratung 3.2; Vergleich von Selbst- und Fremdbild (ANNA 6.8)",
)
_HELP = casework(
    "Hilfen planen und sehen, ob sie lebensnäher werden", "Subsidiaritätsprinzip: so lebensnah wie möglich (ANNA 3.1)"
)


class _Levelled(Standing):
    """A statement that belongs to one of the four levels."""

    level = models.PositiveSmallIntegerField("Ebene", choices=Level.choices)

    class Meta(Standing.Meta):
        abstract = True


@tracked
class Resource(_Levelled):
    """Something that carries a person, as one perspective sees it.

    `same_as` is one uuid for all entries that mean the same thing, whoever says it; an entry that stands alone carries
    its own `thread` there. Only what the person says may be shared with the family: what a coach thinks is not theirs
    to show.
    """

    section = models.CharField("Feld", max_length=20, choices=Section.choices)
    perspective = models.CharField("Wer sagt das?", max_length=10, choices=Perspective.choices)
    text = EncryptedTextField("Ressource")
    same_as = models.UUIDField("gehört zusammen mit", editable=False)

    personal_data: ClassVar[dict[str, Any]] = declared(_RESOURCE, "level", "section", "perspective", "text", "same_as")

    class Meta(_Levelled.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="resource_is_somebodys"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="resource_level"),
            models.CheckConstraint(
                condition=Q(section=Section.INSTITUTION, perspective=Perspective.JOINT)
                | (~Q(section=Section.INSTITUTION) & ~Q(perspective=Perspective.JOINT)),
                name="resource_perspective_of_section",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(perspective__in=[Perspective.PERSON, Perspective.JOINT]),
                name="resource_views_of_the_coach_stay_closed",
            ),
        ]


@tracked
class PlannedHelp(_Levelled):
    """A help that is planned or running, for one member or (no person) the whole household.

    `since`: first day of the present state, valid even where the text was restated later. `draws_upon`: thread of the
    resource it builds on. `hint_overruled`: the coach has seen the hint about the nearer levels and decided.
    """

    text = EncryptedTextField("Hilfe")
    state = models.CharField("Stand", max_length=10, choices=HelpState.choices, default=HelpState.PLANNED)
    since = models.DateField("seit")
    draws_upon = models.UUIDField("stützt sich auf", null=True, blank=True)
    hint_overruled = models.BooleanField("Hinweis gesehen", default=False)

    personal_data: ClassVar[dict[str, Any]] = declared(
        _HELP, "level", "text", "state", "since", "draws_upon", "hint_overruled"
    )

    class Meta(_Levelled.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=Level.values), name="plannedhelp_level"),
            models.CheckConstraint(condition=Q(since__lte=F("valid_from")), name="plannedhelp_since_before_words"),
        ]


@tracked
class Look(_Levelled):
    """Somebody has looked at a level together with the person and found nothing there (yet)."""

    personal_data: ClassVar[dict[str, Any]] = declared(_RESOURCE, "level")

    class Meta(_Levelled.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="look_is_somebodys"),
            models.CheckConstraint(condition=Q(level__in=BEFORE_STATE), name="look_at_the_near_levels"),
            models.UniqueConstraint(
                fields=["dossier", "person", "level"], condition=Q(valid_until__isnull=True), name="look_once_a_level"
            ),
        ]


STATEMENTS: tuple[type[Standing], ...] = (Resource, PlannedHelp, Look)
