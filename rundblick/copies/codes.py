"""Codes of the room with the words of the screen."""

from django.db import models


class Asked(models.TextChoices):
    """How somebody asked for their copy."""

    TALK = "talk", "im Gespräch"
    LETTER = "letter", "mit einem Brief"
    MAIL = "mail", "mit einer E-Mail"
    OWN_PAGE = "own_page", "auf der eigenen Seite"


class State(models.TextChoices):
    """Where a copy stands. After RELEASING nothing about its content can be changed."""

    QUEUED = "queued", "bestellt"
    COLLECTING = "collecting", "wird zusammengestellt"
    FAILED = "failed", "nicht gelungen"
    DRAFT = "draft", "zum Durchsehen"
    RELEASING = "releasing", "freigegeben, die Dateien entstehen"
    RELEASED = "released", "freigegeben"
    WITHDRAWN = "withdrawn", "nicht mehr gewünscht"


OPEN = (State.QUEUED, State.COLLECTING, State.FAILED, State.DRAFT, State.RELEASING)
"""States in which the person still waits."""


class Way(models.TextChoices):
    """How a released copy reached the person."""

    PAPER = "paper", "auf Papier übergeben"
    POST = "post", "mit der Post verschickt"
    FILE = "file", "als Datei übergeben"
    OWN_PAGE = "own_page", "auf die eigene Seite gelegt"


class Form(models.TextChoices):
    """A released copy as a file: the value is the ending of its name."""

    PAPER = "pdf", "PDF zum Lesen und Drucken"
    DATA = "json", "JSON, von Programmen lesbar"
