"""How many SQL statements the pages take, also for a large household with years of history. One more is a decision."""

import datetime as dt
import uuid

from rundblick.access.context import acting_as
from rundblick.web.clock import today
from rundblick.week.models import Block
from tests.cases.families import haddad
from tests.house import House
from tests.queries import at_most
from tests.week.weeks import DAY, address, block, care, changed, fallback, need, span, typed


def test_pages_and_saving_take_their_statements_whatever_the_history(house: House) -> None:
    family = haddad(house, opened_on=today() - 3650 * DAY)
    with acting_as(house.alma, "test"):
        Block.objects.bulk_create(
            Block(
                dossier_id=family.pk,
                person_id=family.amira,
                author=house.alma,
                kind="work",
                label=f"Früher {number}",
                weekdays=[number % 7],
                starts=dt.time(6),
                ends=dt.time(14),
                valid_from=today() - (3000 - number) * DAY,
                valid_until=today() - (2990 - number) * DAY,
                shared=True,
            )
            for number in range(1000)
        )
    row = block(family, family.amira, "6:00-14:00", "Bäckerei")
    care(family, family.sami, "8:00-16:00")
    need(family, family.sami)
    fallback(family, "Oma")
    line = fallback(family, "Nachbarin")
    span(family, family.sami)
    browser = house.login("alma")
    browser.get(address("page", family))
    for place, limit in (
        (address("page", family), 11),
        (address("page", family) + "?gemeinsam=1", 11),
        (address("emergency", family), 9),
        (address("block_add", family), 9),
        (address("block", family, row.thread), 10),
        (address("need", family, family.sami), 8),
    ):
        with at_most(limit):
            assert browser.get(place).status_code == 200
    task = {"child": family.sami, "stage": "heute", "token": uuid.uuid4()}
    for name, args, sent, limit in (
        ("block_add", (), typed(family.amira, shared="on"), 13),
        ("block", (row.thread,), changed(row, ends="13:00"), 13),
        ("copy", (row.thread,), {"to": str(family.karim), "token": uuid.uuid4()}, 13),
        ("task", (), task, 12),
        ("move", (line.thread,), {"way": "up"}, 13),
        ("block_end", (row.thread,), {"version": f"{row.pk}.2"}, 12),
    ):
        with at_most(limit):
            assert browser.post(address(name, family, *args), sent).status_code == 302, name
