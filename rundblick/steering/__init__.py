"""The start pages: what a coach, a team lead and the other roles see first.

Each role has one calm page; who holds several roles gets tabs, the first one is the start. The room only reads: it
combines what the rooms below keep (appointments, tasks, due items, drafts, doors) with one query per source. It may
use all rooms below; it must not know `evaluation` or `portal`, and it counts nothing about an employee (design
rule 8): no contacts per coach, no times, no comparisons.
"""
