"""The person's own copy of what the file holds about them (Art. 15 DSGVO): frozen, looked through, redacted, released.

The room asks all others through the registry `export` and may use `cases` and everything below; it must not know the
tools, plans, reports or the participants' pages. What it freezes is read by the one who prepared it and by nobody else,
because it was collected through that person's doors.
"""
