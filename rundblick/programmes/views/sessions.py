"""Sessions of a group: planning, moving, calling off, the list with one tap per person, and the list on paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes import group_page, services
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.group_access import group_or_404, session_or_404
from rundblick.programmes.group_forms import AboutForm, SeriesForm, SessionForm
from rundblick.programmes.groups import RollLine, members_of, roll, sizes
from rundblick.programmes.models import Session
from rundblick.programmes.publishing import document
from rundblick.programmes.services.roll import Mark, Meanwhile, Told
from rundblick.programmes.traces import SOMEBODY
from rundblick.programmes.views.groups import attendance_or_404, crumbs_of
from rundblick.web.clock import now, today
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.german import count

CHANGED = "Inzwischen hat jemand dieses Treffen geändert. Bitte sehen Sie nach und versuchen Sie es noch einmal."


@require_http_methods(["GET", "POST"])
def add(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Plan one session."""
    group = group_or_404(request, group_id)
    attendance = attendance_or_404(group)
    initial = {
        "on": max(today(), group.starts_on),
        "units": group_page.plain(attendance.per_session),
        "token": uuid.uuid4(),
    }
    form = SessionForm(request.POST or None, attendance=attendance, initial=initial)
    form.fields["units"].help_text = group_page.unit_words(attendance)
    hint = ""
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.add_session(
                group=group,
                on=cleaned["on"],
                begins=cleaned["begins"],
                units=cleaned["units"],
                topic=cleaned["topic"],
                session_id=cleaned["token"],
                overrule="trotzdem" in request.POST,
            )
        except Hint as given:
            hint = given.message
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, "Das Treffen ist geplant.")
            return redirect("programmes:group", group.pk)
    series_url = reverse("programmes:session_series", args=[group.pk])
    context = {"form": form, "hint": hint, "conflict": None, "heading": "Treffen planen", "session": None}
    context |= {"breadcrumb": crumbs_of(group, "Treffen planen"), "group": group, "other_url": series_url}
    return render(request, "programmes/session_form.html", context)


@require_http_methods(["GET", "POST"])
def series(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Plan a session every week."""
    group = group_or_404(request, group_id)
    attendance = attendance_or_404(group)
    initial = {
        "first": max(today(), group.starts_on),
        "units": group_page.plain(attendance.per_session),
        "token": uuid.uuid4(),
    }
    form = SeriesForm(request.POST or None, attendance=attendance, initial=initial)
    form.fields["units"].help_text = group_page.unit_words(attendance)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            added = services.add_series(
                group=group,
                first=cleaned["first"],
                until=cleaned["until"],
                begins=cleaned["begins"],
                units=cleaned["units"],
                topics=cleaned["topics"].splitlines(),
                series_id=cleaned["token"],
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, f"{count(len(added.sessions), 'Treffen', 'Treffen')} geplant.")
            if added.hint:
                messages.info(request, added.hint)
            return redirect("programmes:group", group.pk)
    context = {"form": form, "hint": "", "conflict": None, "heading": "Jede Woche ein Treffen", "session": None}
    context |= {"breadcrumb": crumbs_of(group, "Reihe planen"), "group": group, "other_url": ""}
    return render(request, "programmes/session_form.html", context)


@require_http_methods(["GET", "POST"])
def change(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Move a session or correct it; two versions side by side when somebody else saved first."""
    session = session_or_404(request, session_id)
    group = session.cohort
    attendance = attendance_or_404(group)
    stored = {
        "on": session.on,
        "begins": session.begins,
        "units": group_page.plain(session.units),
        "topic": session.topic,
    }
    form = SessionForm(request.POST or None, attendance=attendance, initial=stored | {"version": session.version})
    form.fields["units"].help_text = f"{group_page.unit_words(attendance)} Schon eingetragene Anwesenheit bleibt."
    two, hint = None, ""
    if request.method == "POST" and form.is_valid():
        cleaned = {name: form.cleaned_data[name] for name in stored}
        try:
            services.change_session(
                session=session,
                version=form.cleaned_data["version"] or -1,
                overrule="trotzdem" in request.POST,
                **cleaned,
            )
        except Hint as given:
            hint = given.message
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            two = conflict(form=form, stored=stored, version=session.version, changed_by=SOMEBODY, changed_at=now())
        else:
            messages.success(request, "Das Treffen ist geändert.")
            return redirect("programmes:group", group.pk)
    context = {"form": form, "hint": hint, "conflict": two, "heading": "Treffen ändern", "session": session}
    context |= {"breadcrumb": crumbs_of(group, "Treffen ändern"), "group": group, "other_url": ""}
    return render(request, "programmes/session_form.html", context, status=409 if two else 200)


@require_POST
def cancel(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Call a session off, or let it take place after all."""
    session = session_or_404(request, session_id)
    off = not session.cancelled
    try:
        services.cancel_session(session=session, version=version_of(request), cancelled=off)
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, "Das Treffen ist abgesagt." if off else "Das Treffen findet statt.")
    return redirect("programmes:group", session.cohort_id)


@require_http_methods(["GET", "POST"])
def attendance(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """The list of a session: one tap per person, one form, one save."""
    session = session_or_404(request, session_id)
    group = session.cohort
    rules = attendance_or_404(group)
    about = AboutForm(
        request.POST or None,
        attendance=rules,
        guests=session.guests,
        initial={"topic": session.topic, "guests": session.guests, "version": session.version},
    )
    marks: dict[uuid.UUID, Mark] = {}
    clashes: dict[uuid.UUID, RollLine] = {}
    everybody = "alle" in request.POST
    conflicting = False
    lines = _roll(request, session)
    if request.method == "POST":
        marks = group_page.marks_of(request.POST, [one.member.row.pk for one in lines])
        if about.is_valid():
            try:
                kept = services.keep_roll(
                    context=request.access,
                    session=session,
                    marks=marks,
                    version=about.cleaned_data["version"],
                    told=_told(about),
                    all_present=everybody,
                )
            except Refused as refusal:
                about.add_error(refusal.field if refusal.field in about.fields else None, refusal.message)
            except Meanwhile as told:
                clashes, conflicting = told.lines, True
            except Stale:
                conflicting = True
                about = _once_more(about, session)
            else:
                words = (
                    "Die Anwesenheit ist gespeichert." if kept.number else "Gespeichert. An den Namen war nichts neu."
                )
                messages.success(request, words)
                return redirect("programmes:session", session.pk)
    if lines:
        disclose(request, kind="programmes.group.roll", dossiers=[one.member.row.dossier_id for one in lines])
    people = group_page.persons(lines, marks=marks, clashes=clashes, everybody_present=everybody)
    hidden = max(0, sizes([group.pk], session.on, exactly=True)[group.pk] - len(lines))
    context = {
        "breadcrumb": crumbs_of(group, "Anwesenheit"),
        "session": session,
        "group": group,
        "when": group_page.when(session),
        "extent": group_page.extent(session, rules),
        "about": about,
        "people": people,
        "may_keep": session.on <= today() and not session.cancelled and any(one.choices for one in people),
        "ahead": session.on > today(),
        "clashes": clashes,
        "stale": conflicting and not clashes,
        "hidden": group_page.hidden_words(hidden, 0),
    }
    return render(request, "programmes/session.html", context, status=409 if conflicting else 200)


@require_GET
def printed_list(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """The list to sign on paper. It goes round in the group, so it says nothing about who was missing before."""
    session = session_or_404(request, session_id)
    lines = _roll(request, session)
    if lines:
        disclose(request, kind="programmes.group.list", dossiers=[one.member.row.dossier_id for one in lines])
    group = session.cohort
    rules = document(group.run.definition).attendance
    context: dict[str, Any] = {
        "breadcrumb": crumbs_of(group, "Liste zum Unterschreiben"),
        "session": session,
        "group": group,
        "when": group_page.when(session),
        "names": [one.member.name for one in lines],
        "guests": bool(rules and rules.group and rules.group.guests),
        "back_url": reverse("programmes:session", args=[session.pk]),
    }
    return render(request, "programmes/session_list.html", context)


def _roll(request: Request, session: Session) -> list[RollLine]:
    programme = document(session.cohort.run.definition)
    members = members_of(request.access, session.cohort, programme)
    return roll(request.access, programme, session, members)


def _told(about: AboutForm) -> Told:
    """What somebody changed about the session; what they only saw is left to others."""
    changed = set(about.changed_data)
    return Told(
        topic=about.cleaned_data["topic"] if "topic" in changed else None,
        guests=about.cleaned_data.get("guests"),
        guests_changed="guests" in changed,
    )


def _once_more(about: AboutForm, session: Session) -> AboutForm:
    """The same answers over the stored version: whoever saves now has been told."""
    data = about.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(session.version)
    about.data = data
    if "topic" in about.changed_data:
        about.add_error("topic", f"Inzwischen steht hier: {session.topic or 'kein Thema'}. Mit Speichern gilt Ihres.")
    if "guests" in about.changed_data:
        stands = "keine Zahl" if session.guests is None else str(session.guests)
        about.add_error("guests", f"Inzwischen steht hier: {stands}. Mit Speichern gilt Ihre Zahl.")
    return about
