"""Publish the library's templates: `python -m rundblick.manage publish_library`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rundblick.access.context import bound, system
from rundblick.catalogue.loading import DocumentError
from rundblick.programmes.publishing import publish_library


class Command(BaseCommand):
    """Idempotent; run after every migration. What is published never changes, new templates are added."""

    help = "Veröffentlicht die Vorlagen der Programmsammlung; schon Veröffentlichtes bleibt, wie es ist."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish everything or, when a file is wrong, nothing; every mistake is told."""
        try:
            with bound(system("publish_library"), "programmes.publish_library"):
                rows = publish_library()
        except DocumentError as error:
            raise CommandError(str(error)) from error
        for row in rows:
            self.stdout.write(f"{row.code}: {row.sha256[:12]}, gültig ab {row.valid_from:%d.%m.%Y}")
