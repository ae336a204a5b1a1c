"""App configuration of the room."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.cooperation"
    verbose_name = "Gemeinsame Blätter mit anderen Stellen"

    def ready(self) -> None:
        from rundblick.cooperation import hooks

        hooks.register()
