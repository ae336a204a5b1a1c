"""Finding an offer with the words of a person, and with filters."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.directory import queries
from rundblick.directory.codes import Capacity, Cost, Status
from rundblick.directory.indexing import index
from rundblick.directory.models import Service
from rundblick.directory.opening import Hours, is_open
from rundblick.directory.reading import Reading, Spot, read
from rundblick.directory.search import Clock, Filters, search
from rundblick.directory.services import entries, proofs
from rundblick.directory.services.proofs import Source
from rundblick.web.clock import today
from tests.directory.building import body, noticed, offered, opened, spot
from tests.house import House
from tests.queries import at_most

MONDAY = dt.datetime(2026, 11, 30, 10, 0)
CLOCK = Clock(MONDAY)
NEAR = Spot("Innenstadt", "Ennigerloh", 51.8372, 8.0241, wide=True)


def found(house: House, words: str = "", clock: Clock = CLOCK, **filters: object) -> list[str]:
    """Names of what is found, best first."""
    with acting_as(house.alma, "test"):
        reading = read(words) if words else Reading()
        hits = search(reading, Filters(**filters), clock).hits  # type: ignore[arg-type]
        return [row.name for row in queries.services([hit.id for hit in hits])]


def test_words_of_a_topic_find_what_helps_with_it(house: House) -> None:
    offered(house)
    assert found(house, "Gerichtsvollzieher") == ["Schuldnerberatung"]
    assert found(house, "ich habe Schulden") == ["Schuldnerberatung"]
    assert found(house, "Schwimmkurs") == []


def test_parts_of_a_compound_and_compounds_of_parts_are_found(house: House) -> None:
    offered(house, topics=["mobility"], name="Fahrradwerkstatt", plain="", description="")
    offered(house, topics=["reading"], name="Werkstatt für Fahrrad und Spiel", plain="", description="")
    with acting_as(house.nora, "test"):
        index()
    both = {"Fahrradwerkstatt", "Werkstatt für Fahrrad und Spiel"}
    assert set(found(house, "Werkstatt")) == set(found(house, "Fahrradwerkstatt")) == both


def test_parts_that_meet_by_chance_in_a_text_are_no_compound(house: House) -> None:
    offered(
        house,
        topics=["reading"],
        name="Kurs",
        plain="",
        description="Frauen sind willkommen, das Haus ist barrierefrei",
    )
    assert found(house, "Frauenhaus") == []


def test_a_word_that_very_many_entries_say_only_weighs_beside_a_rare_one(house: House) -> None:
    offered(house, name="Schwimmen mit Kindern", topics=["sports"], plain="", description="")
    offered(house, name="Schwimmen für alle", topics=["sports"], plain="", description="")
    with acting_as(house.nora, "test"):
        organization = Service.objects.values_list("organization", flat=True)[0]
        Service.objects.bulk_create(
            Service(organization_id=organization, key=f"kinder-{n}", name="Treff", plain="Kinder", status=Status.ACTIVE)
            for n in range(100)
        )
    assert len(found(house, "Kinder schwimmen")) == 2  # not counted yet: nothing is known about the new ones
    with acting_as(house.nora, "test"):
        index()
    assert found(house, "Kinder schwimmen") == ["Schwimmen mit Kindern", "Schwimmen für alle"]
    assert len(found(house, "Kinder")) == 20, "alone it is looked for"


@pytest.mark.parametrize("typed", ["schuldnerbertung", "Schuldnerberatnug", "schuldnerberattung", "SCHULDNERBERATUNG"])
def test_a_slip_of_the_finger_is_understood(house: House, typed: str) -> None:
    offered(house)
    assert found(house, typed) == ["Schuldnerberatung"]


def test_a_corrected_word_is_said(house: House) -> None:
    offered(house)
    with acting_as(house.alma, "test"):
        assert read("schuldnerbertung").corrected == {"schuldnerbertung": "schuldnerberatung"}
        assert read("Schuldnerberatung").corrected == {}


def test_umlauts_may_be_written_out(house: House) -> None:
    offered(house, name="Möbellager", topics=["furniture"], plain="", description="")
    assert found(house, "moebellager") == found(house, "Möbellager") == ["Möbellager"]


def test_a_language_that_is_named_is_spoken_there(house: House) -> None:
    offered(house, name="Beratung A", languages=["de"])
    offered(house, name="Beratung B", languages=["de", "ar"])
    assert found(house, "Beratung auf Arabisch") == ["Beratung B"]
    assert found(house, "arabischsprachige Beratung") == ["Beratung B"]


def test_the_name_weighs_more_than_the_topic_and_the_topic_more_than_the_text(house: House) -> None:
    offered(house, name="Gruppe", topics=["reading"], plain="Auch bei Schulden.", description="")
    offered(house, name="Offene Stunde", topics=["debts"], plain="", description="")
    offered(house, name="Schulden", topics=["reading"], plain="", description="")
    assert found(house, "Schulden") == ["Schulden", "Offene Stunde", "Gruppe"]


def test_of_a_topic_what_is_mainly_about_it_comes_first(house: House) -> None:
    offered(house, name="A", topics=["energy", "debts"])
    offered(house, name="B", topics=["debts"])
    assert found(house, topic="debts") == ["B", "A"]


def test_drafts_resting_and_ended_offers_are_not_found(house: House) -> None:
    offered(house, status=Status.DRAFT)
    offered(house, status=Status.RESTING)
    offered(house, status=Status.ENDED)
    assert found(house, "Schulden") == []


def test_the_nearest_comes_first_and_on_foot_only_what_is_near(house: House) -> None:
    far = body(house, name="Fern")
    offered(house, far, name="Beratung fern", locations=[spot(house, far, latitude=51.86, longitude=8.03)])
    near = body(house, name="Nah")
    offered(house, near, name="Beratung nah", locations=[spot(house, near)])
    offered(house, name="Beratung am Telefon", locations=[])
    assert found(house, "Schulden", spot=NEAR) == ["Beratung nah", "Beratung fern", "Beratung am Telefon"]
    assert found(house, "Schulden", spot=NEAR, walkable=True) == ["Beratung nah"]


def test_what_is_only_for_another_municipality_is_left_out(house: House) -> None:
    offered(house, name="Nur dort", area=["Everswinkel"])
    offered(house, name="Überall")
    assert found(house, "Schulden", city="Ennigerloh") == ["Überall"]
    assert set(found(house, "Schulden", city="Everswinkel")) == {"Nur dort"}


def test_filters_say_what_they_promise(house: House) -> None:
    offered(house, name="A", cost=Cost.PAID, referrers=["coach"], minimum_age=18, audiences=["families"])
    row = offered(house, name="B", maximum_age=17)
    assert found(house, free=True) == ["B"]
    assert found(house, without_help=True) == ["B"]
    assert found(house, age=20) == ["A"] and found(house, age=17) == ["B"]
    assert found(house, audience="families") == ["A", "B"], "an offer for everybody is one for families too"
    assert found(house, audience="seniors") == ["B"]
    assert found(house, soon=True) == []
    with acting_as(house.alma, "test"):
        proofs.tell_room(
            service=row, source=Source(house.alma, "phone", today()), capacity=Capacity.FREE, waiting_days=3
        )
    assert found(house, soon=True, clock=Clock(dt.datetime.combine(today(), dt.time(10)))) == ["B"]
    later = Clock(dt.datetime.combine(today() + dt.timedelta(days=120), dt.time(10)))
    assert found(house, soon=True, clock=later) == [], "what was asked four months ago is not believed"


def test_a_place_without_steps_is_found_and_so_is_the_telephone(house: House) -> None:
    steps = body(house)
    offered(house, steps, name="Mit Stufen", locations=[spot(house, steps, accessibility=[])])
    offered(house, name="Ohne Stufen")
    offered(house, name="Telefon", locations=[])
    assert found(house, step_free=True) == ["Ohne Stufen", "Telefon"]


_TIMES = st.sampled_from([dt.time(hour, minute) for hour in range(0, 24, 3) for minute in (0, 30)])


@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    opens=_TIMES,
    closes=_TIMES,
    on_holidays=st.booleans(),
    period=st.sampled_from([(None, None), (MONDAY.date(), None), (None, MONDAY.date())]),
    moment=st.datetimes(MONDAY - dt.timedelta(days=3), MONDAY + dt.timedelta(days=8)),
    holiday=st.booleans(),
    holiday_before=st.booleans(),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_and_the_rule_agree_on_who_is_there(
    house: House,
    days: set[int],
    opens: dt.time,
    closes: dt.time,
    on_holidays: bool,
    period: tuple[dt.date | None, dt.date | None],
    moment: dt.datetime,
    holiday: bool,
    holiday_before: bool,
) -> None:
    with acting_as(house.nora, "test"):
        row = Service.objects.first()
    if row is None:
        row = offered(house)
    moment = moment.replace(second=0, microsecond=0)
    since, until = period
    one = opened(
        house,
        row,
        sorted(days),
        opens.isoformat(),
        closes.isoformat(),
        valid_from=since,
        valid_until=until,
        on_holidays=on_holidays,
    )
    rule = Hours(tuple(sorted(days)), opens, closes, since, until, on_holidays)
    feasts = {moment.date(): holiday, moment.date() - dt.timedelta(days=1): holiday_before}
    there = is_open([rule], moment, lambda day: feasts.get(day, False))
    try:
        assert bool(found(house, clock=Clock(moment, holiday, holiday_before), open_now=True)) is there
    finally:
        with acting_as(house.nora, "test"):
            entries.remove_hours(one)


@given(st.text(max_size=200))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_there_is_an_answer(house: House, text: str) -> None:
    found(house, text)


@pytest.mark.parametrize("text", ["' | !()&:*", "a" * 5000, "\\'; drop", "🙂🙂", "schuld:*", "%", "Ärzte & Apotheken"])
def test_signs_of_the_search_language_are_only_words(house: House, text: str) -> None:
    offered(house)
    found(house, text)


def test_the_page_shows_topics_then_results_and_keeps_the_words_out_of_the_address(house: House) -> None:
    offered(house)
    browser = house.login("alma")
    assert "Schulden" in browser.get("/verzeichnis/").content.decode()
    answer = browser.post("/verzeichnis/suche/", {"q": "Gerichtsvollzieher"})
    assert answer.status_code == 302 and "Gericht" not in answer.headers["Location"]
    page = browser.get(answer.headers["Location"]).content.decode()
    assert page.count("Angebot zu „Gerichtsvollzieher“") == 1 and "Schuldnerberatung" in page
    browser.post("/verzeichnis/suche/", {"q": "Schwimmkurs"})
    assert "Nichts gefunden" in browser.get("/verzeichnis/").content.decode()


def test_filters_of_the_address_survive_a_search_and_can_be_taken_back(house: House) -> None:
    offered(house)
    browser = house.login("alma")
    answer = browser.post("/verzeichnis/suche/", {"q": "Schulden", "kostenlos": "1", "sprache": "ar", "x": "y"})
    assert answer.headers["Location"] == "/verzeichnis/?sprache=ar&kostenlos=1"
    choices = browser.get(answer.headers["Location"]).context["choices"]
    assert [(one.label, one.without) for one in choices] == [
        ("Arabisch", "?kostenlos=1"),
        ("kostenlos", "?sprache=ar"),
    ]


@pytest.mark.parametrize(
    "query", ["thema=nichts", "alter=-1", "alter=٣", "nahe=x", "seite=99999999", "ebene=9", "zufuss=1"]
)
def test_an_address_that_makes_no_sense_still_answers(house: House, query: str) -> None:
    offered(house)
    assert house.login("alma").get(f"/verzeichnis/?{query}").status_code == 200


def test_offers_stand_side_by_side(house: House) -> None:
    one, other = offered(house, name="Eins"), offered(house, name="Zwei")
    browser = house.login("alma")
    page = browser.get(f"/verzeichnis/vergleich/?angebot={other.pk}&angebot={one.pk}&angebot={one.pk}&angebot=x")
    assert [column["line"].row.name for column in page.context["columns"]] == ["Zwei", "Eins"]
    assert "noch nichts ausgewählt" in browser.get("/verzeichnis/vergleich/").content.decode()


def test_many_results_come_in_pages_each_once(house: House) -> None:
    here = body(house)
    for number in range(25):
        offered(house, here, name=f"Beratung {number:02}", locations=[])
    browser = house.login("alma")
    browser.post("/verzeichnis/suche/", {"q": "Schulden"})
    first, second = browser.get("/verzeichnis/"), browser.get("/verzeichnis/?seite=1")
    names = [line.row.name for page in (first, second) for line in page.context["lines"]]
    assert len(names) == len(set(names)) == 25 and first.context["total"] == 25


def test_the_page_takes_few_statements(house: House) -> None:
    for number in range(8):
        offered(house, name=f"Beratung {number}")
    browser = house.login("alma")
    browser.post("/verzeichnis/suche/", {"q": "Schulden in Ennigerloh auf Arabisch"})
    browser.get("/verzeichnis/")
    with at_most(14):
        browser.get("/verzeichnis/?kostenlos=1")


def test_field_notes_are_for_the_own_house(house: House) -> None:
    row = offered(house)
    noticed(house, row, house.alma)
    assert "Ruft am selben Tag zurück" in house.login("bert").get(f"/verzeichnis/angebot/{row.pk}/").content.decode()
    for person in ("cem", "ivo", "otto", "kai"):
        assert "Ruft am selben Tag" not in house.login(person).get(f"/verzeichnis/angebot/{row.pk}/").content.decode()
