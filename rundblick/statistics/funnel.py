"""How far people get in a process of ordered steps, and why they stop (user journey)."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rundblick.statistics.responses import Responses, count_responses

S = TypeVar("S", bound=Hashable)


@dataclass(frozen=True, slots=True)
class FunnelStep(Generic[S]):
    """One step: who got here, who stopped right before it, and the reasons they gave there.

    `reached` and `dropped` hold the subjects, in the order they were handed in, so that a figure can be opened.
    `dropped` are those who took the step before (or started) but not this one. `reasons` is multiple response.
    """

    code: str
    reached: tuple[S, ...]
    dropped: tuple[S, ...]
    reasons: Responses


@dataclass(frozen=True, slots=True)
class Funnel(Generic[S]):
    """Steps in order. `subjects` started; `gaps` are subjects with a later step but not all earlier ones."""

    subjects: tuple[S, ...]
    steps: tuple[FunnelStep[S], ...]
    gaps: tuple[S, ...]

    def step(self, code: str) -> FunnelStep[S]:
        """The step of that code. Raises KeyError."""
        for step in self.steps:
            if step.code == code:
                return step
        raise KeyError(code)

    def reached(self, code: str) -> int:
        """How many got to this step. Raises KeyError for an unknown one."""
        return len(self.step(code).reached)


def funnel(
    steps: Sequence[str],
    reached: Mapping[S, Collection[str]],
    reasons: Mapping[S, Mapping[str, Collection[str]]] | None = None,
    reason_order: Sequence[str] = (),
) -> Funnel[S]:
    """Build the funnel from the set of reached steps per subject.

    The furthest step counts: somebody who takes part has passed all steps before, also where a paper sheet
    left a cell empty; such subjects are listed in `gaps`. `reasons` gives, per subject and step, the reasons for a
    "no" at that step; only those at the step where the subject stopped are counted. Raises ValueError for
    steps named twice or unknown ones.
    """
    if len(set(steps)) != len(steps):
        raise ValueError("a step is named twice")
    known = set(steps)
    for subject, got in reached.items():
        if unknown := set(got) - known:
            raise ValueError(f"{subject!r}: unknown step {sorted(unknown)[0]!r}")
    height = {subject: _height(steps, got) for subject, got in reached.items()}
    why: Mapping[S, Mapping[str, Collection[str]]] = reasons or {}
    built = []
    for place, code in enumerate(steps):
        stopped = tuple(subject for subject in reached if height[subject] == place)
        answers = [why.get(subject, {}).get(code, ()) for subject in stopped]
        built.append(
            FunnelStep(
                code=code,
                reached=tuple(subject for subject in reached if height[subject] > place),
                dropped=stopped,
                reasons=count_responses(answers, reason_order),
            )
        )
    gaps = tuple(subject for subject, got in reached.items() if len(set(got)) < height[subject])
    return Funnel(tuple(reached), tuple(built), gaps)


def _height(steps: Sequence[str], got: Collection[str]) -> int:
    return max((place + 1 for place, code in enumerate(steps) if code in got), default=0)
