"""CSV files of other programs as columns that can be counted, with every mistake told by its line."""
