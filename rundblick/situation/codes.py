"""Codes of the room and their German words."""

from django.db.models import TextChoices


class View(TextChoices):
    """Whose view an entry holds. The person's own stands first everywhere."""

    PARTICIPANT = "participant", "sagt die Person selbst"
    COACH = "coach", "sieht die Fachkraft"
    PARTNER = "partner", "sagt eine andere Stelle"


class Kind(TextChoices):
    """What an entry says. "Not discussed" is no kind: it is what stands where nothing was written down."""

    RESOURCE = "resource", "Ressource"
    NEED = "need", "Bedarf"
    OPEN = "open", "in Klärung"


class Occasion(TextChoices):
    """Why the home is spoken about; without an occasion it is not (Handreichung, section 3.2.2)."""

    OWN_MENTION = "own_mention", "Die Person hat es selbst angesprochen"
    HOME_VISIT = "home_visit", "Es zeigte sich bei einem Hausbesuch"
    HINT = "hint", "Ein anderes Thema führte darauf"
    DANGER = "danger", "Akute Gefahr"


class ProtectedKind(TextChoices):
    """What an entry of the protected area is. There is no kind for suspicion or conjecture."""

    SAID = "said", "Die Person sagt"
    OBSERVATION = "observation", "Beobachtung ohne Wertung"
    SUGGESTION = "suggestion", "Vorschlag an die Person"
    AGREEMENT = "agreement", "Vereinbarung"
    DIAGNOSIS = "diagnosis", "Diagnose, nur wenn unverzichtbar"


class Decision(TextChoices):
    """What became of protected entries whose consent has ended."""

    ERASED = "erased", "gelöscht"
    KEPT = "kept", "mit Begründung aufbewahrt"
