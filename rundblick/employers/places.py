"""Where a site lies, as far as the directory's places know it. Nothing is asked of another host."""

from dataclasses import dataclass

from rundblick.directory.models import Location, Place
from rundblick.people.spelling import fold

_NEAREST_FIRST = (Place.Kind.STREET, Place.Kind.DISTRICT, Place.Kind.MUNICIPALITY)


@dataclass(frozen=True)
class Position:
    """Degrees (WGS 84). `exact`: of this very address; otherwise of its street, district or municipality."""

    latitude: float
    longitude: float
    exact: bool


def position(*, address: str, city: str) -> Position | None:
    """The position of an address: that of a listed place there, else of the street or town. None when both are unknown.

    At most two queries.
    """
    if address:
        twin = Location.objects.filter(
            address__iexact=address, city__iexact=city, latitude__isnull=False, longitude__isnull=False
        ).first()
        if twin is not None and twin.latitude is not None and twin.longitude is not None:
            return Position(twin.latitude, twin.longitude, exact=True)
    street = address.rstrip("0123456789 abcdefghABCDEFGH-/") if address else ""
    names = {fold(one) for one in (street, city) if one}
    rows = [
        row
        for row in Place.objects.filter(folded__in=names, kind__in=_NEAREST_FIRST)
        if fold(row.city) == fold(city) or (row.kind != Place.Kind.STREET and row.folded == fold(city))
    ]
    rows.sort(key=lambda row: (_NEAREST_FIRST.index(Place.Kind(row.kind)), row.name, row.pk))
    return Position(rows[0].latitude, rows[0].longitude, exact=False) if rows else None
