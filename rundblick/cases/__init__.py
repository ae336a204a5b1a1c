"""The file of a household: talks, next steps, tasks, goals, and the page that shows it all.

A case is one-to-one with its dossier and carries the same id, so that every room that knows a dossier can lead to
its page. The room may use `calendar`, `programmes`, `people`, `access` and everything below; it must not know
journeys, outcomes or reports, which hang their parts into the case page through hooks.

Every row belongs to one member and stays hidden from the other members unless that member wishes otherwise
(`shared`; design rule 6). A talk with several members is one note per member with the same `talk`; a note without a
person is the household's and open to all. The own concern is not a field of the case: it is what a member said
last, so that no member reads another's. Next steps of a talk are tasks with a note.

Goals hang in a tree; one that several carry is one row per member (decision 15), and what stands behind it never leaves
its person.
"""
