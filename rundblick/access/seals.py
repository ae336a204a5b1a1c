"""Sealing the disclosure log: tamper-evident without a lock in the business transaction.

Rows are appended unchained. Once a minute the worker digests the new rows, each with its own salt, chains the
batch to the former head and exports the head outside of the database. Purging a row after its retention leaves
the digest, so later heads can still be verified.
"""

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Sum

from rundblick.access.models import Disclosure, DisclosureDigest, DisclosureSeal, SealCheck
from rundblick.web.clock import now

BATCH = 5000
MOST_KEPT = 200
CHECKS_KEPT = 400
GENESIS = b"\0" * 32


@dataclass(frozen=True)
class Finding:
    """One break of the chain, as a sentence."""

    row_id: int | None
    message: str


def digest(row: Disclosure, salt: bytes) -> bytes:
    """Salted SHA-256 over the row's content in a fixed order."""
    content = json.dumps(
        [
            row.pk,
            row.at.astimezone(dt.UTC).isoformat(),
            row.kind,
            [str(i) for i in row.dossiers],
            str(row.user_id),
            str(row.organisation_id),
            row.basis,
            row.purpose,
            row.request_id,
        ],
        ensure_ascii=False,
    )
    return hashlib.sha256(salt + content.encode()).digest()


def head_of(former: bytes, digests: list[bytes]) -> bytes:
    """The head of a batch: former head and digests in order of their rows."""
    return hashlib.sha256(former + b"".join(digests)).digest()


def seal() -> int:
    """Seal what is new (as worker); answers the number of rows. Rows younger than two seconds wait for stragglers."""
    last = DisclosureDigest.objects.aggregate(last=Max("row_id"))["last"] or 0
    settled = now() - dt.timedelta(seconds=2)
    sealed = set(DisclosureDigest.objects.filter(row_id__gt=last - BATCH).values_list("row_id", flat=True))
    candidates = Disclosure.objects.filter(pk__gt=last - BATCH, at__lt=settled).order_by("pk")[: 2 * BATCH]
    rows = [row for row in candidates if row.pk not in sealed][:BATCH]
    if not rows:
        return 0
    former = DisclosureSeal.objects.order_by("-pk").first()
    salted = [(row, os.urandom(16)) for row in rows]
    digests = [digest(row, salt) for row, salt in salted]
    batch = DisclosureSeal.objects.create(
        sealed_at=now(), rows=len(rows), head=head_of(bytes(former.head) if former else GENESIS, digests)
    )
    DisclosureDigest.objects.bulk_create(
        DisclosureDigest(row_id=row.pk, batch=batch, salt=salt, digest=value)
        for (row, salt), value in zip(salted, digests, strict=True)
    )
    _export(batch)
    return len(rows)


def heads_path() -> Path:
    """Where heads are exported; best on another machine's disk."""
    return Path(settings.RUNDBLICK.seal_dir) / "heads.jsonl"


def _export(batch: DisclosureSeal) -> None:
    path = heads_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = {
        "seal": batch.pk,
        "at": batch.sealed_at.isoformat(),
        "rows": batch.rows,
        "head": bytes(batch.head).hex(),
    }
    with path.open("a", encoding="ascii") as heads:
        heads.write(json.dumps(line) + "\n")


def verify() -> list[Finding]:
    """Check the whole chain (as worker): rows against digests, digests against heads, heads against the export."""
    findings = []
    exported = _exported_heads()
    former = GENESIS
    for batch in DisclosureSeal.objects.order_by("pk"):
        entries = list(DisclosureDigest.objects.filter(batch=batch).order_by("row_id"))
        rows = Disclosure.objects.in_bulk([e.row_id for e in entries])
        for e in entries:
            row = rows.get(e.row_id)
            if row is not None and digest(row, bytes(e.salt)) != bytes(e.digest):
                findings.append(Finding(e.row_id, f"Protokollzeile {e.row_id} wurde verändert."))
        head = head_of(former, [bytes(e.digest) for e in entries])
        if head != bytes(batch.head) or len(entries) != batch.rows:
            findings.append(Finding(None, f"Siegel {batch.pk} passt nicht zu seinen Zeilen."))
        if exported.get(batch.pk, bytes(batch.head)) != bytes(batch.head):
            findings.append(Finding(None, f"Siegel {batch.pk} weicht vom ausgelagerten Siegel ab."))
        former = bytes(batch.head)
    missing = set(exported) - set(DisclosureSeal.objects.values_list("pk", flat=True))
    findings += [Finding(None, f"Siegel {pk} fehlt in der Datenbank.") for pk in sorted(missing)]
    return findings


def keep_check(findings: list[Finding]) -> int:
    """Store what a check found (as worker), so that data protection reads it without the worker's rights."""
    sealed = DisclosureSeal.objects.aggregate(seals=Count("pk"), rows=Sum("rows"))
    said = [finding.message for finding in findings[:MOST_KEPT]]
    SealCheck.objects.create(checked_at=now(), seals=sealed["seals"], rows=sealed["rows"] or 0, findings=said)
    old = SealCheck.objects.order_by("-checked_at").values_list("pk", flat=True)[CHECKS_KEPT:]
    SealCheck.objects.filter(pk__in=list(old)).delete()
    return len(findings)


def purge(before: dt.datetime) -> int:
    """Delete sealed log rows older than the retention; digests stay. Answers the number of rows."""
    sealed = DisclosureDigest.objects.values("row_id")
    return Disclosure.objects.filter(at__lt=before, pk__in=sealed).delete()[0]


def _exported_heads() -> dict[int, bytes]:
    path = heads_path()
    if not path.exists():
        return {}
    lines = (json.loads(line) for line in path.read_text("ascii").splitlines() if line.strip())
    return {int(line["seal"]): bytes.fromhex(line["head"]) for line in lines}
