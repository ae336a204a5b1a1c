"""From a key point to a contract: beginning, versions, review, contacts."""

import datetime as dt
from typing import Any

import pytest
from django.db import ProgrammingError

from rundblick.access.context import acting_as
from rundblick.agreements.codes import Side, Stage
from rundblick.agreements.models import Agreement, BusinessContact, Wording
from rundblick.agreements.services import agreements as services
from rundblick.agreements.services.agreements import Words
from rundblick.agreements.tasks import tidy
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.web.clock import today
from tests.agreements.building import DAY, PURPOSE, agreed, described, fresh, stored, worded
from tests.house import House
from tests.queries import at_most

PAGE = 6


def all_of(house: House) -> list[Agreement]:
    with acting_as(house.nora, "test"):
        return list(Agreement.objects.order_by("begun_at"))


def typed(**given: str) -> dict[str, str]:
    """The first form as it is sent."""
    first = {"partner": "", "partner_name": "Jugendamt", "purpose": PURPOSE, "key_point": "Zwei Termine"}
    return first | {"token": fresh()} | given


def changed(row: Agreement, **given: Any) -> dict[str, Any]:
    """The form of everything else as it is sent."""
    first = {"partner": str(row.partner_id or ""), "partner_name": "", "title": "", "purpose": row.purpose}
    return first | {"controllers": "unclear", "version": str(row.version)} | given


def test_three_answers_begin_an_agreement_and_a_form_sent_twice_makes_one(house: House) -> None:
    sent = typed()
    browser = house.login("nora")
    for _click in range(2):
        assert browser.post("/vereinbarungen/neu/", sent).status_code == 302
    (row,) = all_of(house)
    assert (row.name, row.stage, row.house_id) == ("Vereinbarung mit Jugendamt", Stage.KEY_POINTS, house.jobcenter.pk)
    with acting_as(house.nora, "test"):
        (first,) = row.wordings.all()
        assert (first.number, first.text, first.on, first.author_id) == (1, "Zwei Termine", today(), house.nora.pk)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"partner_name": ""}, "wählen Sie eine Stelle"),
        ({"purpose": ""}, "füllen Sie dieses Feld aus"),
        ({"key_point": ""}, "füllen Sie dieses Feld aus"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    house: House, given: dict[str, str], message: str
) -> None:
    answer = house.login("nora").post("/vereinbarungen/neu/", typed(**given))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert all(value in page for value in typed(**given).values() if value and len(value) < 36)
    assert all_of(house) == []


def test_the_own_house_is_no_other_side(house: House) -> None:
    with acting_as(house.nora, "test"), pytest.raises(Mistaken, match="eigenes Haus"):
        services.begin(author=house.nora, purpose="x", key_point="y", partner=house.jobcenter)
    with acting_as(house.cem, "test"), pytest.raises(Refused, match="Jobcenter"):
        services.begin(author=house.cem, purpose="x", key_point="y", partner=house.jobcenter)


def test_versions_follow_each_other_and_the_page_shows_how_far_it_is(house: House) -> None:
    row = agreed(house)
    browser = house.login("nora")
    where = f"/vereinbarungen/{row.pk}/fassung/"
    form = browser.get(where).context["form"]
    assert form.initial["text"] == "Zwei feste Termine"
    sent = {"stage": "signed", "on": "heute", "text": "Drei Termine", "place": "Mappe 7", "token": fresh()}
    for _click in range(2):
        assert browser.post(where, sent).status_code == 302
    row = stored(house, row)
    assert (row.stage, row.revising) == (Stage.SIGNED, False)
    worded(house, row, Stage.DRAFT, text="Vier Termine")
    assert (row.stage, row.revising) == (Stage.SIGNED, True)
    page = browser.get(f"/vereinbarungen/{row.pk}/").content.decode()
    assert "eine Neufassung ist in Arbeit" in page and "Liegt: Mappe 7" in page
    assert page.index("Vier Termine") < page.index("Drei Termine") < page.index("Zwei feste Termine")
    with acting_as(house.nora, "test"):
        assert [one.number for one in row.wordings.order_by("number")] == [1, 2, 3]


def test_a_version_says_something_and_follows_what_it_can(house: House) -> None:
    row = agreed(house)
    bare = {"stage": "draft", "on": "heute", "text": "", "token": fresh()}
    answer = house.login("nora").post(f"/vereinbarungen/{row.pk}/fassung/", bare)
    assert answer.status_code == 422 and "Wortlaut, wo die Fassung liegt" in answer.content.decode()
    worded(house, row, Stage.ENDED, on=today() - DAY)
    assert row.ended_on == today() - DAY
    with acting_as(house.nora, "test"), pytest.raises(Refused, match="Was beendet ist"):
        services.add_wording(agreement=row, author=house.nora, words=Words(stage=Stage.SIGNED, on=today(), text="Neu"))
    worded(house, row, Stage.DRAFT)
    begun_again = stored(house, row)
    assert (begun_again.stage, begun_again.ended_on) == (Stage.DRAFT, None)


def test_a_version_never_changes(house: House) -> None:
    row = agreed(house)
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="permission denied"):
        Wording.objects.filter(agreement=row).update(text="Anders")
    with acting_as(house.nora, "test"), pytest.raises(ProgrammingError, match="permission denied"):
        Wording.objects.filter(agreement=row).delete()


def test_not_even_the_worker_changes_a_version(house: House) -> None:
    from rundblick.access.database import as_worker

    row = agreed(house)
    with pytest.raises(ProgrammingError, match="Cannot update rows"), as_worker("test"):
        Wording.objects.filter(agreement=row).update(text="Anders")


def test_everything_else_is_said_anew_and_two_people_see_both_versions(house: House) -> None:
    row = agreed(house)
    where = f"/vereinbarungen/{row.pk}/bearbeiten/"
    browser = house.login("nora")
    sent = changed(
        row,
        title="Kurze Wege",
        controllers="joint",
        categories=["contact", "appointments"],
        valid_from="1.1.2026",
        valid_last="31.12.2027",
        review_on="1.6.2027",
    )
    assert browser.post(where, sent).status_code == 302
    now = stored(house, row)
    assert (now.title, now.controllers, now.categories) == ("Kurze Wege", "joint", ["contact", "appointments"])
    assert (now.valid_until, now.valid_last) == (dt.date(2028, 1, 1), dt.date(2027, 12, 31))
    late = house.login("dana").post(where, sent | {"title": "Lange Wege"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Lange Wege" in page and "Kurze Wege" in page
    assert stored(house, row).title == "Kurze Wege"
    turned = changed(now, valid_from="2.1.2026", valid_last="1.1.2026")
    assert "liegt vor dem ersten" in browser.post(where, turned).content.decode()


def test_the_form_explains_who_can_be_responsible_for_data(house: House) -> None:
    row = agreed(house)
    page = house.login("nora").get(f"/vereinbarungen/{row.pk}/bearbeiten/").content.decode()
    assert "Art. 26 DSGVO" in page and "Rechts- oder Fachaufsichtsbehörde anzuzeigen" in page


def test_what_was_looked_at_is_looked_at_again_in_a_year(house: House) -> None:
    row = agreed(house)
    described(house, row, review_on=today() - DAY)
    browser = house.login("nora")
    assert "sollte seit" in browser.get(f"/vereinbarungen/{row.pk}/").content.decode()
    where = f"/vereinbarungen/{row.pk}/geprueft/"
    form = browser.get(where).context["form"]
    assert dt.timedelta(days=364) < form.initial["next_on"] - today() < dt.timedelta(days=367)
    early = {"next_on": f"{today() - DAY:%d.%m.%Y}", "version": str(row.version)}
    assert browser.post(where, early).status_code == 422
    sent = {"next_on": f"{today() + 90 * DAY:%d.%m.%Y}", "version": str(row.version)}
    assert browser.post(where, sent).status_code == 302
    assert stored(house, row).review_on == today() + 90 * DAY
    assert browser.post(where, sent).status_code == 409
    assert "sollte seit" not in browser.get(f"/vereinbarungen/{row.pk}/").content.decode()


def test_contacts_are_named_on_both_sides_changed_and_taken_away(house: House) -> None:
    row = agreed(house)
    browser = house.login("nora")
    sent = {"side": "partner", "function": "Leitung", "name": "", "reach": "Durchwahl 12", "token": fresh()}
    for _click in range(2):
        assert browser.post(f"/vereinbarungen/{row.pk}/ansprechstelle/", sent).status_code == 302
    with acting_as(house.nora, "test"):
        contact = BusinessContact.objects.get()
    where = f"/vereinbarungen/ansprechstelle/{contact.pk}/"
    change = sent | {"reach": "Durchwahl 13", "version": "1"}
    assert browser.post(where, change).status_code == 302
    assert browser.post(where, change).status_code == 409
    page = browser.get(f"/vereinbarungen/{row.pk}/").content.decode()
    assert "Durchwahl 13" in page and page.count("Noch niemand genannt.") == 1
    assert browser.post(f"{where}entfernen/").status_code == 302
    with acting_as(house.nora, "test"):
        assert not BusinessContact.objects.exists()


def test_a_changed_contact_that_is_gone_is_refused(house: House) -> None:
    row = agreed(house)
    with acting_as(house.nora, "test"):
        given: dict[str, Any] = {"side": Side.HOUSE, "function": "Leitung", "name": "", "reach": ""}
        contact = services.add_contact(agreement=row, **given)
        with pytest.raises(Stale):
            services.change_contact(contact=contact, version=7, **given)
        services.remove_contact(contact=BusinessContact.objects.get())
        with pytest.raises(Refused, match="nicht mehr"):
            services.change_contact(contact=contact, version=1, **given)


def test_a_year_after_its_end_contacts_are_forgotten_with_their_history(house: House) -> None:
    from rundblick.access.database import as_worker

    rows = [agreed(house, partner=None, partner_name=name) for name in ("Alt", "Jung", "Offen")]
    for row, days in zip(rows, (400, 300, None), strict=True):
        with acting_as(house.nora, "test"):
            contact = services.add_contact(agreement=row, side=Side.PARTNER, function="Leitung", name="N", reach="1")
            services.change_contact(
                contact=contact, version=1, side=Side.PARTNER, function="Leitung", name="N", reach="2"
            )
        if days:
            worded(house, row, Stage.ENDED, on=today() - days * DAY)
    tidy(0)
    with as_worker("test"):
        assert set(BusinessContact.objects.values_list("agreement__partner_name", flat=True)) == {"Jung", "Offen"}
        former: Any = BusinessContact.former.rel.related_model  # type: ignore[attr-defined]
        assert set(former.objects.values_list("agreement_id", flat=True)) == {rows[1].pk, rows[2].pk}


def test_typed_words_are_kept_and_found_again(house: House) -> None:
    from rundblick.steering.begun import place_of

    row = agreed(house)
    browser = house.login("nora")
    here = {
        "agreements.begin": ("/vereinbarungen/neu/", "purpose"),
        f"agreements.wording:{row.pk}": (f"/vereinbarungen/{row.pk}/fassung/", "text"),
        f"agreements.change:{row.pk}": (f"/vereinbarungen/{row.pk}/bearbeiten/", "data_note"),
    }
    for key, (where, field) in here.items():
        browser.post("/zugriff/entwurf/", {"draft_key": key, field: "Angefangen"})
        assert place_of(key, None)[1] == where
        assert "Angefangen" in browser.get(where).content.decode()


def test_the_page_takes_its_statements(house: House) -> None:
    row = agreed(house)
    for stage in (Stage.DRAFT, Stage.SIGNED):
        worded(house, row, stage)
    browser = house.login("nora")
    browser.get(f"/vereinbarungen/{row.pk}/")
    with at_most(PAGE):
        browser.get(f"/vereinbarungen/{row.pk}/")
