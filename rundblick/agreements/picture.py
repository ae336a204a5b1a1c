"""Pictures of the room."""

from collections.abc import Mapping, Sequence

from rundblick.agreements.codes import Stage
from rundblick.agreements.models import Agreement, Wording
from rundblick.web import pictures
from rundblick.web.german import german_date
from rundblick.web.pictures import Picture


def stages(counts: Mapping[str, int]) -> Picture:
    """How many agreements stand at each stage."""
    return pictures.horizontal_bars(
        title="Wo die Vereinbarungen stehen",
        bars=[pictures.Bar(label=stage.label, value=counts[stage]) for stage in Stage],
        key="stages",
    )


def holding(agreement: Agreement, wordings: Sequence[Wording]) -> int:
    """The number of the version by which an agreement stands where it stands."""
    return max((one.number for one in wordings if one.stage == agreement.stage), default=0)


def way(agreement: Agreement, wordings: Sequence[Wording]) -> Picture:
    """From key points to a contract: the stages, each with the day it was last reached on the way to what holds."""
    reached = {one.stage: one.on for one in wordings if one.number <= holding(agreement, wordings)}
    order = [Stage.KEY_POINTS, Stage.DRAFT, Stage.SIGNED]
    if agreement.stage == Stage.ENDED:
        order.append(Stage.ENDED)
    here = order.index(Stage(agreement.stage))
    return pictures.staircase(
        title="Von den Eckpunkten zum Vertrag",
        stairs=[
            pictures.Stair(
                label=stage.label,
                state="now" if place == here else "done" if place < here else "open",
                note=german_date(reached[stage]) if stage in reached else "",
            )
            for place, stage in enumerate(order)
        ],
        done="liegt zurück",
        now="jetzt",
        ahead="noch offen",
        key="way",
    )
