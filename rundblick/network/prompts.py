"""Six impulses for talking about one's own network (Handreichung Ganzheitliche Beratung 3.4.4), in our own words."""

from dataclasses import dataclass

from rundblick.network.codes import Quality, TieKind


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A question to begin with. `kind` and `quality` prepare the form for the answer."""

    code: str
    topic: str
    question: str
    kind: str = ""
    quality: str = ""


PROMPTS: tuple[Prompt, ...] = (
    Prompt(
        code="rat",
        topic="Rat holen",
        question="Wenn Sie nicht weiterwissen: Wen rufen Sie an?",
    ),
    Prompt(
        code="tage",
        topic="Gute und schwere Tage",
        question="Wem erzählen Sie es zuerst, wenn etwas gelungen ist? Und zu wem gehen Sie an schweren Tagen?",
    ),
    Prompt(
        code="entscheiden",
        topic="Entscheiden",
        question="Vor einer wichtigen Entscheidung: Wessen Meinung zählt für Sie?",
    ),
    Prompt(
        code="tuer",
        topic="Offene Tür",
        question="Wo können Sie einfach klingeln, ohne sich vorher anzumelden?",
    ),
    Prompt(
        code="frueher",
        topic="Von früher",
        question="Gibt es jemanden aus Schule, Ausbildung oder Arbeit, den Sie gern wieder treffen würden?",
        kind=TieKind.COLLEAGUES,
        quality=Quality.PAUSED,
    ),
    Prompt(
        code="naehe",
        topic="In der Nähe",
        question="Was gibt es rund um Ihre Wohnung, das Sie nutzen könnten: einen Treff, einen Verein, einen Kurs?",
        kind=TieKind.COMMUNITY,
    ),
)


def prompt(code: str) -> Prompt | None:
    """The impulse of that code."""
    return next((one for one in PROMPTS if one.code == code), None)
