"""What statements hold to be so: events, numbers, denials, and pairs of statements that do not fit together."""
