"""Stage 04: hedges and boosters, what they make uncertain, whose words they are, and how sure each voice is."""
