"""Definitions are data: what the schema takes, and what it refuses with a useful answer."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, get_args

import pytest

from rundblick.access.roles import Role as HouseRole
from rundblick.catalogue.loading import DocumentError, canonical_json, digest, parse_document, restore_document
from rundblick.journeys.shelf import shelf as journeys
from rundblick.programmes import shelf as programme_shelf
from rundblick.programmes.checks import reference_complaints
from rundblick.programmes.definition import Programme, Role
from rundblick.programmes.shelf import shelf
from rundblick.programmes.upgrades import CURRENT, UPGRADES
from rundblick.programmes.vocabulary import vocabulary
from rundblick.surveys.variables import evaluable
from rundblick.work.taxonomy import taxonomy
from tests.programmes.build import VERSIONS, anna, as_data, example, full, written

Change = Callable[[dict[str, Any]], object]


def references() -> Callable[[Programme], Any]:
    return partial(
        reference_complaints,
        journeys={j.id: [a.code for a in j.subgroups(also_on_request=True)] for j in journeys().values()},
        outcome_kinds=[kind.code for kind in taxonomy().kinds],
        outcome_groups=[group.code for group in taxonomy().groups],
        questionnaires=evaluable(),
    )


def complaints_after(change: Change, *, version: int = 1) -> list[str]:
    data = as_data(version)
    change(data)
    with pytest.raises(DocumentError) as caught:
        parse_document(written(data), Programme, upgrades=UPGRADES, check=references())
    return [f"{p.path}: {p.message}" for p in caught.value.problems]


def test_every_definition_of_the_library_loads_and_names_only_what_exists() -> None:
    assert "anna" in shelf()
    for programme_id, programme in shelf().items():
        assert (programme_shelf.FOLDER / f"{programme_id}.yaml").exists()
        assert list(references()(programme)) == []


@pytest.mark.parametrize("version", range(1, CURRENT + 1))
def test_a_definition_of_every_schema_version_still_loads(version: int) -> None:
    text = (VERSIONS / f"{version}.yaml").read_text(encoding="utf-8")
    assert f"schema_version: {version}\n" in text
    programme = parse_document(text, Programme, upgrades=UPGRADES, check=references())
    assert programme.schema_version == CURRENT


def test_no_schema_version_lacks_its_sample() -> None:
    assert sorted(int(path.stem) for path in VERSIONS.glob("*.yaml")) == list(range(1, CURRENT + 1))


def test_the_sample_of_the_current_version_uses_every_key() -> None:
    """A key without a sample could be dropped unnoticed."""
    raw = (VERSIONS / f"{CURRENT}.yaml").read_text(encoding="utf-8")
    schema = Programme.model_json_schema(by_alias=True)
    keys = set(schema["properties"])
    for part in schema["$defs"].values():
        keys |= set(part.get("properties", {}))
    assert {key for key in keys if not re.search(rf"(?<![a-z_]){key}:", raw)} == set()


def test_a_published_definition_comes_back_the_same_from_its_canonical_json() -> None:
    text = canonical_json(anna())
    again = restore_document(json.loads(text), Programme, upgrades=UPGRADES)
    assert again == anna()
    assert digest(again) == digest(anna())


def test_keys_of_tables_that_came_later_change_no_older_definition() -> None:
    """What is published is found again by its hash, so a key that says nothing stands nowhere."""
    data = json.loads(canonical_json(anna()))
    sections = [section for report in data["reports"] for section in report["sections"]]
    assert {key for section in sections for key in section} == {
        "as_of",
        "by",
        "code",
        "journey",
        "kind",
        "label",
        "origin",
    }
    assert digest(anna()) == "30a9ff7a8a1a17165a42236ad4f5c77b2036f11c9ad1e98471345c5d8a70ed6b"


def test_a_definition_cannot_be_changed_after_loading() -> None:
    with pytest.raises(ValueError, match="frozen"):
        anna().title = "BERTA"


def test_anna_says_what_the_report_says() -> None:
    programme = anna()
    first, second = programme.runs
    assert (first.places, first.places_by_site) == (30, {"ennigerloh": 20, "everswinkel": 10})
    assert (second.places, second.valid_until and second.valid_until.isoformat()) == (35, "2023-06-01")
    assert [phase.label for phase in programme.time.phases] == ["Aufbau", "Ausbau", "Transfer"]
    assert programme.care.ratio is not None
    assert programme.care.ratio.meaning == "cases_per_fte"
    assert programme.care.ratio.value == 10
    (target,) = programme.targets
    assert target.value == 34
    assert target.denominator.rule == "inferred"
    assert target.denominator.value == 63
    assert [use.journey for use in programme.journeys] == ["but", "minijob"]


def test_what_the_source_does_not_say_is_marked_as_an_assumption() -> None:
    programme = anna()
    assert all(step.origin.assumption for step in programme.care.rhythm)
    assert programme.access.origin.assumption
    assert programme.runs[0].origin.assumption
    assert not programme.care.ratio or not programme.care.ratio.origin.assumption


def test_the_roles_of_a_definition_are_roles_of_the_house() -> None:
    assert set(get_args(Role)) <= set(HouseRole.values)


CONTRADICTIONS: dict[str, tuple[Change, str]] = {
    "a code used twice": (
        lambda d: d["exits"].append(d["exits"][0]),
        "exits[1].code: „arbeit“ steht schon weiter oben",
    ),
    "a source row nobody listed": (
        lambda d: d["care"]["ratio"]["origin"].update(rows=["B9"]),
        "care.ratio.origin.rows[0]: Quellenzeile „B9“ gibt es nicht",
    ),
    "no origin at all": (
        lambda d: d["care"]["ratio"].update(origin={}),
        "care.ratio.origin: Herkunft angeben: rows, place oder assumption",
    ),
    "an unknown phase": (
        lambda d: d["care"]["rhythm"][0].update(phase="anfnag"),
        "care.rhythm[0].phase: Phase „anfnag“ gibt es nicht",
    ),
    "a rhythm with neither phase nor start": (
        lambda d: d["care"]["rhythm"][0].update(phase=None),
        "care.rhythm[0]: entweder „phase“ oder „starts“ angeben",
    ),
    "two units in one span": (
        lambda d: d["care"]["rhythm"][0].update(every={"days": 1, "weeks": 1}),
        "care.rhythm[0].every: genau eine Einheit angeben: days, weeks, months, working_days",
    ),
    "a span of nothing": (
        lambda d: d["care"]["rhythm"][0].update(every={"days": 0}),
        "care.rhythm[0].every.days: mindestens 1, gefunden: 0",
    ),
    "an unknown event": (
        lambda d: d["time"]["deadlines"][0].update(done_by=["report.interrim"]),
        "time.deadlines[0].done_by[0]: unbekannt als Ereignis: report.interrim",
    ),
    "an event where a planned day is needed": (
        lambda d: d["time"]["deadlines"][1].update(before="contact.talk"),
        "time.deadlines[1].before: unbekannt als geplanter Tag: contact.talk",
    ),
    "after and before at once": (
        lambda d: d["time"]["deadlines"][1].update(after="contact.talk"),
        "time.deadlines[1]: entweder „after“ (Ereignis) oder „before“ (geplanter Tag) angeben",
    ),
    "a filter on an event that has no values": (
        lambda d: d["time"]["deadlines"][0].update(where=["minijob"]),
        "time.deadlines[0].where: dieses Ereignis hat keine Werte, nach denen man fragen kann",
    ),
    "a filter nobody can meet": (
        lambda d: d["follow_up"][0].update(where=["job"]),
        "follow_up[0].where[0]: Ergebnisart „job“ gibt es nicht",
    ),
    "a run that ends before it begins": (
        lambda d: d["runs"][0].update(valid_until="2021-01-01"),
        "runs[0]: valid_until muss nach valid_from liegen",
    ),
    "places that do not add up": (
        lambda d: d["runs"][0].update(places=11),
        "runs[0].places_by_site: ergibt 12 statt 11 Plätze",
    ),
    "places at a site nobody has": (
        lambda d: d["runs"][0].update(places_by_site={"sued": 12}),
        "runs[0].places_by_site.sued: Standort „sued“ gibt es nicht",
    ),
    "more places than the ratio allows": (
        lambda d: d["runs"][0].update(places=13, places_by_site={}),
        "runs[0].places: mehr, als der Schlüssel 1:6 mit diesem Personal erlaubt",
    ),
    "a legal basis that was not in force": (
        lambda d: d["runs"][0].update(valid_from="2012-03-31"),
        "legal_basis[0].code: galt am 31.03.2012 nicht (Beginn von „Erster Durchgang“)",
    ),
    "a phase outside its run": (
        lambda d: d["time"]["phases"][2].update(starts={"on": "2023-01-01"}),
        "time.phases[2].starts.on: liegt außerhalb der Laufzeit „Erster Durchgang“",
    ),
    "voluntary without an agreement": (
        lambda d: d["access"].update(steps=[]),
        "access.steps: freiwillig heißt: ein nötiger Schritt mit done_by participation.agreed gehört dazu",
    ),
    "an agreement that is not required": (
        lambda d: d["access"]["steps"][1].update(required=False),
        "access.steps: freiwillig heißt: ein nötiger Schritt mit done_by participation.agreed gehört dazu",
    ),
    "a rhythm without anything that counts": (
        lambda d: d["care"].update(contacts=[]),
        "care: contacts fehlt: was zählt als Kontakt?",
    ),
    "a target for what is not counted": (
        lambda d: d["targets"][0]["numerator"].update(kinds=["internship"]),
        "targets[0].numerator.kinds[0]: Gezähltes Ergebnis „internship“ gibt es nicht",
    ),
    "a target for an unknown group": (
        lambda d: d["targets"][0]["numerator"].update(groups=["glueck"]),
        "targets[0].numerator.groups[0]: Ergebnisgruppe „glueck“ gibt es nicht",
    ),
    "a number for a denominator that is counted": (
        lambda d: d["targets"][0]["denominator"].update(value=20),
        "targets[0].denominator: value und reasoning gehören zu „inferred“, und nur dazu",
    ),
    "an inferred denominator without its reasoning": (
        lambda d: d["targets"][1]["denominator"].update(reasoning=None),
        "targets[1].denominator: value und reasoning gehören zu „inferred“, und nur dazu",
    ),
    "an unknown kind of outcome": (
        lambda d: d["outcomes"].append("glueck"),
        "outcomes[2]: Ergebnisart „glueck“ gibt es nicht",
    ),
    "an unknown journey": (
        lambda d: d["journeys"][0].update(journey="bus"),
        "journeys[0].journey: User Journey „bus“ gibt es nicht",
    ),
    "a report on a journey the programme does not keep": (
        lambda d: d["reports"][0]["sections"][0].update(journey="minijob"),
        "reports[0].sections[0].journey: User Journey des Programms „minijob“ gibt es nicht",
    ),
    "a report by an attribute the journey does not split by": (
        lambda d: d["reports"][0]["sections"][0].update(by=["coach"]),
        "reports[0].sections[0].by[0]: Merkmal der User Journey „coach“ gibt es nicht",
    ),
    "a funnel of nothing": (
        lambda d: d["reports"][0]["sections"][0].update(journey=None),
        "reports[0].sections[0]: journey gehört zu subjects, journey_funnel und applications, und nur dazu",
    ),
    "an unknown fact": (
        lambda d: d["target_group"]["condition"]["all"][0].update(fact="household.children_no"),
        "target_group.condition.all[0].fact: unbekanntes Merkmal",
    ),
    "a comparison of the wrong type": (
        lambda d: d["target_group"]["condition"]["all"][0].update(equals="ja"),
        "target_group.condition.all[0].equals: passt nicht zur Art des Merkmals (boolean)",
    ),
    "a word compared by size": (
        lambda d: d["target_group"]["condition"]["all"][2]["not"].update(one_of=None, at_least=3),
        "target_group.condition.all[2].not.at_least: „Wohnort (Gemeinde)“ lässt sich nicht der Größe nach vergleichen",
    ),
    "a person's fact in a programme for households": (
        lambda d: d.update(unit="household"),
        "target_group.condition.all[1].any[0].fact: fragt nach einer Person, das Programm nimmt Haushalte auf",
    ),
    "two forms in one condition": (
        lambda d: d["target_group"]["condition"]["all"][0].update(any=[{"fact": "person.age", "equals": 1}]),
        "target_group.condition.all[0]: genau eines angeben: all, any, not oder fact",
    ),
    "a fact that is compared with nothing": (
        lambda d: d["target_group"]["condition"]["all"][0].update(equals=None),
        "target_group.condition.all[0]: Vergleich fehlt: equals, one_of, at_least, at_most, more_than, less_than",
    ),
    "an unknown tool": (
        lambda d: d["instruments"][0].update(code="resourcemap"),
        "instruments[0].code: Werkzeug „resourcemap“ gibt es nicht",
    ),
    "a key of a later version": (
        lambda d: d["care"].update(home_visits=2),
        "care.home_visits: unbekannter Schlüssel",
    ),
    "a role the house does not have": (
        lambda d: d["access"]["steps"][0].update(by=["chef"]),
        'access.steps[0].by[0]: unbekannter Wert, gefunden: "chef"',
    ),
    "a unit that does not exist yet": (
        lambda d: d.update(unit="person_employer"),
        'unit: unbekannter Wert, gefunden: "person_employer"',
    ),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_definition_is_refused_because_of(what: str) -> None:
    change, expected = CONTRADICTIONS[what]
    assert expected in complaints_after(change)


OF_THE_SECOND_VERSION: dict[str, tuple[Change, str]] = {
    "a change without a scale": (
        lambda d: d["reports"][0]["sections"][3].update(bands=[]),
        "reports[0].sections[3]: change braucht bands",
    ),
    "a key of another kind of table": (
        lambda d: d["reports"][0]["sections"][2].update(score="teilhabe"),
        "reports[0].sections[2]: score gehört nicht zu waves",
    ),
    "a gap between two bands": (
        lambda d: d["reports"][0]["sections"][3]["bands"][1].update(lowest=6),
        "reports[0].sections[3]: jede Gruppe (bands) beginnt, wo die vorige endet",
    ),
    "a change nobody is named for": (
        lambda d: d["reports"][0]["sections"][3]["bands"][0].update(headline=False),
        "reports[0].sections[3]: für wen gilt die Aussage? Mindestens eine Gruppe mit headline",
    ),
    "an unknown questionnaire": (
        lambda d: d["reports"][0]["sections"][2].update(questionnaire="gluecksbogen"),
        "reports[0].sections[2].questionnaire: Fragebogen „gluecksbogen“ gibt es nicht",
    ),
    "a score whose answers may not be evaluated": (
        lambda d: d["reports"][0]["sections"][3].update(score="geld"),
        "reports[0].sections[3].score: Wert, der ausgewertet werden darf: „geld“ gibt es nicht",
    ),
    "a band joined with one that is not there": (
        lambda d: d["reports"][0]["sections"][3]["bands"][2].update(joins="rechts"),
        "reports[0].sections[3].bands[2].joins: Gruppe „rechts“ gibt es nicht",
    ),
    "months that do not rise": (
        lambda d: d["reports"][0]["sections"][4].update(months=[6, 3]),
        "reports[0].sections[4]: months steigen und liegen zwischen 1 und 120",
    ),
    "the duration of a result the programme does not count": (
        lambda d: d["reports"][0]["sections"][4].update(kinds=["pension"]),
        "reports[0].sections[4].kinds[0]: Gezähltes Ergebnis „pension“ gibt es nicht",
    ),
    "a comparison of nothing": (
        lambda d: d["reports"][0]["sections"][5].update(measure="glueck"),
        "reports[0].sections[5].measure: Ziel mit Nenner oder Veränderung „glueck“ gibt es nicht",
    ),
    "a span that waits for nothing": (
        lambda d: d["access"]["steps"][3].update(within=None),
        "access.steps[3]: „after“ braucht „within“",
    ),
    "a step after something unheard of": (
        lambda d: d["access"]["steps"][3].update(after="participation.infromed"),
        "access.steps[3].after: unbekannt als Ereignis: participation.infromed",
    ),
    "a consent to something unheard of": (
        lambda d: d["access"]["consents"][0].update(purpose="everything"),
        "access.consents[0].purpose: Zweck einer Einwilligung „everything“ gibt es nicht",
    ),
    "a follow-up under a consent unheard of": (
        lambda d: d["follow_up"][0].update(employer_consent="boss"),
        "follow_up[0].employer_consent: Zweck einer Einwilligung „boss“ gibt es nicht",
    ),
    "a meeting under a consent unheard of": (
        lambda d: d["care"]["meetings"][0].update(consent="hausbesuch"),
        "care.meetings[0].consent: Zweck einer Einwilligung „hausbesuch“ gibt es nicht",
    ),
    "a question that speaks for none of the ways": (
        lambda d: d["access"]["weighing"]["questions"][0].update(speaks_for=["werk"]),
        "access.weighing.questions[0].speaks_for[0]: Weg „werk“ gibt es nicht",
    ),
    "a ladder whose way is no attempt": (
        lambda d: d["time"]["ladders"][0].update(ways=["contact.phone"]),
        "time.ladders[0].ways[0]: Versuch „contact.phone“ gibt es nicht",
    ),
    "a ladder without an attempt": (
        lambda d: d["time"]["ladders"][0].update(attempts=0),
        "time.ladders[0].attempts: mindestens 1, gefunden: 0",
    ),
    "talks that count what is only planned": (
        lambda d: d["care"]["minimum_talks"][0].update(counts=["talk.planned"]),
        "care.minimum_talks[0].counts[0]: unbekannt als Ereignis: talk.planned",
    ),
    "a module that builds on nothing": (
        lambda d: d["modules"][1].update(requires=["grnd"]),
        "modules[1].requires[0]: Modul „grnd“ gibt es nicht",
    ),
    "modules in a circle": (
        lambda d: d["modules"][0].update(requires=["holz"]),
        "modules[0].requires: die Module setzen einander im Kreis voraus",
    ),
    "an eighth day of the week": (
        lambda d: d["attendance"].update(weekdays=[1, 8]),
        "attendance: weekdays sind Zahlen von 1 (Montag) bis 7 (Sonntag), jede einmal",
    ),
    "a plan nobody makes": (
        lambda d: d["plans"][0].update(code="masterplan"),
        "plans[0].code: Art eines Plans „masterplan“ gibt es nicht",
    ),
    "a follow-on that nothing answers": (
        lambda d: d["follow_on"].update(done_by=[]),
        "follow_on.done_by: mindestens 1 Eintrag nötig",
    ),
    "milestones that do not make a hundred": (
        lambda d: d["money"]["milestones"][0].update(share=20),
        "money.milestones: ergibt 80 statt 100 Prozent",
    ),
    "a milestone that cannot be reached": (
        lambda d: d["money"]["milestones"][0].update(done_by="contact.tlak"),
        "money.milestones[0].done_by: unbekannt als Ereignis: contact.tlak",
    ),
    "tiers that do not rise": (
        lambda d: d["money"]["subsidies"][0]["tiers"].reverse(),
        "money.subsidies[0]: tiers: gross_from muss von Stufe zu Stufe steigen",
    ),
    "money that ends before it begins": (
        lambda d: d["money"]["funding"][0].update(valid_until="2021-01-01"),
        "money.funding[0].valid_until: muss nach valid_from liegen",
    ),
    "a quota that asks something unheard of": (
        lambda d: d["money"]["quotas"][0]["where"].update(fact="person.agee"),
        "money.quotas[0].where.fact: unbekanntes Merkmal",
    ),
    "a share of more than everything": (
        lambda d: d["targets"][0].update(value=101),
        "targets[0]: ein Anteil liegt bei höchstens 100 Prozent",
    ),
    "a number that is divided": (
        lambda d: d["targets"][0].update(measure="number"),
        "targets[0]: eine Zahl (number) hat keinen Nenner (none), ein Anteil hat einen",
    ),
    "a printed figure over something unnamed": (
        lambda d: d["results"][0].update(denominator_label=None),
        "results[0]: denominator und denominator_label gehören zusammen",
    ),
}


@pytest.mark.parametrize("what", OF_THE_SECOND_VERSION)
def test_a_definition_with_the_newer_keys_is_refused_because_of(what: str) -> None:
    change, expected = OF_THE_SECOND_VERSION[what]
    assert expected in complaints_after(change, version=2)


def test_the_examples_themselves_are_sound() -> None:
    assert (example().id, full().id) == ("begleitung", "werkstatt")


def test_the_vocabulary_is_sound_and_every_fact_tells_how_to_find_out() -> None:
    assert all(fact.find_out for fact in vocabulary().facts)
    assert vocabulary().event("participation.started") is not None


def test_no_fact_of_the_vocabulary_is_about_health_origin_or_anything_presumed() -> None:
    """Such criteria are questions of one nomination (design rules 5 and 11)."""
    never = re.compile(
        r"gesund|krank|behinder|diagnos|\bsucht|psych|herkunft|migration|staatsang|religion|straf|hygiene|verdacht|geflücht",
        re.IGNORECASE,
    )
    said = [f"{fact.code} {fact.label} {' '.join(fact.choices.values())}" for fact in vocabulary().facts]
    assert [text for text in said if never.search(text)] == []


def test_a_deadline_is_not_answered_by_what_starts_it() -> None:
    time = as_data()["time"]
    time["deadlines"][0]["done_by"] = ["report.interim", time["deadlines"][0]["after"]]
    with pytest.raises(DocumentError, match="beginnt die Frist und beendet sie zugleich"):
        example(time=time)
