"""The case page, its story and its print."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar import queries as calendar
from rundblick.calendar import shown as calendar_shown
from rundblick.cases import parts, queries, story, tools
from rundblick.cases.access import file_or_404
from rundblick.cases.codes import ClosingReason, GoalStatus
from rundblick.cases.file import File
from rundblick.cases.forms.story import StoryForm
from rundblick.cases.frame import head, looking, query, turned
from rundblick.web.clock import now, today


@require_GET
def page(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The file at a glance; `?mitglied=` shows what may be read together with that member."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""))
    talks = []
    if "notes" in file.reads:
        talks = queries.latest_talks(request.access, file.dossier_id, member=file.member)
    successes = []
    if "goals" in file.reads:
        successes = queries.latest_successes(request.access, file.dossier_id, member=file.member, until=today())
    said = parts.hint_after_saving(request, talks)
    disclose(request, kind="case.page", dossiers=[file.dossier_id])
    return render(
        request,
        "cases/page.html",
        head(file, "page")
        | {
            "concerns": parts.concerns(talks, file),
            "successes": successes,
            "said": said,
            "phone": parts.phone_links(file),
            "talks": talks[: queries.RECENT],
            "main": parts.load(request, file, "main", at_once=True),
            "more_url": reverse("cases:more", args=[file.pk]) + query(looking(file)),
            "in_focus": [file.name(key) for key in file.names if key in file.shown_focus],
            "can_note": "notes" in file.writes,
            "can_arrange": "appointments" in file.writes,
            "can_lead": "master" in file.writes,
            "sees_notes": "notes" in file.reads,
            "closing_reason": ClosingReason(file.case.closing_reason).label if file.case.closing_reason else "",
        },
    )


@require_GET
def more(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """What other rooms contribute to the case. Fetched after the page, or opened as a page of its own."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""))
    disclose(request, kind="case.more", dossiers=[file.dossier_id])
    shown = {
        "main": parts.load(request, file, "main", at_once=False),
        "side": parts.load(request, file, "side", at_once=False),
        "file": file,
    }
    if request.headers.get("HX-Request"):
        return render(request, "cases/more.html", shown)
    return render(request, "cases/more_page.html", head(file, "") | shown)


@require_GET
def told(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The story of the case by month; `?mitglied=`, kind, topic, period and order choose a part of it."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""))
    form, found = _part(request, file, size=story.SIZE)
    disclose(request, kind="case.story", dossiers=[file.dossier_id])
    part = form.kept()
    members = [member for member in file.members if file.member in (None, member.person.pk)]
    return render(
        request,
        "cases/story.html",
        head(file, "story")
        | {
            "form": form,
            "months": found.months(),
            "chosen": any(name != "zuerst" for name in part),
            "period": any(form[name].value() for name in ("ab", "bis", "zuerst")),
            "all_url": reverse("cases:story", args=[file.pk]) + query(looking(file)),
            "prints": [
                (member.name, reverse("cases:story_print", args=[file.pk, member.person.pk]) + query(part))
                for member in members
            ],
            "pages": turned(found.back, found.on, looking(file) | part, onward="nach"),
        },
    )


@require_GET
def story_print(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """A part of the story on paper, with a cover: what concerns this member and what the family may see."""
    file = file_or_404(request.access, case_id, member=str(person_id))
    if file.member is None:
        raise Http404
    form, found = _part(request, file, size=story.LONGEST)
    disclose(request, kind="case.story.print", dossiers=[file.dossier_id])
    return render(
        request,
        "cases/story_print.html",
        head(file, "")
        | {
            "person": file.name(file.member),
            "chosen": form.told(),
            "number": len(found.entries),
            "months": found.months(),
            "pages": turned(found.back, found.on, form.kept(), onward="nach"),
            "story_url": reverse("cases:story", args=[file.pk]) + query(looking(file) | form.kept()),
            "today": today(),
        },
    )


def _part(request: Request, file: File, *, size: int) -> tuple[StoryForm, story.Page]:
    form = StoryForm(request.GET, topics=file.reads)
    found = story.page(
        request.access,
        file.dossier_id,
        member=file.member,
        chosen=form.selection(),
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
        size=size,
    )
    return form, found


@require_GET
def tool_list(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The counselling tools for one member: that of `?mitglied=`, else the first in focus."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""))
    first = file.choices()
    if file.member is None and first:
        file = file.looking_at(first[0][0])
    disclose(request, kind="case.tools", dossiers=[file.dossier_id])
    shown = {
        "offered": tools.offered(request, file),
        "for_all": ([] if request.access.only_guest else tools.offered_for_all(file)),
    }
    return render(request, "cases/tools.html", head(file, "tools") | shown)


@require_GET
def print_choice(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """For whom the file is printed: only that member's things and what is open to all (design rule 6)."""
    file = file_or_404(request.access, case_id)
    disclose(request, kind="case.print_choice", dossiers=[file.dossier_id])
    return render(request, "cases/print_choice.html", head(file, ""))


@require_GET
def print_for(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The file of one member on paper."""
    file = file_or_404(request.access, case_id, member=str(person_id))
    if file.member is None:
        raise Http404
    context, dossier_id = request.access, file.dossier_id
    talks = queries.latest_talks(context, dossier_id, member=file.member) if "notes" in file.reads else []
    rows = calendar.upcoming(context, [dossier_id], at=now()).filter(queries.for_member(file.member))
    found = story.page(context, dossier_id, member=file.member, size=story.LONGEST)
    disclose(request, kind="case.print", dossiers=[dossier_id])
    return render(
        request,
        "cases/print.html",
        head(file, "")
        | {
            "person": file.name(file.member),
            "concerns": parts.concerns(talks, file),
            "appointments": calendar_shown.lines(list(rows), names=file.names, households={}),
            "tasks": list(queries.open_tasks(context, dossier_id, member=file.member)),
            "goals": parts.goal_lines(
                (
                    goal
                    for goal in queries.goals(context, dossier_id, member=file.member)
                    if goal.status != GoalStatus.DROPPED
                ),
                file,
            ),
            "successes": queries.latest_successes(context, dossier_id, member=file.member, until=today()),
            "entries": found.entries,
            "cut": found.on is not None,
            "today": today(),
        },
    )
