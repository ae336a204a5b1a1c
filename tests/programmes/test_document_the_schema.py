"""The page about definitions names every key, and its example is a real one."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from rundblick.journeys.definition import Journey
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition import Programme
from tests.programmes.build import full_with

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "programme-definition.md").read_text(encoding="utf-8")


def keys(model: type[BaseModel]) -> set[str]:
    """All keys of a document, at every level, as they are written."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})}


@pytest.mark.parametrize("model", [Programme, Journey])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    named = {word for code in re.findall(r"`([^`\n]+)`", PAGE) for word in re.findall(r"[a-z_0-9]+", code)}
    assert keys(model) - named == set()


def next_key(part: dict[str, Any]) -> str:
    return next(iter(part))


EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def test_the_example_of_a_target_group_is_a_condition() -> None:
    (block,) = (example for example in EXAMPLES if "target_group" in example)
    condition = Condition.model_validate(block["target_group"]["condition"], strict=False)
    assert list(condition.complaints((), "household")) == []


@pytest.mark.parametrize("part", [example for example in EXAMPLES if "target_group" not in example], ids=next_key)
def test_every_other_example_is_a_sound_part_of_a_definition(part: dict[str, Any]) -> None:
    assert full_with(**part).id == "werkstatt"


def test_links_lead_to_files() -> None:
    for target in re.findall(r"\]\((\.\./[^)]+)\)", PAGE):
        assert (ROOT / "docs" / target).resolve().exists()
