# Two commands matter: `make run` and `make test`. Both set themselves up.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
# For everything, and for serving alone.
STAMP := .venv/.installed
SERVING := .venv/.installed-serving
RUN_ENV := HTTPS=0 SITE_URL=$${SITE_URL:-http://localhost:$(PORT)} EMAIL_BACKEND=$${EMAIL_BACKEND:-encyclopedia.mail.FileBackend}

# Compiled modules are kept, whatever the environment says: without them every worker of a test run, and every program
# that a test starts, compiles all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run test test-quick test-thorough check bench mutants messages pictures editor format lock clean

help:
	@echo "make run         start the site with its sample content on http://localhost:$(PORT)"
	@echo "make test        run every test this machine can run (STRICT=1: leaving any out fails)"
	@echo "make test-quick  run the tests that need neither database nor browser, in seconds"
	@echo "make test-thorough  run all of that on both databases, with every payload and long random walks: an hour"
	@echo "make check       linters, types, deployment and migration checks, openapi.json, known advisories"
	@echo "make bench       print the benchmarks (SIZE=100000: how lists and search grow to as many entries)"
	@echo "make pictures    take the pictures of docs/office.md, of a running site that may be thrown away"
	@echo "make mutants     run the small faults of bench/mutants/drawn.jsonl that were not run yet, and count the noticed ones"
	@echo "make messages    list every sentence in locale/ for translators, and compile what they translated"

setup: $(STAMP)

$(BIN)/python:
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv

$(SERVING): requirements/production.txt | $(BIN)/python
	@echo "Installing what serving needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/production.txt
	@touch $(SERVING)

$(STAMP): requirements/dev.txt | $(BIN)/python
	@echo "Installing the locked requirements …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $(STAMP) $(SERVING)

run: $(SERVING)
	@$(RUN_ENV) $(BIN)/python manage.py serve --port $(PORT) $(if $(filter 0,$(SAMPLE)),--no-sample)

test: setup
	@$(BIN)/python tests/everything.py $(if $(STRICT),--strict)

test-quick: setup
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --no-database --hypothesis-profile=quick \
		-m "not browser and not postgresql and not slow"

test-thorough: setup
	@$(BIN)/python tests/everything.py --thorough $(if $(STRICT),--strict)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") HTTPS=1 \
		SITE_URL=https://encyclopedia.example ALLOWED_HOSTS=encyclopedia.example \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py describe_api --check
	$(BIN)/python requirements/audit.py

bench: setup
	@$(BIN)/python bench/$(if $(SIZE),growth.py --sizes "1000 $(SIZE)",everything.py)

# Resumes where it was stopped (SECONDS=600 stops it).
mutants: setup
	@$(BIN)/python bench/mutants/mutants.py run $(SECONDS)

# Needs GNU gettext. locale/django.pot is what a new translation begins with; without its date it changes with the
# sentences alone.
messages: setup
	@mkdir -p locale
	@$(BIN)/python manage.py makemessages --all --keep-pot --no-location --no-obsolete \
		--ignore .venv --ignore var --ignore tests --ignore bench
	@find locale -name 'django.po*' -exec sed -i.old '/^"POT-Creation-Date/d' {} +
	@find locale -name '*.old' -delete
	@$(BIN)/python manage.py compilemessages --ignore .venv --ignore var

# Takes the pictures of docs/office.md, of the site that `make run` serves; it leaves work there.
pictures: setup
	@$(RUN_ENV) $(BIN)/python bench/pictures.py http://localhost:$(PORT)

# Bundles the writing surface; needs Node 18 or later, and npm. CHECK=1 compares the committed bundle with a new one.
editor:
	@cd editorial/writing && npm ci --silent && node build.mjs $(if $(CHECK),--check)

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pin the newest versions that pyproject.toml allows, with hashes and without any address.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-annotate --no-header --universal \
		--python-version 3.11 pyproject.toml --extra production -o requirements/production.txt
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-annotate --no-header --universal \
		--python-version 3.11 pyproject.toml --extra production --extra s3 -o requirements/s3.txt
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-annotate --no-header --universal \
		--python-version 3.11 pyproject.toml --extra production --extra saml -o requirements/saml.txt
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-annotate --no-header --universal \
		--python-version 3.11 pyproject.toml --extra production --extra print -o requirements/print.txt
	$(BIN)/uv pip compile -q -U --generate-hashes --no-emit-index-url --no-annotate --no-header --universal \
		--python-version 3.11 pyproject.toml --extra production --extra s3 --extra saml --extra print --extra dev -o requirements/dev.txt

clean:
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .hypothesis
