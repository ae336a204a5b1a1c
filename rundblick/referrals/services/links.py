"""Links by which an agency answers once without an account."""

import datetime as dt
import secrets
import uuid

from rundblick.access.context import reason
from rundblick.access.models import Grant, User
from rundblick.access.once import insert_once
from rundblick.access.tokens import digest, outside
from rundblick.calendar.errors import Refused
from rundblick.consent.models import Consent
from rundblick.post.models import OutgoingMail
from rundblick.post.services import channels, put_for
from rundblick.referrals.codes import State
from rundblick.referrals.models import AnswerLink, Referral, Step
from rundblick.referrals.services.held import held
from rundblick.web.clock import now

VALID_FOR = dt.timedelta(days=14)
CAUSE = "referrals"
SUBJECT = "Bitte um eine kurze Rückmeldung"
BODY = """Guten Tag,

wir bitten Sie um eine kurze Rückmeldung zu: {reference}

{url}

Der Link öffnet eine Seite ohne Anmeldung. Dort sagen Sie mit wenigen Klicks, wie weit es ist, und wählen einen Tag.
Namen oder Angaben zur Person stehen dort nicht und werden nicht gebraucht. Der Link gilt einmal, bis zum {until}.

Freundliche Grüße
{house}
"""
NO_MAIL = "Diese Installation verschickt keine E-Mails. Bitte geben Sie den Link mit."
NEEDS_CONSENT = "Eine E-Mail geht nur an eine Stelle, die mitlesen darf oder die eine Einwilligung nennt."
OVER = "Diese Vermittlung ist beendet; es gibt nichts mehr zu fragen."


def make_link(
    *,
    referral: Referral,
    author: User,
    reference: str,
    grant: Grant | None = None,
    consent: Consent | None = None,
    address: str = "",
    token: uuid.UUID | None = None,
) -> tuple[AnswerLink, str]:
    """A link that holds once and for fourteen days, and its address; former ones of this referral end.

    Rests on an agency's door or on a consent, else it is handed to the person. With `address` it is mailed. The address
    of the link is "" where the same form made it before. Raises Refused where nothing can be mailed, or it is over.
    """
    if address and OutgoingMail.Channel.MAIL not in channels():
        raise Refused(NO_MAIL)
    if address and grant is None and consent is None:
        raise Refused(NEEDS_CONSENT)
    secret = secrets.token_urlsafe(32)
    with reason("referrals.link"):
        row = held(referral)
        if Step.objects.filter(referral=row, state=State.ENDED, undone_at__isnull=True).exists():
            raise Refused(OVER)
        link = AnswerLink(
            id=token or uuid.uuid4(),
            dossier_id=row.dossier_id,
            person_id=row.person_id,
            referral=row,
            token_hash=digest(secret),
            reference=" ".join(reference.split()),
            grant=grant,
            consent=consent,
            by_hand=grant is None and consent is None,
            address=address or None,
            state=OutgoingMail.State.WAITING if address else "",
            author=author,
            valid_until=now() + VALID_FOR,
        )
        saved = insert_once(link)
        if saved is not link:
            return saved, ""
        former = AnswerLink.objects.filter(referral=row, used_at__isnull=True, revoked_at__isnull=True)
        former.exclude(pk=link.pk).update(revoked_at=now())
    url = outside("referrals:link", secret)
    if address:
        put_for(
            cause=CAUSE,
            message_id=link.pk,
            channel=OutgoingMail.Channel.MAIL,
            subject=SUBJECT,
            body=BODY.format(
                reference=link.reference,
                url=url,
                until=f"{link.valid_until.astimezone():%d.%m.%Y}",
                house=author.organisation.name if author.organisation else "",
            ),
        )
    return link, url


def revoke_link(*, link: AnswerLink) -> None:
    """The link is worthless in this second. Twice is harmless."""
    with reason("referrals.revoke"):
        AnswerLink.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=now())
