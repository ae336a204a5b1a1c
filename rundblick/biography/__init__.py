"""The biography: education, work and life events on one timeline, abilities, languages, interests, mobility.

Two pages per member: the timeline (`Stretch`, and `Activity` for what goes on now) and the profile beside it
(`Interests`, `Ability`, `Language`, `Mobility`). All are dated statements in the person's own words; nothing is tested,
and time between two stretches is nothing that has to be explained. Pure parts: `moments` (years and months), `rules`
(reading pasted lines), `picture` (the drawing).

The room may use `cases` and everything below; it must not know the other tools, plans
and reports.
"""
