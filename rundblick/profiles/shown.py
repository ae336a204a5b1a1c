"""What pages show of a job profile: codes as words, and the picture."""

from collections.abc import Iterable
from typing import Any

from rundblick.catalogue.working import working
from rundblick.profiles.models import JobProfile
from rundblick.profiles.picture import hexagon
from rundblick.profiles.rules import hours_in_words
from rundblick.web.pictures import Picture


def in_words(row: JobProfile | None) -> dict[str, Any]:
    """The codes of a profile as words, in the order of the catalogue."""
    row = row or JobProfile()
    file = working()
    return {
        "can": labels(file.tasks, row.can),
        "licences": labels(file.licences, row.licences),
        "likes": labels(file.tasks, row.likes),
        "avoids": labels(file.tasks, row.avoids),
        "must": [one.person for one in file.conditions if one.code in row.must],
        "helps": [one.person for one in file.conditions if one.code in row.helps],
        "hours": hours_in_words(row.hours_from, row.hours_until),
        "days": row.days_in_words,
    }


def labels(known: Iterable[Any], codes: Iterable[str]) -> list[str]:
    """The labels of these codes in the order of the catalogue; a code it no longer knows stands for itself."""
    words = {one.code: one.label for one in known}
    wanted = list(codes)
    return [label for code, label in words.items() if code in wanted] + [code for code in wanted if code not in words]


def picture_of(row: JobProfile | None) -> Picture | None:
    """The picture of the interests; None where nothing was answered."""
    if row is None or all(share is None for share in row.interests.values()):
        return None
    return hexagon(title="Interessen im Bild", shares=row.interests)
