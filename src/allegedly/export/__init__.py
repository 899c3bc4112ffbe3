"""The tables of a run in the formats of other tools: brat standoff, nested JSON Lines, one flat CSV."""
