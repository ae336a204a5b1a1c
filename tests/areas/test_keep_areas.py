"""Areas with their lines and who looks after them: written by coordination and team leads, with a past."""

import pytest
from django.test import Client

from rundblick.access.context import acting_as
from rundblick.areas.codes import Kind, Side
from rundblick.areas.models import Area, Charge, Stretch
from rundblick.areas.services import areas as services
from rundblick.areas.services.areas import Line
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.web.clock import today
from tests.areas.building import BEGUN, DAY, TOWN, area, at, charge, line, street
from tests.house import House
from tests.queries import at_most

LIST, ONE, ADD = 9, 8, 12


def refused(house: House, row: Area, **given: object) -> dict[str, str]:
    with acting_as(house.nora, "test"), pytest.raises(Mistaken) as found:
        services.add(area=row, line=Line(**{"town": TOWN, "since": BEGUN} | given))  # type: ignore[arg-type]
    return found.value.fields


def test_a_coordinator_makes_an_area_and_takes_a_street_in(house: House) -> None:
    browser = house.login("nora")
    page = browser.get("/gebiete/neu/").context["form"]
    said = {"name": "Mühlenviertel", "covers": "Rund um die Mühle", "since": "01.01.2020"}
    answer = browser.post("/gebiete/neu/", said | {"token": page.initial["token"]}, follow=True)
    assert "Das Gebiet ist angelegt" in answer.content.decode()
    row = answer.context["area"]
    form = browser.get(f"/gebiete/{row.pk}/dazu/").context["form"]
    sent = {"kind": "street", "town": TOWN, "street": "Mühlenstr.", "side": "odd", "first": "1", "last": "19"}
    sent |= {"since": "01.01.2020", "token": form.initial["token"]}
    with at_most(ADD):
        browser.post(f"/gebiete/{row.pk}/dazu/", sent)
    browser.post(f"/gebiete/{row.pk}/dazu/", sent)
    page_text = browser.get(f"/gebiete/{row.pk}/").content.decode()
    assert "ungerade Hausnummern 1 bis 19" in page_text and page_text.count("Mühlenstr.") == 2  # name and button


def test_a_contradiction_stands_beside_the_field_and_names_the_other_area(house: House) -> None:
    north, south = area(house, "Nord", "Mühlenstraße"), area(house, "Süd")
    assert refused(house, south, kind=Kind.STREET, street="Muehlenstr.") == {
        "street": "Gehört schon zum Gebiet „Nord“: Mühlenstraße, Ennigerloh."
    }
    assert "Steht hier schon" in refused(house, north, kind=Kind.STREET, street="Mühlenstraße")["street"]
    street(house, south, "Mühlenstraße", first="21")
    browser = house.login("dana")
    token = browser.get(f"/gebiete/{north.pk}/dazu/").context["form"].initial["token"]
    sent = {"kind": "street", "town": TOWN, "street": "Mühlenstr", "side": "even", "first": "20", "last": "30"}
    answer = browser.post(f"/gebiete/{north.pk}/dazu/", sent | {"since": "01.01.2020", "token": token})
    assert answer.status_code == 422 and "Gehört schon zum Gebiet „Süd“" in answer.content.decode()
    assert "street" in answer.context["form"].errors


def test_the_same_street_of_another_town_or_house_is_another_one(house: House) -> None:
    area(house, "Nord", "Mühlenstraße")
    street(house, area(house, "Süd"), "Mühlenstraße", town="Ahlen")
    with acting_as(house.otto, "test"):
        assert not Stretch.objects.exists() and not Area.objects.exists()


@pytest.mark.parametrize("kind", [Kind.DISTRICT, Kind.POSTCODE, Kind.TOWN])
def test_districts_codes_and_towns_belong_to_one_area(house: House, kind: Kind) -> None:
    said = {"kind": kind, "district": "Ostfeld" if kind == Kind.DISTRICT else "", "postcode": "59320"}
    line(house, area(house, "Nord"), **said)
    assert "„Nord“" in next(iter(refused(house, area(house, "Süd"), **said).values()))


def test_a_line_ends_and_leaves_its_past(house: House) -> None:
    north = area(house, "Nord")
    old, new = street(house, north, "Mühlenstraße"), street(house, north, "Hofweg", since=today())
    browser = house.login("nora")
    for row in (old, new):
        browser.post(f"/gebiete/zeile/{row.pk}/heraus/")
    with acting_as(house.nora, "test"):
        assert [(row.street, row.valid_until) for row in Stretch.objects.all()] == [("Mühlenstraße", today())]
    street(house, area(house, "Süd"), "Mühlenstraße", since=today())


def test_whoever_follows_ends_who_was_there_before(house: House) -> None:
    north = area(house, "Nord")
    charge(house, north)
    charge(house, north, house.south, house.hanna, since=at(-10))
    with acting_as(house.alma, "test"):
        rows = list(Charge.objects.order_by("valid_from").select_related("team", "coach"))
    assert [(row.who, row.valid_until) for row in rows] == [("Team Nord", at(-10)), ("Team Süd (Hanna)", None)]
    with acting_as(house.nora, "test"):
        with pytest.raises(Mistaken):
            services.put_in_charge(area=north, team=house.north, coach=None, since=at(-20))
        with pytest.raises(Mistaken):
            services.put_in_charge(area=north, team=house.elsewhere, coach=None, since=today())
        with pytest.raises(Mistaken):
            services.put_in_charge(area=north, team=house.north, coach=house.otto, since=today())
        services.put_in_charge(area=north, team=house.north, coach=None, since=at(-10))
        assert [row.who for row in Charge.objects.order_by("valid_from")] == ["Team Nord", "Team Nord"]
    browser = house.login("nora")
    page = browser.get(f"/gebiete/{north.pk}/")
    browser.post(f"/gebiete/zustaendig/{page.context['now'].pk}/beenden/")
    assert "niemand zuständig" in browser.get(f"/gebiete/{north.pk}/").content.decode()


def test_a_name_is_given_once_and_changed_by_whoever_saw_it(house: House) -> None:
    north = area(house, "Nord")
    with acting_as(house.nora, "test"), pytest.raises(Mistaken):
        services.begin(author=house.nora, name=" nord", covers="", since=BEGUN)
    browser = house.login("nora")
    assert (
        browser.post(f"/gebiete/{north.pk}/name/", {"name": "Nordstadt", "covers": "", "version": 1}).status_code == 302
    )
    answer = browser.post(f"/gebiete/{north.pk}/name/", {"name": "Norden", "covers": "", "version": 1})
    assert answer.status_code == 409 and "Nordstadt" in answer.content.decode()


def test_an_area_that_ended_keeps_its_past_and_takes_nothing_in(house: House) -> None:
    north = area(house, "Nord", "Mühlenstraße")
    charge(house, north)
    browser = house.login("nora")
    early = browser.post(f"/gebiete/{north.pk}/aufloesen/", {"last_day": "01.12.2019", "version": 1})
    assert early.status_code == 422 and "erst seit" in early.content.decode()
    when = (today() - DAY).strftime("%d.%m.%Y")
    assert browser.post(f"/gebiete/{north.pk}/aufloesen/", {"last_day": when, "version": 1}).status_code == 302
    with acting_as(house.nora, "test"):
        north.refresh_from_db()
        assert {row.valid_until for row in (*Stretch.objects.all(), *Charge.objects.all())} == {today()}
        with pytest.raises(Refused):
            services.add(area=north, line=Line(kind=Kind.STREET, town=TOWN, street="Hofweg"))
    page = browser.get("/gebiete/").content.decode()
    assert "Nord" not in [row.name for row in browser.get("/gebiete/").context["rows"]] and "Noch kein Gebiet" in page
    assert "Dieses Gebiet gab es bis" in browser.get(f"/gebiete/{north.pk}/").content.decode()


def found_by(browser: Client, words: str) -> list[str]:
    assert browser.post("/gebiete/suche/", {"q": words})["Location"] == "/gebiete/"
    return [row.name for row in browser.get("/gebiete/").context["rows"]]


def test_the_list_says_who_looks_after_what_and_is_searched(house: House) -> None:
    north, south = area(house, "Nord", "Mühlenstraße", "Hofweg"), area(house, "Süd", covers="Rund um den Bahnhof")
    line(house, south, kind=Kind.DISTRICT, district="Ostfeld")
    charge(house, north, house.north, house.bert)
    browser = house.login("alma")
    browser.get("/gebiete/")
    with at_most(LIST):
        page = browser.get("/gebiete/").content.decode()
    assert "Team Nord (Bert)" in page and "2\xa0Zeilen" in page and "niemand zuständig" in page
    assert "Neues Gebiet" not in page
    told = {"muehlenstr": ["Nord"], "Ostfeld": ["Süd"], "bahnhof": ["Süd"], "Ennigerloh": ["Nord", "Süd"], "xyz": []}
    assert {words: found_by(browser, words) for words in told} == told
    assert "Dazu gibt es kein Gebiet" in browser.get("/gebiete/").content.decode()


def test_one_area_takes_its_statements_and_turns_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from rundblick.areas.views import area as view

    monkeypatch.setattr(view, "SIZE", 2)
    north = area(house, "Nord", "Ahornweg", "Birkenweg", "Zedernweg")
    charge(house, north)
    browser = house.login("alma")
    browser.get(f"/gebiete/{north.pk}/")
    with at_most(ONE):
        first = browser.get(f"/gebiete/{north.pk}/")
    assert [row.street for row in first.context["lines"]] == ["Ahornweg", "Birkenweg"]
    second = browser.get(f"/gebiete/{north.pk}/" + first.context["pages"].next_url)
    assert [row.street for row in second.context["lines"]] == ["Zedernweg"]
    assert "Herausnehmen" not in first.content.decode()


def test_words_of_a_line(house: House) -> None:
    row = Stretch(kind=Kind.STREET, street="Hofweg", town=TOWN, first="2", side=Side.EVEN)
    assert row.said == "Hofweg, gerade Hausnummern ab 2, Ennigerloh"
    assert Stretch(kind=Kind.STREET, street="Hofweg", last="9").numbers == "Hausnummern bis 9"
    assert Stretch(kind=Kind.POSTCODE, postcode="59320").said == "Postleitzahl 59320"
    assert Stretch(kind=Kind.TOWN, town=TOWN).said == "ganz Ennigerloh"
    assert Stretch(kind=Kind.DISTRICT, town=TOWN, district="Ost").said == "Ortsteil Ost, Ennigerloh"


def test_the_empty_list_says_how_to_begin(house: House) -> None:
    assert "Erstes Gebiet" in house.login("nora").get("/gebiete/").content.decode()
    assert "Erstes Gebiet" not in house.login("alma").get("/gebiete/").content.decode()
