"""Nominating: questions asked once, two ways held side by side, consents, a firm, and the waiting list."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.people.models import Household
from rundblick.programmes import services, tasks
from rundblick.programmes.checks import AGREED
from rundblick.programmes.days import add_months
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import ChecklistAnswer, Participation, ProgrammeEvent
from rundblick.programmes.waiting import ranks
from rundblick.web.clock import today
from tests.house import House
from tests.programmes.build import example
from tests.programmes.homes import begun, family, persons, published, run_of
from tests.programmes.living import DAY, living, workshop
from tests.queries import at_most


@pytest.fixture
def home(house: House) -> Household:
    return family(house)


@pytest.fixture
def programme(house: House) -> Programme:
    return published(workshop())


def proposed(house: House, home: Household, programme: Programme, *names: str, **more: object) -> list[Participation]:
    known, run = persons(home, house.alma), run_of(programme)
    with acting_as(house.alma, "test"):
        return services.begin(
            dossier_id=home.dossier_id,
            run=run,
            persons=[known[name] for name in names or ("Gülşen",)],
            started_on=None,
            **more,  # type: ignore[arg-type]
        )


def answers(house: House) -> dict[tuple[bool, str], bool]:
    with acting_as(house.alma, "test", read_only=True):
        return {(row.weighing, row.question): row.yes for row in ChecklistAnswer.objects.all()}


# --- Questions of one nomination ---


def test_only_yes_and_no_are_kept_and_open_is_no_answer(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, answers={"tempo": True, "vertrag": None}, weighed={"gruppe": False})
    assert answers(house) == {(False, "tempo"): True, (True, "gruppe"): False}


def test_an_answer_is_corrected_or_taken_back_with_the_start(
    house: House, home: Household, programme: Programme
) -> None:
    (row,) = proposed(house, home, programme, answers={"tempo": True, "vertrag": True})
    begins = living(house, home, programme=programme, answers={"tempo": False, "vertrag": None})
    assert begins.pk == row.pk
    assert answers(house) == {(False, "tempo"): False}


def test_answers_are_forgotten_a_year_later_and_not_a_day_sooner(
    house: House, home: Household, programme: Programme
) -> None:
    proposed(house, home, programme, answers={"tempo": True})
    with as_worker("test"):
        ChecklistAnswer.objects.update(answered_on=add_months(today(), -12) + dt.timedelta(days=1))
    assert tasks.forget_answers(0) == 0
    with as_worker("test"):
        ChecklistAnswer.objects.update(answered_on=add_months(today(), -12))
    assert tasks.forget_answers(0) == 1
    assert answers(house) == {}


def test_a_question_the_programme_does_not_ask_is_refused(house: House, home: Household, programme: Programme) -> None:
    with pytest.raises(Refused, match="Diese Frage"):
        proposed(house, home, programme, answers={"diagnose": True})
    assert answers(house) == {}


def test_answers_are_about_one_person(house: House, home: Household, programme: Programme) -> None:
    with pytest.raises(Refused, match="eine Person") as refused:
        proposed(house, home, programme, "Gülşen", "Ali", answers={"tempo": True})
    assert refused.value.field == "persons"
    assert len(proposed(house, home, programme, "Gülşen", "Ali", answers={"tempo": None})) == 2


def test_deciding_differently_keeps_the_reason_sealed(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, weighed={"gruppe": False}, why="Sie möchte es selbst so.")
    with acting_as(house.alma, "test"):
        event = ProgrammeEvent.objects.get(kind="participation.weighed")
        assert event.note == "Sie möchte es selbst so."


# --- The proposal, and going on with it ---


def test_a_proposal_has_its_day(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme)
    proposed(house, home, programme)
    with acting_as(house.alma, "test"):
        (event,) = ProgrammeEvent.objects.filter(kind="participation.nominated")
        assert event.occurred_on == today()


def test_the_step_of_the_proposal_says_the_day(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, steps={"participation.nominated": today() - 9 * DAY})
    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.get(kind="participation.nominated").occurred_on == today() - 9 * DAY


def test_a_step_that_decides_is_a_yes(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, steps={"participation.thought_over": today()})
    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.get(kind="participation.thought_over").value == "yes"


def test_a_proposal_of_a_former_version_goes_on_in_the_present_one(house: House, home: Household) -> None:
    former = published(example(id="fassung"))
    (row,) = begun(house, home, "Gülşen", programme=former, on=None, agreed=None)
    present = published(example(id="fassung", summary="Mit anderen Worten."))
    with acting_as(house.alma, "test", read_only=True):
        from rundblick.programmes.models import Run
        from rundblick.programmes.publishing import in_force

        run = Run.objects.select_related("definition").get(definition=in_force("fassung"), code="erster")
    with acting_as(house.alma, "test"):
        (begins,) = services.begin(
            dossier_id=home.dossier_id,
            run=run,
            persons=[row.person_id] if row.person_id else [],
            started_on=today(),
            steps={AGREED: today()},
        )
        assert Participation.objects.count() == 1
    assert (begins.pk, begins.run_id, present.id) == (row.pk, run.pk, "fassung")


# --- Consent and law ---


def test_without_a_consent_the_start_needs_nobody_begins_but_may_be_proposed(
    house: House, home: Household, programme: Programme
) -> None:
    with pytest.raises(Refused, match="Ohne diese Einwilligung") as refused:
        living(house, home, programme=programme, consents={})
    assert refused.value.field == "exchange"
    assert proposed(house, home, programme)
    begins = living(house, home, programme=programme, consents={"exchange": today() - 90 * DAY})
    assert begins.started_on is not None


def test_a_consent_given_earlier_is_not_asked_for_again(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, consents={"exchange": today() - 70 * DAY})
    assert living(house, home, programme=programme, consents={}).started_on is not None


def test_a_consent_nobody_asks_about_is_refused(house: House, home: Household, programme: Programme) -> None:
    with pytest.raises(Refused, match="Nach dieser Einwilligung"):
        proposed(house, home, programme, consents={"research": today()})


def test_with_a_firm_nobody_begins_without_one(house: House, home: Household) -> None:
    programme = published(workshop(unit="person_and_employer"))
    with pytest.raises(Refused, match="Betrieb") as refused:
        living(house, home, programme=programme)
    assert refused.value.field == "employer"
    assert living(house, home, programme=programme, employer=" Gärtnerei Klee ").employer == "Gärtnerei Klee"


# --- The waiting list ---


def test_who_was_proposed_first_stands_first(house: House, home: Household) -> None:
    programme = published(workshop(places=1))
    living(house, family(house, "Erste"), programme=programme)
    (late,) = proposed(house, home, programme)
    (early,) = proposed(house, family(house, "Yılmaz"), programme, steps={"participation.nominated": today() - 5 * DAY})
    with acting_as(house.alma, "test", read_only=True):
        found = ranks([late.pk, early.pk])
    assert [(found[row.pk].rank, found[row.pk].waiting) for row in (early, late)] == [(1, 2), (2, 2)]


def test_the_list_counts_households_the_asker_does_not_know(house: House, home: Household) -> None:
    programme = published(workshop(places=1))
    living(house, family(house, "Erste"), programme=programme)
    foreign = family(house, "Fremd", responsible=house.bert)
    known, run = persons(foreign, house.bert), run_of(programme)
    with acting_as(house.bert, "test"):
        services.begin(
            dossier_id=foreign.dossier_id,
            run=run,
            persons=[known["Ali"]],
            started_on=None,
            steps={"participation.nominated": today() - 5 * DAY},
        )
    (row,) = proposed(house, home, programme)
    with acting_as(house.alma, "test", read_only=True):
        assert ranks([row.pk])[row.pk].words == "Platz 2 von 2 auf der Warteliste"


def test_participation_case_and_run_show_who_waits(house: House, home: Household) -> None:
    programme = published(workshop(places=1))
    living(house, family(house, "Erste"), programme=programme)
    (row,) = proposed(house, home, programme)
    alma = house.login("alma")
    page = text(alma.get(reverse("programmes:participation", args=[row.pk])))
    assert "wartet auf einen Platz" in page and "Platz 1 von 1 auf der Warteliste" in page
    from rundblick.access.models.dossiers import Basis
    from rundblick.access.services import open_door

    with acting_as(house.alma, "test"):
        open_door(
            dossier_id=home.dossier_id,
            principal=house.nora,
            basis=Basis.ASSIGNMENT,
            topics=("master", "programmes"),
            evidence="Koordination",
        )
    run_page = text(house.login("nora").get(reverse("programmes:run", args=[row.run_id])))
    assert "Platz 1 von 1 auf der Warteliste" in run_page


def test_with_places_left_a_proposal_is_a_proposal(house: House, home: Household, programme: Programme) -> None:
    (row,) = proposed(house, home, programme)
    page = text(house.login("alma").get(reverse("programmes:participation", args=[row.pk])))
    assert "Vorgeschlagen, noch nicht begonnen" in page and "auf der Warteliste" not in page


# --- The page ---


def text(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


@pytest.fixture
def alma(house: House) -> Client:
    return house.login("alma")


def typed(house: House, home: Household, programme: Programme, **changes: object) -> dict[str, object]:
    return {
        "run": str(run_of(programme).pk),
        "persons": [str(persons(home, house.alma)["Gülşen"])],
        "site": "nord",
        "frage_tempo": "ja",
        "frage_vertrag": "offen",
        "abwaegung_gruppe": "ja",
        "einwilligung_exchange": "heute",
        "step_ja": "heute",
        "started_on": "heute",
    } | changes


def address(home: Household) -> str:
    return reverse("programmes:begin", args=[home.dossier_id, "werkstatt"])


def test_looking_at_the_answers_saves_nothing(
    house: House, alma: Client, home: Household, programme: Programme
) -> None:
    answer = alma.post(address(home), typed(house, home, programme, ansehen="1", frage_vertrag="ja"))
    page = text(answer)
    assert "1 Hinweis trifft zu; die Quelle nennt mindestens 1." in page
    assert "Spricht dagegen: Liegt schon ein Arbeitsvertrag vor?" in page
    assert "spricht am meisten dafür" in page
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()


def test_beginning_with_everything_in_the_form(
    house: House, alma: Client, home: Household, programme: Programme
) -> None:
    done = alma.post(address(home), typed(house, home, programme), follow=True)
    page = text(done)
    assert "Die Teilnahme ist eingetragen." in page
    assert "Möchte die Person langsam beginnen? Ja" in page and "Austausch mit anderen Stellen" in page
    assert answers(house) == {(False, "tempo"): True, (True, "gruppe"): True}


def test_a_missing_consent_is_said_beside_its_field(
    house: House, alma: Client, home: Household, programme: Programme
) -> None:
    answer = alma.post(address(home), typed(house, home, programme, einwilligung_exchange=""))
    assert "einwilligung_exchange" in answer.context["form"].errors
    assert "Ein Vorschlag ist auch ohne sie möglich." in text(answer)
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()


def elsewhere(**changes: object) -> Programme:
    data = workshop().model_dump(mode="json")["access"]["weighing"]
    question = data["questions"][0] | {"speaks_for": ["anderes"]}
    access = workshop().model_dump(mode="json")["access"] | {"weighing": data | {"questions": [question]}}
    return workshop(access=access)


def test_deciding_differently_is_asked_about_once_and_never_blocks(house: House, alma: Client, home: Household) -> None:
    programme = published(elsewhere())
    asked = alma.post(address(home), typed(house, home, programme))
    assert "spricht eher für etwas anderes" in text(asked) and "Trotzdem so eintragen" in text(asked)
    with acting_as(house.alma, "test"):
        assert not Participation.objects.exists()
    assert alma.post(address(home), typed(house, home, programme, trotzdem="1")).status_code == 302
    with acting_as(house.alma, "test"):
        assert Participation.objects.exists()
        assert not ProgrammeEvent.objects.filter(kind="participation.weighed").exists()


def test_a_reason_is_enough_to_decide_differently(house: House, alma: Client, home: Household) -> None:
    programme = published(elsewhere())
    assert alma.post(address(home), typed(house, home, programme, why="Auf eigenen Wunsch.")).status_code == 302
    with acting_as(house.alma, "test"):
        assert ProgrammeEvent.objects.get(kind="participation.weighed").note == "Auf eigenen Wunsch."


def test_the_form_of_a_proposal_remembers_its_answers(
    house: House, alma: Client, home: Household, programme: Programme
) -> None:
    proposed(house, home, programme, answers={"tempo": False})
    form = alma.get(address(home)).context["form"]
    assert form.initial["frage_tempo"] == "nein"
    assert form.initial["persons"] == [str(persons(home, house.alma)["Gülşen"])]


@pytest.mark.parametrize("field", ["frage_tempo", "abwaegung_gruppe"])
def test_an_answer_that_is_none_is_refused_beside_its_question(
    house: House, alma: Client, home: Household, programme: Programme, field: str
) -> None:
    answer = alma.post(address(home), typed(house, home, programme, **{field: "vielleicht"}))
    assert field in answer.context["form"].errors


def test_who_sits_there_stands_at_the_step(house: House, alma: Client, home: Household, programme: Programme) -> None:
    assert "Dabei: Person, bisherige Fachkraft, Coach." in text(alma.get(address(home)))


def test_the_page_takes_few_statements(house: House, alma: Client, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, answers={"tempo": False})
    alma.get(address(home))
    with at_most(23):
        alma.get(address(home))
    data = typed(house, home, programme)
    with at_most(19):
        assert alma.post(address(home), data).status_code == 302


def test_nothing_of_the_answers_can_be_searched(house: House, home: Household, programme: Programme) -> None:
    proposed(house, home, programme, answers={"tempo": True})
    from rundblick.access import hooks

    with acting_as(house.alma, "test", read_only=True):
        facts = hooks.all_facts([home.dossier_id], today())[home.dossier_id]
    assert not any("tempo" in name for name in facts)
    assert uuid.UUID(str(home.dossier_id))


def test_the_reason_is_read_beside_the_answers(house: House, home: Household, programme: Programme) -> None:
    (row,) = proposed(house, home, programme, weighed={"gruppe": False}, why="Auf eigenen Wunsch.")
    page = text(house.login("alma").get(reverse("programmes:participation", args=[row.pk])))
    assert "Anders entschieden: Auf eigenen Wunsch." in page
