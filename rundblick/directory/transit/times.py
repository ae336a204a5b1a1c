"""Stop times: read line by line into a staging table, checked there, and folded into patterns. Memory stays the same
however many there are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from rundblick.directory.transit.clock import seconds_of
from rundblick.directory.transit.feed import MOST_PROBLEMS, Feed, Problems
from rundblick.directory.transit.reading import Stop

FILE = "stop_times.txt"
AT_ONCE = 5_000
NEVER = "1"

STAGING = """
CREATE TEMP TABLE gtfs_trip (id int, line int, calendar int, headsign text) ON COMMIT DROP;
CREATE TEMP TABLE gtfs_start (trip int, begins int) ON COMMIT DROP;
CREATE TEMP TABLE gtfs_time (trip int, position int, stop int, arrives int, departs int, boards bool, alights bool,
    line int) ON COMMIT DROP"""

_BETWEEN = """
CREATE INDEX ON gtfs_time (trip, position);
UPDATE gtfs_time t SET arrives = x.at, departs = x.at FROM (
    SELECT e.line, before.departs + (after.arrives - before.departs) * (1 + (
        SELECT count(*) FROM gtfs_time s WHERE s.trip = e.trip AND s.position > before.position
            AND s.position < e.position)) / (1 + (
        SELECT count(*) FROM gtfs_time s WHERE s.trip = e.trip AND s.position > before.position
            AND s.position < after.position)) AS at
    FROM gtfs_time e
    CROSS JOIN LATERAL (SELECT position, departs FROM gtfs_time s WHERE s.trip = e.trip AND s.position < e.position
        AND departs IS NOT NULL ORDER BY position DESC LIMIT 1) before
    CROSS JOIN LATERAL (SELECT position, arrives FROM gtfs_time s WHERE s.trip = e.trip AND s.position > e.position
        AND departs IS NOT NULL ORDER BY position LIMIT 1) after
    WHERE e.departs IS NULL) x
WHERE t.line = x.line"""

_WRONG = """
SELECT line, trip, said FROM (
    SELECT line, trip, CASE
        WHEN position = lag(position) OVER w THEN 'Diese stop_sequence steht schon weiter oben in derselben Fahrt.'
        WHEN departs IS NULL THEN 'Am Anfang und am Ende einer Fahrt muss eine Zeit stehen.'
        WHEN departs < arrives THEN 'Die Abfahrt liegt vor der Ankunft.'
        WHEN arrives < lag(departs) OVER w THEN 'Die Ankunft liegt vor der Abfahrt am Halt davor.' END AS said
    FROM gtfs_time WINDOW w AS (PARTITION BY trip ORDER BY position, line)) checked
WHERE said IS NOT NULL ORDER BY line"""

_FOLD = """
CREATE TEMP TABLE gtfs_run ON COMMIT DROP AS
SELECT x.*, p.line, p.calendar, p.headsign,
    md5(concat_ws('|', p.line, p.headsign, stops::text, came::text, went::text, boards::text, alights::text)) AS key
FROM (
    SELECT trip, min(begins) AS begins, array_agg(stop ORDER BY position) AS stops,
        array_agg(arrives - begins ORDER BY position) AS came, array_agg(departs - begins ORDER BY position) AS went,
        array_agg(boards ORDER BY position) AS boards, array_agg(alights ORDER BY position) AS alights
    FROM (SELECT *, first_value(departs) OVER (PARTITION BY trip ORDER BY position) AS begins FROM gtfs_time) t
    GROUP BY trip HAVING count(*) > 1
) x JOIN gtfs_trip p ON p.id = x.trip;
CREATE TEMP TABLE gtfs_pattern ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY key) AS id, * FROM (
    SELECT DISTINCT ON (key) key, line, headsign, stops, came, went, boards, alights FROM gtfs_run ORDER BY key
) one"""

_STORE = """
INSERT INTO directory_transitpattern (id, line_id, headsign) SELECT id, line, headsign FROM gtfs_pattern;
INSERT INTO directory_transitcall (id, pattern_id, position, stop_id, arrives, departs, boards, alights)
SELECT row_number() OVER (ORDER BY p.id, c.place), p.id, c.place, c.stop, c.came, c.went, c.boards, c.alights
FROM gtfs_pattern p
CROSS JOIN LATERAL unnest(stops, came, went, p.boards, p.alights) WITH ORDINALITY
    AS c (stop, came, went, boards, alights, place);
INSERT INTO directory_transittrip (id, pattern_id, calendar_id, begins)
SELECT row_number() OVER (ORDER BY p.id, coalesce(s.begins, r.begins), r.trip), p.id, r.calendar,
    coalesce(s.begins, r.begins)
FROM gtfs_run r JOIN gtfs_pattern p ON p.key = r.key LEFT JOIN gtfs_start s ON s.trip = r.trip"""


def touching(feed: Feed, inside: set[str]) -> set[str]:
    """Trips that call at one of these stops, by their id in the feed. Reads the file once."""
    return {trip for _, (trip, stop) in feed.rows(FILE, ["trip_id", "stop_id"]) if stop in inside}


def copy(cursor: Any, feed: Feed, stops: dict[str, Stop], trips: dict[str, int], wanted: set[str] | None) -> int:
    """All stop times of these trips into the staging table; how many."""
    count, batch = 0, []
    with cursor.copy("COPY gtfs_time FROM STDIN") as into:
        for text in _lines(feed, stops, trips, wanted):
            batch.append(text)
            if len(batch) == AT_ONCE:
                into.write("".join(batch))
                count += len(batch)
                batch.clear()
        into.write("".join(batch))
    return count + len(batch)


def complete(cursor: Any, problems: Problems) -> None:
    """Fill times between two known ones in, and look for times that cannot be. Wrong trips are left out."""
    cursor.execute("SELECT EXISTS (SELECT 1 FROM gtfs_time WHERE departs IS NULL)")
    if cursor.fetchone()[0]:
        cursor.execute(_BETWEEN)
    cursor.execute(_WRONG if problems.tolerant else f"{_WRONG} LIMIT {MOST_PROBLEMS}")
    wrong = cursor.fetchall()
    for line, _, said in wrong:
        problems.add(FILE, line, said)
    problems.settle()
    if wrong:
        cursor.execute("DELETE FROM gtfs_trip WHERE id = ANY (%s)", [sorted({trip for _, trip, _ in wrong})])


def start(cursor: Any, headways: dict[int, list[int]]) -> None:
    """Trips that are repeated begin at these times."""
    with cursor.copy("COPY gtfs_start FROM STDIN") as into:
        for trip, begins in headways.items():
            for at in begins:
                into.write_row((trip, at))


def fold(cursor: Any) -> None:
    """Trips with the same stops and the same minutes between them become one pattern."""
    for statement in _FOLD.split(";"):
        cursor.execute(statement)


def store(cursor: Any) -> None:
    """Write patterns, their calls and their trips."""
    for statement in _STORE.split(";"):
        cursor.execute(statement)


def ids(cursor: Any, column: str) -> set[int]:
    """Which numbers of stops, lines or calendars are used."""
    cursor.execute(f"SELECT DISTINCT {column} FROM {'gtfs_run' if column == 'calendar' else 'gtfs_pattern'}")
    return {row[0] for row in cursor.fetchall()}


def _lines(feed: Feed, stops: dict[str, Stop], trips: dict[str, int], wanted: set[str] | None) -> Iterator[str]:
    """Lines of the file as COPY reads them."""
    numbers = {code: stop.id for code, stop in stops.items()}
    seconds: dict[str, str] = {"": "\\N"}
    unknown: set[str] = set()
    columns = ["trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"]
    add = feed.problems.add
    rows: Iterable[tuple[int, list[str]]] = feed.rows(FILE, columns, ["pickup_type", "drop_off_type"])
    for line, (trip, stop, position, arrives, departs, pickup, drop_off) in rows:
        number = trips.get(trip)
        if number is None:
            if (wanted is None or trip in wanted) and trip not in unknown:
                unknown.add(trip)
                add(FILE, line, f"Die Fahrt „{trip}“ steht nicht in trips.txt.")
            continue
        at = numbers.get(stop)
        if at is None:
            add(FILE, line, f"Die Haltestelle „{stop}“ steht nicht in stops.txt.")
            continue
        if not (position.isascii() and position.isdigit() and len(position) < 10):
            add(FILE, line, f"stop_sequence „{position}“ ist keine Zahl.")
            continue
        wrong = False
        for text in (arrives, departs):
            if text not in seconds:
                found = seconds_of(text)
                if found is None:
                    wrong = True
                    add(FILE, line, f"„{text}“ ist keine Uhrzeit (erwartet: HH:MM:SS, nach Mitternacht 25:30:00).")
                    break
                seconds[text] = str(found)
        if wrong:
            continue
        came, went = seconds[arrives or departs], seconds[departs or arrives]
        yield (
            f"{number}\t{position}\t{at}\t{came}\t{went}\t{'f' if pickup == NEVER else 't'}"
            f"\t{'f' if drop_off == NEVER else 't'}\t{line}\n"
        )
