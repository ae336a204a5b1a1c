"""A SQL function for the importer of timetables."""

from collections.abc import Iterator

from rundblick.access.policies import Roles

# Only a table's owner may count it. Without fresh numbers the first questions after an import take seconds.
COUNTED = """
CREATE OR REPLACE FUNCTION directory_count_timetable() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN
    ANALYZE directory_transitstop, directory_transitline, directory_transitcalendar, directory_transitpattern,
        directory_transitcall, directory_transittrip;
END $$
"""


def statements(roles: Roles) -> Iterator[str]:
    """Install the function; idempotent."""
    yield COUNTED
    yield "REVOKE ALL ON FUNCTION directory_count_timetable() FROM PUBLIC"
    yield f'REVOKE ALL ON FUNCTION directory_count_timetable() FROM "{roles.app}"'
    yield f'GRANT EXECUTE ON FUNCTION directory_count_timetable() TO "{roles.worker}"'
