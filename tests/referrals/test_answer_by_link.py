"""A link by which an office answers once: no login, no names, nothing after it was used or lost its ground."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access import services as access
from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.models import Grant
from rundblick.access.tokens import digest as hashed
from rundblick.calendar.errors import Refused
from rundblick.consent import services as consents
from rundblick.consent.models import Consent
from rundblick.post.models import OutgoingMail
from rundblick.referrals import queries, sending, services
from rundblick.referrals.models import AnswerLink, Referral, Step
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.referrals.ways import DAY, address, ago, handed, let_in, noted, state_of, way

WHAT = {"answer": "appointment", "on": "heute"}


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def link(family: Family, row: Referral, **more: Any) -> tuple[AnswerLink, str]:
    """A link, and the path of its address."""
    with acting_as(family.house.alma, "test"):
        made, url = services.make_link(referral=row, author=family.house.alma, reference="Anfrage 17", **more)
    return made, "/" + url.split("/", 3)[3]


def release(family: Family) -> Consent:
    """A consent by which an office may answer."""
    from rundblick.consent.codes import How, TextKind
    from rundblick.consent.wording import purposes

    purpose = purposes()["release"]
    text = purpose.text_on(today())
    assert text is not None
    with acting_as(family.house.alma, "test"):
        return consents.give(
            dossier_id=family.pk,
            person_id=family.amira,
            said=consents.Given(
                purpose=purpose,
                text=text,
                kind=TextKind.PLAIN,
                how=How.PAPER,
                recipient=None,
                named="Schuldnerberatung",
                given_by=[family.amira],
                given_on=today(),
                valid_until=None,
                explained_by=family.house.alma,
            ),
        )


def test_the_page_names_nobody_and_takes_one_answer(family: Family) -> None:
    row = way(family, kind="debts", area="confidential", office="Schuldnerberatung")
    _made, url = link(family, row)
    browser = family.house.client()
    answer = browser.get(url)
    page = answer.content.decode()
    assert answer.status_code == 200 and "Anfrage 17" in page and "Jobcenter Musterkreis" in page
    for hidden in ("Amira", "Haddad", "Schuld", "36502BG", str(family.pk), str(row.pk)):
        assert hidden not in page
    assert answer.headers["Referrer-Policy"] == "same-origin" and "noindex" in answer.headers["X-Robots-Tag"]
    day = today() + 9 * DAY
    sent = WHAT | {"expected_on": f"{day:%d.%m.%Y}"}
    assert browser.post(url, sent | {"on": "Quatsch"}).status_code == 422
    assert "Vielen Dank" in browser.post(url, sent).content.decode()
    for again in (browser.get(url), browser.post(url, sent)):
        assert again.status_code == 404 and "gilt nicht mehr" in again.content.decode()
    told = state_of(family, row)
    (step,) = told.steps
    assert (told.course.state, told.course.expected_on) == ("waiting", day)
    assert (step.source, step.author_id, step.agency_id, step.said) == ("link", None, None, None)
    with acting_as(family.house.alma, "test") as context:
        assert queries.unseen(context, [family.pk]).count() == 1


def test_reading_changes_nothing_and_the_token_is_not_kept(family: Family) -> None:
    made, url = link(family, way(family))
    token = url.rstrip("/").rpartition("/")[2]
    for _look in range(3):
        assert family.house.client().get(url).status_code == 200
    with acting_as(family.house.alma, "test"):
        row = AnswerLink.objects.get(pk=made.pk)
        assert row.used_at is None and row.token_hash == hashed(token) != token
        assert row.valid_until - row.created_at < dt.timedelta(days=14, minutes=1)


@pytest.mark.parametrize("why", ["old", "revoked", "newer", "ended", "handed_back", "erased_text"])
def test_a_link_that_lost_its_ground_is_worthless_in_that_second(family: Family, why: str) -> None:
    row = way(family)
    made, url = link(family, row)
    assert family.house.client().get(url).status_code == 200
    with acting_as(family.house.alma, "test"):
        if why == "old":
            AnswerLink.objects.filter(pk=made.pk).update(valid_until=now() - DAY)
        elif why == "revoked":
            services.revoke_link(link=made)
        elif why == "handed_back":
            services.take_back(referral=row)
    if why == "newer":
        link(family, row)
    elif why == "ended":
        noted(family, row, "ended", result="dropped")
    elif why == "erased_text":
        url = url[:-2] + "/"
    assert family.house.client().get(url).status_code == 404
    assert family.house.client().post(url, WHAT | {"answer": "running"}).status_code == 404
    assert [step.source for step in state_of(family, row).steps] in ([], ["house"])


def test_a_link_on_an_agencys_door_ends_with_the_door(family: Family) -> None:
    row = handed(family)
    with acting_as(family.house.alma, "test"):
        door = Grant.objects.get(principal_id=family.house.partner.pk)
    _made, url = link(family, row, grant=door)
    assert family.house.client().get(url).status_code == 200
    with acting_as(family.house.alma, "test"):
        access.close_door(door)
    assert family.house.client().get(url).status_code == 404
    assert family.house.client().post(url, WHAT | {"answer": "running"}).status_code == 404


def test_a_link_on_a_consent_ends_with_the_consent(family: Family) -> None:
    row = way(family)
    consent = release(family)
    _made, url = link(family, row, consent=consent)
    assert family.house.client().get(url).status_code == 200
    with acting_as(family.house.alma, "test"):
        consents.withdraw(consent)
    assert family.house.client().get(url).status_code == 404


def test_an_answer_by_link_to_what_was_handed_over_is_the_agencys(family: Family) -> None:
    row = handed(family)
    _made, url = link(family, row)
    family.house.client().post(url, WHAT | {"answer": "declined", "refusal": "conditions"})
    with acting_as(family.house.ivo, "test"):
        (step,) = Step.objects.all()
    assert (step.agency_id, step.result, step.refusal) == (family.house.partner.pk, "declined", "conditions")


def test_the_function_takes_no_other_answers_than_the_page_offers(family: Family) -> None:
    row = way(family, since=10)
    _made, url = link(family, row)
    digest = hashed(url.rstrip("/").rpartition("/")[2])
    for given in (
        {"state": "ended", "result": "not_wanted"},
        {"state": "ended", "result": "helped"},
        {"state": "ended", "result": "declined", "refusal": "alles"},
        {"state": "prepared"},
        {"state": "running", "on": today() + DAY},
        {"state": "running", "on": ago(11)},
        {"state": "running", "result": "closed"},
    ):
        values: dict[str, Any] = {"on": today(), "expected_on": None, "result": "", "refusal": ""} | given
        with bound(system("test"), "test"):
            assert queries.answer_behind(digest, **values) is False, given
    assert state_of(family, row).steps == ()
    for nothing in ("", "0" * 64):
        with bound(system("test"), "test"):
            assert queries.behind(nothing) is None


def test_guessing_is_slowed_down(family: Family) -> None:
    browser = family.house.client()
    statuses = {
        browser.post(f"/faelle/vermittlungen/rueckmeldung/{n}/", REMOTE_ADDR="10.9.8.7").status_code for n in range(25)
    }
    assert statuses == {404, 429}


def test_the_coach_sees_the_link_once_and_a_form_sent_twice_makes_one(family: Family) -> None:
    row = way(family)
    browser = family.house.login("alma")
    url = address(family, "link_make", None, row.pk)
    sent = {"reference": "Anfrage 4", "basis": "hand", "token": str(uuid.uuid4())}
    first = browser.post(url, sent)
    assert first.status_code == 200 and "/faelle/vermittlungen/rueckmeldung/" in first.content.decode()
    second = browser.post(url, sent, follow=True)
    assert "schon einmal angezeigt" in second.content.decode()
    with acting_as(family.house.alma, "test"):
        (made,) = AnswerLink.objects.all()
        assert made.by_hand
    assert browser.post(address(family, "link_revoke", None, row.pk, made.pk)).status_code == 302
    assert "zurückgenommen am" in browser.get(address(family, "detail", None, row.pk)).content.decode()


def test_where_no_mail_is_sent_none_is_offered(family: Family) -> None:
    row = handed(family)
    with acting_as(family.house.alma, "test"):
        door = Grant.objects.get(principal_id=family.house.partner.pk)
        with pytest.raises(Refused, match="verschickt keine E-Mails"):
            services.make_link(
                referral=row, author=family.house.alma, reference="A", grant=door, address="info@stelle.example"
            )


def test_a_mail_waits_for_the_last_look_and_is_neutral(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rundblick.referrals.services.links.channels", lambda: ["mail"])
    row = handed(family)
    with acting_as(family.house.alma, "test"):
        door = Grant.objects.get(principal_id=family.house.partner.pk)
        with pytest.raises(Refused, match="Einwilligung nennt"):
            services.make_link(referral=row, author=family.house.alma, reference="A", address="info@stelle.example")
    made, _url = link(family, row, grant=door, address="info@stelle.example")
    with as_worker("test.post"):
        mail = OutgoingMail.objects.get(pk=made.pk)
        assert (mail.cause, mail.recipients, mail.subject) == ("referrals", [], "Bitte um eine kurze Rückmeldung")
        assert sending.allow(made.pk).address == "info@stelle.example"
        sending.settled(made.pk, "sent", False)
    with acting_as(family.house.alma, "test"):
        assert AnswerLink.objects.get(pk=made.pk).state == "sent"
        access.close_door(door)
    with as_worker("test.post"):
        assert sending.allow(made.pk).address == "" == sending.allow(uuid.uuid4()).address


def test_only_offices_that_may_answer_are_offered_as_ground(family: Family) -> None:
    row = way(family, organisation=family.house.partner)
    browser = family.house.login("alma")
    url = address(family, "link_make", None, row.pk)
    assert [code for code, _label in browser.get(url).context["form"].fields["basis"].choices] == ["hand"]
    let_in(family, family.house.partner)
    consent = release(family)
    codes = [code for code, _label in browser.get(url).context["form"].fields["basis"].choices]
    assert codes == ["door", str(consent.pk), "hand"]
