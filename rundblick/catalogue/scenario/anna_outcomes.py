"""What the participants of ANNA achieved (report 1.3 and 6.2), who it was and when being invented.

The titles are those of 6.2. Decided here: the one "schulische Qualifikation" is Hauswirtschaft (6.2 lists the six
qualifications together); one of the fifteen minijobs has no title (the list names fourteen); the three children in
training are three of the six apprenticeships; the 33 extensions, jobs and apprenticeships belong to 33 persons, so
that counting outcomes and counting persons give the same quota.
"""

import datetime as dt

from rundblick.catalogue.scenario.model import Outcome, Situation, Sponsorship
from rundblick.catalogue.scenario.sheets import rows

PROGRAMME, RUN = "anna", "projekt"

# person | kind | title | from | until | benefit ended
_OUTCOMES = """
e04a1 | extension | Verkauf: von 8 auf 20 Wochenstunden | 2021-11-02 | |
e06a1 | extension | KiTa: von Minijob auf Teilzeit | 2021-09-01 | |
e07a1 | extension | Büro: von 10 auf 19 Wochenstunden | 2022-02-01 | |
e08a2 | extension | Auslieferung: von Minijob auf Teilzeit | 2021-10-04 | |
e09a1 | extension | Gartenbau: ganze statt halbe Tage | 2021-05-03 | |
e13a1 | extension | Auslieferung: von Minijob auf Vollzeit | 2022-03-01 | |
e14a1 | extension | Werkstatt: von 15 auf 30 Wochenstunden | 2021-06-01 | |
e16a1 | extension | Bäckerei: zweite Schicht dazu | 2021-08-16 | |
e17a1 | extension | Reinigung: von Minijob auf Teilzeit | 2022-05-02 | |
e18a1 | extension | Lager: von 20 auf 35 Wochenstunden | 2022-04-01 | |
v02a1 | extension | OGS: von Minijob auf Teilzeit | 2022-01-17 | |
v07a1 | extension | Podologie: von Minijob auf Teilzeit | 2022-06-01 | |
v09a1 | extension | Fahrdienst: von 20 auf 30 Wochenstunden | 2021-03-01 | |
v10a1 | extension | Metallbau: von Teilzeit auf Vollzeit | 2022-07-01 | |
e20a1 | extension | Küche: von Minijob auf Teilzeit | 2022-10-01 | |
e01a1 | insured_employment | Lager- & Versandmitarbeiter | 2021-10-01 | | 2022-10-01
e02a1 | insured_employment | Lager- & Versandmitarbeiter | 2022-03-14 | |
e03a1 | insured_employment | Produktionshelfer | 2021-09-13 | |
e05a1 | insured_employment | Aushilfe Lager / Verkauf | 2021-04-01 | | 2021-07-01
e08a1 | insured_employment | Produktionshelfer | 2021-08-02 | |
e11a2 | insured_employment | Lager- & Versandmitarbeiter | 2021-12-01 | | 2022-03-01
e15a1 | insured_employment | Lager- & Versandmitarbeiter | 2021-05-17 | | 2021-08-01
e19a2 | insured_employment | Lackierer | 2022-01-10 | | 2022-04-01
v01a1 | insured_employment | Alltagsbegleitung | 2022-02-01 | |
v03a1 | insured_employment | Lager- & Versandmitarbeiter | 2021-06-14 | | 2021-09-01
v04a1 | insured_employment | Aushilfe im Testzentrum | 2021-11-15 | | 2022-01-01
v05a1 | insured_employment | Labor / Qualitätskontrolle | 2022-04-19 | |
v08a1 | insured_employment | Erzieherin | 2021-08-09 | | 2021-11-01
e10a1 | insured_employment | Fahrdienst | 2022-08-15 | |
e18a2 | insured_employment | Küchenhilfe | 2022-09-01 | |
e09a2 | apprenticeship | Maler und Lackierer | 2021-09-01 | |
e10c1 | apprenticeship | Fachinformatiker für Systemintegration | 2021-08-01 | |
e12a1 | apprenticeship | Fachkraft Lager & Logistik | 2021-08-01 | |
e16c1 | apprenticeship | Medizinische Fachangestellte | 2021-08-01 | |
v03c1 | apprenticeship | Hörgeräteakustiker | 2021-09-01 | |
v06a1 | apprenticeship | Pflegefachkraft / Betreuung | 2022-04-01 | |
e03c1 | apprenticeship | Anlagenbauer | 2022-08-01 | |
e14a2 | school_qualification | Hauswirtschaft | 2021-08-18 | 2022-06-18 |
e05a1 | further_training | Einführungskurse Microsoft | 2020-11-09 | 2020-12-12 |
e10a1 | further_training | Auslieferungsfahrer / Kurierfahrer | 2021-02-15 | 2021-03-27 |
e12a2 | further_training | AGH | 2021-10-18 | 2022-04-16 |
e20a2 | further_training | AGH | 2021-04-12 | 2021-09-11 |
v01a1 | further_training | Qualifizierungsmaßnahme Betreuungskraft | 2021-09-06 | 2021-12-18 |
e11a1 | further_training | Führerschein Stapler | 2022-08-22 | 2022-08-27 |
e01a1 | minijob | Lagerarbeiter | 2021-02-01 | 2021-10-01 |
e04a1 | minijob | Aushilfe Verkauf | 2021-03-15 | 2021-11-02 |
e06a1 | minijob | Betreuung KiTa | 2021-01-11 | 2021-09-01 |
e08a2 | minijob | Auslieferungsfahrer | 2021-03-01 | 2021-10-04 |
e10a1 | minijob | Auslieferungsfahrer | 2021-04-01 | 2022-08-15 |
e10c1 | minijob | Fachinformatiker | 2020-10-01 | 2021-08-01 |
e13a1 | minijob | Auslieferungsfahrer | 2021-06-01 | 2022-03-01 |
e17a1 | minijob | Reinigungskraft | 2021-07-01 | 2022-05-02 |
e18a2 | minijob | Küchenhilfe | 2022-02-14 | 2022-09-01 |
e20a1 | minijob | | 2022-07-30 | 2022-10-01 |
v01a1 | minijob | Alltagsbegleitung | 2021-05-03 | 2021-09-06 |
v02a1 | minijob | OGS-Mitarbeiter | 2021-08-18 | 2022-01-17 |
v04a1 | minijob | Aushilfe Testzentrum | 2021-04-06 | 2021-11-15 |
v07a1 | minijob | Podologie | 2021-10-01 | 2022-06-01 |
v10a2 | minijob | Aushilfe Verkauf | 2022-05-02 | |
e12a2 | minijob | Reinigungskraft | 2022-09-05 | |
e03a1 | internship | Produktionshelfer | 2021-08-23 | 2021-09-04 |
e03c1 | internship | Anlagenbauer | 2022-05-16 | 2022-05-28 |
e09a2 | internship | Maler / Lackierer | 2021-06-07 | 2021-06-19 |
e10c1 | internship | Fachinformatiker | 2021-03-08 | 2021-03-20 |
e14a2 | internship | Pflegekraft / Betreuung | 2022-06-20 | 2022-07-02 |
e16c1 | internship | Zahnarzthelferin | 2020-10-19 | 2020-10-31 |
e18a2 | internship | Küchenhilfe | 2022-01-24 | 2022-02-05 |
e19a2 | internship | Lackierer | 2021-11-29 | 2021-12-11 |
v03c1 | internship | Hörgeräteakustiker | 2021-03-22 | 2021-04-03 |
v05a1 | internship | Labor / Qualitätskontrolle | 2022-03-21 | 2022-04-02 |
v06a1 | internship | Pflegekraft / Betreuung | 2021-11-08 | 2021-11-20 |
v07a1 | internship | Podologie | 2021-09-06 | 2021-09-18 |
e02a1 | course | Sprachkurs Deutsch B2 | 2021-03-01 | 2021-07-31 |
e10a2 | course | Sprachkurs Deutsch B1 | 2020-11-02 | 2021-04-17 |
e12a1 | course | Sprachkurs Deutsch B2 | 2020-10-05 | 2021-03-27 |
e18a1 | course | Sprachkurs Deutsch B1 | 2021-01-18 | 2021-07-03 |
e20a2 | course | Sprachkurs Deutsch A2 | 2021-09-20 | 2022-02-12 |
v08a2 | course | Sprachkurs Deutsch C1 | 2022-02-07 | 2022-07-02 |
v09a2 | course | Sprachkurs Deutsch B2 | 2021-10-11 | 2022-03-26 |
v10a2 | course | Integrationskurs | 2021-03-15 | 2021-12-18 |
e20a2 | course | Sprachkurs Deutsch B1 | 2022-09-12 | |
"""

# person | formal | from | how
_SPONSORS = """
e04a1 | ja | 2021-05-20 | Patin aus dem Familienzentrum, liest mit den Kindern
e12a1 | ja | 2021-10-02 | Pate aus dem Handwerk, begleitet durch das erste Ausbildungsjahr
e18a1 | ja | 2022-03-12 | Patin aus der Gemeinde, hilft bei Briefen und im Verein
v02a1 | ja | 2021-06-15 | Patin aus der Nachbarschaft, übt Deutsch im Alltag
v06a1 | ja | 2021-11-20 | Patin aus der Pflege, vor und nach Beginn der Ausbildung
e20a1 | ja | 2022-09-24 | Pate aus dem Sportverein
e01a1 | nein | 2021-09-04 | Fahrgemeinschaft zum Training mit einer anderen Familie
e05a1 | nein | 2021-03-19 | Trainerin des Sohnes, gab den Hinweis auf die Stelle
e10a1 | nein | 2022-06-11 | Bekanntschaft vom Stammtisch, kennt den Fahrdienst
v01a1 | nein | 2021-04-24 | Nachbarin, hilft wenn ein Kind krank ist
v07a1 | nein | 2021-08-28 | Stammtisch, gegenseitige Kinderbetreuung
"""

# person | what | from | until
_SITUATIONS = """
e10c1 | school | 2020-08-01 | 2021-07-31
e10c1 | apprenticeship | 2021-08-01 |
e16c1 | school | 2020-08-01 | 2021-07-31
e16c1 | apprenticeship | 2021-08-01 |
v03c1 | school | 2020-08-01 | 2021-07-31
v03c1 | apprenticeship | 2021-09-01 |
v09c2 | school | 2020-08-01 | 2021-07-31
v09c2 | voluntary_year | 2021-09-01 | 2022-09-01
v09c2 | seeking_work | 2022-09-01 |
e03c1 | school | 2020-08-01 | 2021-07-03
e03c1 | seeking_work | 2021-07-03 | 2022-08-01
e03c1 | apprenticeship | 2022-08-01 |
"""


def outcomes() -> tuple[Outcome, ...]:
    """All outcomes, also those after the Stichtag of the report."""
    return tuple(
        Outcome(
            key=f"anna-outcome-{number:02}",
            household=_household(person),
            person=_person(person),
            programme=PROGRAMME,
            run=RUN,
            kind=kind,
            on=dt.date.fromisoformat(on),
            title=title,
            until=_day(until),
            benefit_ended_on=_day(ended),
        )
        for number, (person, kind, title, on, until, ended) in enumerate(rows(_OUTCOMES), start=1)
    )


def sponsorships() -> tuple[Sponsorship, ...]:
    """Formal sponsors and those found in passing."""
    return tuple(
        Sponsorship(
            key=f"anna-sponsor-{number:02}",
            household=_household(person),
            person=_person(person),
            programme=PROGRAMME,
            run=RUN,
            formal=formal == "ja",
            on=dt.date.fromisoformat(on),
            note=note,
        )
        for number, (person, formal, on, note) in enumerate(rows(_SPONSORS), start=1)
    )


def situations() -> tuple[Situation, ...]:
    """What the grown-up children do."""
    return tuple(
        Situation(
            key=f"anna-situation-{number:02}",
            household=_household(person),
            person=_person(person),
            kind=kind,
            valid_from=dt.date.fromisoformat(start),
            valid_until=_day(end),
        )
        for number, (person, kind, start, end) in enumerate(rows(_SITUATIONS), start=1)
    )


def _household(person: str) -> str:
    return f"anna-{person[:3]}"


def _person(person: str) -> str:
    return f"anna-{person[:3]}-{person[3:]}"


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
