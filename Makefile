# Every target works alone on a fresh machine with Python 3.11+, make and a package index.

export PYTHONPATH := site
export HF_HUB_OFFLINE ?= 1
export PYTHONDONTWRITEBYTECODE :=  # tests start many processes: none compiles again
PYTHON ?= python3
BIN := .venv/bin
DEMO := lumevik
WORKERS ?= --numprocesses=2 --dist=loadfile  # a file's tests share what they encoded

.PHONY: help setup setup-dev demo run test test-slow test-postgres test-services test-browser screenshots lint translations evaluate benchmark benchmark-encoder benchmark-screens benchmark-nightly benchmark-workers benchmark-upgrade peers clean

help:            ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

setup: .venv/made            ## a virtual environment in .venv with the pinned requirements

setup-dev: .venv/made-dev    ## the same, with what tests and checks need

.venv/made: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

.venv/made-dev: .venv/made requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

demo: setup      ## the main job on fixtures/: import, find gaps, print the ranking, write the digest
	@mkdir -p var
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py import_articles fixtures/articles.jsonl --help-center $(DEMO)
	$(BIN)/python manage.py import_contacts fixtures/contacts.jsonl --help-center $(DEMO)
	$(BIN)/python manage.py find_gaps --help-center $(DEMO) --json var/gaps.json
	$(BIN)/python manage.py shell --verbosity 0 --command "from gapfinder.models import HelpCenter, Subscription as S; \
	  S.objects.get_or_create(help_center=HelpCenter.objects.get(slug='$(DEMO)'), email='editor@example.org')"
	GAPFINDER_SITE_URL=http://127.0.0.1:8000 $(BIN)/python manage.py send_digest --help-center $(DEMO) \
	  --week 2026-W46 --dry-run --out var/digests
	@test -e var/login || { \
	  password=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(9))"); \
	  DJANGO_SUPERUSER_PASSWORD=$$password $(BIN)/python manage.py createsuperuser --noinput \
	    --username editor --email editor@example.org > /dev/null && \
	  echo "editor / $$password" > var/login; }
	@cat var/digests/$(DEMO)-2026-W46-all-en.txt
	@echo "The whole result: var/gaps.json. The weekly letter: var/digests/. Now: make run (login: $$(cat var/login))"

run: setup       ## the site on 127.0.0.1:8000 over what `make demo` made
	@test -e var/login || $(MAKE) demo
	@echo "Login: $$(cat var/login)"
	$(BIN)/python manage.py runserver 127.0.0.1:8000

test: setup-dev  ## the whole test suite that needs no server
	$(BIN)/python -m pytest -q $(WORKERS)

test-slow: setup-dev     ## what takes minutes: all of fixtures/, processes with a model, all examples of properties
	$(BIN)/python -m pytest -q $(WORKERS) -m "(slow or hypothesis) and not service and not browser" --hypothesis-profile=thorough

test-postgres: setup-dev     ## the suite against PostgreSQL; DATABASE_URL says where
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/test} $(BIN)/python -m pytest -q $(WORKERS) -m "not slow and not browser" --ignore=tests/services

test-services: setup-dev servers     ## real workers over Redis, RabbitMQ and PostgreSQL of the tests' own, killed and stopped
	$(BIN)/python -m pytest -q --numprocesses=0 -m service tests/services

test-browser: setup-dev browser tests/browser/node_modules/made   ## the editors' desk, in chromium
	$(BIN)/python -m pytest -q --numprocesses=2 --ds=config.settings -m browser tests/browser

screenshots: setup-dev browser  ## the pictures of the README, drawn from fixtures/
	$(BIN)/python -m pytest -q --ds=config.settings -m browser tests/browser/screenshots.py

.PHONY: browser
browser:
	@command -v chromium > /dev/null && command -v chromedriver > /dev/null || \
	  { test "$$(id -u)" = 0 && command -v apt-get > /dev/null && apt-get update -qq && \
	    apt-get install -qq --no-install-recommends chromium chromium-driver fonts-liberation; } || \
	  { echo "Install chromium and its driver first: apt-get install chromium chromium-driver" >&2; exit 1; }

.PHONY: servers
servers: SERVERS := postgresql redis-server rabbitmq-server nginx-light
servers:
	@have() { command -v redis-server > /dev/null && test -x /usr/lib/rabbitmq/bin/rabbitmq-server && \
	    { command -v nginx || test -x /usr/sbin/nginx; } > /dev/null && \
	    { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } > /dev/null 2>&1; }; have || \
	  { test "$$(id -u)" = 0 && command -v apt-get > /dev/null && apt-get update -qq && \
	    apt-get install -qq --no-install-recommends $(SERVERS); } || \
	  { echo "Install the servers first: apt-get install $(SERVERS)" >&2; exit 1; }

# axe-core comes from npm: what PyPI has of it is years old, or needs another browser driver.
tests/browser/node_modules/made: tests/browser/package-lock.json
	@{ command -v npm > /dev/null && npm ci --silent --prefix tests/browser && touch $@; } || \
	  echo "axe-core did not come from npm: what it would try is skipped" >&2

lint: setup-dev  ## style, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

translations: setup-dev      ## what is said, into the catalogues, and those compiled
	cd gapfinder && $(CURDIR)/$(BIN)/django-admin makemessages --no-location --no-obsolete -l nb -l nl -l sv
	cd gapfinder && $(CURDIR)/$(BIN)/django-admin compilemessages

evaluate: setup  ## the benchmark table: make evaluate SETS="dir dir"
	$(BIN)/python benchmarks/evaluate.py $(SETS)

benchmark: setup ## what each step of the main job costs at 10,000 contacts
	$(BIN)/python benchmarks/phases.py

benchmark-encoder: setup     ## how fast the encoders read, beside sentence-transformers alone
	HF_HUB_OFFLINE=1 $(BIN)/python benchmarks/encoder.py

benchmark-screens: setup     ## what each page costs at 1,000,000 contacts (DATABASE_URL: an empty PostgreSQL)
	$(BIN)/python benchmarks/screens.py

benchmark-workers: setup     ## what one worker encodes, and two (DATABASE_URL: an empty PostgreSQL, CELERY_BROKER_URL)
	$(BIN)/python benchmarks/workers.py

benchmark-nightly: setup     ## what a run costs at 200,000 contacts (DATABASE_URL: an empty PostgreSQL)
	$(BIN)/python benchmarks/nightly.py

benchmark-upgrade: setup     ## what is kept of a database of an old commit (DATABASE_URL: an empty one, else SQLite)
	$(BIN)/python benchmarks/upgrade.py $(if $(DATABASE_URL),--database "$(DATABASE_URL)")

peers: .venv-peers/made       ## side by side with BERTopic, k-means and others: make peers SETS="dir dir"
	.venv-peers/bin/python benchmarks/peers.py $(SETS)

.venv-peers/made: requirements-peers.txt requirements.txt
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check --requirement requirements-peers.txt
	@touch $@

clean:           ## forget everything that was made
	rm -rf .venv .venv-peers var
