"""Arranging an appointment: for whom, when, where; and what is refused."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.codes import Setting
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.web.clock import in_berlin, now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import visits_allowed
from tests.house import House


def typed(family: Family, **values: Any) -> dict[str, Any]:
    """A filled form for next week."""
    day = today() + dt.timedelta(days=7)
    given = {
        "who": [str(family.amira)],
        "day": day.strftime("%d.%m.%Y"),
        "time": "10:30",
        "minutes": "45",
        "setting": "office",
        "token": str(uuid.uuid4()),
    }
    return given | values


def arrange(house: House, family: Family, **values: Any) -> Any:
    return house.login("alma").post(reverse("calendar:arrange", args=[family.pk]), typed(family, **values))


def all_rows(house: House) -> list[Appointment]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Appointment.objects.order_by("starts_at", "pk"))


def test_an_appointment_stands_on_berlins_clock(house: House) -> None:
    family = haddad(house)
    answer = arrange(house, family, place="Zimmer 12", purpose="Zeugnis")
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])
    with acting_as(house.alma, "test", read_only=True):
        (row,) = Appointment.objects.all()
        assert in_berlin(row.starts_at).time() == dt.time(10, 30)
        assert row.ends_at - row.starts_at == dt.timedelta(minutes=45)
        assert (row.place, row.purpose, row.coach_id) == ("Zimmer 12", "Zeugnis", house.alma.pk)
        assert not row.shared


def test_several_at_one_table_have_a_row_each(house: House) -> None:
    family = haddad(house)
    arrange(house, family, who=[str(family.amira), str(family.karim)])
    rows = all_rows(house)
    assert {row.person_id for row in rows} == {family.amira, family.karim}
    assert len({row.meeting for row in rows}) == 1


def test_an_appointment_of_all_is_open_to_all(house: House) -> None:
    family = haddad(house)
    arrange(house, family, who=["haushalt"])
    (row,) = all_rows(house)
    assert row.person_id is None
    assert row.shared


def test_all_and_single_members_at_once_is_refused(house: House) -> None:
    family = haddad(house)
    answer = arrange(house, family, who=["haushalt", str(family.amira)])
    assert answer.status_code == 422
    assert "entweder einzelne Personen oder alle" in answer.content.decode()
    assert all_rows(house) == []


def test_a_form_sent_twice_arranges_once(house: House) -> None:
    family = haddad(house)
    values = typed(family)
    browser = house.login("alma")
    for _ in range(2):
        answer = browser.post(reverse("calendar:arrange", args=[family.pk]), values)
        assert answer.status_code == 302
    assert len(all_rows(house)) == 1


def test_a_home_visit_without_consent_is_asked_for_and_not_fixed(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.get(reverse("calendar:arrange", args=[family.pk])).content.decode()
    give_url = reverse("consent:give", args=[family.pk, family.amira, "home_visit"])
    assert give_url in page, "beside the field stands where to ask for it"
    answer = arrange(house, family, setting="home_visit")
    (row,) = all_rows(house)
    assert answer.headers["Location"] == reverse("calendar:appointment", args=[row.pk])
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "Wartet auf Einwilligung" in page and give_url in page


def test_with_the_consent_it_is_fixed(house: House) -> None:
    family = haddad(house)
    visits_allowed(house, family, family.amira)
    answer = arrange(house, family, setting="home_visit")
    assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])


def test_a_home_visit_names_whom_it_is_to(house: House) -> None:
    family = haddad(house)
    answer = arrange(house, family, setting="home_visit", who=["haushalt"])
    assert answer.status_code == 422 and "wen Sie besuchen" in answer.content.decode()
    assert all_rows(house) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "31.02.2027", "Den 31.2.2027 gibt es nicht"),
        ("day", "morgen früh", "TT.MM.JJJJ"),
        ("day", "20.11.2025", "schon vorbei"),
        ("day", "20.11.2126", "bis zum"),
        ("time", "25:00", "SS:MM"),
        ("minutes", "0", "größer oder gleich 5"),
        ("minutes", "10000", "kleiner oder gleich 600"),
        ("minutes", "eine Stunde", "ganze Zahl"),
        ("setting", "moon", "gültige Auswahl"),
        ("setting", "", "Bitte wählen Sie etwas aus"),
        ("who", [], "mindestens eine Person"),
        ("place", "a\x07b", "unsichtbare Steuerzeichen"),
        ("purpose", "x" * 201, "um 1 Zeichen zu lang"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(house: House, field: str, value: Any, words: str) -> None:
    family = haddad(house)
    answer = arrange(house, family, **{field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert all_rows(house) == []


def test_somebody_of_another_household_is_refused(house: House) -> None:
    family = haddad(house)
    assert arrange(house, family, who=[str(uuid.uuid4())]).status_code == 422
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.arrange(
            dossier_id=family.pk,
            persons=[uuid.uuid4()],
            coach=house.alma,
            starts_at=now(),
            ends_at=now() + dt.timedelta(hours=1),
            setting=Setting.OFFICE,
        )


def test_an_end_before_the_beginning_is_refused(house: House) -> None:
    family = haddad(house)
    with pytest.raises(Refused):
        family.appointment(family.amira, ends_at=now() - dt.timedelta(hours=1))


def test_an_overlap_is_a_hint_without_names_and_no_mistake(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    address = reverse("calendar:arrange", args=[family.pk])
    browser.post(address, typed(family))
    answer = browser.post(address, typed(family, who=[str(family.karim)], time="11:00"), follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert any("Von 10:30 bis 11:15 Uhr steht schon" in words for words in told)
    assert not any("Haddad" in words for words in told)
    assert len(all_rows(house)) == 2


def test_there_is_no_field_for_a_legal_notice(house: House) -> None:
    names = {field.name for field in Appointment._meta.get_fields()}
    assert not {name for name in names if "rfb" in name or "legal" in name or "sanction" in name}


def test_the_proposal_follows_the_address_and_ignores_what_it_does_not_know(house: House) -> None:
    family = haddad(house)
    address = reverse("calendar:arrange", args=[family.pk])
    browser = house.login("alma")
    page = browser.get(f"{address}?rahmen=phone&mit={family.amira}")
    assert page.context["form"]["setting"].value() == "phone"
    assert page.context["form"]["who"].value() == [str(family.amira)]
    page = browser.get(f"{address}?rahmen=<script>&mit={uuid.uuid4()}")
    assert page.status_code == 200
    assert page.context["form"]["who"].value() == []
