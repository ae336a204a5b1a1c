"""From a need to a help: begin, prepare, ask, wait, go, end, and several ways at once."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.referrals import services
from rundblick.referrals.codes import Point
from rundblick.referrals.models import Need, Preparation, Referral, Step
from rundblick.referrals.services import Begun
from rundblick.referrals.services.held import BEGAN, CAME, ENDED
from rundblick.referrals.shown import stations
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import address, ago, looked, noted, state_of, way


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def typed(**given: str) -> dict[str, str]:
    return {
        "need": "area:learning",
        "kind": "course",
        "office": "Volkshochschule",
        "mode": "together",
        "token": str(uuid.uuid4()),
    } | given


def test_a_form_sent_twice_begins_one_way_and_one_need(family: Family) -> None:
    browser = family.house.login("alma")
    sent = typed(hope="Am Telefon alles verstehen")
    for _click in range(2):
        assert browser.post(address(family, "begin"), sent).status_code == 302
    with acting_as(family.house.alma, "test"):
        (row,) = Referral.objects.all()
        assert (Need.objects.count(), row.office, row.begun_on) == (1, "Volkshochschule", today())
        assert [(one.point, one.text) for one in Preparation.objects.all()] == [("hope", "Am Telefon alles verstehen")]
        assert TimelineEntry.objects.get(kind=BEGAN).subject_id == family.amira
    assert state_of(family, row).course.state == "prepared"
    assert "Weg begonnen: Kurs" in browser.get(f"/faelle/{family.pk}/verlauf/").content.decode()


def test_several_ways_stand_side_by_side_under_one_need(family: Family) -> None:
    way(family, office="Volkshochschule")
    way(family, office="Bildungswerk")
    page = family.house.login("alma").get(address(family)).content.decode()
    assert "2 Wege zugleich" in page and "Volkshochschule" in page and "Bildungswerk" in page
    with acting_as(family.house.alma, "test"):
        assert Need.objects.count() == 1


def test_a_way_from_the_first_call_to_the_help_is_told(family: Family) -> None:
    row = way(family, since=30)
    noted(family, row, "contacted", 25, way="phone", reached=False)
    noted(family, row, "contacted", 20, way="mail", reached=True, said="Im Herbst beginnt etwas.")
    noted(family, row, "waiting", 20, expected_on=ago(6))
    noted(family, row, "first", 5, company="coach")
    noted(family, row, "running", 4)
    noted(family, row, "ended", 1, result="helped")
    page = family.house.login("alma").get(address(family, "detail", None, row.pk)).content.decode()
    for words in (
        "Angefragt, am Telefon, niemanden erreicht",
        "Im Herbst beginnt etwas.",
        "von der Fachkraft begleitet",
        "hat geholfen",
    ):
        assert words in page
    with acting_as(family.house.alma, "test"):
        kinds = sorted(TimelineEntry.objects.filter(kind__startswith="referral").values_list("kind", flat=True))
    assert kinds == sorted([BEGAN, CAME, ENDED])
    assert state_of(family, row).course.waited(today()) == 20


def test_that_somebody_does_not_want_it_has_no_reason_not_even_in_the_database(family: Family) -> None:
    row = way(family)
    browser = family.house.login("alma")
    url = address(family, "note", None, row.pk, "ended")
    sent = {"on": "heute", "result": "not_wanted", "said": "Hat keine Lust", "token": str(uuid.uuid4())}
    answer = browser.post(url, sent)
    assert answer.status_code == 422 and "braucht keinen Grund" in answer.content.decode()
    assert browser.post(url, sent | {"said": ""}).status_code == 302
    with acting_as(family.house.alma, "test"):
        (step,) = Step.objects.all()
        step.said = "Hat keine Lust"
        with pytest.raises(IntegrityError, match="not_wanted_has_no_reason"), transaction.atomic():
            step.save()


def test_what_cannot_follow_is_explained_and_typed_words_stay(family: Family) -> None:
    row = way(family)
    noted(family, row, "running", 3)
    answer = family.house.login("alma").post(
        address(family, "note", None, row.pk, "waiting"),
        {"on": "heute", "said": "Bitte warten", "token": str(uuid.uuid4())},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "passt das nicht in den Verlauf" in page and "Bitte warten" in page
    for on, words in ((-1, "in der Zukunft"), (31, "noch nicht begonnen")):
        with pytest.raises(Refused, match=words):
            noted(family, row, "running", on)


def test_a_step_by_mistake_is_taken_back_and_stays_in_the_history(family: Family) -> None:
    row = way(family)
    step = noted(family, row, "ended", 1, result="dropped")
    browser = family.house.login("alma")
    for _click in range(2):
        assert browser.post(address(family, "undo", None, row.pk, step.pk)).status_code == 302
    assert state_of(family, row).course.open
    with acting_as(family.house.alma, "test"):
        assert Step.objects.get().undone_at is not None
        assert not TimelineEntry.objects.filter(kind=ENDED).exists()
        history: Any = step
        assert history.former.count() == 1


def test_about_a_sensitive_kind_only_days_and_state_are_kept(family: Family) -> None:
    browser = family.house.login("alma")
    sent = typed(
        kind="addiction", need="area:confidential", fear="Dass es alle erfahren", office="Beratungsstelle am Park"
    )
    refused = browser.post(address(family, "begin"), sent)
    assert refused.status_code == 422 and "nichts weiter aufgeschrieben" in refused.content.decode()
    assert browser.post(address(family, "begin"), sent | {"fear": ""}).status_code == 302
    with acting_as(family.house.alma, "test"):
        row = Referral.objects.get()
    with pytest.raises(Refused, match="nichts weiter aufgeschrieben"):
        noted(family, row, "contacted", 0, said="Die Ambulanz meldet sich")
    noted(family, row, "running")
    with pytest.raises(Refused, match="nichts weiter aufgeschrieben"):
        looked(family, row, "person", "well", "Ich trinke weniger")
    form = browser.get(address(family, "note", None, row.pk, "ended")).context["form"]
    assert "said" not in form.fields
    for url in (f"/faelle/{family.pk}/verlauf/", f"/faelle/vermittlungen/{family.pk}/", "/faelle/vermittlungen/"):
        page = browser.get(url).content.decode().partition("<table")[2] if url.endswith("vermittlungen/") else ""
        page = page or browser.get(url).content.decode()
        assert "eine Beratungsstelle" in page and "Suchtberatung" not in page, url


def test_changing_the_kind_to_a_sensitive_one_takes_the_words_away(family: Family) -> None:
    row = way(family, points={Point.HOPE: ("Wieder schlafen", False)})
    with acting_as(family.house.alma, "test"):
        services.change(
            referral=row, version=1, author=family.house.alma, content=Begun(kind="therapy", office="Praxis")
        )
        assert Preparation.objects.count() == 0


def test_two_people_who_change_a_way_see_both_versions(family: Family) -> None:
    row = way(family)
    with acting_as(family.house.alma, "test"):
        services.change(
            referral=row, version=1, author=family.house.alma, content=Begun(kind="course", office="Bildungswerk")
        )
        with pytest.raises(Stale):
            services.change(
                referral=row, version=1, author=family.house.alma, content=Begun(kind="course", office="Werkstatt")
            )
    sent = typed(version="1", office="Abendschule")
    answer = family.house.login("alma").post(address(family, "change", None, row.pk), sent)
    assert answer.status_code == 409
    assert "Abendschule" in answer.content.decode() and "Bildungswerk" in answer.content.decode()


def test_a_need_is_met_and_may_stand_again(family: Family) -> None:
    row = way(family)
    browser = family.house.login("alma")
    url = address(family, "need", None, row.need_id)
    for data, end in (({}, today()), ({}, today()), ({"zurueck": "1"}, None)):
        assert browser.post(url, data).status_code == 302
        with acting_as(family.house.alma, "test"):
            assert Need.objects.get().ended_on == end


def test_how_a_help_goes_is_shown_side_by_side_only_once_it_began(family: Family) -> None:
    row = way(family)
    url = address(family, "look", None, row.pk)
    browser = family.house.login("alma")
    sent = {"side": "person", "going": "rather", "words": "Die Gruppe ist nett.", "token": str(uuid.uuid4())}
    assert "der erste Termin war" in browser.post(url, sent).content.decode()
    noted(family, row, "first", 3)
    for _click in range(2):
        assert browser.post(url, sent).status_code == 302
    looked(family, row, "agency", "mixed")
    page = browser.get(address(family, "detail", None, row.pk)).content.decode()
    assert page.count("Die Gruppe ist nett.") == 1 and "mal so, mal so" in page
    assert page.index("Sagt die Person") < page.index("Sagt die Stelle")


def test_another_members_ways_are_not_shown_and_the_screen_for_two_names_nobody(family: Family) -> None:
    way(family, family.karim, office="Karims Kurs")
    row = way(family, family.amira, office="Amiras Kurs")
    browser = family.house.login("alma")
    page = browser.get(address(family)).content.decode()
    assert "Amiras Kurs" in page and "Karims Kurs" not in page
    assert browser.get(address(family, "detail", family.karim, row.pk)).status_code == 404
    for name, more in (("page", ()), ("begin", ()), ("detail", (row.pk,)), ("note", (row.pk, "contacted"))):
        together = browser.get(address(family, name, None, *more), {"gemeinsam": "1"}).content.decode()
        assert "Haddad" not in together and "Link zum Antworten" not in together, name
    both = browser.get(f"/faelle/vermittlungen/{family.pk}/").content.decode()
    assert "Amiras Kurs" in both and "Karims Kurs" in both


def test_an_earlier_day_shows_what_was_known_of_it(family: Family) -> None:
    row = way(family, since=30)
    noted(family, row, "contacted", 20, way="phone", reached=True)
    noted(family, row, "running", 2)
    page = family.house.login("alma").get(address(family), {"stand": f"{ago(10)}"}).content.decode()
    assert (
        "früheren Stand" in page and ">angefragt<" in page and "läuft</span>" not in page.partition("ref-stations")[0]
    )
    before = family.house.login("alma").get(address(family), {"stand": f"{ago(40)}"}).content.decode()
    assert "noch kein Weg" in before


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"need": ""}, "wählen Sie"),
        ({"kind": "luck"}, "luck"),
        ({"mode": ""}, "wählen Sie"),
    ],
)
def test_wrong_input_is_explained_and_stays(family: Family, given: dict[str, str], message: str) -> None:
    answer = family.house.login("alma").post(address(family, "begin"), typed(practical="Bus 14", **given))
    assert answer.status_code == 422
    assert message in answer.content.decode() and "Bus 14" in answer.content.decode()
    with acting_as(family.house.alma, "test"):
        assert Referral.objects.count() == 0


def test_the_sheet_for_the_person_is_an_accessible_pdf(family: Family) -> None:
    way(family, points={Point.FEAR: ("Vor anderen zu sprechen", False)})
    way(family, kind="therapy", office="Praxis am Markt", area="health")
    answer = family.house.login("alma").get(address(family, "paper"))
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert "Haddad" not in answer.headers["Content-Disposition"]


def test_stations_that_were_skipped_are_not_shown_as_reached(family: Family) -> None:
    row = way(family)
    noted(family, row, "contacted", 9)
    noted(family, row, "first", 5)
    shown = [(one.name, one.state) for one in stations(state_of(family, row))]
    assert shown == [("angefragt", "done"), ("erster Termin", "now"), ("läuft", "ahead")]
    noted(family, row, "ended", 1, result="not_fitting")
    assert [one.name for one in stations(state_of(family, row))] == ["angefragt", "erster Termin", "beendet"]
