"""Make the lexicon of given names from the lists of names of Faker.

``python -m newstables.scripts.training.given_names > scripts/extract/lexicons/given_names.txt``

Needs the package `faker` (MIT), which nothing else here uses: pip install faker.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator

from newstables.scripts.extract.countries import code_of_country, code_of_nationality
from newstables.scripts.extract.lexicon import read_pairs
from newstables.scripts.extract.places import country_of_place

_NAME = re.compile(r"[A-ZÀ-Ž][a-zà-ž]{2,}(?:-[A-ZÀ-Ž]?[a-zà-ž]+)*")
_NOT_NAMES = frozenset(
    [
        "April",
        "August",
        "Autumn",
        "Christmas",
        "Destiny",
        "Easter",
        "Essence",
        "Friday",
        "Heaven",
        "Honesty",
        "Independence",
        "Justice",
        "King",
        "Liberty",
        "March",
        "Mercy",
        "Miracle",
        "Mister",
        "Prince",
        "Princess",
        "Royal",
        "Saint",
        "Saturday",
        "Star",
        "Summer",
        "Sunday",
        "Unique",
        "Winter",
    ]
)  # given names that stand in news for something else


def given_names() -> Iterator[str]:
    """Yield the given names in Latin letters of all of Faker's languages, each once, in order.

    A name that is a place or a country is left out unless three languages have it, and so is a word that the learned
    weights (`name_words.tsv`) know for something else.
    """
    languages: dict[str, set[str]] = {}
    people = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if attribute.startswith("first_name") and isinstance(listed, Iterable):
                for word in listed:
                    if isinstance(word, str) and _NAME.fullmatch(word):
                        languages.setdefault(word, set()).add(module.name)
    learned = read_pairs("name_words.tsv")
    for word in sorted(languages):
        elsewhere = country_of_place(word) or code_of_country(word) or code_of_nationality(word)
        if word not in _NOT_NAMES and int(learned.get(word, 0)) > -30 and (not elsewhere or len(languages[word]) > 2):
            yield word


if __name__ == "__main__":
    print("# Given names in Latin letters, of some seventy languages.")
    print("# Source: the name lists of Faker 40.63 (MIT), by newstables.scripts.training.given_names.")
    sys.stdout.writelines(f"{name}\n" for name in given_names())
