"""Pages of the room, by verb."""
