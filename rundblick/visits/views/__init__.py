"""Pages of the room: before and after a visit, and being out."""
