"""App configuration of the room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _install_policies(using: str, **_: Any) -> None:
    from django.db import connections

    from rundblick.access.policies import install_policies

    install_policies(connections[using])


class AccessConfig(AppConfig):
    """Installs the doors after every migration."""

    name = "rundblick.access"
    verbose_name = "Zugriff"

    def ready(self) -> None:
        from rundblick.access import hooks_of_the_room, startup  # noqa: F401

        hooks_of_the_room.register()
        post_migrate.connect(_install_policies, sender=self)
