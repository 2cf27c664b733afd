# `make` lists the targets. Python packages are installed into .venv only.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
BASE ?= main
SECONDS = 600
WAIT = 7 days
export NO_MKDOCS_2_WARNING = 1

.PHONY: help setup install-browser serve site links external-links reproduce dist check lint-workflows lint test test-all facts-change catalogues format lock bench fuzz lighthouse screenshots clean

help:            ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ \t/'

.venv/ready: requirements.lock pyproject.toml
	@echo "Creating the environment in .venv. This takes a minute or two, once …"
	@bash .ci/environment $(PYTHON)

setup: .venv/ready  ## create the environment in .venv

install-browser: .venv/ready  ## install Chromium, or say how to
	@bash .ci/browser

serve: .venv/ready  ## serve the site on 127.0.0.1, and show changes as you save them
	@echo "The site will be on http://127.0.0.1:$(PORT)/ in a moment (Ctrl+C ends it)"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT) --livereload

site: .venv/ready  ## build the site into site/, unless there are errors
	@$(BIN)/facts build

links: site      ## build the site, and check every link inside it
	$(BIN)/facts links site

external-links: site    ## build the site, and check its external links (results: facts/links.json)
	$(BIN)/facts links site --external --todo links.json

reproduce: site  ## build twice, in two folders, and compare every byte
	$(BIN)/python .ci/reproduce.py site

dist: links reproduce  ## build everything for publication, with checksums and a bill of materials
	@if [ -f facts/links.json ]; then cp facts/links.json site/cited-addresses.json; fi
	$(BIN)/python .ci/bill_of_materials.py site/bill-of-materials.cdx.json
	$(BIN)/python .ci/checksums.py site

check: .venv/ready  ## check the facts
	@$(BIN)/facts check

lint-workflows: .venv/ready  ## check the workflows and forms
	bash .ci/github

lint: .venv/ready  ## check the code's format, style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy && MYPYPATH=.ci $(BIN)/mypy .ci/*.py
	$(BIN)/lint-imports

test: .venv/ready install-browser lint-workflows lint  ## run the tests that CI runs when code changes
	$(BIN)/facts fmt --check
	$(BIN)/facts check
	$(BIN)/pytest -n 2 --dist worksteal $(PYTEST)

test-all:        ## run all tests, including the long tests that run every night
	@$(MAKE) --no-print-directory test PYTEST='-m ""'

facts-change: .venv/ready  ## run CI's checks for facts and prose: format, check, diff since BASE, build, links
	@BASE="$(BASE)" bash .ci/facts-change

catalogues: .venv/ready  ## update the catalogues of other languages (build_tools/words) from the code
	PYTHONPATH=. $(BIN)/python .ci/update_catalogues.py

format: .venv/ready  ## format the code
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock:            ## update requirements.lock to releases older than WAIT
	$(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv
	.cache/lock/bin/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
	  --exclude-newer "$(WAIT)" --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet --upgrade -o requirements.lock

bench: .venv/ready  ## time builds of synthetic projects
	$(BIN)/python -m tests.benchmarks.run

fuzz: .venv/ready  ## fuzz the readers and the matcher for SECONDS
	@test -d .cache/atheris || $(BIN)/python -m pip install --quiet --no-deps --target .cache/atheris atheris
	PYTHONPATH=.:.cache/atheris $(BIN)/python -m tests.fuzz.run $(SECONDS)

lighthouse: site  ## run Lighthouse on each kind of page (needs Node.js)
	$(BIN)/python -m tests.benchmarks.lighthouse site

screenshots: site  ## take screenshots of each kind of page
	$(BIN)/python tests/browser/screenshots.py site screenshots

clean:           ## delete everything that can be rebuilt
	rm -rf .venv .cache site
