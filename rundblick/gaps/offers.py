"""What the directory offers for a topic, whole and by place: as colleagues entered it, on the day of computing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rundblick.directory.codes import Capacity, Status
from rundblick.directory.models import Service
from rundblick.gaps.topics import Topics

WITH_ROOM = frozenset({Capacity.FREE, Capacity.FEW})


@dataclass(frozen=True, slots=True)
class Offers:
    """How many services there are; how many of them have room, are full, or have not said."""

    number: int = 0
    room: int = 0
    full: int = 0

    @property
    def unknown(self) -> int:
        """Services of which nobody has said whether there is room."""
        return self.number - self.room - self.full


@dataclass(frozen=True, slots=True)
class Listed:
    """What counts of one service. `places`: where it is; none and no `area` = for everybody, wherever they live."""

    topics: frozenset[str]
    places: frozenset[str]
    capacity: str


@dataclass(frozen=True, slots=True)
class Supply:
    """Offers by topic of the report: all, and those that count for a place."""

    whole: Mapping[str, Offers] = field(default_factory=dict)
    at: Mapping[str, Mapping[str, Offers]] = field(default_factory=dict)


def read(found: Topics) -> list[Listed]:
    """All services shown in the directory that belong to a topic. Two queries."""
    by_offer = found.by("offers")
    rows = Service.objects.filter(status=Status.ACTIVE).prefetch_related("places__location").order_by("pk")
    services = []
    for row in rows:
        own = frozenset(by_offer[code] for code in row.topics if code in by_offer)
        if own:
            cities = {place.location.city for place in row.places.all()}
            services.append(Listed(own, frozenset({*cities, *row.area}), row.capacity))
    return services


def supply(services: Iterable[Listed], *, topics: Collection[str], places: Collection[str]) -> Supply:
    """Count offers by topic and place. Pure."""
    known = list(services)
    by_topic = {topic: [one for one in known if topic in one.topics] for topic in topics}
    return Supply(
        whole={topic: _offers(own) for topic, own in by_topic.items()},
        at={
            topic: {place: _offers(one for one in own if not one.places or place in one.places) for place in places}
            for topic, own in by_topic.items()
        },
    )


def _offers(services: Iterable[Listed]) -> Offers:
    capacities = [one.capacity for one in services]
    room = sum(one in WITH_ROOM for one in capacities)
    return Offers(len(capacities), room, capacities.count(Capacity.FULL))
