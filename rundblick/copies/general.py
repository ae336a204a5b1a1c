"""What Art. 15 Abs. 1 DSGVO asks for beside the data themselves: purposes, recipients, looks, origin, rights."""

import uuid

from rundblick.access import doorbook
from rundblick.access.context import Context
from rundblick.access.models import Dossier
from rundblick.access.models.dossiers import Basis
from rundblick.access.register import reasons_of_cases
from rundblick.access.words import BASIS_FOR_PERSON
from rundblick.copies.rules import Section
from rundblick.web.german import german_date, german_time
from rundblick.whosees.looks import purpose, role
from rundblick.whosees.queries import Place, looks_of

ORIGIN = (
    "Das meiste haben Sie selbst gesagt, oder es wurde im Gespräch mit Ihnen festgehalten.",
    "Angaben zum Haushalt können auch von anderen Mitgliedern stammen.",
    "Nummern und Zuständigkeiten kommen vom Jobcenter.",
    "Partnerstellen geben Angaben nur weiter, soweit Sie eingewilligt haben oder ein Gesetz es erlaubt.",
)
RIGHTS = (
    ("Berichtigung", "Was nicht stimmt, wird berichtigt.", "Art. 16 DSGVO, § 84 SGB X"),
    ("Löschung", "Was nicht mehr gebraucht wird, wird gelöscht.", "Art. 17 DSGVO, § 84 SGB X"),
    ("Einschränkung", "Was strittig ist, wird bis zur Klärung nicht verwendet.", "Art. 18 DSGVO, § 84 SGB X"),
    ("Widerspruch", "Sie können der Verarbeitung aus Ihrer besonderen Lage heraus widersprechen.", "Art. 21 DSGVO"),
    ("Widerruf", "Jede Einwilligung können Sie für die Zukunft zurücknehmen, ohne Grund.", "Art. 7 Abs. 3 DSGVO"),
    ("Beschwerde", "Sie können sich bei der Aufsichtsbehörde für den Datenschutz beschweren.", "Art. 77 DSGVO"),
)
OTHERS = (
    "Es gibt keine Entscheidung, die allein ein Programm trifft, und kein Profil von Ihnen (Art. 22 DSGVO).",
    "Ihre Angaben werden nicht in Länder außerhalb der Europäischen Union übermittelt.",
    "Weil die Angaben auf einem Gesetz beruhen, gilt das Recht auf Mitnahme (Art. 20 DSGVO) nicht; eine Datei, die"
    " Programme lesen können, bekommen Sie trotzdem.",
)


def sections(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Section]:
    """The general part, about this member. Five statements."""
    return [
        _purposes(),
        _recipients(context, dossier_id, person_id),
        _looks(dossier_id, person_id),
        Section("Woher die Angaben stammen", ("",), tuple((line,) for line in ORIGIN)),
        Section("Ihre Rechte", ("Recht", "Was es bedeutet", "Grundlage"), RIGHTS),
        Section("Außerdem", ("",), tuple((line,) for line in OTHERS)),
    ]


def _purposes() -> Section:
    columns = ("Zweck", "Rechtsgrundlage", "Warum nötig", "Wie lange")
    rows = tuple((one.purpose, one.basis, one.necessity, one.retention) for one in reasons_of_cases())
    return Section("Wozu Angaben verarbeitet werden, auf welcher Grundlage und wie lange", columns, rows)


def _recipients(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Section:
    """Houses and reasons, never colleagues by name; doors to other members are none of this person's business."""
    book, _ = doorbook.read(context, Dossier.objects.get(pk=dossier_id))
    rows = [
        (
            line.organisation if line.grant.principal_kind != "organisation" else line.who,
            BASIS_FOR_PERSON[Basis(line.grant.basis)],
            line.topics,
            german_date(line.grant.valid_from),
            line.until,
        )
        for line in (*book.open, *book.coming, *book.former)
        if line.grant.subject_id in (None, person_id) and line.grant.basis != Basis.SELF
    ]
    columns = ("Stelle", "Warum", "Was", "Seit", "Bis")
    return Section("Wer Ihre Angaben sehen darf oder durfte", columns, tuple(dict.fromkeys(rows)))


def _looks(dossier_id: uuid.UUID, person_id: uuid.UUID) -> Section:
    days: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for look in looks_of([Place(dossier_id, person_id)]):
        why = purpose(look.kind, look.basis, alone=look.alone)
        line = (german_date(look.on), look.house or "Rundblick", role(look.roles or ()), why)
        days.setdefault(line, []).append((german_time(look.first), look.times))
    rows = tuple(
        (day, f"{min(first for first, _ in looks)} Uhr", house, seen_as, why, str(sum(times for _, times in looks)))
        for (day, house, seen_as, why), looks in days.items()
    )
    columns = ("Tag", "Zum ersten Mal um", "Stelle", "Aufgabe", "Zweck", "Wie oft")
    return Section("Wer hineingesehen hat, im letzten Jahr", columns, rows)
