"""Pure figures: shares with their denominators, change, duration, agreement, comparison, protection of small cells.

May use the standard library, and SciPy (extra `evaluation`) through `distributions`, which imports it only when
asked. Must not know Django, the database, or what a person, a case or a programme is: it counts what it is handed.
Every function is deterministic and says what it does with missing answers. `docs/statistics.md` lists them all.
"""
