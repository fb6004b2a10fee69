"""`warm lab` serves the notebooks on this machine only, for the plan and year asked, and looks nowhere else."""

from __future__ import annotations

import json
import re
import socket
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.builders import started, warm
from tests.conftest import Run


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def test_serves_the_notebooks_here_and_only_here(eighth: Run, tmp_path: Path) -> None:
    own = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    curated, port = str(eighth.folders.curated), free_port()
    words = ("lab", "eighth", 2023, "--out", curated, "--port", port, "--no-browser")
    with started(*words, **own, HOME=str(tmp_path), IPYTHONDIR=str(tmp_path)) as process:
        try:
            address = token = None
            for line in process.stderr or []:
                if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\w+)", line):
                    address, token = found.groups()
                    break
            assert address == f"http://127.0.0.1:{port}"

            while not listens(port):  # it says where before it listens
                assert process.poll() is None
                time.sleep(0.1)

            def answer(path: str, method: str = "GET") -> str:
                headers = {"Authorization": f"token {token}"}
                asked = urllib.request.Request(f"{address}{path}", headers=headers, method=method)  # noqa: S310 - ours
                with urllib.request.urlopen(asked, timeout=60) as found:  # noqa: S310
                    return str(found.read().decode())

            page = answer("/lab")
            assert '"disabledExtensions": ["@jupyterlab/apputils-extension:announcements"]' in page
            assert json.loads(answer("/lab/api/news")) == {"news": []}
            assert json.loads(answer("/lab/api/update")) == {"notification": None}
            listed = [entry["name"] for entry in json.loads(answer("/api/contents"))["content"]]
            assert sum(name.endswith(".ipynb") for name in listed) == 5
            server = psutil.Process(process.pid)
            open_to = {at.laddr.ip for at in server.net_connections() if at.status == psutil.CONN_LISTEN}
            assert open_to == {"127.0.0.1"}
            kernel = json.loads(answer("/api/kernels", "POST"))
            (born,) = (child for child in server.children() if "ipykernel_launcher" in child.cmdline())
            about = born.environ()
            assert (about["WARM_PLAN"], about["WARM_YEAR"], about["WARM_CURATED"]) == ("eighth", "2023", curated)
            assert Path(born.cmdline()[0]).parent == Path(server.cmdline()[0]).parent, "the kernel of this environment"
            answer(f"/api/kernels/{kernel['id']}", "DELETE")
        finally:
            process.terminate()


@pytest.mark.parametrize(("lang", "words"), [("en", "run `warm run` first"), ("zh", "请先运行 warm run")])
def test_a_year_that_was_not_run(lang: str, words: str, tmp_path: Path) -> None:
    told = warm("lab", "citywide", 1999, "--out", tmp_path, "--lang", lang)
    assert told.returncode == 3
    assert words in told.stderr
