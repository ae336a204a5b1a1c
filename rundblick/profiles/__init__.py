"""The job profile: what somebody can, wants and needs at work, in their own words and on their terms.

One statement per member (`JobProfile`) holds what they say about tasks, times and conditions of work; target
occupations (`Target`) are statements with a history. Abilities, languages, mobility and interests stay where they are
told, in `biography`, and are read there: nothing is asked twice. What leaves the house (a sheet for an employer, a
card) rests on a consent of its own and is never more than what was chosen and looked at together.

The room may use `biography` and everything below; it must not know its neighbours, plans and reports. It has no field
for words about health: conditions come from `catalogue.working`.
"""
