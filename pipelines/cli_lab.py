"""`warm lab`: JupyterLab on the notebooks, for one plan and year, on this machine only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from pipelines.options import OUT, Language, Out, mended

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
OFFLINE = (
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.allow_root=True",  # in a container there is nobody else
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",  # no look at a package index
)


def lab(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: Annotated[str, typer.Argument(help="The plan that the notebooks open.")] = "citywide",
    year: Annotated[int, typer.Argument(help="And its year.")] = 2023,
    port: Annotated[int, typer.Option(help="Port on this machine only (127.0.0.1).")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the browser; the address is printed in any case.")] = True,
    out: Out = OUT,
    lang: Language = None,
) -> None:
    """Open the notebooks in JupyterLab on a published plan and year, on this machine only. (笔记本)

    01 reconcile a total · 02 check a fund split · 03 compare two years · 04 where the findings are · 05 what if.
    Ledgers are read, never written. Nothing is asked of the network: no news, no looks for updates.
    """
    with mended(lang, as_json=False):
        from pipelines.ledger import Ledger  # noqa: PLC0415

        with Ledger(out / plan / str(year) / "ledger.duckdb", read_only=True):  # or say how to make it
            pass
    settings = {
        "WARM_PLAN": plan,
        "WARM_YEAR": str(year),
        "WARM_CURATED": str(out.resolve()),  # kernels stand in the notebooks' folder
        "JUPYTER_CONFIG_PATH": str(NOTEBOOKS / ".jupyter"),  # the extension that fetches announcements is off
        "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this very environment, whatever else the user has
    }
    os.environ.update(settings)
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]  # noqa: PLC0415 - reads those paths as it loads

    choices = [f"--ServerApp.port={port}", f"--ServerApp.open_browser={browser}", f"--ServerApp.root_dir={NOTEBOOKS}"]
    LabApp.launch_instance([*OFFLINE, *choices])
