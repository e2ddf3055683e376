# The chores of the project. `make` alone lists them; README.md and CONTRIBUTING.md show the plain commands beneath each.
PY ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile
# In an .inline.html the line feed that djade puts at the end would be seen as a space.
TEMPLATES := --target-version 5.2 $(shell find templates -name '*.html' -not -name '*.inline.html')
SCRATCH := DATABASE_URL=sqlite:///.venv/check.sqlite3
STATIC := $(shell find static -type f)
ON_POSTGRESQL := DATABASE_URL=$(POSTGRES_URL) $(PYTEST)

.PHONY: help run dev test test-branch test-nightly check lint history format lock bench screenshots clean
.DEFAULT_GOAL := help

help: ## list these chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.static ## serve the site as a host would, with the whole history in it
	@echo "Bringing the database up to date; the first time it is filled with the whole history, which takes about half a minute …"
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_fixtures --if-empty
	@echo
	@echo "Space History is at http://$(ADDRESS)/ (stop it with Ctrl-C)."
	@echo "To edit it, make an account in another terminal$${DATABASE_URL:+, with the same DATABASE_URL set}: $(BIN)/python manage.py createsuperuser"
	@echo "and sign in at http://$(ADDRESS)/admin/"
	@echo
	@exec $(BIN)/gunicorn --no-control-socket --config gunicorn.conf.py --bind $(ADDRESS) spacehistory.wsgi

dev: export DEBUG = true
dev: .venv/.dev ## serve it to work on: a changed template, stylesheet or module is seen at once
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_fixtures --if-empty
	@echo "Space History is at http://$(ADDRESS)/ and shows what you change (stop it with Ctrl-C)."
	@exec $(BIN)/python manage.py runserver $(ADDRESS)

test: lint history ## everything, and with POSTGRES_URL=postgres://… on PostgreSQL what that may answer differently
	$(PYTEST)
ifdef POSTGRES_URL
	$(ON_POSTGRESQL) --sample -m "sql and not browser"
else
	@echo "The tests ran on SQLite. With POSTGRES_URL=postgres://… they run on PostgreSQL as well."
endif

test-branch: lint history ## what a branch has to pass: the same with a sample of what looks at everything
	$(PYTEST) --sample
ifdef POSTGRES_URL
	$(ON_POSTGRESQL) -m "sql and not browser and not whole"
endif

test-nightly: lint history ## everything, and on PostgreSQL all that asks the database
	$(PYTEST)
	$(ON_POSTGRESQL) -m "django_db and not browser"

check: lint ## what needs neither a browser nor the whole history
	$(PYTEST) -m "not browser and not whole"

lint: .venv/.dev ## ruff, mypy, and whether a migration is missing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run

history: .venv/.dev ## load the fixtures into an empty database and check the history that they hold
	@rm -f .venv/check.sqlite3
	$(SCRATCH) $(BIN)/python manage.py migrate --verbosity 0
	$(SCRATCH) $(BIN)/python manage.py load_fixtures
	$(SCRATCH) $(BIN)/python manage.py check_history

format: .venv/.dev ## put code and templates into their form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade $(TEMPLATES)

screenshots: .venv/.dev .venv/.static ## take the README's pictures anew, from the site as it is
	$(BIN)/python -m tests.screenshots

# A part of it: .venv/bin/python -m tests.bench weight paint
bench: .venv/.dev .venv/lighthouse/.made ## hold the speed against its limits; writes docs/speed.md
	$(BIN)/python -m tests.bench

lock: .venv/.dev ## new exact versions from the .in files
	for name in requirements requirements-postgres requirements-dev; do \
	  $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	    --no-emit-find-links --no-emit-index-url --no-emit-trusted-host $$name.in -o $$name.txt || exit 1; done

clean: ## throw away what was made; the database stays
	rm -rf .venv staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Stamps: each is newer than what it was made from, so that a second run installs nothing.
.venv/.made:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Space History needs Python 3.11 or newer; \"$(PY)\" is $$($(PY) --version 2>&1 | head -n 1)."; \
	  echo "Install a newer one, or name one that is here: make PY=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making a virtual environment in .venv …"
	@$(PY) -m venv .venv
	@touch $@

.venv/.run: .venv/.made requirements.txt
	@echo "Installing what the site runs on …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/.static: .venv/.run $(STATIC) spacehistory/storage.py
	@echo "Collecting static files …"
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@

# Where it cannot be installed the bench goes on, and the report says what it could not measure.
.venv/lighthouse/.made: tests/bench/package.json | .venv/.made
	@echo "Installing Lighthouse …"
	@mkdir -p $(@D) && cp $< $(@D)
	@npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error \
	  && touch $@ || echo "Lighthouse could not be installed (it needs npm)."
