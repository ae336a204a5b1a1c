"""Before and in a talk: what has happened since the last one, a quiet screen for two, sheets to take home.

The room reads what others keep and owns only the house's information sheets; what is typed in a talk is a draft and
becomes the note in `cases`. It may use every room below; it must not know `family`, reports and participants' pages.
"""
