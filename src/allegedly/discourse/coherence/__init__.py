"""How a text hangs together: connectives with their sense, and seams where it does not."""
