"""Lines of the door book as the demo needs them: who sees which topics of a household, and why."""

import datetime as dt

from rundblick.catalogue.scenario.model import Grant

EVERYTHING = (
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
)
TEAM_SEES = ("master", "appointments")
PROGRAMME_SEES = ("master", "programmes", "journeys", "outcomes")
PLACEMENT_SEES = ("master", "appointments", "goals", "outcomes")


def jobcenter(household: str, *, responsible: str, team: str, since: dt.date) -> list[Grant]:
    """The responsible coach sees everything but the protected area, the team master data and appointments."""
    return [
        Grant(
            household=household,
            principal_kind="user",
            principal=responsible,
            basis="responsible",
            topics=EVERYTHING,
            writes=True,
            valid_from=since,
        ),
        Grant(
            household=household,
            principal_kind="team",
            principal=team,
            basis="team",
            topics=TEAM_SEES,
            writes=False,
            valid_from=since,
        ),
    ]


def provider(household: str, *, coach: str, since: dt.date, until: dt.date | None, evidence: str) -> list[Grant]:
    """The coach of the Träger works in the file for the time of the order; its coordination sees the programme."""
    return [
        Grant(
            household=household,
            principal_kind="user",
            principal=coach,
            basis="assignment",
            topics=EVERYTHING,
            writes=True,
            valid_from=since,
            valid_until=until,
            evidence=evidence,
        ),
        Grant(
            household=household,
            principal_kind="user",
            principal="koordination.lotse",
            basis="assignment",
            topics=PROGRAMME_SEES,
            writes=False,
            valid_from=since,
            valid_until=until,
            evidence=evidence,
        ),
    ]


def coordination(household: str, *, since: dt.date, evidence: str) -> Grant:
    """The Jobcenter's coordination may open the figures of a programme down to the household."""
    return Grant(
        household=household,
        principal_kind="user",
        principal="koordination",
        basis="assignment",
        topics=PROGRAMME_SEES,
        writes=False,
        valid_from=since,
        evidence=evidence,
    )


def colleague(household: str, *, login: str, topics: tuple[str, ...], since: dt.date, evidence: str) -> Grant:
    """Another section of the Jobcenter with the data its task needs."""
    return Grant(
        household=household,
        principal_kind="user",
        principal=login,
        basis="statutory",
        topics=topics,
        writes=False,
        valid_from=since,
        evidence=evidence,
    )
