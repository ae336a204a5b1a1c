"""Own indicators of a house, leaning on § 48a SGB II, never in place of the official ones."""
