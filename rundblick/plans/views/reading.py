"""Reading plans: what holds, earlier versions, two versions side by side, and paper."""

import uuid
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.models.organisations import name_of_house
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.plans import queries
from rundblick.plans.access import published_or_404
from rundblick.plans.codes import State
from rundblick.plans.comparing import compared
from rundblick.plans.forms import BeginForm
from rundblick.plans.kinds import MAIN, kinds
from rundblick.plans.models import Plan
from rundblick.plans.paper import paper
from rundblick.plans.shown import Sheet, sheet, title_of
from rundblick.plans.views.common import PLAIN, WORDS, file_of, framed, is_plain
from rundblick.web.clock import today

FILE = "plan.pdf"
NORMAL = "normal"


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The plans of a member that held on the day shown, with earlier versions and drafts."""
    file = tools.file_of_member(request, case_id, person_id, reading="goals")
    shown = framed(request, file)
    versions = _ordered(queries.versions(request.access, file.pk, person_id))
    present = queries.held_on(versions, shown["day"])
    lines = queries.lines_of(request.access, present)
    plain = is_plain(request)
    disclose(request, kind="plans.page", dossiers=[file.pk])
    return render(
        request,
        "plans/page.html",
        shown
        | {
            "sheets": [_with_acts(sheet(plan, lines[plan.pk], plain=plain), versions) for plan in present],
            "drafts": [] if shown["past"] else _alone(queries.drafts(versions), present),
            "former": _former(versions),
            "begin": BeginForm(day=today(), initial={"kind": _first_choice(versions)}, auto_id="neu-%s"),
            "begin_url": reverse("plans:begin", args=[file.pk, person_id]) + shown["mode"],
            "plain": plain,
            "words_url": shown["home"] if plain else f"{shown['here']}{shown['mode_and']}{WORDS}={PLAIN}",
            "left": person_id not in file.member_ids,
        },
    )


@require_GET
def version(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """One version that was published, as it stood."""
    plan = published_or_404(request.access, plan_id)
    file = file_of(request, plan)
    shown = framed(request, file)
    lines = queries.lines_of(request.access, [plan])[plan.pk]
    plain = is_plain(request)
    here = reverse("plans:version", args=[plan.pk])
    siblings = [
        one
        for one in queries.versions(request.access, file.pk, plan.person_id)
        if one.kind == plan.kind and one.state != State.DRAFT and one.pk != plan.pk
    ]
    disclose(request, kind="plans.version", dossiers=[file.pk])
    return render(
        request,
        "plans/version.html",
        shown
        | {
            "sheet": sheet(plan, lines, plain=plain),
            "others": siblings,
            "plain": plain,
            "words_url": here + (shown["mode"] if plain else f"{shown['mode_and']}{WORDS}={PLAIN}"),
        },
    )


@require_GET
def compare(request: Request, plan_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Two versions of the same plan side by side, the earlier one on the left."""
    pair = [published_or_404(request.access, one) for one in (plan_id, other_id)]
    former, later = sorted(pair, key=lambda plan: plan.number)
    same = (former.dossier_id, former.person_id, former.kind) == (later.dossier_id, later.person_id, later.kind)
    if not same or former.pk == later.pk:
        raise Http404("not two versions of one plan")
    file = file_of(request, later)
    shown = framed(request, file)
    lines = queries.lines_of(request.access, [former, later])
    disclose(request, kind="plans.compare", dossiers=[file.pk])
    return render(
        request,
        "plans/compare.html",
        shown
        | {
            "former": former,
            "later": later,
            "title": title_of(later),
            "comparison": compared(former, lines[former.pk], later, lines[later.pk]),
        },
    )


@require_GET
def pdf(request: Request, plan_id: uuid.UUID, words: str) -> HttpResponse:
    """A version on paper: accessible, in normal or plain words."""
    if words not in (NORMAL, PLAIN):
        raise Http404("no such words")
    plan = published_or_404(request.access, plan_id)
    file = file_of(request, plan)
    lines = queries.lines_of(request.access, [plan])[plan.pk]
    disclose(request, kind="plans.pdf", dossiers=[file.pk])
    made = paper(
        sheet(plan, lines, plain=words == PLAIN),
        name=file.name(plan.person_id),
        issuer=name_of_house(request.access.organisation_id),
        plain=words == PLAIN,
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ordered(versions: list[Plan]) -> list[Plan]:
    """In the order of the catalogue, the latest version of each kind first."""
    places = {kind.code: place for place, kind in enumerate(kinds())}
    return sorted(versions, key=lambda plan: (places[plan.kind], -plan.number))


def _with_acts(one: Sheet, versions: list[Plan]) -> dict[str, Any]:
    """A version with what may be done to it: the draft that follows it, and the version before."""
    same = [plan for plan in versions if plan.kind == one.plan.kind]
    earlier = [plan for plan in same if plan.state != State.DRAFT and plan.number < one.plan.number]
    draft = next((plan for plan in same if plan.state == State.DRAFT), None)
    return {"sheet": one, "before": earlier[0] if earlier else None, "draft": draft}


def _alone(drafts: list[Plan], present: list[Plan]) -> list[tuple[Plan, str]]:
    """Drafts of kinds of which no version holds; the others stand beside the version they follow."""
    held = {plan.kind for plan in present}
    return [(plan, title_of(plan)) for plan in drafts if plan.kind not in held]


def _former(versions: list[Plan]) -> list[dict[str, Any]]:
    """Versions that no longer hold, by kind."""
    ended = [plan for plan in versions if plan.state == State.ENDED]
    return [
        {"title": title_of(rows[0]), "rows": [(plan, sheet(plan, []).held) for plan in rows]}
        for rows in (list(group) for _kind, group in groupby(ended, key=lambda plan: plan.kind))
    ]


def _first_choice(versions: list[Plan]) -> str:
    known = {plan.kind for plan in versions if plan.state != State.ENDED}
    return MAIN if MAIN not in known else next((kind.code for kind in kinds() if kind.code not in known), MAIN)
