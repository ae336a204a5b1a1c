"""Is the process alive, and can it serve? For load balancers and monitoring; no content, no names.

`/healthz` answers as long as the process does. `/readyz` looks at the database, its protection, migrations, the
job worker and the age of what waits: 200 when all is well, 503 with the list of what is not.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from rundblick.access import hooks
from rundblick.access.policies import problems
from rundblick.web.clock import now

WORKER_SILENT_AFTER = dt.timedelta(minutes=2)
SEAL_LATE_AFTER = dt.timedelta(minutes=10)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve."""
    findings = checks()
    return JsonResponse(
        {"ready": not any(findings.values()), "mode": settings.RUNDBLICK.mode, "checks": findings},
        status=503 if any(findings.values()) else 200,
    )


healthz.outside_transaction = True  # type: ignore[attr-defined]
readyz.outside_transaction = True  # type: ignore[attr-defined]


def checks() -> dict[str, str]:
    """Each check with what is wrong, or an empty text."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return {"database": "nicht erreichbar"}
    found = {
        "database": "; ".join(problems(connection)),
        "migrations": _migrations(),
        "worker": _worker(),
        "seals": _seals(),
    }
    return found | {name: check() for name, check in hooks.readiness.items()}


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} Migrationen fehlen" if missing else ""


def _worker() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        last = cursor.fetchone()[0]
    if last is None:
        return "es läuft keiner"
    silent = now() - last
    return f"seit {int(silent.total_seconds())} s still" if silent > WORKER_SILENT_AFTER else ""


def _seals() -> str:
    """The web role may not read the log; a function tells only how long the oldest unsealed row waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_oldest_unsealed()")
        oldest = cursor.fetchone()[0]
    late = oldest is not None and now() - oldest > SEAL_LATE_AFTER
    return f"älteste Protokollzeile wartet seit {oldest:%H:%M} UTC auf ihr Siegel" if late else ""
