"""The trigger that removes a walk-in once the note it became is saved.

The note carries the walk-in's id as its token (`ContactNote.talk`). It runs with the rights of whoever writes the note,
so it removes nothing that this person could not erase by hand.
"""

from collections.abc import Iterator

from rundblick.access.policies import Roles


def statements(roles: Roles) -> Iterator[str]:
    """Install the trigger; idempotent."""
    yield (
        "CREATE OR REPLACE FUNCTION walkins_became_a_note() RETURNS trigger LANGUAGE plpgsql"
        " SET search_path = public, pg_temp AS"
        " $$ BEGIN DELETE FROM walkins_walkin WHERE id = NEW.talk; RETURN NULL; END $$"
    )
    yield (
        "CREATE OR REPLACE TRIGGER walkins_became_a_note AFTER INSERT ON cases_contactnote"
        " FOR EACH ROW EXECUTE FUNCTION walkins_became_a_note()"
    )
