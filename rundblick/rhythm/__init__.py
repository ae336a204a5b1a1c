"""How often somebody is spoken with: the last talk, the next appointment, and the rhythm that holds for this person.

The room may use `cases` and everything below; it must not know the other tools, plans and reports. What it counts
is for whoever works with the case in their own name, and for nobody else (design rule 8).
"""
