"""The figures of a report for the operator's command line: counted as worker, protected, and disclosed in the log."""

import datetime as dt
from typing import Any

from django.db.models import Q

from rundblick.access import disclosure
from rundblick.access.context import system
from rundblick.access.database import as_worker
from rundblick.catalogue.quoted import literature
from rundblick.evaluation.protection import prepared, protected
from rundblick.evaluation.report import compute
from rundblick.programmes.models import Run
from rundblick.programmes.publishing import document
from rundblick.programmes.reporting import reports_of


class NothingToReport(Exception):
    """Unknown programme, run or no report; the text says what there is."""


def figures_of(programme: str, as_of: dt.date, *, run_code: str = "") -> list[dict[str, Any]]:
    """Figures as plain dicts, sections at their own Stichtage. Small cells are withheld unless they are quoted.

    Raises NothingToReport.
    """
    with as_worker("cli.report") as operator:
        run = _run(programme, as_of, run_code)
        definition = document(run.definition)
        quotes = literature(definition.id)
        found: list[dict[str, Any]] = []
        for report in reports_of(definition):
            computed = prepared(compute(definition, report, run, as_of), quotes)
            found += [shown.as_dict() for shown in protected(computed, quotes)]
        dossiers = list(run.participations.values_list("dossier_id", flat=True).distinct())
        row = disclosure.entry(operator, kind="report.cli", dossiers=dossiers, purpose=f"{programme} {as_of}")
    disclosure.write(system("cli.report"), [row])
    return found


def _run(programme: str, as_of: dt.date, run_code: str) -> Run:
    """The run of that code, or the one that ran on that day: the one that began last, where several did."""
    runs = Run.objects.filter(definition__code=programme).select_related("definition")
    known = ", ".join(sorted({run.code for run in runs}))
    if not known:
        codes = ", ".join(sorted(set(Run.objects.values_list("definition__code", flat=True)))) or "keine"
        raise NothingToReport(f"Das Programm „{programme}“ ist nicht veröffentlicht. Bekannt: {codes}.")
    if run_code:
        chosen = runs.filter(code=run_code).order_by("-definition__valid_from", "-definition__published_at").first()
        if chosen is None:
            raise NothingToReport(f"Den Durchgang „{run_code}“ gibt es nicht. Bekannt: {known}.")
        return chosen
    running = runs.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=as_of), valid_from__lte=as_of)
    chosen = running.filter(participations__isnull=False).order_by("-valid_from", "-definition__published_at").first()
    if chosen is None:
        raise NothingToReport(f"Am {as_of:%d.%m.%Y} lief kein Durchgang mit Teilnahmen. Bekannt: {known}.")
    return chosen
