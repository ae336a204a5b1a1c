"""App configuration of the room."""

from django.apps import AppConfig


class WhoSeesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.whosees"
    verbose_name = "Wer sieht meine Daten?"

    def ready(self) -> None:
        from rundblick.whosees import hooks

        hooks.register()
