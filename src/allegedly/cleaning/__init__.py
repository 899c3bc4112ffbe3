"""Stage 01: from whatever people have to text that can be trusted, with a log of every change."""
