"""Pictures as SVG made on the server: the same on the screen, on paper and for the participant.

Every function is pure and returns a `Picture`: an SVG with title and description, and a table that says the
same in words. Series differ by pattern as well as by colour, so that black-and-white prints and colour-blind
readers lose nothing. Colours come from KERN's tokens through CSS classes; presentation attributes repeat them
for readers without the style sheet, such as typst.
"""

from rundblick.web.pictures.bars import Bar, Share, horizontal_bars, share_bar, target_progress
from rundblick.web.pictures.curve import CurveMark, CurveStep, duration_curve
from rundblick.web.pictures.drawing import Picture
from rundblick.web.pictures.funnel import FunnelStep, Reason, grouped_funnel
from rundblick.web.pictures.moves import MovesFrom, moves_by_start
from rundblick.web.pictures.periods import Period, PeriodRow, periods
from rundblick.web.pictures.scatter import ChanceAt, GroupDot, chance_funnel
from rundblick.web.pictures.staircase import Stair, staircase

__all__ = [
    "Bar",
    "ChanceAt",
    "CurveMark",
    "CurveStep",
    "FunnelStep",
    "GroupDot",
    "MovesFrom",
    "Period",
    "PeriodRow",
    "Picture",
    "Reason",
    "Share",
    "Stair",
    "chance_funnel",
    "duration_curve",
    "grouped_funnel",
    "horizontal_bars",
    "moves_by_start",
    "periods",
    "share_bar",
    "staircase",
    "target_progress",
]
