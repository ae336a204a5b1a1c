"""Codes of the file, with the words on the screen."""

from django.db import models


class ClosingReason(models.TextChoices):
    """Why a case ends. No code judges anybody; that the person wishes to end needs no reason."""

    GOALS_REACHED = "goals_reached", "Ziele erreicht"
    WORK = "work", "Arbeit oder Ausbildung aufgenommen"
    BENEFIT_ENDED = "benefit_ended", "Leistungsbezug beendet"
    NOT_NEEDED = "not_needed", "Unterstützung wird nicht mehr gebraucht"
    PERSON_ENDS = "person_ends", "auf Wunsch der Person"
    PROGRAMME_ENDED = "programme_ended", "Programm beendet"
    HANDED_OVER = "handed_over", "an eine andere Stelle übergeben"
    MOVED_AWAY = "moved_away", "Umzug in einen anderen Bereich"
    OUT_OF_REACH = "out_of_reach", "kein Kontakt mehr möglich"
    DECEASED = "deceased", "Person verstorben"
    BY_MISTAKE = "by_mistake", "irrtümlich eröffnet"


class Responsible(models.TextChoices):
    """Who does the next step."""

    PERSON = "person", "die Person selbst"
    JOBCENTER = "jobcenter", "Jobcenter"
    PROVIDER = "provider", "Träger"
    THIRD = "third", "andere Stelle"


class OwnAction(models.TextChoices):
    """How much of an assisting service the person did (Handreichung 3.5.3; domain/gbb.md G24)."""

    SELF = "self", "selbst"
    TOGETHER = "together", "gemeinsam"
    FOR_PERSON = "for_person", "stellvertretend"


class GoalKind(models.TextChoices):
    """Levels of goals (Handreichung section 3.3; domain/gbb.md G13)."""

    LEAD = "lead", "Leitziel"
    AREA = "area", "Bereichsziel"
    ACTION = "action", "Handlungsziel"


class GoalStatus(models.TextChoices):
    """What became of a goal."""

    OPEN = "open", "in Arbeit"
    REACHED = "reached", "erreicht"
    DROPPED = "dropped", "nicht mehr verfolgt"


class FieldOfAction(models.IntegerChoices):
    """The five fields of action (Handreichung section 3.2; domain/gbb.md G4), called the same in every tool."""

    MONEY_AND_HOME = 1, "Geld und Wohnen"
    RELATIONS = 2, "Familie, Menschen und Stellen"
    MOTIVATION = 3, "Wünsche und Zuversicht"
    HEALTH = 4, "Kraft und Gesundheit"
    WORK = 5, "Bildung, Beruf und Beschäftigung"


class Rater(models.TextChoices):
    """Whose view it is."""

    PERSON = "person", "die Person selbst"
    COACH = "coach", "Fachkraft"


class Level(models.IntegerChoices):
    """Levels of attainment in general words; each goal may have its own (Goal Attainment Scaling)."""

    MUCH_LESS = -2, "viel weniger als erhofft"
    LESS = -1, "etwas weniger als erhofft"
    EXPECTED = 0, "wie erhofft"
    MORE = 1, "etwas mehr als erhofft"
    MUCH_MORE = 2, "viel mehr als erhofft"
