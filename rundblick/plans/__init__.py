"""Plans: the Kooperationsplan and its relatives in versions, built from goals and steps.

The room may use the counselling tools, `cases` and everything below; it must not know journeys, outcomes and reports.
"""
