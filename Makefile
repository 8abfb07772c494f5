# Everything a newcomer needs: `make run`, `make test`. Needs only Python ≥ 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test build check clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nato-bot needs Python 3.11 or newer; set PYTHON=/path/to/python3")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

run: .venv/installed ## start the bot: in Slack if its tokens are in the environment, else here in the terminal
	@$(BIN)/nato run

test: .venv/installed ## lint, types and tests
	$(BIN)/ruff check bot tests
	$(BIN)/ruff format --check bot tests
	$(BIN)/mypy
	$(BIN)/pytest

build: .venv/installed ## write knowledge/ from seeds/ and knowledge/curation.yaml
	$(BIN)/nato build

check: .venv/installed ## verify knowledge/ against seeds/
	$(BIN)/nato check

clean: ## remove what was installed and cached
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
