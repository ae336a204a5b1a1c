"""App configuration of the room."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.evaluation"
    verbose_name = "Berichte"

    def ready(self) -> None:
        from rundblick.evaluation import hooks

        hooks.register()
