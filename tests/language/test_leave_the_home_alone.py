"""Where a talk took place at home, the check hints at words about the flat; elsewhere the same words say nothing."""

import pytest

from rundblick.language import check

RULE = "living"
HINTED = [
    "Es steht nur ein Bett im Schlafzimmer.",
    "Im Bad lagen zwei Zahnbürsten.",
    "Der Freund wohnt offenbar dort.",
    "Ihr Partner wurde angetroffen.",
    "Im Wohnzimmer steht ein neuer Fernseher.",
    "Die Wohnung wirkte ungepflegt.",
    "An der Garderobe hängen Herrenschuhe und eine Männerjacke.",
    "Zwei Namen an der Klingel.",
    "Der Kühlschrank leer, die Küche verraucht.",
]
SILENT = [
    "Frau K. hat Tee gekocht. Wir haben die Post sortiert, sie ruft morgen beim Vermieter an.",
    "Sie sucht eine größere Wohnung und stellt bis Freitag den Antrag.",
    "Er möchte den Wochenplan an die Küchentür hängen.",
    "Die Tochter schläft wieder durch, sagt sie.",
    "Für das Kind fehlt ein Platz zum Lernen. Sie fragt nächste Woche in der Bücherei.",
]


def rules_of(text: str, *, at_home: bool) -> set[str]:
    return {finding.rule for finding in check(text, has_next_step=True, at_home=at_home)}


@pytest.mark.parametrize("text", HINTED)
def test_words_about_the_flat_are_hinted_at_after_a_visit_and_nowhere_else(text: str) -> None:
    assert RULE in rules_of(text, at_home=True)
    assert RULE not in rules_of(text, at_home=False)


@pytest.mark.parametrize("text", SILENT)
def test_the_talk_itself_is_left_alone(text: str) -> None:
    assert RULE not in rules_of(text, at_home=True)


def test_the_hint_says_why_and_what_to_write_instead() -> None:
    (finding,) = [one for one in check(HINTED[1], has_next_step=True, at_home=True) if one.rule == RULE]
    assert "keine Prüfung" in finding.reason and "besprochen" in finding.suggestion and "4.3.2" in finding.source
