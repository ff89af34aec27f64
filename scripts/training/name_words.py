"""Learn how likely capitalised words are to be part of a person's name.

``python -m newstables.scripts.training.name_words ENTITIES.jsonl.gz > scripts/extract/lexicons/name_words.tsv``

The input holds one JSON object a line: ``tokens`` and ``spans`` of [first token, end token, label], PERSON among the
labels. For each word that is seen capitalised at least twice, the weight is ten times the logarithm of how often it
stands in a person's name over how often it does not; a first word of a sentence counts only as part of a name, and a
word that is also seen in lower case counts against.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

_HEAD = """\
# Weights of capitalised words: ten times the log-odds that the word is part of a person's name: word, tab, weight.
# Source: learned by newstables.scripts.training.name_words from the Groningen Meaning Bank (Voice of America news,
# public domain), the Georgetown University Multilayer corpus (CC BY 4.0) and Universal NER over the English Web
# Treebank (CC BY-SA 4.0). Data card: 18,148 sentences; words seen fewer than twice stand in none; no sentence of the
# data is in this file."""


def learn_weights(path: Path) -> dict[str, int]:
    """Learn the weights from annotated sentences.

    Parameters
    ----------
    path : pathlib.Path
        Gzipped JSON Lines.

    Returns
    -------
    dict of str to int
        Word to weight.
    """
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            sentence = json.loads(line)
            people = {i for first, end, label in sentence["spans"] if label == "PERSON" for i in range(first, end)}
            for i, word in enumerate(sentence["tokens"]):
                if word[:1].islower():
                    lower[word] += 1
                elif i in people:
                    inside[word] += 1
                elif i and word[:1].isupper() and len(word) > 1:
                    outside[word] += 1
    weights: dict[str, int] = {}
    for word in {*inside, *outside}:
        if inside[word] + outside[word] > 1:
            against = outside[word] + 0.5 + 0.2 * min(lower[word.lower()], 20)
            weights[word] = round(10 * math.log((inside[word] + 0.5) / against))
    for word, count in lower.items():
        if count > 2 and word.isalpha() and len(word) > 3:
            weights.setdefault(word.capitalize(), round(-10 * math.log(1 + count)))
    return weights


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(_HEAD)
    for word, weight in sorted(learn_weights(Path(sys.argv[1])).items()):
        print(f"{word}\t{weight}")
