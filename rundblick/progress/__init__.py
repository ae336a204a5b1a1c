"""Steps below integration: dimensions of stability, rated by oneself and by others, before and after.

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
