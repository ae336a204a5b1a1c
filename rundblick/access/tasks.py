"""Jobs of the room; arguments hold ids only."""

import datetime as dt
import uuid

from procrastinate.contrib.django import app

from rundblick.access import password_link, seals
from rundblick.access.database import as_worker
from rundblick.access.drafts import KEEP
from rundblick.access.models import Draft
from rundblick.access.services import erase
from rundblick.web.clock import now

LOG_RETENTION = dt.timedelta(days=365)


@app.periodic(cron="* * * * *")
@app.task(name="access.seal", queueing_lock="access.seal")
def seal_log(timestamp: int) -> int:
    """Seal the disclosure log, every minute."""
    with as_worker("seal"):
        return seals.seal()


@app.periodic(cron="43 2 * * *")
@app.task(name="access.verify", queueing_lock="access.verify")
def verify_log(timestamp: int = 0) -> int:
    """Check the seals of the whole log, every night and when data protection asks; answers how much is wrong."""
    with as_worker("verify"):
        return seals.keep_check(seals.verify())


@app.periodic(cron="17 3 * * *")
@app.task(name="access.tidy", queueing_lock="access.tidy")
def tidy(timestamp: int) -> None:
    """Remove old drafts and log rows past their retention, every night."""
    with as_worker("tidy"):
        Draft.objects.filter(touched_at__lt=now() - KEEP).delete()
        seals.purge(now() - LOG_RETENTION)


@app.task(name="access.erase")
def erase_dossier(dossier_id: str) -> int:
    """Carry out an approved erasure."""
    with as_worker("erase"):
        return erase(uuid.UUID(dossier_id))


@app.task(name="access.password_link", retry=3)
def send_password_link(user_id: str) -> bool:
    """Send the link with which somebody sets a password. False when the account is gone or switched off."""
    with as_worker("password_link"):
        return password_link.send(uuid.UUID(user_id))


@app.task(name="access.invitation", retry=3)
def send_invitation(invitation_id: str) -> bool:
    """Send the one-time link with which somebody opens a new account. False when nobody waits for it any more."""
    with as_worker("invitation"):
        return password_link.send_invitation(uuid.UUID(invitation_id))
