"""What the search looks into. Rebuilt from the entries (`indexing.py`), never edited."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from rundblick.access.doors import System
from rundblick.directory.models.entries import Service


class IndexedService(models.Model):
    """The words of one service: its name weighs most, then what people call its topics, then its text."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, primary_key=True, related_name="+")
    document = SearchVectorField("Wörter")

    door = System()
    personal_data: ClassVar[dict[str, object]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"service", "document"})

    class Meta:
        verbose_name = "Suchwörter eines Angebots"
        indexes = [GinIndex(fields=["document"], name="indexed_service_words")]


class KnownWord(models.Model):
    """A word that stands in some entry, with what is left of it after one slip of the finger.

    `share`: of all entries, how many say it in any of its forms, 0 to 1; counted when all are written anew.
    """

    word = models.CharField("Wort", max_length=60, primary_key=True)
    signatures = ArrayField(models.CharField(max_length=60), verbose_name="nach einem Tippfehler")
    share = models.FloatField("Anteil der Angebote", default=0)

    door = System()
    personal_data: ClassVar[dict[str, object]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"word", "signatures", "share"})

    class Meta:
        verbose_name = "bekanntes Wort"
        indexes = [GinIndex(fields=["signatures"], name="known_word_signatures")]
