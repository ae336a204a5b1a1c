"""App configuration of the room."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.surveys"

    def ready(self) -> None:
        from rundblick.surveys import hooks

        hooks.register()
