"""The start pages: what a coach, a team lead and the other roles see first.

May use all rooms below; must not know evaluation or portal.
"""
