"""The verbs of the room. Each runs in the caller's transaction and names its reason."""
