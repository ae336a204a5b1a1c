"""App configuration of the room."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.inquiries"
    verbose_name = "Fragen an den Leistungsbereich"

    def ready(self) -> None:
        from rundblick.inquiries import hooks

        hooks.register()
