"""A mention's part in the telling: is the name a source, part of what somebody says, or the writer's narration?"""

from __future__ import annotations

from collections.abc import Sequence

from allegedly.discourse.relation import Relation, holders
from allegedly.discourse.speakers.sources import Name


def of_mentions(names: Sequence[Name], relations: Sequence[Relation]) -> list[tuple[int, str, int | None]]:
    """(mention_id, role, attribution_id) of each mention.

    A name inside a source phrase is `source`; otherwise, inside contents, `in_content` of the innermost; otherwise
    `narration`. In "X said, Reuters reported" X is a source, though Reuters reports it.
    """
    held, firsts = [r.held() for r in relations], {name.first for name in names}
    around = holders(held, of=firsts)
    speaking = holders([{i for a, b in r.ranges["source"] for i in range(a, b + 1)} for r in relations], of=firsts)
    found: list[tuple[int, str, int | None]] = []
    for name in names:
        speaks = speaking.get(name.first)
        inside = [(len(held[n]), n) for n in around.get(name.first, ())]
        if speaks:
            found.append((name.mention, "source", speaks[0]))
        elif inside:
            found.append((name.mention, "in_content", min(inside)[1]))
        else:
            found.append((name.mention, "narration", None))
    return found
