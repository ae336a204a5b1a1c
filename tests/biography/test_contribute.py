"""What the biography gives to the other rooms: the list of tools, the own copy, merging and erasing."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.biography import queries
from rundblick.biography.models import ALL, Stretch
from rundblick.web.clock import today
from tests.biography.lives import profile, tell
from tests.cases.families import haddad
from tests.house import House


def test_the_list_of_tools_says_how_much_was_told(house: House) -> None:
    family = haddad(house)
    address = reverse("cases:tools", args=[family.pk])
    browser = house.login("alma")
    assert "noch nicht benutzt" in browser.get(f"{address}?mitglied={family.amira}").content.decode()
    tell(family, family.amira)
    tell(family, family.amira, "2015", "Aushilfe")
    tell(family, family.karim)
    page = browser.get(f"{address}?mitglied={family.amira}").content.decode()
    assert f"2\u00a0Abschnitte, zuletzt {today():%d.%m.%Y}" in page
    assert reverse("biography:page", args=[family.pk, family.amira]) in page


def test_merging_moves_everything_and_shows_the_later_of_two(house: House) -> None:
    family = haddad(house)
    tell(family, family.amira)
    tell(family, family.karim, "2015", "Karims Stelle")
    profile(family, family.amira, words="Zuerst")
    profile(family, family.karim, words="Danach")
    move = hooks.merge.get("biography")
    assert move is not None
    with acting_as(house.alma, "test") as context:
        assert move(family.amira, family.karim) == len(ALL)
        for model in ALL:
            assert {row.person_id for row in model.objects.all()} == {family.amira}
        assert {row.title for row in Stretch.objects.all()} == {"Ausbildung zur Köchin", "Karims Stelle"}
        assert [row.subject_id for row in TimelineEntry.objects.filter(kind="biography")] == [family.amira]
        shown = queries.profile(context, family.pk, family.amira, today())
        assert shown.interests is not None
        assert shown.interests.words == "Danach"
        standing = queries.standing(context, type(shown.interests), family.pk, family.amira)
        assert standing == shown.interests


def test_erasing_leaves_nothing_of_a_biography(house: House) -> None:
    family, other = haddad(house), haddad(house)
    tell(family, family.amira)
    profile(family, family.amira)
    tell(other, other.amira)
    with acting_as(house.alma, "test") as context:
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > len(ALL)
        for model in ALL:
            assert not model.objects.filter(dossier_id=family.pk).exists()
            history: Any = vars(model)["former"].rel.related_model
            assert not history.objects.filter(dossier_id=family.pk).exists()
        assert Stretch.objects.filter(dossier_id=other.pk).count() == 1


def test_a_day_of_work_on_the_biography_is_told() -> None:
    kind = hooks.timeline_kinds.get("biography")
    assert kind is not None
    day = uuid.uuid4()
    assert kind.load([day])[day]["title"] == "Am Lebenslauf gearbeitet"
