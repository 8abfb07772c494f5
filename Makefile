# Everything a newcomer needs: `make run`, `make test`. Needs only Python ≥ 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help run test build check readme pictures clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

# The stamps are as old as the last installation, which is repeated only when pyproject.toml is newer.
.venv/ready-to-run: pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "nato-bot needs Python 3.11 or newer, and there is no $(PYTHON): install it, or set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nato-bot needs Python 3.11 or newer, and $(PYTHON) is %d.%d: install it, or set PYTHON=/path/to/python3" % sys.version_info[:2])'
	@echo "Setting up .venv, once; this takes half a minute …" >&2
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --editable .
	@touch $@

.venv/ready-to-test: .venv/ready-to-run
	@echo "Adding the tools for tests to .venv, once …" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@

run: .venv/ready-to-run ## start the bot: in Slack if its tokens are in the environment, else on a page to try it
	@$(BIN)/nato run

test: .venv/ready-to-test ## lint, types and tests
	$(BIN)/ruff check bot bench tests
	$(BIN)/ruff format --check bot bench tests
	$(BIN)/mypy
	$(BIN)/pytest

build: .venv/ready-to-run ## write knowledge/ from seeds/ and knowledge/curation.yaml
	@$(BIN)/nato build

check: .venv/ready-to-run ## verify knowledge/ against seeds/
	@$(BIN)/nato check

readme: .venv/ready-to-test ## put what their examples print now into README.md and docs/
	@$(BIN)/python -m tests.readme

pictures: .venv/ready-to-test ## take the pictures in docs/pictures anew; needs a browser (apt-get install chromium)
	@$(BIN)/python -m tests.browser.pictures

clean: ## remove what was installed and cached
	rm -rf .venv .drafts .index build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
