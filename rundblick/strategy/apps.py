"""App configuration of the room."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.strategy"
    verbose_name = "Strategiegespräch"

    def ready(self) -> None:
        from rundblick.strategy import hooks

        hooks.register()
