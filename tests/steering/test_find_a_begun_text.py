"""Every form that keeps drafts is found again from the start page."""

import re
import uuid
from pathlib import Path

from django.urls import reverse

from rundblick.cases.tools import household_tools, tools
from rundblick.steering.begun import FORMS, place_of

ROOMS = Path(__file__).resolve().parents[2] / "rundblick"
KEY = re.compile(r'^[A-Z_]*KEY = "([a-z_.]+)((?::\{\})*)"$', re.MULTILINE)
OF_NO_COACH = {"people.search", "portal.report"}
"""Not a draft, and a draft of the participant's."""


def keys() -> dict[str, int]:
    """The beginning of each form key in the rooms, and how many arguments follow."""
    found = {key: places.count("{}") for path in ROOMS.rglob("*.py") for key, places in KEY.findall(path.read_text())}
    return {key: number for key, number in found.items() if key not in OF_NO_COACH}


def test_all_forms_with_drafts_are_known_by_name() -> None:
    assert set(FORMS) <= set(keys())
    for stem in set(keys()) - set(FORMS):
        room = stem.partition(".")[0]
        assert tools.get(room) or household_tools.get(room), stem


def test_a_text_in_a_tool_is_called_like_the_tool_and_leads_to_the_tools() -> None:
    dossier = uuid.uuid4()
    name, url = place_of(f"lights.card:{uuid.uuid4()}", dossier)
    assert (name, url) == ("Ampeltorte", reverse("cases:tools", args=[dossier]))


def test_each_leads_to_its_form() -> None:
    for stem, number in keys().items():
        if stem not in FORMS:
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
