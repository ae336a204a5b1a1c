"""A coach asks, the benefits department answers, and both see where it stands."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant, Team
from rundblick.access.roles import Role
from rundblick.calendar.errors import Refused
from rundblick.files import storage
from rundblick.inquiries import rules, services
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Attachment, Inquiry, Line
from rundblick.inquiries.services import Mistaken, Upload
from rundblick.web.clock import berlin_date, now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.inquiries.asking import DAY, MARK, answer, ask, document, end, further, of_all, url


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def text_of(house: House, who: str, path: str) -> str:
    found = house.login(who).get(path)
    assert found.status_code == 200
    return found.content.decode()


def form(family: Family, **changed: object) -> dict[str, object]:
    said: dict[str, object] = {
        "kind": "income",
        "person": family.amira,
        "text": "Was bleibt von 520 Euro?",
        "asked": f"user:{family.house.lena.pk}",
        "due_on": "",
        "token": uuid.uuid4(),
    }
    return said | changed


def test_a_question_is_asked_from_the_case_and_names_who_and_until_when(house: House, family: Family) -> None:
    where = reverse("inquiries:ask", args=[family.pk])
    answered = house.login("alma").post(where, form(family), follow=True)
    page = answered.content.decode()
    assert "Lena liest Ihre Frage jetzt" in page and "Was bleibt von 520 Euro?" in page
    with as_worker("test"):
        row = Inquiry.objects.get()
        assert row.due_on == today() + 7 * DAY and row.about == "Amira Haddad" and row.number == "36502BG0017171"
        grant = row.grant
        assert grant.topics == ["benefits"] and grant.basis == "statutory" and not grant.writes
        assert grant.subject_id == family.amira and grant.evidence == services.NORM
        assert grant.valid_until and berlin_date(grant.valid_until) == rules.last_day(row.due_on) + DAY


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(house: House, family: Family) -> None:
    where = reverse("inquiries:ask", args=[family.pk])
    said = form(family, kind="", due_on=f"{today() - DAY:%d.%m.%Y}")
    answered = house.login("alma").post(where, said)
    page = answered.content.decode()
    assert answered.status_code == 422 and "Was bleibt von 520 Euro?" in page
    with as_worker("test"):
        assert not Inquiry.objects.exists() and not Grant.objects.filter(topics=["benefits"]).exists()


def test_a_form_sent_twice_asks_once_and_opens_one_door(house: House, family: Family) -> None:
    browser, said = house.login("alma"), form(family)
    for _ in range(2):
        assert browser.post(reverse("inquiries:ask", args=[family.pk]), said).status_code == 302
    with as_worker("test"):
        assert Inquiry.objects.count() == Line.objects.count() == 1
        assert Grant.objects.filter(topics=["benefits"]).count() == 1


def test_the_clerk_reads_and_answers_and_the_coach_reads_it_on_the_start_page(house: House, family: Family) -> None:
    row = ask(family)
    start = house.login("lena").get("/", follow=True).content.decode()
    assert "Eine Frage zur Leistung beantworten" in start and MARK not in start
    assert MARK in text_of(house, "lena", url("page", row))
    said = {"outcome": Outcome.MISSING, "text": "Die Kopie des Mietvertrags", "token": uuid.uuid4()}
    browser = house.login("lena")
    for _ in range(2):
        assert browser.post(url("answer", row), said).status_code == 302
    with as_worker("test"):
        assert Line.objects.filter(from_benefits=True).count() == 1
    assert "Eine Frage zur Leistung" not in browser.get("/", follow=True).content.decode()
    start = house.login("alma").get("/", follow=True).content.decode()
    assert "Antwort des Leistungsbereichs lesen" in start and "Mietvertrags" not in start
    assert "Die Kopie des Mietvertrags" in text_of(house, "alma", url("page", row))
    house.login("alma").post(url("read", row))
    assert "Antwort des Leistungsbereichs" not in house.login("alma").get("/", follow=True).content.decode()


def test_an_answer_that_says_too_little_is_told_beside_the_field(house: House, family: Family) -> None:
    row = ask(family)
    said = {"outcome": Outcome.APPLY, "text": " ", "token": uuid.uuid4()}
    answered = house.login("lena").post(url("answer", row), said)
    assert answered.status_code == 422 and "welcher Antrag nötig ist" in answered.content.decode()


def test_after_the_answer_the_door_ends_in_two_weeks_and_not_later(house: House, family: Family) -> None:
    row = ask(family)
    answer(family, row)
    with as_worker("test"):
        grant = Grant.objects.get(pk=row.grant_id)
        assert grant.valid_until is not None
        assert abs(grant.valid_until - (now() + rules.AFTER_ANSWER)) < dt.timedelta(minutes=1)


def test_asking_on_opens_the_question_again_with_a_new_day(house: House, family: Family) -> None:
    row = ask(family, due_on=today())
    answer(family, row, Outcome.ASKING_BACK, "Für welchen Monat?")
    further(family, row, "Für diesen Monat")
    with as_worker("test"):
        again = Inquiry.objects.get()
        assert again.due_on == today() + 14 * DAY and again.grant_id != row.grant_id
        assert Grant.objects.get(pk=row.grant_id).valid_until <= now()  # type: ignore[operator]
    assert "Für diesen Monat" in text_of(house, "lena", url("page", row))
    assert "Eine Frage zur Leistung beantworten" in house.login("lena").get("/", follow=True).content.decode()


def test_a_question_whose_day_is_over_comes_back_to_the_coach(house: House, family: Family) -> None:
    row = ask(family)
    with as_worker("test"):
        Inquiry.objects.update(due_on=today() - DAY)
    start = house.login("alma").get("/", follow=True).content.decode()
    assert "Der Leistungsbereich hat noch nicht geantwortet" in start
    assert "überfällig" in text_of(house, "alma", url("page", row))
    assert "überfällig" in text_of(house, "lena", reverse("inquiries:mine"))


def test_a_question_about_all_tells_the_household_by_its_name(house: House, family: Family) -> None:
    row = ask(family, about=of_all(family))
    assert "Familie Haddad" in text_of(house, "lena", url("page", row))
    assert "Ganzer Haushalt" in text_of(house, "alma", reverse("inquiries:case", args=[family.pk]))


def test_documents_are_kept_again_for_the_question_and_stay_in_the_file(house: House, family: Family) -> None:
    kept = document(family, person_id=family.amira)
    row = ask(family, documents=[kept], upload=Upload("lohn.txt", b"1.150 Euro"))
    page = text_of(house, "lena", url("page", row))
    assert "bescheid.txt" in page and "lohn.txt" in page
    with as_worker("test"):
        copies = {one.file.name: one.file for one in Attachment.objects.select_related("file")}
        assert storage.read(family.pk, copies["bescheid.txt"].pk) == b"Seite 2"
    download = house.login("lena").get(reverse("files:download", args=[copies["bescheid.txt"].pk]))
    assert download.status_code == 200 and download.content == b"Seite 2"
    assert house.login("lena").get(reverse("files:download", args=[kept.pk])).status_code == 404
    end(family, row)
    assert house.login("lena").get(reverse("files:download", args=[copies["bescheid.txt"].pk])).status_code == 404


def test_what_belongs_to_another_member_is_not_passed_on(house: House, family: Family) -> None:
    of_karim = document(family, person_id=family.karim)
    with pytest.raises(Mistaken) as mistaken:
        ask(family, documents=[of_karim])
    assert mistaken.value.fields == {"documents": services.OTHERS}


def test_a_file_that_is_not_taken_leaves_no_question(house: House, family: Family) -> None:
    with pytest.raises(Mistaken) as mistaken:
        ask(family, upload=Upload("a.exe", b"MZ\x00\x01"))
    assert "file" in mistaken.value.fields
    with as_worker("test"):
        assert not Inquiry.objects.exists()


def test_a_question_that_is_over_takes_no_more_words(house: House, family: Family) -> None:
    row = ask(family)
    end(family, row)
    with pytest.raises(Refused, match="abgeschlossen"):
        further(family, row)
    assert "Der Leistungsbereich liest diese Frage nicht mehr" in text_of(house, "alma", url("page", row))


def test_a_team_is_asked_only_where_everybody_works_in_the_department(house: House, family: Family) -> None:
    with acting_as(house.frank, "test"):
        team = Team.objects.create(organisation=house.jobcenter, name="Leistung Nord")
        access.join_team(user=house.lena, team=team)
    page = text_of(house, "alma", reverse("inquiries:ask", args=[family.pk]))
    assert "Leistung Nord" in page and "Team Süd" not in page and "Mats" not in page
    row = ask(family, asked=team)
    assert MARK in text_of(house, "lena", url("page", row))
    with acting_as(house.frank, "test"):
        access.join_team(user=house.mats, team=team)
    assert "Leistung Nord" not in text_of(house, "alma", reverse("inquiries:ask", args=[family.pk]))


def test_whoever_takes_over_the_case_reads_the_questions(house: House, family: Family) -> None:
    row = ask(family)
    with acting_as(house.alma, "test"):
        access.hand_over(dossier_id=family.pk, to=house.bert)
    assert MARK in text_of(house, "bert", url("page", row))
    assert house.login("alma").get(url("page", row)).status_code == 404


def test_the_list_of_the_clerk_is_by_day_and_on_wish_by_arrival(house: House, family: Family) -> None:
    ask(family, kind="housing", due_on=today() + 9 * DAY)
    ask(family, kind="advance", due_on=today() + DAY)
    ask(family, kind="notice", due_on=today() + 3 * DAY)
    words = ("Vorschuss", "Einen Bescheid verstehen", "Umzug und Kosten")
    by_day = text_of(house, "lena", reverse("inquiries:mine"))
    assert [by_day.index(word) for word in words] == sorted(by_day.index(word) for word in words)
    by_arrival = text_of(house, "lena", reverse("inquiries:mine") + "?nach=eingang")
    assert by_arrival.index(words[1]) < by_arrival.index(words[0]) < by_arrival.index(words[2])


def test_the_role_alone_shows_an_empty_list(house: House, family: Family) -> None:
    assert "fragt Sie niemand" in text_of(house, "lena", reverse("inquiries:mine"))
    with acting_as(house.frank, "test"):
        access.withdraw_role(user=house.lena, role=Role.BENEFITS)
    page = text_of(house, "alma", reverse("inquiries:ask", args=[family.pk]))
    assert "Noch niemand da, den Sie fragen können" in page
