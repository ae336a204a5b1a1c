"""Tables for funders: reading, checking, writing."""
