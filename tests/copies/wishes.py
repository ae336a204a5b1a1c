"""Short ways to a copy in each of its states."""

import datetime as dt
import json
import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.copies import services, working
from rundblick.copies.codes import Form
from rundblick.copies.models import Copy, Part, file_id
from rundblick.files import storage
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)


def wished(family: Family, person: uuid.UUID | None = None, *, user: User | None = None, ago: int = 0) -> Copy:
    """Somebody (Amira) asked for her copy; nothing is collected yet."""
    who = user or family.house.alma
    with acting_as(who, "test"):
        return services.prepare(
            dossier_id=family.pk,
            person_id=person or family.amira,
            user=who,
            asked_on=today() - ago * DAY,
            how="letter",
        )


def drafted(family: Family, person: uuid.UUID | None = None) -> Copy:
    """The copy is frozen and waits to be looked through."""
    copy = wished(family, person)
    assert working.collect(copy.pk)
    return again(family, copy)


def released(family: Family, copy: Copy | None = None) -> Copy:
    """The copy was released and its files are there."""
    found = copy or drafted(family)
    with acting_as(family.house.alma, "test"):
        services.release(copy=found, unseen_as_they_are=True)
    assert working.write_files(found.pk)
    return again(family, found)


def again(family: Family, copy: Copy) -> Copy:
    with acting_as(family.house.alma, "test", read_only=True):
        return Copy.objects.select_related("prepared_by").get(pk=copy.pk)


def words_of(family: Family, copy: Copy) -> str:
    """Everything in the frozen draft."""
    with acting_as(family.house.alma, "test", read_only=True):
        return "\n".join(f"{part.title}\n{part.content}" for part in Part.objects.filter(copy=copy).order_by("rank"))


def part_with(family: Family, copy: Copy, words: str) -> tuple[Part, int]:
    """The entry of the draft that holds these words."""
    with acting_as(family.house.alma, "test", read_only=True):
        for part in Part.objects.filter(copy=copy).order_by("rank"):
            for place, entry in enumerate(json.loads(part.content)["entries"]):
                if any(words in text for text in entry):
                    return part, place
    raise AssertionError(words)


def file_of(family: Family, copy: Copy, form: Form) -> bytes:
    with acting_as(family.house.alma, "test", read_only=True):
        return storage.read(copy.dossier_id, file_id(copy.pk, form))


def address(name: str, *args: object) -> str:
    return reverse(f"copies:{name}", args=args)
