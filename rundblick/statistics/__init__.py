"""Pure figures: shares with their denominators, multiple response, funnels, protection of small cells.

May use the standard library only. Must not know Django, the database, or what a person, a case or a programme
is: it counts what it is handed. Every function is deterministic and says what it does with missing answers.
"""
