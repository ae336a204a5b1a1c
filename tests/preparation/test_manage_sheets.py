"""Information sheets: the administration looks after them, everybody of the house shows them."""

from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.preparation.demo import load
from rundblick.preparation.models import InfoSheet
from tests.cases.families import haddad
from tests.house import House
from tests.preparation.talks import sheet

SAID = {"title": "Kita-Anmeldung", "text": "Hier melden Sie Ihr Kind an.", "address": "Rathausplatz 1", "phone": ""}


def titles(house: House) -> list[str]:
    with acting_as(house.frank, "test"):
        return list(InfoSheet.objects.values_list("title", flat=True))


def change(house: House, one: InfoSheet, **said: Any) -> Any:
    return house.login("frank").post(
        reverse("preparation:sheet_change", args=[one.pk]), SAID | {"version": str(one.version)} | said
    )


def test_a_sheet_is_added_shown_and_removed(house: House) -> None:
    frank = house.login("frank")
    assert frank.post(reverse("preparation:sheet_add"), SAID).status_code == 302
    with acting_as(house.frank, "test"):
        one = InfoSheet.objects.get()
    page = house.login("alma").get(reverse("preparation:sheet", args=[one.pk])).content.decode()
    assert "Rathausplatz 1" in page
    assert "Ändern" not in page
    assert frank.post(reverse("preparation:sheet_remove", args=[one.pk])).status_code == 302
    assert titles(house) == []
    assert "Noch gibt es keine Infoblätter" in house.login("alma").get(reverse("preparation:sheets")).content.decode()


def test_the_same_heading_twice_is_explained(house: House) -> None:
    sheet(house, "Kita-Anmeldung")
    answer = house.login("frank").post(reverse("preparation:sheet_add"), SAID)
    assert answer.status_code == 422
    assert "gibt es schon" in answer.content.decode()
    assert SAID["text"] in answer.content.decode()


def test_who_changes_a_sheet_meanwhile_is_not_overwritten(house: House) -> None:
    one = sheet(house)
    assert change(house, one, text="Neuer Text").status_code == 302
    answer = change(house, one, text="Anderer Text")
    assert answer.status_code == 409
    assert "Neuer Text" in answer.content.decode()
    assert "Anderer Text" in answer.content.decode()


def test_a_talk_shows_the_sheets_of_the_own_house_only(house: House) -> None:
    family = haddad(house)
    one = sheet(house)
    with acting_as(house.otto, "test"):
        InfoSheet.objects.create(organisation=house.other_jobcenter, title="Nebenan", text="Anderswo")
    browser = house.login("alma")
    listed = browser.get(reverse("preparation:talk_sheets", args=[family.pk, family.amira])).content.decode()
    assert "Arztsuche" in listed
    assert "Nebenan" not in listed
    shown = browser.get(reverse("preparation:talk_sheet", args=[family.pk, family.amira, one.pk])).content.decode()
    assert "116 117" in shown
    assert "Haddad" not in shown
    assert reverse("preparation:talk", args=[family.pk, family.amira]) in shown


def test_the_demo_brings_six_sheets(house: House) -> None:
    with acting_as(house.frank, "test"):
        load(None, Cast(organisations={"jc": house.jobcenter, "provider": house.provider}))
        rows = list(InfoSheet.objects.values_list("organisation_id", "title"))
    assert len(rows) == 6
    assert {house_id for house_id, _title in rows} == {house.jobcenter.pk}
