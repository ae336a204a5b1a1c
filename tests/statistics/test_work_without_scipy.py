"""Without SciPy nothing is guessed: what needs it says so, everything else works."""

import sys
from collections.abc import Callable

import pytest

from rundblick.statistics.agreement import bland_altman, cohen_kappa, icc_a1
from rundblick.statistics.change import paired_change
from rundblick.statistics.effects import effects
from rundblick.statistics.intervals import compare_two_shares, wilson
from rundblick.statistics.limits import funnel_limits, funnel_plot
from rundblick.statistics.paired import paired_t, wilcoxon
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.reliability import cronbach_alpha
from rundblick.statistics.survival import Lasting, kaplan_meier, restricted_mean

BEFORE, AFTER = [1.0, 2, 3, 4, 6], [2.0, 4, 3, 7, 5]


@pytest.fixture(autouse=True)
def no_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scipy", "scipy.special", "scipy.stats"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: paired_t(BEFORE, AFTER),
        lambda: wilcoxon(BEFORE, AFTER),
        lambda: cronbach_alpha([[1, 2], [2, 3], [4, 3]]).interval(),
        lambda: icc_a1([BEFORE, AFTER]),
        lambda: funnel_limits(0.3, 20),
        lambda: funnel_plot({"A": (3, 10), "B": (4, 10)}),
    ],
)
def test_what_needs_scipy_says_so(ask: Callable[[], object]) -> None:
    with pytest.raises(CannotCompute, match="SciPy") as refused:
        ask()
    assert refused.value.code == "needs_scipy"


def test_everything_else_is_computed() -> None:
    assert paired_change(BEFORE, AFTER).moves.improved == 3
    assert None not in (effects(BEFORE, AFTER).d_z, effects(BEFORE, AFTER).g_av)
    assert cronbach_alpha([[1, 2], [2, 3], [4, 3]]).alpha > 0
    assert restricted_mean(kaplan_meier([Lasting(400, True)] * 3)).days == 365
    assert cohen_kappa([1, 2, 2], [1, 2, 1], categories=[1, 2]).kappa > 0
    assert bland_altman(BEFORE, AFTER).n == 5
    assert wilson(1, 3)[0] > 0 and compare_two_shares((1, 3), (2, 3)).may_be_chance
