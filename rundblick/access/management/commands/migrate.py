"""Django's own `migrate`, without drawing half the house anew for every index, constraint and trigger.

Before each step Django renders the models again that are near the changed one, and nearly all are near to dossiers and
users. An index, a constraint or a trigger changes no field, so in our own rooms its step is noted in the state and the
rendered models stay as they are: an empty database takes half the time. (A migration of allauth asks its rendered model
for constraints, so other people's apps are left as they are.)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db.migrations.operations import AddConstraint, AddIndex
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

OWN = frozenset(config.label for config in apps.get_app_configs() if config.name.startswith("rundblick."))
StateForwards = Callable[[Any, str, ProjectState], None]


class Command(migrate.Command):
    """Migrate the database."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django does, with fewer renderings."""
        with rendering_fields_only():
            super().handle(*args, **options)


@contextmanager
def rendering_fields_only() -> Iterator[None]:
    """While it lasts, steps that touch no field leave rendered models alone."""
    kinds: tuple[Any, ...] = (AddIndex, AddConstraint, AddTrigger)
    before = [kind.state_forwards for kind in kinds]
    for kind in kinds:
        kind.state_forwards = _noted_only(kind.state_forwards)
    try:
        yield
    finally:
        for kind, original in zip(kinds, before, strict=True):
            kind.state_forwards = original


def _noted_only(state_forwards: StateForwards) -> StateForwards:
    def noted(operation: Any, app_label: str, state: ProjectState) -> None:
        if app_label not in OWN:
            return state_forwards(operation, app_label, state)
        rendered = state.__dict__.pop("apps", None)  # a cached property: without it there is nothing to render anew
        state_forwards(operation, app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered

    return noted
