"""How far to trust the tables: scores against human annotation, with intervals."""
