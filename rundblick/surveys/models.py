"""Published questionnaires, surveys of one person and one wave, their sealed answers, and the keys of research."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import Door, Reference, System
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.people.models import Person
from rundblick.programmes.models import Participation
from rundblick.surveys.codes import ORDINARY, PROTECTED, Mode, Respondent
from rundblick.web.clock import now

_SURVEY = casework(
    "Sehen, was sich für jemanden verändert, und wonach das Programm fragt",
    "Antworten sind freiwillig; Fragen zur Gesundheit nur mit Einwilligung, getrennt und verschlüsselt",
)
_KEY = Personal(
    "Wellen einer Person in der Begleitforschung verbinden, ohne zu wissen, wer sie ist",
    "Art. 6 Abs. 1 Buchst. a, Art. 9 Abs. 2 Buchst. a, Art. 89 DSGVO, § 67b Abs. 2 SGB X",
    "Eine zufällige Nummer je Teilnahme und Projekt, die nur der Auswertungsdienst liest",
    "Ende des Projekts, spätestens mit der Akte",
)


class Questionnaire(models.Model):
    """A published questionnaire: the validated document, immutable, with its hash and version.

    Surveys point to the row they were begun with, so that a changed codebook never changes what somebody answered.
    `number` rises with each version of a code.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = models.Manager()
    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"code", "number", "title", "document", "sha256", "published_at", "published_by"}
    )

    class Meta:
        ordering = ["code", "number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="questionnaire_once_per_version")]
        triggers = [
            pgtrigger.ReadOnly(name="questionnaire_stays", exclude=["published_by"]),
            pgtrigger.Protect(name="questionnaire_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title}, Fassung {self.number}"


@tracked
class Survey(DossierScoped):
    """One person, one questionnaire, one wave, one view. Answers lie in `Answers`, a row per topic.

    `code` repeats that of the questionnaire, because a wave is asked once whatever the version. `completed_on` is
    empty while answers are still coming. Without a participation it belongs to no programme.
    """

    person_id: uuid.UUID
    participation_id: uuid.UUID | None
    questionnaire_id: uuid.UUID
    get_respondent_display: Callable[[], str]
    get_mode_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="surveys"
    )
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="surveys")
    code = models.CharField("Fragebogen", max_length=60)
    wave = models.CharField("Zeitpunkt", max_length=60)
    respondent = models.CharField("Wessen Sicht?", max_length=10, choices=Respondent.choices)
    mode = models.CharField("Wie wird geantwortet?", max_length=10, choices=Mode.choices)
    language = models.CharField("Sprache", max_length=5, default="de")
    begun_on = models.DateField("begonnen am")
    completed_on = models.DateField("abgeschlossen am", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic=ORDINARY, subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "participation",
            "questionnaire",
            "code",
            "wave",
            "respondent",
            "mode",
            "language",
            "begun_on",
            "completed_on",
            "author",
        ),
        _SURVEY,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Befragung"
        indexes = [models.Index(fields=["dossier", "person"], name="survey_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person", "code", "participation", "wave", "respondent"],
                nulls_distinct=False,
                name="survey_once_per_wave",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(completed_on__gte=F("begun_on")), name="survey_period"
            ),
        ]


@tracked
class Answers(DossierScoped):
    """The answers of a survey under one topic, as one sealed JSON object: {code of the question: answer}.

    Answers to questions about health have the topic `protected`: who holds no such door does not learn that there are
    any, and when the consent ends they are out of reach in that second.
    """

    person_id: uuid.UUID

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField("Thema", max_length=20)
    content = EncryptedTextField("Antworten")
    written_at = models.DateTimeField("festgehalten", default=now)

    door = Door(topic_column="topic", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("survey", "person", "topic", "content", "written_at"), _SURVEY
    )

    class Meta:
        verbose_name = "Antworten"
        constraints = [
            models.UniqueConstraint(fields=["survey", "topic"], name="answers_once_per_topic"),
            models.CheckConstraint(condition=Q(topic__in=[ORDINARY, PROTECTED]), name="answers_topic_known"),
        ]


class OwnSheet(DossierScoped):
    """A survey the person answers alone on the own page: handed out by the coach, sent back, and taken over.

    Until then the answers lie here, under the one topic through which a person may send anything. Questions about
    health are not among them; they are talked about.
    """

    person_id: uuid.UUID

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="own_sheet")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    wave = models.CharField("Zeitpunkt", max_length=60)
    language = models.CharField("Sprache", max_length=5, default="de")
    content = EncryptedTextField("Antworten", null=True, blank=True)
    handed_at = models.DateTimeField("bereitgelegt", default=now)
    sent_at = models.DateTimeField("abgeschickt", null=True, blank=True)

    door = Door(topic="tasks", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("survey", "person", "questionnaire", "wave", "language", "content", "handed_at", "sent_at"), _SURVEY
    )

    class Meta:
        verbose_name = "Befragung auf der eigenen Seite"


class ResearchKey(models.Model):
    """The number under which research knows one participation in one project. No door of the web role leads here.

    `member`: who of the household it is, where all of it takes part; otherwise the participation says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.CharField("Projekt", max_length=60)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    member = models.UUIDField(null=True, blank=True)
    key = models.CharField("Nummer", max_length=32, unique=True)

    objects: ClassVar[Any] = models.Manager()

    door = System(app="SELECT", read_policy="false")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("project", "participation", "member", "key"), _KEY)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Nummer der Begleitforschung"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "participation", "member"], nulls_distinct=False, name="research_key_once"
            )
        ]
