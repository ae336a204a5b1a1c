"""Changes in which one office ends and another begins: what happens when, who takes over, and whether somebody arrived.

The room may use `cases` and everything below; it must not know the tools beside it, plans and reports.
"""
