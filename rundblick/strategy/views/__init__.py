"""Pages of the strategy talk."""
