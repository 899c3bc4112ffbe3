"""Looking around by hand in the tables of a run: what `notebooks/explore.ipynb` is made of."""
