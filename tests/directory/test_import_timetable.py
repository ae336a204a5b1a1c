"""Reading a timetable: what a good feed becomes, and what is said of a bad one."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from rundblick.access.context import acting_as
from rundblick.cli.main import app
from rundblick.directory.models import (
    Timetable,
    TransitCalendar,
    TransitCall,
    TransitLine,
    TransitPattern,
    TransitStop,
    TransitTrip,
)
from rundblick.directory.transit.clock import day_of, moment, running_days, seconds_of, seconds_since
from rundblick.directory.transit.feed import BadFeed
from rundblick.directory.transit.making import zipped
from rundblick.directory.transit.reading import Bounds
from rundblick.web.clock import today
from tests.directory.feeds import GOOD, YEAR, feed, instead, take
from tests.house import House

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def test_a_good_feed_is_read_whole(house: House) -> None:
    read = take(feed())
    assert (read.stops, read.lines, read.patterns, read.trips, read.times) == (3, 2, 2, 3, 8)
    with acting_as(house.alma, "test"):
        assert sorted(TransitStop.objects.values_list("name", flat=True)) == ["Bahnhof", "Dorf", "Markt, Nord"]
        assert sorted(TransitLine.objects.values_list("name", flat=True)) == ["C1", "Nachtbus"]
        assert sorted(TransitTrip.objects.values_list("begins", flat=True)) == [28_800, 32_400, 91_800]
        calls = TransitCall.objects.filter(pattern__headsign="Dorf").order_by("position")
        assert list(calls.values_list("stop__name", "arrives", "departs")) == [
            ("Markt, Nord", 0, 0),
            ("Bahnhof", 180, 240),
            ("Dorf", 1_200, 1_200),
        ]
        assert Timetable.objects.get().publisher == "Verkehr"


def test_the_new_timetable_takes_the_place_of_the_old_one(house: House) -> None:
    take(feed())
    take(feed(**instead("stops", "Dorf", "Weiler"), feed_info="feed_publisher_name,feed_version\nVerbund,7\n"))
    with acting_as(house.alma, "test"):
        assert TransitStop.objects.count() == 3 and TransitStop.objects.filter(name="Weiler").exists()
        assert TransitPattern.objects.count() == 2 and TransitTrip.objects.count() == 3
        row = Timetable.objects.get()
        assert (row.publisher, row.feed_version) == ("Verbund", "7")


def test_a_broken_feed_leaves_the_old_timetable_standing(house: House) -> None:
    take(feed())
    for broken in (
        feed(stops=None),
        feed(**instead("stop_times", "t3,25:50:00", "t3,99:99:99")),
        io.BytesIO(b"kein Zip"),
    ):
        with pytest.raises(BadFeed):
            take(broken)
    with acting_as(house.alma, "test"):
        assert (TransitTrip.objects.count(), TransitCall.objects.count(), Timetable.objects.count()) == (3, 5, 1)


BAD: list[tuple[dict[str, str | bytes | None], str]] = [
    ({"stops": None}, "stops.txt fehlt"),
    ({"agency": None, "trips": None}, "trips.txt fehlt"),
    ({"calendar": None, "calendar_dates": None}, "calendar.txt und calendar_dates.txt fehlen"),
    ({"routes": ""}, "routes.txt ist leer"),
    ({"routes": b"\xef\xbb\xbf"}, "routes.txt ist leer"),
    ({"trips": "route_id,service_id,trip_id\n"}, "trips.txt enthält keine Fahrt"),
    ({"stop_times": GOOD["stop_times.txt"].splitlines()[0] + "\n"}, "stop_times.txt enthält keine Zeit"),
    ({"trips": "route_id,trip_id\n1,t1\n"}, "trips.txt, Zeile 1: Die Spalte service_id fehlt"),
    (
        {"stops": b"stop_id,stop_name,stop_lat,stop_lon\na,M\xfchle,51.8,8.0\n"},
        "stops.txt, nach Zeile 0: Das ist kein Text in UTF-8",
    ),
    ({"stops": 'stop_id,stop_name,stop_lat,stop_lon\na,"Markt,51,8\n'}, "keine lesbare CSV-Zeile"),
    ({"stops": "stop_id,stop_name,stop_lat,stop_lon,stop_id\na,M,51,8,a\n"}, "Die Spalte stop_id steht zweimal da"),
    (instead("stops", "b,Bahnhof,51.8343,8.0277,", "b,Bahnhof,51.8343"), "stops.txt, Zeile 3: 3 Felder statt 5"),
    (instead("stops", "51.9000,7.9000", "51,9;7.9"), "stops.txt, Zeile 4: Die Lage „51, 9;7.9“"),
    (instead("stops", "51.9000", "951.9"), "stops.txt, Zeile 4: Die Lage „951.9, 7.9000“"),
    (instead("stops", "51.9000", "nan"), "stops.txt, Zeile 4: Die Lage"),
    (instead("stops", "c,Dorf", "a,Dorf"), "stops.txt, Zeile 4: stop_id „a“ steht schon weiter oben"),
    (instead("stops", "Dorf", "D\x00rf"), "stops.txt, Zeile 4: Ein Zeichen ist kein Text"),
    (instead("routes", "2,,", "1,,"), "routes.txt, Zeile 3: route_id „1“"),
    (instead("routes", ",,Nachtbus", ",,"), "routes.txt, Zeile 3: Die Linie hat keinen Namen"),
    (instead("trips", "1,w,t2", "7,w,t2"), "trips.txt, Zeile 3: Die Linie „7“ steht nicht in routes.txt"),
    (
        instead("trips", "1,w,t2", "1,x,t2"),
        "trips.txt, Zeile 3: Für „x“ steht nirgends, an welchen Tagen gefahren wird",
    ),
    (instead("trips", "1,w,t2", "1,w,t1"), "trips.txt, Zeile 3: trip_id „t1“"),
    (
        instead("stop_times", "25:50:00,25:50:00", "99:99:99,99:99:99"),
        "stop_times.txt, Zeile 9: „99:99:99“ ist keine Uhrzeit",
    ),
    (instead("stop_times", "8:03:00", "8:3:0"), "stop_times.txt, Zeile 3: „8:3:0“ ist keine Uhrzeit"),
    (
        instead("stop_times", "t2,09:20:00", "t9,09:20:00"),
        "stop_times.txt, Zeile 7: Die Fahrt „t9“ steht nicht in trips.txt",
    ),
    (instead("stop_times", "09:20:00,c,5", "09:20:00,z,5"), "stop_times.txt, Zeile 7: Die Haltestelle „z“"),
    (instead("stop_times", "09:20:00,c,5", "09:20:00,c,x"), "stop_times.txt, Zeile 7: stop_sequence „x“"),
    (instead("stop_times", "09:20:00,c,5", "09:20:00,c,2"), "stop_times.txt, Zeile 7: Diese stop_sequence steht schon"),
    (
        instead("stop_times", "09:03:00,09:04:00", "09:04:00,09:03:00"),
        "stop_times.txt, Zeile 6: Die Abfahrt liegt vor der Ankunft",
    ),
    (instead("stop_times", "t2,09:20:00", "t2,09:02:00"), "stop_times.txt, Zeile 7: Die Ankunft liegt vor der Abfahrt"),
    (instead("stop_times", "t3,25:50:00,25:50:00", "t3,,"), "stop_times.txt, Zeile 9: Am Anfang und am Ende"),
    (
        instead("calendar", f"w,1,1,1,1,1,0,0,{YEAR}0101,20991231", f"w,1,1,1,1,1,0,0,20991231,{YEAR}0101"),
        "calendar.txt, Zeile 2: Der letzte Tag",
    ),
    (instead("calendar", f"{YEAR}0101", f"{YEAR}0230"), f"calendar.txt, Zeile 2: „{YEAR}0230“ ist kein Tag"),
    (instead("calendar", "w,1,1", "w,1,2"), "calendar.txt, Zeile 2: Ein Wochentag ist weder 0 noch 1"),
    (
        {"calendar_dates": "service_id,date,exception_type\nw,20261224,3\n"},
        "calendar_dates.txt, Zeile 2: Die Ausnahme „3“",
    ),
    (
        {"calendar_dates": "service_id,date,exception_type\nw,20261224,1\nw,20261224,2\n"},
        "calendar_dates.txt, Zeile 3: Für 20261224",
    ),
    ({"calendar": GOOD["calendar.txt"].replace("20991231", f"{YEAR}0102")}, "Der Fahrplan ist abgelaufen"),
    (instead("agency", "Europe/Berlin", "Asia/Tokyo"), "agency.txt, Zeile 2: Die Zeitzone „Asia/Tokyo“"),
    ({"frequencies": "trip_id,start_time,end_time,headway_secs\nt1,06:00:00,07:00:00,0\n"}, "frequencies.txt, Zeile 2"),
]


@pytest.mark.parametrize(("changed", "said"), BAD, ids=[said[:60] for _, said in BAD])
def test_what_is_wrong_is_said_with_file_and_line(
    house: House, changed: dict[str, str | bytes | None], said: str
) -> None:
    with pytest.raises(BadFeed) as refused:
        take(feed(**changed))
    assert any(said in sentence for sentence in refused.value.problems), refused.value.problems
    with acting_as(house.alma, "test"):
        assert not Timetable.objects.exists()


def test_wrong_lines_can_be_left_out(house: House) -> None:
    wrong = instead("stop_times", "t2,09:20:00", "t2,09:02:00")
    wrong["trips"] = GOOD["trips.txt"] + "9,w,t4,\n"
    read = take(feed(**wrong), tolerant=True)
    assert (read.trips, read.left_out) == (2, 2)
    assert [sentence.split(":")[0] for sentence in read.problems] == ["trips.txt, Zeile 5", "stop_times.txt, Zeile 7"]


def test_after_twenty_mistakes_nobody_reads_on(house: House) -> None:
    with pytest.raises(BadFeed) as refused:
        take(feed(stops=GOOD["stops.txt"] + "a,Markt,51,8,0\n" * 500))
    assert len(refused.value.problems) == 21 and "abgebrochen" in refused.value.problems[-1]


def test_a_mark_of_the_byte_order_quotes_and_a_folder_do_not_matter(house: House) -> None:
    files = {f"gtfs/{name}": "\ufeff" + text.replace("\n", "\r\n") for name, text in GOOD.items()}
    assert take(zipped(files)).times == 8


def test_columns_may_stand_in_any_order_and_empty_lines_are_nothing(house: House) -> None:
    trips = "trip_id,note,route_id,service_id\n\nt1,x,1,w\nt2,,1,w\nt3,,2,n\n\n"
    assert take(feed(trips=trips)).trips == 3


def test_times_between_two_known_ones_are_filled_in(house: House) -> None:
    take(feed(**instead("stop_times", "t1,8:03:00,8:04:00", "t1,,")))
    with acting_as(house.alma, "test"):
        found = TransitCall.objects.filter(position=2, stop__name="Bahnhof").values_list("arrives", flat=True)
        assert sorted(found) == [180, 600], "half of twenty minutes on the way"


def test_a_trip_that_is_repeated_runs_each_time(house: House) -> None:
    take(feed(frequencies="trip_id,start_time,end_time,headway_secs\nt1,06:00:00,07:00:00,1200\n"))
    with acting_as(house.alma, "test"):
        assert sorted(TransitTrip.objects.values_list("begins", flat=True)) == [21_600, 22_800, 24_000, 32_400, 91_800]


def test_only_days_and_exceptions_make_a_timetable_too(house: House) -> None:
    day = today()
    dates = f"service_id,date,exception_type\nw,{day:%Y%m%d},1\nn,{day + DAY:%Y%m%d},1\n"
    read = take(feed(calendar=None, calendar_dates=dates))
    assert (read.valid_from, read.valid_until) == (day, day + DAY)
    with acting_as(house.alma, "test"):
        assert sorted(TransitCalendar.objects.values_list("days", flat=True)) == [[day], [day + DAY]]


def test_only_trips_that_call_inside_the_bounds_are_kept_with_all_their_stops(house: House) -> None:
    stops = GOOD["stops.txt"] + "f,Fern,48.1,11.5,0\ng,Ferner,48.2,11.6,0\n"
    trips = GOOD["trips.txt"] + "1,w,t8,Fern\n"
    times = GOOD["stop_times.txt"] + "t8,08:00:00,08:00:00,f,1\nt8,09:00:00,09:00:00,g,2\n"
    read = take(feed(stops=stops, trips=trips, stop_times=times), bounds=Bounds(51.83, 8.0, 51.84, 8.03))
    assert (read.trips, read.stops) == (3, 3), "the village lies outside, and its bus still goes there"
    with pytest.raises(BadFeed, match="liegt keine Haltestelle"):
        take(feed(), bounds=Bounds(10, 10, 11, 11))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("00:00:00", 0), ("8:05:09", 29_109), ("25:30:00", 91_800), ("99:59:59", 359_999)],
)
def test_times_of_the_specification_are_understood(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "9:5:00", "99:99:99", "08:00", "-1:00:00", "٠٨:00:00", "08:00:00.5", "008:00:00", " 8:00:00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert seconds_of(text) is None


@given(st.integers(0, 359_999))
def test_every_second_is_written_and_read_the_same(seconds: int) -> None:
    assert seconds_of(f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}") == seconds


@given(st.text(max_size=12))
def test_any_text_is_a_time_and_a_day_or_none(text: str) -> None:
    assert seconds_of(text) is None or 0 <= (seconds_of(text) or 0) < 360_000
    assert day_of(text) is None or f"{day_of(text):%Y%m%d}" == text


@given(DAYS, st.integers(0, 359_999))
def test_a_moment_and_its_seconds_belong_together_also_when_the_clocks_change(day: dt.date, seconds: int) -> None:
    assert seconds_since(day, moment(day, seconds)) == seconds


def test_noon_is_noon_on_every_day_of_the_year() -> None:
    for number in range(366):
        day = dt.date(2026, 1, 1) + number * DAY
        assert f"{moment(day, 43_200):%d.%m. %H:%M}" == f"{day:%d.%m.} 12:00"
    assert f"{moment(dt.date(2026, 3, 29), 3_600):%d. %H:%M}" == "29. 00:00", "an hour is missing before noon"


@given(
    weekdays=st.lists(st.booleans(), min_size=7, max_size=7),
    since=DAYS,
    length=st.integers(0, 400),
    added=st.sets(DAYS, max_size=6),
    removed=st.sets(DAYS, max_size=6),
    first=DAYS,
    window=st.integers(0, 400),
)
def test_a_day_counts_when_its_weekday_or_an_exception_says_so(
    weekdays: list[bool],
    since: dt.date,
    length: int,
    added: set[dt.date],
    removed: set[dt.date],
    first: dt.date,
    window: int,
) -> None:
    until, last = since + length * DAY, first + window * DAY
    found = running_days(weekdays, since, until, added=added, removed=removed, window=(first, last))
    assert found == sorted(set(found))
    for number in range(window + 1):
        day = first + number * DAY
        runs = (weekdays[day.weekday()] and since <= day <= until) or day in added
        assert (day in found) is (runs and day not in removed)
    assert all(first <= day <= last for day in found)


def test_the_command_tells_what_was_read_and_what_was_wrong(house: House, tmp_path: Path) -> None:
    good, bad = tmp_path / "gut.zip", tmp_path / "schlecht.zip"
    good.write_bytes(feed().getvalue())
    bad.write_bytes(feed(**instead("trips", "1,w,t2", "7,w,t2")).getvalue())
    done = CliRunner().invoke(app, ["transit", "import", str(good), "--bounds", "51.8,7.7,52.0,8.1"])
    assert done.exit_code == 0 and "3 Fahrten auf 2 Linien, 3 Haltestellen" in done.output
    done = CliRunner().invoke(app, ["transit", "import", str(bad)])
    assert done.exit_code == 1 and "trips.txt, Zeile 3" in done.output and "gilt weiter" in done.output
    done = CliRunner().invoke(app, ["transit", "import", str(bad), "--skip"])
    assert done.exit_code == 0 and "Weggelassen: trips.txt, Zeile 3" in done.output
    assert CliRunner().invoke(app, ["transit", "import", str(tmp_path / "nichts.zip")]).exit_code == 1
    for wrong in ("1,2,3", "a,b,c,d", "52,8,51,7"):
        assert CliRunner().invoke(app, ["transit", "import", str(good), "--bounds", wrong]).exit_code == 2


def test_a_damaged_archive_is_said(house: House) -> None:
    content = bytearray(feed(stop_times=GOOD["stop_times.txt"]).getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        at = archive.getinfo("stop_times.txt").header_offset + 60
    content[at : at + 8] = b"\x00" * 8
    with pytest.raises(BadFeed, match=r"stop_times\.txt"):
        take(io.BytesIO(bytes(content)))
