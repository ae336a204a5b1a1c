"""Applications: one sheet each, attempts are numbered, and a person counts once."""

import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.journeys import rules, services
from rundblick.journeys.hooks import merge
from rundblick.journeys.models import Sheet
from rundblick.journeys.wordings import journey_named
from tests.house import House
from tests.journeys.family import Family, kaya
from tests.journeys.making import applications, published


def applying(house: House, *steps: tuple[str, ...]) -> Family:
    """Gülşen with one application for each tuple of steps reached; the sheet of the family is the last one."""
    published(house, applications())
    family = kaya(house)
    for number, reached in enumerate(steps, start=1):
        with acting_as(house.alma, "test"):
            family.sheet = services.open_sheet(
                dossier_id=family.pk,
                journey=journey_named("bewerbung"),
                person_id=family.gulsen,
                title=f"Betrieb {number}",
                site="ennigerloh",
                coach=house.alma,
            )
        for step in reached:
            family.say(step, who=family.gulsen, track="way")
    return family


def test_attempts_are_numbered_and_a_form_sent_twice_begins_one(house: House) -> None:
    family = applying(house, ("sent",), ())
    token = uuid.uuid4()
    with acting_as(house.alma, "test"):
        for _ in range(2):
            services.open_sheet(
                dossier_id=family.pk,
                journey=journey_named("bewerbung"),
                person_id=family.gulsen,
                title="Betrieb 3",
                token=token,
            )
        rows = Sheet.objects.filter(definition="bewerbung").order_by("attempt")
        assert [row.attempt for row in rows] == [1, 2, 3]
        assert Sheet.objects.get(definition="but").attempt is None


def test_the_sheet_shows_the_other_attempts_folded_and_leads_to_the_next(house: House) -> None:
    family = applying(house, ("sent", "invited"), ("sent",))
    text = house.login("alma").get(family.url).content.decode()
    assert "Bewerbungen: Betrieb 2 (2. Versuch)" in text
    assert "1. Versuch: Betrieb 1" in text and "bis „Eingeladen“" in text
    assert f"{reverse('journeys:open', args=[family.pk])}?journey=bewerbung&amp;mit={family.gulsen}" in text
    form = house.login("alma").get(reverse("journeys:open", args=[family.pk]), {"journey": "bewerbung"})
    assert 'value="bewerbung" checked' in form.content.decode() or "bewerbung" in form.content.decode()


def test_the_case_shows_the_latest_attempt_and_folds_the_others(house: House) -> None:
    family = applying(house, ("sent", "invited"), ("sent",))
    text = house.login("alma").get(f"/faelle/{family.pk}/weiteres/").content.decode()
    assert "2. Versuch · Betrieb 2" in text and "1\u00a0früherer Versuch" in text and "1. Versuch · Betrieb 1" in text


def test_whoever_stopped_stands_on_the_list_once_with_the_furthest_attempt(house: House) -> None:
    applying(house, ("sent", "invited"), ("sent",))
    client = house.login("alma")
    text = client.get(reverse("journeys:stopped"), {"journey": "bewerbung"}).content.decode()
    assert text.count("Gülşen Kaya</a>") == 1 and "1. Versuch" in text and "Zusage" in text
    there = client.get(reverse("journeys:stopped"), {"journey": "bewerbung", "leistung": "way", "schritt": "invited"})
    assert "Gülşen Kaya" not in there.content.decode()


def test_whoever_got_an_offer_once_is_no_drop_any_more(house: House) -> None:
    applying(house, ("sent", "invited", "offer"), ("sent",))
    text = house.login("alma").get(reverse("journeys:stopped"), {"journey": "bewerbung"}).content.decode()
    assert "Gülşen Kaya" not in text and "Hier ist niemand" in text


def test_of_equal_attempts_the_later_counts(house: House) -> None:
    applying(house, ("sent",), ("sent",))
    text = house.login("alma").get(reverse("journeys:stopped"), {"journey": "bewerbung"}).content.decode()
    assert text.count("Gülşen Kaya</a>") == 1 and "2. Versuch" in text


def test_the_furthest_attempt_is_a_rule() -> None:
    import json

    from rundblick.journeys.publishing import load_text
    from tests.journeys.build import day

    journey = load_text(json.dumps(applications()))

    def tried(*steps: str) -> rules.State:
        cells = [rules.Cell("Ada", "way", step, "yes", day("2026-01-05")) for step in steps]
        return rules.state(journey, "way", "Ada", cells, day("2026-01-05"))

    first, second = tried("sent", "invited"), tried("sent")
    assert rules.furthest(journey, [first, second]) is first
    assert rules.furthest(journey, [second, tried("sent")]) is not second
    assert rules.height(journey, tried("sent", "invited", "offer")) == 3


def test_an_application_needs_its_person_and_a_name(house: House) -> None:
    family = applying(house)
    address = reverse("journeys:open", args=[family.pk])
    data = {"journey": "bewerbung", "site": "ennigerloh", "created_on": "heute", "token": str(uuid.uuid4())}
    text = house.login("alma").post(address, data).content.decode()
    assert "Bitte wählen Sie, um wen es geht." in text and "Bitte nennen Sie die Stelle." in text


def test_merging_a_double_numbers_the_attempts_anew(house: House) -> None:
    family = applying(house, ("sent",), ("sent",))
    with acting_as(house.alma, "test"):
        services.open_sheet(
            dossier_id=family.pk, journey=journey_named("bewerbung"), person_id=family.deniz, title="Praktikum"
        )
        merge(family.gulsen, family.deniz)
        rows = Sheet.objects.filter(definition="bewerbung", person_id=family.gulsen).order_by("attempt")
        assert [(row.attempt, row.title) for row in rows] == [(1, "Betrieb 1"), (2, "Betrieb 2"), (3, "Praktikum")]
