"""What a questionnaire may say: the schema of its YAML file, and what it must not contradict.

No key makes a question obligatory: whoever answers may leave out anything.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Part, Place
from rundblick.catalogue.loading import Document as Checked
from rundblick.programmes.vocabulary import Code, Label, doubles
from rundblick.programmes.vocabulary import Text as Paragraph
from rundblick.programmes.vocabulary import Word as Event

Language = Literal["plain", "en", "uk", "ar", "tr"]
View = Literal["self", "coach"]


class Words(Part):
    """One text: German, and the languages the questionnaire says it has. `coach`: in the words of the coach's view."""

    de: Paragraph
    plain: Paragraph | None = None
    en: Paragraph | None = None
    uk: Paragraph | None = None
    ar: Paragraph | None = None
    tr: Paragraph | None = None
    coach: Paragraph | None = None

    def said(self, language: str = "de", view: str = "self") -> str:
        """The text in a language; German where it is missing, and the coach's words for the coach."""
        if view == "coach":
            return self.coach or self.de
        return getattr(self, language, None) or self.de


class Point(Part):
    """A point of a scale with what it means."""

    value: int
    text: Words


class Scale(Part):
    """Whole numbers from `lowest` to `highest`; points without words are shown as their number alone."""

    code: Code
    lowest: int = Field(ge=0, le=20)
    highest: int = Field(ge=1, le=20)
    points: tuple[Point, ...] = Field(min_length=2)

    @property
    def values(self) -> range:
        """All its points."""
        return range(self.lowest, self.highest + 1)

    @property
    def in_order(self) -> list[int]:
        """The values as they are offered: a list in the order of the file, a row of numbers from low to high."""
        return [point.value for point in self.points] if self.all_said else list(self.values)

    @property
    def all_said(self) -> bool:
        """Whether every point has words, so that it is read as a list."""
        return len(self.points) == len(self.values)


class ShowIf(Part):
    """A question is asked only when an earlier one was answered with one of these values."""

    item: Code
    values: tuple[int, ...] = Field(min_length=1)


class Item(Part):
    """One question: a scale to choose from, or free words where `scale` is missing.

    `reverse`: a high value means less of what the score counts. `research`: may leave the house for research, with that
    consent. `sensitive`: stands behind the protected door. `waves`, `views`: asked only there; none = always.
    """

    code: Code
    text: Words
    hint: Words | None = None
    scale: Code | None = None
    reverse: bool = False
    research: bool = False
    sensitive: Literal["health"] | None = None
    show_if: ShowIf | None = None
    waves: tuple[Code, ...] = ()
    views: tuple[View, ...] = ()


class Section(Part):
    """Questions that stand together on a page."""

    code: Code
    title: Words
    intro: Words | None = None
    items: tuple[Item, ...] = Field(min_length=1, max_length=30)


class Score(Part):
    """A figure from several answers: their mean or sum, when at least `at_least` were given."""

    code: Code
    title: Words
    rule: Literal["mean", "sum"]
    items: tuple[Code, ...] = Field(min_length=1)
    at_least: int = Field(ge=1)
    low: Words
    high: Words


class Wave(Part):
    """A time at which it is asked: from `opens` to `closes` days after the start (or the end) of the programme.

    `requires`: the wave that comes first. `event`: what the programme learns when it is complete. Without a programme
    days count from the first survey.
    """

    code: Code
    label: Label
    counts_from: Literal["start", "end"] = "start"
    opens: int = Field(ge=-400, le=2000)
    closes: int = Field(ge=-400, le=2000)
    requires: Code | None = None
    event: Event | None = None


class Questionnaire(Checked):
    """A questionnaire of one version. `tools`: words of the programmes' vocabulary that it stands for.

    `drafts`: languages nobody has checked yet; pages and paper say so.
    """

    schema_version: Literal[1]
    code: Code
    version: int = Field(ge=1, le=9999)
    title: Label
    purpose: Words
    licence: Label
    source: Label
    tools: tuple[Code, ...] = ()
    languages: tuple[Language, ...] = ()
    drafts: tuple[Language, ...] = ()
    respondents: tuple[View, ...] = Field(min_length=1)
    scales: tuple[Scale, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1, max_length=12)
    scores: tuple[Score, ...] = ()
    waves: tuple[Wave, ...] = Field(min_length=1, max_length=9)

    @property
    def items(self) -> tuple[Item, ...]:
        """All questions in their order."""
        return tuple(item for section in self.sections for item in section.items)

    def item(self, code: str) -> Item | None:
        """The question of that code."""
        return next((item for item in self.items if item.code == code), None)

    def scale_of(self, item: Item) -> Scale | None:
        """The scale a question is answered with; None for words."""
        return next((scale for scale in self.scales if scale.code == item.scale), None)

    def wave(self, code: str) -> Wave | None:
        """The wave of that code."""
        return next((wave for wave in self.waves if wave.code == code), None)

    def complaints(self) -> Iterable[Complaint]:
        """What contradicts itself across the parts."""
        yield from doubles(("scales",), (scale.code for scale in self.scales))
        yield from doubles(("sections",), (section.code for section in self.sections))
        yield from doubles(("scores",), (score.code for score in self.scores))
        yield from doubles(("waves",), (wave.code for wave in self.waves))
        yield from self._scale_complaints()
        yield from self._item_complaints()
        yield from self._score_complaints()
        yield from self._wave_complaints()
        yield from self._language_complaints()

    def _scale_complaints(self) -> Iterator[Complaint]:
        for index, scale in enumerate(self.scales):
            at: Place = ("scales", index)
            if scale.highest <= scale.lowest:
                yield Complaint((*at, "highest"), "der höchste Wert muss über dem niedrigsten liegen")
            yield from doubles((*at, "points"), (str(point.value) for point in scale.points))
            for number, point in enumerate(scale.points):
                if point.value not in scale.values:
                    yield Complaint((*at, "points", number, "value"), f"{point.value} liegt außerhalb der Skala")

    def _item_complaints(self) -> Iterator[Complaint]:
        scales, waves = [scale.code for scale in self.scales], [wave.code for wave in self.waves]
        earlier: dict[str, Item] = {}
        for at, item in self._placed():
            if item.code in earlier:
                yield Complaint((*at, "code"), f"{item.code} steht schon weiter oben")
            if item.scale is not None and item.scale not in scales:
                yield Complaint((*at, "scale"), "unbekannte Skala", tuple(scales), item.scale)
            if item.scale is None and item.reverse:
                yield Complaint((*at, "reverse"), "nur Fragen mit Skala können gedreht werden")
            if item.scale is None and item.research:
                yield Complaint((*at, "research"), "freie Worte verlassen das Haus nie")
            for wave in item.waves:
                if wave not in waves:
                    yield Complaint((*at, "waves"), "unbekannter Zeitpunkt", tuple(waves), wave)
            if set(item.views) - set(self.respondents):
                yield Complaint((*at, "views"), "diese Sicht hat der Fragebogen nicht", self.respondents)
            if item.show_if is not None:
                yield from self._condition_complaints((*at, "show_if"), item, item.show_if, earlier)
            earlier[item.code] = item

    def _condition_complaints(
        self, at: Place, item: Item, condition: ShowIf, earlier: dict[str, Item]
    ) -> Iterator[Complaint]:
        """Only earlier questions may decide, so that no circle can arise and each page knows what it shows."""
        asked = earlier.get(condition.item)
        if asked is None:
            yield Complaint((*at, "item"), "nur eine frühere Frage kann entscheiden", tuple(earlier), condition.item)
            return
        scale = self.scale_of(asked)
        if scale is None:
            yield Complaint((*at, "item"), "nur eine Frage mit Skala kann entscheiden")
        elif set(condition.values) - set(scale.values):
            yield Complaint((*at, "values"), f"erlaubt sind {scale.lowest} bis {scale.highest}")
        if asked.sensitive and not item.sensitive:
            yield Complaint(at, "was von einer geschützten Frage abhängt, ist selbst geschützt")
        if (asked.views and set(item.views or self.respondents) - set(asked.views)) or (
            asked.waves and set(item.waves or (wave.code for wave in self.waves)) - set(asked.waves)
        ):
            yield Complaint(at, "die entscheidende Frage wird nicht immer gestellt, wo diese steht")

    def _score_complaints(self) -> Iterator[Complaint]:
        for index, score in enumerate(self.scores):
            at: Place = ("scores", index)
            yield from doubles((*at, "items"), score.items)
            found = [self.item(code) for code in score.items]
            for number, item in enumerate(found):
                if item is None or item.scale is None:
                    known = tuple(one.code for one in self.items if one.scale)
                    yield Complaint((*at, "items", number), "keine Frage mit Skala", known, score.items[number])
            items = [item for item in found if item is not None]
            if len({(scale.lowest, scale.highest) for item in items if (scale := self.scale_of(item))}) > 1:
                yield Complaint((*at, "items"), "alle Fragen brauchen dieselbe Spanne")
            if len({item.sensitive for item in items}) > 1:
                yield Complaint((*at, "items"), "mischt geschützte und andere Fragen")
            if score.at_least > len(score.items):
                yield Complaint((*at, "at_least"), f"höchstens {len(score.items)}")
            if score.rule == "sum" and score.at_least < len(score.items):
                yield Complaint((*at, "at_least"), "eine Summe braucht alle Antworten")

    def _wave_complaints(self) -> Iterator[Complaint]:
        earlier: list[str] = []
        for index, wave in enumerate(self.waves):
            if wave.closes < wave.opens:
                yield Complaint(("waves", index, "closes"), "das Ende liegt vor dem Anfang")
            if wave.requires is not None and wave.requires not in earlier:
                at: Place = ("waves", index, "requires")
                yield Complaint(at, "nur ein früherer Zeitpunkt kann vorausgehen", tuple(earlier), wave.requires)
            earlier.append(wave.code)

    def _language_complaints(self) -> Iterator[Complaint]:
        """A language is there in full or not at all; plain German at least for every question."""
        for at, words in _texts(self, ()):
            question = len(at) == 5 and at[2] == "items" and at[-1] == "text"
            for language in ("plain", "en", "uk", "ar", "tr"):
                has = getattr(words, language) is not None
                if language in self.languages and not has and (question or language != "plain"):
                    yield Complaint((*at, language), "fehlt in dieser Sprache")
                if has and language not in self.languages:
                    yield Complaint((*at, language), "diese Sprache steht nicht unter languages")
        for index, language in enumerate(self.drafts):
            if language not in self.languages:
                yield Complaint(("drafts", index), "diese Sprache hat der Fragebogen nicht", self.languages, language)

    def _placed(self) -> Iterator[tuple[Place, Item]]:
        for number, section in enumerate(self.sections):
            for index, item in enumerate(section.items):
                yield ("sections", number, "items", index), item


def _texts(part: object, at: Place) -> Iterator[tuple[Place, Words]]:
    """Every text of a document with its place."""
    if isinstance(part, Words):
        yield at, part
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*at, name))
    elif isinstance(part, tuple):
        for index, inner in enumerate(part):
            yield from _texts(inner, (*at, index))
