"""Jobs of the room. What is sent leaves through the outbox of `post`."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.invitations import sending


@app.periodic(cron="*/5 * * * *")
@app.task(name="invitations.remind", queueing_lock="invitations.remind")
def remind(timestamp: int) -> None:
    """Reminders that are due, every five minutes."""
    with as_worker("invitations"):
        sending.remind()


@app.periodic(cron="* * * * *")
@app.task(name="invitations.pass_on", queueing_lock="invitations.pass_on")
def pass_on(timestamp: int) -> None:
    """Appointments that were moved or called off, every minute."""
    with as_worker("invitations"):
        sending.pass_on()
