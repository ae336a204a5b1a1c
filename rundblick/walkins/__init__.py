"""Walk-ins: somebody came by, in an office in the quarter, at open hours, at the bus. Kept for 14 days, without a case.

The room may use `cases` and everything below; it must not know the counselling tools, plans and reports. It creates no
person and no case: what is kept becomes the draft of a note, or goes.
"""
