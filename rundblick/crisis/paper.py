"""What the two papers begin with; the author looks over each word before it is printed."""

from collections import Counter

from rundblick.cases.file import File
from rundblick.crisis.models import Done, Protocol
from rundblick.people.rules import Role
from rundblick.web.clock import today
from rundblick.web.german import german_date

_RAISING = (Role.PARENT, Role.SINGLE_PARENT, Role.PARTNER)


def sheet(file: File, row: Protocol, done: list[Done]) -> str:
    """Age and roles instead of names, and the observations as they were written."""
    ages = [member.age(today()) for member in file.members if member.person.pk == row.person_id]
    age = f"{ages[0]} Jahre" if ages and ages[0] is not None else "Alter nicht bekannt"
    roles = Counter(member.role_label for member in file.members if member.person.pk != row.person_id)
    lives = ", ".join(f"{number} × {label}" for label, number in roles.items())
    parts = [
        f"Um wen es geht: {age}.",
        f"Im Haushalt leben außerdem: {lives}." if lives else "",
        "",
        "Was zu sehen oder zu hören war:",
        *([row.happened] if row.happened else []),
        *observations(done),
        "",
        "Unsere Fragen:",
        "– ",
    ]
    return "\n".join(parts)


def report(file: File, row: Protocol, done: list[Done]) -> str:
    """Who it is about, who raises the child, what was observed, and what was spoken; the address is added by hand."""
    person = next((one for one in file.persons if one.pk == row.person_id), None)
    born = f", geboren am {german_date(person.birth_date)}" if person and person.birth_date else ""
    raising = [one.name for one in file.members if one.role in _RAISING and one.person.pk != row.person_id]
    parts = [
        f"Kind: {file.name(row.person_id)}{born}",
        f"Erziehungsberechtigt: {', '.join(raising)}" if raising else "Erziehungsberechtigt: ",
        "Anschrift: ",
        "",
        "Was wann zu sehen oder zu hören war:",
        *observations(done),
        "",
        "Gespräch mit der Familie:",
        *(_said(one) for one in done if one.step in ("family", "not_family")),
        "",
        f"Für Rückfragen: {row.author.display_name}, Telefon ",
    ]
    return "\n".join(parts)


def observations(done: list[Done]) -> list[str]:
    """One line each: the day, whose perception, what."""
    return [_said(one) for one in done if one.step == "observation"]


def _said(one: Done) -> str:
    source = {True: "selbst wahrgenommen", False: "gehört von"}.get(one.own) if one.own is not None else ""
    told = " ".join(part for part in (source, one.who) if part)
    day = german_date(one.on) if one.on else ""
    before = ", ".join(part for part in (day, told) if part)
    return f"– {before}: {one.words or ''}" if before else f"– {one.words or ''}"
