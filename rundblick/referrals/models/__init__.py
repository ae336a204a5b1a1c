"""Tables of the room: needs, referrals with their steps and preparation, looks from both sides, links, costs."""

from rundblick.referrals.models.answering import AnswerLink
from rundblick.referrals.models.beginning import Need, Referral
from rundblick.referrals.models.deciding import Approval
from rundblick.referrals.models.looking import Look
from rundblick.referrals.models.noting import Step
from rundblick.referrals.models.preparing import Preparation

__all__ = ["AnswerLink", "Approval", "Look", "Need", "Preparation", "Referral", "Step"]
