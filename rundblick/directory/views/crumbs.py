"""Where the pages of the room begin."""

from rundblick.web.frame import Crumb

START = Crumb(label="Verzeichnis", url="/verzeichnis/")
