"""Pages of the room, one file per verb."""
