"""What the job profile gives to the other rooms: the list of tools, the own copy, merging and erasing."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.profiles import export
from rundblick.profiles.models import GIVEN, STATEMENTS, Card, JobProfile, Sheet, Target
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.profiles.saying import aim, allow, document, full, make_card, make_sheet, say

EVERY: tuple[Any, ...] = (*GIVEN, *STATEMENTS)


def everything(family: Family) -> None:
    """A profile, a target, a sheet and a card of Amira's."""
    full(family)
    make_sheet(family, allow(family))
    allow(family, "applicant_card")
    make_card(family, document(family))


def test_the_list_of_tools_names_the_dearest_occupation(house: House) -> None:
    family = haddad(house)
    aim(family, "Gärtnerin", rank="also")
    aim(family, "Köchin")
    page = house.login("alma").get(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
    assert "Ziel: Köchin" in page.content.decode()


def test_the_own_copy_holds_every_word_and_nothing_of_others(house: House) -> None:
    family = haddad(house)
    everything(family)
    say(family, family.karim, can_words="Karims Worte")
    with acting_as(house.alma, "test", read_only=True):
        found = export.sections(family.pk, family.amira)
    assert [section["title"] for section in found] == [
        "Berufsprofil",
        "Zielberufe",
        "Einsatzprofile für Betriebe",
        "Bewerberkarten",
    ]
    for section in found:
        assert all(len(row) == len(section["columns"]) for row in section["rows"])
    told = str(found)
    for words in (
        "Für viele kochen.",
        "Köchin",
        "Beiköchin",
        "Gasthof Linde",
        "Lebenslauf.pdf",
        "Mit und für Menschen: sehr gern",
    ):
        assert words in told
    assert "Karims" not in told


def test_merging_moves_everything_and_the_later_profile_stands(house: House) -> None:
    family = haddad(house)
    everything(family)
    with acting_as(house.alma, "test"):
        row = JobProfile.objects.get()
        row.valid_from = today() - dt.timedelta(days=9)
        row.save(update_fields=["valid_from"])
    say(family, family.karim, can_words="Danach")
    aim(family, "Kraftfahrer", family.karim)
    move = hooks.merge.get("profiles")
    assert move is not None
    with acting_as(house.alma, "test"):
        assert move(family.karim, family.amira) > 0
        for model in EVERY:
            assert {one.person_id for one in model.objects.all()} == {family.karim}
        assert [one.can_words for one in JobProfile.objects.filter(valid_until__isnull=True)] == ["Danach"]
        assert {one.text for one in Target.objects.filter(valid_until__isnull=True)} == {"Beiköchin", "Kraftfahrer"}
        assert [one.subject_id for one in TimelineEntry.objects.filter(kind="profiles")] == [family.karim]


def test_erasing_leaves_nothing(house: House) -> None:
    family, other = haddad(house), haddad(house)
    everything(family)
    everything(other)
    with acting_as(house.alma, "test") as context:
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > len(EVERY)
        for model in EVERY:
            assert not model.objects.filter(dossier_id=family.pk).exists()
            history: Any = vars(model)["former"].rel.related_model
            assert not history.objects.filter(dossier_id=family.pk).exists()
        assert Card.objects.count() == Sheet.objects.count() == 1


def test_a_day_of_work_on_the_profile_is_told_once(house: House) -> None:
    family = haddad(house)
    full(family)
    with acting_as(house.alma, "test", read_only=True):
        assert TimelineEntry.objects.filter(kind="profiles").count() == 1
    kind = hooks.timeline_kinds.get("profiles")
    assert kind is not None
    day = uuid.uuid4()
    assert kind.load([day])[day]["title"] == "Am Berufsprofil gearbeitet"
