"""App configuration of the room."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.referrals"
    verbose_name = "Vermittlungen"

    def ready(self) -> None:
        from rundblick.referrals import hooks

        hooks.register()
