"""Making a journey in forms: drafts that may contain mistakes, what is wrong with them in words of the form, what
differs from the version before, and publishing for good. Nothing here knows a single journey.
"""
