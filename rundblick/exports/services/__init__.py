"""The verbs of the room; each runs inside the caller's transaction."""
