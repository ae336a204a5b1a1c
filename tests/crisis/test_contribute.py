"""What the room gives the others: a neutral due item, a copy marked for review, merging, erasing, the demo."""

import datetime as dt

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.crisis import export, services
from rundblick.crisis.hooks import agreed, erase, merge
from rundblick.crisis.models import Done, Protocol
from rundblick.programmes.duebook import refresh
from rundblick.programmes.models import DueItem
from rundblick.web.clock import today
from tests.cases.families import SELF_TOPICS, Family, haddad
from tests.crisis.crises import WORDS, asked, begun, ticked
from tests.house import House

TOMORROW = today() + dt.timedelta(days=1)


def promised(family: Family) -> Protocol:
    row = begun(family, "suicide")
    with acting_as(family.house.alma, "test"):
        return services.write(
            protocol=row, version=row.version, happened=WORDS, agreed="Morgen telefonieren", follow_up_on=TOMORROW
        )


def test_a_promise_becomes_due_in_words_that_tell_nothing_and_ends_with_the_protocol(house: House) -> None:
    family = haddad(house)
    row = promised(family)
    with as_worker("test"):
        refresh([family.pk])
        due = DueItem.objects.get(source="follow_up")
    assert (due.label, due.explanation, due.due_on) == ("Wie vereinbart melden", "", TOMORROW)
    assert "kris" not in f"{due.source}{due.rule}{due.kind}{due.key}".casefold()
    with acting_as(house.alma, "test"):
        services.end(protocol=row, version=row.version, good="", needs="")
    with as_worker("test"):
        assert agreed([family.pk], today()) == []


def test_the_copy_is_prepared_marked_and_out_of_reach_for_the_person_themselves(house: House) -> None:
    family = haddad(house)
    row = promised(family)
    ticked(family, row, "asked")
    family.let_in(house.jana, family.amira, topics=SELF_TOPICS)
    with acting_as(house.alma, "test", read_only=True):
        found = export.sections(family.pk, family.amira)
        assert export.sections(family.pk, family.karim) == []
    assert [section["review"] for section in found] == [True, True]
    assert WORDS in str(found)
    assert "Offen gefragt" in str(found)
    with acting_as(house.jana, "test", read_only=True):
        assert export.sections(family.pk, family.amira) == []


def test_merging_and_erasing_take_everything_along(house: House) -> None:
    family = haddad(house)
    row = asked(family, promised(family))
    ticked(family, row, "safe")
    with acting_as(house.alma, "test"):
        assert merge(family.karim, family.amira) == 1
        assert Protocol.objects.get().person_id == family.karim
    with as_worker("test"):
        assert erase(family.pk) == 2
        assert not Done.objects.exists()


def test_no_figure_about_staff_and_nothing_for_timeline_or_search() -> None:
    for registry in (hooks.timeline_kinds, hooks.search, hooks.facts):
        assert not [name for name, _item in registry.items() if "crisis" in name]
