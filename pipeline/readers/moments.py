"""Dates and times as wires write them, in ISO 8601."""

from __future__ import annotations

import re


def moment(text: str) -> str:
    """A date and time in ISO 8601 with its offset, ``2024-07-10T09:00:00+02:00``.

    A time without an offset is taken as UTC, the rule of IPTC's formats; a date alone stays
    a date.

    Returns:
        Empty where ``text`` is no date that ISO 8601 or RFC 2822 knows.
    """
    from datetime import UTC, date, datetime
    from email.utils import parsedate_to_datetime

    text = text.strip()[:60]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return ""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    return ""
