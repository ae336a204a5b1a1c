"""Conditions in forms: nothing is lost, everything is told, and every button works without a script."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing import drafts
from rundblick.programmes.editing.compare import changes
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.condition import values
from rundblick.programmes.editing.condition.places import BUTTON
from rundblick.programmes.editing.condition.tree import MOST_LINES, Group, Kept, Line, data_from, tree_of
from rundblick.programmes.editing.condition.turns import turned
from rundblick.programmes.editing.condition.words import reading
from rundblick.programmes.editing.document import Data, as_json, at, data_of, put, tidy
from rundblick.programmes.editing.form import SectionForm
from rundblick.programmes.editing.pages import read
from rundblick.programmes.editing.sections import SECTIONS
from rundblick.programmes.models import Definition, DefinitionDraft
from rundblick.programmes.shelf import shelf
from rundblick.programmes.vocabulary import KnownFact, Vocabulary, vocabulary
from tests.house import House
from tests.programmes.build import anna
from tests.programmes.homes import published
from tests.programmes.test_edit_definitions import body, posted

DAY = dt.date(2026, 11, 28)
WHO = next(one for one in SECTIONS if one.code == "zielgruppe")
MONEY = next(one for one in SECTIONS if one.code == "geld")
HERE = "target_group-condition"
PLACE = ("target_group", "condition")
SGB2 = {"fact": "household.receives_sgb2", "equals": True}
CHILDREN = {"fact": "household.children", "at_least": 1}
YOUNG = {"fact": "person.age", "at_least": 15, "at_most": 24}
WORK = {"fact": "person.employment", "one_of": ["minijob", "part_time"]}


def about(condition: Any, *, unit: str = "person") -> Data:
    """ANNA as plain data, for these people."""
    return put(put(data_of(anna()), ("unit",), unit), PLACE, condition)


def again(condition: Any, **typed: str) -> Any:
    """A condition drawn, typed into and read back; keys of `typed` begin below the condition, `_` is "-"."""
    data = about(condition)
    sent = posted(WHO, data, **{f"{HERE}-{name.replace('_', '-')}": value for name, value in typed.items()})
    return at(tidy(Programme, read(WHO, sent, data)), PLACE)


def predicate(condition: Any) -> Condition:
    return Condition.model_validate_json(as_json(condition), strict=True)


def told(condition: Any) -> list[tuple[str, str]]:
    """The mistakes as the page shows them: field or piece, and sentence."""
    data = about(condition)
    form = SectionForm(WHO, data, wrong=checked(data).of(WHO))
    beside = [(name, str(error)) for name, errors in form.errors.items() for error in errors]
    return [(name.removeprefix(f"{HERE}-"), error) for name, error in [*beside, *form.links] if name.startswith(HERE)]


# --- Nothing is lost ---


@pytest.mark.parametrize("code", sorted(shelf()))
def test_every_condition_of_the_library_is_lines_and_comes_back_as_it_was(code: str) -> None:
    programme = shelf()[code]
    quotas = [quota.where for quota in programme.money.quotas if quota.where is not None]
    for condition in [programme.target_group.condition, *quotas]:
        data = condition.model_dump(mode="json", by_alias=True, exclude_none=True)
        assert not list(kept(tree_of(data)))
        assert predicate(again(data)) == condition


def kept(part: Any) -> list[Any]:
    """The values that are only carried along."""
    if isinstance(part, Kept):
        return [part.value]
    return [value for one in part.parts for value in kept(one)] if isinstance(part, Group) else []


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
"""What the database keeps in a document."""

SCALARS = st.one_of(
    st.booleans(),
    st.integers(-5, 5_000),
    st.decimals(-10, 10_000, places=2).map(float),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)).map(dt.date.isoformat),
    st.text(LETTERS, min_size=1, max_size=20),
    st.sampled_from(["Ahlen", "minijob", "physician", " 12 ", "ä;b, c", "a\nb"]),
)
NUMBERS = st.one_of(st.integers(-5, 5_000), st.decimals(0, 100, places=1).map(float))


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """What the schema allows in a line, whether it makes sense for the fact or not."""
    fact = draw(st.sampled_from(vocabulary().facts))
    sound = draw(st.booleans())
    suiting = {
        "number": NUMBERS,
        "boolean": st.booleans(),
        "text": st.sampled_from(list(fact.choices) or ["Ahlen", "Bad Tölz"]),
        "date": SCALARS,
    }
    value = suiting[fact.type] if sound else SCALARS
    hows = draw(st.lists(st.sampled_from(values.COMPARISONS), min_size=1, max_size=4, unique=True))
    found: dict[str, Any] = {}
    for how in hows:
        if how == "one_of":
            found[how] = draw(st.lists(value, min_size=1, max_size=5))
        elif how == "equals":
            found[how] = draw(value)
        else:
            found[how] = draw(NUMBERS)
    label = draw(st.one_of(st.none(), st.text(LETTERS, min_size=1, max_size=30)))
    return {"fact": fact.code} | found | ({"label": label} if label else {})


def combined(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(inner, min_size=1, max_size=4)
    label = st.sampled_from([{}, {"label": "Eigene Worte"}])
    group = st.one_of(
        some.map(lambda parts: {"all": parts}),
        some.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    )
    return st.tuples(group, label).map(lambda pair: pair[0] | pair[1])


CONDITIONS = st.recursive(leaves(), combined, max_leaves=20)


@settings(max_examples=150, deadline=None)
@given(CONDITIONS)
def test_any_condition_of_the_schema_is_the_same_after_the_form(condition: dict[str, Any]) -> None:
    wanted = predicate(condition)
    assert predicate(again(condition)) == wanted
    assert reading(condition).startswith("Passt") and reading(condition).endswith(".")
    assert tree_of(data_from(tree_of(condition))) == tree_of(condition)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(LETTERS, max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["all", "any", "not", "fact", "equals", "one_of", "at_least", "label", "x"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=15,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["all", "any", "not", "fact", "at_least", "label"]), JSON, max_size=3))
def test_whatever_stands_in_a_draft_is_drawn_and_told(condition: dict[str, Any]) -> None:
    first = again(condition)
    assert first is None or again(first) == first
    told(condition)
    reading(condition)
    assert changes(about(condition), about(CHILDREN)) is not None


def test_what_is_too_deep_or_too_large_is_shown_as_text_and_kept() -> None:
    deep: dict[str, Any] = CHILDREN
    for _ in range(10):
        deep = {"all": [deep, SGB2]}
    assert again(deep) == deep and len(kept(tree_of(deep))) == 1
    large = {"any": [{"all": [SGB2] * 20} for _ in range(MOST_LINES // 20 + 1)]}
    assert again(large) == large and kept(tree_of(large)) == [large]
    data = about(deep)
    piece = next(node for node in every_piece(data) if node.kind == "condition-kept")
    assert "Zahl der Kinder und Jugendlichen im Haushalt: mindestens 1" in piece.told


def every_piece(data: Data) -> list[Any]:
    found, waiting = [], list(SectionForm(WHO, data).nodes)
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += node.inner()
    return found


def test_a_day_is_asked_for_and_kept_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    since = KnownFact(
        code="person.since", label="Im Programm seit", about="person", type="date", find_out="Nachsehen.", stated=True
    )
    words = Vocabulary.model_construct(**dict(vocabulary()) | {"facts": (*vocabulary().facts, since)})
    for room in ("conditions", "editing.condition.tree", "editing.condition.form", "vocabulary"):
        monkeypatch.setattr(f"rundblick.programmes.{room}.vocabulary", lambda: words)
    condition = {"fact": "person.since", "at_least": "2026-08-01", "less_than": "2027-01-01"}
    assert again(condition) == condition
    assert again(condition, **{"0_c0_value": "3.9.26"})["at_least"] == "2026-09-03"
    assert told(again(condition, **{"0_c1_value": "bald"})) == [("0-c1-value", "„bald“ ist kein Datum wie 1.8.2026.")]
    assert "01.08.2026" in reading(condition)


# --- Typing ---


def test_typed_values_become_what_the_fact_asks_for() -> None:
    start = {"all": [CHILDREN, YOUNG, WORK, {"fact": "household.municipality", "equals": "Ahlen"}]}
    got = again(
        start, **{"0_c0_value": "1.030", "1_c1_value": "2,5", "3_c0_how": "one_of", "3_c0_value": "Ahlen\nEssen"}
    )
    assert [part.get("at_least") for part in got["all"]] == [1030, 15, None, None]
    assert got["all"][1]["at_most"] == "2.5"
    assert got["all"][3] == {"fact": "household.municipality", "one_of": ["Ahlen", "Essen"]}


def test_another_fact_of_another_kind_begins_anew_and_of_the_same_kind_keeps_its_value() -> None:
    assert again(CHILDREN, **{"0_fact": "household.adults"}) == {"fact": "household.adults", "at_least": 1}
    assert again(CHILDREN, **{"0_fact": "person.is_parent"}) == {"fact": "person.is_parent", "equals": ""}
    assert again(CHILDREN, **{"0_fact": ""}) is None


def test_many_values_before_a_comparison_that_takes_one_are_all_kept() -> None:
    got = again(WORK, **{"0_c0_how": "equals"})
    assert got["equals"] == "part_time" or set(got["equals"]) == {"minijob", "part_time"}


@pytest.mark.parametrize(
    ("condition", "field", "sentence"),
    [
        ({"all": [SGB2, {}]}, "1-fact", "Bitte wählen Sie ein Merkmal."),
        ({"not": {}}, "0-fact", "Bitte wählen Sie ein Merkmal."),
        (CHILDREN | {"at_least": "viele"}, "0-c0-value", "„viele“ ist keine Zahl wie 12 oder 2,5."),
        (CHILDREN | {"at_least": ""}, "0-c0-value", "Bitte geben Sie eine Zahl ein."),
        ({"all": [{"not": {"any": [SGB2, SGB2 | {"equals": ""}]}}]}, "0-1-c0-value", "Bitte wählen Sie eine Antwort."),
        ({"fact": "household.municipality", "equals": ""}, "0-c0-value", "Bitte geben Sie etwas ein."),
        (WORK | {"one_of": []}, "0-c0-value", "Bitte wählen Sie eine Antwort."),
        (CHILDREN | {"at_least": [1, 2]}, "0-c1-value", "Dieser Vergleich steht hier mehrmals. Bitte behalten Sie"),
        ({"fact": "household.children"}, "0-c0-value", "Bitte wählen Sie, womit verglichen wird."),
        ({"fact": "person.employment", "equals": "viel"}, "0-c0-value", "Die Antwort „viel“ gibt es nicht"),
        ({"all": [{"fact": "person.hair", "equals": "rot"}]}, "0", "1. fester Teil: Unbekanntes Merkmal"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_stays_as_typed(
    condition: dict[str, Any], field: str, sentence: str
) -> None:
    found = told(condition)
    assert len(found) == 1 and found[0][0] == field and found[0][1].startswith(sentence), found
    assert again(condition) == condition or condition == {"fact": "household.children"}


def test_a_fact_about_a_person_is_not_offered_to_a_programme_for_households() -> None:
    form = SectionForm(WHO, about({"all": [CHILDREN, YOUNG]}, unit="household"))
    codes = [[code for _, group in form.fields[f"{HERE}-{at}-fact"].choices[1:] for code, _ in group] for at in (0, 1)]  # type: ignore[attr-defined]
    assert "household.adults" in codes[0] and not any(code.startswith("person.") for code in codes[0])
    assert "person.age" in codes[1]


# --- Buttons ---

TREE = tree_of({"all": [SGB2, {"any": [CHILDREN, YOUNG], "label": "Jung"}, WORK]})


@pytest.mark.parametrize(
    ("verb", "path", "after", "there"),
    [
        ("line", (), [SGB2, {"any": [CHILDREN, YOUNG], "label": "Jung"}, WORK, {}], (3,)),
        ("line", (1,), [SGB2, {"any": [CHILDREN, YOUNG, {}], "label": "Jung"}, WORK], (1, 2)),
        ("group", (), [SGB2, {"any": [CHILDREN, YOUNG], "label": "Jung"}, WORK, {"any": [{}]}], (3,)),
        ("up", (1,), [{"any": [CHILDREN, YOUNG], "label": "Jung"}, SGB2, WORK], (0,)),
        ("down", (1, 0), [SGB2, {"any": [YOUNG, CHILDREN], "label": "Jung"}, WORK], (1, 1)),
        ("remove", (1, 1), [SGB2, {"any": [CHILDREN], "label": "Jung"}, WORK], (1, 0)),
        ("remove", (1,), [SGB2, WORK], (1,)),
        (
            "only",
            (1, 1),
            [SGB2, {"any": [CHILDREN, {"fact": "person.age", "at_least": 15}], "label": "Jung"}, WORK],
            (1, 1),
        ),
        ("compare", (1, 0), [SGB2, {"any": [CHILDREN | {"at_most": ""}, YOUNG], "label": "Jung"}, WORK], (1, 0)),
    ],
)
def test_a_button_turns_the_tree(verb: str, path: tuple[int, ...], after: list[Any], there: tuple[int, ...]) -> None:
    made, place = turned(TREE, verb, path)
    assert data_from(made) == {"all": after} and place == there


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        *[("up", (0,)), ("down", (2,)), ("down", (1, 1)), ("line", (0,)), ("up", ()), ("remove", ()), ("fly", (1,))],
        *[("remove", (9,)), ("up", (0, 0)), ("compare", (0,)), ("only", (0,)), ("compare", (1,)), ("compare", (2,))],
    ],
)
def test_a_button_that_makes_no_sense_changes_nothing(verb: str, path: tuple[int, ...]) -> None:
    assert turned(TREE, verb, path)[0] == TREE


def test_the_last_part_takes_its_group_along_and_leaves_a_line_at_the_top() -> None:
    inner = tree_of({"all": [SGB2, {"any": [{"not": CHILDREN}]}]})
    assert data_from(turned(inner, "remove", (1, 0, 0))[0]) == {"all": [SGB2]}
    assert data_from(turned(tree_of(SGB2), "remove", (0,))[0]) == {}
    full = Group("all", (Line(),) * 30)
    assert turned(full, "line", ())[0] == full


# --- Reading ---


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (CHILDREN, "Passt, wenn zutrifft: Zahl der Kinder und Jugendlichen im Haushalt: mindestens 1."),
        (
            {"all": [YOUNG, {"any": [{"fact": "person.is_parent", "equals": True}, WORK], "label": "Familie"}]},
            "Passt, wenn alle zutreffen: Alter in vollendeten Jahren: mindestens 15 und höchstens 24; "
            "Familie [mindestens eines davon (Hat Kinder im Haushalt: ja; "
            "Arbeit zurzeit: Minijob oder Teilzeit, sozialversicherungspflichtig)].",
        ),
        (
            {"any": [{"not": CHILDREN}, {}]},
            "Passt, wenn mindestens eines zutrifft: nicht (Zahl der Kinder und Jugendlichen im Haushalt: mindestens 1);"
            " eine Angabe, die noch fehlt.",
        ),
        (
            {"not": {"any": [CHILDREN, CHILDREN | {"at_least": "x"}]}},
            "Passt, wenn nichts davon zutrifft: Zahl der Kinder und Jugendlichen im Haushalt: mindestens 1; "
            "Zahl der Kinder und Jugendlichen im Haushalt: eine Angabe, die noch fehlt.",
        ),
    ],
)
def test_the_condition_is_read_back_in_one_sentence(condition: dict[str, Any], sentence: str) -> None:
    assert reading(condition) == sentence


def test_the_comparison_reads_both_conditions() -> None:
    found = changes(about(CHILDREN), about({"all": [CHILDREN, SGB2]}))
    assert [one.new.startswith("Passt, wenn alle zutreffen") for one in found] == [True]
    assert found[0].old.startswith("Passt, wenn zutrifft")


# --- Pages ---


@pytest.fixture
def nora(house: House) -> Client:
    return house.login("nora")


def draft_of(house: House, condition: Any) -> DefinitionDraft:
    """A draft of ANNA for these people."""
    published()
    with acting_as(house.nora, "test") as context:
        draft = drafts.copy(context, Definition.objects.get(code="anna"))
        return drafts.save(draft, draft.version, put(draft.document, PLACE, condition), day=DAY)


def test_a_button_gives_the_form_back_with_everything_typed_and_stores_nothing(house: House, nora: Client) -> None:
    draft = draft_of(house, CHILDREN)
    address = reverse("programmes:draft_section", args=[draft.pk, "zielgruppe"])
    typed = {f"{HERE}-0-c0-value": "sehr viele", "target_group-at_least": "zwölf"}
    sent = body(posted(WHO, draft.document, version=str(draft.version), **typed))
    page = nora.post(address, sent | {BUTTON: [f"line:{HERE}"]}).content.decode()
    assert 'value="sehr viele"' in page and 'value="zwölf"' in page and f'name="{HERE}-1-fact"' in page
    form = page[page.index('id="entwurf"') : page.index("So gilt es dann")]
    assert "„sehr viele“ ist keine Zahl" in form and "Bitte wählen Sie ein Merkmal" not in form
    assert f'name="version" value="{draft.version}"' in page
    draft.refresh_from_db()
    assert at(draft.document, PLACE) == CHILDREN


def test_htmx_gets_the_condition_alone(house: House, nora: Client) -> None:
    draft = draft_of(house, CHILDREN)
    address = reverse("programmes:draft_section", args=[draft.pk, "zielgruppe"])
    sent = body(posted(WHO, draft.document, version=str(draft.version)))
    page = nora.post(address, sent | {BUTTON: [f"group:{HERE}"]}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith("<fieldset") and f'id="{HERE}-1-0"' in page and "<html" not in page


def test_buttons_of_nowhere_store_and_change_nothing_else(house: House, nora: Client) -> None:
    draft = draft_of(house, CHILDREN)
    address = reverse("programmes:draft_section", args=[draft.pk, "zielgruppe"])
    for value in (
        "line:",
        "line:exits-0",
        f"line:{HERE}-x",
        "up:money-quotas-7-where",
        "",
        f":{HERE}",
        f"line:{HERE}-99",
    ):
        draft.refresh_from_db()
        sent = body(posted(WHO, draft.document, version=str(draft.version)))
        assert nora.post(address, sent | {BUTTON: [value]}).status_code in {200, 302}, value
    draft.refresh_from_db()
    assert at(draft.document, PLACE) == CHILDREN


def test_a_saved_condition_is_read_and_compared(house: House, nora: Client) -> None:
    draft = draft_of(house, CHILDREN)
    address = reverse("programmes:draft_section", args=[draft.pk, "zielgruppe"])
    sent = body(posted(WHO, draft.document, version=str(draft.version), **{f"{HERE}-0-c0-value": "2"}))
    page = nora.post(address, sent, follow=True).content.decode()
    assert "Gespeichert." in page and "mindestens 2." in page
    draft.refresh_from_db()
    assert at(draft.document, PLACE) == CHILDREN | {"at_least": 2}
    compared = nora.get(reverse("programmes:draft", args=[draft.pk])).content.decode()
    assert "Passt, wenn zutrifft: Zahl der Kinder und Jugendlichen im Haushalt: mindestens 2." in compared


def test_the_condition_of_a_quota_comes_and_goes(house: House, nora: Client) -> None:
    draft = draft_of(house, CHILDREN)
    quota = {"code": "junge", "label": "Junge", "limit": "at_least", "value": "10", "of": "participants"}
    with acting_as(house.nora, "test"):
        draft = drafts.save(draft, draft.version, put(draft.document, ("money",), {"quotas": [quota]}), day=DAY)
    address = reverse("programmes:draft_section", args=[draft.pk, "geld"])
    where = "money-quotas-0-where"
    nora.post(address, body(posted(MONEY, draft.document, version=str(draft.version))) | {"_add": [where]})
    draft.refresh_from_db()
    assert at(draft.document, ("money", "quotas", 0, "where")) == {"all": [{}]}
    sent = body(posted(MONEY, draft.document, version=str(draft.version), **{f"{where}-0-fact": "household.children"}))
    page = nora.post(address, sent | {BUTTON: [f"draw:{where}-0"]}).content.decode()
    assert f'name="{where}-0-c0-value"' in page and "Zählt, wenn zutrifft" in page
    nora.post(address, body(posted(MONEY, draft.document, version=str(draft.version))) | {"_remove": [where]})
    draft.refresh_from_db()
    assert "where" not in draft.document["money"]["quotas"][0]
