"""A text of one's own, read at once by the real stages and shown with all its marks."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from allegedly.report import gather, page, rendering, voices
from allegedly.run.memory import analyse
from allegedly.settings import Settings


def analysed(text: str, *, height: int = 620, **parameters: Any) -> Markup:
    """A text read by the stages 01 to 04, as the page of the report shows it, in a frame shut off from all else.

    `parameters` are settings. Raises NothingReadError if there are no words in the text.
    """
    settings = Settings(**{"title": "A text of your own"} | parameters)
    found = analyse(text, **parameters)
    pieces = voices.pieces(found)
    said = gather.first_screen(gather.findings(found, pieces, seed=settings.seed))
    shown = page.compose(found, said, settings, pieces=pieces)
    return Markup(
        '<div><iframe title="The text, analysed" sandbox="allow-scripts" srcdoc="{}" '
        'style="width:100%;height:{}px;border:1px solid #999"></iframe></div>'
    ).format(rendering.render(shown), height)
