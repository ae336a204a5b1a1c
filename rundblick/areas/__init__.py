"""Areas: which streets, districts and municipalities a team or a coach looks after, and how areas compare (E20).

The room may use `work` and everything below; it must not know `evaluation`, `steering` or `portal`. An area holds
nothing about anybody: where a household belongs is computed from its address by whoever may read that address, and
kept nowhere. A hint suggests; no door is ever changed by it.
"""
