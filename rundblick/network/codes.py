"""The words of the Netzwerkkarte as codes (Handreichung Ganzheitliche Beratung 3.2.3, 3.4.4; ANNA, PRO AKTIV 4.1)."""

from django.db import models


class Sector(models.TextChoices):
    """The three fields of the drawing."""

    FAMILY = "family", "Familie"
    PRIVATE = "private", "Freunde, Nachbarn, Vereine"
    FORMAL = "formal", "Stellen und Fachleute"


class TieKind(models.TextChoices):
    """Where somebody comes from. `COMMUNITY` does not say which one, so that no faith is recorded."""

    FAMILY = "family", "Familie"
    RELATIVES = "relatives", "Verwandte"
    FRIENDS = "friends", "Freundeskreis"
    NEIGHBOURS = "neighbours", "Nachbarschaft"
    COLLEAGUES = "colleagues", "Kollegium, Betrieb"
    CLUB = "club", "Verein"
    COMMUNITY = "community", "Gemeinde, Gruppe, Treff"
    AUTHORITY = "authority", "Behörde"
    FAMILY_HELP = "family_help", "Familienhilfe"
    ADVICE = "advice", "Beratungsstelle"
    SCHOOL = "school", "Schule, Kita, OGS"
    MEDICAL = "medical", "Ärztliche Stelle"
    PROVIDER = "provider", "Träger, Kurs"
    OTHER = "other", "andere Stelle"


SECTORS: dict[Sector, tuple[TieKind, ...]] = {
    Sector.FAMILY: (TieKind.FAMILY, TieKind.RELATIVES),
    Sector.PRIVATE: (
        TieKind.FRIENDS,
        TieKind.NEIGHBOURS,
        TieKind.COLLEAGUES,
        TieKind.CLUB,
        TieKind.COMMUNITY,
    ),
    Sector.FORMAL: (
        TieKind.AUTHORITY,
        TieKind.FAMILY_HELP,
        TieKind.ADVICE,
        TieKind.SCHOOL,
        TieKind.MEDICAL,
        TieKind.PROVIDER,
        TieKind.OTHER,
    ),
}
FORMAL: tuple[TieKind, ...] = SECTORS[Sector.FORMAL]
SECTOR_OF: dict[str, Sector] = {kind.value: sector for sector, kinds in SECTORS.items() for kind in kinds}
KIND_CHOICES = [(sector.label, [(kind.value, kind.label) for kind in kinds]) for sector, kinds in SECTORS.items()]


class Closeness(models.IntegerChoices):
    """The ring, 1 nearest to the middle, as the person sees it."""

    CLOSEST = 1, "ganz nah"
    CLOSE = 2, "nah"
    DISTANT = 3, "weiter weg"
    EDGE = 4, "am Rand"


class Quality(models.TextChoices):
    """How it is between the two at present, as the person says it; never a verdict about anybody."""

    SUPPORTIVE = "supportive", "trägt"
    CHANGING = "changing", "mal so, mal so"
    STRAINED = "strained", "zurzeit belastet"
    PAUSED = "paused", "gerade unterbrochen"


class Direction(models.TextChoices):
    """Which way support goes; empty where it was not talked about."""

    GIVES = "gives", "unterstützt die Person"
    TAKES = "takes", "wird von der Person unterstützt"
    BOTH = "both", "beides"


class Sponsor(models.TextChoices):
    """Somebody who stands by a household: agreed upon, or found in passing (ANNA: "versteckte" Patinnen und Paten)."""

    FORMAL = "formal", "formelle Patenschaft"
    INFORMAL = "informal", "informelle Patenschaft"


class Support(models.TextChoices):
    """Eleven kinds of social support (Diewald and Sattler 2010, as applied by PRO AKTIV 4.1)."""

    HANDS = "hands", "packt mit an"
    CARE = "care", "pflegt, hilft mit Geld oder Sachen"
    INTERVENTION = "intervention", "setzt sich ein"
    INFORMATION = "information", "weiß Bescheid und sagt es"
    ADVICE = "advice", "gibt Rat"
    COMPANY = "company", "teilt den Alltag"
    MOTIVATION = "motivation", "ermutigt"
    SHELTER = "shelter", "gibt Geborgenheit"
    RELIABLE = "reliable", "wäre im Notfall da"
    RECOGNITION = "recognition", "erkennt an"
    ORIENTATION = "orientation", "gibt Orientierung"


SUPPORT_GROUPS: dict[str, tuple[Support, ...]] = {
    "Etwas tun": (
        Support.HANDS,
        Support.CARE,
        Support.INTERVENTION,
        Support.INFORMATION,
        Support.ADVICE,
        Support.COMPANY,
    ),
    "Gefühl": (Support.MOTIVATION, Support.SHELTER),
    "Halt und Sicherheit": (Support.RELIABLE, Support.RECOGNITION, Support.ORIENTATION),
}
SUPPORT_CHOICES = [
    (group, [(support.value, support.label) for support in supports]) for group, supports in SUPPORT_GROUPS.items()
]
