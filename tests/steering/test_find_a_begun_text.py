"""Every form that keeps drafts is found again from the start page."""

import re
import uuid
from pathlib import Path

from rundblick.steering.begun import FORMS, place_of

ROOMS = Path(__file__).resolve().parents[2] / "rundblick"
KEY = re.compile(r'^[A-Z_]*KEY = "([a-z_.]+)((?::\{\})*)"$', re.MULTILINE)
BELOW = ("people", "programmes", "calendar", "cases", "plans", "preparation", "steering")
NO_DRAFTS = {"people.search"}


def keys() -> dict[str, int]:
    """The beginning of each form key in the rooms below, and how many arguments follow."""
    files = [path for room in BELOW for path in (ROOMS / room).rglob("*.py")]
    return {key: places.count("{}") for path in files for key, places in KEY.findall(path.read_text())}


def test_all_forms_with_drafts_are_known_by_name() -> None:
    assert set(keys()) - NO_DRAFTS == set(FORMS)


def test_each_leads_to_its_form() -> None:
    for stem, number in keys().items():
        if stem in NO_DRAFTS:
            continue
        some = [str(uuid.uuid4()) for _ in range(number)]
        if stem == "cases.goal.block":
            some[1] = "2"
        name, url = place_of(":".join([stem, *some]), None)
        assert name
        assert url.endswith("/")
        assert all(argument in url for argument in some)


def test_an_unknown_form_leads_to_the_case() -> None:
    dossier = uuid.uuid4()
    assert place_of("fremd:1", dossier) == ("Angefangener Text", f"/faelle/{dossier}/")
    assert place_of("fremd:1", None) == ("Angefangener Text", "")
