"""The sheet before a talk, the screen for two, and information sheets."""
