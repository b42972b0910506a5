# Surat Desa. Read top to bottom; `make help` lists the targets.

# 1. Names and version
VERSION  := $(shell git describe --always --dirty 2>/dev/null || echo 0.1)
PREFIX   ?= /usr
DESTDIR  ?=
VARIANT  ?= plain
build    := $(if $(filter plain,$(VARIANT)),build,build/$(VARIANT))

# 2. Debian packages: to build, to test, to lint. `make deps` installs what is missing.
build_packages := gcc libc6-dev make pkg-config libserialport-dev libsqlite3-dev libconfig-dev \
	libsystemd-dev libsodium-dev libpango1.0-dev libcairo2-dev librsvg2-dev libqrencode-dev \
	libmicrohttpd-dev fonts-liberation fonts-noto-core
check_packages := libcmocka-dev python3 sqlite3 procps strace osmo-hlr curl openssl chromium chromium-driver \
	qrencode poppler-utils zbar-tools
lint_packages  := clang clang-format clang-tidy cppcheck pmccabe mandoc gcovr libclang-rt-14-dev systemd

# 3. Tools and flags
CC       ?= gcc
CPPFLAGS += -D_GNU_SOURCE -I. -DSURAT_VERSION='"$(VERSION)"'
# Letters are drawn with these; -isystem keeps their warnings out of ours.
drawing  := pangocairo librsvg-2.0 libqrencode
CPPFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I $(drawing) 2>/dev/null))
WERROR   ?= -Werror
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wswitch-enum \
	-Wimplicit-fallthrough -Wformat=2 -Wundef -Wnull-dereference $(WERROR)
ifeq ($(findstring clang,$(CC)),)
warnings += -Wduplicated-cond -Wlogical-op
endif
CFLAGS.plain    := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE
LDFLAGS.plain   := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
CFLAGS.asan     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS.asan    := -fsanitize=address,undefined
CFLAGS.coverage := -O0 -g --coverage
LDFLAGS.coverage := --coverage
CFLAGS.fuzz     := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS.fuzz    := -fsanitize=fuzzer,address,undefined
all_cflags  = -std=c11 $(warnings) -fno-common $(CFLAGS.$(VARIANT)) $(CFLAGS)
all_ldflags = $(LDFLAGS.$(VARIANT)) $(LDFLAGS)

# 4. Folders: one archive each, in the order in which one may use the next
folders  := conf web handlers letters store ussd modem base
sources   = $(wildcard $(1)/*.c)
objects   = $(patsubst %.c,$(build)/obj/%.o,$(1))
archive   = $(build)/lib$(1).a
archives  = $(foreach f,$(1),$(if $(call sources,$(f)),$(call archive,$(f))))

libraries.modem    := -lserialport -lsystemd
libraries.ussd     := -lsystemd
libraries.store    := -lsqlite3 -lsodium
libraries.letters  := -lsodium
# What draws letters is asked for by name: suratd has the archive without it.
libraries.drawing   = $(shell pkg-config --libs $(drawing))
libraries.handlers :=
libraries.web      := -lmicrohttpd -lsystemd
libraries.conf     := -lconfig
libraries           = $(foreach f,$(1),$(libraries.$(f))) -lm

# 5. Programs: main files in apps/, and what they stand on
suratd_sources := apps/suratd.c apps/intake.c apps/sender.c apps/route.c apps/refusals.c apps/watch.c \
	apps/credit.c apps/operator.c apps/sealer.c apps/alarms.c apps/loop.c apps/arguments.c
surat_sources  := apps/surat.c $(wildcard apps/surat_*.c) apps/arguments.c
suratweb_sources := apps/suratweb.c apps/loop.c apps/arguments.c
fake_sources   := $(filter-out tests/fake/phone.c,$(wildcard tests/fake/*.c))
suratussd_sources := apps/suratussd.c apps/loop.c apps/arguments.c
programs := $(build)/suratd $(build)/suratweb $(build)/suratussd $(build)/surat $(build)/modemsim $(build)/phone

all: $(programs) $(build)/run/surat.conf ## build every program

Q := $(if $(V),,@)
define link
	@echo "LD $@"
	$(Q)$(CC) $(all_cflags) $(all_ldflags) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group
endef

suratd_folders := conf handlers letters store modem base
$(build)/suratd: $(call objects,$(suratd_sources)) $(call archives,$(suratd_folders))
	$(link) $(call libraries,$(suratd_folders))
suratussd_folders := conf handlers letters store ussd modem base
$(build)/suratussd: $(call objects,$(suratussd_sources)) $(call archives,$(suratussd_folders))
	$(link) $(call libraries,$(suratussd_folders))
# Files of the pages are put into the program as they are.
static_files   := $(wildcard web/static/*) web/verifier/vendor/jsQR.js
static_objects := $(patsubst %,$(build)/obj/%.o,$(static_files))
$(static_objects): $(build)/obj/%.o: %
	@mkdir -p $(@D)
	$(Q)ld -r -b binary -z noexecstack -o $@ $<
suratweb_folders := conf web handlers letters store modem base
$(build)/suratweb: $(call objects,$(suratweb_sources)) $(static_objects) $(call archives,$(suratweb_folders))
	$(link) $(call libraries,$(suratweb_folders) drawing)
surat_folders := conf handlers letters store modem base
$(build)/surat: $(call objects,$(surat_sources)) $(call archives,$(surat_folders))
	$(link) $(call libraries,$(surat_folders) drawing)
$(build)/modemsim: $(call objects,$(fake_sources)) $(call archives,base)
	$(link) -lm
$(build)/phone: $(call objects,tests/fake/phone.c) $(call archives,base)
	$(link)

define archive_rule
$(call archive,$(1)): $(call objects,$(call sources,$(1)))
	@echo "AR $$@"
	$$(Q)rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach f,$(folders),$(eval $(call archive_rule,$(f))))

$(build)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "CC $<"
	$(Q)$(CC) $(CPPFLAGS) $(all_cflags) -MMD -MP -c -o $@ $<
-include $(shell find $(build)/obj -name '*.d' 2>/dev/null)

# 6. Tests: tests/<folder>/test_<name>.c -> build/tests/<folder>/test_<name>; T=folder/name runs one
test_sources := $(wildcard $(foreach f,base modem ussd store letters handlers conf web apps fake,tests/$(f)/test_*.c))
tests        := $(patsubst tests/%.c,$(build)/tests/%,$(test_sources))
test_folders := conf web handlers letters store ussd modem base
T ?=

# Helpers of the tests (tests/support/*.c) are linked into each of them.
test_support := $(wildcard tests/support/*.c)
$(build)/tests/%: $(build)/obj/tests/%.o $(call objects,$(test_support)) $(static_objects) $(call archives,$(test_folders))
	@mkdir -p $(@D)
	$(link) -lcmocka -lsqlite3 $(call libraries,$(test_folders) drawing)
# The files of apps/ but the mains, for tests of single ones.
tested_apps := $(filter-out apps/suratd.c,$(suratd_sources)) apps/surat_reasons.c
$(build)/libapps.a: $(call objects,$(tested_apps))
	@echo "AR $@"
	$(Q)rm -f $@ && ar rcs $@ $^
$(build)/tests/apps/%: $(build)/obj/tests/apps/%.o $(call objects,$(test_support)) \
		$(static_objects) $(build)/libapps.a $(call archives,$(test_folders))
	@mkdir -p $(@D)
	$(link) -lcmocka -lsqlite3 $(call libraries,$(test_folders) drawing)
# Objects of tests are made on the way to a program; keep them for the next time.
.PRECIOUS: $(build)/obj/%.o

# Fuzz targets: one function each; in `check` a plain main() replays the corpus through them.
fuzz_sources := $(wildcard tests/fuzz/fuzz_*.c)
fuzz_names   := $(patsubst tests/fuzz/fuzz_%.c,%,$(fuzz_sources))
replays      := $(patsubst %,$(build)/tests/fuzz/replay_%,$(fuzz_names))
$(build)/tests/fuzz/replay_%: $(build)/obj/tests/fuzz/fuzz_%.o $(build)/obj/tests/fuzz/replay.o $(static_objects) $(call archives,$(test_folders))
	@mkdir -p $(@D)
	$(link) $(call libraries,$(test_folders) drawing)
$(build)/tests/fuzz/fuzz_%: $(build)/obj/tests/fuzz/fuzz_%.o $(static_objects) $(call archives,$(test_folders))
	@mkdir -p $(@D)
	$(link) $(call libraries,$(test_folders) drawing)

# Times of one function, without a modem.
$(build)/tests/bench/bench_%: $(build)/obj/tests/bench/bench_%.o $(call archives,$(test_folders))
	@mkdir -p $(@D)
	$(link) $(call libraries,$(test_folders))

check: deps-check ## set up, then every test (T=folder/name: one)
	$(Q)$(MAKE) --no-print-directory check-now
check-now: all $(tests) $(replays)
	$(Q)tests/run $(build) $(T)

test_programs: $(tests) $(replays)

asan: deps-check ## build and run every test with AddressSanitizer and UBSan
	$(Q)$(MAKE) --no-print-directory VARIANT=asan check-now

SECONDS ?= 60
fuzz: deps-lint ## fuzz each target, or T=name, for SECONDS=60
	$(Q)for name in $(or $(T),$(fuzz_names)); do \
		$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/tests/fuzz/fuzz_$$name || exit 1; \
		mkdir -p build/fuzz/corpus/$$name; \
		build/fuzz/tests/fuzz/fuzz_$$name -max_total_time=$(SECONDS) -timeout=5 -rss_limit_mb=512 \
			build/fuzz/corpus/$$name tests/fuzz/corpus/$$name || exit 1; \
	done

coverage: deps-lint ## line and branch coverage of the unit tests, in build/coverage/html
	$(Q)$(MAKE) --no-print-directory VARIANT=coverage WERROR= check-now
	$(Q)mkdir -p build/coverage/html
	$(Q)gcovr --root . --exclude tests --print-summary --html-details build/coverage/html/index.html build/coverage/obj

bench: deps-check ## time and memory on the simulated modem, as ratios where two things compare
	$(Q)$(MAKE) --no-print-directory all $(build)/tests/bench/bench_words
	$(Q)$(build)/tests/bench/bench_words
	$(Q)tests/bench/run $(build)
	$(Q)tests/bench/letters $(build)
	$(Q)tests/bench/million $(build)
	$(Q)tests/bench/pages $(build)

soak: deps-check ## the long runs: many kills, unplugs, power cuts (SECONDS=3600)
	$(Q)$(MAKE) --no-print-directory all $(tests)
	$(Q)tests/run --long $(build) $(T)

# 7. Quality
c_files := $(foreach f,apps base modem ussd store letters handlers web conf tests,$(wildcard $(f)/*.c $(f)/*.h $(f)/*/*.c $(f)/*/*.h))
# Some checks look at the programs and their objects; the others run even when these fail.
lint: deps-lint ## layers, banned calls, sizes, headers alone, static checks, man pages, units (T=check)
	$(Q)$(MAKE) --no-print-directory -k all || true
	$(Q)tests/lint/run $(build) "$(subst ",\",$(CPPFLAGS))" $(T)
format: ## clang-format in place
	$(Q)clang-format -i $(c_files)
format-check:
	$(Q)clang-format --dry-run --Werror $(c_files)

# 8. Setting up, running, installing
deps: ## install the Debian packages that are missing
	$(Q)tests/tools/deps $(build_packages) $(check_packages) $(lint_packages)
deps-build:
	$(Q)tests/tools/deps $(build_packages)
deps-check:
	$(Q)tests/tools/deps $(build_packages) $(check_packages)
deps-lint:
	$(Q)tests/tools/deps $(build_packages) $(check_packages) $(lint_packages)

# The settings of a build folder: the sample, pointed at the simulated modem and a store in build/run.
$(build)/run/surat.conf: conf/surat.conf.sample tests/tools/run-settings
	$(Q)tests/tools/run-settings $(build)

run: deps-build ## start the service on a simulated modem with sample residents
	$(Q)$(MAKE) --no-print-directory all
	$(Q)tests/tools/demo $(build)

KEYS ?=
LETTERS ?= conf/letters.conf
verifier: ## one HTML file that checks seals offline, with KEYS=FILE of `surat keys export`
	$(Q)test -n "$(KEYS)" || $(MAKE) --no-print-directory all
	$(Q)test -n "$(KEYS)" || $(build)/surat keys export $(build)/run/keys
	$(Q)web/verifier/build.py "$(or $(KEYS),$(build)/run/keys)" "$(LETTERS)" $(build)/verifikasi.html

install: ## programs, settings (never overwritten), units, udev rule, man pages (DESTDIR, PREFIX)
	$(Q)$(MAKE) --no-print-directory all
	$(Q)tests/tools/install "$(build)" "$(DESTDIR)" "$(PREFIX)"

clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: all check check-now test_programs asan fuzz coverage bench soak lint format format-check \
	deps deps-build deps-check deps-lint run verifier install clean help
