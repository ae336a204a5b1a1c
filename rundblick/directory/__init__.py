"""Who helps here, with what, for whom and where: organisations, services and places on the names of HSDS 3.

The room may use `people` and everything below; it must not know cases, consents or programmes. Nothing here is about
anybody who is counselled: an entry tells of an offer, a note of colleagues about an offer.
"""
