"""What the room contributes to the others. It holds no data of its own: nothing to export, merge or erase."""

from rundblick.access import hooks
from rundblick.cases.tools import HouseholdTool, household_tools

WORDS = {"family.page": "Die Familie auf einen Blick gesehen"}
TOOL = HouseholdTool(
    label="Die Familie auf einen Blick",
    purpose="Alle Mitglieder nebeneinander: Ziele, Termine, wer hilft, und welche Fristen kommen.",
    url_name="family:page",
    order=10,
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    household_tools.add("family", TOOL)
