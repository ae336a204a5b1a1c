"""The card "Wir denken an Sie": short and warm, without a day to answer and without any consequence."""

from pathlib import Path

from rundblick.access.context import Context
from rundblick.access.models.organisations import name_of_house
from rundblick.cases.file import File
from rundblick.invitations.queries import addresses, letterhead
from rundblick.print.pdf import render
from rundblick.web.clock import now

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "card.typ"


def paper(context: Context, file: File) -> bytes:
    """The card for the member looked at as PDF. No address is printed where contact is protected. Three queries."""
    assert file.member
    homes = addresses(context, [file.pk])
    home = homes.get((file.pk, file.member)) or homes.get((file.pk, None))
    withheld = not file.protected.isdisjoint({file.member, *file.member_ids})
    head = letterhead(context.organisation_id)
    made = now()
    name = file.name(file.member)
    return render(
        TEMPLATE,
        {
            "title": "Wir denken an Sie",
            "address": [name, home.street, f"{home.postcode} {home.town}"] if home and not withheld else [name],
            "greeting": f"Guten Tag {name},",
            "lines": [
                "wir haben länger nichts voneinander gehört. Ich denke an Sie und hoffe, es geht Ihnen gut.",
                "Wenn Sie mögen, melden Sie sich, wann und wie es für Sie passt. Sie müssen nichts vorbereiten.",
                f"Sie erreichen mich unter {head.phone}." if head and head.phone else "",
            ],
            "closing": "Herzliche Grüße",
            "coach": context.user_label,
            "house": name_of_house(context.organisation_id),
        },
        created=made,
    )
