"""Two people of one name, told apart by how they are addressed: "Mr Reyes" and "Mrs Reyes" are never one person.

Only forms of address count: first names do not say who is meant, and a pronoun may belong to someone else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from allegedly.names.spans import Name

_FORMS = {
    "Mr": ("mr", "mister", "sir", "lord", "prince", "king"),
    "Mrs": ("mrs", "ms", "miss", "lady", "dame", "madam", "princess", "queen"),
}
_ADDRESS: Mapping[str, str] = {form: address for address, forms in _FORMS.items() for form in forms}


def of(word: str) -> str:
    """Whom a word addresses: "Mr", "Mrs", or "" where it addresses nobody or either.

    >>> of("Ms."), of("Sir"), of("Dr.")
    ('Mrs', 'Mr', '')
    """
    return _ADDRESS.get(word.lower().rstrip("."), "")


def of_names(words: Sequence[str], names: Sequence[Name]) -> list[str]:
    """How each name of an article is addressed where it stands."""
    return [of(words[name.start - 1]) if name.start and name.label == "PERSON" else "" for name in names]


def told_apart(names: Sequence[str], addresses: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The names of an article's people, those that two people share with their address; and each name's address.

    >>> told_apart(["Reyes", "Reyes", "Ann Reyes"], ["Mr", "Mrs", "Mrs"])
    (['Mr Reyes', 'Mrs Reyes', 'Ann Reyes'], {'Mr Reyes': 'Mr', 'Mrs Reyes': 'Mrs', 'Ann Reyes': 'Mrs'})
    """
    seen: dict[str, set[str]] = {}
    for name, address in zip(names, addresses, strict=True):
        seen.setdefault(name, set()).update({address} - {""})
    apart = [
        f"{address} {name}" if address and len(seen[name]) > 1 else name
        for name, address in zip(names, addresses, strict=True)
    ]
    known = {new: address for new, address in zip(apart, addresses, strict=True) if address}
    return apart, known


def possible(name: str, others: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """The names that the same person may have: none addressed otherwise, for a shared name only those addressed so.

    >>> possible("Mr Reyes", ["Ann Reyes", "Paul Reyes"], {"Mr Reyes": "Mr", "Ann Reyes": "Mrs"})
    []
    >>> possible("Reyes", ["Ann Reyes", "Paul Reyes"], {"Reyes": "Mr", "Ann Reyes": "Mrs"})
    ['Paul Reyes']
    """
    own = known.get(name, "")
    allowed = {own} if name != bare(name) else {own, ""} if own else {"", *_FORMS}
    return [other for other in others if known.get(other, "") in allowed]


def bare(name: str) -> str:
    """A name without the address that told it apart.

    >>> bare("Mrs Reyes"), bare("Ann Reyes")
    ('Reyes', 'Ann Reyes')
    """
    first, _, rest = name.partition(" ")
    return rest if first in _FORMS and rest else name


def with_address(name: str) -> list[str]:
    """What a name may be called where two people share it."""
    return [f"{address} {name}" for address in _FORMS]
