"""Who may see what of a case, why, and until when.

Here live organisations, teams, users and roles, the dossier that everything of a case points to, the door book
(grants), the timeline spine, the tracked history, the disclosure log with its seals, drafts, and the keys that
encrypt what is written about people. The room may use `web` (clock, layout) and `catalogue`. It must not know
what a person, a case or a programme is: higher rooms tell it through `hooks`.
"""
