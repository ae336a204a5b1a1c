"""Start pages of data protection, administration and research: no content of any case."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.steering import links, shown_doors
from rundblick.steering.access import HOUSE, PROTECTION, REPORTS, page_or_404
from rundblick.steering.queries import house as reads
from rundblick.steering.views.frame import frame
from rundblick.web.clock import now, today


@require_GET
def protection(request: Request) -> HttpResponse:
    """Emergency access, the state of the sealed log, erasures that wait."""
    page_or_404(request.access, PROTECTION)
    erasures = reads.open_erasures(request.access)
    return render(
        request,
        "steering/protection.html",
        frame(request, PROTECTION)
        | {
            "seal": reads.seal_state(now()),
            "erasures": erasures[: reads.SHOWN],
            "more_erasures": len(erasures) > reads.SHOWN,
            "doors": [shown_doors.temporary_line(door, now=now()) for door in reads.temporary_doors(now())],
            "doors_url": reverse("access:temporary_doors"),
            "erasures_url": reverse("access:erasures"),
            "seals_url": reverse("access:seals"),
            "links": links.protection(),
        },
    )


@require_GET
def house(request: Request) -> HttpResponse:
    """Organisations with teams and accounts, and accounts that lack something."""
    page_or_404(request.access, HOUSE)
    accounts = reads.accounts_to_finish(today=today())
    return render(
        request,
        "steering/house.html",
        frame(request, HOUSE)
        | {
            "organisations": reads.organisations(),
            "accounts": accounts[: reads.SHOWN],
            "more_accounts": len(accounts) > reads.SHOWN,
            "accounts_url": reverse("access:users"),
            "organisations_url": reverse("access:organisations"),
        },
    )


@require_GET
def reports(request: Request) -> HttpResponse:
    """Published reports; research sees nothing else."""
    page_or_404(request.access, REPORTS)
    return render(request, "steering/reports.html", frame(request, REPORTS) | {"links": links.reports(request.access)})
