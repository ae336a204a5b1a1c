"""The one exception of this room: extracts or questions that cannot be, in German words for whoever asked."""

from collections.abc import Sequence

MOST = 20
"""So many findings are told; the rest is a number."""


class BadExtract(ValueError):
    """Nothing can be counted. `code` is stable, for programs; `findings` say file and place, without any value of a
    person's row except the cell that is no number.

    Codes: `no_files`, `codebook`, `schema_version`, `differs`, `columns`, `cell`, `content`, `question`, `needs`.
    """

    def __init__(self, code: str, text: str, findings: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.code = code
        self.findings = list(findings[:MOST])
        self.not_told = max(0, len(findings) - MOST)

    @property
    def lines(self) -> list[str]:
        """All that is told, one sentence after the other."""
        more = [f"… und {self.not_told} weitere"] if self.not_told else []
        return [str(self), *self.findings, *more]
