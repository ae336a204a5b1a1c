"""The finder's pages: what fits a household and why, answering what is open, and whom a programme could suit."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as, bound, system
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.people.models import Household
from rundblick.people.services import protect
from rundblick.programmes import services
from rundblick.programmes.models import StatedFact
from rundblick.programmes.publishing import publish
from rundblick.web.clock import today
from tests.browser import Visitor, violations
from tests.house import House
from tests.people.families import person
from tests.programmes.homes import begun, family, persons, published
from tests.programmes.test_match_households import for_group
from tests.queries import at_most

BENEFITS = "household.receives_sgb2"
MOTIVATED = "person.motivated"


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


@pytest.fixture
def home(house: House) -> Household:
    published()
    return family(house)


def text(answer: object) -> str:
    """The words of a page."""
    content: bytes = answer.content  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def choose(home: Household) -> str:
    return reverse("programmes:choose", args=[home.dossier_id])


def answers(home: Household) -> str:
    return reverse("programmes:answers", args=[home.dossier_id])


def offered(house: House, condition: dict[str, object], title: str = "Hier") -> None:
    """Publish a programme that an organisation carries out today."""
    programme = for_group(condition)
    run = programme.runs[0].model_copy(update={"valid_from": today(), "valid_until": None})
    time = programme.time.model_copy(update={"phases": ()})
    care = programme.care.model_copy(update={"rhythm": ()})
    changed = {"runs": (run,), "id": title.lower(), "title": title, "time": time, "care": care}
    with bound(system("test"), "test"):
        publish(programme.model_copy(update=changed), provider=house.provider)


def drawn(client: Client, home: Household) -> dict[str, str]:
    """What a browser would send back, nothing changed."""
    form = client.get(answers(home)).context["form"]
    data = {"valid_from": today().strftime("%d.%m.%Y")}
    for field in form.keys:
        data[field] = data[f"initial-{field}"] = form.initial[field]
    return data


def field(code: str, who: object = "haushalt") -> str:
    return f"{code.replace('.', '-')}-{who}"


# --- Which programmes fit a household ---


def test_what_is_offered_here_comes_first_and_the_collection_is_folded(
    house: House, alma: Client, home: Household
) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    page = alma.get(choose(home)).content.decode()
    assert page.index("Hier angeboten") < page.index("/programme/hier/") < page.index("Aus der Sammlung")
    assert '<details class="prog-collection">' in page
    assert "Praxisbeispiele aus der Quelle, keine Empfehlung" in page
    assert page.index("Aus der Sammlung") < page.index("/programme/anna/")


def test_an_open_question_leads_to_where_it_is_answered(house: House, alma: Client, home: Household) -> None:
    offered(house, {"all": [{"fact": MOTIVATED, "equals": True}, {"fact": "person.age", "at_least": 18}]})
    answer = alma.get(choose(home))
    assert f"{answers(home)}#frage-person-motivated" in answer.content.decode()
    page = text(answer)
    assert "Was am meisten weiterhilft" in page and "Ali Kaya, Gülşen Kaya · 1 Programm fragt danach. Fragen." in page


def test_answering_makes_it_fit(house: House, alma: Client, home: Household) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    ali = persons(home, house.alma)["Ali"]
    assert "1 Antwort fehlt" in text(alma.get(choose(home)))
    data = drawn(alma, home) | {field(MOTIVATED, ali): "ja"}
    page = text(alma.post(answers(home), data, follow=True))
    assert "1 Angabe gespeichert." in page and "passt zur Zielgruppe" in page
    with acting_as(house.alma, "test"):
        row = StatedFact.objects.get()
        assert (row.person_id, row.yes, row.valid_from) == (ali, True, today())


def test_who_does_not_fit_is_folded_and_may_begin_all_the_same(house: House, alma: Client, home: Household) -> None:
    offered(house, {"fact": "person.age", "at_least": 99})
    answer = alma.get(choose(home))
    assert "Gehört nicht zur Zielgruppe: 1 Programm" in text(answer)
    assert reverse("programmes:begin", args=[home.dossier_id, "hier"]) in answer.content.decode()


# --- Stated answers ---


def test_only_what_was_changed_is_saved(house: House, alma: Client, home: Household) -> None:
    data = drawn(alma, home)
    assert "Es war nichts zu ändern." in text(alma.post(answers(home), data, follow=True))
    with acting_as(house.alma, "test"):
        assert not StatedFact.objects.exists()
    changed = data | {field(BENEFITS): "ja", field("household.entitlement"): "1.310,50"}
    for _ in range(2):  # Sent twice: the second time nothing is left to change.
        alma.post(answers(home), changed)
    with acting_as(house.alma, "test"):
        assert {row.code: row.yes or row.number for row in StatedFact.objects.all()} == {
            BENEFITS: True,
            "household.entitlement": 1310.5,
        }
    page = alma.get(answers(home)).content.decode()
    assert 'value="1310,50"' in page


def test_emptied_or_a_question_mark_means_that_nobody_knows(house: House, alma: Client, home: Household) -> None:
    known = persons(home, house.alma)
    alma.post(answers(home), drawn(alma, home) | {field("household.earners"): "2"})
    data = drawn(alma, home)
    data |= {field("household.earners"): "", field("person.months_unemployed", known["Ali"]): "?"}
    alma.post(answers(home), data)
    with acting_as(house.alma, "test"):
        assert set(StatedFact.objects.values_list("code", "number", "valid_until")) == {
            ("household.earners", None, None),
            ("person.months_unemployed", None, None),
        }


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        ("household.entitlement", "viel", "Bitte geben Sie eine Zahl ein"),
        ("household.entitlement", "-1", "ab 0"),
        ("household.entitlement", "1,005", "zwei Stellen"),
        (BENEFITS, "vielleicht", "Auswahl"),
        ("household.district", "x" * 121, "zu lang"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    house: House, alma: Client, home: Household, code: str, typed: str, said: str
) -> None:
    data = drawn(alma, home) | {field(code): typed, field("household.earners"): "2"}
    answer = alma.post(answers(home), data)
    assert field(code) in answer.context["form"].errors
    assert said in text(answer) and 'value="2"' in answer.content.decode()
    with acting_as(house.alma, "test"):
        assert not StatedFact.objects.exists()


def test_a_day_ahead_is_refused(house: House, alma: Client, home: Household) -> None:
    answer = alma.post(answers(home), drawn(alma, home) | {"valid_from": "01.01.2199", field(BENEFITS): "ja"})
    assert "valid_from" in answer.context["form"].errors


def test_two_colleagues_who_answer_one_question_see_both_answers(house: House, alma: Client, home: Household) -> None:
    data = drawn(alma, home) | {field(BENEFITS): "ja", field("household.earners"): "1"}
    with acting_as(house.alma, "test"):
        services.state(dossier_id=home.dossier_id, person_id=None, code=BENEFITS, value=False, valid_from=today())
        services.state(
            dossier_id=home.dossier_id, person_id=None, code="household.district", value="Mitte", valid_from=today()
        )
    answer = alma.post(answers(home), data)
    assert answer.status_code == 409
    assert "Zwei Fassungen" in text(answer) and "Alma" in text(answer)
    assert [one.field.name for one in answer.context["conflict"].differences] == [field(BENEFITS)]
    form = answer.context["form"]
    again = {name: values[-1] for name, values in form.data.lists()}
    assert alma.post(answers(home), again).status_code == 302
    with acting_as(house.alma, "test"):
        held = {
            row.code: row.yes if row.code == BENEFITS else row.number or row.text for row in StatedFact.objects.all()
        }
    assert held == {BENEFITS: True, "household.earners": 1, "household.district": "Mitte"}


def test_the_history_of_an_answer_is_told_and_a_wrong_one_is_taken_back(
    house: House, alma: Client, home: Household
) -> None:
    from datetime import timedelta

    for value, back in ((280, 30), (2800, 0)):
        with acting_as(house.alma, "test"):
            services.state(
                dossier_id=home.dossier_id,
                person_id=None,
                code="household.entitlement",
                value=value,
                valid_from=today() - timedelta(days=back),
            )
    address = reverse("programmes:answer", args=[home.dossier_id, "household.entitlement"])
    page = text(alma.get(address))
    assert page.index("2.800 Euro im Monat") < page.index("280 Euro im Monat") and "festgehalten von Alma" in page
    with acting_as(house.alma, "test"):
        wrong = StatedFact.objects.get(valid_until=None)
    done = text(alma.post(reverse("programmes:answer_retract", args=[wrong.pk]), follow=True))
    assert "zurückgenommen" in done and "2.800" not in done
    assert alma.get(reverse("programmes:answer", args=[home.dossier_id, "person.age"])).status_code == 404


# --- Whom a programme could suit ---


def test_the_page_names_who_fits_and_what_is_still_open(house: House, alma: Client, home: Household) -> None:
    offered(house, {"all": [{"fact": MOTIVATED, "equals": True}, {"fact": "person.age", "at_least": 18}]})
    address = reverse("programmes:matches", args=["hier"])
    page = text(alma.get(address))
    assert "Ali Kaya Familie Kaya Noch offen: Möchte am Programm teilnehmen" in page
    assert "Passt 0" in page and "Noch offen 2" in page
    known = persons(home, house.alma)
    with acting_as(house.alma, "test"):
        services.state(
            dossier_id=home.dossier_id, person_id=known["Ali"], code=MOTIVATED, value=True, valid_from=today()
        )
    fits = text(alma.get(address, {"zeige": "passt"}))
    assert "Ali Kaya" in fits and "Gülşen" not in fits
    assert "Gülşen" in text(alma.get(address, {"zeige": "offen", "nach": "kaputt"}))


def test_colleagues_without_a_door_find_nobody(house: House, home: Household) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    for name in ("bert", "dana", "nora", "otto"):
        answer = house.login(name).get(reverse("programmes:matches", args=["hier"]))
        assert answer.status_code == 200 and "Kaya" not in text(answer)


def test_protected_contact_is_marked_and_who_may_only_read_proposes_nothing(house: House, home: Household) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    ali = person(home, "Ali", of=house.alma)
    with acting_as(house.alma, "test"):
        protect(household=home, person=ali)
        open_door(
            dossier_id=home.dossier_id,
            principal=house.nora,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes"),
            evidence="Koordination",
        )
    page = text(house.login("nora").get(reverse("programmes:matches", args=["hier"])))
    assert "Ali Kaya" in page and "Geschützter Kontakt" in page and "Abwägen und vorschlagen" not in page


def test_a_programme_that_does_not_exist_is_404(house: House, alma: Client) -> None:
    assert alma.get(reverse("programmes:matches", args=["gibt-es-nicht"])).status_code == 404


# --- Numbers of statements ---


def test_pages_take_few_statements(house: House, alma: Client, home: Household) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    for name in ("Quast", "Ost", "West"):
        family(house, name)
    matches = reverse("programmes:matches", args=["hier"])
    history = reverse("programmes:answer", args=[home.dossier_id, BENEFITS])
    for limit, address in ((10, matches), (9, answers(home)), (9, history), (23, choose(home))):
        alma.get(address)
        with at_most(limit):
            assert alma.get(address).status_code == 200
    data = drawn(alma, home) | {field(BENEFITS): "ja"}
    with at_most(18):
        assert alma.post(answers(home), data).status_code == 302


# --- In a browser ---


@pytest.mark.browser
@pytest.mark.parametrize("narrow", [False, True])
def test_answering_by_keyboard_on_any_screen(visitor: Visitor, house: House, narrow: bool) -> None:
    home = family(house)
    published()
    offered(house, {"fact": MOTIVATED, "equals": True})
    ali = persons(home, house.alma)["Ali"]
    begun(house, family(house, "Quast"), "Ali", on=None, agreed=None)
    with visitor.as_person("alma", narrow=narrow) as page:
        page.goto(choose(home))
        assert violations(page) == []
        page.get_by_role("link", name="Angaben ergänzen").press("Enter")
        page.locator(f'[name="{field(MOTIVATED, ali)}"]').select_option("ja")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Änderungen speichern").press("Enter")
        page.get_by_text("gespeichert.").wait_for()
        for address in (
            reverse("programmes:answer", args=[home.dossier_id, MOTIVATED]),
            reverse("programmes:matches", args=["hier"]),
            reverse("programmes:shelf"),
            reverse("programmes:profile", args=["anna"]),
        ):
            page.goto(address)
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_no_name_stands_in_an_address(house: House, alma: Client, home: Household) -> None:
    offered(house, {"fact": MOTIVATED, "equals": True})
    for address in (choose(home), answers(home), reverse("programmes:matches", args=["hier"])):
        page = alma.get(address).content.decode()
        assert not re.search(r'href="[^"]*(kaya|ali\b)', page, re.IGNORECASE)
        assert "Kaya" not in re.findall(r"<title>(.*?)</title>", page, re.S)[0]
    assert alma.get(answers(home).replace(str(home.dossier_id), str(uuid.uuid4()))).status_code == 404
