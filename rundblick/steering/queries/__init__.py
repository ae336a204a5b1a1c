"""Set-based reads of the start pages: a fixed number of statements, however many cases somebody has."""
