"""What the verbs have in common."""

import uuid

from rundblick.access.context import Context
from rundblick.exports.errors import Refused


def house_of(context: Context) -> uuid.UUID:
    """The house somebody works for. Raises Refused for those who work for none."""
    if context.organisation_id is None:
        raise Refused("Das führt ein Haus; Sie gehören zu keinem.")
    return context.organisation_id
