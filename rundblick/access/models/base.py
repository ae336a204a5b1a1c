"""The base of every table that belongs to a case."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from rundblick.access.doors import BehindDoor, NamedDoor, OwnDoor, Sides

if TYPE_CHECKING:
    from rundblick.access.context import Context
    from rundblick.access.models.dossiers import Grant

M = TypeVar("M", bound=models.Model)


def open_now() -> Q:
    """Condition on grants: the door is open at this second, whoever goes through it."""
    return Q(valid_from__lte=Now()) & (Q(valid_until__isnull=True) | Q(valid_until__gt=Now()))


def open_grants(context: "Context") -> "QuerySet[Grant]":
    """Grants that open a door for this context at this second."""
    from rundblick.access.models.dossiers import Grant

    return Grant.objects.filter(open_now(), principal_id__in=context.principals)


class DossierQuerySet(QuerySet[M]):
    """Rows of a case; `visible_to` is the first line of defence, row-level security the second."""

    def visible_to(self, context: "Context", *, writing: bool = False) -> Self:
        """Only rows the context holds an open grant for, by topic and, if the grant is limited, by member."""
        door = self.model.door  # type: ignore[attr-defined]
        if isinstance(door, BehindDoor):
            column = door.column.removesuffix("_id")
            parents: Any = self.model._meta.get_field(column).related_model
            return self.filter(**{f"{column}__in": parents.objects.visible_to(context, writing=writing)})
        if isinstance(door, NamedDoor):
            return self._visible_by_name(context, door, writing=writing)
        if isinstance(door, OwnDoor):
            return self._visible_as_own(context, door, writing=writing)
        grants = open_grants(context).filter(dossier_id=OuterRef(door.dossier_column))
        if door.topic_column:
            grants = grants.filter(topics__contains=[OuterRef(door.topic_column)])
        elif door.topic:
            grants = grants.filter(topics__contains=[door.topic])
        if door.sides:
            grants = self._of_its_side(grants, context, door.sides, writing=writing)
        elif writing:
            grants = grants.filter(writes=True)
        if door.for_members and not writing:
            return self.filter(Exists(grants))
        whole = Q(subject_id__isnull=True)
        if door.subject:
            whole |= Q(subject_id=OuterRef(door.subject))
        visible = Q(Exists(grants.filter(whole)))
        if door.shared and not writing:
            visible |= Q(**{door.shared: True}) & Q(Exists(grants))
        return self.filter(visible)

    def _of_its_side(
        self, grants: "QuerySet[Grant]", context: "Context", sides: Sides, *, writing: bool
    ) -> "QuerySet[Grant]":
        """Those grants that open the outer row for the side they belong to; the same as in the policies."""
        nobody = Q(pk__in=[])
        mine = seated = self._seated(context, sides) if sides.table else nobody
        if sides.agency and (sides.told or not sides.table):
            agency = ExpressionWrapper(OuterRef(sides.agency), output_field=models.UUIDField())
            grants = grants.alias(agency=agency)
            mine = Q(agency__in=context.principals)
            nobody = Q(agency__isnull=True) if sides.unnamed else nobody
        if sides.told:
            for_all = ExpressionWrapper(OuterRef(sides.told), output_field=models.BooleanField())
            grants = grants.alias(told_to_all=for_all)
            mine = (mine & seated) if writing else mine | (Q(told_to_all=True) & seated)
        if sides.staff_only:
            grants = grants.exclude(basis="self")
        guest = Q(guest=True)
        if sides.contractors:
            guest &= ~Q(basis="assignment")
        if writing:
            bound = guest & ~nobody
            own = Q(pk__in=[]) if sides.reads_only else mine
            grants = grants.filter((bound & own) | (~bound & Q(writes=True)))
        else:
            grants = grants.filter(~guest | mine | nobody)
        if sides.house:
            told = ExpressionWrapper(OuterRef(sides.house), output_field=models.BooleanField())
            grants = grants.alias(told=told).filter(guest | Q(told=True))
        return grants

    @staticmethod
    def _seated(context: "Context", sides: Sides) -> Q:
        """That the other table names one of the context's houses beside the outer row."""
        seats = next(model for model in apps.get_models() if model._meta.db_table == sides.table)
        here = OuterRef(OuterRef(sides.here or sides.via))
        rows = seats._default_manager.filter(**{sides.via: here, f"{sides.agency}__in": context.principals})
        return Q(Exists(rows))

    def _visible_by_name(self, context: "Context", door: NamedDoor, *, writing: bool) -> Self:
        whole = Q(subject_id__isnull=True) | Q(subject_id=OuterRef(door.subject))
        grants = open_grants(context).filter(whole, dossier_id=OuterRef("dossier_id")).exclude(basis="self")
        if door.topic:
            grants = grants.filter(topics__contains=[door.topic])
        if writing:
            grants = grants.filter(writes=True)
        me = Q(**{door.author: context.user_id})
        if not writing:
            me |= Q(**{f"{door.named}__in": context.principals})
        return self.filter(Exists(grants.filter(basis__in=door.bases)) | (me & Exists(grants)))

    def _visible_as_own(self, context: "Context", door: OwnDoor, *, writing: bool) -> Self:
        grants = open_grants(context).filter(dossier_id=OuterRef("dossier_id"))
        person = Q(Exists(grants.filter(basis="self", subject_id=OuterRef(door.subject))))
        whole = Q(subject_id__isnull=True) | Q(subject_id=OuterRef(door.subject))
        held = grants.filter(whole, topics__contains=[door.topic]).exclude(basis="self")
        staff = Q(Exists(held.filter(writes=True) if writing else held))
        if door.shown:
            staff &= Q(**{door.shown: True})
        if writing:
            nobody = Q(pk__in=[])
            theirs = Q(**{door.by_person: True}) if isinstance(door.by_person, str) else nobody
            theirs = ~nobody if door.by_person is True else theirs
            return self.filter((person & theirs) | (staff & ~theirs))
        return self.filter(person | staff)


DossierManager = models.Manager.from_queryset(DossierQuerySet)


class DossierScoped(models.Model):
    """A row that belongs to one dossier. Subclasses say `door`, `personal_data` and `impersonal`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey("access.Dossier", on_delete=models.PROTECT, related_name="+")

    door: ClassVar[Any]
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset()

    objects = DossierManager()

    class Meta:
        abstract = True
