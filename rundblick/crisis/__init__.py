"""Krise: the emergency card of a house, and protocols of a crisis that very few may read.

A card holds no personal data of participants and works without the server. A protocol is a row with its own door
(decision 21): not in the story, the search, a list, the portal or on a print. There is no risk score, no flag on a
person and no field for suspicion. The room may use `cases` and everything below; it must not know the other tools,
plans and reports.
"""
