"""The recurring parts show plain values, escape them, and stay readable without colour."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.template import engines

from rundblick.web.frame import NavigationGroup, NavigationItem, mark_current
from rundblick.web.parts import Badge, CaseLine, Cell, Column, Due, Entry, Pages, Table

EVIL = '<img src=x onerror="alert(1)">'


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), tick=False):
        yield


def draw(source: str, **context: Any) -> str:
    return engines["django"].from_string("{% load kern %}" + source).render(context)


@pytest.mark.parametrize(
    "source",
    [
        "{% badge evil 'danger' %}",
        "{% empty_state evil 'home' '/weiter/' evil %}",
        "{% card evil %}{{ evil }}{% endcard %}",
        "{% alert 'info' evil %}{{ evil }}{% endalert %}",
        "{% description_list rows %}",
        "{% progress 1 2 evil %}",
        "{% person_chip evil evil %}",
        "{% due_line due %}",
        "{% timeline_item entry %}",
        "{% case_line case %}",
        "{% data_table table %}",
        "{% confirm_form '/x/' evil evil field=evil %}",
        "{% button_link '/x/' evil %}",
    ],
)
def test_every_part_escapes_what_people_typed(source: str) -> None:
    page = draw(
        source,
        evil=EVIL,
        rows=[(EVIL, EVIL)],
        due=Due(text=EVIL, date=date(2026, 11, 20), person=EVIL, note=EVIL),
        entry=Entry(at=date(2026, 11, 1), kind=EVIL, title=EVIL, summary=EVIL, author=EVIL, badges=[Badge(text=EVIL)]),
        case=CaseLine(name=EVIL, url="/x/", detail=EVIL, due=EVIL, badge=Badge(text=EVIL)),
        table=Table(caption=EVIL, columns=[Column(label=EVIL)] * 2, rows=[[Cell(text=EVIL, note=EVIL), EVIL]]),
    )
    assert "<img" not in page
    assert "&lt;img" in page


@pytest.mark.parametrize(("kind", "icon"), [("danger", "danger"), ("success", "success"), ("warning", "warning")])
def test_a_badge_says_by_icon_what_its_colour_says(kind: str, icon: str) -> None:
    assert f"kern-icon--{icon}" in draw("{% badge 'Wort' kind %}", kind=kind)


@pytest.mark.parametrize(
    ("day", "words", "kind"),
    [
        (date(2026, 11, 16), "überfällig, vor 4\u00a0Tagen", "danger"),
        (date(2026, 11, 20), "heute", "warning"),
        (date(2026, 11, 22), "übermorgen", "warning"),
        (date(2026, 11, 23), "in 3\u00a0Tagen", "neutral"),
    ],
)
def test_a_due_line_says_in_words_how_urgent_it_is(day: date, words: str, kind: str) -> None:
    page = draw("{% due_line due %}", due=Due(text="Kontakt halten", date=day))
    assert words in page
    assert f"-badge--{kind}" in page


def test_cells_of_a_table_know_the_name_of_their_column() -> None:
    table = Table(
        caption="Kinder",
        columns=[Column(label="Kind"), Column(label="Alter", numeric=True)],
        rows=[["Sami", "8"]],
        foot=["Zusammen", "1"],
    )
    page = draw("{% data_table table %}", table=table)
    assert page.count('data-label="Alter"') == 2
    assert '<th class="kern-table__header" scope="row" role="rowheader">Sami' in page


def test_a_table_with_a_crooked_row_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells, not 2"):
        Table(caption="Kinder", columns=[Column(label="Kind"), Column(label="Alter")], rows=[["Sami"]])


def test_confirming_is_a_post_with_its_values_hidden() -> None:
    page = draw("{% confirm_form '/zugriff/' 'Beenden' grant=7 %}", csrf_token="geheim")
    assert 'method="post" action="/zugriff/"' in page
    assert '<input type="hidden" name="grant" value="7">' in page
    assert 'name="csrfmiddlewaretoken" value="geheim"' in page


def test_a_restored_draft_can_be_thrown_away_and_leads_back() -> None:
    page = draw(
        "{% draft_notice at 'cases.note' '/entwurf/verwerfen/' %}",
        at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        here="/fall/1/",
    )
    assert "Ihr Entwurf vom 20.11.2026, 09:00\u00a0Uhr ist wieder eingesetzt." in page
    assert '<input type="hidden" name="draft_key" value="cases.note">' in page
    assert '<input type="hidden" name="next" value="/fall/1/">' in page
    assert draw("{% draft_notice at %}", at=None).strip() == ""


def test_paging_shows_only_the_directions_there_are() -> None:
    page = draw("{% pagination pages %}", pages=Pages(next_url="/weiter/", summary="1 bis 50"))
    assert "Weiter" in page
    assert "Zurück" not in page
    assert draw("{% pagination pages %}", pages=Pages()).strip() == ""


def test_times_carry_a_machine_readable_value() -> None:
    page = draw(
        "{% moment at %} {% moment day 'relative' %} {% moment none %}",
        at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        day=date(2026, 11, 19),
        none=None,
    )
    assert '<time datetime="2026-11-20T08:00:00+00:00">20.11.2026, 09:00\u00a0Uhr</time>' in page
    assert 'title="Donnerstag, 19.\u00a0November\u00a02026">gestern</time>' in page
    assert page.endswith("–")


def test_filters_answer_in_german() -> None:
    page = draw(
        "{{ n|german_number:1 }} {{ s|percent }} {{ m|minutes }} {{ d|relative_day }} {{ d|german_date }}",
        n=1234.56,
        s=0.34,
        m=90,
        d=date(2026, 11, 21),
    )
    assert page == "1.234,6 34\u00a0% 1\u00a0Std. 30\u00a0Min. morgen 21.11.2026"


def test_the_entry_with_the_longest_fitting_address_is_the_current_one() -> None:
    entries = [NavigationItem(label=url, url=url) for url in ("/", "/faelle/", "/faelle/neu/", "/faellig/")]
    groups = (NavigationGroup(items=tuple(entries)),)

    def current(path: str) -> list[str]:
        return [item.url for group in mark_current(groups, path) for item in group.items if item.current]

    assert current("/") == ["/"]
    assert current("/faelle/123/") == ["/faelle/"]
    assert current("/faelle/neu/") == ["/faelle/neu/"]
    assert current("/faellig/") == ["/faellig/"]
    assert current("/anderswo/") == []


def test_an_entry_is_current_under_its_further_addresses_too() -> None:
    two = NavigationItem(label="Netz", url="/vereinbarungen/", also=("/netzwerkstelle/",))
    groups = (NavigationGroup(items=(two, NavigationItem(label="Start", url="/"))),)
    for path, expected in (("/netzwerkstelle/neu/", ["Netz"]), ("/vereinbarungen/", ["Netz"]), ("/netz/", [])):
        found = [item.label for group in mark_current(groups, path) for item in group.items if item.current]
        assert found == expected
