"""The draft as a form: every button saves, mistakes keep what was typed, and two versions are shown to two people."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.context import acting_as
from rundblick.plans.forms import stored
from rundblick.plans.models import Plan
from rundblick.plans.queries import plain_line
from rundblick.web.clock import today
from rundblick.web.german import german_date
from tests.cases.families import Family, haddad
from tests.house import House
from tests.plans.drafts import DAY, act, begun, full, lines, published, texts
from tests.queries import at_most


@pytest.fixture
def family(house: House) -> Family:
    family = haddad(house)
    family.goal(family.amira)
    family.task("Zeugnis mitbringen", person_id=family.amira, responsible="person")
    return family


@pytest.fixture
def alma(house: House, family: Family) -> Client:
    return house.login("alma")


def sent(family: Family, plan: Plan, **more: Any) -> dict[str, Any]:
    """What the form holds, with something else in it."""
    with acting_as(family.house.alma, "test", read_only=True):
        fresh = Plan.objects.get(pk=plan.pk)
        values = stored(fresh, [plain_line(row) for row in fresh.lines.all()])
        said = {name: german_date(v) if hasattr(v, "year") else v or "" for name, v in values.items()}
        return said | {"version": fresh.version} | more


def address(plan: Plan, name: str = "draft") -> str:
    return reverse(f"plans:{name}", args=[plan.pk])


def test_beginning_leads_to_the_draft_and_keeps_the_screen_for_two(alma: Client, family: Family) -> None:
    answer = alma.post(reverse("plans:begin", args=[family.pk, family.amira]) + "?gemeinsam=1", {"kind": "agreement"})
    plan = begun(family)
    assert answer["Location"] == address(plan) + "?gemeinsam=1"
    text = alma.get(answer["Location"]).content.decode()
    assert "Wieder als Köchin arbeiten" in text and "Haddad" not in text


def test_an_unknown_kind_leads_back_with_a_word(alma: Client, family: Family) -> None:
    answer = alma.post(reverse("plans:begin", args=[family.pk, family.amira]), {"kind": "x"}, follow=True)
    assert "was für ein Plan" in answer.content.decode()


def test_every_button_saves_what_was_written(alma: Client, family: Family) -> None:
    plan = begun(family)
    goal = lines(family, plan)[0]
    data = sent(family, plan, offer="Ein Kurs", tun=f"step:{goal.pk}")
    data[f"text_{goal.pk.hex}"] = "Vormittags kochen"
    answer = alma.post(address(plan), data)
    made = lines(family, plan)[-1]
    assert answer["Location"] == f"{address(plan)}#zeile-{made.pk}"
    assert texts(family, plan) == ["Vormittags kochen", "Zeugnis mitbringen", ""]
    with acting_as(family.house.alma, "test", read_only=True):
        assert Plan.objects.get(pk=plan.pk).offer == "Ein Kurs"


@pytest.mark.parametrize(("asked", "where"), [("", "draft"), ("weiter", "publish")])
def test_saving_stays_and_going_on_leads_to_the_last_look(alma: Client, family: Family, asked: str, where: str) -> None:
    plan = begun(family)
    assert alma.post(address(plan), sent(family, plan, tun=asked))["Location"] == address(plan, where)


def test_a_mistake_keeps_everything_and_says_what_is_wrong(alma: Client, family: Family) -> None:
    plan = begun(family)
    goal = lines(family, plan)[0]
    data = sent(family, plan, review_on="32.13.2026", offer="Ein Kurs")
    data[f"text_{goal.pk.hex}"] = "Vormittags kochen"
    text = alma.post(address(plan), data).content.decode()
    assert "32.13.2026" in text and "Vormittags kochen" in text and "Ein Kurs" in text
    assert texts(family, plan)[0] == "Wieder als Köchin arbeiten"


def test_an_act_that_does_not_fit_is_said_and_nothing_is_lost(alma: Client, family: Family) -> None:
    plan = begun(family)
    answer = alma.post(address(plan), sent(family, plan, offer="Ein Kurs", tun=f"up:{uuid.uuid4()}"))
    assert "Diese Zeile gibt es nicht mehr." in answer.content.decode() and "Ein Kurs" in answer.content.decode()


def test_what_is_taken_out_is_offered_again_and_a_done_step_is_not(alma: Client, family: Family) -> None:
    plan = begun(family)
    goal = lines(family, plan)[0]
    answer = alma.post(address(plan), sent(family, plan, tun=f"drop:{goal.pk}"), follow=True)
    text = answer.content.decode()
    assert "Herausgenommen" in text and f'value="back:{goal.pk}"' in text


def test_two_versions_stand_side_by_side_with_lines_that_came_and_went(alma: Client, family: Family) -> None:
    plan = begun(family)
    goal, step = lines(family, plan)
    mine = sent(family, plan, offer="Mein Angebot")
    mine[f"text_{step.pk.hex}"] = "Zeugnis im Original"
    act(family, plan, "drop", step.pk)
    added = act(family, plan, "step", goal.pk)
    answer = alma.post(address(plan), mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Zwei Fassungen" in text and "Mein Angebot" in text and "Zeugnis im Original" in text
    assert f"text_{added.pk.hex}" in text
    with acting_as(family.house.alma, "test", read_only=True):
        assert Plan.objects.get(pk=plan.pk).offer is None
    saved = alma.post(address(plan), sent(family, plan, offer="Mein Angebot"))
    assert saved.status_code == 302


def test_words_for_a_draft_that_was_published_meanwhile_are_given_back(alma: Client, family: Family) -> None:
    plan = begun(family)
    mine = sent(family, plan, offer="Mein Angebot")
    published(family, plan)
    answer = alma.post(address(plan), mine)
    assert answer.status_code == 409 and "Mein Angebot" in answer.content.decode()
    assert alma.get(address(plan))["Location"] == address(plan, "version")


def test_a_draft_kept_by_the_browser_is_put_back(alma: Client, family: Family) -> None:
    plan = begun(family)
    goal = lines(family, plan)[0]
    with acting_as(family.house.alma, "test"):
        fields = {f"text_{goal.pk.hex}": ["Halber Satz"], "version": ["1"]}
        drafts.save(
            user_id=family.house.alma.pk, form_key=f"plans.draft:{plan.pk}", fields=fields, dossier_id=family.pk
        )
    assert "Halber Satz" in alma.get(address(plan)).content.decode()
    alma.post(address(plan), sent(family, plan))
    assert "Halber Satz" not in alma.get(address(plan)).content.decode()


def test_publishing_confirming_and_ending_by_their_pages(alma: Client, family: Family) -> None:
    plan = begun(family)
    text = alma.get(address(plan, "publish")).content.decode()
    assert "Wieder als Köchin arbeiten" in text
    wrong = alma.post(address(plan, "publish"), {"valid_from": german_date(today() + DAY), "version": plan.version})
    assert wrong.status_code == 422 and "liegt in der Zukunft" in wrong.content.decode()
    done = alma.post(address(plan, "publish"), {"valid_from": "heute", "version": plan.version}, follow=True)
    assert "Die Fassung ist festgehalten." in done.content.decode()
    form = {"confirmed_on": "heute", "confirmed_how": "paper", "confirmed_by": "person", "version": plan.version + 1}
    said = alma.post(address(plan, "confirm"), form, follow=True).content.decode()
    assert "auf Papier, durch die Person selbst" in said
    back = alma.post(address(plan, "unconfirm"), {"version": plan.version + 2}, follow=True).content.decode()
    assert "zurückgenommen" in back and "auf Papier" not in back
    ended = alma.post(address(plan, "end"), {"version": plan.version + 3}, follow=True).content.decode()
    assert "Der Plan ist beendet" in ended


@pytest.mark.parametrize("name", ["publish", "confirm", "end", "unconfirm", "discard"])
def test_a_move_on_an_older_state_says_so_and_changes_nothing(alma: Client, family: Family, name: str) -> None:
    plan = begun(family) if name in ("publish", "discard") else full(family)
    form = {
        "version": plan.version + 7,
        "valid_from": "heute",
        "confirmed_on": "heute",
        "confirmed_how": "paper",
        "confirmed_by": "person",
    }
    text = alma.post(address(plan, name), form, follow=True).content.decode()
    assert "Inzwischen hat jemand" in text
    with acting_as(family.house.alma, "test", read_only=True):
        now_ = Plan.objects.get(pk=plan.pk)
        assert (now_.state, now_.version, now_.confirmed_on) == (plan.state, plan.version, None)


def test_throwing_a_draft_away_leads_back(alma: Client, family: Family) -> None:
    plan = begun(family)
    text = alma.post(address(plan, "discard"), {"version": 1}, follow=True).content.decode()
    assert "Der Entwurf ist verworfen" in text


def test_saving_takes_few_statements_however_many_lines_change(alma: Client, family: Family) -> None:
    for number in range(8):
        family.goal(family.amira, f"Ziel {number}")
    plan = begun(family)
    alma.get(reverse("cases:list"))
    data = sent(family, plan, offer="Ein Kurs", tun="line:more")
    for row in lines(family, plan):
        data[f"text_{row.pk.hex}"] = "Anders"
    with at_most(14):
        assert alma.post(address(plan), data).status_code == 302
    latest = sent(family, plan)["version"]
    with at_most(16):  # with the timeline, and the mark and the job for what is due
        assert alma.post(address(plan, "publish"), {"valid_from": "heute", "version": latest}).status_code == 302
