"""The body of a page, told from what interrupts it and what stands below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.page_head import is_marked
from newstables.scripts.read.published import AmbiguousDateError, find_day

_STANDFIRST = 12  # lines with words, at the head of a body, among which a standfirst may be
_LINES_AFTER = 5  # a date or an author so many lines below a paragraph makes it a standfirst
_GOES_ON = 3  # paragraphs below a heading that leads elsewhere which show that the article goes on
_LOOK_AHEAD = 12  # lines with words
_LONGEST_LABEL = 160  # characters of a line that is no paragraph


def find_body(lines: Sequence[str]) -> tuple[int, int]:
    """Find the run of paragraphs that holds most text for the lines of other kinds in it.

    Parameters
    ----------
    lines : sequence of str
        The lines of a page, stripped; some empty.

    Returns
    -------
    int, int
        Its first line, and the line behind its last.
    """
    counts = Counter(line for line in lines if line)
    best, start, total = (0, 0, 0), 0, 0
    for at, line in enumerate(lines):
        if not line:
            continue
        if total <= 0:
            start, total = at, 0
        total += _weigh(line, counts[line])
        if total > best[0]:
            best = (total, start, at + 1)
    if best[0] <= 0:
        return _after_marks(lines), len(lines)
    return _skip_standfirst(lines, best[1], best[2]), best[2]


def _weigh(line: str, times: int) -> int:
    """Weigh a line: the text of paragraphs counts for a body, lines of other kinds against it."""
    if line_is.is_interruption(line) or line_is.is_caption(line):
        return -10
    if line_is.is_banner(line) or times > 1 or (line_is.is_teaser(line) and len(line) < 300):
        return -100
    if is_marked(line) or line_is.closes_article(line):
        return -120
    if line_is.is_paragraph(line):
        return min(len(line), 400)
    return 0 if line_is.is_sentence(line) else -40


def _skip_standfirst(lines: Sequence[str], first: int, end: int) -> int:
    """Return the first paragraph below which no date or author stands before the next but one."""
    worded = [at for at in range(first, end) if lines[at]]
    for place, at in enumerate(worded[:_STANDFIRST]):
        line = lines[at]
        if not line_is.is_paragraph(line) or line_is.is_caption(line) or is_marked(line):
            continue
        texts = 0
        for below in worded[place + 1 : place + 1 + _LINES_AFTER]:
            if is_marked(lines[below]) and texts < 2:
                break
            texts += line_is.is_paragraph(lines[below]) and not line_is.is_caption(lines[below])
        else:
            return at
    return first


def _after_marks(lines: Sequence[str]) -> int:
    """Return where a body of short lines begins: below title, dates and author."""
    worded = [at for at, line in enumerate(lines) if line]
    return next((at for at in worded[1:] if not is_marked(lines[at])), len(lines))


def read_body(lines: Sequence[str], captions: Collection[str] = ()) -> tuple[list[str], list[str], list[str]]:
    """Part the lines from the first paragraph on.

    Parameters
    ----------
    lines : sequence of str
        The lines of a page, stripped, from the first paragraph on; some empty.
    captions : collection of str
        Captions that are known from above.

    Returns
    -------
    body : list of str
        Its lines, empty ones between paragraphs where the page has them.
    captions : list of str
        Captions that stood between its paragraphs.
    below : list of str
        What stands below it: credits first, then leftovers.
    """
    end = _find_end(lines)
    body: list[str] = []
    found: list[str] = []
    for line in lines[:end]:
        if not line:
            if body and body[-1]:
                body.append("")
        elif line in captions:
            continue
        elif line_is.is_caption(line) and not _quotes(line):
            found.append(line)
        elif not (line_is.is_interruption(line) or line_is.is_banner(line) or line_is.closes_article(line)):
            body.append(line)
    below: list[str] = []
    while body and (not body[-1] or _is_trailing(body[-1])):
        line = body.pop()
        if line:
            below.insert(0, line)
    return body, found, below + [line for line in lines[end:] if line]


def _find_end(lines: Sequence[str]) -> int:
    """Return the line that ends the article: a heading that leads elsewhere, a credit, or the head of another one."""
    worded = [(at, line) for at, line in enumerate(lines) if line]
    for place, (at, line) in enumerate(worded):
        if place == 0:
            continue
        ends = line_is.closes_article(line) or (line_is.is_credit(line) and not _goes_on(worded[place + 1 :]))
        if ends and not (len(line) < _LONGEST_LABEL and _goes_on(worded[place + 1 :])):
            return at
        if _begins_another(worded, place):
            return at
    return len(lines)


def _goes_on(worded: Sequence[tuple[int, str]]) -> bool:
    """Tell whether paragraphs follow that no teaser, date or further heading parts."""
    run = 0
    for _, line in worded[:_LOOK_AHEAD]:
        if line_is.is_paragraph(line) and not line_is.is_teaser(line) and not line_is.is_banner(line):
            run += 1
            if run == _GOES_ON:
                return True
        elif _is_bare_date(line) or line_is.is_teaser(line) or line_is.closes_article(line):
            return False
        elif run:
            run = 0 if not line_is.is_interruption(line) else run
    return False


def _begins_another(worded: Sequence[tuple[int, str]], place: int) -> bool:
    """Tell whether a short line is the headline of another article: its date or the break-off of its text follows."""
    line = worded[place][1]
    if line_is.is_paragraph(line) or len(line.split()) < 2 or line_is.is_interruption(line):
        return False
    following = [text for _, text in worded[place + 1 : place + 4]]
    for text in following:
        if _is_bare_date(text) or (line_is.is_teaser(text) and len(text) < 400):
            return not _goes_on(worded[place + 1 :])
        if line_is.is_paragraph(text):
            return False
    return _is_bare_date(line) and not _goes_on(worded[place + 1 :])


def _is_bare_date(line: str) -> bool:
    if len(line) > 60 or not any(c.isdigit() for c in line) or len(line.split()) > 9 or line_is.is_sentence(line):
        return False
    try:
        return find_day(line) is not None
    except AmbiguousDateError:
        return True


def _quotes(line: str) -> bool:
    return line.startswith(("“", '"', "‘"))


def _is_trailing(line: str) -> bool:
    """Tell whether a line below the last paragraph is no part of the body: a credit, or a line that is no sentence."""
    if line_is.is_credit(line) or line_is.is_interruption(line):
        return True
    if line_is.is_sentence(line) and len(line.split()) > 3 and not line.startswith(("(", "[")):
        return False
    return len(line) < _LONGEST_LABEL
