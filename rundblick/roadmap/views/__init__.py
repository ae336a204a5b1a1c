"""Pages of the Fahrplan in a case; the own page stands in `portal`."""
