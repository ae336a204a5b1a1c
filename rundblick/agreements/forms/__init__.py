"""Forms of the room."""

from rundblick.agreements.forms.agreements import BeginForm, ChangeForm, ContactForm, ReviewForm, WordingForm
from rundblick.agreements.forms.lessons import LessonForm
from rundblick.agreements.forms.network import DecisionForm, ItemForm, MeetingForm, MemberForm

__all__ = [
    "BeginForm",
    "ChangeForm",
    "ContactForm",
    "DecisionForm",
    "ItemForm",
    "LessonForm",
    "MeetingForm",
    "MemberForm",
    "ReviewForm",
    "WordingForm",
]
