"""The file of a household: talks, own concern, goals, tasks, and the page that shows it all.

May use `calendar`, `programmes`, `people`, `access` and everything below; must not know journeys, outcomes or reports, which
hang themselves in through hooks.
"""
