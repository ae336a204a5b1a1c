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


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_address_answers_each_person_as_expected(name: str, house: House) -> None:
    entry = EXPECTED[name]
    objects: dict[str, Any] = {}
    if entry.get("args") or entry.get("data"):
        objects = import_module(f"tests.{entry['room']}.matrix_objects").build(house)
    found = {}
    wanted = {}
    for person in ["anonymous", *house.people]:
        # A fresh address per person, since a POST of one may consume the object of the next.
        arguments = [objects[key](person) if callable(objects[key]) else objects[key] for key in entry.get("args", [])]
        url = reverse(name, args=arguments)
        browser = house.client() if person == "anonymous" else house.login(person)
        data = {k: objects.get(v, v) if isinstance(v, str) else v for k, v in entry.get("data", {}).items()}
        answer = getattr(browser, entry.get("method", "get"))(url, data)
        found[person] = "login" if answer.headers.get("Location", "").startswith(LOGIN) else answer.status_code
        wanted[person] = entry.get(person, "login" if person == "anonymous" else entry.get("others"))
        forbidden = entry.get("forbidden_text")
        if forbidden and answer.status_code != 200:
            assert forbidden.encode() not in answer.content
    assert found == wanted
