"""App configuration of the room."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.employers"
    verbose_name = "Betriebe"

    def ready(self) -> None:
        from rundblick.employers import hooks

        hooks.register()
