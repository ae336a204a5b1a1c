"""`python -m rundblick.manage demo_logins --json`: one login per role."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from rundblick.access import demo
from rundblick.catalogue.scenario.cast import cast


class Command(BaseCommand):
    """Prints the logins of the demo."""

    help = "Print one demo login per role; refuses in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON for the launcher")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.RUNDBLICK.production:
            raise CommandError("There are no demo logins in production.")
        found = demo.logins(cast())
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for login in found:
            self.stdout.write(f"{login['role']}: {login['login']}  {login['password']}")
