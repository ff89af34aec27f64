"""A real browser for tests: headless Chromium, driven by Playwright, that notes what goes wrong on a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

_QUIET = (
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SERIOUS = ("serious", "critical")


def find_chromium() -> str:
    """Return where Chromium is; skip the test, and say so, where there is none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium is installed (apt-get install chromium)")


@dataclass
class Visitor:
    """A browser profile of its own, and what was seen going wrong with it."""

    context: BrowserContext
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open a page in a window of its own."""
        page = self.context.new_page()
        page.on("console", lambda said: self.errors.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._forget_what_was_blocked)
        page.goto(address)
        return page

    def _forget_what_was_blocked(self, request: Request) -> None:
        if request.failure == "csp":  # the page's policy kept it from leaving the browser
            self.requests.remove(request.url)

    def hosts(self) -> set[str]:
        """Return the hosts that were asked for anything; files and data have none."""
        return {found for url in self.requests if (found := urlsplit(url).netloc)}


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start Chromium without a window."""
    chromium = find_chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Browser, **settings: Any) -> Iterator[Visitor]:
    """Visit with an empty profile; settings are those of a Playwright context."""
    context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, "accept_downloads": True} | settings)
    context.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    try:
        yield Visitor(context)
    finally:
        context.close()


def find_barriers(page: Page) -> list[str]:
    """Return the serious findings of axe-core (WCAG 2.2 A and AA among its rules) on what the page shows."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {finding['help']}: {', '.join(str(node['target']) for node in finding['nodes'][:3])}"
        for finding in found
        if finding["impact"] in _SERIOUS
    ]
