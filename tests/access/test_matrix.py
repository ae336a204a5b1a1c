"""Every address times every person of the cast, against expectations reviewed by hand.

The expectations stand in `tests/<room>/matrix.yaml`; they are never derived from the views. Format:

    cases:page:
      args: [case]              # objects the room's conftest provides (see `OBJECTS`)
      method: get               # or post; default get
      data: {}                  # for post
      others: 404               # everybody who is not named
      alma: 200

`anonymous` is sent to the login unless the entry says otherwise. An address without an entry fails the test.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import House

TESTS = Path(__file__).resolve().parent.parent
LOGIN = "/konto/login/"


def names(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[str]:
    """Names of all addresses with their namespaces."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"address without a name: {entry.pattern}"
            yield namespace + entry.name


def expectations() -> dict[str, dict[str, Any]]:
    """All entries of all rooms."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(TESTS.glob("*/matrix.yaml")):
        for name, entry in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            assert name not in found, f"{name} stands in two matrix files"
            found[name] = entry | {"room": path.parent.name}
    return found


EXPECTED = expectations()


def test_every_address_stands_in_the_matrix() -> None:
    known = set(names())
    assert known - set(EXPECTED) == set(), "addresses without expectations"
    assert set(EXPECTED) - known == set(), "expectations without an address"


def entries_that_read() -> dict[str, list[str]]:
    """By room, the addresses that are only read. They share one house, since reading changes nothing."""
    rooms: dict[str, list[str]] = {}
    for name, entry in sorted(EXPECTED.items()):
        if entry.get("method", "get") == "get":
            rooms.setdefault(entry["room"], []).append(name)
    return rooms


READING = entries_that_read()
ACTING = sorted(name for name, entry in EXPECTED.items() if entry.get("method", "get") != "get")


@pytest.mark.parametrize("room", sorted(READING))
def test_reading_answers_each_person_as_expected(room: str, house: House) -> None:
    browsers = {person: browser_of(person, house) for person in ["anonymous", *house.people]}
    found, wanted = {}, {}
    objects: dict[str, Any] = {}
    # Addresses that point to nothing come first, in a house where there is nothing yet.
    for name in sorted(READING[room], key=needs_objects):
        objects = objects or objects_of(name, house)
        for person, browser in browsers.items():
            found[name, person] = answer_of(name, person, browser, objects)
            wanted[name, person] = wanted_of(name, person)
    assert found == wanted


@pytest.mark.parametrize("name", ACTING)
def test_acting_answers_each_person_as_expected(name: str, house: House) -> None:
    objects = objects_of(name, house)
    found, wanted = {}, {}
    for person in ["anonymous", *house.people]:
        found[person] = answer_of(name, person, browser_of(person, house), objects)
        wanted[person] = wanted_of(name, person)
    assert found == wanted


def needs_objects(name: str) -> bool:
    """Whether the address or what is sent to it names something that must be there."""
    return bool(EXPECTED[name].get("args") or EXPECTED[name].get("data"))


def objects_of(name: str, house: House) -> dict[str, Any]:
    """What the entries of the room point to, built when this one asks for it."""
    if not needs_objects(name):
        return {}
    built: dict[str, Any] = import_module(f"tests.{EXPECTED[name]['room']}.matrix_objects").build(house)
    return built


def browser_of(person: str, house: House) -> Client:
    """A browser in which this person is logged in, or nobody."""
    return house.client() if person == "anonymous" else house.login(person)


def answer_of(name: str, person: str, browser: Client, objects: dict[str, Any]) -> str | int:
    """How the address answers: its status, or "login". A refusal must not show the entry's forbidden text."""
    entry = EXPECTED[name]
    # A fresh address per person, since a POST of one may consume the object of the next.
    arguments = [objects[key](person) if callable(objects[key]) else objects[key] for key in entry.get("args", [])]
    data = {k: objects.get(v, v) if isinstance(v, str) else v for k, v in entry.get("data", {}).items()}
    answer = getattr(browser, entry.get("method", "get"))(reverse(name, args=arguments), data)
    forbidden = entry.get("forbidden_text")
    if forbidden and answer.status_code != 200:
        assert forbidden.encode() not in answer.content
    return "login" if answer.headers.get("Location", "").startswith(LOGIN) else int(answer.status_code)


def wanted_of(name: str, person: str) -> str | int | None:
    """What the entry expects for this person."""
    entry = EXPECTED[name]
    wanted: str | int | None = entry.get(person, "login" if person == "anonymous" else entry.get("others"))
    return wanted
