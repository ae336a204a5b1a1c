"""Places of a run: how many there are, how many are taken, now and soon."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Run


@dataclass(frozen=True, slots=True)
class Places:
    """Places at one site, or of all (`site` empty). `running`: participations of that day; `coming`: starts ahead.

    They are counted in the definition's unit: households or persons. `places` is None where no number is set.
    """

    site: str
    label: str
    places: int | None
    running: int
    coming: int

    @property
    def taken(self) -> int:
        """Places that cannot be given to anybody else."""
        return self.running + self.coming

    @property
    def free(self) -> int | None:
        """Places left, negative when overbooked."""
        return None if self.places is None else self.places - self.taken

    @property
    def free_words(self) -> str:
        """How many are left, in words."""
        return f"{self.free} frei" if self.free is not None else ""


def places_of(run: Run, programme: Programme, day: dt.date) -> list[Places]:
    """All places of a run first, then those per site, counted over every household whoever asks. One query.

    A run that goes on in a later version of the definition under the same code is one run.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT site, running, coming FROM programmes_taken(%s, %s, %s, %s)",
            [programme.id, run.code, programme.unit == "household", day],
        )
        counted = {site: (running, coming) for site, running, coming in cursor.fetchall()}
    agreed = next((one for one in programme.runs if one.code == run.code), None)
    total = Places(
        "",
        "Insgesamt",
        agreed.places if agreed else run.places,
        sum(running for running, _ in counted.values()),
        sum(coming for _, coming in counted.values()),
    )
    per_site = agreed.places_by_site if agreed else {}
    known = [
        Places(site.code, site.label, per_site.get(site.code), *counted.pop(site.code, (0, 0)))
        for site in programme.sites
    ]
    others = [Places(site or "-", "ohne Standort", None, *numbers) for site, numbers in sorted(counted.items())]
    return [total, *known, *others]
