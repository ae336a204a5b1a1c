"""What stands beside the stretches: five sorts of statements, each with its table, its form and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from rundblick.biography import forms
from rundblick.biography.models import Ability, Activity, Interests, Language, Mobility
from rundblick.cases.standing import Standing
from rundblick.web.forms import Form


@dataclass(frozen=True)
class Sort:
    """One sort of statement. `single`: each member has one. `said(row)` fills the form, `values` reads it.

    `page`: name of the page it stands on.
    """

    model: type[Standing]
    form: type[Form]
    heading: str
    saved: str
    single: bool
    said: Callable[[Any], dict[str, Any]]
    values: Callable[[Mapping[str, Any]], dict[str, Any]]
    page: str = "profile"


def _plainly(*names: str) -> tuple[Callable[[Any], dict[str, Any]], Callable[[Mapping[str, Any]], dict[str, Any]]]:
    """Form fields and table fields of one name; an empty text is nothing said."""

    def said(row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in names}

    def values(cleaned: Mapping[str, Any]) -> dict[str, Any]:
        sealed = ("text", "words", "in_space", "in_time", "in_person")
        return {name: cleaned[name] or None if name in sealed else cleaned[name] for name in names}

    return said, values


def _interests_said(row: Interests) -> dict[str, Any]:
    letters = dict(zip(("first", "second", "third"), row.letters, strict=False))
    return {"first": "", "second": "", "third": "", "words": row.words} | letters


SORTS: dict[str, Sort] = {
    "interessen": Sort(
        Interests,
        forms.InterestsForm,
        "Was mich anzieht",
        "Die Interessen sind gespeichert.",
        True,
        _interests_said,
        _plainly("letters", "words")[1],
    ),
    "beweglichkeit": Sort(
        Mobility,
        forms.MobilityForm,
        "Beweglichkeit",
        "Die Angaben sind gespeichert.",
        True,
        *_plainly(
            "ways",
            "minutes_away",
            "in_space",
            "daytimes",
            "hours_a_week",
            "in_time",
            "direction",
            "in_person",
        ),
    ),
    "faehigkeit": Sort(
        Ability,
        forms.AbilityForm,
        "Fähigkeit",
        "Die Fähigkeit ist gespeichert.",
        False,
        *_plainly("topic", "text", "level"),
    ),
    "sprache": Sort(
        Language,
        forms.LanguageForm,
        "Sprache",
        "Die Sprache ist gespeichert.",
        False,
        *_plainly("language", "level", "everyday", "at_work", "text"),
    ),
    "aktivitaet": Sort(
        Activity,
        forms.ActivityForm,
        "Was gerade läuft",
        "Die Aktivität ist gespeichert.",
        False,
        *_plainly("doing", "text"),
        page="page",
    ),
}


def sort_or_404(slug: str, *, single: bool | None = None) -> Sort:
    """The sort an address names."""
    sort = SORTS.get(slug)
    if sort is None or (single is not None and sort.single is not single):
        raise Http404("no such sort")
    return sort
