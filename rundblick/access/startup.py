"""Checks that must hold before the first request is answered."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from rundblick.access.doors import door_of, rooms_models
from rundblick.access.policies import problems
from rundblick.access.roles import Role
from rundblick.access.second_factor import EVERYBODY


@register(Tags.models)
def every_table_has_a_door(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """A model without a door would be a table without row-level security."""
    errors: list[CheckMessage] = []
    for model in rooms_models():
        try:
            door_of(model)
        except LookupError as error:
            errors.append(Error(str(error), id="access.E001"))
    return errors


@register(Tags.security)
def required_second_factors_name_roles(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """A misspelt role would leave its people without the second factor somebody meant them to have."""
    unknown = sorted(settings.MFA_REQUIRED_ROLES - set(Role.values) - {EVERYBODY})
    said = f"RUNDBLICK_MFA_REQUIRED_ROLES: {', '.join(unknown)} is no role; known are {', '.join(Role.values)} and *"
    return [Error(said, id="access.E003")] if unknown else []


@register(Tags.database)
def the_house_is_locked(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Run with `check --database default`: refuses a superuser role, missing FORCE, missing policies."""
    if not databases or "default" not in databases:
        return []
    return [Error(sentence, id="access.E002") for sentence in problems(connection)]
