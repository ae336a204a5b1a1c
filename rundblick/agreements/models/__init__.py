"""Tables of the room."""

from rundblick.agreements.models.agreements import Agreement, BusinessContact, Wording
from rundblick.agreements.models.lessons import Lesson
from rundblick.agreements.models.network import Decision, Item, Meeting, Member

__all__ = ["Agreement", "BusinessContact", "Decision", "Item", "Lesson", "Meeting", "Member", "Wording"]
