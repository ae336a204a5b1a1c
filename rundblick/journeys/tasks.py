"""Jobs of the room; arguments hold ids only. Times are UTC: the job runs after Berlin's midnight, summer and winter."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.journeys import standing
from rundblick.journeys.models import Cell, Standing
from rundblick.journeys.wordings import wording_of
from rundblick.web.clock import today

CHUNK = 200


@app.periodic(cron="25 23 * * *")
@app.task(name="journeys.turn", queueing_lock="journeys.turn")
def turn(timestamp: int) -> int:
    """Compute again where people stand who named a day that has come; answers how many sheets that were."""
    turned = 0
    while True:
        with as_worker("journeys.turn"):
            due = Standing.objects.filter(turns_on__lte=today()).order_by("sheet_id").select_related("sheet")
            sheets = {row.sheet_id: row.sheet for row in due[:CHUNK]}
            for sheet in sheets.values():
                journey = wording_of(sheet)
                cells = list(Cell.objects.filter(sheet=sheet).defer("note").order_by("sequence"))
                if journey is not None:
                    standing.save(standing.standings(journey, sheet, cells, today()))
            # Whatever is left of these has no answer any more that could say another day.
            Standing.objects.filter(sheet_id__in=sheets, turns_on__lte=today()).update(turns_on=None)
        turned += len(sheets)
        if not sheets:
            return turned
