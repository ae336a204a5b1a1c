"""Login backend: loads the user with teams and roles in one query."""

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from rundblick.access.models import User
from rundblick.access.models.organisations import with_principals


class AccessBackend(AuthenticationBackend):
    """allauth's backend, with today's principals on the user object."""

    def get_user(self, user_id: uuid.UUID | str) -> User | None:
        """The active user of a session, with `team_ids` and `role_codes`."""
        found: Any = (
            with_principals(User.objects.filter(pk=user_id, is_active=True)).select_related("organisation").first()
        )
        return found
