# Two commands do everything on a fresh machine: `make brief` and `make test`.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# More arguments for pip, such as an index that holds the CPU build of PyTorch (see README).
PIP_ARGS ?=

WIRE    ?= seeds/frappes-russes-syrie.txt
OUT     ?= out
PROFILE ?= embedded
IN      ?= wires
RECIPE  ?= training/recipes/cpu.yaml
MINUTES ?= 60

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev brief nightly test lint bench bench-night bench-trust eval train

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.installed ## Make .venv with all that is needed to run

setup-dev: $(VENV)/.installed-dev ## The same, and what tests, linting and training need

brief: setup ## Turn WIRE (the seed by default) into a Markdown brief in OUT
	@$(BIN)/depeche brief "$(WIRE)" --profile "$(PROFILE)" -o "$(OUT)/$(basename $(notdir $(WIRE))).md"

nightly: setup ## Turn the wires in IN into briefs in OUT; see docs/nightly.md
	@$(BIN)/depeche batch "$(IN)" --out "$(OUT)" --profile "$(PROFILE)"

test: setup-dev ## Run the tests, with coverage
	$(BIN)/python -m pytest --cov --cov-report=term

lint: setup-dev ## Check style, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-dev ## Measure splitter, summaries, engines and start-up (benchmarks/README.md)
	$(BIN)/python -m benchmarks

bench-night: setup-dev ## Measure a night against other ways and the limit, its memory and growth
	$(BIN)/python -m benchmarks.night

bench-trust: setup-dev ## Measure the checks: false alarms, planted errors caught, confidence
	$(BIN)/python -m benchmarks.trust
	$(BIN)/python -m benchmarks.confidence

eval: setup-dev ## Measure translation quality against its floors
	$(BIN)/depeche evaluate --floors benchmarks/translation.floors.json

train: setup-dev ## Train RECIPE for MINUTES, or go on with it; then export
	$(BIN)/python -m training train "$(RECIPE)" --minutes $(MINUTES)

# pip comes last, so a set-up that was interrupted is done again.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "depeche needs Python 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (once; a few minutes, most of it PyTorch)" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/pip
	@$(BIN)/python -m pip install --quiet $(PIP_ARGS) --constraint requirements.lock --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet $(PIP_ARGS) --constraint requirements.lock --editable '.[dev,train]'
	@touch $@
