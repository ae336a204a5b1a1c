"""Who may decide about texts, held by PostgreSQL: data protection of a Jobcenter, in their own name and house."""

from collections.abc import Iterator

from rundblick.access.doors import PRINCIPALS
from rundblick.access.models.logs import ROLES
from rundblick.access.policies import Roles

_DECIDES = f"""
    '{{dpo}}' && {ROLES} AND decided_by_id = ANY ({PRINCIPALS}) AND organisation_id = ANY ({PRINCIPALS})
    AND EXISTS (SELECT 1 FROM access_organisation o WHERE o.id = organisation_id AND o.kind = 'jobcenter')
"""


def statements(roles: Roles) -> Iterator[str]:
    """A policy that narrows the one from the door; idempotent."""
    yield "DROP POLICY IF EXISTS only_data_protection_decides ON consent_textdecision"
    yield (
        "CREATE POLICY only_data_protection_decides ON consent_textdecision AS RESTRICTIVE FOR INSERT"
        f' TO "{roles.app}" WITH CHECK ({_DECIDES})'
    )
