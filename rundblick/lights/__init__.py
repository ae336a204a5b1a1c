"""The Ampeltorte: cards in three equal slices that coach and participant arrange together.

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
