"""Correcting, ending and taking up participations again."""

import datetime as dt

from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry
from rundblick.programmes.definition import Programme
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.publishing import document
from rundblick.programmes.rules import exit_reason
from rundblick.programmes.services import spine


def change(
    *, participation: Participation, version: int, started_on: dt.date, site: str, employer: str | None = None
) -> Participation:
    """Correct the first day, the site and (unless None) the firm. Raises Refused for impossible days, and Stale."""
    programme = document(participation.run.definition)
    if site and site not in {known.code for known in programme.sites}:
        raise Refused("Diesen Standort hat das Programm nicht.", "site")
    with reason("programmes.change"):
        row = _locked(participation, version)
        if row.started_on is None:
            raise Refused("Diese Teilnahme hat noch nicht begonnen.")
        if row.ended_on is not None and row.ended_on < started_on:
            raise Refused("Der Beginn liegt nach dem letzten Tag.", "started_on")
        moved = row.started_on != started_on
        row.started_on, row.site = started_on, site
        row.employer = row.employer if employer is None else employer.strip()
        _save(row, "started_on", "site", "employer")
        if moved:
            spine.move(spine.START, row, started_on)
            facts_changed([row.dossier_id])
    return row


def end(
    *,
    participation: Participation,
    version: int,
    ended_on: dt.date,
    exit_code: str,
    everybody: bool = False,
    overrule: bool = False,
) -> list[Participation]:
    """End on a day (the last one, inclusive) with a reason of the definition; `everybody` of this household and run.

    Leaving is always possible. Raises Refused for a day before the start or an unknown reason, Hint (unless `overrule`)
    where something should follow and nothing is arranged, and Stale.
    """
    programme = document(participation.run.definition)
    try:
        exit_reason(programme, exit_code)
    except ValueError:
        raise Refused("Diesen Austrittsgrund kennt das Programm nicht.", "exit_code") from None
    with reason("programmes.end"):
        first = _locked(participation, version)
        if first.started_on is None or first.ended_on is not None:
            raise Refused("Diese Teilnahme läuft nicht.")
        rows = [first, *(_others(first, ended_on__isnull=True, started_on__isnull=False) if everybody else [])]
        for row in rows:
            if row.started_on is not None and ended_on < row.started_on:
                raise Refused("Der letzte Tag liegt vor dem Beginn.", "ended_on")
        if not overrule:
            _follows_on(programme, rows)
        for row in rows:
            row.ended_on, row.exit_code = ended_on, exit_code
            _save(row, "ended_on", "exit_code")
        TimelineEntry.objects.bulk_create(spine.entry(spine.END, row, ended_on) for row in rows)
        facts_changed([first.dossier_id])
    return rows


def reopen(*, participation: Participation, version: int, everybody: bool = False) -> list[Participation]:
    """Take up again what was ended or withdrawn; the history keeps day and reason. Raises Refused and Stale.

    `everybody`: also the others of the household whose participation ended on the same day.
    """
    with reason("programmes.reopen"):
        first = _locked(participation, version)
        if first.ended_on is None:
            raise Refused("Diese Teilnahme ist nicht beendet.")
        rows = [first, *(_others(first, ended_on=first.ended_on) if everybody else [])]
        for row in rows:
            row.ended_on, row.exit_code = None, ""
            _save(row, "ended_on", "exit_code")
        spine.drop(spine.END, rows)
        facts_changed([first.dossier_id])
    return rows


def withdraw(*, participation: Participation, version: int, on: dt.date) -> Participation:
    """The proposal does not stand any more; no reason is asked for or kept. Raises Refused and Stale."""
    with reason("programmes.withdraw"):
        row = _locked(participation, version)
        if row.started_on is not None or row.ended_on is not None:
            raise Refused("Zurücknehmen lässt sich nur ein Vorschlag.")
        row.ended_on = on
        _save(row, "ended_on")
        facts_changed([row.dossier_id])
    return row


def _follows_on(programme: Programme, rows: list[Participation]) -> None:
    """Nobody leaves without something that follows, unless the exception of the definition holds."""
    rule = programme.follow_on
    if rule is None:
        return
    arranged = ProgrammeEvent.objects.filter(participation__in=rows, kind__in=rule.done_by).exists()
    if not arranged:
        raise Hint(
            f"Niemand geht ohne Anschluss: „{rule.label}“ ist noch nicht festgehalten. Ausnahme: {rule.exception}"
        )


def _locked(participation: Participation, version: int) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("run__definition")
    found = rows.filter(pk=participation.pk).first()
    if found is None:
        raise Refused("Diese Teilnahme gibt es nicht mehr.")
    if found.version != version:
        raise Stale(found)
    return found


def _others(row: Participation, **condition: object) -> list[Participation]:
    rows = Participation.objects.select_for_update(of=("self",)).filter(**condition)
    return list(rows.filter(dossier_id=row.dossier_id, run_id=row.run_id).exclude(pk=row.pk).order_by("pk"))


def _save(row: Participation, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
