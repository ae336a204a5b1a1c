"""Needs that found no offer: a report of a house by topic, place and time, frozen, for meetings of the network.

May use all rooms below; other rooms at this height (portal, steering, evaluation) are unknown to it. What it keeps
names nobody and points to nobody.
"""
