"""What a house agrees with others and does in its network: agreements, the network office, lessons of programmes.

The room may use `programmes` and everything below; it must not know cases. Nothing here belongs to a case or a person:
the people named are business contacts.
"""
