"""Companion mode: what of a talk belongs into the leading file of another system, and whether it was copied there.

The room may use `situation`, `cases` and everything below; it must not know the other tools. In an installation that is
the leading file itself none of its pages exists.
"""
