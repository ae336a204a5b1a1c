"""Getting there: stops nearby, lines without a change, next departures, and the filter of the search."""

import datetime as dt

import pytest
from django.test import Client

from rundblick.access.context import acting_as
from rundblick.directory import queries, reach
from rundblick.directory.arriving import by_bus, clock_words, on_foot, validity
from rundblick.directory.asking import spot_of
from rundblick.directory.models import Place, Timetable
from rundblick.directory.reading import Reading, Spot
from rundblick.directory.search import Clock, Filters, search
from rundblick.web.clock import BERLIN, today
from tests.directory.building import offered
from tests.directory.feeds import GOOD, feed, take
from tests.directory.region import named, region
from tests.house import House
from tests.queries import at_most

__all__ = ["region"]

MARKET, VILLAGE, NOWHERE = (51.8372, 8.0241), (51.9001, 7.9001), (50.0, 9.0)
DAY = dt.timedelta(days=1)


def coming(weekday: int) -> dt.date:
    """The next such day after today (0 = Monday)."""
    return today() + DAY * ((weekday - today().weekday() - 1) % 7 + 1)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=BERLIN)


def place(name: str) -> Place:
    return Place.objects.get(name=name, kind="district")


def found(house: House, spot: Spot | None, **filters: object) -> set[str]:
    with acting_as(house.alma, "test"):
        moment = dt.datetime.combine(coming(0), dt.time(10))
        hits = search(Reading(), Filters(spot=spot, **filters), Clock(moment), size=500).hits  # type: ignore[arg-type]
        return {f"{row.organization.key}/{row.key}" for row in queries.services([hit.id for hit in hits])}


def test_the_nearest_stops_come_first_with_their_lines(house: House) -> None:
    take(feed())
    with acting_as(house.alma, "test"):
        stops = reach.nearest([MARKET])
        assert [(one.name, one.lines) for one in stops] == [("Markt, Nord", ("C1", "Nachtbus")), ("Bahnhof", ("C1",))]
        assert stops[0].metres < stops[1].metres < 700
        assert reach.nearest([NOWHERE]) == [] and reach.nearest([]) == []


def test_both_sides_of_a_street_are_one_stop(house: House) -> None:
    take(feed(stops=GOOD["stops.txt"].replace("b,Bahnhof", 'b,"Markt, Nord"')))
    with acting_as(house.alma, "test"):
        (stop,) = reach.nearest([MARKET])
        assert len(stop.ids) == 2


def test_a_line_goes_there_without_a_change_but_not_back(house: House) -> None:
    take(feed(calendar_dates=f"service_id,date,exception_type\nn,{today():%Y%m%d},2\n"))
    with acting_as(house.alma, "test"):
        (way,) = reach.direct([MARKET], [VILLAGE], today())
        assert (way.line, way.boards, way.alights) == ("C1", "Bahnhof", "Dorf") or way.boards == "Markt, Nord"
        assert way.minutes in (16, 20)
        assert [one.line for one in reach.direct([VILLAGE], [MARKET], today())] == ["Nachtbus"]
        assert reach.direct([MARKET], [NOWHERE], today()) == reach.direct([], [VILLAGE], today()) == []


def test_who_may_not_get_off_does_not_get_there(house: House) -> None:
    times = GOOD["stop_times.txt"].splitlines()
    closed = [f"{times[0]},drop_off_type", *(f"{line},{'1' if ',c,' in line else ''}" for line in times[1:])]
    take(feed(stop_times="\n".join(closed)))
    with acting_as(house.alma, "test"):
        assert reach.direct([MARKET], [VILLAGE], today()) == []


def test_the_next_departures_know_days_exceptions_and_the_night(house: House) -> None:
    friday = coming(4)
    monday = friday + 3 * DAY
    take(feed(calendar_dates=f"service_id,date,exception_type\nw,{monday:%Y%m%d},2\nn,{monday:%Y%m%d},1\n"))
    with acting_as(house.alma, "test"):
        stops = [one for stop in reach.nearest([MARKET], limit=9) for one in stop.ids if stop.name == "Markt, Nord"]
        village = reach.nearest([VILLAGE])[0].ids
        assert [one.at for one in reach.departures(stops, at(friday, 8, 30), limit=2)] == [
            at(friday, 9),
            at(monday + DAY, 8),
        ], "nothing at the weekend, and the Monday is an exception"
        assert [one.at for one in reach.departures(stops, at(friday, 9), limit=1)] == [at(friday, 9)]
        night = reach.departures(village, at(friday + DAY, 1, 15), limit=3)
        assert [one.at for one in night] == [
            at(friday + DAY, 1, 30),
            at(friday + 2 * DAY, 1, 30),
            at(monday + DAY, 1, 30),
        ], "a trip at 25:30 belongs to the evening before"
        assert reach.departures([], at(friday, 9)) == []


def test_the_last_stop_of_a_trip_is_no_departure(house: House) -> None:
    take(feed(calendar_dates=f"service_id,date,exception_type\nn,{today():%Y%m%d},1\n"))
    with acting_as(house.alma, "test"):
        village = reach.nearest([VILLAGE])[0].ids
        assert {one.line for one in reach.departures(village, at(today(), 4), limit=9)} == {"Nachtbus"}


def test_each_way_has_its_next_three_departures(region: House) -> None:
    with acting_as(region.alma, "test"):
        spot = place("Mühlenviertel")
        ways = reach.direct([(spot.latitude, spot.longitude)], [MARKET], coming(1))
        soon = reach.next_of(ways, at(coming(1), 10))
        assert "C1" in {way.line for way in ways}
        for way in ways:
            times = [one.at for one in soon[way.line_id]]
            assert times == sorted(times) and 0 < len(times) <= 3 and times[0] >= at(coming(1), 10)
        assert reach.next_of([], at(coming(1), 10)) == {}


def test_the_card_tells_stops_lines_and_times(region: House) -> None:
    row = queries.services([named("kompass/beratung").pk])[0]
    moment = dt.datetime.combine(coming(1), dt.time(10))
    with acting_as(region.alma, "test"):
        card = by_bus(row, "", moment)
        assert card is not None and card.stops and card.leaving and not card.ways and card.start is None
        far = by_bus(row, str(place("Ostfeld").pk), moment)
        assert far is not None and far.start is not None and far.start.name == "Ostfeld"
        assert {"C1", "C3"} & {way.line for way in far.ways} and all(way.next for way in far.ways)
        assert by_bus(row, "unsinn", moment) is not None
    page = region.login("alma").get(f"/verzeichnis/angebot/{row.pk}/").content.decode()
    assert "Hinkommen mit dem Bus" in page and "Zur Fahrplanauskunft" not in page


def test_everybody_reads_the_card(region: House, client: Client) -> None:
    row = named("kompass/beratung")
    with acting_as(region.alma, "test"):
        spot = place("Ostfeld")
    page = client.get(f"/wegweiser/angebot/{row.pk}/?nahe={spot.pk}")
    assert "Ohne Umsteigen von Ostfeld" in page.content.decode() and not page.cookies


def test_without_a_timetable_there_is_no_card_and_no_filter(house: House) -> None:
    row = offered(house)
    with acting_as(house.alma, "test"):
        spot = Place.objects.create(
            kind="district", name="Innenstadt", folded="innenstadt", city="Ennigerloh", latitude=51.837, longitude=8.025
        )
    browser = house.login("alma")
    assert "Hinkommen mit dem Bus" not in browser.get(f"/verzeichnis/angebot/{row.pk}/?nahe={spot.pk}").content.decode()
    switches = browser.get(f"/verzeichnis/?nahe={spot.pk}").context["offered"]["switches"]
    assert "bus" not in dict(switches)
    take(feed())
    assert "Hinkommen mit dem Bus" in browser.get(f"/verzeichnis/angebot/{row.pk}/").content.decode()
    assert "bus" in dict(browser.get(f"/verzeichnis/?nahe={spot.pk}").context["offered"]["switches"])
    assert "bus" not in dict(browser.get("/verzeichnis/").context["offered"]["switches"]), "from nowhere, no line goes"


def test_with_the_bus_is_what_a_line_reaches_or_feet(region: House) -> None:
    with acting_as(region.alma, "test"):
        spot = spot_of(place("Haus-Horst-Siedlung").pk)
    near, by_line, everything = (
        found(region, spot, walkable=True),
        found(region, spot, direct=True),
        found(region, spot),
    )
    assert by_line < everything and near & everything < by_line


def test_the_filter_and_the_card_agree(region: House) -> None:
    """What the search shows has a way in the card or is near enough to walk."""
    with acting_as(region.alma, "test"):
        spot = spot_of(place("Haus-Horst-Siedlung").pk)
    assert spot is not None
    shown = found(region, spot, direct=True)
    moment = dt.datetime.combine(coming(0), dt.time(10))
    with acting_as(region.alma, "test"):
        hits = search(Reading(), Filters(spot=spot), Clock(moment), size=60).hits
        for row in queries.services([hit.id for hit in hits]):
            card = by_bus(row, str(spot.id), moment)
            reached = card is not None and bool(card.ways or card.walkable)
            assert (f"{row.organization.key}/{row.key}" in shown) is reached, row


def test_a_place_must_be_chosen_for_the_bus(region: House) -> None:
    answer = region.login("alma").get("/verzeichnis/?bus=1&thema=debts")
    assert not answer.context["filters"].direct


def test_pages_take_few_statements(region: House) -> None:
    row = named("kompass/beratung")
    with acting_as(region.alma, "test"):
        spot = place("Ostfeld")
    browser = region.login("alma")
    browser.get(f"/verzeichnis/angebot/{row.pk}/")
    with at_most(24):
        browser.get(f"/verzeichnis/angebot/{row.pk}/?nahe={spot.pk}")
    with at_most(15):
        browser.get(f"/verzeichnis/?nahe={spot.pk}&bus=1")


@pytest.mark.parametrize(
    ("metres", "said"), [(0, "1 Minute zu Fuß"), (70, "1 Minute zu Fuß"), (300, "4 Minuten zu Fuß")]
)
def test_ways_are_told_in_minutes(metres: int, said: str) -> None:
    assert on_foot(metres) == said


def test_times_of_another_day_say_which() -> None:
    day = dt.date(2026, 11, 30)
    assert clock_words([at(day, 22, 5), at(day + DAY, 5, 10)], day) == "22:05, Di 01.12. 05:10"


def test_an_old_timetable_says_so() -> None:
    day = dt.date(2026, 11, 30)
    row = Timetable(valid_from=day - 9 * DAY, valid_until=day - DAY, imported_at=at(day, 9))
    assert "galt bis 29.11.2026" in validity(row, day)
    assert "gültig bis 29.11.2026" in validity(row, day - DAY)
