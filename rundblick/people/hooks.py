"""What the room contributes to the others."""

from rundblick.access.policies import extra_sql
from rundblick.people import sql


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
