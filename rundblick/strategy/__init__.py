"""The joint strategy talk of a household: what each member could do about income, and what became of it.

The room may use `cases` and everything below; it must not know the other tools, plans and reports.
"""
