"""The door book in the words of the person concerned: topics, reasons and what they mean. No database."""

import datetime as dt
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.access.words import TOPIC_WORDS
from rundblick.web.german import german_date

TOPICS: dict[str, Promise] = {
    "master": _("Ihre Angaben"),
    "appointments": _("Ihre Termine"),
    "notes": _("was wir besprochen haben"),
    "goals": _("Ihre Ziele"),
    "situation": _("Ihre Lebenslage: Stärken, Menschen um Sie, Lebenslauf"),
    "tasks": _("was zu tun ist"),
    "programmes": _("an welchen Programmen Sie teilnehmen"),
    "journeys": _("welche Leistungen für Ihre Kinder laufen"),
    "outcomes": _("was Sie erreicht haben"),
    "documents": _("Ihre Unterlagen"),
    "cooperation": _("Absprachen"),
    "benefits": _("Fragen zur Leistung"),
    "health": _("Gesundheit"),
    "protected": _("besonders Geschütztes"),
}
"""Topics in the order they are read out."""

IN_PICTURE = TOPIC_WORDS | {
    "master": "Angaben",
    "journeys": "Hilfen für Kinder",
    "benefits": "Fragen ans Amt",
    "health": "Gesundheit",
    "protected": "Geschütztes",
}
"""Topics above the columns of the picture."""

WHY: dict[str, Promise] = {
    Basis.RESPONSIBLE: _("Ihre zuständige Fachkraft"),
    Basis.DEPUTY: _("vertritt Ihre Fachkraft"),
    Basis.TEAM: _("das Team Ihrer Fachkraft, falls Sie anrufen und sie nicht da ist"),
    Basis.ASSIGNMENT: _("begleitet Sie im Auftrag des Jobcenters"),
    Basis.CONSENT: _("weil Sie es erlaubt haben"),
    Basis.STATUTORY: _("für eine Aufgabe, die im Gesetz steht"),
    Basis.SUPERVISION: _("eine Leitung, die prüft, ob richtig gearbeitet wird"),
    Basis.BREAK_GLASS: _("in einer dringenden Lage, für kurze Zeit"),
}
"""Why a door is open, in the order the page tells it."""

MEANS: dict[str, tuple[Promise, Promise]] = {
    Basis.RESPONSIBLE: (
        _("Ihr Jobcenter"),
        _("Das Gesetz gibt dem Jobcenter die Aufgabe, Sie zu beraten. Dafür braucht Ihre Fachkraft Ihre Angaben."),
    ),
    Basis.DEPUTY: (_("Vertretung"), _("Ist Ihre Fachkraft nicht da, hilft Ihnen jemand anderes. Danach endet das.")),
    Basis.TEAM: (_("Team"), _("Damit Ihnen jemand Auskunft geben kann, wenn Sie anrufen.")),
    Basis.ASSIGNMENT: (
        _("Auftrag"),
        _("Das Jobcenter hat einen Vertrag mit dieser Stelle. Sie sieht, was sie für ihre Aufgabe braucht."),
    ),
    Basis.CONSENT: (
        _("Ihre Erlaubnis"),
        _("Sie haben Ja gesagt. Sie können es jederzeit zurücknehmen: ohne Grund und ohne Nachteil."),
    ),
    Basis.STATUTORY: (_("Gesetz"), _("Ein Gesetz erlaubt oder verlangt es. Fragen Sie uns, welches.")),
    Basis.SUPERVISION: (_("Prüfung"), _("Eine Leitung prüft für einige Stunden, ob richtig gearbeitet wird.")),
    Basis.BREAK_GLASS: (
        _("Dringende Lage"),
        _("Für wenige Stunden. Der Datenschutz prüft jedes Mal, ob es nötig war."),
    ),
}
"""What a reason is called and what it means, for those who have never heard of it."""

ROLES: dict[str, Promise] = {
    Role.COACH: _("Coach"),
    Role.TEAM_LEAD: _("Teamleitung"),
    Role.NOMINATOR: _("Fachkraft"),
    Role.BENEFITS: _("Leistungsabteilung"),
    Role.PLACEMENT: _("Arbeitsvermittlung"),
    Role.COORDINATOR: _("Koordination"),
    Role.PARTNER: _("Beratung"),
}
"""As what somebody works; the first one that fits is said."""


def topics(codes: Iterable[str]) -> str:
    """What somebody may see, always in the same order: "Termine, Ziele und Aufgaben"."""
    held = set(codes)
    words = [str(text) for code, text in TOPICS.items() if code in held]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(several)s und %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def role(codes: Iterable[str]) -> str:
    """As what somebody works; empty for other roles."""
    held = set(codes)
    return next((str(text) for code, text in ROLES.items() if code in held), "")


def until(last_day: dt.date | None) -> str:
    """How long a door stays open: its last day, or without one as long as the support lasts."""
    if last_day is None:
        return gettext("solange wir Sie begleiten")
    return gettext("bis %(day)s") % {"day": german_date(last_day, "long")}
