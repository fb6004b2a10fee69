"""`report.html`: the story of a run as one self-contained page, in Chinese and English.

Reads the published tables and counts of rows; never a person's name, number, account or phone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines import __version__
from pipelines.charts import script
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.reports.page.drawings import draw
from pipelines.reports.page.figures import bridges, parts
from pipelines.reports.page.findings import listed
from pipelines.reports.page.funding import funding
from pipelines.reports.page.resubmitted import resubmitted
from pipelines.reports.page.story import tables, tell

HERE = Path(__file__).parent
CODE = ("tools.js", "drawing.js", "list.js", "bridge.js", "page.js")
"""The page's own script, in this order, as one."""


def answer(ledger: str, path: str, history: list[dict[str, Any]]) -> bool:
    """Write the page of a finished ledger to `path`, a new file, readable by its owner alone.

    `history`: what the gate said in this and earlier runs, as `pipelines.history` gives it.
    """
    with Ledger(Path(ledger), read_only=True) as opened:
        html = render({**tables(opened), "history": history})
    page = Path(path)
    page.touch(mode=0o600)  # this process was born before the run set its umask
    page.write_text(html, "utf-8", newline="\n")
    return True


def render(told: dict[str, Any]) -> str:
    """The page for the tables of `story.tables`. Same tables, same text."""
    scripts = {
        "runtime": script.runtime().replace("</script", "<\\/script"),
        "code": "(() => {\n" + "\n".join((HERE / name).read_text("utf-8") for name in CODE) + "})();\n",
    }
    data = {"charts": draw(told), **listed(told), **bridges(told)}
    html: str = _template().render(
        **tell(told),
        **funding(told),
        **resubmitted(told),
        parts=parts(told),
        version=__version__,
        css=Markup((HERE / "page.css").read_text("utf-8")),  # noqa: S704 - our own files, and JSON without a "<"
        data=Markup(_inert(data)),  # noqa: S704
        scripts={name: Markup(text) for name, text in scripts.items()},  # noqa: S704
        script_hashes=" ".join(f"'sha256-{_digest(text)}'" for text in scripts.values()),
        drawn=set(data["charts"]),
    )
    return html


def _inert(data: object) -> str:
    """JSON that cannot end its script element, whatever a sheet is called."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> Any:
    jinja = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    jinja.filters.update(yuan=_yuan, signed=_signed, count=_count)
    return jinja.get_template("page.html.j2")


def _yuan(fen: int | None) -> str:
    return "—" if fen is None else yuan(fen).replace("-", "−")


def _signed(fen: int | None) -> str:
    return "—" if fen is None else f"{'+' if fen > 0 else ''}{_yuan(fen)}"


def _count(number: int | None) -> str:
    return "—" if number is None else f"{number:,}"


script.runtime()  # both take their time now, while the run is still reading
_template()
