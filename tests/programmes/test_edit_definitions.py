"""Drafts of definitions: words for every key, forms that lose nothing, what is wrong and what is different."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from rundblick.access.context import acting_as
from rundblick.catalogue.loading import digest, parse_document
from rundblick.programmes.definition import Programme
from rundblick.programmes.editing import drafts
from rundblick.programmes.editing.compare import changes
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.document import as_yaml, at, data_of, put, tidy
from rundblick.programmes.editing.form import Node, SectionForm
from rundblick.programmes.editing.keys import keys_of, models_of_schema, words_of
from rundblick.programmes.editing.origins import own_reason
from rundblick.programmes.editing.pages import read
from rundblick.programmes.editing.sections import FIXED, SECTIONS, EditSection
from rundblick.programmes.editing.typed import code_from
from rundblick.programmes.editing.words import words
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import Definition, DefinitionDraft, Run
from rundblick.programmes.publishing import document
from rundblick.programmes.shelf import shelf
from rundblick.programmes.upgrades import UPGRADES
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import anna, full
from tests.programmes.homes import published
from tests.queries import at_most

DAY = dt.date(2026, 11, 28)
TIME = next(one for one in SECTIONS if one.code == "fristen")


def posted(section: EditSection, data: dict[str, Any], **typed: str) -> MultiValueDict[str, Any]:
    """What a browser sends when somebody opens the section, types this and saves."""
    form = SectionForm(section, data)
    sent: MultiValueDict[str, Any] = MultiValueDict({"version": ["1"]})

    def mark(nodes: list[Node]) -> None:
        for node in nodes:
            for name in node.marks:
                sent[name] = "1"
            mark(node.children)
            mark(node.minor)

    mark(form.nodes)
    for name, field in form.fields.items():
        given = form.data.getlist(name)  # type: ignore[attr-defined]
        if type(field).__name__ == "BooleanField":
            if any(given):
                sent[name] = "on"
        elif given:
            sent.setlist(name, given)
        elif type(field).__name__ != "MultipleChoiceField":
            sent[name] = ""
    for name, value in ({"version": "1"} | typed).items():
        sent[name] = value
    return sent


def body(sent: MultiValueDict[str, Any]) -> dict[str, list[Any]]:
    """The same for Django's test client."""
    return {name: sent.getlist(name) for name in sent}


# --- Words ---


def test_every_key_of_the_schema_has_german_words_and_no_word_is_left_over() -> None:
    for model in models_of_schema():
        names = {info.alias or name for name, info in model.model_fields.items()}
        assert set(words_of(model).keys) == names, model.__name__
    assert set(words().parts) == {model.__name__ for model in models_of_schema()}


def test_every_fixed_value_of_a_key_has_german_words() -> None:
    for model in models_of_schema():
        for key in keys_of(model):
            if key.literals and key.words.choose is None and key.name not in FIXED:
                assert set(key.words.values) == set(key.literals), f"{model.__name__}.{key.name}"


def test_every_key_is_edited_in_exactly_one_section() -> None:
    shown = [name for section in SECTIONS for name in section.names]
    assert sorted([*shown, *FIXED]) == sorted(key.name for key in keys_of(Programme))


# --- Forms lose nothing ---


@pytest.mark.parametrize("code", sorted(shelf()))
def test_a_definition_survives_every_form_and_the_file(code: str) -> None:
    programme = shelf()[code]
    data = data_of(programme)
    again = data
    for section in SECTIONS:
        again = read(section, posted(section, again), again)
    assert tidy(Programme, again) == data
    assert digest(parse_document(as_yaml(data), Programme, upgrades=UPGRADES)) == digest(programme)


def test_a_definition_that_uses_every_key_survives_every_form() -> None:
    data = data_of(full())
    again = data
    for section in SECTIONS:
        again = read(section, posted(section, again), again)
    assert tidy(Programme, again) == data


def test_typed_numbers_dates_and_spans_are_understood_in_german() -> None:
    data = data_of(anna())
    runs = SECTIONS[0]
    sent = posted(runs, data, **{"runs-0-valid_from": "1.8.2020", "runs-0-places": "1.030", "runs-0-staff-fte": "2,5"})
    run = read(runs, sent, data)["runs"][0]
    assert (run["valid_from"], run["places"], run["staff"]["fte"]) == ("2020-08-01", 1030, "2.5")


def test_a_mistake_stays_as_it_was_typed_and_is_told_beside_its_field() -> None:
    data = data_of(anna())
    wrong = read(TIME, posted(TIME, data, **{"time-deadlines-0-by-number": "bald"}), data)
    assert list(at(wrong, ("time", "deadlines", 0, "by")).values()) == ["bald"]
    found = checked(wrong)
    assert found.programme is None
    form = SectionForm(TIME, wrong, wrong=found.of(TIME))
    assert form.data["time-deadlines-0-by-number"] == "bald"
    assert "Ganze Zahl erwartet" in form.errors["time-deadlines-0-by-number"][0]


def test_a_new_row_without_a_name_gets_a_code_from_its_label() -> None:
    data = put(data_of(anna()), ("exits",), [*data_of(anna())["exits"], {}])
    goals = next(one for one in SECTIONS if one.code == "ziele")
    index = len(data["exits"]) - 1
    sent = posted(goals, data, **{f"exits-{index}-label": "Größere Wohnung", f"exits-{index}-kind": "regular"})
    assert read(goals, sent, data)["exits"][index]["code"] == "groessere_wohnung"
    assert code_from("§ 16k: Fälle") == "x_16k_faelle"


def test_words_of_the_house_are_kept_and_control_signs_are_not() -> None:
    data = data_of(anna())
    frame = SECTIONS[1]
    sent = posted(frame, data, summary="Kurz\x00 gesagt\r\nund gut 🙂", keywords="Eltern\n\n Kinder ")
    got = read(frame, sent, data)
    assert got["summary"] == "Kurz gesagt\nund gut 🙂" and got["keywords"] == ["Eltern", "Kinder"]


# --- What is different, and who says so ---


def test_the_comparison_says_in_german_which_rules_change() -> None:
    old = data_of(anna())
    new = put(put(old, ("time", "deadlines", 0, "by"), {"weeks": 2}), ("exits", 0), None)
    found = {(one.where.rsplit(" › ", 1)[-1], one.old, one.new) for one in changes(old, new)}
    assert ("Spätestens", "1 Arbeitstag", "2 Wochen") in found
    assert any(new == "" and old for _, old, new in found) and len(found) == 2
    assert changes(old, old) == []


def test_a_changed_rule_says_that_the_house_changed_it_and_why(house: House) -> None:
    draft = copied(house)
    data = put(draft.document, ("time", "deadlines", 0, "by"), {"weeks": 2})
    with acting_as(house.nora, "test"):
        saved = drafts.save(draft, 1, data, reasons={"time-deadlines-0": "Wir haben mehr Zeit."}, day=DAY)
    origin = at(saved.document, ("time", "deadlines", 0, "origin"))
    assert origin["assumption"] == "Von uns angepasst am 28.11.2026. Grund: Wir haben mehr Zeit."
    assert own_reason(origin) == "Wir haben mehr Zeit."
    assert at(saved.document, ("time", "deadlines", 1)) == at(draft.document, ("time", "deadlines", 1))
    with acting_as(house.nora, "test"):
        back = drafts.save(saved, 2, draft.document, reasons={"time-deadlines-0": ""}, day=DAY)
    assert back.document == draft.document
    assert checked(saved.document).programme is not None


# --- Verbs ---


def copied(house: House) -> DefinitionDraft:
    """A draft of ANNA by the coordinator."""
    published()
    with acting_as(house.nora, "test") as context:
        return drafts.copy(context, Definition.objects.get(code="anna"))


def test_copying_again_what_nobody_touched_is_the_same_draft(house: House) -> None:
    assert copied(house).pk == copied(house).pk


def test_a_copy_is_never_the_draft_of_an_offer(house: House) -> None:
    published()
    base = Definition.objects.get(code="anna")
    with acting_as(house.nora, "test") as context:
        offered = drafts.offer(context, base, DAY)
        assert drafts.offer(context, base, DAY) == offered
        assert drafts.copy(context, base) != offered


def test_offering_takes_three_clicks(house: House) -> None:
    published()
    nora = house.login("nora")
    first = nora.post(reverse("programmes:draft_copy", args=["anna"]), {"run": "1"})
    draft = DefinitionDraft.objects.get()
    assert first.url.startswith(reverse("programmes:draft_section", args=[draft.pk, "durchgaenge"]))  # type: ignore[attr-defined]
    sent = body(posted(SECTIONS[0], draft.document)) | {"_next": ["1"]}
    second = nora.post(reverse("programmes:draft_section", args=[draft.pk, "durchgaenge"]), sent)
    draft.refresh_from_db()
    wrong = [one.message for one in checked(draft.document).wrong]
    assert wrong == [], wrong
    page = reverse("programmes:draft_publish", args=[draft.pk])
    assert second.url == page  # type: ignore[attr-defined]
    answer = {"valid_from": "28.11.2026", "version": str(draft.version), "provider": str(house.provider.pk)}
    third = nora.post(page, answer)
    assert third.status_code == 302
    made = Definition.objects.order_by("-published_at").first()
    assert made is not None and made.published_by_id == house.nora.pk and made.valid_from == DAY
    run = Run.objects.get(definition=made, code__startswith="durchgang_")
    assert run.valid_from == today() and run.provider_id == house.provider.pk
    assert not DefinitionDraft.objects.exists()
    assert nora.post(page, answer).status_code == 302
    assert Definition.objects.filter(code="anna").count() == 2


def test_a_draft_with_a_mistake_is_kept_but_not_published(house: House) -> None:
    draft = copied(house)
    with acting_as(house.nora, "test"):
        saved = drafts.save(draft, 1, put(draft.document, ("title",), None), day=DAY)
        with pytest.raises(Refused):
            drafts.publish_draft(saved, 2, valid_from=DAY, provider=None)
    assert Definition.objects.filter(code="anna").count() == 1


def test_what_nobody_changed_is_not_published_a_second_time(house: House) -> None:
    draft = copied(house)
    with acting_as(house.nora, "test"), pytest.raises(Refused, match="dasselbe"):
        drafts.publish_draft(draft, 1, valid_from=DAY, provider=None)


def test_publishing_leaves_the_former_version_as_it_was(house: House) -> None:
    draft = copied(house)
    with acting_as(house.nora, "test"):
        saved = drafts.save(draft, 1, put(draft.document, ("title",), "ANNA neu"), day=DAY)
        made = drafts.publish_draft(saved, 2, valid_from=DAY, provider=None)
    assert document(made).title == "ANNA neu"
    assert sorted(Definition.objects.values_list("title", flat=True)) == ["ANNA", "ANNA neu"]


# --- Pages ---


@pytest.fixture
def nora(house: House) -> Client:
    return house.login("nora")


def test_somebody_who_saved_first_is_shown_beside_what_i_typed(house: House, nora: Client) -> None:
    draft = copied(house)
    address = reverse("programmes:draft_section", args=[draft.pk, "rahmen"])
    frame = SECTIONS[1]
    with acting_as(house.nora, "test"):
        drafts.save(draft, 1, put(draft.document, ("title",), "Von der anderen"), day=DAY)
    answer = nora.post(address, body(posted(frame, draft.document, title="Von mir")))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Von der anderen" in page and 'value="Von mir"' in page
    assert 'name="version" value="2"' in page
    again = posted(frame, draft.document, title="Von mir", version="2")
    assert nora.post(address, body(again)).status_code == 302
    draft.refresh_from_db()
    assert draft.document["title"] == "Von mir" and draft.edited_by_id == house.nora.pk


def test_rows_and_parts_come_and_go_without_a_script(house: House, nora: Client) -> None:
    draft = copied(house)
    address = reverse("programmes:draft_section", args=[draft.pk, "fristen"])
    number = len(draft.document["time"]["deadlines"])
    answer = nora.post(address, body(posted(TIME, draft.document)) | {"_add": ["time-deadlines"]})
    assert answer.url == f"{address}?neu=time-deadlines-{number}#time-deadlines-{number}"  # type: ignore[attr-defined]
    draft.refresh_from_db()
    assert len(draft.document["time"]["deadlines"]) == number + 1
    page = nora.get(address).content.decode()
    assert "Diese Angabe fehlt." in page
    sent = body(posted(TIME, draft.document, version="2")) | {"_remove": [f"time-deadlines-{number}"]}
    nora.post(address, sent)
    draft.refresh_from_db()
    assert len(draft.document["time"]["deadlines"]) == number
    nora.post(address, body(posted(TIME, draft.document, version="3")) | {"_add": ["time-pause"]})
    draft.refresh_from_db()
    assert "pause" in draft.document["time"] and checked(draft.document).programme is not None


def test_a_button_from_elsewhere_changes_nothing(house: House, nora: Client) -> None:
    draft = copied(house)
    address = reverse("programmes:draft_section", args=[draft.pk, "fristen"])
    for name in ("_add", "_remove"):
        for value in (
            "exits-0",
            "time-deadlines-99",
            "time-nichts",
            "-",
            "time-deadlines-0-by-weeks-0",
            "time-deadlines-77-by",
        ):
            draft.refresh_from_db()
            sent = posted(TIME, draft.document, version=str(draft.version))
            assert nora.post(address, body(sent) | {name: [value]}).status_code == 302
    draft.refresh_from_db()
    assert draft.document == data_of(anna())


def test_the_explanation_reads_what_is_typed_and_stores_nothing(house: House, nora: Client) -> None:
    draft = copied(house)
    care = next(one for one in SECTIONS if one.code == "betreuung")
    address = reverse("programmes:draft_explain", args=[draft.pk, "betreuung"])
    page = nora.post(address, body(posted(care, draft.document, **{"care-ratio-value": "17"}))).content.decode()
    assert "1:17" in page
    draft.refresh_from_db()
    assert draft.version == 1


def test_the_file_goes_out_and_comes_in_again(house: House, nora: Client) -> None:
    draft = copied(house)
    file = nora.get(reverse("programmes:draft_export", args=[draft.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="anna.yaml"'
    text = file.content.decode().replace("title: ANNA", "title: ANNA bei uns", 1)
    address = reverse("programmes:draft_read", args=[draft.pk])
    assert nora.post(address, {"text": text, "version": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.document["title"] == "ANNA bei uns"


def test_every_mistake_of_a_file_is_told_with_its_line_and_the_text_stays(house: House, nora: Client) -> None:
    draft = copied(house)
    text = as_yaml(draft.document).replace("unit: household", "unit: familie")
    address = reverse("programmes:draft_read", args=[draft.pk])
    answer = nora.post(address, {"text": text, "version": "1"})
    page = answer.content.decode()
    line = text[: text.index("unit: familie")].count("\n") + 1
    assert answer.status_code == 200 and f"Zeile {line}" in page and "person_and_employer" in page
    assert "unit: familie" in page
    assert nora.post(address, {"text": text, "version": "1", "anyway": "on"}).status_code == 302
    broken = nora.post(address, {"text": "a: [", "version": "2"}).content.decode()
    assert "kein gültiges YAML" in broken and "a: [" in broken


def test_a_new_programme_comes_from_a_file(house: House, nora: Client) -> None:
    text = as_yaml(data_of(full()))
    nora.post(reverse("programmes:draft_read_new"), {"text": text})
    draft = DefinitionDraft.objects.get()
    assert draft.based_on is None and draft.code == full().id
    assert nora.get(reverse("programmes:draft", args=[draft.pk])).status_code == 200


def test_a_draft_is_discarded_only_after_asking(house: House, nora: Client) -> None:
    draft = copied(house)
    address = reverse("programmes:draft_discard", args=[draft.pk])
    assert "nicht wiederherstellen" in nora.get(address).content.decode()
    assert DefinitionDraft.objects.exists()
    assert nora.post(address).status_code == 302
    assert not DefinitionDraft.objects.exists()


def test_drafts_of_another_house_do_not_exist(house: House, nora: Client) -> None:
    draft = copied(house)
    DefinitionDraft.objects.filter(pk=draft.pk).update(organisation=house.other_jobcenter)
    for name in ("draft", "draft_discard", "draft_publish", "draft_export"):
        assert nora.get(reverse(f"programmes:{name}", args=[draft.pk])).status_code == 404


def test_pages_of_drafts_take_few_statements(house: House, nora: Client) -> None:
    draft = copied(house)
    for name, args in (("drafts", []), ("draft", [draft.pk]), ("draft_section", [draft.pk, "fristen"])):
        address = reverse(f"programmes:{name}", args=args)
        nora.get(address)
        with at_most(12):
            nora.get(address)
