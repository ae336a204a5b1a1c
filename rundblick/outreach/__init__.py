"""Seeking contact with somebody who is not reached: attempts as offers, the next sensible step, and when to stop.

The room may use `cases` and everything below; it must not know the other tools, plans and reports. It counts nothing
towards any consequence (design rule 9), and its numbers are no figure about staff (rule 8).
"""
