"""Pages of the room: without a login, of a coach, and of a house."""
