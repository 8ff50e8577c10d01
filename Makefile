# Two commands matter: `make run` and `make test`. Both install what they need into .venv.
SHELL  := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
UV     ?= $(shell command -v uv 2>/dev/null)
export UV_PYTHON_DOWNLOADS ?= never

.PHONY: run assets test check unit fix lock rulebook clean

# install(requirements file): the same hashed lock by uv where it is present, by pip where not.
# --no-deps: the lock is whole, and pip 23 in hash mode takes a newer `coverage` than the locked one
# where something asks for `coverage[toml]`.
# Compiled at once, since where PYTHONDONTWRITEBYTECODE is set every start would compile it again
# (desist score on a million forms: 1.6 s instead of 0.7 s).
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@if [ -n "$(UV)" ]; then \
	   test -x $(BIN)/python || "$(UV)" venv -q --python "$(PYTHON)" $(VENV); \
	   "$(UV)" pip install -q --compile-bytecode -p $(BIN)/python --no-deps --require-hashes -r $(1); \
	   "$(UV)" pip install -q -p $(BIN)/python --no-build-isolation --no-deps -e .; \
	 else \
	   test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { echo "On Debian: apt-get install python3-venv"; exit 1; }; \
	   $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
	   $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r $(1) && \
	   $(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .; \
	 fi
	@$(BIN)/python -m compileall -q src
endef

# The demonstration, unless the environment says what else this is (DESIST_MODE, DATABASE_URL).
run: export DESIST_MODE ?= demonstration
run: $(VENV)/.run assets
	@$(BIN)/desist demo --if-needed
	@$(BIN)/desist manage collectstatic --noinput --verbosity 0
	@$(BIN)/desist serve

assets: $(VENV)/.run
	@$(BIN)/python -m desist.casework.pages.assets.build --if-needed

test: $(VENV)/.dev check unit

check: $(VENV)/.dev
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@! grep -nEr 'https?://|file:|--(extra-)?index-url|--find-links' requirements/ || { echo "a lock file names a registry host"; exit 1; }
	$(BIN)/desist catalogue check

# Compiled tests are kept, for the second pass and the next run.
unit: export PYTHONDONTWRITEBYTECODE =
unit: $(VENV)/.dev assets
	$(BIN)/python -m pytest -n auto --dist worksteal
	# Casework again, on a real PostgreSQL.
	DESIST_TEST_DATABASE=postgresql $(BIN)/python -m pytest -n 2 --dist worksteal tests/casework

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix src tests bench
	$(BIN)/ruff format src tests bench

lock:
	@test -n "$(UV)" || { echo "make lock needs uv: pip install uv"; exit 1; }
	"$(UV)" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml requirements/build.in -o requirements/run.txt
	"$(UV)" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml requirements/build.in requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(call install,$<)
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	$(call install,$<)
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis

rulebook: $(VENV)/.dev
	$(BIN)/python -m tests.rulebook.manual
