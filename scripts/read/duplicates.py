"""Copies and repeats: the same wire text in several outlets, and several versions of one article.

Two bodies are near duplicates where the Jaccard similarity of their word 5-grams is 0.8 or more. Candidates are found
by MinHash and locality-sensitive hashing (datasketch), and confirmed on the 5-grams themselves, held as 64-bit hashes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy

from newstables.scripts.read.article import Article, Rejection

THRESHOLD = 0.8
SHINGLE = 5  # words
_PERMUTATIONS = 64
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of an article to tell whether it is a copy: no text.

    Attributes
    ----------
    article_id, source : str
    publisher, url : str or None
    published : datetime.date
    updated : datetime.date or None
    text_sha256 : str
    shingles : bytes
        Sorted 64-bit hashes of its word 5-grams.
    """

    article_id: str
    source: str
    publisher: str | None
    url: str | None
    published: date
    updated: date | None
    text_sha256: str
    shingles: bytes

    @property
    def rank(self) -> tuple[date, date, str, str]:
        """The order of articles: by published, updated, article_id."""
        return self.published, self.updated or self.published, self.article_id, self.source


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of repeated articles.

    Attributes
    ----------
    rejections : dict of str to Rejection
        By the source of the article: duplicates, and versions that a later one supersedes.
    copies : dict of str to str
        By article_id: the id of the original, for the same text in another outlet.
    """

    rejections: dict[str, Rejection]
    copies: dict[str, str]


def sign(article: Article, *, keep_duplicates: bool = False) -> Signature:
    """Return the signature of an article, without its 5-grams where nobody compares them."""
    words = [] if keep_duplicates else _WORD.findall(article.body.casefold())
    grams = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = (
        []
        if keep_duplicates
        else sorted(int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "little") for gram in grams)
    )
    return Signature(
        article.article_id,
        article.source,
        article.publisher,
        article.url,
        article.published,
        article.updated,
        article.text_sha256,
        numpy.array(hashes, dtype="<u8").tobytes(),
    )


def similarity(one: Signature, other: Signature) -> float:
    """Return the Jaccard similarity of two articles' word 5-grams."""
    left, right = (numpy.frombuffer(s.shingles, dtype="<u8") for s in (one, other))
    shared = len(numpy.intersect1d(left, right, assume_unique=True))
    return shared / (len(left) + len(right) - shared)


def decide(signatures: Sequence[Signature], *, keep_duplicates: bool = False) -> Decision:
    """Decide which articles are copies or repeats of others.

    Articles are taken in the order of published, updated and article_id. Where a near duplicate came before: the same
    outlet's later version replaces the earlier (`superseded`), the very same text in the same outlet is a
    `duplicate`, and the same text in another outlet is a copy.

    Parameters
    ----------
    signatures : sequence of Signature
        In any order; the result does not depend on it.
    keep_duplicates : bool
        Whether each stands for itself, but for those of one article_id.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD - 0.15, num_perm=_PERMUTATIONS)
    seen: dict[str, Signature] = {}
    exact: dict[str, str] = {}
    rejections: dict[str, Rejection] = {}
    texts: dict[str, list[str]] = {}  # article_id -> hashes of its text and of those it supersedes
    copies: dict[str, list[str]] = {}  # article_id -> its copies
    ids: dict[str, Signature] = {}
    for signature in sorted(signatures, key=lambda s: s.rank):
        taken = ids.get(signature.article_id)
        if taken is not None:
            same = taken.text_sha256 == signature.text_sha256
            detail = (
                f"the same article as {taken.source}"
                if same
                else f"article_id {signature.article_id} stands at {taken.source} too, with another text"
            )
            rejections[signature.source] = Rejection(
                signature.source, "duplicate" if same else "invalid_record", detail, signature.article_id
            )
            continue
        ids[signature.article_id] = signature
        if keep_duplicates:
            continue
        known = exact.get(signature.text_sha256)
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=_first_bytes)
        sketch.update_batch([h.tobytes() for h in numpy.frombuffer(signature.shingles, dtype="<u8")])
        near = (
            [known]
            if known
            else [
                other
                for other in sorted(index.query(sketch), key=lambda key: seen[key].rank)
                if similarity(signature, seen[other]) >= THRESHOLD
            ]
        )
        if near:
            original = seen[near[0]]
            if _same_outlet(signature, original):
                same = signature.text_sha256 == original.text_sha256
                older = signature if same else original
                rejections[older.source] = Rejection(
                    older.source,
                    "duplicate" if same else "superseded",
                    f"the same text as {original.source}" if same else f"a later version stands at {signature.source}",
                    (original if same else signature).article_id,
                )
                if same:
                    continue
                index.remove(original.article_id)
                texts[signature.article_id] = texts.pop(original.article_id)
                exact.update(dict.fromkeys(texts[signature.article_id], signature.article_id))
                copies[signature.article_id] = copies.pop(original.article_id, [])
            else:
                copies.setdefault(original.article_id, []).append(signature.article_id)
                continue
        seen[signature.article_id] = signature
        exact.setdefault(signature.text_sha256, signature.article_id)
        texts.setdefault(signature.article_id, []).append(signature.text_sha256)
        index.insert(signature.article_id, sketch)
    return Decision(rejections, {copy: original for original, found in copies.items() for copy in found})


def _first_bytes(data: bytes) -> int:
    return int.from_bytes(data[:4], "little")


def _same_outlet(one: Signature, other: Signature) -> bool:
    if one.url and one.url == other.url:
        return True
    return one.publisher == other.publisher
