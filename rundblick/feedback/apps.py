"""App configuration of the room."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.feedback"
    verbose_name = "Rückmeldung"

    def ready(self) -> None:
        from rundblick.feedback import hooks

        hooks.register()
