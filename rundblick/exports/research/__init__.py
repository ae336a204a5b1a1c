"""Data for research: who may be in it, their values, the check of small groups, and the files."""
