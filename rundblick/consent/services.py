"""Giving a consent and withdrawing it, each at once, with the door if there is one. In the caller's transaction."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from rundblick.access.context import current as acting
from rundblick.access.context import reason
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import DoorClosed, close_door, open_door
from rundblick.consent import custody, queries, registries, rules
from rundblick.consent.checking import Given, checked_end
from rundblick.consent.codes import EvidenceKind, OutsideProof
from rundblick.consent.errors import Refused
from rundblick.consent.models import EVIDENCE_TOPIC, Consent, Evidence
from rundblick.files import services as files
from rundblick.files.rules import Refused as FileRefused
from rundblick.files.rules import media_type_of
from rundblick.web.clock import BERLIN, now, today
from rundblick.web.german import german_date

__all__ = ["Changed", "Given", "Refused", "attach_sheet", "give", "withdraw"]

SHEETS = ("application/pdf", "image/png", "image/jpeg")
CHANGED = (
    "Inzwischen hat sich hier etwas geändert. Oben steht, was jetzt gilt. Bitte prüfen und dann noch einmal speichern."
)


class Changed(Refused):
    """Something else holds than the acting person knew."""

    def __init__(self) -> None:
        super().__init__(CHANGED)


def give(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    said: Given,
    replaces: uuid.UUID | None = None,
    token: uuid.UUID | None = None,
    around: queries.Around | None = None,
) -> Consent:
    """Write down a consent and open its door, if it has one, from now on.

    `token` becomes its id, so that a form sent twice makes one. `replaces`: the consent to the same reader the acting
    person knew to hold; it ends with this one. `around`: what the page has read in this transaction already; read here
    otherwise. Raises Refused with the field concerned when these people cannot give it, for days that cannot be, for a
    reader who does not work with the case, without the right to open doors, and when something else holds than the
    acting person knew.
    """
    if token is not None and (twin := Consent.objects.filter(pk=token, dossier_id=dossier_id).first()):
        return twin
    around = around or queries.around(acting(), dossier_id, person_id)
    until = checked_end(person_id, said, around)
    with reason("consent.give"):
        consent = _consent(dossier_id, person_id, said, until, token or uuid.uuid4())
        try:
            with transaction.atomic():
                _state_custody(dossier_id, person_id, said, around)
                _end_former(dossier_id, person_id, said, replaces)
                principal = said.recipient or said.organisation
                if said.purpose.opens and principal is not None:
                    consent.grant = open_door(
                        dossier_id=dossier_id,
                        principal=principal,
                        basis=Basis.CONSENT,
                        topics=_topics(said),
                        writes=said.purpose.writes,
                        subject_id=person_id,
                        until=dt.datetime.combine(until, dt.time.min, tzinfo=BERLIN),
                        evidence=f"Einwilligung vom {german_date(said.given_on)} ({consent.pk})",
                    )
                consent.save(force_insert=True)
                for signer, drawing in said.signatures.items():
                    _keep(consent, EvidenceKind.SIGNATURE, "Unterschrift.png", drawing, signer)
                if said.sheet is not None:
                    attach_sheet(consent, name=said.sheet[0], content=said.sheet[1])
        except DoorClosed as closed:
            raise Refused(str(closed)) from closed
        except IntegrityError as clash:
            raise Changed from clash
        for listener in registries.given:
            listener(consent)
    return consent


def attach_sheet(consent: Consent, *, name: str, content: bytes) -> Evidence:
    """Keep a picture or PDF of the signed sheet with the consent. Raises Refused for any other file."""
    try:
        if media_type_of(content) not in SHEETS:
            raise Refused("Bitte nehmen Sie ein Bild oder ein PDF.", "file")
        with reason("consent.evidence"):
            return _keep(consent, EvidenceKind.SHEET, name, content, None)
    except FileRefused as refusal:
        raise Refused(str(refusal), "file") from refusal


def withdraw(consent: Consent) -> Consent:
    """Take a consent back: it ends and its door closes in this second, and rooms above begin what follows.

    No reason is asked for. Withdrawing twice is harmless. Raises Refused for one that a later consent replaced, or
    that the acting person may not change.
    """
    with reason("consent.withdraw"):
        held = Consent.objects.select_for_update(of=("self",)).filter(pk=consent.pk).first()
        if held is None:
            raise Refused("Diese Einwilligung gibt es so nicht mehr. Bitte laden Sie die Seite neu.")
        if held.withdrawn_at is not None:
            return held
        if held.superseded_at is not None:
            raise Refused("Diese Einwilligung wurde durch eine neuere abgelöst. Bitte widerrufen Sie die neuere.")
        held.withdrawn_at = now()
        held.save(update_fields=["withdrawn_at"])
        for listener in registries.withdrawn:
            listener(held)
        if held.grant is not None:
            close_door(held.grant)
    return held


def _state_custody(dossier_id: uuid.UUID, person_id: uuid.UUID, said: Given, around: queries.Around) -> None:
    """Keep who has custody, where the consent was the first to ask, or where it was not clear until now."""
    asked = around.household.asked(person_id)
    if asked is None or not asked.minor(today()) or said.custody is None or custody.known(around.custody):
        return
    since = max(said.given_on, around.custody.valid_from) if around.custody else said.given_on
    custody.state(
        dossier_id=dossier_id,
        person_id=person_id,
        household=around.household,
        holders=said.custody,
        valid_from=since,
        by=said.explained_by,
    )


def _topics(said: Given) -> tuple[str, ...]:
    """What the door opens: for a coach what the purpose says, for an agency what was chosen and what goes along."""
    return (*said.purpose.always, *said.topics) if said.purpose.to == "organisation" else said.purpose.topics


def _keep(consent: Consent, kind: EvidenceKind, name: str, content: bytes, signer: uuid.UUID | None) -> Evidence:
    file = files.keep(
        dossier_id=consent.dossier_id, name=name, content=content, person_id=consent.person_id, topic=EVIDENCE_TOPIC
    )
    return Evidence.objects.create(
        dossier_id=consent.dossier_id,
        consent=consent,
        person_id=consent.person_id,
        file=file,
        kind=kind,
        signer_id=signer,
    )


def _end_former(dossier_id: uuid.UUID, person_id: uuid.UUID, said: Given, replaces: uuid.UUID | None) -> None:
    """End what stood for whom this one names. One consent holds at a time; the acting person must have known it."""
    rows = Consent.objects.select_for_update(of=("self",)).filter(
        dossier_id=dossier_id,
        person_id=person_id,
        purpose=said.purpose.code,
        recipient=said.recipient,
        organisation=said.organisation,
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
    )
    former = next((row for row in rows.select_related("grant") if row.key == said.key), None)
    holds = former is not None and queries.state_now(former) in rules.STANDING
    if (former.pk if former is not None and holds else None) != replaces:
        raise Changed
    if former is not None:
        former.superseded_at = now()
        former.save(update_fields=["superseded_at"])
        if former.grant is not None:
            close_door(former.grant)


def _consent(dossier_id: uuid.UUID, person_id: uuid.UUID, said: Given, until: dt.date, pk: uuid.UUID) -> Consent:
    others = [key for key in dict.fromkeys(said.given_by) if key != person_id]
    return Consent(
        id=pk,
        dossier_id=dossier_id,
        person_id=person_id,
        purpose=said.purpose.code,
        recipient=said.recipient,
        organisation=said.organisation,
        named=said.named.strip() or None,
        topic=said.purpose.topic,
        text_version=said.text.version,
        text_language=said.text.language,
        text_kind=said.kind,
        text_hash=said.purpose.fingerprint(said.text, said.kind),
        translation=said.translation.language if said.translation else "",
        translation_hash=said.translation.fingerprint if said.translation else "",
        how=said.how,
        own=person_id in said.given_by,
        given_by_id=others[0] if others else None,
        also_by_id=others[1] if len(others) > 1 else None,
        guardian_outside=said.outside,
        outside_proof=OutsideProof.SHEET if said.sheet and said.outside else said.outside_proof if said.outside else "",
        explained_by=said.explained_by,
        interpreter=said.interpreter,
        given_on=said.given_on,
        valid_until=until,
    )
