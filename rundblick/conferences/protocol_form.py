"""The protocol as one form: every point with its result, a further point, a decision. Every button keeps all words."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from rundblick.access.models import Organisation, User
from rundblick.cases.codes import Responsible
from rundblick.cases.forms.fields import Members, PersonField
from rundblick.conferences.codes import topic_choices
from rundblick.conferences.models import Conference, Point
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField

PERSON, THIRD, HOUSE = "person", "third", "house"


@dataclass(frozen=True)
class Around:
    """What a protocol is written with: whom it is about, topics the writer's doors open, who may take something on."""

    persons: Members
    topics: frozenset[str]
    colleagues: Sequence[User]
    agencies: Sequence[Organisation]


class ProtocolForm(Form):
    """Results, and at the end what is new. `version`: that of the conference."""

    new_point = TextField(label="Weiterer Punkt", required=False, max_length=300)
    new_topic = forms.ChoiceField(label="Thema des Punkts", choices=(), required=False)
    new_person = PersonField(label="Der Punkt betrifft", nobody="nur für das Haus")
    decision = TextField(label="Was wird getan?", required=False, max_length=500)
    decision_who = forms.ChoiceField(label="Wer macht es?", choices=(), required=False)
    decision_until = GermanDateField(label="Bis wann?", required=False)
    decision_topic = forms.ChoiceField(label="Thema", choices=(), required=False)
    decision_person = PersonField(label="Betrifft", nobody="nur für das Haus")
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Conference, points: Sequence[Point], around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = list(points)
        self.colleagues = {f"user:{user.pk}": user for user in around.colleagues}
        self.agencies = {f"agency:{house.pk}": house for house in around.agencies}
        for point in self.points:
            self.fields[_name(point)] = ProseField(label=point.text, required=False, max_length=4000, rows=3)
            self.initial.setdefault(_name(point), point.result or "")
        self._offer(around)
        if row.type.outcomes:
            offered = [("", "noch offen"), *((one.code, one.label) for one in row.type.outcomes)]
            self.fields["outcome"] = forms.ChoiceField(label="Wie geht es aus?", choices=offered, required=False)
            self.fields["why"] = TextField(label="Grund, in einem Satz", required=False, max_length=300)
            self.initial.update(outcome=row.outcome, why=row.reason)
        self.fields["review_on"] = GermanDateField(label="Wann sehen wir wieder nach?", required=False)
        self.initial["review_on"] = row.review_on

    def _offer(self, around: Around) -> None:
        for name in ("new_topic", "decision_topic"):
            self.fields[name].choices = topic_choices(around.topics)  # type: ignore[attr-defined]
        for name in ("new_person", "decision_person"):
            self.fields[name].offer(around.persons)  # type: ignore[attr-defined]
            self.initial.setdefault(name, around.persons[0][0] if around.persons else None)
        self.fields["decision_who"].choices = [  # type: ignore[attr-defined]
            ("", "Bitte wählen"),
            (PERSON, "die Person selbst"),
            *((key, user.display_name) for key, user in self.colleagues.items()),
            *((key, house.name) for key, house in self.agencies.items()),
            (THIRD, "jemand anderes"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision"):
            for name in ("decision_who", "decision_until"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Ein Beschluss braucht jemanden und einen Tag.")
        return cleaned

    @property
    def result_fields(self) -> list[Any]:
        """The fields of the points, in their order."""
        return [self[_name(point)] for point in self.points]

    def results(self) -> dict[uuid.UUID, str]:
        """What came of each point."""
        return {point.pk: self.cleaned_data[_name(point)] for point in self.points}

    def ending(self) -> dict[str, Any]:
        """How it ended and when one looks again, as the service `note` wants it."""
        review: dt.date | None = self.cleaned_data["review_on"]
        return {
            "outcome": self.cleaned_data.get("outcome", ""),
            "why": self.cleaned_data.get("why", ""),
            "review_on": review,
        }

    def point(self) -> dict[str, Any] | None:
        """A further point, or None."""
        given = self.cleaned_data
        if not given["new_point"]:
            return None
        topic, person = given["new_topic"] or "cooperation", given["new_person"]
        return {"text": given["new_point"], "topic": topic, "person_id": person, "token": self._token("point")}

    def decided(self) -> dict[str, Any] | None:
        """A decision, or None."""
        given = self.cleaned_data
        if not given["decision"]:
            return None
        who = given["decision_who"]
        agency, assignee = self.agencies.get(who), self.colleagues.get(who)
        return {
            "text": given["decision"],
            "topic": given["decision_topic"] or "cooperation",
            "person_id": given["decision_person"],
            "responsible": _responsible(who, agency),
            "agency": agency,
            "assignee": assignee,
            "due_on": given["decision_until"],
            "token": self._token("decision"),
        }

    def _token(self, what: str) -> uuid.UUID:
        return uuid.uuid5(self.cleaned_data["token"], what)

    def stored(self) -> dict[str, Any]:
        """The results as they stand now, for the page that shows two versions."""
        return {_name(point): point.result or "" for point in self.points}


def _name(point: Point) -> str:
    return f"result_{point.pk.hex}"


def _responsible(who: str, agency: Organisation | None) -> Responsible:
    if who == PERSON:
        return Responsible.PERSON
    if agency is not None:
        return Responsible.PROVIDER if agency.kind == Organisation.Kind.PROVIDER else Responsible.THIRD
    return Responsible.THIRD if who == THIRD else Responsible.JOBCENTER
