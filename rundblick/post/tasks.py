"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.post import services


@app.periodic(cron="* * * * *")
@app.task(name="post.deliver", queueing_lock="post.deliver")
def deliver(timestamp: int) -> None:
    """Send what waits, every minute."""
    with as_worker("post"):
        services.deliver()


@app.periodic(cron="23 3 * * *")
@app.task(name="post.tidy", queueing_lock="post.tidy")
def tidy(timestamp: int) -> None:
    """Remove what was sent long ago, every night."""
    with as_worker("post"):
        services.tidy()
