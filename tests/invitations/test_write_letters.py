"""Letters: friendly, one for each person, without a consequence, and without an address where contact is protected."""

import datetime as dt
import io
from typing import Any

from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rundblick.access.context import acting_as
from rundblick.calendar.models import Appointment
from rundblick.invitations.rules import speaks_of_consequences
from rundblick.people import services as people
from rundblick.people.models import Person
from rundblick.web.clock import now
from tests.calendar.test_choose_a_room import room
from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import letterhead
from tests.people.families import STREET
from tests.queries import at_most


def pages(client: Client, row: Appointment, query: str = "") -> list[str]:
    answer = client.get(reverse("invitations:letter", args=[row.pk]) + query)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return texts(answer.content)


def texts(content: bytes) -> list[str]:
    paper = PdfReader(io.BytesIO(content))
    root: Any = paper.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "de" and b"pdfuaid" in root["/Metadata"].get_data()
    assert paper.metadata and paper.metadata.title == "Einladung zum Gespräch"
    return [" ".join(page.extract_text().split()) for page in paper.pages]


def test_a_letter_says_when_where_with_whom_and_how_to_move_it(house: House) -> None:
    letterhead(house)
    family = haddad(house)
    row = family.appointment(family.amira, purpose="Bewerbung für die Küche")
    (text,) = pages(house.login("alma"), row)
    for words in (
        "Amira Haddad",
        STREET,
        "etwa 60 Minuten",
        "im Büro, Lindenallee 12, 59320 Ennigerloh",
        "Alma, Jobcenter Musterkreis",
        "Passt der Termin nicht? Rufen Sie an: 02524 555 0100.",
        "am Telefon, beim Spazierengehen oder in Ihrer Nähe",
    ):
        assert words in text, text
    assert not speaks_of_consequences(text)
    assert "Bewerbung" not in text


def test_a_letter_leads_to_the_room(house: House) -> None:
    letterhead(house)
    family = haddad(house)
    inside, outside = room(house, "Raum 2"), room(house, "Anlaufstelle", address="Markt 3, Ahlen")
    alma = house.login("alma")
    (text,) = pages(alma, family.appointment(family.amira, room=inside))
    assert "im Büro, Lindenallee 12, 59320 Ennigerloh, Raum 2" in text
    (text,) = pages(alma, family.appointment(family.amira, room=outside, setting="decentral_office"))
    assert "in der Anlaufstelle, Anlaufstelle, Markt 3, Ahlen" in text and "Lindenallee 12," not in text.split("Wo:")[1]


def test_what_it_is_about_stands_there_only_when_the_coach_says_so(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, purpose="Bewerbung für die Küche")
    assert "Worum es geht: Bewerbung für die Küche" in pages(house.login("alma"), row, "?worum=1")[0]


def test_words_of_a_legal_notice_never_reach_the_paper(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, purpose="Anhörung zur Minderung nach § 31a")
    client = house.login("alma")
    assert not speaks_of_consequences(pages(client, row, "?worum=1")[0])
    page = client.get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert "Die Worte klingen nach Folgen" in page and 'name="worum"' not in page


def test_each_person_at_the_table_gets_a_letter_that_names_nobody_else(house: House) -> None:
    family = haddad(house)
    client = house.login("alma")
    for row in (family.appointment(family.amira, family.karim), family.appointment()):
        both = pages(client, row)
        assert sorted(("Amira" in text, "Karim" in text) for text in both) == [(False, True), (True, False)]
        assert not any("Sami" in text for text in both)


def test_a_letter_to_a_child_goes_to_whoever_has_custody(house: House) -> None:
    family = haddad(house)
    assert "An die Sorgeberechtigten von Sami Haddad" in pages(house.login("alma"), family.appointment(family.sami))[0]


def test_protected_contact_leaves_the_address_away_and_warns(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    with acting_as(house.alma, "test"):
        people.protect(household=family.household, person=Person.objects.get(pk=family.amira))
    client = house.login("alma")
    assert STREET not in pages(client, row)[0]
    page = client.get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert "Kontakt geschützt" in page and STREET not in page


def test_forty_letters_come_as_one_file_in_a_fixed_number_of_statements(house: House) -> None:
    family = haddad(house)
    for number in range(20):
        family.appointment(family.amira, family.karim, starts_at=now() + dt.timedelta(days=1, minutes=number))
    client, address = house.login("alma"), reverse("invitations:series")
    client.get(address)
    with at_most(8):
        page = client.get(address)
    which = [one.pk for one in everything(house)]
    assert page.content.decode().count("Amira Haddad") == 20
    with at_most(13):
        answer = client.post(address, {"which": which})
    assert len(texts(answer.content)) == 40


def test_only_own_appointments_that_were_chosen_are_printed(house: House) -> None:
    family = haddad(house)
    mine, other = family.appointment(family.amira), family.appointment(family.karim, coach=house.bert)
    client, address = house.login("alma"), reverse("invitations:series")
    assert "Karim" not in client.get(address).content.decode()
    assert client.post(address, {"which": [other.pk]}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert len(texts(client.post(address, {"which": [mine.pk]}).content)) == 1


def everything(house: House) -> list[Appointment]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Appointment.objects.order_by("pk"))
