"""What stands above the body of a page: title, days, author, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from newstables.scripts.read import page_lines as line_is
from newstables.scripts.read.published import AmbiguousDateError, find_day, strip_day, tells_age

_LONGEST_HEADLINE = 250  # characters
_SHORT_HEAD = 8  # lines with words: with no more above the body, no menu stands above the headline
_LINES_ABOVE = 4  # above the headline, in which the day is looked for first
_LINES_COMPARED = 30  # of the body, whose words tell the headline
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified|revised|amended)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"^\W{0,3}(?:first |originally )?(?:published|posted|date|publication date|issued|released|created|uploaded"
    r"|publish date|published date"
    r"|release date|pd)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:title|headline|subject)\s?:\s?(?P<title>\S.{5,240})$", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:by|(?:written|posted|published|reported|words|story) by|author|byline|reporter)(?:\s?:\s?"
    r"|\s+)(?P<who>[A-Z\u00c0-\u00de][^\n]{1,160})$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:[A-Z\u00c0-\u00de][\w’'.\-]+)(?: (?:de|da|van|von|der|bin|al|el|[A-Z\u00c0-\u00de][\w’'.\-]*)){1,3}$"
)
_STAFF = re.compile(
    r"^(?:(?:our|a|special|staff|senior|chief|the|news|web|sports|business|national|foreign) ){0,3}"
    r"(?:correspondent|reporter|desk|bureau|monitoring desk|web desk|news desk|staff writer|newsroom|agencies"
    r"|news report)s?$",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(
    r"\s*(?:[|•·▪●]|\s[-–—]\s|,?\s(?=(?:published|updated|posted|last updated)\b)|\s{2,}|\t)\s*", re.IGNORECASE
)


@dataclass(slots=True)
class Head:
    """What stands above a body.

    Attributes
    ----------
    title, byline, url : str or None
        As in the table `articles`.
    published, updated : datetime.date or None
        Days that lines of their own give.
    captions : list of str
        Each once, in order.
    agency : str or None
        An agency that stands as the author.
    age : str or None
        "3 hours ago", where that is how the page tells its day.
    disagreement : str or None
        What is wrong where days of publication disagree, or the only one can be read in two ways.
    """

    title: str | None = None
    byline: str | None = None
    url: str | None = None
    published: date | None = None
    updated: date | None = None
    captions: list[str] = field(default_factory=list)
    agency: str | None = None
    age: str | None = None
    disagreement: str | None = None


@dataclass(slots=True)
class _Days:
    """The days found above a body, by how they are marked."""

    published: list[date] = field(default_factory=list)
    bare: list[date] = field(default_factory=list)
    updated: list[date] = field(default_factory=list)
    ambiguous: AmbiguousDateError | None = None
    age: str | None = None

    @property
    def found(self) -> bool:
        """Whether a day, or its age, was found."""
        return bool(self.published or self.bare or self.updated or self.ambiguous or self.age)


def read_head(lines: Sequence[str], first: int) -> Head:
    """Tell what stands above the body.

    Parameters
    ----------
    lines : sequence of str
        The lines of a page, stripped; some empty.
    first : int
        The line with which the body begins, as `newstables.scripts.read.page_body.find_body` gives it.

    Returns
    -------
    Head
    """
    head = Head()
    above = [line for line in lines[:first] if line]
    place = find_title(above, " ".join(lines[first : first + _LINES_COMPARED]))
    if place is not None:
        label = _LABEL.match(above[place])
        head.title = label["title"] if label else above[place]
    start = 0 if place is None else place
    near = above[start:]
    counts = Counter(line for line in lines if line)
    days = _Days()
    before: str | None = None
    for line in near[place is not None :]:
        if line == head.title:
            continue
        rest = _read_author(line, head)
        if rest and not _read_days(rest, days):
            head.url = head.url or line_is.find_url(line)
            if line_is.is_caption(line) or (counts[line] > 1 and len(line) > 40):
                head.captions.append(line)
        elif rest and head.byline is None and before is not None and _is_name(before):
            head.byline = before
        before = line
    for line in [*reversed(above[:start][-_LINES_ABOVE:]), *above[:start]]:
        if not days.found:  # some pages print the day above the headline
            _read_days(line, days)
        head.url = head.url or line_is.find_url(line)
    if head.byline is None:
        head.byline = _find_name_below_date(near)
    head.captions = list(dict.fromkeys(head.captions))
    head.age = days.age
    try:
        head.published, head.updated = _settle(days)
    except AmbiguousDateError as error:
        head.disagreement = str(error)
    return head


def find_title(above: Sequence[str], text: str) -> int | None:
    """Find the headline: a line above the body, whose words come again in it, next to dates and author.

    Parameters
    ----------
    above : sequence of str
        What stands above the body, no line empty.
    text : str
        The first lines of the body.

    Returns
    -------
    int or None
        Its place in `above`; None where no line can be one.
    """
    for place, line in enumerate(above):
        if _LABEL.match(line):
            return place
    able = [place for place, line in enumerate(above) if _can_be_headline(line)]
    if not able:
        return None
    counts = Counter(above)
    words = set(_content_words(text))
    scores = {}
    for place in able:
        line = above[place]
        content = _content_words(line)
        again = sum(word in words for word in content) / max(3, len(content))
        marked = any(is_marked(one) for one in above[place + 1 : place + 4])
        scores[place] = (
            again
            + 0.25 * marked
            + 0.25 * (len(line.split()) >= 4)
            + 0.15 * (counts[line] > 1)
            + (0.6 if place == able[0] and len(above) <= _SHORT_HEAD else 0)
            - 0.005 * (len(above) - place)
        )
    return max(able, key=lambda place: (scores[place], -place))


def _content_words(text: str) -> list[str]:
    """Return words of four letters and more, without their endings, in lower case."""
    return [word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())]


def is_marked(line: str) -> bool:
    """Tell whether a line is one of those that give a day or an author."""
    if len(line) > 160:
        return False
    if _is_day_line(line):
        return True
    return bool(_BYLINE.match(line)) and not (line_is.is_sentence(line) and len(line) > 60) and _names_somebody(line)


def _names_somebody(line: str) -> bool:
    match = _BYLINE.match(line)
    if match is None:
        return False
    words = re.split(r"[\s,|]+", match["who"])[:2]
    return all(word[:1].isupper() or word in ("de", "van", "von", "al", "bin", "and") for word in words if word)


def _is_day_line(line: str) -> bool:
    """Tell whether a line gives a day, and nothing that is not about it."""
    if len(line) > 160 or not (re.search(r"\d", line)):
        return False
    if tells_age(line) and len(line) < 60:
        return True
    try:
        day = find_day(line)
    except AmbiguousDateError:
        day = date.min
    if day is None:
        return False
    if _PUBLISHED.match(line) or ((match := _UPDATED.search(line)) and match.start() < 30):
        return not line_is.is_sentence(line) or len(line) < 60
    others = [
        word for word in re.findall(r"[^\W\d_]+", line.casefold()) if word not in line_is.read_lexicon("day_words.txt")
    ]
    return len(others) <= 3 and len(line) < 90 and not (line_is.is_sentence(line) and others)


def _read_days(line: str, days: _Days) -> bool:
    """Add the days of a line; False where it gives none."""
    if not _is_day_line(line):
        return False
    if (age := tells_age(line)) is not None:
        days.age = days.age or age
    mark = _UPDATED.search(line)
    before, after = (line[: mark.start()], line[mark.start() :]) if mark else (line, "")
    try:
        first, last = find_day(before), find_day(after)
    except AmbiguousDateError as error:
        days.ambiguous = days.ambiguous or error
        return True
    if last is not None:
        days.updated.append(last)
    if first is not None:
        (days.published if _PUBLISHED.match(line) else days.bare).append(first)
    return True


def _settle(days: _Days) -> tuple[date | None, date | None]:
    """Decide on the days of publication and update, marked ones before bare ones.

    Raises
    ------
    AmbiguousDateError
        Where those that count most disagree by more than a day, or only one is given, which can be read in two ways.
    """
    updated = max(days.updated, default=None)
    given = days.published or days.bare
    if not given:
        if days.ambiguous is not None:
            raise days.ambiguous
        return updated, updated  # the version at hand is the only one that the page dates
    first, last = min(given), max(given)
    if (last - first).days > 1:
        if updated is None and len(set(given)) == 2 and not days.published and len(given) == 2:
            return first, last  # as pages print them: the day of publication, then that of the last change
        if updated != last:
            raise AmbiguousDateError(f"{first} and {last} are both given as the day of publication")
    return first, updated if updated is None or updated >= first else None


def _can_be_headline(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADLINE
        and not line.endswith((".", ":", ";", ","))
        and not line_is.is_teaser(line)
        and not line_is.is_interruption(line)
        and not line_is.is_caption(line)
        and not line_is.is_banner(line)
        and not line_is.closes_article(line)
        and not is_marked(line)
        and not _STAFF.match(line)
        and any(c.isalpha() for c in line)
    )


def _read_author(line: str, head: Head) -> str:
    """Read the author of a line into `head`; return what else it holds."""
    if len(line) > 200 or (line_is.is_caption(line) and not is_marked(line)):
        return line
    pieces = [piece for piece in _BY_OTHERS.split(line) if piece]
    for place, piece in enumerate(pieces):
        rest = " ".join(pieces[:place] + pieces[place + 1 :])
        undated = strip_day(piece)
        match = _BYLINE.match(undated)
        if match and _names_somebody(undated) and not line_is.is_paragraph(undated):
            _set_author(match["who"].strip(" ,|"), head)
            return line if undated != piece else rest
        if (undated != piece or (rest and _is_day_line(rest))) and _is_name(undated):
            _set_author(undated, head)
            return line if undated != piece else rest
        if _STAFF.match(piece) or line_is.find_agency(piece) == piece:
            _set_author(piece, head)
            return rest
    return line


def read_authors_line(line: str) -> str | None:
    """Return the author that a line gives ("By Ada Bergman"); None where it gives none."""
    head = Head()
    _read_author(line, head)
    return head.byline


def _set_author(who: str, head: Head) -> None:
    agency = line_is.find_agency(who)
    head.agency = head.agency or agency
    if agency is None or agency != who.strip(" ."):
        head.byline = head.byline or who


def _is_name(line: str) -> bool:
    """Tell whether a line is a person's name by its shape, alone or with an outlet behind a comma."""
    name, _, outlet = line.partition(", ")
    return (
        len(line) < 60
        and bool(_NAME.match(name))
        and all(word[:1].isupper() for word in outlet.split())
        and not any(word.casefold() in line_is.read_lexicon("section_words.txt") for word in name.split())
        and not line_is.is_interruption(line)
        and not line_is.closes_article(line)
    )


def _find_name_below_date(lines: Sequence[str]) -> str | None:
    """Return a name that stands by itself next below a line with a day."""
    for line, following in pairwise(lines):
        if _is_day_line(line) and _is_name(following) and not following.isupper():
            return following
    return None
