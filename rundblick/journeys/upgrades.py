"""How journey definitions of earlier schema versions become today's (see programmes/upgrades.py)."""

from rundblick.catalogue.loading import Upgrades

UPGRADES: Upgrades = {}
"""version -> function that makes a document of that version one of the next."""

CURRENT = len(UPGRADES) + 1
"""The schema version that the models describe."""
