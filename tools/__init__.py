"""What builds, starts and checks a checkout. Not part of the installed package."""
