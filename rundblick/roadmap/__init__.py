"""Fahrplan Arbeitsmarkt: nine steps towards work at the person's pace, tickets of several authors, an own folder.

The person decides whether, when and how far. The folder is theirs: no colleague reads a page they do not show. The
room may use `cases` and everything below; it must not know the other tools, plans and reports.
"""
