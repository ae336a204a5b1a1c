"""Rundblick: holistic counselling and support of households under SGB II.

One folder per room; imports and foreign keys go only downwards (docs/architecture.md). Only
`config`, `settings`, `urls`, `wsgi` and `manage` live beside the rooms.
"""

__version__ = "0.1.0"
