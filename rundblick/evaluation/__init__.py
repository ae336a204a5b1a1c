"""Reports with honest denominators: figures from records at a Stichtag, frozen, as page, PDF, XLSX and JSON.

May use all rooms below; other rooms at this height (portal, steering) are unknown to it.
"""
