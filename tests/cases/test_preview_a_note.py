"""The note as the person would read it: the same piece on the page, before saving and on the person's own page."""

import re
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases import services
from tests.cases.families import haddad
from tests.cases.test_write_a_note import typed
from tests.house import House

SAID: dict[str, Any] = {
    "own_concern": "Ich will wieder kochen.",
    "summary": "Der AVGS gilt bis Mai.",
    "agreements": "Wir rufen an.",
    "sentence": "Der Kitaplatz ist zugesagt.",
}


def body(page: str) -> str:
    """The piece that says the note, without the spaces of its place."""
    return re.sub(r"\s+", " ", page.split("im Büro · mit Alma")[1].split("</article>")[0].split("</section>")[0])


def preview(house: House, **values: Any) -> str:
    family = haddad(house)
    sent = typed(family, vorschau="1", **(SAID | values))
    answer = house.login("alma").post(reverse("cases:note_create", args=[family.pk]), sent)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_saving_it_reads_as_it_will_on_the_own_page(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    before = browser.post(
        reverse("cases:note_create", args=[family.pk]),
        typed(family, vorschau="1", **SAID),
        headers={"HX-Request": "true"},
    ).content.decode()
    (note,) = family.note(family.amira, **SAID)
    read = browser.get(reverse("cases:note_reading", args=[note.pk])).content.decode()
    asked = browser.get(reverse("cases:note_release", args=[note.pk])).content.decode()
    family.let_in(house.jana, family.amira)
    with acting_as(house.alma, "test"):
        services.release_note(note=note)
    own = house.login("jana").get(reverse("portal:talks")).content.decode()
    assert body(before) == body(read) == body(own)
    assert "AVGS = Aktivierungs- und Vermittlungsgutschein" in own and "AVGS = " in asked
    assert "Freigeben ist endgültig" in before and "Freigeben ist endgültig" in read
    again = browser.get(reverse("cases:note_reading", args=[note.pk])).content.decode()
    assert "Freigeben ist endgültig" not in again and "freigegeben am" in again


def test_without_scripts_the_page_comes_back_with_the_preview_and_all_typed_words(house: House) -> None:
    page = preview(house, happened_on="?", minutes="viele")
    assert "So würde die Person es lesen" in page and "mit Alma" in page
    assert 'value="?"' in page and 'value="viele"' in page
