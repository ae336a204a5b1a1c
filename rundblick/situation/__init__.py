"""The situation clarification: dated entries in five fields of action, the protected area, the Leistungsbild.

The room may use `cases`, `consent` and everything below; it must not know the other tools, plans
and reports.
"""
