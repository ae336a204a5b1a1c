"""Consents of persons: what somebody allowed, with which words, until when, and the doors that follow.

The room may use `people`, `access` and everything below; it must not know what is read behind the doors it opens.
"""
