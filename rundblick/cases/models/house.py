"""What a house agrees on for its notes: text modules, and words that are never hinted at. Nothing about people."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Lower

from rundblick.access.doors import Reference
from rundblick.access.history import tracked
from rundblick.access.models import Organisation


@tracked
class TextModule(models.Model):
    """A text to begin with, put into a note by everybody of the organisation. Never the whole note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("Name", max_length=60)
    text = models.TextField("Text")
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "title", "text", "version"})

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("title"), name="text_module_title_once")]


@tracked
class AllowedWord(models.Model):
    """A word the organisation uses on purpose; hints to the wording leave it alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    word = models.CharField("Wort", max_length=80)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "word"})

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("word"), name="allowed_word_once")]
