"""Pages of the card: the card itself, its entry modes and sheet, the comparison, the helps."""
