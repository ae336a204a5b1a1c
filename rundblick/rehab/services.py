"""Verbs about insurer, talks, applications and plan. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.agencies import doors_by_house
from rundblick.programmes.duebook import facts_changed
from rundblick.rehab import rules
from rundblick.rehab.catalogue import UNKNOWN, catalogue
from rundblick.rehab.codes import Format, Milestone
from rundblick.rehab.models import Application, Desk, Planned, Step, Talk
from rundblick.web.clock import today

AHEAD = "Dieser Tag liegt in der Zukunft."
NO_DOOR = "Diese Stelle hat gerade keine Tür zu dieser Person. Dafür braucht es die Einwilligung in den Austausch."
NO_CASE_TALK = (
    "Ohne Einwilligung in den Austausch gibt es keine Fallbesprechung. Sprechen Sie zu dritt, oder bitten Sie um"
    " die Einwilligung."
)
TWICE = "Dieser Schritt steht schon da. Nehmen Sie ihn zuerst zurück, wenn der Tag nicht stimmt."
NOT_YOURS = "Zurücknehmen kann nur, wer es festgehalten hat."
GONE = "Diesen Eintrag gibt es nicht mehr."
BACKWARDS = "Das Ende liegt vor dem Beginn."
SHARED_WITH_AGENCY = (Talk, Application, Step, Planned)


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes about whom, and for which agency besides the Jobcenter."""

    user: User
    dossier_id: uuid.UUID
    person_id: uuid.UUID
    agency_id: uuid.UUID | None

    @property
    def columns(self) -> dict[str, Any]:
        """Where a row belongs."""
        return {"dossier_id": self.dossier_id, "person_id": self.person_id, "agency_id": self.agency_id}


@dataclass(frozen=True, kw_only=True)
class DeskContent:
    """Who insures, when that was looked up (None = not), and with which agency the Jobcenter works."""

    insurer: str
    verified_on: dt.date | None
    agency_id: uuid.UUID | None


def set_desk(*, writer: Writer, content: DeskContent, version: int = 0) -> Desk:
    """Say who insures and which Teilhabeberatung works along; the first time this begins the page.

    An agency that is named reads what is ordinary and was written before without any agency. What was written with
    another agency stays with that one. Raises Refused for an agency without an open door or a day in the future, Stale
    when somebody changed it meanwhile.
    """
    _past(content.verified_on)
    with reason("rehab.desk"):
        row = Desk.objects.select_for_update(of=("self",)).filter(**_whom(writer)).first()
        if row is not None and row.version != version:
            raise Stale(row)
        former = row.agency_id if row else None
        if content.agency_id not in (None, former):
            _check_door(writer, content.agency_id, NO_DOOR)
        row = row or _begun(writer)
        row.agency_id = content.agency_id
        row.insurer = content.insurer
        row.verified_on = content.verified_on if content.insurer != UNKNOWN else None
        row.verified_by = writer.user if row.verified_on else None
        row.version += 1
        row.save()
        if content.agency_id and content.agency_id != former:
            for model in SHARED_WITH_AGENCY:
                model.objects.filter(**_whom(writer), agency__isnull=True).update(agency_id=content.agency_id)
    return row


def hold_talk(
    *,
    writer: Writer,
    format_: Format,
    on: dt.date,
    present: Collection[str],
    result: str,
    ad_hoc: bool = False,
    token: uuid.UUID | None = None,
) -> Talk:
    """A talk took place. `token` becomes the id, so that a form sent twice makes one.

    Raises Refused for a day in the future, and for a Fallbesprechung without an agency whose door is open: about a
    person who is not there nobody talks without their consent (PRO AKTIV 2.4 step 0, 10.2 no. 8).
    """
    _past(on)
    with reason("rehab.talk"):
        if format_ is Format.CASE:
            _check_door(writer, writer.agency_id, NO_CASE_TALK)
        return insert_once(
            Talk(
                id=token or uuid.uuid4(),
                **writer.columns,
                format=format_,
                on=on,
                present=sorted(present),
                result=result,
                ad_hoc=ad_hoc,
                author=writer.user,
            )
        )


@dataclass(frozen=True, kw_only=True)
class ApplicationContent:
    """What is said about an application besides its steps."""

    ready: Collection[str] = ()
    channel: str = ""
    look_on: dt.date | None = None
    refusal_on: dt.date | None = None
    old_case: bool = False


def apply(
    *,
    writer: Writer,
    kind: str,
    on: dt.date,
    content: ApplicationContent,
    token: uuid.UUID | None = None,
) -> Application:
    """An application is thought of (or an old one was found) on a day. Raises Refused for a day in the future."""
    _past(on)
    with reason("rehab.apply"):
        row = Application(
            id=token or uuid.uuid4(),
            **writer.columns,
            kind=kind,
            opened_on=on,
            last_on=on,
            author=writer.user,
            **_values(content),
        )
        saved = insert_once(row)
        if saved is row:
            if not content.old_case:
                _step(row, Milestone.DISCUSSED, on, writer.user)
            facts_changed([row.dossier_id])
    return saved


def change(*, application: Application, version: int, content: ApplicationContent) -> Application:
    """Say anew what is settled, how it went in and when to look next.

    Raises Stale when somebody changed it meanwhile, Refused for an arrival in the future.
    """
    _past(content.refusal_on)
    with reason("rehab.change"):
        row = _held(application)
        if row.version != version:
            raise Stale(row)
        for name, value in _values(content).items():
            setattr(row, name, value)
        _save(row)
    return row


def reach(
    *,
    application: Application,
    milestone: Milestone,
    on: dt.date,
    user: User,
    look_on: dt.date | None = None,
    refusal_on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Step:
    """An application has come to a step, on a day; `look_on`: when to look next, `refusal_on`: when a refusal arrived.

    `token` becomes the id, so that a form sent twice makes one. Raises Refused for a day in the future, an arrival
    before the refusal, or a step that is there already.
    """
    _past(on)
    _past(refusal_on)
    if refusal_on is not None and refusal_on < on:
        raise Refused("Die Ablehnung kann nicht vor ihrem Datum angekommen sein.")
    with reason("rehab.step"):
        row = _held(application)
        twin = Step.objects.filter(application=row, milestone=milestone).first()
        if twin is not None and twin.pk == token:
            return twin
        if twin is not None:
            raise Refused(TWICE)
        step = _step(row, milestone, on, user, token)
        row.look_on = look_on
        if milestone is Milestone.REFUSED:
            row.refusal_on = refusal_on
        _settle(row)
    return step


def take_back(*, row: Talk | Step | Planned, user: User) -> None:
    """What was written down by mistake goes away again. Raises Refused for what somebody else wrote."""
    if row.author_id != user.pk:
        raise Refused(NOT_YOURS)
    with reason("rehab.take_back"):
        application = _held(row.application) if isinstance(row, Step) else None
        row.delete()
        if application is not None:
            if isinstance(row, Step) and row.milestone == Milestone.REFUSED:
                application.refusal_on = None
            _settle(application)


def plan(
    *,
    writer: Writer,
    provision: str,
    carrier: str,
    since: dt.date,
    until: dt.date | None,
    review_on: dt.date | None,
    token: uuid.UUID | None = None,
) -> Planned:
    """Put a line on the Teilhabeplan, and say when the plan is looked at again.

    Raises Refused when it ends before it begins or nothing was said about the person yet.
    """
    if until is not None and until <= since:
        raise Refused(BACKWARDS)
    with reason("rehab.plan"):
        row = insert_once(
            Planned(
                id=token or uuid.uuid4(),
                **writer.columns,
                provision=provision,
                carrier=carrier.strip(),
                since=since,
                until=until,
                author=writer.user,
            )
        )
        if not Desk.objects.filter(**_whom(writer)).update(review_on=review_on):
            raise Refused("Bitte halten Sie zuerst fest, wo die Person versichert ist.")
        facts_changed([writer.dossier_id])
    return row


def _begun(writer: Writer) -> Desk:
    # The id follows from whom it is about, so that two who begin at once meet in one row.
    row = Desk(id=uuid.uuid5(writer.dossier_id, f"rehab.desk:{writer.person_id}"), **_whom(writer), version=0)
    saved = insert_once(row)
    if saved is not row:
        raise Stale(saved)
    return row


def _whom(writer: Writer) -> dict[str, Any]:
    return {"dossier_id": writer.dossier_id, "person_id": writer.person_id}


def _check_door(writer: Writer, agency_id: uuid.UUID | None, words: str) -> None:
    if agency_id is None or agency_id not in doors_by_house(writer.dossier_id, writer.person_id):
        raise Refused(words)


def _past(day: dt.date | None) -> None:
    if day is not None and day > today():
        raise Refused(AHEAD)


def _values(content: ApplicationContent) -> dict[str, Any]:
    known = [one.code for one in catalogue().checklist if one.code in content.ready]
    return {
        "ready": known,
        "channel": content.channel,
        "look_on": content.look_on,
        "refusal_on": content.refusal_on,
        "old_case": content.old_case,
    }


def _held(application: Application) -> Application:
    row = Application.objects.select_for_update(of=("self",)).filter(pk=application.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def _step(
    application: Application, milestone: Milestone, on: dt.date, user: User, token: uuid.UUID | None = None
) -> Step:
    return Step.objects.create(
        id=token or uuid.uuid4(),
        dossier_id=application.dossier_id,
        person_id=application.person_id,
        agency_id=application.agency_id,
        application=application,
        milestone=milestone,
        on=on,
        author=user,
    )


def _settle(application: Application) -> None:
    days = dict(Step.objects.filter(application=application).values_list("milestone", "on"))
    application.last_on = max(days.values(), default=application.opened_on)
    application.over = rules.is_over({Milestone(key): day for key, day in days.items()})
    _save(application)


def _save(application: Application) -> None:
    application.version += 1
    application.save()
    facts_changed([application.dossier_id])
