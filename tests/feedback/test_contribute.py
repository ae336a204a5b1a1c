"""What the room gives the others: the own copy, merging, erasing, the foot of letters, forgetting in time."""

import datetime as dt

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.feedback import export, services
from rundblick.feedback.hooks import erase, merge
from rundblick.feedback.models import Ask, TalkFeedback
from rundblick.invitations.letters import letters, paper
from rundblick.web.clock import now
from tests.cases.families import haddad
from tests.feedback.saying import WORDS, asked, entered
from tests.house import House


def test_the_copy_holds_what_its_maker_reads_and_says_where_the_rest_is(house: House) -> None:
    family = haddad(house)
    entered(family)
    asked(family, ago=1)
    with acting_as(house.alma, "test", read_only=True):
        found = export.sections(family.pk, family.amira)
        assert [section["title"] for section in found] == ["Rückmeldungen zu Gesprächen", "Bitten um Rückmeldung"]
        assert WORDS in str(found) and "verstanden und geachtet: 9" in str(found)
        assert export.sections(family.pk, family.karim) == []
    with acting_as(house.alma, "test"):
        access.hand_over(dossier_id=family.pk, to=house.bert)
    with acting_as(house.bert, "test", read_only=True):
        found = export.sections(family.pk, family.amira)
    assert [section["title"] for section in found] == ["Weitere Rückmeldungen"] and WORDS not in str(found)


def test_merging_and_erasing_take_everything_along(house: House) -> None:
    family = haddad(house)
    entered(family)
    asked(family, ago=1)
    with as_worker("test"):
        assert merge(family.karim, family.amira) == 2
        assert TalkFeedback.objects.get().person_id == family.karim
        assert erase(family.pk) == 2
        assert not TalkFeedback.objects.exists() and not Ask.objects.exists()


def test_what_is_kept_no_longer_goes_by_itself(house: House) -> None:
    family = haddad(house)
    entered(family)
    asked(family, ago=1)
    with as_worker("test"):
        assert services.erase_old() == (0, 0)
        Ask.objects.update(valid_until=now() - dt.timedelta(days=31))
        assert services.erase_old() == (1, 0)


def test_letters_ask_whether_they_were_clear_and_stay_accessible(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    with acting_as(house.alma, "test", read_only=True) as context:
        found = letters(context, [row])
        (foot,) = found[0].feet
        assert reverse("feedback:letter", args=[house.jobcenter.pk, "einladung"]) in foot.address
        assert str(family.amira) not in foot.address and str(row.pk) not in foot.address
        assert paper(found).startswith(b"%PDF")


def test_nothing_for_timeline_search_facts_or_due_items() -> None:
    for registry in (hooks.timeline_kinds, hooks.search, hooks.facts, hooks.due_rules):
        assert not [name for name, _item in registry.items() if "feedback" in name]
