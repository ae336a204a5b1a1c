"""Verbs about areas, their lines and who looks after them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from rundblick.access.context import reason
from rundblick.access.models import Organisation, Team, User
from rundblick.access.once import insert_once
from rundblick.agreements.services.common import house_of, refuse, token_or_new
from rundblick.areas import rules
from rundblick.areas.codes import Kind, Side
from rundblick.areas.models import Area, Charge, Stretch
from rundblick.areas.spelling import postcode_key, street_key, town_key
from rundblick.calendar.errors import Refused
from rundblick.calendar.holding import held, save
from rundblick.web.clock import today
from rundblick.web.german import german_date

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line as people say it; which fields count follows from `kind`. `since` is its first day."""

    kind: str
    town: str = ""
    postcode: str = ""
    street: str = ""
    district: str = ""
    first: str = ""
    last: str = ""
    side: str = Side.ALL
    since: dt.date | None = None

    def problems(self) -> dict[str, str]:
        """What does not fit, by field; the first of each."""
        given = {name: value for name, value in vars(self).items() if name != "since"}
        found = list(rules.problems(**given))
        return dict(reversed(found))

    def row(self, area: Area, *, since: dt.date, key: uuid.UUID | None = None) -> Stretch:
        """An unsaved line of an area."""
        of_street = self.kind == Kind.STREET
        return Stretch(
            id=token_or_new(key),
            area=area,
            kind=self.kind,
            town="" if self.kind == Kind.POSTCODE else self.town.strip(),
            postcode=postcode_key(self.postcode) if of_street or self.kind == Kind.POSTCODE else "",
            street=self.street.strip() if of_street else "",
            district=self.district.strip() if of_street or self.kind == Kind.DISTRICT else "",
            first=self.first.strip(),
            last=self.last.strip(),
            side=self.side,
            town_key="" if self.kind == Kind.POSTCODE else town_key(self.town),
            street_key=street_key(self.street) if of_street else "",
            district_key=town_key(self.district) if self.kind == Kind.DISTRICT else "",
            valid_from=since,
        )


def begin(*, author: User, name: str, covers: str, since: dt.date, token: uuid.UUID | None = None) -> Area:
    """A new area of the author's Jobcenter. `token` becomes the id.

    Raises Mistaken for a name that is taken, Refused outside of a Jobcenter.
    """
    house = house_of(author)
    row = Area(id=token_or_new(token), house=house, name=name.strip(), covers=covers.strip(), valid_from=since)
    _name_is_free(row)
    with reason("areas.begin"):
        return insert_once(row, within="house_id")


def change(*, area: Area, version: int, name: str, covers: str) -> None:
    """Say anew what it is called and what it is. Raises Stale, Mistaken for a name that is taken."""
    row = held(area, version=version)
    row.name = name.strip()
    _name_is_free(row)
    with reason("areas.change"):
        save(row, covers=covers.strip())


def end(*, area: Area, version: int, last_day: dt.date) -> None:
    """The area is no more after that day, nor are its lines and who looked after it. Raises Stale, Mistaken."""
    row = held(area, version=version)
    until = last_day + DAY
    if until <= row.valid_from:
        refuse({"last_day": f"Das Gebiet gibt es erst seit {german_date(row.valid_from)}."})
    with reason("areas.end"):
        for rows in (Stretch.objects.filter(area=row), Charge.objects.filter(area=row)):
            rows.filter(valid_from__gte=until).delete()
            rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=until)).update(valid_until=until)
        save(row, valid_until=until)


def add(*, area: Area, line: Line, token: uuid.UUID | None = None) -> Stretch:
    """A further line. `token` becomes its id.

    Raises Mistaken for what does not fit or contradicts a line that is there, Refused for an area that has ended.
    """
    refuse(line.problems())
    since = line.since or today()
    row = line.row(area, since=since, key=token)
    if token and (known := Stretch.objects.filter(area=area, pk=token).first()):
        return known
    _open(area, since)
    lock(area.house)
    clash = next(clashes([row], house=area.house), None)
    if clash is not None:
        refuse({_FIELDS[Kind(row.kind)]: _said(clash, area)})
    with reason("areas.line.add"):
        return insert_once(row, within="area_id")


def take_out(*, stretch: Stretch) -> None:
    """From today on the line belongs to the area no more; one that never held is forgotten."""
    day = today()
    with reason("areas.line.end"):
        if stretch.valid_from >= day:
            stretch.delete()
        elif stretch.valid_until is None or stretch.valid_until > day:
            stretch.valid_until = day
            stretch.save(update_fields=["valid_until"])


def put_in_charge(
    *, area: Area, team: Team, coach: User | None, since: dt.date, token: uuid.UUID | None = None
) -> Charge:
    """From that day on this team, or this coach of it, looks after the area; whoever did so before no longer does.

    Raises Mistaken for somebody of another house, and for a day before the present charge began.
    """
    if token and (known := Charge.objects.filter(area=area, pk=token).first()):
        return known
    _open(area, since)
    row = held(area)
    if team.organisation_id != row.house_id:
        refuse({"team": "Dieses Team gehört zu einem anderen Haus."})
    if coach is not None and coach.organisation_id != row.house_id:
        refuse({"coach": "Diese Person arbeitet in einem anderen Haus."})
    later = Charge.objects.filter(area=row, valid_from__gte=since).order_by("-valid_from").first()
    if later is not None and later.valid_from > since:
        refuse({"since": f"Ab {german_date(later.valid_from)} ist schon jemand eingetragen."})
    with reason("areas.charge"):
        Charge.objects.filter(area=row, valid_from=since).delete()
        open_ones = Charge.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=since), area=row)
        open_ones.update(valid_until=since)
        charge = Charge(id=token_or_new(token), area=row, team=team, coach=coach, valid_from=since)
        return insert_once(charge, within="area_id")


def nobody(*, charge: Charge) -> None:
    """Nobody looks after the area from today on; what never held is forgotten."""
    with reason("areas.charge.end"):
        if charge.valid_from >= today():
            charge.delete()
        elif charge.valid_until is None:
            charge.valid_until = today()
            charge.save(update_fields=["valid_until"])


def lock(house: Organisation) -> None:
    """Whoever adds lines to areas of a house waits for the other: two lines at once may contradict each other."""
    list(Area.objects.select_for_update(of=("self",)).filter(house=house).order_by("pk").values_list("pk"))


@dataclass(frozen=True)
class Clash:
    """A new line that contradicts another."""

    new: Stretch
    other: Stretch


def clashes(new: Iterable[Stretch], *, house: Organisation, but: Iterable[Area] = ()) -> Iterator[Clash]:
    """New lines that contradict an earlier one of them or one of the house; lines of areas in `but` are left out.

    One query. `lock` first.
    """
    rows = list(new)
    streets = {row.street_key for row in rows if row.street_key}
    wide = ~Q(kind=Kind.STREET) if any(row.kind != Kind.STREET for row in rows) else Q(pk__in=())
    there = Stretch.objects.filter(wide | Q(street_key__in=streets), area__house=house).exclude(area__in=list(but))
    by_reach: dict[int, Stretch] = {}
    reaches = []
    for row in (*there.select_related("area"), *rows):
        reach = row.reach
        reaches.append(reach)
        by_reach[id(reach)] = row
    added = {row.pk for row in rows}
    for one, other in rules.contradictions(reaches):
        first, second = by_reach[id(one)], by_reach[id(other)]
        if second.pk in added:
            yield Clash(second, first)


_FIELDS = {Kind.STREET: "street", Kind.DISTRICT: "district", Kind.POSTCODE: "postcode", Kind.TOWN: "town"}


def _said(clash: Clash, area: Area) -> str:
    if clash.other.area_id == area.pk:
        return f"Steht hier schon: {clash.other.said}."
    return f"Gehört schon zum Gebiet „{clash.other.area.name}“: {clash.other.said}."


def _name_is_free(row: Area) -> None:
    if Area.objects.filter(house_id=row.house_id, name__iexact=row.name).exclude(pk=row.pk).exists():
        refuse({"name": "Ein Gebiet mit diesem Namen gibt es schon."})


def _open(area: Area, since: dt.date) -> None:
    if area.valid_until is not None:
        raise Refused("Dieses Gebiet ist aufgelöst.")
    if since < area.valid_from:
        refuse({"since": f"Das Gebiet gibt es erst seit {german_date(area.valid_from)}."})
