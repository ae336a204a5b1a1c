"""Starting and stopping an installation: embedded PostgreSQL, database roles, processes of `make run`.

May use every room below the command line. Must not be imported by any room: a production server starts `wsgi`
and the worker by its own means and never needs this folder.
"""
