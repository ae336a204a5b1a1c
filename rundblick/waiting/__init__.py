"""What people wait for: since when, until about when, whom to ask and when, and what helps meanwhile.

The room may use `cases` and everything below; it must not know the other tools, plans and reports.
"""
