"""The question at the foot of letters: whether they were clear."""

import uuid

from rundblick.access.tokens import outside
from rundblick.directory.paper.address import qr_svg, short
from rundblick.invitations.feet import Foot

QUESTION = "War dieser Brief verständlich? Sagen Sie es uns, ohne Namen:"
INVITATION = "einladung"


def foot(house_id: uuid.UUID) -> Foot:
    """What stands at the foot of an invitation of this house; the address holds the house and the kind of letter."""
    url = outside("feedback:letter", house_id, INVITATION)
    return Foot(QUESTION, short(url), qr_svg(url))
