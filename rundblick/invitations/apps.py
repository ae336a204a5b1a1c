"""App configuration of the room."""

from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.invitations"
    verbose_name = "Einladungen"

    def ready(self) -> None:
        from rundblick.invitations import hooks

        hooks.register()
