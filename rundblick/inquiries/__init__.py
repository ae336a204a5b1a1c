"""Questions to the benefits department, asked from a case and answered with a day: who asks, who reads, what came.

The clerk who is asked reads the question, what was attached and the name it is about, and nothing else of the case.
The room may use `cases` and everything below; it must not know common sheets, referrals, conferences and reports.
"""
