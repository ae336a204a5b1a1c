"""What the room itself contributes to the others."""

from rundblick.access import demo, hooks, sql
from rundblick.access.policies import extra_sql
from rundblick.access.roles import Role

KINDS = {
    "access.log": "Protokoll gelesen",
    "access.log_export": "Protokoll ausgegeben",
    "access.break_glass": "Notzugriff geöffnet",
    "access.danger": "Zweite Person gesucht: Gefahr für Leib oder Leben",
    "access.second": "Als zweite Person entschieden",
    "access.supervision": "Dienstaufsicht geöffnet",
    "access.factor_reset": "Zweiter Faktor zurückgesetzt",
}


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(KINDS)
    hooks.banners.add(
        "access.second",
        hooks.Banner(
            function="access_second_wanted",
            words="Eine Kollegin oder ein Kollege braucht sofort eine zweite Person: Gefahr für Leib oder Leben.",
            url_name="access:wanted",
            label="Ansehen",
        ),
    )
    for name, label, roles, group, order in (
        ("covers", "Vertretung", {Role.TEAM_LEAD}, "Team", 70),
        ("users", "Verwaltung", {Role.ADMIN}, "", 80),
        ("invitations", "Einladungen", {Role.COORDINATOR}, "Team", 75),
        ("protocol", "Datenschutz", {Role.DPO}, "", 85),
    ):
        item = hooks.NavigationItem(label, f"access:{name}", frozenset(roles), group=group, order=order)
        hooks.navigation.add(f"access.{name}", item)
    hooks.demo.add("access.doors", hooks.DemoPart(demo.ORDER_DOORS, demo.load_doors))
    hooks.demo.add("access.doors_closed", hooks.DemoPart(demo.ORDER_LAST, demo.close_doors))
