"""The sheet "Wie es weitergeht": what happens when, who does it, and whom to call; for the person, in plain words."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rundblick.access.context import Context
from rundblick.access.models.organisations import name_of_house
from rundblick.cases.file import File
from rundblick.invitations.queries import letterhead
from rundblick.print.pdf import render
from rundblick.transitions.codes import Doer
from rundblick.transitions.queries import Told
from rundblick.transitions.shown import Line, line
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "bridge.typ"
TITLE = "Wie es weitergeht"
WHO = {
    Doer.PERSON: "Das machen Sie",
    Doer.COACH: "Das machen wir",
    Doer.RECEIVER: "Das macht die neue Stelle",
    Doer.TOGETHER: "Das machen wir zusammen",
}


def sheet(context: Context, file: File, told: Sequence[Told]) -> bytes:
    """The open changes of the member looked at as PDF; sensitive ones by their neutral name.

    Its title names nobody. Raises PrintError when it would not be accessible.
    """
    head = letterhead(context.organisation_id)
    made = now()
    return render(
        TEMPLATE,
        {
            "title": TITLE,
            "name": file.name(file.member),
            "opening": "Bei Ihnen ändert sich etwas. Dieses Blatt sagt, was wann passiert und wen Sie anrufen können.",
            "changes": [_change(line(one, day=today(), neutral=True)) for one in told],
            "empty": "Im Augenblick steht kein Wechsel an." if not told else "",
            "closing": "Sie sind nicht allein. Wenn etwas nicht klappt, rufen Sie uns an, auch nach dem Wechsel.",
            "phone": f"Sie erreichen uns unter {head.phone}." if head and head.phone else "",
            "foot": f"{name_of_house(context.organisation_id)} · {german_date(made.date())}",
        },
        created=made,
    )


def _change(one: Line) -> dict[str, Any]:
    turning = one.row.turning
    when = (
        german_date(turning.first, "full") if turning.sure else f"{german_date(turning.first, 'month')} (noch unsicher)"
    )
    return {
        "name": one.name,
        "when": f"Der Wechsel ist: {when}",
        "receiver": one.receiver or "Das steht noch nicht fest. Wir suchen jemanden und sagen es Ihnen.",
        "reach": one.row.reach or "",
        "steps": [
            {
                "day": german_date(step.point.done.on if step.point.done else step.point.on),
                "label": step.point.step.label,
                "who": WHO[Doer(step.point.step.doer)],
                "done": not step.point.open,
            }
            for step in one.steps
            if not (step.row and step.row.not_needed)
        ],
    }
