"""Research extracts of one or many houses: what they look like, and what is counted in them, on any engine.

May use `statistics`, `catalogue` and the standard library; DuckDB (extra `evaluation`), Ibis and pyarrow (extra
`extracts`) and Spark (extra `scale`) only when asked. Must not know Django, the product's tables, or anybody's name:
a state institute reads extracts without a server. The engine counts; `statistics` says what the counts mean.
"""
