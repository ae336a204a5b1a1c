"""Paper: turns plain data and a typst template into an accessible PDF (PDF/UA-1 and PDF/A-2a).

May use the standard library and typst only. Must not know Django, the database, or what is printed: data goes in as
JSON and is set as text, never as template. Templates of other rooms lie in their `templates/typ` and begin with
`#import "/print/typ/base.typ": *`. The same data gives the same bytes.
"""
