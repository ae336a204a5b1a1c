"""What is printed of the directory: information sheets, the Netzwerkkarte, the Entlasskarte. Nothing is stored."""
