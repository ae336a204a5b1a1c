"""A small good feed of two lines, and ways to spoil it."""

import io
from pathlib import Path
from typing import Any

from rundblick.access.database import as_worker
from rundblick.directory.transit.importing import Read, read_feed
from rundblick.directory.transit.making import zipped
from rundblick.web.clock import today

YEAR = f"{today().year}"
GOOD: dict[str, str] = {
    "agency.txt": "agency_name,agency_url,agency_timezone\nVerkehr,https://example.org,Europe/Berlin\n",
    "stops.txt": (
        "stop_id,stop_name,stop_lat,stop_lon,location_type\n"
        'a,"Markt, Nord",51.8370,8.0249,0\nb,Bahnhof,51.8343,8.0277,\nc,Dorf,51.9000,7.9000,\nz,Zentrum,51.8,8.0,1\n'
    ),
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\n1,C1,Markt – Dorf,3\n2,,Nachtbus,3\n",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign\n1,w,t1,Dorf\n1,w,t2,Dorf\n2,n,t3,\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
        "t1,08:00:00,08:00:00,a,1\nt1,8:03:00,8:04:00,b,2\nt1,08:20:00,08:20:00,c,5\n"
        "t2,09:00:00,09:00:00,a,1\nt2,09:03:00,09:04:00,b,2\nt2,09:20:00,09:20:00,c,5\n"
        "t3,25:30:00,25:30:00,c,1\nt3,25:50:00,25:50:00,a,2\n"
    ),
    "calendar.txt": (
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        f"w,1,1,1,1,1,0,0,{YEAR}0101,20991231\nn,0,0,0,0,1,1,0,{YEAR}0101,20991231\n"
    ),
    "calendar_dates.txt": "service_id,date,exception_type\n",
}


def feed(**changed: str | bytes | None) -> io.BytesIO:
    """The good feed with files changed or, as None, left out: `feed(stops="…")` for stops.txt."""
    return zipped({**GOOD, **{f"{name}.txt": text for name, text in changed.items()}})


def instead(file: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One spot of a file changed."""
    text = GOOD[f"{file}.txt"]
    assert old in text
    return {file: text.replace(old, new, 1)}


def take(source: io.BytesIO | Path, **given: Any) -> Read:
    """Read a feed as the worker does."""
    with as_worker("test"):
        return read_feed(source, **given)
