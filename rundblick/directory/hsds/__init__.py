"""The directory in the words of the Human Services Data Specification 3: out as JSON, and back in (decision 40)."""
