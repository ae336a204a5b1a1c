"""Pages of the Ampeltorte."""
