"""Under which keys the forms of the room keep drafts."""

PROJECT_KEY = "exports.project"
PROJECT_CHANGE_KEY = "exports.project.change:{}"
MAPPING_CHANGE_KEY = "exports.mapping.change:{}"
