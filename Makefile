# The chores of the project. README.md shows the plain commands beneath each.
PY ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
STATIC := $(shell find static -type f)

.PHONY: run test format lock bench screenshots clean

run: .venv/.static
	@echo "Bringing the database up to date; the first time it is filled with the whole history, which takes about half a minute …"
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_fixtures --if-empty
	@echo
	@echo "Space History is at http://$(ADDRESS)/ (stop it with Ctrl-C)."
	@echo "To edit it, make an account in another terminal$${DATABASE_URL:+, with the same DATABASE_URL set}: $(BIN)/python manage.py createsuperuser"
	@echo "and sign in at http://$(ADDRESS)/admin/"
	@echo
	@exec $(BIN)/gunicorn --no-control-socket --config gunicorn.conf.py --bind $(ADDRESS) spacehistory.wsgi

test: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	@rm -f .venv/check.sqlite3
	DATABASE_URL=sqlite:///.venv/check.sqlite3 $(BIN)/python manage.py migrate --verbosity 0
	DATABASE_URL=sqlite:///.venv/check.sqlite3 $(BIN)/python manage.py load_fixtures
	DATABASE_URL=sqlite:///.venv/check.sqlite3 $(BIN)/python manage.py check_history
	$(BIN)/python -m pytest -n auto --dist loadfile
ifdef POSTGRES_URL # once more what asks the database; a browser does not know it, and what it is sent was compared by then
	DATABASE_URL=$(POSTGRES_URL) $(BIN)/python -m pytest -n auto --dist loadfile -m "django_db and not browser"
else
	@echo "The tests ran on SQLite. With POSTGRES_URL=postgres://… they run on PostgreSQL as well."
endif

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html' ':!templates/*.inline.html')

# The README's picture, taken from the site as it is.
screenshots: .venv/.dev .venv/.static
	$(BIN)/python -m tests.screenshots

# Speed, held against its limits; writes docs/speed.md. A part of it: .venv/bin/python -m tests.bench weight paint
bench: .venv/.dev .venv/lighthouse/.made
	$(BIN)/python -m tests.bench

# New exact versions from the .in files.
lock: .venv/.dev
	for name in requirements requirements-postgres requirements-dev; do \
	  $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	    --no-emit-find-links --no-emit-index-url --no-emit-trusted-host $$name.in -o $$name.txt || exit 1; done

clean:
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
