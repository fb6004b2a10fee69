"""A web page in one file (.mht, also called `.xls`): each page in it that has a table is a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string

from pipelines.ingest.encodings import decode
from pipelines.ingest.grid import Grid
from pipelines.ingest.readers import html
from pipelines.ingest.refusals import no_table


def read(text: str, tab: str) -> Iterator[Grid]:
    """Raises Problem when no page has a table."""
    found = 0
    for part in message_from_string(text).walk():
        if part.get_content_type() == "text/html":
            page = decode(bytes(part.get_payload(decode=True) or b""))
            if page and "<table" in page[0].lower():
                found += 1
                yield from html.read(page[0], tab if found == 1 else f"{tab} {found}")
    if not found:
        raise no_table()
