"""The words of the room that are stored, with their German labels."""

from django.db import models


class TextKind(models.TextChoices):
    """In which of the two languages the person read or heard the text."""

    NORMAL = "normal", "ausführlicher Text"
    PLAIN = "plain", "Text in einfacher Sprache"


class How(models.TextChoices):
    """How a consent was given. § 67b Abs. 2 SGB X: in writing or electronically, otherwise only in special cases."""

    PAPER = "paper", "Unterschrift auf Papier"
    SIGNED = "signed", "Unterschrift mit dem Finger auf dem Bildschirm"
    SCREEN = "screen", "auf dem Bildschirm bestätigt"
    SPOKEN = "spoken", "mündlich, weil es gerade nicht anders ging"


class CustodyKind(models.TextChoices):
    """Who has custody of a minor (§§ 1626, 1626a, 1671, 1773 BGB)."""

    JOINT = "joint", "zwei Menschen gemeinsam"
    ALONE = "alone", "eine Person allein"
    GUARDIAN = "guardian", "Vormundschaft oder Pflegschaft"
    UNKNOWN = "unknown", "noch nicht geklärt"


class OutsideProof(models.TextChoices):
    """What shows that somebody outside of the household said yes for a minor."""

    SHEET = "sheet", "unterschriebenes Blatt liegt hier"
    AT_HAND = "at_hand", "Unterschrift liegt vor"


class EvidenceKind(models.TextChoices):
    """What shows that somebody consented."""

    SIGNATURE = "signature", "Unterschrift auf dem Bildschirm"
    SHEET = "sheet", "unterschriebenes Blatt"
