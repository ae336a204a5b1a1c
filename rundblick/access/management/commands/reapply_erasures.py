"""After a restore: erase again what the register says was erased."""

from typing import Any

from django.core.management.base import BaseCommand

from rundblick.access.database import as_worker
from rundblick.access.services.erasure import reapply


class Command(BaseCommand):
    """Prints the ids of dossiers that had come back."""

    help = "Wendet nach einer Wiederherstellung alle Löschungen des Registers erneut an."

    def handle(self, *args: Any, **options: Any) -> None:
        with as_worker("reapply_erasures"):
            for dossier_id in reapply():
                self.stdout.write(str(dossier_id))
