"""Colleagues among each other: questions and answers without superiors, and notes for oneself alone.

The room may use `calendar` and everything below; it must not know cases. Nothing here belongs to a case or a person:
what people write is about their own work.
"""
