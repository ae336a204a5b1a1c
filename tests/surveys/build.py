"""A small questionnaire of its own, and short ways to ask and answer in the Haddad family."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.portal.access import READS, REPORTS
from rundblick.programmes import publishing as programmes
from rundblick.programmes.models import Participation, Run
from rundblick.surveys import own, publishing, services
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.models import OwnSheet, Survey
from rundblick.surveys.rules import Answer
from rundblick.surveys.services import Beginning
from rundblick.surveys.shelf import load_text
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)

FILE = """schema_version: 1
code: probe
version: 1
title: Probe
purpose: {de: Ein kleiner Bogen für Tests.}
licence: EUPL-1.2
source: Test
respondents: [self, coach]
scales:
  - code: stimmt
    lowest: 1
    highest: 5
    points:
      - {value: 1, text: {de: stimmt nicht}}
      - {value: 5, text: {de: stimmt genau}}
sections:
  - code: eins
    title: {de: Eins}
    items:
      - {code: hilfe, scale: stimmt, research: true, text: {de: "Bekommen Sie Hilfe?"}}
      - {code: gut, scale: stimmt, show_if: {item: hilfe, values: [4, 5]}, text: {de: "Ist sie gut?"}}
      - {code: laut, scale: stimmt, reverse: true, research: true, text: {de: "Ist es laut?"}}
  - code: zwei
    title: {de: Zwei}
    items:
      - {code: koerper, scale: stimmt, research: true, sensitive: health, text: {de: "Was macht der Körper?"}}
      - {code: worte, text: {de: "Was noch?"}}
scores:
  - code: ruhe
    title: {de: Ruhe}
    rule: mean
    items: [hilfe, laut]
    at_least: 1
    low: {de: wenig}
    high: {de: viel}
  - code: koerper
    title: {de: Körper}
    rule: mean
    items: [koerper]
    at_least: 1
    low: {de: schlecht}
    high: {de: gut}
waves:
  - {code: t1, label: T1, opens: 0, closes: 14}
  - {code: t2, label: T2, opens: 90, closes: 120, requires: t1}
"""


def probe(**changes: str) -> Questionnaire:
    """The small questionnaire, with parts of its text replaced."""
    text = FILE
    for old, new in changes.items():
        text = text.replace(old, new)
    return load_text(text)


def published(family: Family, document: Questionnaire | None = None) -> Questionnaire:
    """Publish it (or another one) by Alma."""
    one = document or probe()
    with acting_as(family.house.alma, "test"):
        publishing.publish(one)
    return one


def begun(
    family: Family,
    *,
    code: str = "probe",
    wave: str = "t1",
    view: str = "self",
    on: dt.date | None = None,
    person: uuid.UUID | None = None,
    participation: uuid.UUID | None = None,
) -> Survey:
    """Alma begins a survey of Amira's."""
    with acting_as(family.house.alma, "test"):
        return services.begin(
            case=family.case,
            person_id=person or family.amira,
            author=family.house.alma,
            what=Beginning(code=code, wave=wave, respondent=view, participation_id=participation, on=on or today()),
        )


def said(family: Family, survey: Survey, *, protected: bool = False, **answers: Answer | None) -> Survey:
    """Alma writes down answers."""
    with acting_as(family.house.alma, "test"):
        survey = Survey.objects.select_related("questionnaire").get(pk=survey.pk)
        return services.save(
            survey=survey, author=family.house.alma, version=survey.version, said=answers, protected=protected
        )


def completed(family: Family, *, on: dt.date | None = None, protected: bool = False, **given: Any) -> Survey:
    """A survey from its beginning to its end; answers that are no options of `begun` are answers."""
    options = {name: given.pop(name) for name in ("code", "wave", "view", "person", "participation") if name in given}
    survey = begun(family, on=on, **options)
    said(family, survey, protected=protected, **given)
    with acting_as(family.house.alma, "test"):
        return services.complete(survey=survey, author=family.house.alma, on=on or today())


def taking(
    family: Family, person: uuid.UUID | None = None, *, programme: str = "pro_aktiv", since: dt.date | None = None
) -> Participation:
    """Amira (or somebody else) takes part in a programme of the library."""
    definition = programmes.publish(programme)
    with acting_as(family.house.alma, "test"):
        return Participation.objects.create(
            dossier_id=family.pk,
            run=Run.objects.filter(definition=definition).order_by("valid_from", "code")[0],
            person_id=person or family.amira,
            started_on=since or today(),
        )


def handed(family: Family) -> OwnSheet:
    """A survey of Amira's lies on her own page."""
    published(family)
    survey = begun(family)
    family.let_in(family.house.jana, family.amira, topics=READS)
    family.let_in(family.house.jana, family.amira, topics=REPORTS, writes=True)
    with acting_as(family.house.alma, "test"):
        return own.hand_out(survey=survey)
