"""Stage 05: one page for people who would rather look than read, made from the tables of a run."""
