"""A pasted list: seen before it is saved, corrected line by line, nothing lost on the way."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.biography.models import Stretch
from rundblick.biography.rules import LONGEST_LIST
from tests.biography.lives import tell
from tests.cases.families import Family, haddad
from tests.house import House

LIST = """2009-2012 Ausbildung Köchin, Poltava
03/2015 – heute: Pflegehelferin

Irgendwas ohne Zeit"""


def address(family: Family) -> str:
    return reverse("biography:read_in", args=[family.pk, family.amira])


def lines(page: Any, **changed: str) -> dict[str, str]:
    """What the browser would send back from the preview; further values replace it."""
    sent = {"token": str(page.context["token"]), "step": "save"}
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        sent[f"zeile-{name}"] = str(page.context["lines"].management_form[name].value())
    for form in page.context["lines"]:
        for field in form:
            value = field.value()
            if value not in (None, False, ""):
                sent[field.html_name] = "on" if value is True else str(value)
    return {name: value for name, value in (sent | changed).items() if value != "—"}


def stretches(house: House) -> list[tuple[str, str, str]]:
    with acting_as(house.alma, "test", read_only=True):
        return sorted((str(row.span), row.title, row.place or "") for row in Stretch.objects.all())


def test_the_preview_shows_each_line_and_saves_nothing(house: House) -> None:
    family = haddad(house)
    page = house.login("alma").post(address(family), {"text": LIST, "step": "look"})
    text = page.content.decode()
    assert page.status_code == 200
    assert [form["span"].value() for form in page.context["lines"]] == ["2009 – 2012", "seit 03/2015", ""]
    for words in ("2009-2012 Ausbildung Köchin, Poltava", "Irgendwas ohne Zeit", "Keine Zeit gefunden"):
        assert words in text
    assert stretches(house) == []


def test_corrected_lines_are_taken_and_a_list_sent_twice_is_taken_once(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address(family), {"text": LIST, "step": "look"})
    sent = lines(page, **{"zeile-2-span": "2014", "zeile-2-title": "Erntehilfe", "zeile-2-kind": "work"})
    for _ in range(2):
        assert browser.post(address(family), sent).status_code == 302
    assert stretches(house) == [
        ("2009 – 2012", "Ausbildung Köchin", "Poltava"),
        ("2014", "Erntehilfe", ""),
        ("seit 03/2015", "Pflegehelferin", ""),
    ]


def test_a_line_that_lacks_its_time_is_asked_for_and_every_correction_stays(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address(family), {"text": LIST, "step": "look"})
    answer = browser.post(address(family), lines(page, **{"zeile-0-title": "Ausbildung als Köchin"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte ergänzen Sie ein Jahr, oder nehmen Sie den Haken heraus." in text
    assert 'href="#id_zeile-2-span"' in text
    assert "Ausbildung als Köchin" in text
    assert stretches(house) == []


def test_a_line_that_is_not_taken_waits_in_the_text(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address(family), {"text": LIST, "step": "look"})
    answer = browser.post(address(family), lines(page, **{"zeile-2-take": "—"}), follow=True)
    assert "2\u00a0Abschnitte übernommen. 1\u00a0Zeile wartet noch" in answer.content.decode()
    again = browser.get(address(family))
    assert again.context["form"]["text"].value() == "Irgendwas ohne Zeit"
    browser.post(address(family), lines(page))
    assert len(stretches(house)) == 2


def test_a_mistake_in_a_line_that_is_not_taken_holds_nothing_up(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address(family), {"text": LIST, "step": "look"})
    sent = lines(page, **{"zeile-2-take": "—", "zeile-2-span": "irgendwann"})
    assert browser.post(address(family), sent).status_code == 302
    assert browser.get(address(family)).context["form"]["text"].value() == "irgendwann: Irgendwas ohne Zeit"


def test_back_to_the_text_takes_the_corrections_along(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    page = browser.post(address(family), {"text": LIST, "step": "look"})
    answer = browser.post(address(family), lines(page, step="back", **{"zeile-1-span": "03/2015 – 2018"}))
    assert answer.context["form"]["text"].value().splitlines() == [
        "2009-2012 Ausbildung Köchin, Poltava",
        "03/2015 – 2018: Pflegehelferin",
        "Irgendwas ohne Zeit",
    ]


def test_what_is_there_already_is_not_ticked(house: House) -> None:
    family = haddad(house)
    tell(family, family.amira, "2009–2012", "Ausbildung  köchin")
    page = house.login("alma").post(address(family), {"text": LIST, "step": "look"})
    assert [form["take"].value() for form in page.context["lines"]] == [False, True, True]
    assert "Steht schon im Lebenslauf." in page.content.decode()


def test_an_empty_and_an_endless_list_are_refused_with_their_words(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    assert browser.post(address(family), {"text": " ", "step": "look"}).status_code == 422
    long = "\n".join(f"{1990 + number % 30} Stelle {number}" for number in range(LONGEST_LIST + 1))
    answer = browser.post(address(family), {"text": long, "step": "look"})
    assert answer.status_code == 422
    assert f"Das sind {LONGEST_LIST + 1} Zeilen." in answer.content.decode()
    assert "Stelle 100" in answer.content.decode()


def test_broken_posts_answer_with_words_and_not_with_an_error(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    assert browser.post(address(family), {"step": "save"}).status_code == 422
    huge = {"step": "save", "zeile-TOTAL_FORMS": "9999", "zeile-INITIAL_FORMS": "0", "token": "x"}
    assert browser.post(address(family), huge).status_code == 422
    assert browser.post(address(family), {"step": "back", "token": str(uuid.uuid4())}).status_code in (200, 422)
