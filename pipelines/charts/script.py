"""The script that draws charts on a page which may not use the network."""

from __future__ import annotations

import contextlib
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def runtime() -> str:
    """Vega as one script that offers `vegaEmbed`, for a page that may not use the network.

    Bundling takes two seconds and gives the same text for a version, so it is kept in the user's cache folder.
    """
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    kept = Path(base) / "warm-ledger" / f"vega-{version('vl-convert-python')}.js"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return kept.read_text("utf-8")
    import vl_convert  # noqa: PLC0415

    bundle = str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    with contextlib.suppress(OSError):  # a cache that cannot be written is only slower
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_text(bundle, "utf-8", newline="\n")
        fresh.replace(kept)
    return bundle
