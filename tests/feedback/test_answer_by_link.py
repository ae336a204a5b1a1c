"""A person answers with their name: behind a link or with the code for the tablet, once, and as they choose."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from rundblick.access import crypto
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.calendar.errors import Refused
from rundblick.feedback import services
from rundblick.feedback.models import Ask, TalkFeedback, Unnamed
from rundblick.web.clock import now
from tests.cases.families import haddad
from tests.feedback.saying import GOOD, WORDS, asked, entered
from tests.house import House

SENT = {code: str(number) for code, number in GOOD.items()} | {"comment": WORDS}


def link(secret: str) -> str:
    return reverse("feedback:link", args=[secret])


def code_page(house: House) -> str:
    return reverse("feedback:code", args=[house.jobcenter.pk])


def said(house: House) -> list[TalkFeedback]:
    crypto.forget_keys()
    with acting_as(house.alma, "test", read_only=True):
        rows = list(TalkFeedback.objects.order_by("on"))
        for row in rows:
            assert row.comment is None or isinstance(row.comment, str)
        return rows


def test_the_link_first_asks_whether_with_a_name_and_the_other_way_leads_away_from_it(house: House) -> None:
    secret = asked(haddad(house)).secret
    page = house.client().get(link(secret)).content.decode()
    assert "Mit meinem Namen" in page and "Alma liest es" in page
    away = re.search(r'href="([^"]+)" rel="noreferrer"', page)
    assert away is not None
    assert away[1] == reverse("feedback:public", args=[house.jobcenter.pk])
    assert secret not in away[1]


def test_choosing_no_name_leaves_no_trace_at_the_invitation(house: House) -> None:
    secret = asked(haddad(house)).secret
    browser = house.client()
    browser.get(link(secret))
    with as_worker("test"):
        before = Ask.objects.values().get()
    browser.post(reverse("feedback:public", args=[house.jobcenter.pk]), SENT)
    with as_worker("test"):
        assert Ask.objects.values().get() == before
        row = Unnamed.objects.get()
    kept = {field.name for field in Unnamed._meta.fields}
    assert kept == {"id", "organisation", "quarter", "letter", "form", "form_version", "answers", "comment", "who"}
    assert WORDS not in row.comment
    assert not browser.cookies


def test_what_is_said_with_a_name_reaches_the_coach_sealed_and_once(house: House) -> None:
    secret = asked(haddad(house)).secret
    browser = house.client()
    answer = browser.post(link(secret), SENT)
    assert answer.status_code == 200 and "Lesen kann sie: Alma" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, max-age=0"
    row, *others = said(house)
    assert not others
    assert (row.answers, row.comment, row.way, row.coach_id) == (GOOD, WORDS, "link", house.alma.pk)
    assert browser.post(link(secret), SENT).status_code == 404
    assert len(said(house)) == 1


def test_numbers_may_be_left_out_and_nonsense_counts_as_left_out(house: House) -> None:
    secret = asked(haddad(house)).secret
    house.client().post(link(secret), {"heard": "11", "matter": "-1", "way": "7", "today": "drei"})
    (row,) = said(house)
    assert (row.answers, row.comment) == ({"way": 7}, None)


def test_nothing_at_all_is_asked_again(house: House) -> None:
    secret = asked(haddad(house)).secret
    answer = house.client().post(link(secret), {"comment": "  "})
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine Zahl" in answer.content.decode()
    assert said(house) == []


@pytest.mark.parametrize("ends", ["revoked", "expired", "wrong", "coach gone"])
def test_a_link_that_no_longer_holds_says_nothing_of_what_it_was(house: House, ends: str) -> None:
    family = haddad(house)
    made = asked(family)
    secret = made.secret
    if ends == "revoked":
        with acting_as(house.alma, "test"):
            services.revoke(ask=made.ask)
    if ends == "expired":
        with as_worker("test"):
            Ask.objects.update(valid_until=now() - dt.timedelta(seconds=1))
    if ends == "wrong":
        secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")
    if ends == "coach gone":
        with as_worker("test"):
            Grant.objects.filter(principal_id=house.alma.pk).update(valid_until=now())
    for answer in (house.client().get(link(secret)), house.client().post(link(secret), SENT)):
        assert answer.status_code == 404
        assert "Alma" not in answer.content.decode()
    with as_worker("test"):
        assert not TalkFeedback.objects.exists()


def test_the_code_opens_the_form_on_the_tablet_once(house: House) -> None:
    made = asked(haddad(house))
    browser = house.client()
    shown = browser.post(code_page(house) + "?tablet=1", {"zahl": f"{made.code[:3]} {made.code[3:]}"})
    assert "Ihre Antwort liest nur: Alma" in shown.content.decode()
    sent = browser.post(code_page(house) + "?tablet=1", SENT | {"zahl": made.code, "senden": "1"})
    assert sent.status_code == 302 and "danke" in sent.headers["Location"]
    assert [(row.answers, row.way) for row in said(house)] == [(GOOD, "tablet")]
    again = browser.post(code_page(house), {"zahl": made.code})
    assert again.status_code == 422 and "Alma" not in again.content.decode()


def test_a_code_holds_for_half_an_hour_and_in_its_own_house(house: House) -> None:
    made = asked(haddad(house))
    elsewhere = reverse("feedback:code", args=[house.provider.pk])
    assert house.client().post(elsewhere, {"zahl": made.code}).status_code == 422
    with as_worker("test"):
        Ask.objects.update(code_until=now() - dt.timedelta(seconds=1))
    assert house.client().post(code_page(house), {"zahl": made.code}).status_code == 422
    assert house.client().get(link(made.secret)).status_code == 200


def test_codes_cannot_be_tried_out(house: House) -> None:
    haddad(house)
    browser = house.client()
    found = [browser.post(code_page(house), {"zahl": f"{number:06d}"}).status_code for number in range(21)]
    assert found == [422] * 20 + [429]


def test_the_database_keeps_digests_alone(house: House) -> None:
    made = asked(haddad(house))
    with as_worker("test"):
        kept = str(Ask.objects.values().get())
    assert made.secret not in kept and made.code not in kept


def test_asking_again_ends_the_former_link_and_the_same_form_asks_once(house: House) -> None:
    family = haddad(house)
    first, second = asked(family), asked(family)
    assert house.client().get(link(first.secret)).status_code == 404
    assert house.client().get(link(second.secret)).status_code == 200
    with acting_as(house.alma, "test"):
        again = services.ask(
            dossier_id=family.pk, person_id=family.amira, coach=house.alma, on=second.ask.on, token=second.ask.pk
        )
    assert (again.secret, again.code) == ("", "")


def test_a_talk_that_has_its_answer_is_not_asked_about_again(house: House) -> None:
    family = haddad(house)
    entered(family)
    with pytest.raises(Refused):
        asked(family)
