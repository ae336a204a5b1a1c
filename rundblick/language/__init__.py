"""What German words do to a reader: how hard a text is, and what a note about a person should not say, and why.

Pure functions over text. May use the reading of YAML files in `catalogue` and nothing above. Must not know Django, the
database, or what a case, a note or a user is: whoever asks hands over the text, and what comes back is not kept here
(design rule 8: results stay with the author). Nothing here blocks anything; every finding explains itself.

    findings = check(text, has_next_step=True)
    hint = first(findings)
"""

from rundblick.language.checking import Finding, check, first, modules_share
from rundblick.language.readability import Measures, measure
from rundblick.language.wording import KINDS, Kind

__all__ = ["KINDS", "Finding", "Kind", "Measures", "check", "first", "measure", "modules_share"]
