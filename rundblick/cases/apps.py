"""App configuration of the room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.cases"
    verbose_name = "Fälle"

    def ready(self) -> None:
        from rundblick.cases import hooks

        hooks.register()
