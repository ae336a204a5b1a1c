"""Approving the words people are asked with: what stands, and the verbs of the data protection."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from rundblick.access.context import Context, reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.access.roles import Role
from rundblick.consent.errors import Refused
from rundblick.consent.models import TextDecision
from rundblick.consent.wording import Language, Purpose, Translation, Version, languages, purposes
from rundblick.web.clock import now

GERMAN = "de"
REREAD = "Inzwischen hat sich hier etwas geändert. Bitte lesen Sie den Text noch einmal und entscheiden Sie dann."

Key = tuple[str, int, str]
"""Purpose, version, language."""


class Status(StrEnum):
    """How the words of one version in one language stand."""

    DELIVERED = "delivered"
    APPROVED = "approved"
    CHANGED = "changed"
    DRAFT = "draft"


@dataclass(frozen=True)
class Text:
    """The words of one version of a purpose in one language. `translation`: None for the German ones.

    `former`: a later version is in force already.
    """

    purpose: Purpose
    version: Version
    translation: Translation | None
    former: bool = False

    @property
    def language(self) -> str:
        """Code of the language."""
        return self.translation.language if self.translation else GERMAN

    @property
    def spoken(self) -> Language | None:
        """The language, None for German."""
        return self.translation.spoken if self.translation else None

    @property
    def language_label(self) -> str:
        """What the language is called in German."""
        return self.spoken.german if self.spoken else "Deutsch"

    @property
    def key(self) -> Key:
        """Purpose, version, language."""
        return self.purpose.code, self.version.version, self.language

    @property
    def fingerprint(self) -> str:
        """SHA-256 of exactly these words."""
        return self.translation.fingerprint if self.translation else self.purpose.fingerprint_of_both(self.version)

    def status(self, latest: TextDecision | None) -> Status:
        """How they stand, with the latest decision about them. What the files say is approved needs none."""
        if (self.translation or self.version).status == "freigegeben":
            return Status.DELIVERED
        if latest is None or not latest.approved:
            return Status.DRAFT
        return Status.APPROVED if latest.text_hash == self.fingerprint else Status.CHANGED


def texts_of(purpose: Purpose, version: Version, *, former: bool = False) -> list[Text]:
    """The German words of a version and their translations."""
    return [
        Text(purpose, version, None, former),
        *(Text(purpose, version, one, former) for one in purpose.translated(version).values()),
    ]


def text_of(code: str, version: int, language: str) -> Text:
    """One text of the library. Raises LookupError when there is none."""
    purpose = purposes()[code]
    found = [one for one in texts_of(purpose, purpose.version(version)) if one.language == language]
    if not found:
        raise LookupError(f"no such text of {code}")
    return found[0]


def approved_words() -> frozenset[str]:
    """Fingerprints of all words whose latest decision is an approval. One query."""
    return frozenset(row.text_hash for row in latest().values() if row.approved)


def latest() -> dict[Key, TextDecision]:
    """The latest decision about each text. One query."""
    rows = TextDecision.objects.order_by("purpose", "version", "language", "-decided_at", "-pk")
    rows = rows.distinct("purpose", "version", "language").select_related("decided_by", "organisation")
    return {(row.purpose, row.version, row.language): row for row in rows}


def history(text: Text) -> list[TextDecision]:
    """Everything decided about one text, the latest first. One query."""
    return list(_about(text).select_related("decided_by", "organisation"))


def may_decide(context: Context, house: Organisation | None) -> bool:
    """Whether the context is the data protection of a Jobcenter. `house`: where its user works."""
    return context.has_role(Role.DPO) and house is not None and house.kind == Organisation.Kind.JOBCENTER


def approve(*, text: Text, read: str, by: User, token: uuid.UUID) -> TextDecision:
    """Approve exactly the words with the fingerprint `read`. A form sent twice makes one row (`token`).

    Raises Refused when the words are others by now, or when they are approved already.
    """
    return _decide(text=text, read=read, by=by, token=token, approved=True, why="")


def take_back(*, text: Text, read: str, by: User, token: uuid.UUID, why: str) -> TextDecision:
    """Take an approval back, for what lies ahead. Raises Refused without a reason and where there is none."""
    if not why.strip():
        raise Refused("Bitte sagen Sie in einem Satz, warum.", "reason")
    return _decide(text=text, read=read, by=by, token=token, approved=False, why=why.strip())


def _decide(*, text: Text, read: str, by: User, token: uuid.UUID, approved: bool, why: str) -> TextDecision:
    standing = _about(text).first()
    if standing is not None and standing.pk == token:
        return standing
    held = text.status(standing) in (Status.APPROVED, Status.DELIVERED)
    if read != text.fingerprint or held is approved or text.status(standing) is Status.DELIVERED:
        raise Refused(REREAD)
    purpose, version, language = text.key
    with reason("consent.text.approve" if approved else "consent.text.take_back"):
        return insert_once(
            TextDecision(
                pk=token,
                organisation=by.organisation,
                purpose=purpose,
                version=version,
                language=language,
                text_hash=text.fingerprint,
                approved=approved,
                reason=why,
                decided_by=by,
                decided_at=now(),
            ),
            within="text_hash",
        )


def _about(text: Text) -> QuerySet[TextDecision]:
    purpose, version, language = text.key
    rows = TextDecision.objects.filter(purpose=purpose, version=version, language=language)
    return rows.order_by("-decided_at", "-pk")


def all_languages() -> list[tuple[str, str]]:
    """Code and German name of every language a text may have, German first."""
    return [(GERMAN, "Deutsch"), *((code, language.german) for code, language in languages().items())]
