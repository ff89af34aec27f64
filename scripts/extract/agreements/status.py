"""How far an agreement has come, by the verb and the words around the noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.agreements.mentions import noun_kinds, status_told_by, verb_statuses
from newstables.scripts.extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def governing_status(token: Token) -> str | None:
    """Return what the verb says of a noun that is its subject or object, or None."""
    token = carrier_of(token)
    verb = deciding_verb(token)
    return status_told_by(verb) if verb is not None and concerns(token, verb) else None


_AWAITING = frozenset({"expect", "schedule", "set", "plan", "intend", "due", "hope", "agree"})


def deciding_verb(token: Token) -> Token | None:
    """Return the verb that tells what becomes of a noun: of "is expected to be **adopted**", the last one."""
    verb = clauses.governor(token)
    if verb is None:
        return None
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if (verb.lemma_.lower() in _AWAITING and passive) or verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ == "acomp" and child.lemma_ in ("due", "likely", "ready", "set"):
                inner = next((c for c in child.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
                if inner is not None:
                    return inner
            if child.dep_ == "xcomp" and child.pos_ == "VERB" and child.i > verb.i and child.tag_ != "VBG":
                return child
    return verb


def carrier_of(token: Token) -> Token:
    """Return the noun that carries another in its clause: "**documents** - a declaration and an action plan"."""
    while token.dep_ in ("appos", "conj") and token.head.pos_ in ("NOUN", "PROPN") and token.head.i < token.i:
        token = token.head
    return token


_HAPPENING = frozenset({"collapse", "expire", "lapse", "hold", "remain", "take", "enter", "fail", "govern", "regulate"})
_SIGNING = frozenset({"sign", "agree", "reach", "conclude", "strike", "seal", "initial", "ink", "finalise", "finalize"})


def signing_behind(noun: Token) -> Token | None:
    """Return the verb behind a noun that says it was signed, whatever the parser made of it, or None.

    "A deal **agreed** last month", "a pact of friendship, **signed** in May".
    """
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _SIGNING:
            return child
    for token in noun.doc[noun.i + 1 : min(noun.i + 10, noun.sent.end)]:
        if token.tag_ in ("VBN", "VBD") and token.lemma_ in _SIGNING:
            joined = token.dep_ == "conj" and token.head.pos_ == "VERB"
            return None if joined or any(c.dep_ == "nsubj" and c != noun for c in token.children) else token
        passed = token.lower_ in ("which", "that", "was", "were", "been", "be", "is", "are", "has", "have", "to")
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "NUM", "PUNCT") and not passed:
            break
        other = (
            token.lemma_.lower() in noun_kinds() and token.lower_ != "understanding"
        )  # "memorandum of understanding"
        if other or token.text in (";", "--"):
            break
    return None


def concerns(token: Token, verb: Token) -> bool:
    """Tell whether a verb says something of a noun: the noun is its subject or object."""
    bearer = clauses.bearer_of(token)
    told = (*clauses.subjects(verb), *clauses.objects(verb), *awarded(verb))
    return any(bearer in clauses.members(t) for t in told)


def awarded(verb: Token) -> list[Token]:
    """Return what someone was given: "X was awarded **a contract**"."""
    if verb.lemma_ not in word_set("verbs_of_awarding") or not clauses.is_passive(verb):
        return []
    return [child for child in verb.children if child.dep_ in ("dobj", "obj", "oprd") and child.i > verb.i]


def status_of_noun(token: Token, verb: Token | None, known: bool) -> str:
    """Tell how far an agreement has come."""
    carrier = carrier_of(token)
    if carrier != token and verb is not None and concerns(carrier, verb):
        status = status_told_by(verb)
        if status is not None:
            return status_of_verb(verb, status)
    lefts = {child.lower_ for child in token.lefts}
    behind = signing_behind(token)
    status = _status_before(token, verb, behind, known)
    if status is not None:
        return status
    fallback = "planned" if lefts & word_set("words_of_plans") and "signed" not in lefts else None
    if token.head.lower_ == "under" and known:
        return "in_force"
    if verb is not None and verb.lemma_ == "sign" and token.head.lower_ == "to":
        return status_of_verb(verb, "signed")
    if verb is not None and verb.lemma_ in ("come", "commit") and token.head.lower_ == "to":
        return status_of_verb(verb, "agreed")
    if verb is not None and verb.lemma_ == "agree" and "term" in {t.lemma_ for t in verb.subtree}:
        return status_of_verb(verb, "agreed")
    if verb is not None and verb.lemma_ == "agree" and token.head.lower_ in ("on", "to", "upon"):
        return status_of_verb(verb, "agreed")
    above = token.head.head if token.head.lower_ in ("on", "for", "towards", "toward") else token
    ended = verb is not None and verb.lemma_ in ("conclude", "complete", "finish") and concerns(above, verb)
    if verb is not None and ended and above.lemma_.lower() in ("negotiation", "negotiations", "talk", "talks"):
        return status_of_verb(verb, "agreed")  # "concluded negotiations on a pact"
    truce = noun_kinds().get(token.lemma_.lower()) == "ceasefire" and not known
    if truce and verb is not None and verb.lemma_ == "call" and token in clauses.objects(verb):
        return status_of_verb(verb, "agreed")  # "called a truce"
    if (
        verb is not None
        and verb.lemma_ in word_set("verbs_of_striving")
        and token.head.lower_ in ("for", "on", "toward", "towards", "to", "over", "about")
    ):
        return "planned"
    if verb is not None and verb.lemma_ in ("ratify", "approve") and concerns(token, verb):
        loan = noun_kinds().get(token.lemma_.lower()) == "loan_or_grant"
        return status_of_verb(verb, "agreed" if loan else "in_force")
    if behind is not None:
        return status_of_verb(behind, verb_statuses()[behind.lemma_])
    if verb is not None and concerns(token, verb) and status_told_by(verb) == "rejected":
        return "ended" if verb.lemma_ == "collapse" and (known or truce) else status_of_verb(verb, "rejected")
    for child in token.children:
        told = child.dep_ in ("acl", "relcl") and child.lemma_ in verb_statuses()
        if told and (token in clauses.objects(child) or child.lemma_ in _HAPPENING):
            return status_of_verb(child, verb_statuses()[child.lemma_])
    if verb is not None and concerns(token, verb):
        status = status_told_by(verb)
        if status is not None:
            return status_of_verb(verb, status)
        if verb.lemma_ in ("come", "go") and any(c.lower_ in ("into", "in") for c in verb.children):
            return "in_force" if clauses.tense(verb) not in (clauses.FUTURE, clauses.HYPOTHETICAL) else "planned"
        if clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL) and not known:
            return "planned"
        if verb.lemma_ in word_set("verbs_of_wanting") and not known:
            return "planned"
    head = token.head
    if head.lower_ in ("toward", "towards") or (
        verb is not None and verb.lemma_ in word_set("verbs_of_wanting") and head.lower_ in ("for", "on", "about")
    ):
        return "in_force" if known else "planned"
    if head.lower_ in ("under", "on", "to") and head.head.lemma_ == "signature":
        return "signed"
    if head.lower_ in ("of", "for") and head.head.lemma_ in ("signing", "conclusion", "ratification", "signature"):
        wanting = clauses.governor(head.head)
        early = any(child.lower_ in ("early", "quick", "speedy", "swift") for child in head.head.lefts)
        if early or (wanting is not None and wanting.lemma_ in word_set("verbs_of_wanting")):
            return "planned"
        return "signed" if head.head.lemma_ in ("signing", "signature") else "agreed"
    if head.lower_ in _LEADING and head.head.lemma_.lower() in word_set("words_before_plans"):
        return "planned"
    if head.lower_ == "of" and head.head.lemma_ in word_set("nouns_of_keeping"):
        return "in_force"
    if head.lower_ == "to" and head.head.lower_ == "according":
        return "in_force"
    if head.lower_ == "despite" or (known and head.lower_ in ("amid", "during", "throughout")):
        return "in_force"
    if head.lower_ in ("under", "with", "by", "since", "to"):
        return "in_force" if known else fallback or "in_force"
    if any(child.dep_ == "poss" and child.pos_ == "PROPN" for child in token.lefts):
        return fallback or "in_force"  # "Chile's contract with X"
    if not known and verb is not None:
        coming = clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL) and head.lower_ not in _RESTING_ON
        if coming or (concerns(token, verb) and is_aimed_at(verb)):
            return "planned"  # "the ministry can arrange for an agreement", "aimed at hammering out a deal"
    return fallback or ("in_force" if known else "agreed")


_RESTING_ON = frozenset({"after", "following", "from", "under", "despite", "since", "by", "as"})
_LEADING = ("on", "for", "toward", "towards", "of", "to", "over", "about", "into", "at")


def _status_before(token: Token, verb: Token | None, behind: Token | None, known: bool) -> str | None:
    """Tell how far an agreement has come where words beside the noun settle it, whatever verb governs it."""
    lefts = {child.lower_ for child in token.lefts}
    head = token.head
    denied = "no" in lefts or head.lower_ == "without"
    if denied:
        reached = verb is not None and concerns(token, verb) and clauses.tense(verb) in (clauses.PAST, clauses.PERFECT)
        return (
            "rejected" if reached and verb is not None and verb.lemma_ in word_set("verbs_of_reaching") else "planned"
        )
    if (
        head.dep_ == "prep"
        and head.lower_ in ("to", "of")
        and head.head.lower_ in ("close", "closer", "near", "nearer")
    ):
        return "planned"
    if head.lower_ in ("near", "nearing") and not known:
        return "planned"
    if verb is None:
        return None
    if not known and any(c.dep_ == "advmod" and c.lower_ in ("almost", "nearly") for c in verb.children):
        return "planned" if concerns(token, verb) else None
    if verb.lemma_ == "have" and concerns(token, verb) and clauses.tense(verb) == clauses.PRESENT and not fails(verb):
        return "in_force"
    doubt = any(c.dep_ == "acomp" and c.lower_ in word_set("words_of_doubt") for c in verb.children)
    if verb.lemma_ == "be" and doubt and not known:
        return "planned"
    if verb.lemma_ == "be" and head.lower_ == "in" and head.head == verb and not lefts:
        return "agreed"  # "X and Y are in agreement"
    loan = noun_kinds().get(token.lemma_.lower()) == "loan_or_grant"
    if loan and verb.lemma_ in ("ask", "request", "seek", "apply", "approach") and not known:
        return "planned"
    if verb.lemma_ == "exchange" and concerns(token, verb):
        return status_of_verb(verb, "signed")
    ending = any(c.dep_ == "prt" and c.lower_ in ("off", "up") for c in verb.children)
    told = concerns(token, verb) or (head.lower_ == "off" and head.head == verb)
    if verb.lemma_ in ("call", "break", "give") and ending and told:
        return "in_force" if clauses.tense(verb) in (clauses.FUTURE, clauses.HYPOTHETICAL) else "ended"
    if lefts & word_set("words_of_past") and behind is None and governing_status(token) not in ("ended", "signed"):
        return "in_force"
    conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "once") for c in verb.children)
    if conditional and not known and concerns(token, verb) and behind is None:
        return "planned"
    leads = verb.lemma_ in word_set("verbs_of_leading") and head.lower_ in ("to", "in", "for", "into")
    if (leads or (verb.lemma_ in word_set("verbs_of_leading") and concerns(token, verb))) and not known:
        return "agreed" if clauses.tense(verb) in (clauses.PAST, clauses.PERFECT) else "planned"
    return None


def fails(verb: Token) -> bool:
    """Tell whether a verb is denied or only wished for."""
    return clauses.is_negated(verb) or clauses.tense(verb) == clauses.HYPOTHETICAL


def is_aimed_at(verb: Token) -> bool:
    """Tell whether a participle tells of what is only aimed at: "talks aimed at signing", "interest in buying"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("pcomp", "pobj"):
        return False
    preposition, above = verb.head.lower_, verb.head.head.lemma_.lower()
    if preposition in ("for", "to", "in"):
        return above in word_set("words_of_aiming")
    if preposition == "of":
        return above not in ("process", "success", "result", "way", "course")
    return preposition in ("at", "toward", "towards", "from", "before", "without")


def status_of_verb(verb: Token, status: str) -> str:
    """Tell how far an agreement has come by the verb, its tense and its denial."""
    tense = clauses.tense(verb)
    if is_aimed_at(verb) and status in ("signed", "agreed"):
        return "planned"  # "aimed at reaching", "a chance of signing"
    if clauses.is_negated(verb):
        return (
            "rejected"
            if status in ("signed", "agreed") and tense in (clauses.PAST, clauses.PERFECT)
            else "planned"
            if status in ("signed", "agreed")
            else status
        )
    if status == "ended" and tense in (clauses.FUTURE, clauses.HYPOTHETICAL, clauses.PRESENT):
        return "in_force"  # "the pact expires next year"
    going = verb.lemma_ in ("ratify", "approve", "complete", "enter", "take", "come", "accept")
    made = status in ("signed", "agreed") or (status == "in_force" and going)
    if made and tense in (clauses.FUTURE, clauses.HYPOTHETICAL):
        return "planned"
    if (
        status == "agreed"
        and tense in (clauses.PRESENT, clauses.PROGRESSIVE)
        and verb.lemma_ in ("reach", "conclude", "strike", "forge", "secure", "clinch")
    ):
        return "planned"
    return status
