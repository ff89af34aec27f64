"""The small word sets of both files stand under names of their own."""

from newstables.scripts.extract.lexicon import read_words


def test_no_name_of_a_set_is_used_twice() -> None:
    names = [line.split("\t")[0] for file in ("word_sets.tsv", "agreement_word_sets.tsv") for line in read_words(file)]
    assert sorted(names) == sorted(set(names))
