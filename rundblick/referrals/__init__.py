"""From a need to a help that holds: what was tried where, how far it is, who answered, and what came of it.

The room may use `cases` and everything below; it must not know the tools beside it, plans and reports. Rows of a
referral know two sides: the house that leads the case, and the one agency to which the referral was handed.
"""
