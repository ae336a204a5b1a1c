"""Moving a participation to another published version of its programme."""

import uuid

from rundblick.access.context import reason
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import Definition, Participation, Run
from rundblick.programmes.publishing import document


def move_to_version(*, participation: Participation, version: int, definition_id: uuid.UUID) -> list[Participation]:
    """Let this participation, in a programme for households all of the household, go on on another version.

    The run keeps its code; events, attendance and answers stay; the history keeps the former version. Raises Refused
    where the other version has no such run or does not know the site or the exit reason, and Stale.
    """
    with reason("programmes.move"):
        rows = _locked(participation)
        if rows[0].version != version:
            raise Stale(rows[0])
        here = rows[0].run
        there = Run.objects.select_related("definition").filter(definition_id=definition_id, code=here.code).first()
        if there is None or there.definition.code != here.definition.code:
            raise Refused(f"„{here.label}“ gibt es in dieser Fassung nicht. Die Teilnahme bleibt in ihrer.")
        if there.pk == here.pk:
            return rows
        _check(rows, there)
        for row in rows:
            row.run = there
            row.version += 1
            row.save(update_fields=["run", "version"])
        facts_changed([participation.dossier_id])
    return rows


def latest_version(participation: Participation) -> Definition | None:
    """The latest version a participation could go on in, None where it stands on it. One query."""
    here = participation.run
    found = Definition.objects.filter(code=here.definition.code, runs__code=here.code).defer("document")
    latest = found.order_by("-valid_from", "-published_at", "pk").first()
    return latest if latest is not None and latest.pk != here.definition_id else None


def _locked(participation: Participation) -> list[Participation]:
    """The participation first, then those it stands together with."""
    rows = Participation.objects.select_for_update(of=("self",)).select_related("run__definition")
    rows = rows.filter(dossier_id=participation.dossier_id, run_id=participation.run_id).order_by("pk")
    if document(participation.run.definition).unit != "household":
        rows = rows.filter(pk=participation.pk)
    found: list[Participation] = sorted(rows, key=lambda row: row.pk != participation.pk)
    if not found or found[0].pk != participation.pk:
        raise Refused("Diese Teilnahme gibt es nicht mehr.")
    return found


def _check(rows: list[Participation], there: Run) -> None:
    programme = document(there.definition)
    sites = {site.code for site in programme.sites}
    reasons = {reason.code for reason in programme.exits}
    if any(row.site and row.site not in sites for row in rows):
        raise Refused("Den Standort gibt es in der neuen Fassung nicht. Bitte berichtigen Sie ihn zuerst.")
    if any(row.exit_code and row.exit_code not in reasons for row in rows):
        raise Refused("Den Austrittsgrund gibt es in der neuen Fassung nicht.")
    taken = Participation.objects.filter(run=there, dossier_id=rows[0].dossier_id)
    if {row.person_id for row in rows} & set(taken.values_list("person_id", flat=True)):
        raise Refused("In der neuen Fassung gibt es diese Teilnahme schon.")
