"""Rückmeldung: how a talk was for the person, openly to their coach or without a name, and whether a letter was clear.

An open answer is read by the one coach it is meant for and by the person; answers without a name belong to a house and
a quarter, and are counted by the database alone. Nobody is rated with either. The room may use `cases` and everything
below; it must not know journeys, work, plans and reports.
"""
