"""Stage 02: the names in each article, their types, and which of them name one thing."""
