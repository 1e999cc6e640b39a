# Netgraph: one target a habit. Needs git, make and Python 3.11 or newer; everything else is fetched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/run.txt
DEV_LOCK := requirements/dev.txt

.PHONY: help demo serve test check bench neo4j lock vendor screenshots clean
.DEFAULT_GOAL := help

help:  ## list the habits
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/run.stamp  ## bring up a made-up network in your browser, at http://127.0.0.1:8017
	@exec $(BIN)/netgraph demo

serve: $(VENV)/run.stamp  ## bring up your own network in your browser
	@exec $(BIN)/netgraph serve

test: $(VENV)/dev.stamp  ## run every test, on the real database and in a real browser
	@exec $(BIN)/python -m tests.run

check: $(VENV)/dev.stamp  ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.stamp  ## the measurements a reader can repeat
	$(BIN)/python -m bench

neo4j: $(VENV)/run.stamp  ## start the embedded database and show how to connect to it
	$(BIN)/netgraph db start
	$(BIN)/netgraph db shell-url

screenshots: $(VENV)/dev.stamp  ## pictures of every page of the demo, wide and narrow, light and dark
	$(BIN)/python -m tests.browser.screenshots screenshots

lock: $(VENV)/dev.stamp  ## resolve the dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o $(LOCK)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -c $(LOCK) pyproject.toml --group dev requirements/tools.in -o $(DEV_LOCK)

vendor: $(VENV)/dev.stamp  ## fetch the pinned front-end packages anew
	$(BIN)/python -m web.vendoring

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist screenshots

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Netgraph needs Python 3.11 or newer; set PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python cannot make an environment; on Debian: apt install python3-venv."; exit 1; }

$(VENV)/run.stamp: $(LOCK) pyproject.toml | $(VENV)/bin/python
	@echo "Installing Netgraph into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Compiling the path search …"
	@$(BIN)/python -c "from netgraph.routing import warm; warm()"
	@touch $@

$(VENV)/dev.stamp: $(DEV_LOCK) pyproject.toml | $(VENV)/bin/python
	@echo "Installing Netgraph and what its tests need into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(DEV_LOCK)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Compiling the path search …"
	@$(BIN)/python -c "from netgraph.routing import warm; warm()"
	@touch $@ $(VENV)/run.stamp
