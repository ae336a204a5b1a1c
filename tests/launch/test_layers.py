"""Foreign keys and migrations go only downwards, like imports. The order is the one import-linter reads."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Each room with its floor; 0 is the roof."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {room: floor for floor, line in enumerate(layers) for room in re.findall(r"\w+", line)}


def room_of(label: str) -> str:
    """The room of an app label, or an empty text for foreign apps."""
    name = apps.get_app_config(label).name
    return name.removeprefix("rundblick.") if name.startswith("rundblick.") else ""


def wrong_way(lower: str, upper: str) -> bool:
    """Whether `lower` may not point to `upper`: it lies above, or beside."""
    floor = floors()
    return bool(lower and upper) and lower != upper and floor[upper] <= floor[lower]


def test_every_room_has_a_floor() -> None:
    rooms = {config.name.removeprefix("rundblick.") for config in apps.get_app_configs() if room_of(config.label)}
    assert rooms <= set(floors())


def test_foreign_keys_only_go_downwards() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if not field.auto_created and (target := field.related_model) is not None
        if wrong_way(room_of(model._meta.app_label), room_of(target._meta.app_label))
    ]
    assert upwards == []


def test_migrations_only_depend_on_rooms_below() -> None:
    graph = MigrationLoader(None).disk_migrations
    upwards = [
        f"{label}.{name} -> {needed}"
        for (label, name), migration in graph.items()
        for needed, _ in [*migration.dependencies, *migration.run_before]
        if needed != "__setting__" and wrong_way(room_of(label), room_of(needed))
    ]
    assert upwards == []


@pytest.mark.parametrize(
    ("lower", "upper", "refused"),
    [("access", "cases", True), ("post", "files", True), ("cases", "people", False), ("people", "people", False)],
)
def test_a_key_to_a_room_above_or_beside_would_be_found(lower: str, upper: str, refused: bool) -> None:
    assert wrong_way(lower, upper) is refused
