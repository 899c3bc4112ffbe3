"""How a source stands to what it is reported to say."""
