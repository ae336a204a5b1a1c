"""Resources are noted from one perspective at a time; nobody reads along what somebody else believes."""

import datetime as dt
import re
import uuid

import pytest
from django.db import IntegrityError

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.resources import services
from rundblick.resources.codes import Perspective, Section
from rundblick.resources.models import Resource
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.resources.cards import COACH, DAY, GUESS, PERSON, address, full, lines, says


def standing(house: House) -> set[tuple[str, str, str, int]]:
    with acting_as(house.alma, "test", read_only=True):
        return {(r.text, r.section, r.perspective, r.level) for r in Resource.objects.on(today())}


def test_several_lines_are_noted_at_once_on_the_usual_levels(house: House) -> None:
    family = haddad(house)
    sent = lines(subject="Ruhig", social="Schwester", material="Fahrrad", area="Chor", institution="Hausarzt")
    answer = house.login("alma").post(address(family, "enter", "person"), sent)
    assert answer["Location"].endswith("?bereich=institution")
    assert standing(house) == {
        ("Ruhig", "subject", "person", 1),
        ("Schwester", "social", "person", 2),
        ("Fahrrad", "material", "person", 1),
        ("Chor", "area", "person", 3),
        ("Hausarzt", "institution", "joint", 4),
    }


def test_after_a_line_the_same_field_is_ready_for_the_next(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    answer = browser.post(address(family, "enter", "coach"), lines(area="Chor"), follow=True)
    field = re.search(r'<input[^>]*name="area"[^>]*>', answer.content.decode())
    other = re.search(r'<input[^>]*name="social"[^>]*>', answer.content.decode())
    assert field and "autofocus" in field[0]
    assert other and "autofocus" not in other[0]


def test_a_form_sent_twice_and_words_said_twice_stand_once(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), lines(social="Schwester")
    for _ in range(2):
        assert browser.post(address(family, "enter", "person"), sent).status_code == 302
    answer = browser.post(address(family, "enter", "person"), lines(social="schwester"), follow=True)
    assert "Steht schon da: schwester." in answer.content.decode()
    assert len(standing(house)) == 1


@pytest.mark.parametrize("view", ["coach", "vermutung", "person"])
def test_an_entry_mode_hides_the_other_perspectives(house: House, view: str) -> None:
    family = haddad(house)
    said = {"coach": "Sagt der Coach", "vermutung": "Vermutet der Coach", "person": "Sagt die Person"}
    says(family, COACH, said["coach"])
    says(family, GUESS, said["vermutung"])
    says(family, PERSON, said["person"])
    page = house.login("alma").get(address(family, "enter", view)).content.decode()
    assert [word for word, text in said.items() if text in page] == [view]


def test_together_only_the_persons_words_are_on_the_screen_until_somebody_compares(house: House) -> None:
    family = haddad(house)
    full(family)
    browser = house.login("alma")
    for name in ("page", "sheet", "helps"):
        page = browser.get(address(family, name) + "?gemeinsam=1").content.decode()
        assert "drei Sprachen" not in page
        assert "Kocht gern" not in page
        assert "Vermutung" not in page
    assert "Nachbarin von gegenüber" in browser.get(address(family, "page") + "?gemeinsam=1").content.decode()
    assert "drei Sprachen" in browser.get(address(family, "compare") + "?gemeinsam=1").content.decode()


def test_together_the_coachs_views_cannot_be_opened(house: House) -> None:
    family = haddad(house)
    row = says(family, GUESS, "Kocht gern")
    browser = house.login("alma")
    for place in (address(family, "enter", "vermutung"), address(family, "resource", row.pk)):
        answer = browser.get(place + "?gemeinsam=1")
        assert answer["Location"] == address(family, "page") + "?gemeinsam=1"


def change(row: Resource, **changed: str) -> dict[str, str]:
    given = {name: str(getattr(row, name)) for name in ("text", "section", "level", "perspective", "version")}
    return given | changed


def test_an_entry_moves_to_another_field_and_level_and_former_days_stay(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Chorleiterin", on=today() - 9 * DAY)
    browser = house.login("alma")
    answer = browser.post(address(family, "resource", row.pk), change(row, section="area", level="3"))
    assert answer["Location"] == address(family, "enter", "person")
    assert standing(house) == {("Chorleiterin", "area", "person", 3)}
    former = browser.get(f"{address(family, 'enter', 'person')}?stand={today() - DAY:%Y-%m-%d}").content.decode()
    assert "Chorleiterin" in former
    assert "Hinzufügen" not in former


def test_leaving_the_institutional_field_asks_whose_words_they_are(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Hausarzt", section=Section.INSTITUTION)
    browser = house.login("alma")
    sent = change(row, section="social", level="2", text="Hausarzt, wie ein Freund")
    answer = browser.post(address(family, "resource", row.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte wählen Sie, wer das sagt." in page
    assert "wie ein Freund" in page
    browser.post(address(family, "resource", row.pk), sent | {"perspective": "coach"})
    assert standing(house) == {("Hausarzt, wie ein Freund", "social", "coach", 2)}


def test_what_the_coach_thinks_is_never_shared(house: House) -> None:
    family = haddad(house)
    row = says(family, COACH, "Zuverlässig")
    house.login("alma").post(address(family, "resource", row.pk), change(row, shared="on"))
    with acting_as(house.alma, "test", read_only=True):
        assert not Resource.objects.get().shared
    with pytest.raises(IntegrityError), acting_as(house.alma, "test"):
        Resource.objects.update(shared=True)


def test_two_who_change_an_entry_see_both_versions(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Schwester")
    browser, place = house.login("alma"), address(family, "resource", row.pk)
    browser.post(place, change(row, text="Meine Schwester Leyla"))
    answer = browser.post(place, change(row, text="Schwester in Beckum"))
    assert answer.status_code == 409
    assert "Meine Schwester Leyla" in answer.content.decode()
    assert "Schwester in Beckum" in answer.content.decode()


def test_what_no_longer_holds_is_off_the_card_and_stays_in_the_past(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Auto", section=Section.MATERIAL, on=today() - 5 * DAY)
    browser = house.login("alma")
    browser.post(address(family, "resource_end", row.pk), {"version": "99"})
    assert len(standing(house)) == 1
    browser.post(address(family, "resource_end", row.pk), {"version": "1"})
    assert standing(house) == set()
    assert "Auto" in browser.get(f"{address(family, 'page')}?stand={today() - DAY:%Y-%m-%d}").content.decode()
    answer = browser.get(address(family, "resource", row.pk), follow=True)
    assert "inzwischen jemand geändert" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "in mindestens eines der Felder"),
        ({"social": "x" * 201}, "um 1 Zeichen zu lang"),
        ({"social": "Oma\u202e"}, "unsichtbare Steuerzeichen"),
    ],
)
def test_bad_input_is_named_beside_the_field_and_nothing_typed_is_lost(
    house: House, sent: dict[str, str], words: str
) -> None:
    family = haddad(house)
    typed = lines(area="Chor", **sent) if sent else lines()
    answer = house.login("alma").post(address(family, "enter", "person"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert not sent or 'value="Chor"' in page
    assert standing(house) == set()


def test_a_perspective_nobody_has_is_no_page(house: House) -> None:
    family = haddad(house)
    assert house.login("alma").get(address(family, "enter", "joint")).status_code == 404
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="wer das sagt"):
        services.add(
            dossier_id=family.pk,
            person_id=family.amira,
            author=house.alma,
            perspective="neighbour",
            texts={"social": "Oma"},
            token=uuid.uuid4(),
        )


def test_the_story_has_one_entry_for_a_day_of_work(house: House) -> None:
    family = haddad(house)
    for text in ("Schwester", "Bruder"):
        says(family, PERSON, text)
    says(family, COACH, "Chor", on=today() - 3 * DAY)
    with acting_as(house.alma, "test", read_only=True):
        rows = TimelineEntry.objects.filter(kind="resources").order_by("at")
        assert [row.subject_id for row in rows] == [family.amira, family.amira]
    story = house.login("alma").get(f"/faelle/{family.pk}/verlauf/").content.decode()
    assert story.count("An der Ressourcenkarte gearbeitet") == 2
    assert f"{address(family, 'page')}?stand={today() - 3 * DAY:%Y-%m-%d}" in story


def head(house: House, family: Family, together: bool = False) -> str:
    page = house.login("alma").get(address(family, "page") + ("?gemeinsam=1" if together else ""))
    return page.content.decode()


def test_the_head_tells_who_made_the_card_and_when(house: House) -> None:
    family = haddad(house)
    made = today() - 40 * DAY
    says(family, COACH, "Chor", on=made)
    says(family, PERSON, "Schwester", on=made + 10 * DAY)
    page = head(house, family)
    assert "Coach: Alma" in page
    assert f"erstellt {made:%d.%m.%Y} · zuletzt bearbeitet {today():%d.%m.%Y}" in page
    assert f"?stand={made:%Y-%m-%d}" in page
    assert f"erstellt {made + 10 * DAY:%d.%m.%Y}" in head(house, family, together=True)


def test_the_list_of_tools_says_how_much_is_there(house: House) -> None:
    family = haddad(house)
    says(family, COACH, "Chor")
    says(family, PERSON, "Chor")
    page = house.login("alma").get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()
    assert f"1\xa0Ressource, zuletzt {today():%d.%m.%Y}" in page


def test_the_sheet_has_three_columns_or_the_persons_alone(house: House) -> None:
    family = haddad(house)
    full(family)
    browser = house.login("alma")
    page = browser.get(address(family, "sheet")).content.decode()
    assert page.count("Was glaubt der Coach, würde Amira Haddad sagen?") == 4
    assert "Spricht drei Sprachen" in page
    alone = browser.get(address(family, "sheet") + "?spalten=person").content.decode()
    assert "Nachbarin von gegenüber" in alone
    assert "Spricht drei Sprachen" not in alone
    assert "Kocht gern" not in alone


def test_an_entry_of_a_former_day_needs_no_perspective_of_its_own_in_the_institutional_field(house: House) -> None:
    family = haddad(house)
    row = says(family, PERSON, "Hausarzt", section=Section.INSTITUTION, on=dt.date(2026, 1, 5))
    assert row.perspective == Perspective.JOINT
