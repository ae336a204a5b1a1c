"""Verbs of drafts: copy, save, discard, read in, publish. Each runs in the caller's transaction."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet

from rundblick.access.context import Context, current, reason
from rundblick.access.models import Organisation
from rundblick.catalogue.loading import Place
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.document import Data, at, data_of, put, tidy
from rundblick.programmes.editing.origins import assumption, marked
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import Definition, DefinitionDraft, Run
from rundblick.programmes.publishing import document, publish
from rundblick.web.clock import now

NEW_RUN = "Neuer Durchgang"


class StaleDraft(Exception):
    """Somebody else saved first; `draft` is what is stored now."""

    def __init__(self, draft: DefinitionDraft) -> None:
        super().__init__("changed meanwhile")
        self.draft = draft


def own(context: Context) -> QuerySet[DefinitionDraft]:
    """The drafts of the house somebody works for."""
    house = context.organisation_id
    return DefinitionDraft.objects.filter(organisation_id=house) if house else DefinitionDraft.objects.none()


def copy(context: Context, base: Definition) -> DefinitionDraft:
    """A draft of a published version. Copying again what nobody has touched yet answers the same draft."""
    data = data_of(document(base))
    for draft in own(context).filter(based_on=base, edited_by_id=context.user_id, version=1):
        if draft.document == data:
            return draft
    return _create(context, base.code, base, data)


def offer(context: Context, base: Definition, day: dt.date) -> DefinitionDraft:
    """A draft of a published version with a run of our own that begins today: what most houses need, and no more."""
    for draft in own(context).filter(based_on=base, edited_by_id=context.user_id, version=1):
        if any(run.get("code") == _run_code(day) for run in draft.document.get("runs", ())):
            return draft
    data = data_of(document(base))
    data["runs"] = [*data["runs"], new_run(data, day)]
    return _create(context, base.code, base, data)


def new_run(data: Data, day: dt.date) -> Data:
    """A run that begins on that day, with the staff of the latest one."""
    runs = [run for run in data.get("runs", ()) if isinstance(run, dict)]
    staff = next((run["staff"] for run in reversed(runs) if run.get("staff")), None)
    run = {
        "origin": {"assumption": assumption(day, "")},
        "code": _run_code(day),
        "label": f"Durchgang {day.year}",
        "valid_from": day.isoformat(),
    }
    return run | ({"staff": staff} if staff else {})


def read_in(context: Context, data: Data, base: Definition | None) -> DefinitionDraft:
    """A draft from a file. Raises Refused where it does not say which programme it is."""
    code = data.get("id")
    if not isinstance(code, str) or not code.isidentifier() or len(code) > 60:
        raise Refused("Die Datei sagt nicht, welches Programm sie beschreibt: Der Schlüssel „id“ fehlt.", "file")
    return _create(context, code, base, data)


def replace(draft: DefinitionDraft, version: int, data: Data) -> DefinitionDraft:
    """Put the content of a file in the place of a draft's. Raises Refused for another programme, and StaleDraft."""
    if data.get("id") != draft.code:
        raise Refused(f"Die Datei beschreibt ein anderes Programm als „{draft.code}“.", "file")
    return _save(_locked(draft, version), data)


def save(
    draft: DefinitionDraft,
    version: int,
    data: Data,
    *,
    reasons: Mapping[str, str] | None = None,
    day: dt.date,
) -> DefinitionDraft:
    """Store a draft, mistakes included; changed rules say so in their origin. Raises StaleDraft."""
    row = _locked(draft, version)
    return _save(row, with_origins(row, data, reasons=reasons or {}, day=day))


def with_origins(draft: DefinitionDraft, data: Data, *, reasons: Mapping[str, str], day: dt.date) -> Data:
    """The data as it would be stored."""
    base = data_of(document(draft.based_on)) if draft.based_on is not None else {}
    found = marked(Programme, tidy(Programme, data), base=base, before=draft.document, reasons=reasons, day=day)
    assert isinstance(found, dict)
    return found


def add(data: Data, place: Place, day: dt.date) -> tuple[Data, Place]:
    """The data with a new row in a list, or with a part that was left out; and where it stands."""
    there = at(data, place)
    if place == ("runs",):
        fresh = new_run(data, day)
        codes = {run.get("code") for run in there or () if isinstance(run, dict)}
        number = 2
        while fresh["code"] in codes:
            fresh["code"], number = f"{_run_code(day)}_{number}", number + 1
        return put(data, place, [*(there or []), fresh]), (*place, len(there or []))
    if isinstance(there, list):
        return put(data, place, [*there, {}]), (*place, len(there))
    return data, place


def discard(draft: DefinitionDraft) -> None:
    """Throw a draft away; what is published stays."""
    with reason("programmes.draft.discard"):
        DefinitionDraft.objects.filter(pk=draft.pk).delete()


def publish_draft(
    draft: DefinitionDraft, version: int, *, valid_from: dt.date, provider: Organisation | None
) -> Definition:
    """Make a draft a version for good, valid from that day, and let go of the draft.

    Runs that were there before keep their provider; new ones get `provider`. Raises Refused while something is wrong or
    nothing has changed, and StaleDraft.
    """
    row = _locked(draft, version)
    found = checked(row.document)
    if found.programme is None:
        raise Refused("Solange noch etwas fehlt oder nicht stimmt, lässt sich der Entwurf nicht veröffentlichen.")
    if row.based_on is not None and data_of(found.programme) == data_of(document(row.based_on)):
        raise Refused("Der Entwurf sagt dasselbe wie die Fassung, aus der er entstand.")
    known = dict(
        Run.objects.filter(definition__code=row.code, provider__isnull=False).values_list("code", "provider_id")
    )
    with reason("programmes.publish"):
        made = publish(found.programme, valid_from=valid_from)
        for run in Run.objects.filter(definition=made, provider__isnull=True):
            run.provider_id = known.get(run.code) or (provider.pk if provider else None)
            if run.provider_id is not None:
                run.save(update_fields=["provider"])
        row.delete()
    return made


def _run_code(day: dt.date) -> str:
    return f"durchgang_{day:%Y_%m}"


def _create(context: Context, code: str, base: Definition | None, data: Data) -> DefinitionDraft:
    if context.organisation_id is None:
        raise Refused("Entwürfe gehören zu einem Haus. Ihr Zugang gehört zu keinem.")
    with reason("programmes.draft.copy"):
        return DefinitionDraft.objects.create(
            code=code,
            based_on=base,
            document=data,
            organisation_id=context.organisation_id,
            edited_by_id=context.user_id,
            edited_at=now(),
        )


def _locked(draft: DefinitionDraft, version: int) -> DefinitionDraft:
    rows = DefinitionDraft.objects.select_for_update(of=("self",)).select_related("based_on", "edited_by")
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise Refused("Diesen Entwurf gibt es nicht mehr; vielleicht ist er schon veröffentlicht.")
    if found.version != version:
        raise StaleDraft(found)
    return found


def _save(row: DefinitionDraft, data: Data) -> DefinitionDraft:
    with reason("programmes.draft.save"):
        row.document = data
        row.version += 1
        row.edited_by_id = current().user_id
        row.edited_at = now()
        row.save(update_fields=["document", "version", "edited_by", "edited_at"])
    return row
