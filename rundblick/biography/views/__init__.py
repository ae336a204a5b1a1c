"""Pages of the biography."""
