"""What a meeting is about: told with it, in what its people go on to discuss, or in what they want to work on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newstables.scripts.extract import clauses
from newstables.scripts.extract.lexicon import word_set
from newstables.scripts.extract.meetings.mentions import Mention
from newstables.scripts.extract.members import is_group
from newstables.scripts.extract.named import name_at
from newstables.scripts.extract.phrases import LONGEST, phrase_under

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from newstables.scripts.extract.reading import Reading
    from newstables.scripts.extract.rows import Evidence

_TOPIC = ("on", "about", "over", "regarding", "concerning", "into")
_MEASURED = re.compile(  # how long, how wide or how late, not about what
    r"^(?:\w+|\d+)-(?:minutes?|hours?|days?|weeks?|party|nation|way|side|sided|member|country|power|round)$",
    re.IGNORECASE,
)


_PARTNERS = frozenset({"counterpart", "colleague", "ally"})
_REACH = 4  # sentences behind a meeting in which its people are heard on what it was about


def add_topic(reading: Reading, mention: Mention, anchor: Token, verb: Token | None) -> None:
    """Read what a meeting is about: "talks on gas", "met to discuss gas", "gas talks"."""
    heads = _discussed_by(anchor) if anchor.lemma_ in word_set("verbs_of_discussing") else []
    told = [word for word in _TOPIC if not (word == "on" and anchor.lemma_ == "call")]  # whom one calls on is no topic
    own = _specified([h for h in clauses.prepositional(anchor, *told) if not _is_time(reading, h)])
    heads.extend(h for h in own if h not in heads)
    attached = [
        h
        for h in clauses.attached(anchor, *told)
        if not _is_time(reading, h) and not _in_name(anchor, h.head) and _goes_with(h.head, anchor, verb)
    ]
    for source in {anchor.i: anchor, **({verb.i: verb} if verb is not None else {})}.values():
        for child in source.children:
            if child.dep_ in ("advcl", "xcomp", "acl", "relcl") and (source == anchor or child.i > anchor.i):
                heads.extend(_discussed(child))
    heads.extend(h for h in _specified(attached) if h not in heads)
    heads.extend(h for h in (*_purposes(anchor), *_dealt_with(anchor, verb)) if h not in heads)
    for head in heads:
        names_it = head.pos_ == "VERB" or (head.pos_ != "PRON" and head.lemma_ not in word_set("no_topic"))
        span = phrase_under(head) if names_it else None
        if span is not None and span[0].lower_ == "to":
            span = span[1:] if len(span) > 1 else None
        if head == anchor or (span is not None and _says_nothing(span, head)):
            continue
        if span is not None:
            span = _without_partners(span, head)
            mention.topic = span.text
            mention.evidence.append(reading.evidence("topic", span.start_char, span.end_char, "topic.phrase"))
            return
    for child in anchor.children:
        if child.dep_ in ("acl", "advcl", "xcomp") and child.tag_ == "VB" and child.i > anchor.i:
            if child.lemma_ in ("begin", "start", "open", "continue", "mark"):
                continue  # "talks to begin on Friday"
            span = phrase_under(child)
            words = list(span) if span is not None else []
            while words and words[0].lower_ == "to":
                words.pop(0)
            if words:
                mention.topic = reading.doc[words[0].i : words[-1].i + 1].text
                mention.evidence.append(
                    reading.evidence("topic", words[0].idx, words[-1].idx + len(words[-1]), "topic.purpose")
                )
                return
    compounds = [
        c
        for c in anchor.lefts
        if c.dep_ in ("compound", "amod")
        and name_at(reading, c) is None
        and c.lower_ not in word_set("vague_before_meetings")
        and c.pos_ in ("NOUN", "ADJ")
    ]
    nouns = [c for c in compounds if c.pos_ == "NOUN" and not _MEASURED.match(_whole_word(c))]
    if mention.kind == "talks" and nouns:
        first, last = nouns[0], nouns[-1]
        first = first.left_edge if name_at(reading, first.left_edge) is None else first
        mention.topic = reading.article.body[first.idx : last.idx + len(last)]
        mention.evidence.append(reading.evidence("topic", first.idx, last.idx + len(last), "topic.compound"))


_BREAKING_OFF = frozenset({"fail", "collapse", "end", "break", "stall", "freeze", "cancel", "postpone", "suspend"})


def _goes_with(preposition: Token, anchor: Token, verb: Token | None) -> bool:
    """Tell whether "on ..." goes with a meeting: it hangs on it, on its verb, or on those it is held with."""
    step = preposition.head
    if verb is not None and step == verb and anchor != verb:
        return verb.lemma_ not in _BREAKING_OFF  # why talks failed is not what they were on
    while step not in (anchor, verb) and step.head != step:
        if step.pos_ in ("VERB", "AUX"):
            return False
        if step.head == verb and anchor != verb and step.dep_ in clauses.OBJECTS | clauses.SUBJECTS:
            return False  # "talks had raised **doubts** over the plan"
        step = step.head
    return True


def _says_nothing(span: Span, head: Token) -> bool:
    """Tell whether a phrase names no matter: "the two issues", "a new text", "past five months"."""
    if head.ent_type_ in ("DATE", "TIME"):
        return True
    if head.lemma_.lower() not in word_set("no_topic_alone"):
        return False
    return not any(
        (token.pos_ in ("NOUN", "PROPN", "VERB") and token.ent_type_ not in ("DATE", "TIME"))
        or (token.pos_ == "ADJ" and token.lemma_.lower() not in word_set("vague_issues"))
        for token in span
        if token != head
    )


def _purposes(anchor: Token) -> Iterator[Token]:
    """Yield what a meeting is for: "met in a bid **to end the war**", "talks aimed at **ending** the war"."""
    for noun in anchor.subtree:
        if noun.i > anchor.i and noun.lemma_ in word_set("purposes") and noun.head.lower_ in ("in", "as"):
            yield from (child for child in noun.children if child.dep_ in ("acl", "xcomp", "relcl"))
    verb = clauses.governor(anchor) if anchor.pos_ not in ("VERB", "AUX") else None
    behind = [c for c in (verb.children if verb is not None and verb.lemma_ in _LIGHT else ()) if c.i > anchor.i]
    for child in (*anchor.children, *behind):
        if child.dep_ not in ("acl", "advcl", "relcl"):
            continue
        if child.lemma_ in ("aim", "dedicate", "devote", "task", "design"):
            yield from clauses.prepositional(child, "at", "to", "with")
            yield from (c for c in child.children if c.dep_ == "xcomp" and c.lemma_ not in _OPENING)
    if verb is not None and verb.lemma_ in ("aim", "seek") and anchor in clauses.subjects(verb):
        yield from clauses.prepositional(verb, "at")
        yield from (c for c in verb.children if c.dep_ == "xcomp")
    for noun in clauses.attached(anchor, "with"):
        if noun.lemma_ in ("aim", "goal", "purpose", "view"):
            yield from clauses.prepositional(noun, "of", "to")


_AGREEING = frozenset({"agree", "decide", "vote"})
_LIGHT = frozenset({"hold", "have", "start", "open", "begin", "resume", "launch", "continue", "attend", "join"})
_OPENING = frozenset({"begin", "start", "open", "continue", "run", "last"})


def _dealt_with(anchor: Token, verb: Token | None) -> Iterator[Token]:
    """Yield what was dealt with: "**gas** was discussed when X met Y", "reviewed **ties** at the summit"."""
    if anchor.pos_ == "VERB" and anchor.dep_ == "advcl" and anchor.head.lemma_ in word_set("verbs_of_discussing"):
        yield from _specified(clauses.objects(anchor.head))
    if anchor.pos_ == "VERB" and anchor.tag_ == "VBG" and anchor.dep_ in ("advcl", "acl"):
        outer = clauses.governor(anchor)  # "ministers, meeting in Lima, failed to agree **on quotas**"
        outer = next((c for c in outer.children if c.dep_ == "xcomp"), outer) if outer is not None else None
        if outer is not None and outer.lemma_ in _AGREEING:
            yield from (p for p in clauses.prepositional(outer, "on") if p.i > outer.i)
    if verb is not None and verb.lemma_ in word_set("verbs_of_deciding") and anchor in clauses.subjects(verb):
        yield from _specified(clauses.objects(verb))  # "the meeting agreed to cut quotas"
        yield from clauses.prepositional(verb, "on")
        yield from (c for c in verb.children if c.dep_ == "xcomp")
    at = anchor.head
    if verb is None or at.lower_ not in ("at", "during", "in") or at.head != verb or verb.lemma_ in ("hold", "have"):
        return
    if verb.lemma_ in word_set("verbs_of_discussing") | word_set("verbs_of_deciding") | {"sign", "grant", "raise"}:
        yield from _specified(clauses.objects(verb))
        yield from (p for p in clauses.prepositional(verb, "on") if verb.lemma_ in _AGREEING and p.i > verb.i)
        yield from (c for c in verb.children if c.dep_ == "xcomp" and not clauses.objects(verb))


def _without_partners(span: Span, head: Token) -> Span:
    """Cut "with X" off what was discussed with X."""
    for token in span:
        if token.lower_ != "with" or token.i <= head.i:
            continue
        partners = clauses.pobjs(token)
        if any(o.ent_type_ == "PERSON" or o.lemma_ in _PARTNERS or is_group(o) for o in partners):
            return span.doc[span.start : token.i]
        behind = span.doc[token.i + 1 : token.i + 5]
        if any(t.lemma_ == "counterpart" or t.ent_type_ == "PERSON" for t in behind):
            return span.doc[span.start : token.i]
    return span


def _in_name(anchor: Token, preposition: Token) -> bool:
    """Tell whether "on" stands inside the name of something else: "the summit of the Forum **on** Coastal Trade"."""
    noun = preposition.head
    return noun != anchor and noun.pos_ == "PROPN" and noun.text[:1].isupper()


def _whole_word(token: Token) -> str:
    """Return a word with what hyphens join to it: the tokens of "six-party"."""
    doc, first, last = token.doc, token.i, token.i
    while first > 0 and not doc[first - 1].whitespace_ and (doc[first - 1].text == "-" or doc[first].text == "-"):
        first -= 1
    while last + 1 < len(doc) and not doc[last].whitespace_ and (doc[last + 1].text == "-" or doc[last].text == "-"):
        last += 1
    return doc[first : last + 1].text


def _discussed(clause: Token) -> list[Token]:
    """Return what a clause says was discussed: "to explore ways ...", "which focused on ..."."""
    found: list[Token] = []
    for verb in clause.subtree:
        if verb.lemma_ in word_set("verbs_of_discussing") and verb.pos_ == "VERB":
            objects = clauses.objects(verb) if not clauses.is_passive(verb) else []
            vague = [o for o in objects if o.lemma_ in ("way", "avenue", "means", "issue", "matter", "possibility")]
            for o in vague:
                found.extend([*clauses.prepositional(o, "for", "of"), *clauses.prepositional(verb, "for")])
                found.extend(c for c in o.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB")
            found.extend(o for o in objects if o not in vague)
            found.extend(clauses.prepositional(verb, "on", "about"))
    return found


def _is_time(reading: Reading, token: Token) -> bool:
    return any(date.start <= token.idx < date.end for date in reading.dates)


def find_later_topic(reading: Reading, group: list[Mention], others: set[int]) -> tuple[str, Evidence] | None:
    """Find what a meeting was about in the sentences that go on with it.

    Parameters
    ----------
    reading : Reading
        The article.
    group : list of Mention
        The mentions of one meeting.
    others : set of int
        Where the sentences begin that tell of other meetings; reading on ends there.

    Returns
    -------
    tuple of str and Evidence, or None
        The phrase, and where it stands.
    """
    names = {member.name.split()[-1].lower() for mention in group for member in mention.participants}
    for sentence in _sentences(group, others):
        theme = _theme(reading, sentence)
        if theme is not None:
            return theme
        for head in [*_on_agenda(sentence), *_discussed_later(sentence, names)]:
            span = phrase_under(head) if head.pos_ != "PRON" and head.lemma_ not in word_set("no_topic") else None
            if span is not None and not _says_nothing(span, head):
                return span.text, reading.evidence("topic", span.start_char, span.end_char, "topic.discussed")
    return None


def find_said_topic(reading: Reading, group: list[Mention], others: set[int]) -> tuple[str, Evidence] | None:
    """Find the matter that those who met speak of, in the sentence that tells of the meeting or in those behind it.

    Parameters and result are those of `find_later_topic`.
    """
    names = {member.name.split()[-1].lower() for mention in group for member in mention.participants}
    for number, sentence in enumerate(_sentences(group[:1], others)):
        if number >= _SAID_WITHIN:
            break
        for verb in sentence:
            if verb.lemma_ not in word_set("verbs_of_saying_so") or verb.pos_ != "VERB":
                continue
            if not any(_is_of_meeting(t, names) for t in clauses.subjects(verb)):
                continue
            for token in sentence:
                if _is_matter(reading, token) and verb.is_ancestor(token):
                    span = phrase_under(token)
                    if span is not None and len(span) > 1 and _is_told_of_what(token, span):
                        place = reading.evidence("topic", span.start_char, span.end_char, "topic.said")
                        return span.text, place
    return None


def _is_told_of_what(matter: Token, span: Span) -> bool:
    """Tell whether it is said of what a matter is: "cooperation **in fishing**", not "our own development"."""
    told = any(t != matter and t.pos_ in ("NOUN", "PROPN") for t in span)
    return told and matter.dep_ in _TOLD_OF and matter.head.lower_ not in _BESIDE


_TOLD_OF = frozenset({"dobj", "obj", "conj", "pobj", "attr", "nsubjpass"})
_BESIDE = frozenset({"under", "since", "after", "before", "despite", "without", "during", "through", "by"})
_SAID_WITHIN = 3  # sentences


def _is_matter(reading: Reading, token: Token) -> bool:
    return (
        token.pos_ == "NOUN"
        and token.lemma_.lower() in word_set("matters")
        and token.dep_ not in ("compound", "nmod", "nsubj", "amod")
        and name_at(reading, token) is None
    )


def _sentences(group: list[Mention], others: set[int]) -> Iterator[Span]:
    doc = group[0].trigger.doc
    seen = set()
    for mention in group:
        sentence = mention.trigger.sent
        for step in range(_REACH):
            if sentence.start not in seen:
                seen.add(sentence.start)
                yield sentence
            if sentence.end >= len(doc):
                break
            sentence = doc[sentence.end].sent
            if sentence.start in others and step >= 0:
                break


_MEETING = r"\b(?:meeting|summit|conference|forum|symposium|seminar|congress|workshop|session|talks)"
_THEME = re.compile(
    rf'(?:{_MEETING}(?:,?\s\w+){{0,3}},?\s(?:entitled|titled|themed)|\btheme\b)[^"“”.;,]{{0,45}}["“]([^"“”]{{3,100}}?)[.,]?["”]',
    re.IGNORECASE,
)


def _theme(reading: Reading, sentence: Span) -> tuple[str, Evidence] | None:
    """Read the title that a meeting is held under: "a meeting entitled "..."", "the theme of the summit is "..."."""
    found = _THEME.search(sentence.text)
    if found is None or "\n" in found[1] or len(found[1].split()) > LONGEST:
        return None
    if re.search(_MEETING, sentence.text, re.IGNORECASE) is None:
        return None  # the theme of something else
    start = sentence.start_char + found.start(1)
    return found[1], reading.evidence("topic", start, start + len(found[1]), "topic.theme")


def _on_agenda(sentence: Span) -> Iterator[Token]:
    """Yield what is dealt with in a meeting: "**Gas** topped the agenda", "**Quotas** will dominate the talks"."""
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or clauses.is_negated(verb):
            continue
        if verb.lemma_ in ("top", "dominate", "head") and any(_is_agenda(o) for o in clauses.objects(verb)):
            yield from _specified(clauses.agents(verb))
        elif verb.lemma_ == "be" and any(o.lemma_ == "agenda" for o in clauses.prepositional(verb, "on")):
            yield from _specified(clauses.subjects(verb))


def _is_agenda(noun: Token) -> bool:
    return noun.lemma_.lower() == "agenda" or noun.lemma_.lower() in word_set("nouns_for_meetings")


def _discussed_later(sentence: Span, names: set[str]) -> Iterator[Token]:
    """Yield what those who met discussed: "The two sides also discussed ...", "The talks focused on ..."."""
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_ not in word_set("verbs_of_discussing") or clauses.is_negated(verb):
            continue
        if clauses.is_passive(verb):
            if any(verb.children) and _in_meeting(verb):
                yield from _specified(clauses.objects(verb))
            continue
        if any(_is_of_meeting(subject, names) for subject in clauses.subjects(verb)):
            yield from _discussed_by(verb)


def _is_of_meeting(subject: Token, names: set[str]) -> bool:
    return subject.lower_ in names | word_set("those_who_met") or subject.lemma_.lower() in word_set("those_who_met")


def _in_meeting(verb: Token) -> bool:
    places = clauses.prepositional(verb, "at", "in", "during")
    return any(noun.lemma_.lower() in word_set("nouns_for_meetings") for noun in places)


def _specified(heads: list[Token]) -> list[Token]:
    """Replace nouns that only announce what is discussed, "issues regarding X", by what they lead to."""
    found: list[Token] = []
    for head in heads:
        deeper = [
            child
            for member in clauses.members(head)
            if member.lemma_ in word_set("vague_topics")
            for child in _led_to(member)
        ]
        found.extend(deeper or [head])
    return found


def _led_to(noun: Token) -> list[Token]:
    led = clauses.prepositional(noun, "for", "of", "on", "about", "regarding", "concerning", "over")
    found = [head for head in led if head.lemma_ not in ("concern", "interest", "importance")]
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ in ("regard", "concern", "relate"):
            found.extend([*clauses.objects(child), *clauses.prepositional(child, "to")])
    return found


def _discussed_by(verb: Token) -> list[Token]:
    objects = _specified([o for o in clauses.objects(verb) if o.lower_ != "views"])
    if verb.lemma_ == "address":  # a meeting that is spoken to
        objects = [o for o in objects if o.lemma_.lower() not in word_set("nouns_for_meetings")]
    return [*objects, *_specified([p for p in clauses.prepositional(verb, "on", "about", "upon") if p.i > verb.i])]
