"""App configuration of the room."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.roadmap"
    verbose_name = "Fahrplan Arbeitsmarkt"

    def ready(self) -> None:
        from rundblick.roadmap import hooks

        hooks.register()
