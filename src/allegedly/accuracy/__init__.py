"""How far the tables agree with people: the figures of data/accuracy, in words, and what each of them bears on.

`evaluation` and the fits write the figures, `report` and the notebooks show them; this package knows neither.
"""

from __future__ import annotations

from allegedly.settings import PROJECT

FOLDER = PROJECT / "data" / "accuracy"
"""Where the measured figures are. A module that reads them takes the folder from here, so that runs know of it."""
