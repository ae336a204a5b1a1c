"""Tables of the room: needs, referrals with their steps and preparation, looks from both sides, links, costs."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Grant, Organisation, User
from rundblick.consent.models import Consent
from rundblick.people.models import Person
from rundblick.referrals.codes import Company, Going, Mode, Point, Refusal, Result, Side, Source, State, Verdict, Way
from rundblick.referrals.kinds import Kind, area_label, kind_of
from rundblick.referrals.rules import Happened
from rundblick.web.clock import now

_HELP = casework(
    "Wege in Hilfen gemeinsam vorbereiten, begleiten und nachhalten",
    "Handreichung 3.4.1, 3.4.2 und 3.5.1; PRO AKTIV 2.2.2; ohne den Verlauf geht niemand einer Anfrage nach",
)
_COST = Personal(
    "Ermessensentscheidung über eine kommunale Eingliederungsleistung nachvollziehbar halten",
    "§ 16a SGB II, § 39 SGB I, § 35 SGB X",
    "Ermessen muss mit seinen Gründen nachprüfbar sein",
    "3 Jahre nach Ende des Falls",
)
_ANSWER = casework("Eine Stelle kann ohne Konto antworten, wie weit es ist", "Nur Tage und Stand, keine Namen")
_BOTH = Door(topic="cooperation", subject="person_id", sides=Sides(agency="agency_id"))
_HOUSE = Door(topic="notes", subject="person_id")


@tracked
class Need(DossierScoped):
    """What one member needs, by the area of help it belongs to; half-open days. Read by the house alone."""

    person_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.CharField("Bereich", max_length=40)
    since = models.DateField("seit")
    ended_on = models.DateField("erledigt am", null=True, blank=True)

    door = _HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("person", "area", "since", "ended_on"), _HELP)

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_need_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="ref_need_ends_after_beginning"
            )
        ]

    @property
    def label(self) -> str:
        """What the area is called."""
        return area_label(self.area)


@tracked
class Referral(DossierScoped):
    """One way to one help; parallel tries are several referrals of one need.

    `organisation`: the house of this installation that is meant, else `office` in words. `agency`: the same house once
    the referral was handed to it; only then do its guests read and answer, and only while a door stands.
    """

    person_id: uuid.UUID
    need_id: uuid.UUID
    organisation_id: uuid.UUID | None
    agency_id: uuid.UUID | None
    get_mode_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField("Art der Hilfe", max_length=40)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="liest mit"
    )
    office = EncryptedTextField("Stelle in Worten", null=True, blank=True)
    reach = EncryptedTextField("Wie erreichbar?", null=True, blank=True)
    mode = models.CharField("Wer macht den Weg?", max_length=10, choices=Mode.choices)
    begun_on = models.DateField("begonnen am")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    version = models.PositiveIntegerField(default=1)

    door = _BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "need", "kind", "organisation", "agency", "office", "reach", "mode", "begun_on", "author"), _HELP
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_referral_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(agency=F("organisation")),
                name="ref_referral_handed_to_whom_it_names",
            )
        ]

    @property
    def sort(self) -> Kind:
        """The kind as the catalogue describes it."""
        return kind_of(self.kind)

    @property
    def place(self) -> str:
        """Where it leads; "" when nobody has chosen yet."""
        return self.organisation.name if self.organisation else self.office or ""


@tracked
class Preparation(DossierScoped):
    """One point before somebody goes, in their words. `agency`: the agency to which it was given along."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    get_point_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="points")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    point = models.CharField("Punkt", max_length=10, choices=Point.choices)
    text = EncryptedTextField("in eigenen Worten")
    given_along = models.BooleanField("der Stelle mitgeben", default=False)

    door = _BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "referral", "agency", "point", "text", "given_along"), _HELP
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_preparation_by_dossier")]
        constraints = [
            models.UniqueConstraint(fields=["referral", "point"], name="ref_preparation_once_per_point"),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(given_along=True), name="ref_preparation_given_only_on_purpose"
            ),
        ]


@tracked
class Step(DossierScoped):
    """Something that happened on the way: an attempt, a change, or what the agency said.

    `agency`: whose answer it is; what the house notes names none and is read by the house alone. `undone_at`: taken
    back, because it was a mistake; it stays in the history. `seen_at`: when the house has read an agency's answer.
    """

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    referral_id: uuid.UUID
    get_state_display: Callable[[], str]
    get_way_display: Callable[[], str]
    get_company_display: Callable[[], str]
    get_result_display: Callable[[], str]
    get_refusal_display: Callable[[], str]
    get_source_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("was", max_length=12, choices=[one for one in State.choices if one[0] != State.BEGUN])
    on = models.DateField("am")
    way = models.CharField("wie", max_length=12, choices=Way.choices, blank=True, default="")
    reached = models.BooleanField("erreicht", null=True, blank=True)
    expected_on = models.DateField("erwartet am", null=True, blank=True)
    company = models.CharField("Begleitung", max_length=8, choices=Company.choices, blank=True, default="")
    result = models.CharField("Ergebnis", max_length=12, choices=Result.choices, blank=True, default="")
    refusal = models.CharField("Grund der Stelle", max_length=14, choices=Refusal.choices, blank=True, default="")
    said = EncryptedTextField("Was wurde gesagt?", null=True, blank=True)
    source = models.CharField("Quelle", max_length=8, choices=Source.choices, default=Source.HOUSE)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="festgehalten von"
    )
    recorded_at = models.DateTimeField("eingetragen", default=now)
    seen_at = models.DateTimeField("gelesen", null=True, blank=True)
    undone_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = _BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "agency",
            "state",
            "on",
            "way",
            "reached",
            "expected_on",
            "company",
            "result",
            "refusal",
            "said",
            "source",
            "author",
            "recorded_at",
            "seen_at",
            "undone_at",
        ),
        _HELP,
    )

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "person"], name="ref_step_by_dossier"),
            models.Index(
                fields=["dossier"],
                condition=Q(seen_at__isnull=True, undone_at__isnull=True) & ~Q(source=Source.HOUSE),
                name="ref_step_unseen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.ENDED) ^ Q(result=""), name="ref_step_has_a_result_when_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(result=Result.DECLINED), name="ref_step_reason_is_the_agencys"
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.NOT_WANTED) | Q(said__isnull=True), name="ref_step_not_wanted_has_no_reason"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.HOUSE) | Q(said__isnull=True), name="ref_step_of_an_agency_has_no_words"
            ),
        ]

    def happened(self) -> Happened:
        """The step as the rules read it."""
        return Happened(
            state=State(self.state),
            on=self.on,
            at=self.recorded_at,
            reached=self.reached,
            expected_on=self.expected_on,
            result=self.result,
        )


@tracked
class Look(DossierScoped):
    """How a running help goes, from one side. `agency`: given by its guest, else noted here. It rates nobody's work."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    get_side_display: Callable[[], str]
    get_going_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="looks")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField("aus Sicht von", max_length=8, choices=Side.choices)
    on = models.DateField("am")
    going = models.CharField("Wie läuft es?", max_length=8, choices=Going.choices)
    words = EncryptedTextField("in eigenen Worten", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = _BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "referral", "agency", "side", "on", "going", "words", "author"), _HELP
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_look_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.AGENCY) | Q(agency__isnull=True), name="ref_look_of_the_person_stays_in_the_house"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(words__isnull=True), name="ref_look_of_an_agency_has_no_words"
            ),
        ]


@tracked
class AnswerLink(DossierScoped):
    """A link by which an agency says once how far it is, without an account (only the digest of its token is kept).

    `reference`: the only thing the page tells, chosen by the coach. It rests on a door of the agency (`grant`), on a
    consent that names the office (`consent`), or was handed to the person (`by_hand`); it ends with what it rests on.
    `address`: where it was mailed, if it was.
    """

    person_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True)
    reference = models.CharField("Aktenzeichen", max_length=20)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField("der Person mitgegeben", default=False)
    address = EncryptedTextField("E-Mail-Adresse der Stelle", null=True, blank=True)
    state = models.CharField("Versand", max_length=20, blank=True, default="")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="erzeugt von")
    created_at = models.DateTimeField("erzeugt", default=now)
    valid_until = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = _HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "token_hash",
            "reference",
            "grant",
            "consent",
            "by_hand",
            "address",
            "state",
            "author",
            "created_at",
            "valid_until",
            "used_at",
            "revoked_at",
        ),
        _ANSWER,
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_answer_link_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(grant__isnull=False) | Q(consent__isnull=False) | Q(by_hand=True),
                name="ref_answer_link_rests_on_something",
            )
        ]

    @property
    def open(self) -> bool:
        """Whether it was neither used nor taken back and is not over; what it rests on is asked in the database."""
        return self.used_at is None and self.revoked_at is None and self.valid_until > now()


@tracked
class Approval(DossierScoped):
    """A proposal for a help of § 16a SGB II, the reasons that were weighed, and what was decided. No notice is made.

    `decided_by`: in whose hands the decision lay, as a function; the person who wrote it down is `recorded_by`.
    """

    person_id: uuid.UUID
    get_verdict_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="approvals")
    proposal = EncryptedTextField("Was wird vorgeschlagen?")
    reasons = EncryptedTextField("Was spricht dafür, was dagegen?")
    amount = models.DecimalField("Betrag in Euro", max_digits=9, decimal_places=2, null=True, blank=True)
    proposed_on = models.DateField("vorgeschlagen am")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="vorgeschlagen von")
    verdict = models.CharField("Entscheidung", max_length=10, choices=Verdict.choices, blank=True, default="")
    grounds = EncryptedTextField("Tragende Gründe", null=True, blank=True)
    decided_on = models.DateField("entschieden am", null=True, blank=True)
    decided_by = models.CharField("Wer hat entschieden?", max_length=80, blank=True, default="")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eingetragen von"
    )
    version = models.PositiveIntegerField(default=1)

    door = _HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "proposal",
            "reasons",
            "amount",
            "proposed_on",
            "proposed_by",
            "verdict",
            "grounds",
            "decided_on",
            "decided_by",
            "recorded_by",
        ),
        _COST,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_approval_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_on__isnull=True)
                | (~Q(verdict="") & Q(decided_on__isnull=False) & Q(grounds__isnull=False)),
                name="ref_approval_decided_with_grounds",
            )
        ]
