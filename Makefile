# Needs Python 3.11+, make and git; everything else is set up from requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
# the day that a release says of itself; nothing looks at the clock
DATE ?= $(shell git log -1 --format=%cs)

.DEFAULT_GOAL := help
.PHONY: help dataset release test check lint tools site ui clean lock

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

dataset: .venv/ready ## Build outputs/ from raw/
	@$(BIN)/officehours build

release: .venv/ready ## Build outputs/, and freeze a version below outputs/releases/
	@mkdir -p outputs
	@$(BIN)/officehours evaluate --gold tests/gold --json >outputs/evaluation.json
	@$(BIN)/officehours release --date $(DATE) --evaluation outputs/evaluation.json

# side by side: many tests wait for other processes
test: .venv/ready tools ## Lint, and run every test
	@$(MAKE) --no-print-directory -j2 lint check

check: .venv/ready ## Run every test
	@$(BIN)/python -m pytest

lint: .venv/ready ## Check style, types and the layout of the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# tests of the pages need the first, of struck releases the second, of the script for R the third,
# of other clocks the last, and say where they are left out
TOOLS := chromium:chromium strace:strace Rscript:r-base-core faketime:faketime
tools:
	@for tool in $(TOOLS); do command -v $${tool%:*} >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& echo "Installing $${tool#*:}, for tests that need it" && apt-get -qq update \
		&& DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			$${tool#*:} >/dev/null; } || true; done

site: release ## Make the pages of a release, and serve them on 127.0.0.1
	@$(BIN)/officehours site
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory outputs/site 8000

ui: .venv/ready ## Open Dagster's web UI on 127.0.0.1
	@$(BIN)/officehours ui

clean: ## Remove what was built, and the environment
	rm -rf outputs .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

lock: ## Renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --no-strip-extras --generate-hashes \
		--no-emit-index-url --all-extras --custom-compile-command "make lock" \
		--upgrade -q pyproject.toml -o requirements.lock

# the file is written last: an environment that was interrupted is made again
.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up .venv from requirements.lock (about a minute, once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check \
		--require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
