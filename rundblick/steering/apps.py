"""App configuration of the room."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.steering"
    verbose_name = "Start"

    def ready(self) -> None:
        from rundblick.steering import hooks

        hooks.register()
