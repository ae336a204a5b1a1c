"""What services refuse, in words for the screen."""

from typing import TYPE_CHECKING, Any

from rundblick.web.german import german_date, german_time

if TYPE_CHECKING:
    from rundblick.calendar.models import Place
    from rundblick.calendar.rules import Timed


class Refused(Exception):
    """The act is not possible here; nothing was written. The message is meant for the screen."""


class Mistaken(Refused):
    """What was said cannot stand so; `fields` says where and why, for `Form.tell`."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


class RoomTaken(Refused):
    """The room is for one meeting at a time; `starts_at` and `ends_at` are the times that were wanted."""

    def __init__(self, room: "Place", wanted: "Timed", standing: "Timed") -> None:
        times = f"von {german_time(standing.starts_at)} bis {german_time(standing.ends_at)} Uhr"
        super().__init__(
            f"{room.name} ist am {german_date(standing.starts_at)} {times} belegt. Dort kann nur ein Termin zur selben"
            " Zeit sein."
        )
        self.starts_at, self.ends_at = wanted.starts_at, wanted.ends_at


class Stale(Exception):
    """Somebody changed the row since the form was drawn; nothing was written. `stored` is the present row."""

    def __init__(self, stored: Any) -> None:
        super().__init__("stale version")
        self.stored = stored
