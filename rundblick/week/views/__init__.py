"""Pages of the Wochenplan: the week, the statements in it, and the Notfallplan."""
