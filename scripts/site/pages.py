"""Write the public pages of a dataset, and its releases beside them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from newstables.errors import DataError, UsageError
from newstables.listing import NAME as LISTING
from newstables.listing import Listing, is_version
from newstables.locating import Place, find_source, read_listing
from newstables.scripts.charts.wording import country_name
from newstables.scripts.manifest import hash_file
from newstables.scripts.output import replace_directory
from newstables.scripts.release.about import is_web_address
from newstables.scripts.site.about import read_about
from newstables.scripts.site.content import PEOPLE, Content, Event, People
from newstables.scripts.site.history import (
    Corrected,
    Suppressed,
    Told,
    choose_shown,
    find_suppressed,
    open_releases,
    tell_corrections,
    tell_releases,
)
from newstables.scripts.site.partners import count_partners
from newstables.scripts.site.pictures import FIRST, Picture, draw_pictures
from newstables.scripts.site.previews import NAMING, choose_rows, describe_columns, describe_key, describe_table
from newstables.scripts.site.rendering import Renderer

MANIFEST = "site.json"
EVENTS = 100  # meetings, and agreements, of one page
LISTED = 500  # people of one page of their list
CORRECTIONS = 300  # of the page of corrections
_FOLDERS = ("assets", "charts", "countries", "people", "releases", "tables")
_PAGES = ("charts.html", "corrections.html", "index.html")


@dataclass(frozen=True, slots=True)
class Site:
    """What was written.

    Attributes
    ----------
    out : pathlib.Path
        The directory.
    shown : str or None
        The release that the pages show; None where all are withdrawn.
    pages, countries, people : int
        How many pages there are, and how many countries and people have one.
    copied : tuple of str
        The releases whose files lie beside the pages.
    withheld : tuple of str
        The releases whose files do not, since they name people who were taken out later.
    """

    out: Path
    shown: str | None
    pages: int
    countries: int
    people: int
    copied: tuple[str, ...]
    withheld: tuple[str, ...]


def site(
    releases: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    people: People = "officials",
    address: str | None = None,
    data: str | None = None,
) -> Site:
    """Write the public pages of a dataset.

    The directory can be put on any web server as it is: plain pages that ask no other host for anything, and beside
    them the releases, so that `newstables.load` takes the address of the pages for its source. Pages show the latest
    release that is not withdrawn. The directory is whole or not there; an earlier site there is replaced. The same
    releases and options give the same bytes.

    Parameters
    ----------
    releases : str or path
        A folder of releases, or its address.
    out : path
        The directory to write.
    people : str
        Who gets a page: ``officials``, who hold a public office; ``all`` or ``none``.
    address : str, optional
        Where the pages will be served, for the lines that show how to load the tables; a script fills in where they
        are read, where not given.
    data : str, optional
        An address at which the releases are served already, so that their files are linked to and not copied.

    Returns
    -------
    Site
        What was written.

    Raises
    ------
    newstables.UsageError
        Where there are no releases, an option is wrong, or the directory holds something else than a site.
    newstables.DataError
        Where a file of a release is missing or another than the one that was released.
    """
    if people not in PEOPLE:
        raise UsageError(f"--people {people!r} is none of {', '.join(PEOPLE)}")
    for option, given in (("--address", address), ("--data", data)):
        if given is not None and not is_web_address(given):
            raise UsageError(f"{option} {given!r} is not an address (https://...)")
    where = find_source(releases)
    listing = read_listing(where)
    places = open_releases(where, listing)
    suppressed = find_suppressed(places)
    shown = choose_shown(listing, places, suppressed)
    content = None if shown is None else Content(places[shown.version], people)
    told = tell_releases(listing, places, suppressed)
    with replace_directory(Path(out), _check_replaceable) as (new, _):
        with as_file(files("newstables.scripts.site") / "assets") as assets:
            shutil.copytree(assets, new / "assets", copy_function=shutil.copyfile)
        copied = () if data else tuple(_copy_releases(where, listing, places, suppressed, new))
        about = read_about(listing, shown, None if shown is None else places[shown.version])
        pictures = [] if content is None else draw_pictures(content, listing.title, people, new / "charts")
        pages = Renderer(
            new,
            about=about,
            listing=listing,
            shown=shown,
            people=people,
            has_people=bool(content and content.shown),
            has_charts=bool(pictures),
            countries=frozenset(content.countries() if content else ()),
            persons=content.shown if content else frozenset(),
            source=(data or address or "").rstrip("/"),
            files_at=data.rstrip("/") if data else None,
        )
        corrected = None
        if content is not None and "corrections" in content.tables:
            corrected = tell_corrections(content.tables["corrections"], told, suppressed.names)
            pages.write("corrections.html", "corrections.html.j2", corrected=corrected, limit=CORRECTIONS)
        _write_front(pages, content, pictures, told, corrected)
        _write_releases(pages, told)
        if content is not None:
            _write_tables(pages, content)
            _write_countries(pages, content)
            _write_people(pages, content)
            if pictures:
                pages.write("charts.html", "charts.html.j2", pictures=pictures)
        manifest = {"format": 1, "release": shown.version if shown else None, "people": people, "copied": copied}
        (new / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8", newline="\n")
    return Site(
        Path(out),
        shown.version if shown else None,
        pages.number,
        len(content.countries()) if content else 0,
        len(content.shown) if content else 0,
        copied,
        tuple(sorted(suppressed.releases)),
    )


def _check_replaceable(directory: Path) -> None:
    if not (directory / MANIFEST).is_file():
        raise UsageError(f"{directory} is not empty and not a site, so it is not replaced; choose another --out")
    ours = {*_FOLDERS, *_PAGES, MANIFEST, LISTING}
    foreign = sorted(path.name for path in directory.iterdir() if path.name not in ours and not is_version(path.name))
    if foreign:
        raise UsageError(f"{directory} holds {foreign[0]}, which no site wrote; move it away or choose another --out")


def _copy_releases(
    where: Path | str, listing: Listing, places: Mapping[str, Place], suppressed: Suppressed, new: Path
) -> Iterator[str]:
    """Put the releases beside the pages: the list as it is, and their files, each compared with its hash."""
    content = (where / LISTING).read_bytes() if isinstance(where, Path) else listing.model_dump_json(indent=1).encode()
    (new / LISTING).write_bytes(content)
    for version, place in places.items():
        if version in suppressed.releases:
            continue
        assert place.release is not None
        (new / version).mkdir()
        for name, file in place.release.files.items():
            copy = new / version / name
            shutil.copyfile(place.find(name), copy)
            if hash_file(copy) != file.sha256:
                raise DataError(f"{name} of release {version} is not the file that was released; nothing was written")
        yield version


def _write_front(
    pages: Renderer,
    content: Content | None,
    pictures: Sequence[Picture],
    told: Sequence[Told],
    corrected: Corrected | None,
) -> None:
    newest = told[0] if content is None else next(one for one in told if one.release == content.release)
    pages.write(
        "index.html",
        "front.html.j2",
        pictures=[picture for picture in pictures if picture.name in FIRST],
        told=newest,
        corrected=corrected,
        countries=sorted(
            ((code, _count_events(events)) for code, events in content.countries().items()),
            key=lambda one: (-one[1], country_name(one[0])),
        )
        if content
        else [],
    )


def _count_events(events: Mapping[str, Sequence[Event]]) -> int:
    return sum(map(len, events.values()))


def _write_tables(pages: Renderer, content: Content) -> None:
    listed = [
        {"name": name, "description": describe_table(name), "rows": len(frame)}
        for name, frame in content.tables.items()
    ]
    pages.write("tables/index.html", "tables.html.j2", tables=listed)
    titles = {row_id: row.get("title") for row_id, row in content.articles.items()}
    links = {row_id: row["url"] for row_id, row in content.articles.items() if row["url"]}
    for name, frame in content.tables.items():
        pages.write(
            f"tables/{name}.html",
            "table.html.j2",
            noindex=name in NAMING,
            table=name,
            description=describe_table(name),
            key=describe_key(name),
            columns=describe_columns(name),
            preview=choose_rows(name, frame, content.shown),
            links=links,
            titles=titles,
        )


def _write_countries(pages: Renderer, content: Content) -> None:
    countries = content.countries()
    officials = content.people()
    pages.write(
        "countries/index.html",
        "countries.html.j2",
        countries=[
            (code, events, sum(p.get("country") == code for p in officials)) for code, events in countries.items()
        ],
    )
    partners = count_partners(content.tables)
    for code, events in countries.items():
        _write_events(
            pages,
            f"countries/{code}",
            "country.html.j2",
            events,
            code=code,
            partners=partners.get(code, []),
            officials=[person for person in officials if person.get("country") == code],
        )


def _write_people(pages: Renderer, content: Content) -> None:
    if not content.shown:
        return
    people = content.people()
    parts = [people[start : start + LISTED] for start in range(0, len(people), LISTED)]
    names = [f"{_name_page('index', page)}.html" for page in range(len(parts))]
    for page, part in enumerate(parts):
        pages.write(
            f"people/{names[page]}",
            "people.html.j2",
            noindex=True,
            persons=part,
            total=len(people),
            page=page + 1,
            parts=[(name, each[0]["name"], each[-1]["name"]) for name, each in zip(names, parts, strict=True)],
        )
    events, appearances = content.events_of_people(), content.appearances()
    for person in people:
        row_id = person["person_id"]
        _write_events(
            pages,
            f"people/{row_id}",
            "person.html.j2",
            events[row_id],
            noindex=True,
            person=person,
            appearances=appearances[row_id],
        )


def _write_events(
    pages: Renderer, name: str, template: str, events: Mapping[str, Sequence[Event]], **context: Any
) -> None:
    """Write a page that lists meetings and agreements; where they are many, several of them."""
    number = max(1, *(-(-len(found) // EVENTS) for found in events.values()))
    names = [f"{_name_page(name, page)}.html" for page in range(number)]
    for page, file in enumerate(names):
        pages.write(
            file,
            template,
            totals={table: len(found) for table, found in events.items()},
            events={table: found[page * EVENTS : (page + 1) * EVENTS] for table, found in events.items()},
            page=page + 1,
            of_page=EVENTS,
            pages=[Path(one).name for one in names],
            **context,
        )


def _name_page(name: str, page: int) -> str:
    return name if page == 0 else f"{name}-{page + 1}"


def _write_releases(pages: Renderer, told: Sequence[Told]) -> None:
    pages.write("releases/index.html", "releases.html.j2", told=told)
    for one in told:
        pages.write(f"releases/{one.release.version}.html", "release.html.j2", told=one)
