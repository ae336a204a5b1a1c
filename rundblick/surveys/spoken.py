"""Fixed words of a questionnaire in its languages: the answers that are none, and the buttons."""

from rundblick.surveys.codes import RIGHT_TO_LEFT, UNKNOWN, UNWILLING, Spoken
from rundblick.surveys.definition import Questionnaire

MISSING = {
    "de": {UNKNOWN: "weiß nicht", UNWILLING: "möchte ich nicht sagen"},
    "plain": {UNKNOWN: "weiß nicht", UNWILLING: "sage ich nicht"},
    "en": {UNKNOWN: "don’t know", UNWILLING: "rather not say"},
    "uk": {UNKNOWN: "не знаю", UNWILLING: "не хочу відповідати"},
    "ar": {UNKNOWN: "لا أعرف", UNWILLING: "لا أريد الإجابة"},
    "tr": {UNKNOWN: "bilmiyorum", UNWILLING: "söylemek istemiyorum"},
}

VOLUNTARY = {
    "de": "Alles ist freiwillig. Sie dürfen jede Frage auslassen. An Ihren Leistungen ändert sich nichts.",
    "plain": "Sie müssen nichts sagen. Sie bekommen nicht weniger Geld.",
    "en": "Everything is voluntary. You may leave out any question. Your benefits do not change.",
    "uk": "Усе добровільно. Ви можете пропустити будь-яке запитання. Ваші виплати не зміняться.",
    "ar": "كل شيء طوعي. يمكنك ترك أي سؤال. لن تتغيّر مساعداتك.",
    "tr": "Her şey gönüllüdür. Her soruyu boş bırakabilirsiniz. Yardımlarınız değişmez.",
}


def missing_words(language: str) -> dict[str, str]:
    """What the two answers that are none are called."""
    return MISSING.get(language, MISSING["de"])


def voluntary(language: str) -> str:
    """That nothing has to be answered."""
    return VOLUNTARY.get(language, VOLUNTARY["de"])


def choices(document: Questionnaire) -> list[tuple[str, str]]:
    """The languages of a questionnaire for a form; drafts say so."""
    names = dict(Spoken.choices)
    return [(code, names[code] + " (Entwurf)" * (code in document.drafts)) for code in ("de", *document.languages)]


def markup(language: str) -> tuple[str, str]:
    """Language tag and direction for the page."""
    return ("de" if language in ("de", "plain") else language), ("rtl" if language in RIGHT_TO_LEFT else "ltr")
