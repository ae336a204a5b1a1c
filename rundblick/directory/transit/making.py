"""Writing a small feed from a list of lines with a rhythm, as the demo tells them (`demo/transit.yaml`)."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rundblick.directory.transit.reading import WEEKDAYS

WEEKS = {"weekdays": "1111100", "saturday": "0000010", "sunday": "0000001"}
BUS = "3"


def feed_of(
    sheet: Mapping[str, Any], since: dt.date, until: dt.date, *, holidays: Iterable[dt.date] = ()
) -> io.BytesIO:
    """A GTFS zip of stops and lines with first and last departure and minutes between; on holidays as on Sundays."""
    feasts = [day for day in holidays if since <= day <= until]
    first, last = f"{since:%Y%m%d}", f"{until:%Y%m%d}"
    changes = [
        [code, f"{day:%Y%m%d}", "1" if code == "sunday" else "2"]
        for day in feasts
        for code in WEEKS
        if code == "sunday" or WEEKS[code][day.weekday()] == "1"
    ]
    trips, times = _trips(sheet["lines"], {one["key"]: one["name"] for one in sheet["stops"]})
    stops = [[one["key"], one["name"], *map(str, one["at"])] for one in sheet["stops"]]
    lines = [[one["line"], one["line"], one["name"], BUS] for one in sheet["lines"]]
    weeks = [[code, *week, first, last] for code, week in WEEKS.items()]
    agency = [["Synthetische Verkehrsgesellschaft", "https://example.org", "Europe/Berlin"]]
    return zipped(
        {
            "agency.txt": _table("agency_name agency_url agency_timezone", agency),
            "stops.txt": _table("stop_id stop_name stop_lat stop_lon", stops),
            "routes.txt": _table("route_id route_short_name route_long_name route_type", lines),
            "calendar.txt": _table(f"service_id {' '.join(WEEKDAYS)} start_date end_date", weeks),
            "calendar_dates.txt": _table("service_id date exception_type", changes),
            "trips.txt": _table("route_id service_id trip_id trip_headsign", trips),
            "stop_times.txt": _table("trip_id arrival_time departure_time stop_id stop_sequence", times),
        }
    )


def zipped(files: Mapping[str, str | bytes | None]) -> io.BytesIO:
    """Files as a zip in memory; None for a file that is not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    made.seek(0)
    return made


def _table(head: str, rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([head.split(), *rows])
    return text.getvalue()


def _trips(lines: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[list[list[str]], list[list[str]]]:
    trips, times = [], []
    for line in lines:
        there = list(zip(line["stops"], line["minutes"], strict=True))
        ways = [there]
        if line.get("both_directions"):
            ways.append([(stop, line["minutes"][-1] - minutes) for stop, minutes in reversed(there)])
        for code, hours in line["departures"].items():
            for begins in range(_minutes(hours["first"]), _minutes(hours["last"]) + 1, hours["every"]):
                for number, way in enumerate(ways):
                    trip = f"{line['line']}-{code}-{begins}-{number}"
                    trips.append([line["line"], code, trip, names[way[-1][0]]])
                    times += [
                        [trip, _clock(begins + after), _clock(begins + after), stop, str(place)]
                        for place, (stop, after) in enumerate(way, start=1)
                    ]
    return trips, times


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"
