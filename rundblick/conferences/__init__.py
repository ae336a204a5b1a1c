"""Talks of several houses about one case: planning, preparing, protocol, distribution, and what became of it.

The room may use `cases` and everything below. It must not know the tools, plans and reports, nor the other rooms in
which several houses work together. Who of a table reads what is decided by the doors (`models`), never by a page.
"""
