"""App configuration of the room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.exchange"
    verbose_name = "Austausch unter Kolleginnen und Kollegen"

    def ready(self) -> None:
        from rundblick.exchange import hooks

        hooks.register()
