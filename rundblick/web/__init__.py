"""The frame every page stands in.

Here live the page layout on KERN, the form renderer and form fields, the template tags that draw the
recurring parts, the pictures, the error pages, German dates and numbers, Berlin's clock, and the small
scripts that keep a typed word from getting lost. The room may use Django and django-htmx. It must not know
any other room, any database model or what a case is: everything arrives as plain values in the context.
"""
