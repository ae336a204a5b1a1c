"""App configuration of the room."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.outreach"
    verbose_name = "Kontakt suchen"

    def ready(self) -> None:
        from rundblick.outreach import hooks

        hooks.register()
