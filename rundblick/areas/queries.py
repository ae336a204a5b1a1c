"""Set-based reads of the room. Addresses are read through the reader's doors; what is protected is left out."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL

from rundblick.access.context import Context
from rundblick.areas.access import areas
from rundblick.areas.codes import Kind
from rundblick.areas.models import Area, Charge, Stretch
from rundblick.areas.rules import Answer, Atlas, Spot, spot
from rundblick.areas.spelling import street_key, town_key
from rundblick.directory.models import Place
from rundblick.people.models import Address
from rundblick.people.queries import opened

FEW = 50
"""So many addresses are looked up by their streets; for more, all lines of the house are read."""


def holding(day: dt.date, of: str = "") -> Q:
    """Rows with a period that hold on that day; `of`: the way to the table that has it, such as "charges__"."""
    return Q(**{f"{of}valid_from__lte": day}) & not_over(day, of)


def not_over(day: dt.date, of: str = "") -> Q:
    """Rows with a period that hold on that day or begin later."""
    return Q(**{f"{of}valid_until__isnull": True}) | Q(**{f"{of}valid_until__gt": day})


def listed(context: Context, *, words: str, as_of: dt.date) -> QuerySet[Area]:
    """Areas of the house that hold on that day or begin later, with `lines` and today's `charges`.

    Every word occurs in the name, in what the area is, or in a line of it.
    """
    rows = areas(context).filter(not_over(as_of))
    for word in words.split():
        key = street_key(word)
        lines = Stretch.objects.filter(holding(as_of), area__house_id=context.organisation_id)
        named = Q(town__icontains=word) | Q(district__icontains=word) | Q(postcode__startswith=word)
        lines = lines.filter(named | Q(street_key__contains=key) if key else named)
        rows = rows.filter(Q(name__icontains=word) | Q(covers__icontains=word) | Q(pk__in=lines.values("area_id")))
    rows = rows.annotate(lines=Count("stretches", filter=holding(as_of, "stretches__")))
    return rows.prefetch_related(Prefetch("charges", in_charge(as_of), to_attr="now"))


def in_charge(as_of: dt.date) -> QuerySet[Charge]:
    """Who looks after areas on that day."""
    return Charge.objects.filter(holding(as_of)).select_related("team", "coach")


def charges(area_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, Charge]:
    """Who looks after these areas on that day. One query."""
    return {row.area_id: row for row in in_charge(as_of).filter(area_id__in=set(area_ids))}


def in_order(rows: Iterable[Stretch]) -> list[Stretch]:
    """Lines of a page: wider ones first, then by street and number."""
    order = list(Kind)[::-1]
    return sorted(rows, key=lambda row: (order.index(Kind(row.kind)), row.street_key, row.town_key, _number(row)))


def _number(row: Stretch) -> tuple[int, str]:
    low = row.reach.bounds[0]
    return low.number, low.letter


@dataclass(frozen=True)
class Placed:
    """Where a household belongs on a day: the house's answer, with the area where it is clear."""

    answer: Answer
    area: Area | None


def placed(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, Placed]:
    """The areas of these households by where they live on that day; at most three queries.

    Households without an address, or whose address is protected or closed to the reader, are left out; so is whoever
    belongs to another house than the area.
    """
    homes = _homes(list(dossier_ids), as_of)
    if not homes:
        return {}
    known = _lines(homes.values(), as_of)
    if not known:
        return {}
    houses = {row.area.house_id for row in known}
    atlases = {house: Atlas((row.reach for row in known if row.area.house_id == house), as_of) for house in houses}
    districts = _districts(homes.values()) if any(atlas.has_districts for atlas in atlases.values()) else {}
    by_id = {row.area_id: row.area for row in known}
    found = {}
    for dossier_id, home in homes.items():
        atlas = atlases.get(home.dossier.organisation_id)
        if atlas is not None:
            answer = atlas.area_of(_spot(home, districts))
            found[dossier_id] = Placed(answer, by_id.get(answer.area) if answer.area else None)  # type: ignore[call-overload]
    return found


def look_up(context: Context, *, street: str, postcode: str, town: str, as_of: dt.date) -> tuple[Spot, Answer]:
    """Where an address somebody typed belongs. Nothing is kept. At most two queries."""
    asked = Address(street=street, postcode=postcode, town=town)
    known = [row for row in _lines([asked], as_of) if row.area.house_id == context.organisation_id]
    atlas = Atlas((row.reach for row in known), as_of)
    where = _spot(asked, _districts([asked]) if atlas.has_districts else {})
    return where, atlas.area_of(where)


def names(context: Context, keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Area]:
    """Areas by id. One query."""
    return {row.pk: row for row in areas(context).filter(pk__in=keys)}


def _homes(ids: list[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, Address]:
    """Where each household lives on that day; the address of one member alone says nothing about all.

    Also the worker, who reads every address, is told nothing of protected households.
    """
    rows = Address.objects.filter(holding(as_of), dossier_id__in=ids, person__isnull=True)
    rows = rows.exclude(dossier_id__in=RawSQL("SELECT people_shielded_dossiers(%s)", [ids]))
    rows = opened(rows).select_related("dossier").order_by("valid_from", "pk")  # type: ignore[assignment]
    return {row.dossier_id: row for row in rows}


def _lines(homes: Collection[Address], as_of: dt.date) -> list[Stretch]:
    rows = Stretch.objects.filter(holding(as_of)).select_related("area")
    if len(homes) <= FEW:
        streets = {spot(street=one.street, postcode="", town="").street for one in homes}
        rows = rows.filter(~Q(kind=Kind.STREET) | Q(street_key__in=streets))
    return list(rows)


def _districts(homes: Collection[Address]) -> Mapping[tuple[str, str], str]:
    """Districts of streets as the directory's list of places knows them: {(town, street): district}. One query."""
    towns = {town.strip() for one in homes for town in (one.town,)}
    rows = Place.objects.filter(kind=Place.Kind.STREET, city__in=towns).exclude(district="")
    return {
        (town_key(city), street_key(name)): district
        for name, city, district in rows.values_list("name", "city", "district")
    }


def _spot(home: Address, districts: Mapping[tuple[str, str], str]) -> Spot:
    plain = spot(street=home.street, postcode=home.postcode, town=home.town)
    district = districts.get((plain.town, plain.street), "")
    return spot(street=home.street, postcode=home.postcode, town=home.town, district=district) if district else plain
