"""Under which keys the forms of the room keep drafts."""

PROJECT_BEGIN = "exports.project"
PROJECT_CHANGE = "exports.project:{}"
MAPPING_CHANGE = "exports.mapping:{}"
