"""What the people themselves look into: their own appointments, goals, agreements, and who can see their data.

A participant holds the role `participant` and a `self` grant limited to their own person; the pages read through that
grant and through nothing else, so that no other member's unshared thing is ever in reach (design rule 6). A coach
gives and ends that access on the case page. May use all rooms below; must not know `steering` or `evaluation`.
"""
