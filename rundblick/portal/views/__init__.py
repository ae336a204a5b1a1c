"""The participants' own pages, and what a coach does to give access to them."""
