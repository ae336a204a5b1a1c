"""Taking a street list over: all of it or nothing."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.agreements.services.common import house_of
from rundblick.areas.models import Area, Stretch
from rundblick.areas.services.areas import clashes, lock
from rundblick.areas.street_list import Book
from rundblick.calendar.errors import Refused
from rundblick.web.clock import today


@dataclass(frozen=True)
class Change:
    """What a list does to one area: whether it is new, how many lines it has afterwards and had before."""

    name: str
    new: bool
    lines: int
    before: int


def looked_at(*, author: User, book: Book) -> list[Change]:
    """What the list would do. Adds to the book's problems what contradicts itself or areas that are not in it.

    Three queries. Raises Refused outside of a Jobcenter.
    """
    house = house_of(author)
    there = _areas(author, book)
    areas = {name: there.get(name.casefold()) or Area(house=house, name=name) for name in book.areas}
    for name, area in areas.items():
        if area.valid_until is not None:
            book.problems.append(f"Das Gebiet „{name}“ ist aufgelöst. Bitte geben Sie ihm einen anderen Namen.")
    rows = {entry.number: entry.line.row(areas[entry.area], since=today()) for entry in book.entries}
    numbers = {row.pk: number for number, row in rows.items()}
    found = {numbers[clash.new.pk]: clash for clash in clashes(rows.values(), house=house, but=there.values())}
    for number, clash in sorted(found.items()):
        other = numbers.get(clash.other.pk)
        if other:
            words = f"steht schon in Zeile {other} ({clash.other.area.name})"
        else:
            words = f"gehört zum Gebiet „{clash.other.area.name}“, das nicht in der Datei steht"
        book.wrong(number, f"{clash.new.said} {words}.")
    before = Stretch.objects.filter(area__in=there.values()).filter(_open(today())).values_list("area_id", flat=True)
    had = list(before)
    return [
        Change(
            name=name,
            new=name.casefold() not in there,
            lines=sum(entry.area == name for entry in book.entries),
            before=had.count(area.pk),
        )
        for name, area in areas.items()
    ]


def take_over(*, author: User, book: Book) -> list[Change]:
    """From today on the areas of the list consist of its lines and no others; areas that are new begin.

    Areas that are not in the list stay as they are. Raises Refused for a list with mistakes.
    """
    house, day = house_of(author), today()
    lock(house)
    changes = looked_at(author=author, book=book)
    if book.problems:
        raise Refused("Die Liste hat Fehler. Es ist nichts gespeichert.")
    there = _areas(author, book)
    with reason("areas.list"):
        for name in book.areas:
            if name.casefold() not in there:
                there[name.casefold()] = Area.objects.create(house=house, name=name, valid_from=day)
        old = Stretch.objects.filter(area__in=there.values())
        old.filter(valid_from__gte=day).delete()
        old.filter(_open(day)).update(valid_until=day)
        begun = {key: max(day, area.valid_from) for key, area in there.items()}
        rows = [
            entry.line.row(there[entry.area.casefold()], since=begun[entry.area.casefold()]) for entry in book.entries
        ]
        Stretch.objects.bulk_create(rows, batch_size=1000)
    return changes


def _areas(author: User, book: Book) -> dict[str, Area]:
    wanted = {name.casefold() for name in book.areas}
    rows = Area.objects.filter(house_id=author.organisation_id)
    return {row.name.casefold(): row for row in rows if row.name.casefold() in wanted}


def _open(day: dt.date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=day)
