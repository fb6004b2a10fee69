"""`python -m tests.pictures [OUT]`: the README's pictures, docs/pictures/*.png, from published results under OUT.

Wants `warm run citywide 2022`, `warm run citywide 2023` and `warm compare citywide 2022 2023` to have been run there
(data/curated unless named), and Chromium, LibreOffice, poppler's pdftoppm and pdftotext, and ImageMagick's convert.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import DRAWN, launched

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TOOLS = ("soffice", "pdftoppm", "pdftotext", "convert")
SHEETS = ("结论 Conclusion", "拨付1 市级 City")
WIDTH, MOST = 1280, 250_000
COLOURS = 96


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "curated"
    run = out / "citywide" / "2023"
    wanted = [run / "report.html", run / "workbook.xlsx", out / "citywide" / "2023-against-2022" / "comparison.html"]
    missing = [str(path) for path in wanted if not path.exists()]
    missing += [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        sys.exit(f"missing: {', '.join(missing)}\n{__doc__}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page, workbook, comparison = wanted
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        opened = browser.new_page(locale="zh-CN", viewport={"width": WIDTH, "height": 2330})
        opened.goto(page.as_uri())
        opened.wait_for_function(DRAWN)
        keep(opened, "page", down_to="#bridge figure")
        opened.goto(comparison.as_uri())
        if (chinese := opened.get_by_text("中文", exact=True)).count():
            chinese.first.click()
        opened.wait_for_timeout(1500)  # its charts
        keep(opened, "comparison", 1400)
        table = browser.new_page(viewport={"width": WIDTH, "height": 900})
        table.set_content(stacked(sheets(workbook, Path(folder))))
        table.wait_for_function("[...document.images].every(one => one.complete && one.height > 0)")
        keep(table, "workbook", down_to="body")


def sheets(workbook: Path, folder: Path) -> list[bytes]:
    """The first page of each of SHEETS, as printed."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(workbook)],
        check=True,
        capture_output=True,
    )
    pdf = folder / f"{workbook.stem}.pdf"
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout.decode("utf-8")
    heads = [leaf.strip().splitlines()[:4] for leaf in text.split("\f")]
    found = []
    for sheet in SHEETS:
        at = str(next(no for no, head in enumerate(heads, 1) if sheet in " ".join(head)))
        drawn = ["pdftoppm", "-r", "150", "-f", at, "-l", at, "-png", str(pdf)]
        found.append(subprocess.run(drawn, check=True, capture_output=True).stdout)
    return found


def stacked(pictures: list[bytes]) -> str:
    """The sheets below one another, margins off."""
    foot = ["-gravity", "south", "-chop", "0x8%", "-gravity", "north", "-chop", "0x4%"]
    trim = ["convert", "png:-", *foot, "-trim", "+repage", "png:-"]
    trimmed = [subprocess.run(trim, input=one, check=True, capture_output=True).stdout for one in pictures]
    images = [f"<div><img src='data:image/png;base64,{base64.b64encode(one).decode()}'></div>" for one in trimmed]
    style = "body{margin:0;padding:16px;background:#ddd7ca}div{overflow:hidden;background:#fff;padding:16px}"
    style += "img{display:block;width:100%}div+div{margin-top:16px}"
    return f"<!doctype html><style>{style}</style>{''.join(images)}"


def keep(page: Page, name: str, height: int = 0, down_to: str = "") -> None:
    """The top of the page in few colours, no larger than MOST."""
    if down_to:
        box = page.locator(down_to).bounding_box() or {"y": 0, "height": 1400}
        height = int(box["y"] + box["height"])
    target = PICTURES / f"{name}.png"
    page.screenshot(path=target, clip={"x": 0, "y": 0, "width": WIDTH, "height": height}, full_page=True)
    few = ["convert", str(target), "-strip", "+dither", "-colors", str(COLOURS), f"PNG8:{target}"]
    subprocess.run(few, check=True)
    size = target.stat().st_size
    if size > MOST:
        sys.exit(f"{target} is larger than {MOST} bytes: {size}")
    print(f"{target.relative_to(ROOT)} {size // 1000} KB")  # noqa: T201


if __name__ == "__main__":
    main()
