"""The cake itself: looking at it, laying cards and moving them."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import tools
from rundblick.cases.codes import FieldOfAction
from rundblick.cases.file import File
from rundblick.cases.frame import query
from rundblick.lights import acts, queries, services
from rundblick.lights.board import ROOM, in_words, slices, where
from rundblick.lights.codes import NEXT_QUESTIONS, Light
from rundblick.lights.forms import NewCardForm
from rundblick.lights.models import Card
from rundblick.lights.picture import cake
from rundblick.lights.rules import differences, step
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.web.ids import uuid_or_none
from rundblick.web.parts import Tab

ALL = "alle"

MEANWHILE = "Diese Karte wurde gerade an anderer Stelle bewegt oder geändert. Sie sehen, wie sie jetzt liegt."
GONE = "Diese Karte liegt nicht mehr auf der Torte. Sie sehen den jetzigen Stand."
UNREADABLE = "Das hat nicht geklappt. Sie sehen den jetzigen Stand."


@dataclass(frozen=True)
class Said:
    """What just happened. `aloud` is for readers who do not see the card move; `undo` names a card put away."""

    words: str = ""
    aloud: str = ""
    problem: bool = False
    thread: uuid.UUID | None = None
    undo: uuid.UUID | None = None
    status: int = 200


def looking(request: Request) -> dict[str, str]:
    """What stays in the address while one works: the screen for two, all cards, the field of action looked at."""
    field = field_asked(request)
    return {
        ALL: "1" if everything(request) else "",
        tools.TOGETHER: "1" if tools.is_together(request) else "",
        "feld": str(field) if field else "",
    }


def everything(request: Request) -> bool:
    """Whether all slices and all their cards are shown, however many."""
    return request.GET.get(ALL) == "1"


def field_asked(request: Request) -> int | None:
    """The field of action looked at, None for all."""
    text = request.GET.get("feld", "")
    return int(text) if text in {str(code) for code in FieldOfAction.values} else None


def board_url(request: Request, file: File, **more: str) -> str:
    """Address of the cake in the same mode."""
    return reverse("lights:board", args=[file.pk, file.member]) + query(looking(request), **more)


@require_GET
def board(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The cake as it lies now, or as it lay on a former day beside the present one."""
    file = tools.file_of_member(request, case_id, person_id)
    day = tools.day_asked(request)
    if day < today():
        disclose(request, kind="lights.past", dossiers=[file.pk])
        return render(request, "lights/past.html", _past(request, file, day))
    disclose(request, kind="lights.board", dossiers=[file.pk])
    said = Said(words="Die Karte ist weggelegt.", undo=uuid_or_none(request.GET.get("weg", "")))
    shown = tools.frame(request, file, "lights") | _board(request, file, said if said.undo else Said())
    shown["days"] = _days(request, file)
    shown["next_questions"] = NEXT_QUESTIONS
    return render(request, "lights/page.html", shown)


@require_POST
def add(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Lay a new card."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    form = NewCardForm(request.POST)
    said = Said(status=422)
    if form.is_valid():
        try:
            card = services.add_card(
                case=file.case,
                person_id=person_id,
                text=form.cleaned_data["text"],
                light=form.cleaned_data["light"],
                field=field_asked(request),
                token=form.cleaned_data["token"],
                author=request.user,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            said = Said(thread=card.thread, aloud="Karte liegt jetzt in {where}.")
    disclose(request, kind="lights.add", dossiers=[file.pk])
    return _answer(request, file, said, form if form.errors else None)


@require_POST
def move(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Move a card, put it away or lay it back."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    act = acts.read(request.POST.get("move", ""))
    disclose(request, kind="lights.move", dossiers=[file.pk])
    if act is None:
        return _answer(request, file, Said(UNREADABLE, problem=True, status=422))
    try:
        return _answer(request, file, _do(request, file, person_id, act))
    except Stale as stale:
        if act.verb == "place" and act.before is None and stale.stored.light == act.light:
            return _answer(request, file, Said(thread=stale.stored.thread))  # the second of two clicks
        return _answer(request, file, Said(MEANWHILE, problem=True, thread=stale.stored.thread, status=409))
    except Refused:
        return _answer(request, file, Said(GONE, problem=True, status=409))


def _do(request: Request, file: File, person_id: uuid.UUID, act: acts.Act) -> Said:
    if act.verb == "back":
        card = services.bring_back(dossier_id=file.pk, person_id=person_id, row_id=act.row_id, author=request.user)
        return Said(thread=card.thread, aloud="Karte liegt wieder in {where}.")
    rows = queries.own(queries.cards(request.access, file.pk, member=person_id, day=today()), person_id)
    found = next((row for row in rows if row.pk == act.row_id), None)
    if found is None:
        anew = queries.standing_row(request.access, file.pk, member=person_id, row_id=act.row_id)
        if anew is None:
            raise Refused(GONE)
        raise Stale(anew)  # said anew since, with versions of its own
    if act.verb == "away":
        services.put_away(card=found, version=act.version)
        return Said("Die Karte ist weggelegt.", undo=found.pk)
    card = services.place(
        card=found,
        version=act.version,
        light=act.light or found.light,
        before=_neighbour(request, rows, found, act.verb) if act.verb in acts.STEPS else act.before,
        among=rows,
        author=request.user,
    )
    return Said(thread=card.thread, aloud="Karte liegt jetzt in {where}.")


def _neighbour(request: Request, rows: list[Card], card: Card, way: str) -> uuid.UUID | None:
    """Before which card a step leads, among those that are shown."""
    field = field_asked(request)
    among = [row for row in rows if row.light == card.light and (field is None or row.field == field)]
    try:
        return step(among, card.thread, "up" if way == "up" else "down")
    except LookupError:
        return card.thread


def _answer(request: Request, file: File, said: Said, form: NewCardForm | None = None) -> HttpResponse:
    """The piece with all cards for a script, the page with mistakes, or back to the page."""
    if request.headers.get("HX-Request"):
        return render(request, "lights/board.html", _board(request, file, said, form), status=said.status)
    if form is not None:
        shown = tools.frame(request, file, "lights") | _board(request, file, said, form)
        shown |= {"days": _days(request, file), "next_questions": NEXT_QUESTIONS}
        return render(request, "lights/page.html", shown, status=said.status)
    if said.problem:
        messages.warning(request, said.words)
    return redirect(board_url(request, file, weg=str(said.undo or "")))


def _board(request: Request, file: File, said: Said, form: NewCardForm | None = None) -> dict[str, Any]:
    assert file.member is not None
    rows = queries.cards(request.access, file.pk, member=file.member, day=today())
    mine, field = queries.own(rows, file.member), field_asked(request)
    together = tools.is_together(request)
    open_ = bool(mine) or everything(request) or field is not None or form is not None
    shown = slices(mine, field=field, all_open=open_, room=len(mine) if everything(request) else ROOM)
    args, keep = [file.pk, file.member], looking(request)
    writes = "situation" in file.writes
    forms = {} if not writes else {light: _new(light) for light in Light}
    if form is not None:
        forms[Light(form["light"].value()) if form["light"].value() in Light.values else Light.GREEN] = form
    return {
        "slices": [(slice_, forms.get(slice_.light)) for slice_ in shown],
        "picture": cake(shown),
        "said": said,
        "aloud": said.aloud.format(where=where(shown, said.thread)) if said.thread else said.words,
        "family": [] if together else [(file.name(row.person_id), row) for row in rows if row.person_id != file.member],
        "can_write": writes,
        "can_set_goals": writes and "goals" in file.writes,
        "sees_goals": "goals" in file.reads and not together,
        "add_url": reverse("lights:add", args=args) + query(keep),
        "move_url": reverse("lights:move", args=args) + query(keep),
        "board_url": reverse("lights:board", args=args),
        "all_url": reverse("lights:board", args=args) + query(keep | {ALL: "1"}),
        "keep": query(keep),
        "case_id": file.pk,
        "person_id": file.member,
        "begun": open_,
        "fields": _fields(request, file, field),
        "field": FieldOfAction(field).label if field else "",
    }


def _new(light: Light) -> NewCardForm:
    return NewCardForm(initial={"light": light, "token": uuid.uuid4()}, auto_id=f"id_{light}-%s")


def _fields(request: Request, file: File, current: int | None) -> list[Tab]:
    """All fields of action together, or one of them."""
    here = reverse("lights:board", args=[file.pk, file.member])
    keep = looking(request) | {"feld": ""}
    return [
        Tab(label="Alle", url=here + query(keep), current=current is None),
        *(
            Tab(label=field.label, url=here + query(keep, feld=str(field.value)), current=field == current)
            for field in FieldOfAction
        ),
    ]


def _days(request: Request, file: File) -> list[Tab]:
    """Former days on which the cards were worked on, with the address of how it stood then."""
    assert file.member is not None
    here, keep = reverse("lights:board", args=[file.pk, file.member]), looking(request)
    found = queries.days(request.access, file.pk, member=file.member, before=today())
    return [Tab(label=german_date(day), url=here + query(keep, stand=day.isoformat())) for day in found]


def _past(request: Request, file: File, day: dt.date) -> dict[str, Any]:
    assert file.member is not None
    field = field_asked(request)
    then = queries.own(queries.cards(request.access, file.pk, member=file.member, day=day), file.member)
    present = queries.own(queries.cards(request.access, file.pk, member=file.member, day=today()), file.member)
    if field is not None:
        then, present = ([card for card in cards if card.field == field] for cards in (then, present))
    former = slices(then)
    return tools.frame(request, file, "lights") | {
        "slices": former,
        "empty": not then,
        "then_picture": cake(former, title=f"Damals, am {german_date(day)}", key="then"),
        "now_picture": cake(slices(present), title="Heute", key="now"),
        "changes": [(in_words(one), _card(one)) for one in differences(then, present)],
        "now_url": board_url(request, file),
        "days": _days(request, file),
        "field": FieldOfAction(field).label if field else "",
    }


def _card(difference: Any) -> Card:
    """The card a difference is about, as it was said last."""
    card: Card = difference.after or difference.before
    return card
