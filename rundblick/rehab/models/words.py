"""What is said in words: about health, encrypted, opened by consents alone."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import User
from rundblick.consent.models import Consent
from rundblick.rehab.codes import About, Question
from rundblick.rehab.models.base import OfPerson

_WORDS = Personal(
    "Teilhabebedarfe gemeinsam klären, unterschiedliche Einschätzungen auflösen",
    "Art. 9 Abs. 2 Buchst. a DSGVO, § 67b Abs. 2 SGB X (ausdrückliche Einwilligung)",
    "PRO AKTIV 114, 123: Ohne Antworten auf die vier Fragen gibt es keinen begründeten Antrag",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Divergence(OfPerson):
    """The two houses assess something differently; open until both know what holds. About health."""

    get_about_display: Callable[[], str]

    about = models.CharField("Worum geht es?", max_length=10, choices=About.choices)
    since = models.DateField("seit")
    settled_on = models.DateField("geklärt am", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = Door(topic="health", subject="person_id", sides=Sides(agency="agency_id"))
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "agency", "about", "since", "settled_on", "author"), _WORDS
    )

    class Meta:
        verbose_name = "Unterschiedliche Einschätzung"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("since")), name="divergence_settled_after"
            ),
            models.CheckConstraint(condition=Q(agency__isnull=False), name="divergence_with_an_agency"),
        ]


@tracked
class Statement(OfPerson):
    """What one house says to a question of the Clearing, or where assessments diverge. About health, encrypted.

    `for_house`: the Jobcenter reads it; what an agency says reaches it only under a `release` by the person.
    """

    get_question_display: Callable[[], str]
    divergence_id: uuid.UUID | None

    question = models.CharField("Frage", max_length=10, choices=Question.choices, blank=True, default="")
    divergence = models.ForeignKey(
        Divergence, on_delete=models.CASCADE, null=True, blank=True, related_name="statements"
    )
    from_agency = models.BooleanField("von der Stelle")
    text = EncryptedTextField("Antwort")
    for_house = models.BooleanField("das Jobcenter liest mit", default=True)
    release = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Entbindung"
    )
    written_at = models.DateTimeField("geschrieben")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschrieben von")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="health", subject="person_id", sides=Sides(agency="agency_id", house="for_house"))
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "agency",
            "question",
            "divergence",
            "from_agency",
            "text",
            "for_house",
            "release",
            "written_at",
            "author",
        ),
        _WORDS,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Antwort zu Reha und Teilhabe"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person", "agency", "from_agency", "question", "divergence"],
                nulls_distinct=False,
                name="statement_once_per_side",
            ),
            models.CheckConstraint(
                condition=Q(question="", divergence__isnull=False) | (~Q(question="") & Q(divergence__isnull=True)),
                name="statement_to_something",
            ),
            models.CheckConstraint(
                condition=Q(from_agency=False) | Q(for_house=False) | Q(release__isnull=False),
                name="statement_reaches_the_house_under_a_release",
            ),
            models.CheckConstraint(
                condition=Q(from_agency=True) | Q(for_house=True), name="statement_of_the_house_is_read"
            ),
            models.CheckConstraint(condition=Q(agency__isnull=False), name="statement_with_an_agency"),
        ]
