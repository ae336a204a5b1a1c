"""The household view: what all members share, their weeks, strategies and deadlines.

The room may use every room below; it must not know reports and participants' pages.
"""
