"""Pages of the file."""
