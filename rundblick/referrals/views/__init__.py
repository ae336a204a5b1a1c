"""Pages of the room."""

from rundblick.referrals.views.acts import begin, change, hand_over, look, need, note, show_person, undo
from rundblick.referrals.views.agency import agency, agency_answer, agency_look, agency_undo
from rundblick.referrals.views.costs import decide, propose
from rundblick.referrals.views.links import answered, link, link_make, link_revoke
from rundblick.referrals.views.listed import choose
from rundblick.referrals.views.listing import mine, table
from rundblick.referrals.views.numbers import numbers
from rundblick.referrals.views.page import detail, household, page, paper

__all__ = [
    "agency",
    "agency_answer",
    "agency_look",
    "agency_undo",
    "answered",
    "begin",
    "change",
    "choose",
    "decide",
    "detail",
    "hand_over",
    "household",
    "link",
    "link_make",
    "link_revoke",
    "look",
    "mine",
    "need",
    "note",
    "numbers",
    "page",
    "paper",
    "propose",
    "show_person",
    "table",
    "undo",
]
