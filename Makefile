# Rao: the commands a person types. Each sets up what is missing first, so nothing else is needed.
#
#   make VENV=.venv313 PYTHON=python3.13 test     runs them with another Python, in a folder of its own

VENV   ?= .venv
PYTHON ?=

BIN   := $(VENV)/bin
# One test file stays on one core: its fixtures start servers. Files begin in the order of tests/conftest.py.
ON_ALL_CORES := --numprocesses auto --dist loadfile --no-loadscope-reorder
SETUP := VENV="$(VENV)" PYTHON="$(PYTHON)" sh provisioning/setup/begin.sh

.DEFAULT_GOAL := help
.PHONY: help demo test test-long check fuzz format constraints pictures commands bench bench-long bench-quick \
        bench-speaker clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## set up what is missing, then run a small province: controller, broker and three boards
	@$(SETUP) demo
	@exec $(BIN)/rao demo

test: ## set up what is missing, then run every test but the long ones
	@$(SETUP) test
	$(BIN)/pytest $(ON_ALL_CORES) -m "not long"

test-long: ## the long ones alone: whole demos, power cuts, hours of speech
	@$(SETUP) test
	$(BIN)/pytest $(ON_ALL_CORES) -m long

check: ## everything CI asks: lint, format, types, import contracts, and every test, long ones too, with its coverage
	@$(SETUP) test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(ON_ALL_CORES) --cov --cov-report=term:skip-covered

fuzz: ## ask the whole API, as everybody, much more than the usual tests do: an hour or so
	@$(SETUP) test
	RAO_FUZZ_EXAMPLES=100 $(BIN)/pytest --timeout 3600 tests/controller/web/test_schemathesis.py

format: ## put the code into its agreed form
	@$(SETUP) test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

constraints: ## renew the tested versions in constraints.txt for every Python from the oldest on
	@$(SETUP) test
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	    --upgrade --no-annotate --no-header --quiet --output-file constraints.txt

pictures: ## take the pictures of the READMEs again, of a running demo
	@$(SETUP) test
	$(BIN)/python -m tests.end_to_end.pictures

commands: ## write docs/commands.md anew: what each command says of itself
	@$(SETUP) test
	$(BIN)/python -m tests.provisioning.reference

bench: ## measure, and write docs/performance.md; beside Chromium and mpv where they are installed
	@$(SETUP) test
	$(BIN)/python -m bench

bench-long: ## the same and ten minutes at 60 times the programme's speed: memory and open files
	@$(SETUP) test
	$(BIN)/python -m bench all

bench-quick: ## look at the figures of screen and loudspeaker for some minutes; writes nothing
	@$(SETUP) test
	RAO_BENCH_QUICK=1 $(BIN)/python -m bench laid_out at_rest moving alerted started enduring \
	    interrupted queued together at_work first_syllable

bench-speaker: ## measure the loudspeaker thoroughly, and write that part of docs/performance.md
	@$(SETUP) test
	$(BIN)/python -m bench interrupted queued together at_work first_syllable

clean: ## remove what the commands above made: .venv, .demo, caches
	rm -rf $(VENV) .demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage* dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
