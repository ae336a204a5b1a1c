"""Hints to the text of a note: one at a time, with reason and source, quiet on wish, never in the way, kept nowhere."""

from typing import Any

from django.contrib.sessions.models import Session
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure
from rundblick.cases import house as agreements
from rundblick.cases.hints import TEXTS, House, hints
from rundblick.cases.models import ContactNote
from tests.cases.families import Family, haddad
from tests.cases.test_write_a_note import typed
from tests.house import House as Cast
from tests.queries import at_most

LAZY = "Herr Haddad ist faul."
AGH = "Die AGH beginnt bald."


def ask(house: Cast, family: Family, *, live: bool = True, **values: Any) -> Any:
    headers = {"HX-Request": "true"} if live else {}
    return house.login("alma").post(
        reverse("cases:note_create", args=[family.pk]), typed(family, **values), headers=headers
    )


def test_the_most_important_hint_stands_beside_its_field_with_reason_and_source(house: Cast) -> None:
    family = haddad(house)
    page = ask(house, family, pruefen="", sentence=AGH, summary=LAZY).content.decode()
    (found, *_) = hints({"sentence": AGH, "summary": LAZY}, house=House())
    assert found.field == "summary"
    beside = page.split('id="hinweis-summary"')[1].split('id="hinweis-agreements"')[0]
    assert found.finding.source in beside and "faul" in beside and "So lassen" in beside
    assert page.count("case-hint__box") == 1


def test_leaving_a_field_asks_about_that_field_only_and_never_for_completeness(house: Cast) -> None:
    family = haddad(house)
    page = ask(house, family, pruefen="sentence", sentence="Wir haben gesprochen.", summary=LAZY).content.decode()
    assert "case-hint__box" not in page and "Kein Hinweis" not in page
    assert "faul" in ask(house, family, pruefen="summary", summary=LAZY).content.decode()


def test_what_is_left_as_it_is_stays_quiet_and_the_next_hint_follows(house: Cast) -> None:
    family = haddad(house)
    texts: dict[str, Any] = {"sentence": AGH, "summary": LAZY}
    first, second, *_ = hints(texts, house=House())
    page = ask(house, family, lassen=first.key, **texts).content.decode()
    assert f'name="still" value="{first.key}"' in page
    assert second.finding.title in page and first.finding.reason not in page.split("case-hint__box")[1]
    page = ask(house, family, weiter="1", **texts).content.decode()
    assert second.finding.title in page and "2 von" in page
    every = [hint.key for hint in hints(texts, house=House())]
    assert "Kein Hinweis zum Text." in ask(house, family, pruefen="", still=every, **texts).content.decode()


def test_without_scripts_the_page_comes_back_with_everything_typed_and_one_hint(house: Cast) -> None:
    family = haddad(house)
    half: dict[str, Any] = {"happened_on": "?", "own_concern": "Mein Wunsch", "summary": LAZY}
    answer = ask(house, family, live=False, pruefen="", **half)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("case-hint__box") == 1 and "Mein Wunsch" in page and 'value="?"' in page
    page = ask(
        house, family, live=False, lassen=hints({"summary": LAZY}, house=House())[0].key, **half
    ).content.decode()
    assert 'name="still"' in page and "Mein Wunsch" in page


def test_the_words_of_the_person_are_never_hinted_at(house: Cast) -> None:
    family = haddad(house)
    page = ask(house, family, pruefen="", sentence="", own_concern=LAZY).content.decode()
    assert "case-hint__box" not in page


def test_words_of_the_house_are_left_alone_and_a_note_of_modules_is_noticed(house: Cast) -> None:
    family = haddad(house)
    with acting_as(house.dana, "test"):
        agreements.allow_word(word="AGH")
        agreements.add_module(title="Unterlagen", text="Bitte alle Kontoauszüge der letzten drei Monate mitbringen.")
    page = ask(house, family, pruefen="sentence", sentence=AGH).content.decode()
    assert "case-hint__box" not in page
    step: dict[str, Any] = {"schritt-0-text": "Kommen"}
    text = "Bitte alle Kontoauszüge der letzten drei Monate mitbringen."
    page = ask(house, family, pruefen="", sentence=text, **step).content.decode()
    assert "case-hint__box" in page and "Baustein" in page.split("case-hint__box")[1]
    assert house.login("alma").post(
        reverse("cases:note_create", args=[family.pk]), typed(family, sentence=text)
    ).status_code == 302  # fmt: skip


def test_after_saving_the_author_alone_sees_one_hint_and_nothing_of_it_is_kept(house: Cast) -> None:
    family = haddad(house)
    browser = house.login("alma")
    address = reverse("cases:note_create", args=[family.pk])
    back = browser.post(address, typed(family, sentence=LAZY)).headers["Location"]
    page = browser.get(back).content.decode()
    assert page.count("Ein Hinweis zum Text") == 1 and "Berichtigen" in page
    assert "Ein Hinweis zum Text" not in browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    with acting_as(house.alma, "test"):
        note = ContactNote.objects.get()
        ContactNote.objects.update(author=house.bert)
    assert "Ein Hinweis zum Text" not in browser.get(f"{back.split('?')[0]}?hinweis={note.pk}").content.decode()
    with as_worker("test"):
        kinds = set(Disclosure.objects.values_list("kind", flat=True))
    assert not [kind for kind in kinds if "hint" in kind or "hinweis" in kind]
    assert not any("faul" in str(session.get_decoded()) for session in Session.objects.all())


def test_who_has_seen_a_hint_while_writing_gets_none_after_saving(house: Cast) -> None:
    family = haddad(house)
    key = hints({"sentence": LAZY}, house=House())[0].key
    answer = house.login("alma").post(
        reverse("cases:note_create", args=[family.pk]), typed(family, sentence=LAZY, still=[key])
    )
    assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])


def test_asking_for_hints_takes_seven_statements_and_leaves_no_line_in_the_log(house: Cast) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with as_worker("test"):
        before = Disclosure.objects.count()
    values = typed(family, pruefen="", sentence=LAZY)
    with at_most(7):
        browser.post(reverse("cases:note_create", args=[family.pk]), values, headers={"HX-Request": "true"})
    with as_worker("test"):
        assert Disclosure.objects.count() == before


@given(st.dictionaries(st.sampled_from(TEXTS), st.sampled_from([LAZY, AGH, "Gut.", "", "Er soll wohl trinken. VV?"])))
def test_every_hint_stands_in_a_field_that_holds_its_words(texts: dict[str, str]) -> None:
    found = hints(texts, house=House())
    assert all(hint.finding.quote in texts[hint.field] for hint in found)
    assert hints(texts, house=House(), quiet=[hint.key for hint in found]) == []
