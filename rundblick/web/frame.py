"""What surrounds the content of a page: navigation, person menu, search, theme. Rooms above fill these
plain values; `base.html` draws them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.http import HttpRequest

THEMES = {"light": "Hell", "dark": "Dunkel", "system": "Wie Gerät"}
THEME_COOKIE = "rundblick_theme"


@dataclass(frozen=True, kw_only=True)
class NavigationItem:
    """One entry of the main navigation.

    `badge` is a short count with `badge_label` saying what is counted ("3", "überfällig"). `key` is the
    letter that jumps here after "g". `also` are further addresses under which the entry is the current one.
    """

    label: str
    url: str
    current: bool = False
    badge: str = ""
    badge_label: str = ""
    key: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NavigationGroup:
    """Entries under one heading; an empty label draws no heading."""

    items: tuple[NavigationItem, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class MenuLink:
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class UserMenu:
    """Who is signed in. `logout_url` receives a POST."""

    name: str
    role: str
    logout_url: str
    organisation: str = ""
    links: tuple[MenuLink, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class SearchBox:
    """The search on every page. `url` receives a POST with `q`: a name must never stand in an address.

    `results_url`, when given, answers a POST with a piece of page for results while typing.
    """

    url: str
    results_url: str = ""
    label: str = "Suche"
    hint: str = "Name, Geburtsdatum, BG, Telefon"


@dataclass(frozen=True, kw_only=True)
class EmergencyLink:
    """The card of who is called in an emergency, one click from every page. `worker_url`: the script that shows it
    without a network, which stands beside it."""

    url: str
    worker_url: str


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the breadcrumb; the last step has no address."""

    label: str
    url: str = ""


def mark_current(groups: Iterable[NavigationGroup], path: str) -> tuple[NavigationGroup, ...]:
    """The groups with the entry marked of whose addresses one is the longest beginning of `path`.

    The start page only counts when it is met exactly, otherwise it would begin every address.
    """
    groups = tuple(groups)
    fitting = [
        url
        for group in groups
        for item in group.items
        for url in (item.url, *item.also)
        if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))
    ]
    best = max(fitting, key=len, default=None)
    return tuple(
        replace(group, items=tuple(replace(item, current=best in (item.url, *item.also)) for item in group.items))
        for group in groups
    )


def theme_of(request: HttpRequest) -> str:
    """The theme chosen in the cookie; "system" when nothing valid was chosen."""
    chosen = request.COOKIES.get(THEME_COOKIE, "system")
    return chosen if chosen in THEMES else "system"


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: the values `base.html` always needs.

    Rooms above add `navigation`, `user_menu`, `search_box`, `emergency` and `banners` with a context processor of their
    own, which must stand behind this one in the settings.
    """
    return {
        "theme": theme_of(request),
        "themes": THEMES,
        "here": request.get_full_path(),
        "navigation": (),
        "user_menu": None,
        "search_box": None,
        "emergency": None,
        "banners": (),
        "breadcrumb": (),
    }
