"""What goes wrong, in words for the person at the keyboard."""

from __future__ import annotations


class NewstablesError(Exception):
    """Something went wrong; the message is one line that says what, where, and what to do.

    Attributes
    ----------
    exit_status : int
        What the command line ends with.
    """

    exit_status = 1


class UsageError(NewstablesError):
    """The call itself is wrong: an input that is not there, an option that cannot be."""

    exit_status = 2


class DataError(NewstablesError):
    """The data is wrong, damaged or absent."""


class WithdrawnWarning(UserWarning):
    """A release is loaded that its publisher has withdrawn."""
