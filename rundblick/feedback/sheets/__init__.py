"""Forms, words and kinds of letters as data."""
