"""What the people themselves look into: their own appointments, goals, agreements, and who can see their data.

May use all rooms below; must not know steering or evaluation.
"""
