"""`python -m rundblick.manage load_demo`: the synthetic households, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rundblick.access import demo
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.web.clock import today


class Command(BaseCommand):
    """Loads the demo with the rights of the web role; a second time it does nothing."""

    help = "Load the synthetic demo. Does nothing when it is loaded; refuses in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.RUNDBLICK.production:
            raise CommandError("The demo never goes into an installation with real data (RUNDBLICK_ENV=production).")
        try:
            loaded = demo.load(scenario(today()), tell=lambda part: self.stdout.write(f"demo: {part}"))
        except demo.Incomplete as incomplete:
            raise CommandError(
                f"The demo in this database is incomplete ({incomplete}). Start over with: make reset"
            ) from None
        self.stdout.write("demo: loaded" if loaded else "demo: already there")
