"""What of a talk belongs into the leading file, as plain text. Pure."""

import datetime as dt
from collections.abc import Sequence

from rundblick.web.german import german_date


def copy_of(
    *,
    on: dt.date,
    setting: str,
    sentence: str,
    agreements: str,
    steps: Sequence[tuple[str, str, dt.date | None]],
    needs: str,
) -> str:
    """The talk in the words of the 4-Phasen-Modell: what mattered, what was agreed, next steps, needs.

    `steps`: (what, who, until when). What the person said in their own words, the summary and the protected area are
    no arguments of this function, so that they cannot slip in.
    """
    parts = [f"Beratung am {german_date(on)}, {setting}", sentence]
    if agreements:
        parts.append(f"Vereinbarungen\n{agreements}")
    if steps:
        lines = (f"- {what} ({who}{f', bis {german_date(until)}' if until else ''})" for what, who, until in steps)
        parts.append("Nächste Schritte\n" + "\n".join(lines))
    if needs:
        parts.append(f"Handlungsbedarf\n{needs}")
    return "\n\n".join(parts)
