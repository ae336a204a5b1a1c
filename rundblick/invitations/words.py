"""What stands in letters, mails and text messages: plain German, neutral, never a consequence. No database."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rundblick.calendar.codes import Setting
from rundblick.invitations.codes import Kind
from rundblick.web.german import german_date, german_time

SUBJECT = "Ihr Termin"
SUMMARY = "Termin"

SETTINGS: dict[str, Promise] = {
    Setting.OFFICE: _("im Büro"),
    Setting.SPECIAL_ROOM: _("in einem anderen Raum bei uns"),
    Setting.DECENTRAL_OFFICE: _("in der Anlaufstelle"),
    Setting.MOBILE_OFFICE: _("im Beratungsbus"),
    Setting.PHONE: _("am Telefon"),
    Setting.VIDEO: _("per Video"),
    Setting.WALK_AND_TALK: _("beim Spazierengehen"),
    Setting.NEIGHBOURHOOD: _("in Ihrer Nähe"),
    Setting.COMPANY: _("im Betrieb"),
    Setting.HOME_VISIT: _("bei Ihnen zu Hause"),
    Setting.GROUP: _("in der Gruppe"),
}
"""Settings as one says them to the person invited."""

OPENINGS: dict[str, str] = {
    Kind.INVITATION: "Sie haben einen Termin:",
    Kind.CHANGE: "Ihr Termin hat sich geändert. Jetzt gilt:",
    Kind.CANCELLATION: "Dieser Termin fällt aus:",
    Kind.REMINDER: "Wir erinnern an Ihren Termin:",
}

_SHORT: dict[str, str] = {
    Kind.INVITATION: "Ihr Termin: {when}, {where}.",
    Kind.CHANGE: "Ihr Termin hat sich geändert. Jetzt gilt: {when}, {where}.",
    Kind.CANCELLATION: "Ihr Termin am {when} fällt aus. Wir melden uns.",
    Kind.REMINDER: "Erinnerung an Ihren Termin: {when}, {where}.",
}


def setting(code: str) -> str:
    """Where people meet."""
    return str(SETTINGS[Setting(code)])


def where(code: str, house: str) -> str:
    """Setting, with the address of the house for its offices; never a place somebody typed."""
    return f"{setting(code)}, {house}" if house and code == Setting.OFFICE else setting(code)


def mail(kind: str, *, starts_at: dt.datetime, minutes: int, code: str, house: str, phone: str) -> str:
    """The text of a mail. It names nobody and says nothing of what the appointment is about."""
    lines = [
        "Guten Tag,",
        "",
        OPENINGS[kind],
        "",
        f"{german_date(starts_at, 'full')}, {german_time(starts_at)} Uhr",
    ]
    if kind != Kind.CANCELLATION:
        lines += [f"Dauer: etwa {minutes} Minuten", f"Wo: {where(code, house)}"]
    lines += ["", _move_line(kind, phone), "", _STOP]
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def short(kind: str, *, starts_at: dt.datetime, code: str, phone: str) -> str:
    """The text of one text message; the phone number stays away where the whole would be more than one."""
    when = f"{german_date(starts_at, 'weekday')}, {german_time(starts_at)} Uhr".replace("\u00a0", " ")
    text = _SHORT[kind].format(when=when, where=setting(code))
    return f"{text} Fragen? {phone}" if phone and len(text) + len(phone) <= 145 else text


_STOP = (
    "Sie bekommen diese Nachricht, weil Sie es so wollten. Wenn Sie keine mehr möchten, sagen Sie es uns. Einen Grund "
    "brauchen Sie nicht. Auf diese Nachricht kann niemand antworten."
)


def _move_line(kind: str, phone: str) -> str:
    if kind == Kind.CANCELLATION:
        return "Wir melden uns wegen eines neuen Termins." + (f" Oder rufen Sie an: {phone}." if phone else "")
    call = f"Rufen Sie an: {phone}." if phone else "Rufen Sie uns an."
    return f"Passt der Termin nicht? {call} Wir finden einen anderen."
