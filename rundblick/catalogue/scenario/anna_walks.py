"""How each child of ANNA got on with each benefit of Bildung und Teilhabe up to 31 December 2021.

One line per child: lunch, tutoring, school participation, social participation. "-" no entitlement; "used" with
details behind the colon; "step!reason" stopped at that step. The lines were written so that every printed cell of
6.6 comes out when they are counted (tests/catalogue/test_count_anna.py); nothing computes them.

Decided here, because the source leaves it open:
- The report has one reason "Keine Mitwirkung / Einwilligung". The demo splits it: tutoring 3 = 2 consent_not_given
  + 1 steps_open, school 3 = 2 + 1, social 7 = 4 + 3.
- Children without entitlement have a reason by age and situation (`why_not_entitled`); the report names such reasons
  in 3.2, but counts none.
- In all four benefits the printed reasons add up to exactly those who do not take part, so each child has one.
- Application and decision of social participation are not printed; here 25 and 23 children have them.
- Three of the 22 in social participation have no kind: the report names 19.
"""

from rundblick.catalogue.scenario.sheets import blocks, rows

_SHEET = """
e01c1  used  used:german,maths  interested!corona  used:football
e01c2  used  used:german  used:class_trip  used:football
e01c3  used  used:german  interested!corona  applied!language_barrier
e02c1  used  applied!application_pending  used:placement_abroad  applied!steps_open
e02c2  used  used:german,maths  interested!corona  used:football
e03c1  -  -  -  -
e03c2  interested!eats_at_home  interested!parents_see_no_need  interested!consent_not_given  applied!consent_not_given
e04c1  used  offered!school_covers  interested!corona  used:football
e04c2  used  -  -  used:dancing
e04c3  -  -  -  offered!finding_interests
e05c1  interested!eats_at_home  interested!teachers_see_no_need  used:class_trip  used:football
e05c2  used  interested!parents_see_no_need  interested!corona  used:music
e06c1  used  applied!steps_open  used:class_trip  applied!consent_not_given
e06c2  used  used:german,maths,english  interested!corona  used:football
e07c1  used  offered!school_covers  offered!special_school_covers  offered!school_covers
e07c2  -  -  -  applied!parents_do_it
e08c1  used  used:german  interested!corona  used!steps_open
e09c1  used  used:german,maths  used:swimming  used:football
e09c2  used  -  -  applied!language_barrier
e10c1  -  -  -  -
e10c2  interested!eats_at_home  applied!child_decides_against  used:class_trip  applied!steps_open
e11c1  used  applied!consent_not_given  used:class_trip  applied!consent_not_given
e11c2  used  used:german,english  interested!corona  used:football
e12c1  used  used:german,maths  interested!corona  used
e12c2  -  -  -  interested!fear_of_overload
e13c1  -  -  -  offered!finding_interests
e14c1  interested!eats_at_home  granted!application_pending  interested!corona  -
e15c1  interested!eats_at_home  interested!teachers_see_no_need  used!corona  interested!child_sees_no_need
e16c1  -  -  -  -
e16c2  used  used:maths  interested!corona  applied!third_party_handles
e17c1  used  -  -  applied!language_barrier
e18c1  used  applied!application_pending  used:class_trip  granted!third_party_handles
e18c2  used  used:german,maths  interested!corona  used
e18c3  -  -  -  applied!language_barrier
e19c1  interested!eats_at_home  interested!teachers_see_no_need  interested!corona  used
e20c1  -  -  -  applied!language_barrier
v01c1  used  interested!teachers_see_no_need  interested!corona  used:football
v01c2  used  interested!parents_see_no_need  interested!corona  used:handball
v01c3  used  -  -  interested!finding_interests
v02c1  used  used:german,maths  interested!corona  used:football
v02c2  used  -  -  used:dancing
v02c3  used  -  -  offered!language_barrier
v03c1  -  -  -  -
v03c2  interested!eats_at_home  interested!parents_see_no_need  interested!corona  offered!cost_cover_impossible
v03c3  used  interested!teachers_see_no_need  interested!corona  used:football
v04c1  used!school_covers  interested!teachers_see_no_need  interested!corona  used:football
v04c2  used  offered!school_covers  offered!corona  interested!finding_interests
v05c1  used!costs_not_covered  interested!child_decides_against  interested!steps_open  -
v05c2  used  interested!teachers_see_no_need  interested!corona  used:football
v05c3  used  -  -  interested!fear_of_overload
v06c1  used  offered!school_covers  offered!corona  used:football
v06c2  used  -  -  granted!third_party_handles
v07c1  interested!eats_at_home  interested!parents_see_no_need  interested!corona  interested!child_sees_no_need
v07c2  -  -  -  offered!finding_interests
v08c1  used  used:german,english  used:day_trip  used:music
v08c2  used  -  -  interested!parents_do_it
v09c1  used!no_statement  applied!child_decides_against  interested!corona  -
v09c2  -  -  -  -
v10c1  used  applied!consent_not_given  applied!consent_not_given  applied!consent_not_given
v10c2  used  -  -  applied!third_party_handles
v10c3  -  -  -  offered!finding_interests
"""

# What changed after the charts: child, benefit, step, day, details. All after April 2022, because the text of the
# report (3.2) repeats the numbers of December with that date.
_LATER = """
e02c1 tutoring applied 2022-05-04
e02c1 tutoring granted 2022-05-18
e02c1 tutoring used 2022-05-30 german
e14c1 tutoring granted 2022-05-09
e14c1 tutoring used 2022-05-23 maths
e18c1 tutoring applied 2022-05-11
e18c1 tutoring granted 2022-06-01
e18c1 tutoring used 2022-08-15 german,english
e01c3 school_participation interested 2022-05-16
e01c3 school_participation applied 2022-05-17
e01c3 school_participation granted 2022-05-31
e01c3 school_participation used 2022-06-20 class_trip
v01c1 school_participation interested 2022-05-10
v01c1 school_participation applied 2022-05-12
v01c1 school_participation granted 2022-05-24
v01c1 school_participation used 2022-06-13 class_trip
e12c1 school_participation interested 2022-08-16
e12c1 school_participation applied 2022-08-18
e12c1 school_participation granted 2022-09-01
e12c1 school_participation used 2022-09-12 class_trip
e15c1 school_participation used 2022-09-05 class_trip
e08c1 social_participation used 2022-08-29 football
e17c1 social_participation applied 2022-06-07
e17c1 social_participation granted 2022-06-21
e17c1 social_participation used 2022-08-17 football
e20c1 social_participation applied 2022-10-04
v06c2 social_participation granted 2022-05-25
v06c2 social_participation used 2022-06-01 dancing
v01c3 social_participation interested 2022-09-08
v01c3 social_participation applied 2022-09-13
"""

# Where a no of the first half of 2021 became a yes before the charts: child, benefit, step, reason of that no.
_EARLIER = """
e01c2 school_participation interested corona
e11c1 school_participation interested corona
e06c2 tutoring interested child_decides_against
e02c2 social_participation interested finding_interests
e04c2 social_participation applied language_barrier
v02c2 social_participation applied language_barrier
v03c3 social_participation interested finding_interests
e05c2 lunch interested eats_at_home
v08c1 tutoring applied application_pending
"""

FOOTNOTES = {
    ("e03c2", "lunch"): "isst bei der Großmutter um die Ecke",
    ("e05c1", "lunch"): "kocht gern selbst für sich und den Bruder",
    ("e10c2", "lunch"): "Schule endet um 13:20 Uhr",
    ("v03c2", "lunch"): "Busfahrt nach Hause passt nicht zur Essenszeit",
    ("e08c1", "social_participation"): "Anmeldung im Verein liegt zuhause, Trainingszeiten sind geklärt",
    ("e16c2", "social_participation"): "Familienhilfe begleitet die Anmeldung beim Schwimmverein",
    ("e18c1", "social_participation"): "Patin fragt beim Verein nach",
    ("v03c2", "social_participation"): "gewünschtes Angebot ist teurer als der Monatsbetrag",
    ("v10c2", "social_participation"): "Familienzentrum unterstützt beim Antrag",
    ("e15c1", "school_participation"): "Fahrt nach Bewilligung abgesagt, Ersatztermin im September 2022",
    ("v04c1", "lunch"): "Betreuung bis 13:30 Uhr enthält eine Mahlzeit",
    ("e14c1", "tutoring"): "Bescheinigung der Schule nachgereicht",
}

# Applications made during ANNA: book-keeping of its own (6.6 and 3.2). They are fewer than the journeys know,
# because some benefits had been applied for before, or with the main application.
APPLIED = {
    head[0]: said["Kinder"].split()
    for head, said in blocks("""
lunch
  Kinder: e01c1 e01c2 e01c3 e04c1 e04c2 e06c2 e08c1 e09c1 e09c2 e11c2 e17c1 e18c2 v01c2 v02c1 v02c2 v02c3 v06c1
    v06c2 v08c2
tutoring
  Kinder: e01c2 e01c3 e02c2 e06c2 e08c1 e11c2 e12c1 e14c1 e16c2 e18c2 v02c1 v08c1
school_participation
  Kinder: e01c2 e02c1 e05c1 e06c1 e10c2 e11c1 e15c1 e18c1 v08c1
social_participation
  Kinder: e04c1 e05c2 e06c2 e19c1 v01c2 v02c2 v06c2 v08c1
""")
}


def walks() -> dict[str, tuple[str, ...]]:
    """Per child the four entries of its line."""
    lines = [row[0].split() for row in rows(_SHEET)]
    return {child: tuple(walk) for child, *walk in lines}


def later() -> list[list[str]]:
    """Child, benefit, step, day and, possibly, details of what became a yes after the charts."""
    return [row[0].split() for row in rows(_LATER)]


def why_not_entitled(short: str, place: str, benefit: str) -> tuple[str, str]:
    """Reason and footnote of a child without entitlement; `place` is where the child spends the day."""
    if benefit == "social_participation":
        return "over_age", ""
    if place == "day_care":
        return "other", "geht noch nicht zur Schule"
    if place == "home":
        return "no_institution", ""
    return ("other", "Schule abgeschlossen, Ausbildung gesucht") if short == "e03c1" else ("in_training_or_work", "")


def earlier() -> dict[tuple[str, str, str], str]:
    """The reason of a first no, per child, benefit and step."""
    lines = [row[0].split() for row in rows(_EARLIER)]
    return {(child, benefit, step): reason for child, benefit, step, reason in lines}
