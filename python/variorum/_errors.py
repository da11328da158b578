"""Exceptions. They live in Python so that they have typed attributes, pickle, and appear in stubs."""

from __future__ import annotations


class VariorumError(Exception):
    """Base class of the errors that this package raises.

    Attributes
    ----------
    message : str
        What is wrong, with its place.
    path : str or None
        The capture.
    offset : int or None
        Byte in the file, counted from 0.
    line, column : int or None
        Place in a text, counted from 1, columns in characters.
    """

    def __init__(
        self,
        message: str,
        path: str | None = None,
        offset: int | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(message, path, offset, line, column)
        self.message = message
        self.path = path
        self.offset = offset
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return self.message


class ParseError(VariorumError, ValueError):
    """An input does not have the form that it should have."""


class LimitError(VariorumError, ValueError):
    """An input is larger, deeper or slower than the limits allow."""


class UsageError(VariorumError, ValueError):
    """An option or argument does not exist or does not fit."""
