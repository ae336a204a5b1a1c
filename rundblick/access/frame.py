"""Context processor: navigation, person menu and search, as the roles of the logged-in user allow."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.roles import STAFF_ROLES, Role
from rundblick.web.frame import (
    EmergencyLink,
    MenuLink,
    NavigationGroup,
    NavigationItem,
    SearchBox,
    UserMenu,
    mark_current,
)


def frame(request: HttpRequest) -> dict[str, object]:
    """Fill the frame of `web` for this user; nothing for anonymous visitors."""
    context: Context | None = getattr(request, "access", None)
    if context is None or context.user_id is None:
        return {}
    return {
        "navigation": _navigation(request, context),
        "user_menu": UserMenu(
            name=context.user_label,
            role=", ".join(Role(code).label for code in Role.values if code in context.roles),
            logout_url=reverse("account_logout"),
            links=(MenuLink(label="Sicherheit meines Kontos", url=reverse("mfa_index")),),
            organisation=str(request.user.organisation or ""),  # type: ignore[union-attr]
        ),
        "search_box": _search(context),
        "emergency": _emergency(context),
        "banners": [
            (banner.words, reverse(banner.url_name), banner.label)
            for name, banner in hooks.banners.items()
            if getattr(request.user, hooks.BANNER + name, False)
        ],
    }


def _navigation(request: HttpRequest, context: Context) -> tuple[NavigationGroup, ...]:
    groups: dict[str, list[hooks.NavigationItem]] = {}
    for name, item in sorted(hooks.navigation.items(), key=lambda entry: entry[1].order):
        if context.roles & item.roles and _is_for(request, name, item):
            groups.setdefault(item.group, []).append(item)
    drawn = tuple(
        NavigationGroup(
            label=label,
            items=tuple(
                NavigationItem(
                    label=i.label, url=reverse(i.url_name), key=i.key, also=tuple(reverse(name) for name in i.also)
                )
                for i in items
            ),
        )
        for label, items in groups.items()
    )
    return mark_current(drawn, request.path)


def _is_for(request: HttpRequest, name: str, item: hooks.NavigationItem) -> bool:
    """Whether the user's organisation and the entry's own function allow it. No query: both came with the user."""
    house = getattr(request.user, "organisation", None)
    if item.houses and (house is None or house.kind not in item.houses):
        return False
    return not item.function or bool(getattr(request.user, hooks.ENTRY + name, False))


def _search(context: Context) -> SearchBox | None:
    if context.roles <= {Role.PARTICIPANT, Role.RESEARCH, Role.ADMIN, Role.DPO}:
        return None
    try:
        return SearchBox(url=reverse("people:search"), results_url=reverse("people:search_live"))
    except NoReverseMatch:
        return None


def _emergency(context: Context) -> EmergencyLink | None:
    if context.roles.isdisjoint(STAFF_ROLES):
        return None
    try:
        return EmergencyLink(url=reverse("crisis:card"), worker_url=reverse("crisis:worker"))
    except NoReverseMatch:
        return None
