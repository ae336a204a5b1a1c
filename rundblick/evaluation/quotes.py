"""The door to quoted literature: for protection and for showing it beside our own figures, never for computing."""

from rundblick.catalogue.quoted import OutOfReach, Published, literature, out_of_reach

__all__ = ["OutOfReach", "Published", "literature", "out_of_reach"]
