"""Pages of the job profile."""
