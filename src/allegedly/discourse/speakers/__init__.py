"""Who speaks: kinds of sources, whom a pronoun or a title means, and voices over the whole input."""
