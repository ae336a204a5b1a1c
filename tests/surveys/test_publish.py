"""Publishing a questionnaire of the house from a file."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from rundblick.access.context import acting_as
from rundblick.surveys.models import Questionnaire
from rundblick.surveys.publishing import offered
from tests.house import House
from tests.surveys.build import FILE


def published(folder: Path, text: str) -> str:
    path = folder / "bogen.yaml"
    path.write_text(text, "utf-8")
    out = StringIO()
    call_command("publish_questionnaire", str(path), stdout=out)
    return out.getvalue()


def test_a_file_is_published_once_and_offered(house: House, tmp_path: Path) -> None:
    assert published(tmp_path, FILE).startswith("probe, Fassung 1: ")
    published(tmp_path, FILE)
    with acting_as(house.alma, "test"):
        assert Questionnaire.objects.count() == 1
        assert offered()["probe"].document.title == "Probe"


def test_a_mistake_is_told_with_its_line(house: House, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"bogen\.yaml:21:.*erlaubt sind 1 bis 5"):
        published(tmp_path, FILE.replace("values: [4, 5]", "values: [7]"))


def test_a_change_under_the_same_version_is_refused(house: House, tmp_path: Path) -> None:
    published(tmp_path, FILE)
    with pytest.raises(CommandError, match="Geben Sie der Änderung die Fassung 2"):
        published(tmp_path, FILE.replace("Ist es laut?", "Ist es leise?"))
    assert "Fassung 2" in published(tmp_path, FILE.replace("version: 1\ntitle", "version: 2\ntitle"))


def test_what_is_published_stays_for_every_database_role(house: House, tmp_path: Path) -> None:
    published(tmp_path, FILE)
    with acting_as(house.alma, "test"), pytest.raises(DatabaseError):
        Questionnaire.objects.update(title="Anders")
    with acting_as(house.alma, "test"), pytest.raises(DatabaseError):
        Questionnaire.objects.all().delete()
