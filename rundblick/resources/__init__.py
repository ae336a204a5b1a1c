"""The Ressourcenkarte: four levels, five sections, three perspectives, and the helps that are planned.

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
