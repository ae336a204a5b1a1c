"""What a Jobcenter and one agency keep together about one person: messages, requests, dates, agreements, documents.

There is no table of rooms: a common sheet is open while a door of the agency carries the topic of working together.
The room may use `cases` and everything below; it must not know referrals, conferences and reports.
"""
