"""The start pages. Each reads a fixed number of statements and writes nothing."""
