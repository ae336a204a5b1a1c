"""The numbers that the final report of ANNA (2022) prints, typed once, with place and Stichtag.

For tests and for showing quoted literature only; no record of the demo is made from here. Where print and
arithmetic differ, `note` says so. `subgroup` is the site, or empty for all.
"""

import datetime as dt
from dataclasses import dataclass

CHARTS = dt.date(2021, 12, 31)
APPLICATIONS = dt.date(2022, 4, 30)
OUTCOMES = dt.date(2022, 7, 31)
SITES = ("", "Ennigerloh", "Everswinkel")


@dataclass(frozen=True, slots=True)
class Published:
    """One printed number. `unit` is count or percent; `bound` says how exactly the report puts it."""

    code: str
    value: int
    as_of: dt.date
    source: str
    subgroup: str = ""
    unit: str = "count"
    bound: str = "exact"
    note: str = ""


# Benefit -> step -> all / Ennigerloh / Everswinkel, as printed in the charts of 6.6. Entitlement to lunch is printed
# for all only. Lunch and social participation are printed without application and decision.
BUT: dict[str, dict[str, tuple[int, ...]]] = {
    "lunch": {
        "entitled": (48,),
        "offered": (48, 27, 21),
        "known": (48, 27, 21),
        "interested": (40, 21, 19),
        "used": (37, 21, 16),
    },
    "tutoring": {
        "entitled": (38, 24, 14),
        "offered": (34, 22, 12),
        "known": (34, 22, 12),
        "interested": (21, 17, 4),
        "applied": (14, 12, 2),
        "granted": (13, 11, 2),
        "used": (13, 11, 2),
    },
    "school_participation": {
        "entitled": (38, 24, 14),
        "offered": (35, 23, 12),
        "known": (35, 23, 12),
        "interested": (11, 9, 2),
        "applied": (10, 9, 1),
        "granted": (10, 9, 1),
        "used": (9, 8, 1),
    },
    "social_participation": {
        "entitled": (53, 32, 21),
        "offered": (46, 29, 17),
        "known": (46, 29, 17),
        "interested": (39, 27, 12),
        "used": (22, 13, 9),
    },
}
NOT_ENTITLED = {"lunch": 13, "tutoring": 23, "school_participation": 23, "social_participation": 8}

# "no_cooperation_or_consent" is one reason in the report; records keep its two halves apart (see `words`).
REASONS = {
    "lunch": {"eats_at_home": 8, "costs_not_covered": 1, "school_covers": 1, "no_statement": 1},
    "tutoring": {
        "teachers_see_no_need": 7,
        "parents_see_no_need": 5,
        "school_covers": 4,
        "child_decides_against": 3,
        "application_pending": 3,
        "no_cooperation_or_consent": 3,
    },
    "school_participation": {"corona": 25, "no_cooperation_or_consent": 3, "special_school_covers": 1},
    "social_participation": {
        "no_cooperation_or_consent": 7,
        "finding_interests": 6,
        "language_barrier": 6,
        "third_party_handles": 4,
        "child_sees_no_need": 2,
        "fear_of_overload": 2,
        "parents_do_it": 2,
        "school_covers": 1,
        "cost_cover_impossible": 1,
    },
}
DETAILS = {
    "lunch": {"day_care": 10, "school": 27},
    "tutoring": {"german": 12, "maths": 8, "english": 3},
    "school_participation": {"class_trip": 6, "placement_abroad": 1, "day_trip": 1, "swimming": 1},
    "social_participation": {"football": 14, "music": 2, "dancing": 2, "handball": 1},
}
APPLIED = {"lunch": 19, "tutoring": 12, "school_participation": 9, "social_participation": 8}

OUTCOME_COUNTS = {
    "extension": 14,
    "insured_employment": 13,
    "apprenticeship": 6,
    "school_qualification": 1,
    "further_training": 5,
    "minijob": 15,
    "internship": 12,
    "course": 8,
}
OUTCOME_PERCENT = {
    "extension": 19,
    "insured_employment": 18,
    "apprenticeship": 8,
    "school_qualification": 1,
    "further_training": 7,
    "minijob": 20,
    "internship": 16,
    "course": 11,
}
SPONSORSHIPS = 5

# Titles as listed in 6.2. School qualification and further training are one list of six there. The fifteen
# minijobs are a list of fourteen.
TITLES = {
    "insured_employment": {
        "Lager- & Versandmitarbeiter": 5,
        "Produktionshelfer": 2,
        "Lackierer": 1,
        "Labor / Qualitätskontrolle": 1,
        "Alltagsbegleitung": 1,
        "Aushilfe Lager / Verkauf": 1,
        "Aushilfe im Testzentrum": 1,
        "Erzieherin": 1,
    },
    "apprenticeship": {
        "Maler und Lackierer": 1,
        "Pflegefachkraft / Betreuung": 1,
        "Fachkraft Lager & Logistik": 1,
        "Fachinformatiker für Systemintegration": 1,
        "Medizinische Fachangestellte": 1,
        "Hörgeräteakustiker": 1,
    },
    "school_qualification+further_training": {
        "AGH": 2,
        "Qualifizierungsmaßnahme Betreuungskraft": 1,
        "Einführungskurse Microsoft": 1,
        "Auslieferungsfahrer / Kurierfahrer": 1,
        "Hauswirtschaft": 1,
    },
    "minijob": {
        "Auslieferungsfahrer": 3,
        "Aushilfe Verkauf": 2,
        "Lagerarbeiter": 1,
        "OGS-Mitarbeiter": 1,
        "Fachinformatiker": 1,
        "Reinigungskraft": 1,
        "Küchenhilfe": 1,
        "Podologie": 1,
        "Betreuung KiTa": 1,
        "Alltagsbegleitung": 1,
        "Aushilfe Testzentrum": 1,
    },
    "internship": {
        "Pflegekraft / Betreuung": 2,
        "Zahnarzthelferin": 1,
        "Hörgeräteakustiker": 1,
        "Produktionshelfer": 1,
        "Lackierer": 1,
        "Anlagenbauer": 1,
        "Labor / Qualitätskontrolle": 1,
        "Fachinformatiker": 1,
        "Küchenhilfe": 1,
        "Podologie": 1,
        "Maler / Lackierer": 1,
    },
    "course": {
        "Sprachkurs Deutsch C1": 1,
        "Sprachkurs Deutsch B1": 2,
        "Sprachkurs Deutsch B2": 3,
        "Sprachkurs Deutsch A2": 1,
        "Integrationskurs": 1,
    },
}
INSURED = {"single_parent": (8, 3), "couple": (5, 4)}
"""Employment subject to social insurance by parenting status: (persons, of whom the benefit ended)."""

EMPLOYABLE_CHILDREN = {"apprenticeship": 3, "voluntary_year": 1, "seeking_work": 1}
TARGET_PERCENT = 34

HOUSEHOLDS = (30, 20, 10)
CHILDREN = (61, 36, 25)
SINGLE_PARENT = (16, 18)
NOT_SINGLE_PARENT = (20, 7)
MIGRATION = (30, 12)
NO_MIGRATION = (6, 13)


def published() -> tuple[Published, ...]:
    """All printed numbers as a flat list."""
    return (*_frame(), *_but(), *_outcomes(), *_quota())


def _frame() -> list[Published]:
    found = [
        *(Published("anna.households", n, OUTCOMES, "1.1", site) for site, n in zip(SITES, HOUSEHOLDS, strict=True)),
        Published("anna.children", CHILDREN[0], CHARTS, "6.6"),
        Published("anna.children.single_parent.share", 56, CHARTS, "6.6", unit="percent"),
        Published("anna.children.migration.share", 69, CHARTS, "6.6", unit="percent"),
    ]
    for code, numbers in (
        ("anna.children.single_parent", SINGLE_PARENT),
        ("anna.children.not_single_parent", NOT_SINGLE_PARENT),
        ("anna.children.migration", MIGRATION),
        ("anna.children.no_migration", NO_MIGRATION),
    ):
        found += [Published(code, n, CHARTS, "6.6", site) for site, n in zip(SITES[1:], numbers, strict=True)]
    return found


def _but() -> list[Published]:
    found = []
    for benefit, steps in BUT.items():
        for step, numbers in steps.items():
            code = f"anna.but.{benefit}.{step}"
            found += [Published(code, n, CHARTS, "6.6", site) for site, n in zip(SITES, numbers, strict=False)]
        found.append(Published(f"anna.but.{benefit}.not_entitled", NOT_ENTITLED[benefit], CHARTS, "6.6"))
    for benefit in BUT:
        reasons, details = REASONS[benefit], DETAILS[benefit]
        found += [Published(f"anna.but.{benefit}.reason.{code}", n, CHARTS, "6.6") for code, n in reasons.items()]
        found += [Published(f"anna.but.{benefit}.detail.{code}", n, CHARTS, "6.6") for code, n in details.items()]
    both = "6.6 (Stand Dezember 2021) und 3.2 (Stand April 2022)"
    found += [Published(f"anna.applications.{b}", n, APPLICATIONS, both) for b, n in APPLIED.items()]
    return found


def _outcomes() -> list[Published]:
    found = [Published(f"anna.outcome.{kind}", n, OUTCOMES, "1.3, 6.2") for kind, n in OUTCOME_COUNTS.items()]
    found += [
        Published(f"anna.outcome.{kind}.share", n, OUTCOMES, "6.2", unit="percent")
        for kind, n in OUTCOME_PERCENT.items()
    ]
    found.append(Published("anna.sponsorships", SPONSORSHIPS, OUTCOMES, "1.3"))
    for kind, titles in TITLES.items():
        note = "Die Liste nennt 14 von 15." if kind == "minijob" else ""
        found += [
            Published(f"anna.outcome.{kind}.title.{title}", n, OUTCOMES, "6.2", note=note)
            for title, n in titles.items()
        ]
    for status, (persons, ended) in INSURED.items():
        code = f"anna.outcome.insured_employment.{status}"
        found += [
            Published(code, persons, OUTCOMES, "6.2"),
            Published(f"{code}.benefit_ended", ended, OUTCOMES, "6.2"),
        ]
    found.append(Published("anna.employable_children", 5, OUTCOMES, "6.2"))
    found += [Published(f"anna.employable_children.{k}", n, OUTCOMES, "6.2") for k, n in EMPLOYABLE_CHILDREN.items()]
    return found


def _quota() -> list[Published]:
    note = "Der Nenner ist nicht gedruckt; 63 ist aus den drei Quoten erschlossen."
    above = "Im Text „um 18 %“; gemeint sind Prozentpunkte."
    return [
        Published("anna.target", TARGET_PERCENT, OUTCOMES, "1.3, 5", unit="percent"),
        Published("anna.quota.integration", 30, OUTCOMES, "1.3", unit="percent", bound="about", note=note),
        Published("anna.quota.extension", 22, OUTCOMES, "1.3", unit="percent", note=note),
        Published("anna.quota", 52, OUTCOMES, "1.3, 5", unit="percent", bound="more than", note=note),
        Published("anna.quota.above_target", 18, OUTCOMES, "1.3", unit="percentage points", note=above),
    ]
