"""Tasks and next steps: one line, ticked off and back, on the right list."""

import datetime as dt
import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.access.models.dossiers import Basis
from rundblick.cases.models import Task
from rundblick.cases.services import StepContent
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def test_one_line_on_the_case_page_is_enough(house: House) -> None:
    family = haddad(house)
    browser = house.login("alma")
    form = next(
        part
        for part in browser.get(reverse("cases:page", args=[family.pk])).context["main"]
        if part.name == "cases.tasks"
    ).values["new"]
    values = {name: str(form[name].value() or "") for name in ("person", "responsible", "assignee", "token")}
    for _ in range(2):
        answer = browser.post(
            reverse("cases:task_create", args=[family.pk]), values | {"text": "Kita anrufen", "due_on": "morgen"}
        )
        assert answer.headers["Location"] == reverse("cases:page", args=[family.pk])
    with acting_as(house.alma, "test", read_only=True):
        task = Task.objects.get()
        assert (task.text, task.due_on, task.assignee_id) == ("Kita anrufen", today() + DAY, house.alma.pk)
        assert (task.person_id, task.shared) == (None, False)


def test_a_tick_tells_the_story_and_can_be_taken_back(house: House) -> None:
    family = haddad(house)
    task = family.task(person_id=family.amira)
    browser = house.login("alma")
    for _ in range(2):
        browser.post(reverse("cases:task_done", args=[task.pk]))
    with acting_as(house.alma, "test", read_only=True):
        done = Task.objects.get()
        assert (done.done_on, done.done_by_id, done.version) == (today(), house.alma.pk, 2)
        assert TimelineEntry.objects.get(kind="task_done").subject_id == family.amira
    for _ in range(2):
        browser.post(reverse("cases:task_undo", args=[task.pk]))
    with acting_as(house.alma, "test", read_only=True):
        assert Task.objects.get().done_on is None
        assert not TimelineEntry.objects.filter(kind="task_done").exists()


def test_a_tick_leads_back_to_where_it_was_made_but_never_away(house: House) -> None:
    family = haddad(house)
    task = family.task()
    browser = house.login("alma")
    here = reverse("cases:tasks")
    assert browser.post(reverse("cases:task_done", args=[task.pk]), {"next": here}).headers["Location"] == here
    away = browser.post(reverse("cases:task_undo", args=[task.pk]), {"next": "https://boese.example/"})
    assert away.headers["Location"] == reverse("cases:page", args=[family.pk])


def test_my_list_holds_what_is_mine_most_urgent_first(house: House) -> None:
    family = haddad(house)
    family.task("ohne Datum")
    family.task("später", due_on=today() + 9 * DAY)
    family.task("überfällig", due_on=today() - DAY)
    family.task("nicht meine", assignee=house.bert)
    family.note(
        family.amira,
        steps=[StepContent(text="macht die Person"), StepContent(text="mache ich", responsible="jobcenter")],
    )
    page = house.login("alma").get(reverse("cases:tasks"))
    told = [task.text for task in page.context["tasks"]]
    assert told[:2] == ["überfällig", "später"]
    assert set(told[2:]) == {"ohne Datum", "mache ich"}
    assert "überfällig, gestern" in page.content.decode()


def test_what_was_done_lately_can_be_found_and_undone(house: House) -> None:
    family = haddad(house)
    task = family.task("Kita anrufen")
    browser = house.login("alma")
    browser.post(reverse("cases:task_done", args=[task.pk]))
    assert "steht nichts" in browser.get(reverse("cases:tasks")).content.decode()
    page = browser.get(reverse("cases:tasks") + "?stand=erledigt").content.decode()
    assert "Wieder öffnen: Kita anrufen" in page


def test_two_who_change_a_task_see_both_versions(house: House) -> None:
    family = haddad(house)
    task = family.task("Kita anrufen")
    browser, address = house.login("alma"), reverse("cases:task", args=[task.pk])
    values = {"text": "Kita besuchen", "responsible": "third", "assignee": "", "due_on": "", "version": 1}
    assert browser.post(address, values).status_code == 302
    answer = browser.post(address, values | {"text": "Kita anschreiben"})
    assert answer.status_code == 409
    assert "Kita besuchen" in answer.content.decode()
    with acting_as(house.alma, "test", read_only=True):
        task = Task.objects.get()
        assert (task.text, task.responsible, task.assignee_id) == ("Kita besuchen", "third", None)


def test_a_task_goes_to_a_colleague_who_works_on_the_case(house: House) -> None:
    family = haddad(house)
    family.let_in(house.cem, None, basis=Basis.ASSIGNMENT, topics=("master", "tasks"), writes=True)
    values = {"text": "Werkstatt fragen", "responsible": "provider", "token": uuid.uuid4().hex}
    answer = house.login("alma").post(
        reverse("cases:task_create", args=[family.pk]), values | {"assignee": str(house.cem.pk)}
    )
    assert answer.status_code == 302
    browser = house.login("cem")
    page = browser.get(reverse("cases:tasks"))
    assert [task.text for task in page.context["tasks"]] == ["Werkstatt fragen"]
    assert browser.post(reverse("cases:task_done", args=[page.context["tasks"][0].pk])).status_code == 302


def test_a_task_is_open_to_the_family_only_on_wish(house: House) -> None:
    family = haddad(house)
    task = family.task(person_id=family.amira)
    browser = house.login("alma")
    page = browser.get(reverse("cases:task", args=[task.pk])).content.decode()
    assert "Nur auf Wunsch der Person" in page
    browser.post(reverse("cases:task_share", args=[task.pk]), {"shared": "1"})
    with acting_as(house.alma, "test", read_only=True):
        assert Task.objects.get().shared


def test_a_long_list_is_turned_page_by_page(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        Task.objects.bulk_create(
            Task(
                dossier_id=family.pk,
                text=f"Aufgabe {n}",
                assignee=house.alma,
                created_on=today(),
                due_on=today() + n * DAY if n < 60 else None,
            )
            for n in range(70)
        )
    browser = house.login("alma")
    first = browser.get(reverse("cases:tasks"))
    second = browser.get(reverse("cases:tasks") + first.context["pages"].next_url)
    seen = [task.pk for page in (first, second) for task in page.context["tasks"]]
    assert len(seen) == len(set(seen)) == 70
    assert second.context["pages"].next_url == ""
    again = browser.get(reverse("cases:tasks") + second.context["pages"].previous_url)
    assert [t.pk for t in again.context["tasks"]] == [t.pk for t in first.context["tasks"]]
