"""Makes the files again: those named, or all but what needs LibreOffice; with --office those too."""

from __future__ import annotations

import sys

from tests.corpus.make import CASES, OFFICE, UNKEPT, write
from tests.corpus.parts import cells, kinds, layouts, refusals  # noqa: F401 - they register their cases

named = [word for word in sys.argv[1:] if word in CASES]
write(named or [name for name in CASES if name not in UNKEPT and ("--office" in sys.argv or name not in OFFICE)])
