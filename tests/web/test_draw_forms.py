"""Every field says its name, its hint and its mistake to the eye and to the screen reader."""

from html.parser import HTMLParser

from django import forms
from django.http import QueryDict

from rundblick.web.forms import Form, ModelForm, TextField, error_links
from tests.web.gallery.samples import NoteForm


class Elements(HTMLParser):
    """All start tags of a piece of page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if attributes.get("name") == name]

    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]


def filled(**changes: str) -> NoteForm:
    typed = QueryDict(mutable=True)
    typed.update({"person": "1", "on": "20.11.2026", "setting": "home", "text": "Gut", "alone": "y", "token": "1"})
    typed.update(changes)
    return NoteForm(typed)


def test_labels_hints_and_mistakes_are_tied_to_their_box() -> None:
    page = Elements(str(NoteForm({"on": "31.02.2026"})))
    (date_box,) = page.named("on")
    assert date_box["aria-invalid"] == "true"
    assert date_box["aria-describedby"] == "id_on_helptext id_on_error"
    assert {"id_on", "id_on_helptext", "id_on_error"} <= set(page.ids())
    labels = [attributes.get("for") for tag, attributes in page.tags if tag == "label"]
    assert "id_on" in labels
    assert "Der Februar 2026 hat 28 Tage." in page.words


def test_no_id_stands_twice_in_a_form() -> None:
    ids = Elements(str(NoteForm({}))).ids()
    assert len(ids) == len(set(ids))


def test_groups_of_choices_carry_their_mistake_on_the_group() -> None:
    page = Elements(str(NoteForm({})))
    fieldsets = [attributes for tag, attributes in page.tags if tag == "fieldset"]
    assert any(attributes.get("aria-describedby") == "id_setting_error" for attributes in fieldsets)
    assert all("aria-invalid" not in radio for radio in page.named("setting"))


def test_the_summary_above_leads_to_every_mistake() -> None:
    form = NoteForm({"on": "31.02.2026", "text": "", "token": "1"})
    page = Elements(str(form))
    targets = [attributes["href"] for tag, attributes in page.tags if tag == "a" and attributes.get("href")]
    assert "#id_setting_0" in targets
    assert {target[1:] for target in targets if target} <= set(page.ids())
    assert page.words.count("Bitte füllen Sie dieses Feld aus.") == 2
    assert f"Bitte prüfen Sie {len(error_links(form))} Angaben" in page.words


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert "Bitte prüfen" not in str(filled())
    assert "Bitte prüfen" not in str(NoteForm())


def test_mistakes_of_the_whole_form_and_of_hidden_fields_stand_first_without_a_link() -> None:
    form = filled(token="")
    form.add_error(None, "Ende liegt vor dem Anfang.")
    links = error_links(form)
    assert links[0] == ("", "", "Ende liegt vor dem Anfang.")
    assert ("", "Token", "Bitte füllen Sie dieses Feld aus.") in links


def test_required_fields_are_marked_only_where_others_are_not() -> None:
    class Login(Form):
        name = TextField(label="Name")
        word = TextField(label="Wort")

    assert "Pflichtfeld" in str(NoteForm())
    assert "Pflichtfeld" not in str(Login())
    (box,) = Elements(str(Login())).named("name")
    assert box["aria-required"] == "true"
    assert "required" not in box


def test_typed_text_comes_back_escaped_and_whole() -> None:
    page = str(filled(on="31.02.2026", own_words='<script>"&'))
    assert "&lt;script&gt;&quot;&amp;" in page
    assert "<script>" not in page


def test_a_wrong_number_comes_back_as_it_was_typed() -> None:
    (box,) = Elements(str(filled(length="dreißig"))).named("length")
    assert (box["type"], box["value"]) == ("text", "dreißig")


def test_a_date_comes_back_in_german() -> None:
    class Short(Form):
        on = NoteForm.base_fields["on"]

    from rundblick.web.clock import today
    from rundblick.web.german import german_date

    assert f'value="{german_date(today())}"' in str(Short(initial={"on": today()}))


def test_several_choices_use_one_plain_list() -> None:
    class Many(Form):
        languages = forms.MultipleChoiceField(choices=[("de", "Deutsch"), ("ar", "Arabisch")])

    page = str(Many())
    assert "rb-select-multiple" in page
    assert "select-wrapper" not in page


def test_forms_over_models_have_the_same_manners() -> None:
    assert ModelForm.label_suffix == Form.label_suffix == ""
    assert ModelForm.use_required_attribute is False
