"""Tables of the room."""

from rundblick.consent.models.consents import EVIDENCE_TOPIC, Consent, Evidence
from rundblick.consent.models.custody import Custody
from rundblick.consent.models.texts import TextDecision

__all__ = ["EVIDENCE_TOPIC", "Consent", "Custody", "Evidence", "TextDecision"]
