"""Turn templates into pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from newstables.scripts.charts.wording import capitalise, country_name, join, print_day, print_number
from newstables.scripts.site.content import tell_time

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


class Renderer:
    """Writes pages below a directory; what is given first stands in all of them.

    Parameters
    ----------
    directory : pathlib.Path
        Where to.
    **context
        What templates know besides what each page gives them.
    """

    def __init__(self, directory: Path, **context: Any) -> None:
        # What stands in cells comes out of articles, and is text only.
        self._environment = jinja2.Environment(
            loader=jinja2.PackageLoader("newstables.scripts.site", "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=jinja2.StrictUndefined,
        )
        self._environment.globals |= context
        self._environment.filters |= {
            "capitalise": capitalise,
            "country": country_name,
            "host": name_host,
            "day": print_day,
            "number": print_number,
            "share": print_share,
            "size": print_size,
            "together": lambda words: join([str(word) for word in words]),
            "when": tell_time,
            "words": lambda text: str(text).replace("_", " "),
        }
        self._directory = directory
        self.number = 0

    def write(self, name: str, template: str, *, noindex: bool = False, **context: Any) -> None:
        """Write one page.

        Parameters
        ----------
        name : str
            Its path below the directory.
        template : str
            The template.
        noindex : bool
            Whether search engines are told to leave it out.
        **context
            What the template is given.
        """
        path = self._directory / name
        path.parent.mkdir(exist_ok=True)
        root = "../" * name.count("/")
        told = self._environment.get_template(template).render(here=name, root=root, noindex=noindex, **context)
        path.write_text(told, encoding="utf-8", newline="\n")
        self.number += 1


def name_host(address: str) -> str:
    """Return where a page is, as readers know it.

    Examples
    --------
    >>> name_host("https://www.example.org/news/1")
    'example.org'
    """
    return urlsplit(address).netloc.removeprefix("www.")


def print_size(number: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> print_size(812), print_size(25_885), print_size(3_400_000)
    ('812 bytes', '26 kB', '3.4 MB')
    """
    size = float(number)
    for unit in _UNITS:
        if size < 999.5 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:.1f} {unit}" if unit != "bytes" and size < 9.95 else f"{size:.0f} {unit}"


def print_share(part: int, whole: int) -> str:
    """Return a share in percent, never 0 or 100 where it is not.

    Examples
    --------
    >>> print_share(0, 8), print_share(1, 4000), print_share(3999, 4000), print_share(1, 3)
    ('0%', 'under 1%', 'over 99%', '33%')
    """
    if not whole or part in (0, whole):
        return "100%" if whole and part else "0%"
    percent = 100 * part / whole
    return "under 1%" if percent < 1 else "over 99%" if percent > 99 else f"{percent:.0f}%"
