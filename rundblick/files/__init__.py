"""Uploads: checked by content, encrypted with the dossier's key outside of the web root, erased with the dossier.

May use `access` and everything below; must not know people, cases or programmes.
"""
