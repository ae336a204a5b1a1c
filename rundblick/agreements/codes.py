"""Fixed words of the room."""

from dataclasses import dataclass

from django.db import models


class Stage(models.TextChoices):
    """How far an agreement is (ANNA A14: it may begin with key points)."""

    KEY_POINTS = "key_points", "Eckpunkte"
    DRAFT = "draft", "Entwurf"
    SIGNED = "signed", "unterschrieben"
    ENDED = "ended", "beendet"


class Side(models.TextChoices):
    """Whose contact somebody is."""

    HOUSE = "house", "bei uns"
    PARTNER = "partner", "bei der anderen Stelle"


class Kind(models.TextChoices):
    """What the network office keeps."""

    ORDER = "order", "Auftrag"
    UNDERTAKING = "undertaking", "Vorhaben"
    FUND = "fund", "Fördermittel"
    GROUP = "group", "Arbeitskreis"
    EVENT = "event", "Veranstaltung"


class LessonStatus(models.TextChoices):
    """What became of a finding (ANNA 6.1)."""

    DONE = "done", "erledigt"
    SOON = "soon", "in Kürze"
    PLANNED = "planned", "geplant"
    DROPPED = "dropped", "verworfen"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How a kind is spoken of: heading, button, states, and the labels of the fields it has.

    `labels`: by field, in the order of the form. `over`: states in which nothing is left to do.
    """

    plural: str
    new: str
    purpose: str
    states: dict[str, str]
    labels: dict[str, str]
    over: frozenset[str]
    hints: dict[str, str]

    @property
    def first(self) -> str:
        """The state in which one begins."""
        return next(iter(self.states))


WORDS: dict[str, Words] = {
    Kind.ORDER: Words(
        plural="Aufträge",
        new="Neuer Auftrag",
        purpose="Womit Leitung, Teams, Partner oder Menschen die Netzwerkstelle beauftragen.",
        states={"open": "offen", "working": "in Arbeit", "done": "erledigt"},
        over=frozenset({"done"}),
        labels={
            "title": "Was soll geschehen?",
            "whom": "Von wem?",
            "due_on": "Bis wann?",
            "text": "Was dazu gehört",
            "result": "Was ist herausgekommen?",
        },
        hints={"whom": "Eine Stelle oder Funktion, zum Beispiel „Sachgebietsleitung Fallmanagement“."},
    ),
    Kind.UNDERTAKING: Words(
        plural="Vom Bedarf zum Projekt",
        new="Neuer Bedarf",
        purpose="Ein Bedarf wird eine Idee, eine Idee ein Projekt.",
        states={
            "need": "Bedarf",
            "idea": "Idee",
            "project": "Projekt",
            "ended": "abgeschlossen",
            "dropped": "nicht weiterverfolgt",
        },
        over=frozenset({"ended", "dropped"}),
        labels={
            "title": "Worum geht es?",
            "whom": "Wer hat es angestoßen?",
            "text": "Wer braucht was, und woran ist das zu sehen?",
            "due_on": "Nächster Schritt bis wann?",
            "result": "Was ist daraus geworden?",
        },
        hints={
            "whom": "Eine Stelle oder Funktion.",
            "text": "Ohne Namen von Menschen, die beraten werden.",
        },
    ),
    Kind.FUND: Words(
        plural="Fördermittel",
        new="Neue Fördermittel",
        purpose="Was beantragt und bewilligt ist, und bis wann es ausgegeben sein muss.",
        states={
            "applied": "beantragt",
            "granted": "bewilligt",
            "refused": "abgelehnt",
            "spent": "abgerechnet",
        },
        over=frozenset({"refused", "spent"}),
        labels={
            "title": "Wofür?",
            "whom": "Quelle",
            "amount": "Betrag in Euro",
            "due_on": "Bis wann auszugeben?",
            "text": "Bedingungen und Eigenanteil",
            "result": "Was ist herausgekommen?",
        },
        hints={"whom": "Zum Beispiel Land, ESF, Stiftung."},
    ),
    Kind.GROUP: Words(
        plural="Arbeitskreise",
        new="Neuer Arbeitskreis",
        purpose="Wer regelmäßig zusammenkommt, was beschlossen wurde und wer es bis wann tut.",
        states={"active": "arbeitet", "resting": "ruht", "ended": "beendet"},
        over=frozenset({"ended"}),
        labels={"title": "Name", "text": "Wozu?"},
        hints={},
    ),
    Kind.EVENT: Words(
        plural="Veranstaltungen",
        new="Neue Veranstaltung",
        purpose="Fachtage und Treffen: wann, wo, und wie viele gekommen sind.",
        states={"planned": "geplant", "held": "hat stattgefunden", "cancelled": "abgesagt"},
        over=frozenset({"held", "cancelled"}),
        labels={
            "title": "Thema",
            "due_on": "Wann?",
            "place": "Wo?",
            "number": "Wie viele Teilnehmende?",
            "text": "Ablauf und Einladungskreis",
            "result": "Was nehmen wir mit?",
        },
        hints={"number": "Leer, solange es nicht feststeht."},
    ),
}
