# Each target is a line or two; everything needed is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
BASE ?= main
SECONDS = 600
WAIT = 7 days
export NO_MKDOCS_2_WARNING = 1

.PHONY: help setup install-browser serve site links external-links reproduce dist check lint-workflows lint test test-all facts-change format lock bench fuzz lighthouse screenshots clean

help:            ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ \t/'

.venv/ready: requirements.lock pyproject.toml
	@echo "Making the environment in .venv (a minute or two, once) …"
	@bash .ci/environment $(PYTHON)

setup: .venv/ready  ## make the environment

install-browser: .venv/ready  ## install Chromium where this may be done, otherwise say how
	@bash .ci/browser

serve: .venv/ready  ## serve on 127.0.0.1, and show each change when it is saved
	@echo "The site will be on http://127.0.0.1:$(PORT)/ in a moment (Ctrl+C ends it)"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT) --livereload

site: .venv/ready  ## build the site into site/, strictly
	@$(BIN)/facts build

links: site      ## build, and follow each link inside the site
	$(BIN)/facts links site

external-links: site    ## build, and ask each address that the site cites (into facts/links.json)
	$(BIN)/facts links site --external --todo links.json

reproduce: site  ## build, build the present commit again elsewhere, and compare every byte
	$(BIN)/python .ci/reproduce.py site

dist: links reproduce  ## all that is published: what the site is made of and all sums go into it
	@if [ -f facts/links.json ]; then cp facts/links.json site/cited-addresses.json; fi
	$(BIN)/python .ci/bill_of_materials.py site/bill-of-materials.cdx.json
	$(BIN)/python .ci/checksums.py site

check: .venv/ready  ## check the facts
	@$(BIN)/facts check

lint-workflows: .venv/ready  ## check the workflows and forms
	bash .ci/github

lint: .venv/ready  ## check the code: format, style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy && MYPYPATH=.ci $(BIN)/mypy .ci/*.py
	$(BIN)/lint-imports

test: .venv/ready install-browser lint-workflows lint  ## what CI runs when code changes
	$(BIN)/facts fmt --check
	$(BIN)/facts check
	$(BIN)/pytest -n 2 --dist worksteal $(PYTEST)

test-all:        ## the same with the long tests, as every night
	@$(MAKE) --no-print-directory test PYTEST='-m ""'

facts-change: .venv/ready  ## what CI runs when facts or prose change: check, diff since BASE, build, links
	@BASE="$(BASE)" bash .ci/facts-change

format: .venv/ready  ## format the code
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock:            ## renew requirements.lock (hashes, no index address) by releases that are older than WAIT
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
	  --exclude-newer "$(WAIT)" --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade -o requirements.lock

bench: .venv/ready  ## time builds of synthetic projects
	$(BIN)/python -m tests.benchmarks.run

fuzz: .venv/ready  ## fuzz the readers and the matcher for SECONDS (atheris, into .cache, on its own)
	@test -d .cache/atheris || $(BIN)/python -m pip install --quiet --no-deps --target .cache/atheris atheris
	PYTHONPATH=.:.cache/atheris $(BIN)/python -m tests.fuzz.run $(SECONDS)

lighthouse: site  ## ask Lighthouse about each page type (needs Node.js and the npm registry)
	$(BIN)/python -m tests.benchmarks.lighthouse site

screenshots: site  ## photograph each page type into screenshots/
	$(BIN)/python tests/browser/screenshots.py site screenshots

clean:           ## remove what can be made again
	rm -rf .venv .cache site
