"""Counts over the relations of a run: what notebook 03 and the page lay side by side."""
