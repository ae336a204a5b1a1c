"""The public directory in other languages: words of the pages, names of topics, dates, and how a question is read.

German stands in the code and in the templates; a file for each language says the same. Nothing here knows a table.
"""
