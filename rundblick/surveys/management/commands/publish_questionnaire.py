"""Publish a questionnaire of the house: `python -m rundblick.manage publish_questionnaire bogen.yaml`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rundblick.access.context import bound, system
from rundblick.calendar.errors import Refused
from rundblick.catalogue.loading import DocumentError
from rundblick.surveys.publishing import publish
from rundblick.surveys.shelf import load


class Command(BaseCommand):
    """Idempotent. What is published never changes; a change needs a higher version."""

    help = "Prüft einen Fragebogen und veröffentlicht ihn; jeder Fehler wird mit Zeile und Schlüssel genannt."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("datei", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish the file or tell every mistake."""
        try:
            with bound(system("publish_questionnaire"), "surveys.publish"):
                row = publish(load(options["datei"]))
        except (DocumentError, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{row.code}, Fassung {row.number}: {row.sha256[:12]}")
