"""What the room gives to the case page, the story, exports, erasure and merging."""

import datetime as dt

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.journeys import hooks, story
from rundblick.journeys.models import Application, Cell, SetAside, Sheet, Standing
from rundblick.programmes.registries import dated_facts
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import kaya, minijob

MAY = dt.date(2021, 5, 3)


def test_the_case_page_draws_how_far_everybody_got(house: House) -> None:
    family = kaya(house)
    family.say("entitled")
    family.say("offered", "no", reasons=["school_covers"])
    text = house.login("alma").get(f"/faelle/{family.pk}/weiteres/").content.decode()
    assert "Wie weit es gekommen ist" in text
    assert "nein bei „Angebot vorhanden“" in text and "Förderbedarf wird über Schule abgedeckt" in text
    assert family.url in text


def test_the_case_page_looked_at_with_one_child_leaves_the_others_out(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no")
    text = house.login("alma").get(f"/faelle/{family.pk}/weiteres/", {"mitglied": str(family.ela)}).content.decode()
    part = text.split("Wie weit es gekommen ist")[1]
    assert "Deniz" not in part.split("</figure>")[0]


def test_the_story_tells_each_day_and_forgets_what_was_taken_back(house: House) -> None:
    family = kaya(house)
    family.say("entitled", on=MAY)
    *_, last = family.say("offered", "no", on=MAY)
    text = house.login("alma").get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert "Lernförderung: Anspruch ja, Angebot vorhanden nein" in text
    assert "User Journey Bildung und Teilhabe begonnen" in text
    family.undo(last)
    text = house.login("alma").get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert "Lernförderung: Anspruch ja<" in text


def test_the_own_copy_has_the_own_answers_only(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no", reasons=["school_covers"], note="Gespräch mit der Schule")
    family.say("entitled", who=family.ela)
    with acting_as(house.alma, "test"):
        (section,) = hooks.export(family.pk, family.deniz)
    (entry,) = section["entries"]
    assert entry["Was"] == "Lernförderung" and "Gespräch mit der Schule" in entry["Gründe und Fußnote"]


def test_erasing_reaches_every_table_of_the_room(house: House) -> None:
    family = kaya(house)
    family.say("entitled")
    *_, last = family.say("offered")
    family.undo(last)
    with acting_as(house.alma, "test"):
        Application.objects.create(
            dossier_id=family.pk, sheet=family.sheet, person_id=family.ela, track="lunch", applied_on=today()
        )
    with as_worker("test"):
        assert hooks.erase(family.pk) >= 5
        for model in (Sheet, Cell, Standing, SetAside, Application):
            assert model.objects.count() == 0


def test_merging_moves_answers_and_counts_anew(house: House) -> None:
    family = kaya(house)
    family.say("entitled", on=MAY)
    family.say("entitled", on=MAY, who=family.ela)
    family.say("offered", "no", who=family.ela, reasons=["school_covers"])
    with as_worker("test"):
        assert hooks.merge(family.deniz, family.ela) == 2
        assert set(Cell.objects.values_list("person_id", flat=True)) == {family.deniz}
        (row,) = Standing.objects.all()
        assert (row.person_id, row.stop, row.reasons) == (family.deniz, "offered", ["school_covers"])
        assert not TimelineEntry.objects.filter(kind=story.ANSWERED, subject_id=family.ela).exists()


def test_facts_say_how_much_is_open(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no")
    with acting_as(house.alma, "test"):
        assert hooks.facts([family.pk], today()) == {family.pk: {"journeys_stopped": 1}}


def test_whether_a_job_lasts_is_told_to_the_programmes(house: House) -> None:
    """The reminder after three months is done with the answer on the sheet; nobody types it twice."""
    family = minijob(house)
    family.say("lasting", "yes", who=family.gulsen, track="job", on=today())
    deliver = dated_facts.get("journeys")
    assert deliver is not None
    with acting_as(house.alma, "test"):
        (fact,) = deliver([family.pk])[family.pk]
    assert (fact.code, fact.value, fact.subject) == ("job.duration_checked", True, family.gulsen)
