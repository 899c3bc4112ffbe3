"""Stage 03: who says what, with which verb, and whose words they are."""
