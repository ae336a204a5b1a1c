"""The Wochenplan: the week of a whole household, when a child has nobody, and what happens when care fails.

The room may use `cases` and everything below; it must not know the other tools, plans and reports. The household view
above takes from it what comes up about care.
"""
