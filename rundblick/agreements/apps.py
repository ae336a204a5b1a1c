"""App configuration of the room."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.agreements"
    verbose_name = "Vereinbarungen und Netzwerk"

    def ready(self) -> None:
        from rundblick.agreements import hooks

        hooks.register()
