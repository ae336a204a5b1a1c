"""Keeping tables for funders: begin with one of the library, save a further version."""

from django.db.models import Max

from rundblick.access.context import Context, reason
from rundblick.exports.columns import TableColumn, complaints, library
from rundblick.exports.errors import Refused, Stale
from rundblick.exports.models import Mapping, MappingVersion
from rundblick.exports.services.common import house_of
from rundblick.web.clock import now


def begin(context: Context, *, title: str, code: str) -> Mapping:
    """Begin with the columns of an entry of the library. Raises Refused for one it does not have."""
    template = library().get(code)
    if template is None:
        raise Refused("Diese Vorlage gibt es nicht.")
    with reason("exports.mapping.begin"):
        row = Mapping.objects.create(
            house_id=house_of(context),
            title=title or template.title,
            code=code,
            created_by_id=context.user_id,
            created_at=now(),
        )
        _add(context, row, list(template.columns))
    return row


def save(context: Context, *, mapping: Mapping, version: int, title: str, columns: list[TableColumn]) -> Mapping:
    """Save a further version; the former ones stay. Raises Refused for columns that cannot be, or Stale."""
    if said := complaints(columns):
        raise Refused(" ".join(said))
    with reason("exports.mapping.save"):
        row = Mapping.objects.select_for_update().get(pk=mapping.pk)
        if row.version != version:
            raise Stale(row)
        row.title, row.version = title, row.version + 1
        row.save(update_fields=["title", "version"])
        latest = latest_of(row)
        if [one.as_stored() for one in columns] != latest.columns:
            _add(context, row, columns)
    return row


def _add(context: Context, row: Mapping, columns: list[TableColumn]) -> None:
    number = (MappingVersion.objects.filter(mapping=row).aggregate(last=Max("number"))["last"] or 0) + 1
    MappingVersion.objects.create(
        mapping=row,
        number=number,
        columns=[one.as_stored() for one in columns],
        saved_by_id=context.user_id,
        saved_at=now(),
    )


def latest_of(mapping: Mapping) -> MappingVersion:
    """The version that is used now."""
    return mapping.versions.order_by("-number")[0]
