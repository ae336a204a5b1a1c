"""The shelf with its filters, and the profile: complete, in German, with the source of every rule."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import bound, system
from rundblick.programmes import profile
from rundblick.programmes.definition import Programme
from rundblick.programmes.offered import historical
from rundblick.programmes.publishing import publish, publish_library
from rundblick.programmes.shelf import shelf
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, day, example
from tests.queries import at_most

SHELF = reverse("programmes:shelf")
LIBRARY = sorted(shelf())


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


def put(house: House, code: str, *, here: bool = False, **changes: object) -> Programme:
    """Publish the example under another name, by somebody who carries it out or as an example."""
    programme = example().model_copy(update={"id": code, "title": code.capitalize(), **changes})
    run = programme.runs[0].model_copy(update={"valid_from": day("2020-01-01"), "valid_until": None})
    with bound(system("test"), "test"):
        publish(programme.model_copy(update={"runs": (run,)}), provider=house.provider if here else None)
    return programme


def titles(client: Client, **wanted: str) -> list[str]:
    """What stands on the shelf after this choice, in its order."""
    page = client.post(reverse("programmes:search"), wanted, follow=True).content.decode()
    return re.findall(r'<h3 class="prog-card__title"><a[^>]*>([^<]+)</a>', page)


# --- The shelf ---


def test_what_is_offered_here_comes_before_the_collection(house: House, alma: Client) -> None:
    put(house, "aaa")
    put(house, "zzz", here=True)
    page = alma.get(SHELF).content.decode()
    assert page.index("Hier angeboten") < page.index(">Zzz<") < page.index("Aus der Sammlung") < page.index(">Aaa<")
    assert titles(alma, where="here") == ["Zzz"] and titles(alma, where="collection") == ["Aaa"]


def test_each_filter_narrows_the_shelf(house: House, alma: Client) -> None:
    source = example().source
    put(house, "eins", keywords=("Familie",), source=source.model_copy(update={"host": "Jobcenter Teststadt"}))
    put(house, "zwei", keywords=("Gesundheit",), unit="household")
    with bound(system("test"), "test"):
        publish(anna())
    assert titles(alma, keyword="Familie") == ["Eins"]
    assert titles(alma, place="Jobcenter Teststadt") == ["Eins"]
    assert titles(alma, place="Everswinkel") == ["ANNA"]
    assert titles(alma, who="household") == ["Zwei", "ANNA"]
    assert titles(alma, who="household", keyword="Gesundheit") == ["Zwei"]
    assert titles(alma, legal="sgb2_16_sgb3_45", past="only") == ["ANNA"]
    assert titles(alma, past="without") == ["Eins", "Zwei"]
    assert titles(alma, way="assigned") == []


def test_a_choice_is_kept_until_it_is_taken_back_and_never_stands_in_the_address(house: House, alma: Client) -> None:
    put(house, "eins", keywords=("Familie",))
    put(house, "zwei")
    answer = alma.post(reverse("programmes:search"), {"keyword": "Familie", "words": "eins"}, follow=True)
    assert answer.redirect_chain == [(SHELF, 302)]
    page = alma.get(SHELF).content.decode()
    assert ">Eins<" in page and ">Zwei<" not in page and 'value="eins"' in page
    assert titles(alma, reset="1") == ["Eins", "Zwei"]


@pytest.mark.parametrize("wanted", [{"keyword": "gibt es nicht"}, {"where": "'; DROP TABLE"}, {"words": "x" * 101}])
def test_what_cannot_be_chosen_changes_nothing(house: House, alma: Client, wanted: dict[str, str]) -> None:
    put(house, "eins")
    assert titles(alma, **wanted) == ["Eins"]


def test_the_whole_library_takes_few_statements(house: House, alma: Client) -> None:
    with bound(system("test"), "test"):
        publish_library()
    alma.get(SHELF)
    with at_most(6):
        page = alma.get(SHELF)
    assert len(page.context["collection"]) == len(LIBRARY)
    assert titles(alma, words="buergergeld") is not None


def test_a_programme_is_history_when_its_law_or_its_last_run_has_ended() -> None:
    assert historical(anna(), today()) == "Der letzte Durchgang endete am 31.05.2023."
    assert historical(anna(), dt.date(2022, 1, 1)) == ""
    law = example().legal_basis[0].model_copy(update={"code": "sgb2_16_sgb3_46_old"})
    old = example().model_copy(update={"legal_basis": (law,)})
    assert historical(old, today()) == "Die Rechtsgrundlage galt bis zum 31.03.2012; heute gilt anderes Recht."


# --- The profile ---


@pytest.mark.parametrize("code", LIBRARY)
def test_the_profile_tells_every_rule_with_its_source(code: str) -> None:
    programme = shelf()[code]
    told = profile.sections(programme)
    shown = {(rule.source, rule.assumption) for section in told for rule in section.rules}
    group = programme.target_group.origin
    known = {(profile.source_of(one), one.assumption or "") for one in profile.origins(programme) if one != group}
    assert known - shown == set()
    assert profile.source_of(group) in told[0].lead


@pytest.mark.parametrize("code", LIBRARY)
def test_the_profile_speaks_german_and_no_code(code: str) -> None:
    for section in profile.sections(shelf()[code]):
        for rule in section.rules:
            said = f"{rule.text} {rule.detail}"
            assert said.strip()
            assert not re.search(r"\b[a-z]+(_[a-z]+)+\b|\b(contact|participation|attempt)\.", said), said
            assert "None" not in said and ";;" not in said and not said.endswith("; "), said


def test_the_profile_names_numerator_and_denominator_of_what_the_source_prints() -> None:
    results = {
        rule.detail
        for one in shelf().values()
        for section in profile.sections(one)
        if section.title == "Veröffentlichte Ergebnisse"
        for rule in section.rules
    }
    assert any(re.search(r"197 Personen von 240|197 von 240", said) for said in results), sorted(results)[:5]
    assert all("von" in said or "wovon" in said or not said.startswith("%") for said in results)


def test_cost_per_head_is_worked_out_and_says_so() -> None:
    words = [
        rule.detail
        for one in shelf().values()
        for section in profile.sections(one)
        if section.title == "Geld"
        for rule in section.rules
    ]
    assert any("je Person und Monat" in said and "(errechnet)" in said for said in words)
