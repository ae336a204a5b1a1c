"""The profile beside the timeline: interests, abilities, languages, activities, mobility."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries, services
from rundblick.biography.access import row_or_404
from rundblick.biography.codes import LETTER_MEANINGS, Letter
from rundblick.biography.sorts import sort_or_404
from rundblick.biography.views.shown import back, form_page, scene
from rundblick.biography.views.stretches import CHANGED, GONE
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.tools import file_of_member
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of

CREATE_KEY = "biography.{}:{}"
CHANGE_KEY = "biography.{}.change:{}"


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The profile of one member, as it stood on the day shown."""
    file = file_of_member(request, case_id, person_id)
    shown = scene(request, file)
    found = queries.profile(request.access, file.pk, person_id, shown["day"])
    letters = list(found.interests.letters) if found.interests else []
    disclose(request, kind="biography.profile", dossiers=[file.pk])
    return render(
        request,
        "biography/profile.html",
        shown
        | {
            "profile": found,
            "letters": [(letter, Letter(letter).label, LETTER_MEANINGS[letter]) for letter in letters],
            "person_id": person_id,
        },
    )


@require_http_methods(["GET", "POST"])
def say_once(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, sort: str) -> HttpResponse:
    """Interests or mobility: there is one statement, which is made or made anew."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    asked = sort_or_404(sort, single=True)
    standing = queries.standing(request.access, asked.model, file.pk, person_id)
    key, saved_at, clash = CREATE_KEY.format(sort, person_id), None, None
    if request.method == "POST":
        form = asked.form(request.POST)
        if form.is_valid():
            fresh = asked.model(dossier_id=file.pk, person_id=person_id, valid_from=today())
            try:
                services.say_once(
                    fresh=fresh,
                    standing=standing,
                    version=form.cleaned_data["version"],
                    author=request.user,
                    **asked.values(form.cleaned_data),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=asked.said(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, asked.saved)
                return back(request, "profile", case_id, person_id)
    else:
        initial = asked.said(standing) | {"version": standing.version} if standing else {"version": 0}
        form = asked.form(initial=initial)
        saved_at = restore(request, key, form)
    disclose(request, kind="biography.revise", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        template=f"biography/{asked.model._meta.model_name}_form.html",
        heading=asked.heading,
        draft_key=key,
        saved_at=saved_at,
        back_url=scene(request, file)["profile_url"],
        clash=clash,
        letters=[(letter.value, letter.label, LETTER_MEANINGS[letter]) for letter in Letter],
    )


@require_http_methods(["GET", "POST"])
def entry_create(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, sort: str) -> HttpResponse:
    """Add an ability, a language or an activity."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    asked = sort_or_404(sort, single=False)
    key, saved_at = CREATE_KEY.format(sort, person_id), None
    if request.method == "POST":
        form = asked.form(request.POST)
        if form.is_valid():
            values = asked.values(form.cleaned_data)
            row = asked.model(dossier_id=file.pk, person_id=person_id, valid_from=today(), **values)
            try:
                services.note_down(row=row, author=request.user, token=form.cleaned_data["token"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, asked.saved)
                return back(request, asked.page, case_id, person_id)
    else:
        form = asked.form(initial={"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
    disclose(request, kind="biography.note_down", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        template="biography/entry_form.html",
        heading=asked.heading,
        draft_key=key,
        saved_at=saved_at,
        back_url=scene(request, file)[f"{asked.page}_url"],
        entry=None,
    )


@require_http_methods(["GET", "POST"])
def entry(request: Request, sort: str, entry_id: uuid.UUID) -> HttpResponse:
    """Say an ability, a language or an activity anew."""
    asked = sort_or_404(sort, single=False)
    row = row_or_404(request.access, asked.model, entry_id)
    person_id: uuid.UUID = row.person_id  # type: ignore[assignment]
    file = file_of_member(request, row.dossier_id, person_id, writing="situation")
    key, saved_at, clash = CHANGE_KEY.format(sort, row.thread), None, None
    if request.method == "POST":
        form = asked.form(request.POST)
        if form.is_valid():
            version = form.cleaned_data["version"] or 0
            try:
                services.revise(row=row, version=version, author=request.user, **asked.values(form.cleaned_data))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=asked.said(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, asked.saved)
                return back(request, asked.page, file.pk, person_id)
    elif row.valid_until is not None:
        messages.info(request, GONE)
        return back(request, asked.page, file.pk, person_id)
    else:
        form = asked.form(initial=asked.said(row) | {"version": row.version})
        saved_at = restore(request, key, form)
    disclose(request, kind="biography.revise", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        template="biography/entry_form.html",
        heading=asked.heading,
        draft_key=key,
        saved_at=saved_at,
        back_url=scene(request, file)[f"{asked.page}_url"],
        clash=clash,
        entry=row,
        sort=sort,
    )


@require_POST
def entry_put_away(request: Request, sort: str, entry_id: uuid.UUID) -> HttpResponse:
    """Take a statement out of the profile, or say that an activity is over."""
    asked = sort_or_404(sort)
    row = row_or_404(request.access, asked.model, entry_id)
    try:
        services.put_away(row=row, version=version_of(request))
    except Refused:
        messages.info(request, GONE)
    except Stale:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Der Eintrag ist herausgenommen.")
    disclose(request, kind="biography.put_away", dossiers=[row.dossier_id])
    return back(request, asked.page, row.dossier_id, row.person_id)
