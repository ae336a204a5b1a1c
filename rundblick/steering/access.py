"""Which start pages somebody has: decided by roles alone, since the pages themselves read through open doors."""

from dataclasses import dataclass

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.roles import Role


@dataclass(frozen=True)
class Page:
    """One start page: its address and its tab for those who hold several roles."""

    url_name: str
    label: str
    roles: frozenset[str]


WORK = Page("steering:work", "Meine Arbeit", frozenset({Role.COACH}))
TEAM = Page("steering:team", "Mein Team", frozenset({Role.TEAM_LEAD}))
DOORS = Page(
    "steering:doors",
    "Für mich geöffnet",
    frozenset({Role.NOMINATOR, Role.BENEFITS, Role.PLACEMENT, Role.COORDINATOR, Role.PARTNER}),
)
PROTECTION = Page("steering:protection", "Datenschutz", frozenset({Role.DPO}))
HOUSE = Page("steering:house", "Haus", frozenset({Role.ADMIN}))
REPORTS = Page("steering:reports", "Berichte", frozenset({Role.RESEARCH}))
PAGES = (WORK, TEAM, DOORS, PROTECTION, HOUSE, REPORTS)
"""In the order of the tabs; the first one somebody may open is the start."""


def pages_of(context: Context) -> list[Page]:
    """The start pages of this context, the start first. Empty for participants and accounts without a role."""
    return [page for page in PAGES if context.has_role(*page.roles)]


def page_or_404(context: Context, page: Page) -> None:
    """Raise Http404 unless the context has this start page."""
    if not context.has_role(*page.roles):
        raise Http404("not a page of this role")
