"""Which nouns name an agreement, and which only look so: "a great deal", "closing deals"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.mentions import noun_kinds, verb_statuses
from newstables.scripts.extract.agreements.status import (
    carrier_of,
    concerns,
    deciding_verb,
    governing_status,
    signing_behind,
)
from newstables.scripts.extract.lexicon import read_pairs, word_set
from newstables.scripts.extract.named import name_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newstables.scripts.extract.reading import Reading


def kind_of_noun(token: Token) -> str | None:
    """Return the kind that a noun names, or None where it names none."""
    lemma = token.lemma_.lower()
    if lemma in ("bid", "offer", "proposal") and any(c.lemma_ in word_set("takeovers") for c in token.lefts):
        return "contract"  # "a takeover offer"
    if lemma in ("document", "paper", "programme", "program"):
        return "deal" if _is_paper_signed(token) else None
    if lemma in ("extension", "renewal"):  # "reached a contract extension"
        extended = [noun_kinds()[c.lemma_.lower()] for c in token.lefts if c.lemma_.lower() in noun_kinds()]
        return extended[0] if extended and governing_status(token) is not None else None
    if lemma == "letter":
        return "memorandum" if any(o.lower_ == "intent" for o in clauses.prepositional(token, "of")) else None
    if lemma == "order":
        return "contract" if _is_placed(token) else None
    kind = noun_kinds().get(lemma) or noun_kinds().get(token.lower_) or noun_kinds().get(token.lower_.removesuffix("s"))
    if kind is None or (token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN")):
        return None
    lefts = {child.lower_ for child in token.lefts}
    if lemma.removesuffix("s") in word_set("takeovers") and token.text[:1].isupper():
        return None  # "Vice President of Sales"
    if lemma == "convention" and _is_gathering(token):
        return None
    if lemma.removesuffix("s") in (
        "venture",
        "alliance",
        "tie-up",
    ):  # "X and Y formed a joint venture", "an alliance with X"
        told = "joint" in lefts and any(clauses.prepositional(token, "between", "with"))
        return noun_kinds()[lemma.removesuffix("s")] if token.text.islower() and (told or _is_entered(token)) else None
    if lemma == "consensus":
        return kind if _is_reached(token) else None
    if kind == "joint_decision" and not (
        lefts & {"joint", "final"}
        or (lemma == "declaration" and token.text[:1].isupper())
        or (lemma != "statement" and _is_adopted(token))
    ):
        return None
    if lemma in (
        "understanding",
        "settlement",
        "arrangement",
        "partnership",
        "compromise",
        "statement",
    ) and not (
        (token.text[:1].isupper() and lemma == "arrangement")
        or list(clauses.prepositional(token, "between", "with"))
        or governing_status(token) in ("signed", "agreed")
        or signing_behind(token) is not None
    ):
        return None
    if lemma == "partnership" and token.head.lower_ == "in" and not lefts:
        return None  # "in partnership with"
    if (
        lemma == "partnership"
        and lefts & {"strategic", "comprehensive", "cooperative", "closer"}
        and not _is_entered(token)
    ):
        return None  # a word for good relations
    if lemma == "charter" and (lefts & {"un", "u.n.", "nations"} or _is_of_body(token)):
        return None  # the statute of a body
    if token.text[:1].isupper() and token.i + 1 < len(token.doc) and token.nbor().lower_ in _BUILDINGS:
        return None  # "the Convention Center"
    if lemma == "understanding" and lefts & {"mutual", "better", "deeper"}:
        return None  # of one another
    if lemma == "deal" and lefts & {"bribery", "drug", "drugs", "corruption"}:
        return None  # a crime
    if lemma == "deal" and lefts & {"better", "fairer", "fair", "raw", "bad", "worse", "best", "worst"}:
        return None  # how somebody fares
    if lemma in ("convention", "charter", "concession", "credit", "protocol") and not (
        token.text[:1].isupper() or governing_status(token) in ("signed", "agreed", "in_force", "ended")
    ):
        return None
    if lemma == "understanding" and token.head.lower_ == "of":
        return None  # "memorandum of understanding": told by the memorandum
    verb = clauses.governor(token)
    if verb is not None and verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" and concerns(token, verb):
        return None  # "agreed to sign deals": told by the verb
    if token.tag_ in ("NNS", "NNPS") and _is_general(token):
        return None
    if kind in ("contract", "deal") and _is_traded(token):
        return None
    told = any(c.dep_ in ("det", "poss", "nummod", "prep", "acl", "relcl", "compound") for c in token.children)
    if token.tag_ == "NN" and not told and governing_status(token) is None:
        return None  # "when there is agreement"
    if "any" in lefts and verb is not None and clauses.is_negated(verb):
        return None  # "never signed any pact"
    if token.lower_ == "deal" and ({"great", "good"} & lefts):
        return None
    if (
        lemma in ("agreement", "accord")
        and token.head.lower_ == "in"
        and token.head.head.lemma_ != "be"
        and not lefts & {"the", "an", "this"}
    ):
        return None
    return kind


_BUILDINGS = frozenset({"center", "centre", "hall", "house", "complex"})


def _is_of_body(token: Token) -> bool:
    """Tell whether a charter is that of the United Nations, spelled out."""
    return any("Nations" in t.text for o in clauses.prepositional(token, "of") for t in o.subtree)


def _is_gathering(token: Token) -> bool:
    """Tell whether a convention is one that people come to: "opened a convention", "at the party's convention"."""
    verb = clauses.governor(token)
    held = verb is not None and verb.lemma_ in word_set("gatherings") and concerns(token, verb)
    return held or token.head.lower_ == "at" or any(c.lemma_ in word_set("gatherings") for c in token.rights)


def _is_entered(token: Token) -> bool:
    """Tell whether several enter a partnership: "X and Y announced a strategic partnership"."""
    verb = deciding_verb(token)
    if verb is None or verb.lemma_ not in word_set("verbs_of_entering"):
        return False
    return concerns(token, verb) and any(len(clauses.members(agent)) > 1 for agent in clauses.agents(verb))


def is_contracted(token: Token) -> bool:
    """Tell whether a partnership is one for a term, or one that was made: "a 25-year partnership", "signed a ..."."""
    term = any(t.like_num for c in token.lefts for t in c.subtree)
    return term or governing_status(token) in ("signed", "agreed", "ended") or signing_behind(token) is not None


def _is_reached(token: Token) -> bool:
    """Tell whether sides did reach a consensus: one that is sought or missing is no agreement."""
    verb = deciding_verb(token)
    if verb is None or verb.lemma_ not in word_set("verbs_of_reaching") or not concerns(token, verb):
        return False
    return not clauses.is_negated(verb) and clauses.tense(verb) in (clauses.PAST, clauses.PERFECT)


def kind_of_instrument(token: Token) -> str | None:
    """Return the kind of a treaty that is named without a word for one: "the **NPT**"; not where it is spelled out."""
    known = read_pairs("named_instruments.tsv")
    two = f"{token.doc[token.i - 1].text} {token.text}" if token.i else ""
    kind = known.get(token.text) or known.get(two)
    if kind is None or (token.i and token.doc[token.i - 1].text == "(" and token.i + 1 < len(token.doc)):
        return None
    named = token.head.pos_ in ("NOUN", "PROPN") and token.dep_ in ("compound", "nmod", "amod")
    return None if named and token.head.i > token.i else kind


def is_other_name(reading: Reading, token: Token) -> bool:
    """Tell whether a noun stands in a name of a person or of a body: "Mr **Grant**", "the Honda **Accord**"."""
    if not token.text[:1].isupper():
        return False
    name = name_at(reading, token)
    if name is None:
        return token.text in ("Deal", "Accord") and token.doc[max(0, token.i - 1)].lower_ not in ("the", "and")
    return name.kind == "person" or (
        name.kind == "organisation" and token.text in ("Deal", "Accord", "Credit", "Grant")
    )


def is_plan_of_action(token: Token) -> bool:
    """Tell whether a noun is an action plan or plan of action that is adopted as an agreement is."""
    if token.lemma_.lower() != "plan" or not (_is_adopted(token) or governing_status(token) in ("signed", "agreed")):
        return False
    before = {child.lower_ for child in token.lefts}
    return bool(before & {"action", "joint"}) or any(o.lower_ == "action" for o in clauses.prepositional(token, "of"))


def _is_paper_signed(token: Token) -> bool:
    """Tell whether papers are signed by several: "X and Y signed ten documents", "a programme signed by X and Y"."""
    behind = signing_behind(token)
    verb = behind or deciding_verb(token)
    if verb is None or verb.lemma_ not in ("sign", "initial", "exchange") or not (behind or concerns(token, verb)):
        return False
    return any(len(clauses.members(agent)) > 1 or agent.tag_ in ("NNS", "NNPS") for agent in clauses.agents(verb))


def _is_placed(token: Token) -> bool:
    """Tell whether an order is one for goods: "won an order for 20 ships from X", "an order worth 5 million"."""
    verb = deciding_verb(token)
    if verb is None or verb.lemma_ not in ("place", "win", "receive", "secure", "cancel", "announce", "confirm", "get"):
        return False
    told = [*clauses.prepositional(token, "for"), *clauses.prepositional(verb, "for")]
    goods = any(c.dep_ == "nummod" for o in told for c in o.children)
    return concerns(token, verb) and goods


def _is_adopted(token: Token) -> bool:
    verb = deciding_verb(carrier_of(token))
    return (
        verb is not None and verb.lemma_ in ("adopt", "sign", "pass", "endorse") and concerns(carrier_of(token), verb)
    )


def _is_general(token: Token) -> bool:
    """Tell whether a plural means agreements of a kind, none in particular: "barred from government contracts"."""
    if any(c.lower_ in ("past", "previous", "earlier", "such", "other", "any", "future") for c in token.lefts):
        return not any(clauses.prepositional(token, "with", "between"))
    if any(c.dep_ in ("det", "nummod", "poss", "relcl", "acl") for c in token.children):
        return False
    if any(clauses.prepositional(token, "with", "between", "on", "of", "for", "to")) or token.text[:1].isupper():
        return False
    if noun_kinds().get(token.lemma_.lower()) == "treaty" and any(c.text[:1].isupper() for c in token.lefts):
        return False  # "Oslo accords"
    carrier = clauses.bearer_of(token)
    verb = deciding_verb(carrier)
    return carrier == token and not (verb is not None and concerns(token, verb) and verb.lemma_ in verb_statuses())


def _is_traded(token: Token) -> bool:
    """Tell whether a noun is what is traded in a market: "the December contract", "in late deals"."""
    before = {child.lower_ for child in token.lefts}
    if token.lemma_ == "deal" and before & {"closing", "early", "late", "morning", "afternoon", "opening"}:
        return True
    if token.lemma_ != "contract":
        return False
    market = {"futures", "barrel", "ounce", "bushel", "crude", "benchmark", "front-month"}
    return bool(market & {t.lower_ for t in token.sent}) or "month" in {
        t.lower_ for t in token.subtree if t.i < token.i
    }
