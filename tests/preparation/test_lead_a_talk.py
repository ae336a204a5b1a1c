"""At one screen: what is typed becomes the draft of the note, steps are ticked, side matters noted, nothing is lost."""

from typing import Any

from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases.models import ContactNote, Task
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cases.test_write_a_note import typed as typed_note
from tests.house import House
from tests.preparation.talks import KEPT, lived


def address(family: Family, person: Any = None, name: str = "talk") -> str:
    return reverse(f"preparation:{name}", args=[family.pk, person or family.amira])


class Window:
    """One window with the screen, as a browser without scripts has it."""

    def __init__(self, browser: Client, family: Family, person: Any = None) -> None:
        self.browser, self.address = browser, address(family, person)
        self.keep = address(family, person, "keep")
        form = browser.get(self.address).context["form"]
        self.fields = {name: form.initial.get(name, "") for name in form.fields}
        self.fields["who"] = "jobcenter"

    def send(self, act: str = "", **words: str) -> Any:
        self.fields |= words
        return self.browser.post(self.address, self.fields | {"tun": act})

    def type(self, **words: str) -> None:
        self.fields |= words
        assert self.browser.post(self.keep, self.fields).status_code == 200


def note_form(browser: Client, family: Family, answer: Any) -> Any:
    assert answer.status_code == 302
    return browser.get(answer.headers["Location"]).context["form"]


def test_the_screen_shows_nothing_about_others(house: House) -> None:
    family = lived(house)
    family.task("Karim kauft Schulhefte", person_id=family.karim, shared=True)
    page = house.login("alma").get(address(family)).content.decode()
    assert "Kita anrufen" in page
    assert [words for words in (*KEPT, "Schulhefte", "Haddad", "Karim") if words in page] == []


def test_what_was_said_opens_in_the_note_of_this_member(house: House) -> None:
    family = lived(house)
    appointment = family.appointment(family.amira, starts_at=now())
    browser = house.login("alma")
    answer = Window(browser, family).send("festhalten", own_concern="Besser.", agreements="Wir rufen an.")
    form = note_form(browser, family, answer)
    assert form.initial["own_concern"] == "Besser."
    assert form.initial["agreements"] == "Wir rufen an."
    assert form.initial["who"] == [str(family.amira)]
    assert form.initial["setting"] == "office"
    assert str(form.initial["appointment"]) == str(appointment.pk)
    assert form.initial["happened_on"] == f"{today():%d.%m.%Y}"


def test_saving_the_note_ends_the_draft(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    place = Window(browser, family).send("festhalten", own_concern="Besser.").headers["Location"]
    sent = typed_note(family, who=[str(family.amira)], own_concern="Besser.")
    assert browser.post(place, sent).status_code == 302
    assert browser.get(place).context["form"].initial.get("own_concern") is None
    assert Window(browser, family).fields["own_concern"] == ""
    with acting_as(house.alma, "test"):
        assert ContactNote.objects.get().own_concern == "Besser."


def test_a_note_begun_about_somebody_else_stays_apart(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    key = f"cases.note:{family.pk}"
    kept = {"draft_key": key, "draft_dossier": str(family.pk), "sentence": "Karim erzählt.", "who": str(family.karim)}
    browser.post(reverse("access:draft"), kept)
    form = note_form(browser, family, Window(browser, family).send("festhalten", own_concern="Besser."))
    assert "sentence" not in form.initial
    plain = browser.get(reverse("cases:note_create", args=[family.pk])).context["form"]
    assert plain.initial["sentence"] == "Karim erzählt."
    assert "own_concern" not in plain.initial


def test_going_back_and_adding_loses_nothing(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    place = Window(browser, family).send("festhalten", own_concern="Besser.").headers["Location"]
    key = f"cases.talk:{family.pk}:{family.amira}"
    typed = {"sentence": "Ein Satz.", "own_concern": "Viel besser.", "who": str(family.amira)}
    browser.post(reverse("access:draft"), {"draft_key": key, "draft_dossier": str(family.pk), **typed})
    form = note_form(browser, family, Window(browser, family).send("festhalten", own_concern="Die Kita fehlt."))
    assert form.initial["sentence"] == "Ein Satz."
    assert form.initial["own_concern"] == "Viel besser.\n\nDie Kita fehlt."
    assert place


def test_two_windows_keep_both_words(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    one, other = Window(browser, family), Window(browser, family)
    one.type(own_concern="Gut.")
    other.type(own_concern="Müde.")
    one.type(own_concern="Sehr gut.")
    form = note_form(browser, family, other.send("festhalten", task="Busfahrkarte"))
    assert form.initial["agreements"] == "Busfahrkarte"
    assert set(form.initial["own_concern"].split("\n\n")) == {"Sehr gut.", "Müde."}


def test_each_member_has_own_words(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    Window(browser, family).type(own_concern="Nur von Amira.")
    assert "Nur von Amira." not in browser.get(address(family, family.karim)).content.decode()
    assert "Nur von Amira." in browser.get(address(family)).content.decode()


def test_a_side_matter_becomes_a_task_in_one_line(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    window = Window(browser, family)
    for _twice in range(2):
        assert window.send("aufgabe", task="Busfahrkarte", own_concern="Besser.").status_code == 302
    with acting_as(house.alma, "test"):
        (task,) = Task.objects.all()
        assert (task.text, task.person_id, task.assignee_id) == ("Busfahrkarte", family.amira, house.alma.pk)
    again = Window(browser, family)
    assert (again.fields["task"], again.fields["own_concern"]) == ("", "Besser.")
    again.send("aufgabe", task="Formular holen", who="person")
    with acting_as(house.alma, "test"):
        assert Task.objects.get(responsible="person").assignee_id is None


def test_an_empty_line_is_explained_and_the_words_stay(house: House) -> None:
    family = haddad(house)
    answer = Window(house.login("alma"), family).send("aufgabe", own_concern="Besser.")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bitte schreiben Sie, was zu tun ist." in page
    assert "Besser." in page


def test_what_is_too_long_is_explained_and_stays(house: House) -> None:
    family = haddad(house)
    window = Window(house.login("alma"), family)
    answer = window.send("festhalten", own_concern="x" * 5_001)
    assert answer.status_code == 422
    assert "x" * 5_001 in answer.content.decode()
    assert window.browser.post(window.keep, window.fields).status_code == 413


def test_steps_are_ticked_together_and_back(house: House) -> None:
    family = lived(house)
    window = Window(house.login("alma"), family)
    with acting_as(house.alma, "test"):
        task = Task.objects.get(responsible="jobcenter", person_id=family.amira)
    window.send(f"erledigt:{task.pk}", own_concern="Gut.")
    with acting_as(house.alma, "test"):
        assert Task.objects.get(pk=task.pk).done_on == today()
    assert Window(window.browser, family).fields["own_concern"] == "Gut."
    window.send(f"offen:{task.pk}")
    with acting_as(house.alma, "test"):
        assert Task.objects.get(pk=task.pk).done_on is None


def test_the_steps_of_others_cannot_be_ticked_here(house: House) -> None:
    family = lived(house)
    window = Window(house.login("alma"), family)
    with acting_as(house.alma, "test"):
        foreign = Task.objects.get(person_id=family.karim)
    for_experts = family.task("Rücksprache im Team")
    for verb, wanted in (("erledigt", foreign.pk), ("offen", foreign.pk), ("erledigt", for_experts.pk), ("offen", "x")):
        assert window.send(f"{verb}:{wanted}").status_code == 404


def test_pictures_lead_back_to_the_talk(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    answer = Window(browser, family).send("bild:lights", own_concern="Gut.")
    assert answer.headers["Location"].endswith("?gemeinsam=1")
    picture = browser.get(answer.headers["Location"]).content.decode()
    assert address(family) in picture
    assert Window(browser, family).fields["own_concern"] == "Gut."
    assert Window(browser, family).send("bild:unbekannt").status_code == 404
    alone = browser.get(answer.headers["Location"].split("?")[0]).content.decode()
    assert address(family) not in alone


def test_next_steps_and_appointment_lead_to_their_part_of_the_note(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    for part, open_ in (("schritte", "open_steps"), ("termin", "open_following")):
        place = Window(browser, family).send(f"festhalten:{part}").headers["Location"]
        assert place.endswith(f"#{part}")
        assert browser.get(place).context[open_]


def test_begun_words_stand_on_the_start_page(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    window = Window(browser, family)
    window.type(own_concern="Gut.")
    assert address(family) in browser.get("/").content.decode()
    window.send("festhalten")
    assert address(family, name="note") in browser.get("/").content.decode()
    assert "begonnenen Vermerk" in browser.get(address(family)).content.decode()
    # Nothing typed leaves nothing behind.
    Window(browser, family, family.karim).type(own_concern=" ")
    assert address(family, family.karim) not in browser.get("/").content.decode()
