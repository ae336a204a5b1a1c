"""Reha und Teilhabe of one person: insurer, talks with the Teilhabeberatung, applications, who says what.

What stands here as code and day is ordinary and shared with the agency named; every word is about health, encrypted and
behind its own consents. The room may use `cases` and everything below; it must not know its neighbours and reports.
"""
