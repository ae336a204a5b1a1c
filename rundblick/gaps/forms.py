"""Forms of the room."""

import datetime as dt
from typing import Any

from django import forms

from rundblick.programmes.days import add_months
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField

EARLIEST = dt.date(2005, 1, 1)
"""When SGB II came into force; nothing can have been counted before."""


class OrderForm(Form):
    """Which days a report is about."""

    first_day = GermanDateField(label="Von", help_text="TT.MM.JJJJ", earliest=EARLIEST, latest=today)
    as_of = GermanDateField(
        label="Bis (Stichtag)", help_text="Der Tag zählt mit. TT.MM.JJJJ", earliest=EARLIEST, latest=today
    )


def last_year(day: dt.date) -> dict[str, Any]:
    """Twelve months up to a day, as the form begins."""
    return {"first_day": add_months(day, -12) + dt.timedelta(days=1), "as_of": day}


class ProposalForm(Form):
    """What the house proposes about a topic."""

    text = ProseField(
        label="Was wir vorschlagen",
        max_length=2_000,
        rows=6,
        required=False,
        help_text="Für das Netzwerktreffen. Nichts über einzelne Menschen.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
