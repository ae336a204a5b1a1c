"""From the beginning of a change to arriving: steps, a named receiver, a warm handover, and the two ways to end."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.transitions import services
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.rules import Turning
from rundblick.transitions.services import ARRIVED, BEGAN, ENDED, HANDED, Content
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import let_in
from tests.transitions.ways import CAME, DAY, WARM, address, ago, change, did, stands, turning


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def typed(**given: str) -> dict[str, str]:
    day = today() + 40 * DAY
    return {"kind": "move", "turning": f"{day:%d.%m.%Y}", "token": str(uuid.uuid4())} | given


def test_a_form_sent_twice_begins_one_change_with_all_its_steps(family: Family) -> None:
    browser = family.house.login("alma")
    sent = typed(receiver="Frau Berger", reach="Durchwahl 12", office="jobcenter")
    for _click in range(2):
        assert browser.post(address(family, "begin"), sent).status_code == 302
    with acting_as(family.house.alma, "test"):
        (row,) = Transition.objects.select_related("organisation")
        assert (row.receiver_name, row.reach, row.begun_on) == ("Frau Berger", "Durchwahl 12", today())
        assert TimelineEntry.objects.get(kind=BEGAN).subject_id == family.amira
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert "Umzug zu einem anderen Jobcenter" in page and "in 6\xa0Wochen" in page
    for words in ("Antrag am neuen Ort stellen", "0 von 5 Schritten", "Frau Berger", "Durchwahl 12"):
        assert words in page


def test_a_month_that_is_not_sure_yet_is_taken_and_kept_as_one(family: Family) -> None:
    browser = family.house.login("alma")
    assert browser.post(address(family, "begin"), typed(turning="8/2031")).status_code == 302
    with acting_as(family.house.alma, "test"):
        row = Transition.objects.get()
        assert (row.turns_on.isoformat(), row.turns_surely) == ("2031-08-01", False)
    assert "August\xa02031, noch unsicher" in browser.get(address(family)).content.decode()
    shown = browser.get(address(family, "change", None, row.pk)).content.decode()
    assert 'value="08/2031"' in shown


@pytest.mark.parametrize(("said", "words"), [({"turning": "bald"}, "Ein Tag oder"), ({"kind": ""}, "bitte wählen")])
def test_a_mistake_stands_beside_its_field_and_what_was_typed_stays(
    family: Family, said: dict[str, str], words: str
) -> None:
    page = family.house.login("alma").post(address(family, "begin"), typed(receiver="Frau Berger") | said)
    text = page.content.decode()
    assert page.status_code == 422 and words.casefold() in text.casefold() and 'value="Frau Berger"' in text


def test_without_a_receiver_the_page_says_so_in_words_and_shape(family: Family) -> None:
    row = change(family, receiver="", office="")
    browser = family.house.login("alma")
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert page.count("noch niemand benannt") >= 2 and "Jemanden benennen" in page
    sent = {"turning": f"{row.turns_on:%d.%m.%Y}", "receiver": "Herr Yildiz", "version": "1"}
    assert browser.post(address(family, "change", None, row.pk), sent).status_code == 302
    after = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert "noch niemand benannt" not in after and "Herr Yildiz" in after


def test_moving_the_day_moves_what_is_open_and_keeps_what_is_done(family: Family) -> None:
    row = change(family, ahead=50)
    did(family, row, "money", 3)
    before = stands(family, row)
    with acting_as(family.house.alma, "test"):
        services.change(transition=row, version=1, content=Content(turning=turning(64), receiver="Frau Berger"))
    after = stands(family, row)
    moved = {old.step.code: new.on - old.on for old, new in zip(before.course.points, after.course.points, strict=True)}
    assert set(moved.values()) == {14 * DAY} and after.course.settled == 1


def test_two_people_change_at_once_and_both_versions_are_shown(family: Family) -> None:
    row = change(family)
    with acting_as(family.house.alma, "test"):
        services.change(transition=row, version=1, content=Content(turning=turning(20), receiver="Herr Yildiz"))
        with pytest.raises(Stale):
            services.change(transition=row, version=1, content=Content(turning=turning(25)))
    sent = {"turning": f"{ago(-31):%d.%m.%Y}", "receiver": "Frau Ost", "version": "1"}
    page = family.house.login("alma").post(address(family, "change", None, row.pk), sent)
    assert page.status_code == 409 and "Herr Yildiz" in page.content.decode() and "Frau Ost" in page.content.decode()


def test_a_step_is_done_with_one_tap_and_a_mistake_stays_marked(family: Family) -> None:
    row = change(family)
    browser = family.house.login("alma")
    for _tap in range(2):
        assert browser.post(address(family, "note", None, row.pk, "money"), {"on": "heute"}).status_code == 302
    assert stands(family, row).course.settled == 1
    with acting_as(family.house.alma, "test"):
        done = StepDone.objects.get()
    assert browser.post(address(family, "undo", None, row.pk, done.pk)).status_code == 302
    assert stands(family, row).course.settled == 0
    with acting_as(family.house.alma, "test"):
        assert StepDone.objects.get().undone_at is not None


def test_a_step_that_is_not_needed_counts_as_settled_and_arriving_is_always_needed(family: Family) -> None:
    row = change(family)
    did(family, row, "insurance", not_needed=True)
    assert "nicht nötig" in family.house.login("alma").get(address(family, "detail", None, row.pk)).content.decode()
    with pytest.raises(Mistaken):
        did(family, row, "arrival", not_needed=True)
    assert stands(family, row).course.settled == 1


def test_a_warm_handover_says_how_who_was_there_and_what_the_person_wants(family: Family) -> None:
    row = change(family)
    browser = family.house.login("alma")
    where = address(family, "note", None, row.pk, "handover")
    bare = browser.post(where, {"on": "heute"})
    assert bare.status_code == 422 and "Bitte wählen Sie, wie übergeben wurde." in bare.content.decode()
    sent = {"on": "heute", "way": "phone", "present": ["person", "coach"], "outcome": "undecided"}
    assert browser.post(where, sent).status_code == 302
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert "zu dritt am Telefon" in page and "noch nicht entschieden" in page and "dabei: die Person" in page
    assert stands(family, row).course.handover.open  # type: ignore[union-attr]
    did(family, row, "handover", **WARM)
    assert not stands(family, row).course.handover.open  # type: ignore[union-attr]
    with acting_as(family.house.alma, "test"):
        assert TimelineEntry.objects.filter(kind=HANDED).count() == 1
        assert StepDone.objects.filter(step="handover").count() == 2


def test_where_the_telephone_is_not_enough_the_page_says_so_and_lets_people_decide(family: Family) -> None:
    row = change(family, kind="discharge", ahead=12)
    browser = family.house.login("alma")
    where = address(family, "note", None, row.pk, "handover")
    assert "reicht das Telefon oft nicht" in browser.get(where).content.decode()
    assert browser.post(where, {"on": "heute", "way": "phone", "outcome": "yes"}).status_code == 302
    other = change(family)
    assert "reicht das Telefon" not in browser.get(address(family, "note", None, other.pk, "handover")).content.decode()


def test_nobody_arrives_before_the_turning_day_or_in_the_future(family: Family) -> None:
    row = change(family, ahead=5)
    with pytest.raises(Mistaken, match="Tag des Wechsels"):
        did(family, row, "arrival", **CAME)
    with pytest.raises(Mistaken, match="Zukunft"):
        did(family, row, "money", -1)
    did(family, row, "arrival", outcome="undecided")
    assert stands(family, row).course.arrived_on is None


def test_a_transition_ends_as_arrived_only_with_a_confirmed_arrival(family: Family) -> None:
    row = change(family, ahead=-20)
    browser = family.house.login("alma")
    where = address(family, "end", None, row.pk)
    assert "Noch hat niemand bestätigt" in browser.get(where).content.decode()
    refused = browser.post(where, {"ending": "arrived", "on": "heute", "version": "1"})
    assert refused.status_code == 422 and "Noch hat niemand bestätigt" in refused.content.decode()
    did(family, row, "arrival", 6, **CAME)
    assert browser.post(where, {"ending": "arrived", "on": "heute", "version": "1"}).status_code == 302
    with acting_as(family.house.alma, "test"):
        assert (Transition.objects.get().ending, Transition.objects.get().ended_on) == ("arrived", today())
        assert set(TimelineEntry.objects.values_list("kind", flat=True)) >= {BEGAN, ARRIVED, ENDED}
    with pytest.raises(Refused):
        did(family, row, "look")
    assert browser.post(address(family, "resume", None, row.pk)).status_code == 302
    with acting_as(family.house.alma, "test"):
        assert Transition.objects.get().ended_on is None
        assert not TimelineEntry.objects.filter(kind=ENDED).exists()


def test_otherwise_needs_to_say_where_the_person_is_now(family: Family) -> None:
    row = change(family, ahead=-20)
    browser = family.house.login("alma")
    where = address(family, "end", None, row.pk)
    sent = {"ending": "otherwise", "on": "heute", "version": "1"}
    assert "wo die Person jetzt ist" in browser.post(where, sent).content.decode()
    assert browser.post(where, sent | {"where": "moved", "where_words": "bei der Schwester"}).status_code == 302
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert "weggezogen, dort weiß jemand Bescheid" in page and "bei der Schwester" in page
    with acting_as(family.house.alma, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Transition.objects.filter(pk=row.pk).update(where="")


def test_the_database_keeps_an_end_whole(family: Family) -> None:
    row = change(family)
    with acting_as(family.house.alma, "test"):
        for wrong in ({"ended_on": today()}, {"ending": "arrived"}, {"ended_on": ago(90), "ending": "arrived"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Transition.objects.filter(pk=row.pk).update(**wrong)


def test_about_a_sensitive_change_nothing_but_days_is_kept(family: Family) -> None:
    row = change(family, kind="release", ahead=-10)
    with pytest.raises(Mistaken):
        did(family, row, "papers", said="Der Bewährungshelfer hat angerufen")
    browser = family.house.login("alma")
    form = browser.get(address(family, "note", None, row.pk, "papers")).content.decode()
    assert "Was ist wichtig?" not in form
    assert 'name="where_words"' not in browser.get(address(family, "end", None, row.pk)).content.decode()
    with acting_as(family.house.alma, "test"), pytest.raises(Mistaken):
        services.end(
            transition=row, version=1, ending="otherwise", on=today(), where="moved", where_words="zur Familie"
        )
    for where in (f"/faelle/{family.pk}/verlauf/", "/faelle/uebergaenge/"):
        page = browser.get(where).content.decode()
        assert "Rückkehr in den Alltag" in page and "Haft" not in page.replace("Entlassung aus der Haft</option>", "")


def test_a_turning_day_cannot_pass_the_arrival(family: Family) -> None:
    row = change(family, ahead=-20)
    did(family, row, "arrival", 10, **CAME)
    with acting_as(family.house.alma, "test"), pytest.raises(Mistaken):
        services.change(transition=row, version=1, content=Content(turning=Turning(today())))


def test_only_members_of_the_household_change(family: Family) -> None:
    with pytest.raises(Refused):
        change(family, uuid.uuid4())
    with pytest.raises(Mistaken):
        change(family, kind="gibt es nicht")


def test_another_persons_change_and_another_changes_step_are_not_found(family: Family) -> None:
    row, other = change(family), change(family, family.karim, kind="move")
    step = did(family, other, "notice")
    browser = family.house.login("alma")
    assert browser.get(address(family, "detail", family.karim, row.pk)).status_code == 404
    assert browser.post(address(family, "undo", None, row.pk, step.pk)).status_code == 404
    assert browser.get(address(family, "detail", family.karim, other.pk)).status_code == 200


def test_an_agency_with_a_door_reads_nothing_of_it_even_when_it_takes_over(family: Family) -> None:
    let_in(family, family.house.partner)
    row = change(family, organisation=family.house.partner, receiver="")
    assert stands(family, row).row.receiver_name == "Beratungsstelle Brücke"
    with acting_as(family.house.ivo, "test") as context:
        assert not Transition.objects.visible_to(context).exists() and not Transition.objects.exists()
    browser = family.house.login("ivo")
    for where in (address(family), address(family, "detail", None, row.pk), address(family, "begin")):
        assert browser.get(where).status_code == 404
    page = family.house.login("alma").get(address(family, "detail", None, row.pk)).content.decode()
    assert "Beratungsstelle Brücke" in page and "liest sie nichts" in page


def test_an_unknown_step_is_not_found(family: Family) -> None:
    row = change(family)
    assert family.house.login("alma").get(address(family, "note", None, row.pk, "nichts")).status_code == 404


def test_the_sheet_for_the_person_is_a_pdf_that_names_nobody_in_its_title(family: Family) -> None:
    change(family, kind="release", reach="Durchwahl 88")
    answer = family.house.login("alma").get(address(family, "paper"))
    assert answer.content[:5] == b"%PDF-" and "wie-es-weitergeht.pdf" in answer.headers["Content-Disposition"]
    assert b"Amira" not in answer.content[-2000:]


def test_the_page_for_two_shows_no_family_name_and_keeps_its_mode(family: Family) -> None:
    row = change(family)
    page = family.house.login("alma").get(address(family, "detail", None, row.pk), {"gemeinsam": "1"}).content.decode()
    assert "Haddad" not in page and "?gemeinsam=1" in page
