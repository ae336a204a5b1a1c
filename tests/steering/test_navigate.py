"""Which groups of the navigation each role sees, and what stands in the one for working together."""

import re

import pytest

from rundblick.access.hooks import WITH_OTHERS
from tests.browser import Visitor, flaws
from tests.house import House

GROUP = re.compile(r'class="rb-nav__label"[^>]*>([^<]+)<')


def groups(page: str) -> dict[str, list[str]]:
    """The entries of the navigation by the label of their group."""
    found: dict[str, list[str]] = {}
    label = ""
    menu = page[page.index("<nav") : page.index("</nav>")]
    for part in re.findall(r'rb-nav__label"[^>]*>[^<]+|<a [^>]*>.*?</a>', menu, re.DOTALL):
        words = " ".join(re.sub(r"<[^>]*>?", " ", part.partition(">")[2]).split())
        if part.startswith("rb-nav__label"):
            label = words
        else:
            found.setdefault(label, []).append(words)
    return found


@pytest.mark.parametrize(
    ("who", "together"),
    [
        ("alma", ["Absprachen", "Vermittlungen", "Übergänge", "Reha", "Besprechungen", "Betriebe"]),
        ("dana", ["Absprachen", "Vermittlungen", "Übergänge", "Reha", "Besprechungen", "Betriebe"]),
        ("ivo", ["Absprachen", "Anfragen an uns", "Besprechungen"]),
    ],
)
def test_work_with_other_houses_has_a_group_of_its_own(house: House, who: str, together: list[str]) -> None:
    found = groups(house.login(who).get("/", follow=True).content.decode())
    assert found[WITH_OTHERS] == together


def test_no_group_of_a_coach_is_longer_than_seven_entries(house: House) -> None:
    found = groups(house.login("alma").get("/", follow=True).content.decode())
    assert max(map(len, found.values())) <= 7
    assert found["Begleiten"] == ["Einladungen", "Hausbesuche", "Wartezettel", "Krise"]


def test_a_participant_sees_none_of_it(house: House) -> None:
    page = house.login("jana").get("/", follow=True).content.decode()
    assert WITH_OTHERS not in page


@pytest.mark.browser
def test_the_menu_is_complete_and_without_barriers_wide_and_narrow(visitor: Visitor) -> None:
    found = []
    for who in ("alma", "dana", "ivo", "jana"):
        with visitor.as_person(who, bypass_csp=True) as page:
            page.goto("/")
            found += flaws(page, f"menu-{who}")
        with visitor.as_person(who, narrow=True, bypass_csp=True) as page:
            page.goto("/")
            menu = page.get_by_text("Menü", exact=True)
            if menu.count():
                menu.first.click()
            found += flaws(page, f"menu-open-{who}")
    assert found == []
