"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

# In an editable install the three folders stand apart, so none leads to the others.
PACKAGES = ("newstables", "newstables.schemas", "newstables.scripts")
MODULES = sorted(
    {*PACKAGES}
    | {
        found.name
        for package in PACKAGES
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
    }
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.failed == 0
