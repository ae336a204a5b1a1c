"""One transaction per request; GET cannot write; what was seen is logged before the answer leaves."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from rundblick.access.context import bound, system
from rundblick.access.disclosure import disclose
from rundblick.access.models import Disclosure, Organisation, User
from rundblick.access.throttle import throttled
from tests.house import House


def writes(request: HttpRequest) -> HttpResponse:
    Organisation.objects.create(name=request.GET.get("name", "Neu"), kind="partner")
    return HttpResponse("geschrieben")


def writes_then(outcome: Callable[[], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        Organisation.objects.create(name="Halb", kind="partner")
        return outcome()

    return view


def fails() -> HttpResponse:
    raise ValueError("mitten darin")


def missing() -> HttpResponse:
    raise Http404


def shows(request: HttpRequest) -> HttpResponse:
    disclose(request, kind="case.page", dossiers=[request.access.user_id])  # type: ignore[attr-defined]
    return HttpResponse("gezeigt")


@throttled(times=3, seconds=60)
def braked(request: HttpRequest) -> HttpResponse:
    raise Http404


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.access.user_id))  # type: ignore[attr-defined]


urlpatterns = [
    path("writes/", writes, name="writes"),
    path("fails/", writes_then(fails), name="fails"),
    path("missing/", writes_then(missing), name="missing"),
    path("unwell/", writes_then(lambda: HttpResponse(status=503)), name="unwell"),
    path("shows/", shows, name="shows"),
    path("braked/", braked, name="braked"),
    path("public/", public, name="public"),
]


@pytest.fixture(autouse=True)
def own_addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def organisations() -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_organisation")
        count: int = cursor.fetchone()[0]
    return count


def browser(house: House, name: str = "alma") -> Any:
    client = house.login(name)
    client.raise_request_exception = False
    return client


def test_a_page_that_writes_on_get_fails_and_nothing_is_written(house: House) -> None:
    before = organisations()
    assert browser(house).get("/writes/").status_code == 500
    assert organisations() == before


def test_a_post_commits(house: House) -> None:
    before = organisations()
    assert browser(house).post("/writes/").status_code == 200
    assert organisations() == before + 1


@pytest.mark.parametrize("address", ["/fails/", "/missing/", "/unwell/"])
def test_an_error_in_the_middle_leaves_nothing_behind(house: House, address: str) -> None:
    before = organisations()
    assert browser(house).post(address).status_code in (404, 500, 503)
    assert organisations() == before


def test_what_was_seen_is_in_the_log(house: House) -> None:
    from rundblick.access.database import as_worker

    assert browser(house).get("/shows/").status_code == 200
    with as_worker("test"):
        row = Disclosure.objects.get()
    assert (row.kind, row.user_id, row.dossiers) == ("case.page", house.alma.pk, [house.alma.pk])


def test_without_a_log_there_is_no_answer(house: House) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_disclosure RENAME TO access_disclosure_away")
    try:
        answer = browser(house).get("/shows/")
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE access_disclosure_away RENAME TO access_disclosure")
    assert answer.status_code == 503
    assert b"gezeigt" not in answer.content


def test_guessing_is_braked_although_each_try_is_rolled_back(house: House) -> None:
    client = browser(house)
    assert [client.post("/braked/").status_code for _ in range(5)] == [404, 404, 404, 429, 429]
    assert browser(house, "bert").post("/braked/").status_code == 404, "one person's brake is not another's"


def test_a_login_is_asked_for_by_default_and_exceptions_are_marked(house: House) -> None:
    assert house.client().get("/public/").content == b"None"


def test_a_deactivated_user_is_out_at_once(house: House) -> None:
    client = browser(house)
    assert client.post("/writes/?name=Eins").status_code == 200
    with bound(system("test"), "test.off"):
        User.objects.filter(pk=house.alma.pk).update(is_active=False)
    with override_settings(LOGIN_URL="/public/"):
        assert client.post("/writes/?name=Zwei").status_code == 401


def test_the_session_is_prolonged_at_most_once_a_minute(house: House) -> None:
    client = browser(house)
    client.post("/writes/?name=Eins")
    first = client.session["seen"]
    client.post("/writes/?name=Zwei")
    assert client.session["seen"] == first
