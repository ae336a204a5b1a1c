"""The room's nightly job."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.exchange.models import Question, Reflection
from rundblick.programmes.days import add_months
from rundblick.web.clock import today

KEPT_MONTHS = 12


@app.periodic(cron="31 3 * * *")
@app.task(name="exchange.tidy", queueing_lock="exchange.tidy")
def tidy(timestamp: int = 0) -> int:
    """Remove questions a year after they were closed, and notes of accounts that were switched off."""
    with as_worker("exchange.tidy"):
        removed = Question.objects.filter(closed_on__lte=add_months(today(), -KEPT_MONTHS)).delete()[0]
        return removed + Reflection.objects.filter(author__is_active=False).delete()[0]
