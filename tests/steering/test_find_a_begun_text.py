"""Every form that keeps drafts is found again from the start page."""

import re
import uuid
from pathlib import Path

from rundblick.steering.begun import FORMS, place_of

ROOMS = Path(__file__).resolve().parents[2] / "rundblick"
KEY = re.compile(r'^[A-Z_]*KEY = "([a-z_.]+)(?::\{\})?"$', re.MULTILINE)
BELOW = ("people", "programmes", "calendar", "cases")
NO_DRAFTS = {"people.search"}


def test_all_forms_with_drafts_are_known_by_name() -> None:
    found = {key for room in BELOW for path in (ROOMS / room).rglob("*.py") for key in KEY.findall(path.read_text())}
    assert found - NO_DRAFTS == set(FORMS)


def test_each_leads_to_its_form() -> None:
    some = str(uuid.uuid4())
    for stem in FORMS:
        key = stem if stem == "people.intake" else f"{stem}:{some}"
        name, url = place_of(key, None)
        assert name
        assert url.endswith("/")
        assert (some in url) == (stem != "people.intake")


def test_an_unknown_form_leads_to_the_case() -> None:
    dossier = uuid.uuid4()
    assert place_of("fremd:1", dossier) == ("Angefangener Text", f"/faelle/{dossier}/")
    assert place_of("fremd:1", None) == ("Angefangener Text", "")
