"""What stands on the own pages, in plain German. No database."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rundblick.cases.codes import Responsible
from rundblick.programmes.ledger import in_words
from rundblick.referrals.codes import Mode, State
from rundblick.referrals.rules import Course
from rundblick.web.german import german_date

DOES: dict[str, Promise] = {
    Responsible.PERSON: _("Das mache ich"),
    Responsible.JOBCENTER: _("Das macht das Jobcenter"),
    Responsible.PROVIDER: _("Das macht der Träger"),
    Responsible.THIRD: _("Das macht eine andere Stelle"),
}
"""Whose turn it is, in the order shown."""


STEPS: dict[str, Promise] = {
    "person": _("Das mache ich"),
    "coach": _("Das macht meine Beratung"),
    "receiver": _("Das macht die neue Stelle"),
    "together": _("Das machen wir zusammen"),
}
"""Whose turn a step of a change is (`transitions.codes.Doer`)."""

ASKED_FOR = _("noch nicht fest: wir brauchen dafür Ihre Unterschrift")
"""A visit at home that waits for the written consent."""


def by(value: dt.date | None, *, today: dt.date) -> str:
    """Until when something is to be done; empty without a day. Whether the day has passed is not said."""
    return gettext("bis %(day)s") % {"day": day(value, today=today)} if value else ""


def done(value: dt.date) -> str:
    """When something was done."""
    return gettext("erledigt am %(day)s") % {"day": german_date(value, "long")}


def day(value: dt.date, *, today: dt.date) -> str:
    """A day as one says it: heute, morgen, Mittwoch, 25. November; with the year only when it is another one."""
    distance = (value - today).days
    if distance in (0, 1):
        return gettext("heute") if distance == 0 else gettext("morgen")
    full = german_date(value, "full")
    return full.rpartition("\u00a0")[0] if value.year == today.year else full


def owner(*, mine: bool, name: str, household: bool) -> str:
    """Whose thing something is: empty for an own one, otherwise who shared it."""
    if mine:
        return ""
    if household:
        return gettext("für die ganze Familie")
    return gettext("von %(name)s geteilt") % {"name": name} if name else gettext("in der Familie geteilt")


def reached(present: Decimal, required: Decimal | None, unit: str) -> str:
    """How much the person was there, and how much it is in all; never what is missing."""
    was = in_words(present, unit)
    if required is None:
        return gettext("Sie waren bisher dabei: %(was)s.") % {"was": was}
    if present >= required:
        return gettext("Sie waren dabei: %(was)s. Damit haben Sie alles geschafft.") % {"was": was}
    wanted = in_words(required, unit)
    return gettext("Sie waren bisher dabei: %(was)s. Insgesamt sind es %(wanted)s.") % {"was": was, "wanted": wanted}


TURNS: dict[Mode, Promise] = {
    Mode.SELF: _("Sie fragen dort selbst an."),
    Mode.TOGETHER: _("Wir fragen zusammen an."),
    Mode.FOR_THEM: _("Wir fragen für Sie an."),
}
"""Who makes the next move, until somebody has asked."""


def standing(course: Course, *, today: dt.date) -> str:
    """How far a way to a help is. How it ended is not said: that is for a talk."""
    expected = course.expected_on
    match course.state:
        case State.BEGUN | State.PREPARED:
            return gettext("Noch nicht angefragt.")
        case State.CONTACTED:
            return gettext("Angefragt am %(day)s.") % {"day": german_date(course.asked_on or course.since, "long")}
        case State.WAITING if expected is None:
            return gettext("Angefragt. Wann es losgeht, ist noch offen.")
        case State.WAITING if expected and expected < today:
            told = gettext("Der erste Termin war für den %(day)s angekündigt. Sagen Sie uns gern, wie es war.")
            return told % {"day": german_date(expected, "long")}
        case State.WAITING if expected:
            return gettext("Erster Termin: %(day)s.") % {"day": day(expected, today=today)}
        case State.FIRST:
            return gettext("Ihr erster Termin war am %(day)s.") % {"day": german_date(course.since, "long")}
        case State.RUNNING:
            return gettext("Läuft seit dem %(day)s.") % {"day": german_date(course.since, "long")}
    return gettext("Beendet am %(day)s.") % {"day": german_date(course.since, "long")}


def session(told: Mapping[str, Any], *, today: dt.date) -> str:
    """One session of the own group."""
    parts = [day(dt.date.fromisoformat(told["on"]), today=today)]
    if told.get("begins"):
        parts.append(gettext("%(at)s Uhr") % {"at": told["begins"]})
    return ", ".join([*parts, *(str(told[name]) for name in ("topic", "place") if told.get(name))])


def promise(told: Mapping[str, Any]) -> str:
    """A talk that was promised for later."""
    return gettext("Wir melden uns bis zum %(day)s: %(what)s") % {
        "day": german_date(dt.date.fromisoformat(told["due_on"]), "long"),
        "what": told["label"],
    }
