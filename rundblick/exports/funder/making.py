"""Makes the table of a funder for one run at one Stichtag, and checks it."""

import datetime as dt
import uuid
from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.crypto import salted_hmac

from rundblick.exports.columns import TableColumn, problem_of, sources, written
from rundblick.exports.made import Finding, Made
from rundblick.exports.models import Delivery, Trace
from rundblick.exports.research.sources import values
from rundblick.exports.tables import as_xlsx
from rundblick.people.queries import age_on
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation, Run
from rundblick.programmes.publishing import documents
from rundblick.web.german import german_date
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

NOBODY = "In diesem Durchgang hat bis zum Stichtag niemand begonnen."
Row = dict[str, Any]


def make(delivery: Delivery) -> Made:
    """The workbook with what the check found. Runs as worker."""
    assert delivery.mapping is not None and delivery.run is not None
    columns = [TableColumn.stored(one) for one in delivery.mapping.columns]
    rows = _rows(delivery.run, delivery.house_id, delivery.as_of)
    if not rows:
        return Made({"rows": 0}, NOBODY)
    known = _values(delivery, rows, columns)
    findings = _check(delivery, rows, columns, known)
    # What an earlier table of the same kind noticed is answered by this one.
    Trace.objects.filter(
        mark="finding", delivery__mapping__mapping_id=delivery.mapping.mapping_id, delivery__run=delivery.run
    ).delete()
    tally = Counter((one.column, one.problem) for one in findings)
    result: dict[str, Any] = {
        "rows": len(rows),
        "columns": [one.heading for one in columns],
        "version": delivery.mapping.number,
        "problems": [[column, problem, number] for (column, problem), number in tally.items()],
        "noticed": len(findings),
    }
    name = f"foerdergeber-{str(delivery.mapping.mapping_id)[:8]}-{delivery.as_of.isoformat()}.xlsx"
    about = sorted({(row.dossier_id, row.person_id, "") for row in rows if row.person_id})
    return Made(
        result,
        content=_workbook(delivery, columns, known, result),
        name=name,
        rows=len(rows),
        about=about,
        findings=findings,
    )


def _rows(run: Run, house_id: uuid.UUID, as_of: dt.date) -> list[Participation]:
    """People who began by that day: of the own cases, and where the house is the provider, of all."""
    own = Q(dossier__organisation_id=house_id)
    if run.provider_id == house_id:
        own = Q()
    rows = Participation.objects.filter(
        own, run=run, person__isnull=False, started_on__lte=as_of, dossier__erased_at__isnull=True
    )
    rows = rows.select_related("run__definition", "person").defer("run__definition__document")
    return list(rows.order_by("started_on", "pk"))


def _values(delivery: Delivery, rows: Sequence[Participation], columns: Sequence[TableColumn]) -> list[Row]:
    known = {one.source: sources()[one.source] for one in columns if one.source in sources()}
    read = values(rows, delivery.as_of, [one.variable for one in known.values() if one.variable])
    first = _first_integrations(rows, delivery.as_of) if known.keys() & {"integration_on", "integration_kind"} else {}
    assert delivery.mapping is not None and delivery.run is not None
    programme = documents([delivery.run.definition_id])[delivery.run.definition_id]
    found = []
    for place, row in enumerate(rows, start=1):
        own: Row = {code: read[row.pk].get(one.variable) for code, one in known.items() if one.variable}
        own |= _own(delivery, row, programme)
        own |= {"line": place} | first.get(row.pk, {})
        found.append(own)
    return found


def _own(delivery: Delivery, row: Participation, programme: Programme) -> Row:
    assert delivery.mapping is not None and row.person is not None and row.started_on is not None
    over = row.ended_on if row.ended_on and row.ended_on <= delivery.as_of else None
    exits = {one.code: one.label for one in programme.exits}
    return {
        "number": _number(delivery.mapping.mapping_id, row.person_id),
        "run": row.run.label,
        "started_on": row.started_on,
        "ended_on": over,
        "exit": exits.get(row.exit_code, row.exit_code) if over else None,
        "age": age_on(row.person.birth_date, row.started_on),
    }


def _number(mapping_id: uuid.UUID, person_id: uuid.UUID | None) -> str:
    """The number of a person in one table; in another table it is another one."""
    digest = salted_hmac(f"exports.mapping:{mapping_id}", str(person_id), algorithm="sha256").digest()
    return b32encode(digest[:10]).decode()


def _first_integrations(rows: Sequence[Participation], as_of: dt.date) -> dict[uuid.UUID, Row]:
    kinds = {kind.code: kind.label for kind in taxonomy().kinds if kind.group == "integration"}
    found: dict[uuid.UUID, list[tuple[dt.date, str]]] = {}
    stored = Outcome.objects.filter(
        person_id__in={row.person_id for row in rows}, achieved_on__lte=as_of, kind__in=kinds
    )
    for person_id, on, kind in stored.order_by("achieved_on", "pk").values_list("person_id", "achieved_on", "kind"):
        found.setdefault(person_id, []).append((on, kinds[kind]))
    first: dict[uuid.UUID, Row] = {}
    for row in rows:
        since = [one for one in found.get(row.person_id, []) if row.started_on and one[0] >= row.started_on]  # type: ignore[arg-type]
        if since:
            first[row.pk] = {"integration_on": since[0][0], "integration_kind": since[0][1]}
    return first


def _value(column: TableColumn, own: Row) -> Any:
    return column.fixed if column.source == "fixed" else own.get(column.source)


def _check(
    delivery: Delivery, rows: Sequence[Participation], columns: Sequence[TableColumn], known: Sequence[Row]
) -> list[Finding]:
    assert delivery.run is not None
    found = []
    for row, own in zip(rows, known, strict=True):
        assert row.person_id is not None
        for column in columns:
            said = problem_of(column, _value(column, own), first=delivery.run.valid_from, last=delivery.as_of)
            if said:
                found.append(Finding(row.dossier_id, row.person_id, column.heading, said))
    return found


def _workbook(
    delivery: Delivery, columns: Sequence[TableColumn], known: Sequence[Row], result: dict[str, Any]
) -> bytes:
    assert delivery.mapping is not None and delivery.run is not None
    head = [one.heading for one in columns]
    rows = [[written(_value(one, own), one.format) for one in columns] for own in known]
    notes: list[list[Any]] = [
        ["Tabelle", f"{delivery.mapping.mapping.title}, Fassung {delivery.mapping.number}"],
        ["Durchgang", delivery.run.label],
        ["Stichtag", f"{german_date(delivery.as_of)}, der Tag eingeschlossen"],
        ["Zeilen", len(rows)],
        ["Auffällig in der Prüfung", result["noticed"]],
        [
            "Personen",
            "Nummer statt Name, nur in dieser Tabelle gültig. Pseudonymisiert, nicht anonym.",
        ],
    ]
    return as_xlsx(
        {"Teilnahmen": (head, rows), "Hinweise": (["Was", "Angabe"], notes)},
        title=delivery.mapping.mapping.title,
        created=delivery.ordered_at,
    )
