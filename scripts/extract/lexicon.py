"""Read the word lists that stand beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Read a list of words: one a line, lines that start with ``#`` left out.

    Parameters
    ----------
    name : str
        File name in ``lexicons/``.

    Raises
    ------
    FileNotFoundError
        Where there is no such list.
    """
    text = (files("newstables.scripts.extract") / "lexicons" / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_pairs(name: str) -> dict[str, str]:
    """Read a table of two columns, set apart by a tab, as a mapping from the first to the second."""
    return dict(line.split("\t", 1) for line in read_words(name))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the small sets of words of ``lexicons/word_sets.tsv`` and ``lexicons/agreement_word_sets.tsv``.

    Parameters
    ----------
    name : str
        The first column of that file.

    Raises
    ------
    KeyError
        Where there is no such set.
    """
    return _word_sets()[name]


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    lines = (*read_words("word_sets.tsv"), *read_words("agreement_word_sets.tsv"))
    rows = (line.split("\t") for line in lines)
    return {name: frozenset(words.split()) for name, _, words in rows}
