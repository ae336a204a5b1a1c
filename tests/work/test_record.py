"""Writing down what was achieved, correcting it, taking it back."""

import datetime as dt

import pytest
from django.apps import apps

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Stale
from rundblick.web.clock import today
from rundblick.work import services
from rundblick.work.hooks import jobs
from rundblick.work.models import Outcome
from tests.cases.families import Family, haddad
from tests.house import House


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def course(family: Family, **values: object) -> Outcome:
    given = {"kind": "course", "achieved_on": today(), "title": "Sprachkurs B2"}
    with acting_as(family.house.alma, "test"):
        return services.record_outcome(dossier_id=family.pk, person_id=family.amira, **(given | values))  # type: ignore[arg-type]


def test_a_result_stands_on_the_timeline_and_belongs_to_its_member(family: Family) -> None:
    made = course(family)
    with acting_as(family.house.alma, "test"):
        entry = TimelineEntry.objects.get(kind="outcome")
        assert (entry.object_id, entry.subject_id) == (made.pk, family.amira)
        assert Outcome.objects.get().title == "Sprachkurs B2"


def test_another_member_does_not_see_it_unless_it_is_shared(family: Family) -> None:
    family.let_in(family.house.jana, family.karim, topics=("outcomes",))
    course(family)
    with acting_as(family.house.jana, "test"):
        assert Outcome.objects.count() == 0
    course(family, shared=True)
    with acting_as(family.house.jana, "test"):
        assert Outcome.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"achieved_on": today() + dt.timedelta(days=1)}, "achieved_on"),
        ({"ended_on": today() - dt.timedelta(days=1)}, "ended_on"),
        ({"benefit_ended_on": today() - dt.timedelta(days=1)}, "benefit_ended_on"),
        ({"kind": "lottery"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(family: Family, values: dict[str, object], field: str) -> None:
    with pytest.raises(services.Refused) as refusal:
        course(family, **values)
    assert refusal.value.field == field


def test_correcting_keeps_the_former_row_and_notices_a_second_hand(family: Family) -> None:
    made = course(family)
    with acting_as(family.house.alma, "test"):
        services.correct_outcome(made, version=1, title="Sprachkurs C1")
        assert Outcome.objects.get().title == "Sprachkurs C1"
        former = apps.get_model("work", "OutcomeEvent").objects.get()
        assert former.pgh_context["reason"] == "work.outcome.correct"
    with acting_as(family.house.alma, "test"), pytest.raises(Stale):
        services.correct_outcome(made, version=1, title="von gestern")


def test_the_form_says_what_is_wrong_and_saves_what_is_right(family: Family) -> None:
    client = family.house.login("alma")
    address = f"/ergebnisse/neu/{family.pk}/"
    wrong = {"person": str(family.amira), "kind": "course", "title": "Şoförlük 🙂", "achieved_on": "31.02.2026"}
    answer = client.post(address, wrong)
    assert answer.status_code == 422 and "Şoförlük 🙂" in answer.content.decode()
    right = wrong | {"achieved_on": today().strftime("%d.%m.%Y")}
    assert client.post(address, right).status_code == 302
    assert "Şoförlük" in client.get("/ergebnisse/").content.decode()


def test_a_job_is_told_to_the_programmes_and_a_course_is_not(family: Family) -> None:
    course(family)
    job = course(family, kind="minijob")
    with acting_as(family.house.alma, "test"):
        (fact,) = jobs([family.pk])[family.pk]
    assert (fact.code, fact.value, fact.key) == ("job.started", "minijob", str(job.pk))


def test_taking_back_leaves_no_trace_on_the_timeline(family: Family) -> None:
    made = course(family)
    with acting_as(family.house.alma, "test"):
        services.remove_outcome(made)
        assert TimelineEntry.objects.filter(kind="outcome").count() == 0


def test_erasing_reaches_results(family: Family) -> None:
    course(family)
    remove = hooks.erase.get("work")
    assert remove is not None
    with as_worker("test"):
        assert remove(family.pk) == 1
        assert Outcome.objects.count() == 0
