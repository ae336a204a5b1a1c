"""App configuration of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.people"
    verbose_name = "Menschen"

    def ready(self) -> None:
        from rundblick.people import hooks

        hooks.register()
