"""Relations of source, cue and content: found, bounded, weighed against each other; and the fit of the weights."""
