"""The tables of the room."""

from rundblick.exports.models.deliveries import Delivery, Trace
from rundblick.exports.models.funder import Mapping, MappingVersion
from rundblick.exports.models.log import Export
from rundblick.exports.models.research import Project, ProjectKey

__all__ = ["Delivery", "Export", "Mapping", "MappingVersion", "Project", "ProjectKey", "Trace"]
