"""The biography: education, work and life events on one timeline, abilities, languages, interests, mobility.

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
