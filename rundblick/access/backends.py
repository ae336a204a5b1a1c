"""Login backend: loads the user with teams, roles, banners and entries of the navigation in one query."""

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import BooleanField, F, Func

from rundblick.access import hooks
from rundblick.access.models import User
from rundblick.access.models.organisations import with_principals


class AccessBackend(AuthenticationBackend):
    """allauth's backend, with today's principals on the user object."""

    def get_user(self, user_id: uuid.UUID | str) -> User | None:
        """The active user of a session, with `team_ids`, `role_codes` and, by name, whether each banner is up and
        each entry of the navigation that asks is to be shown."""
        rows: Any = with_principals(User.objects.filter(pk=user_id, is_active=True)).select_related("organisation")
        up = {
            hooks.BANNER + name: Func(F("pk"), function=banner.function, output_field=BooleanField())
            for name, banner in hooks.banners.items()
        }
        shown = {
            hooks.ENTRY + name: Func(F("pk"), function=entry.function, output_field=BooleanField())
            for name, entry in hooks.navigation.items()
            if entry.function
        }
        found: User | None = rows.annotate(**up, **shown).first()
        return found
