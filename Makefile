# Two commands do everything on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
PLAN ?= citywide
YEAR ?= 2023
BIN := .venv/bin
# One number a commit: what was installed, so that a changed requirements.txt installs again.
READY := .venv/.ready

.PHONY: demo test bench lint lab clean
.DELETE_ON_ERROR:

demo: $(READY)  ## set up, run the main job on the shipped data, say where to look
	@$(BIN)/warm run $(PLAN) $(YEAR) || test $$? -eq 1

test: $(READY)  ## the whole suite
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(READY)  ## ruff and mypy, both strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)  ## speed as ratios measured in one run, memory beside
	$(BIN)/python -m tests.bench

lab: $(READY)  ## JupyterLab on the notebooks, on this machine only
	$(BIN)/warm lab

$(READY): requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

clean:  ## results and caches, not the data
	rm -rf data/curated .pytest_cache .mypy_cache .ruff_cache .hypothesis
