"""The Netzwerkkarte: persons and institutions around a household, as a drawing and as a list.

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
