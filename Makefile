# Nocape: builds, runs and tests.  `make help` lists what can be made.
#
# Work goes in three steps, each its own make, since a later one looks at
# what an earlier one made: Debian packages, generated code, everything else.

B	= build
G	= build/gen
O	= $(B)/obj
STEP	= +@$(MAKE) --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

WARN	= -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes \
	  -Wmissing-prototypes -Wno-missing-field-initializers -Wformat=2
# What turns a slip into an end instead of a way in; the sanitizers bring
# their own.
HARDEN	= $(if $(CHECKS),,-D_FORTIFY_SOURCE=3 -fstack-protector-strong \
	  -fstack-clash-protection $(BRANCHES))
BRANCHES := $(if $(filter x86_64,$(shell uname -m)),-fcf-protection)
BOUND	= $(if $(CHECKS),,-Wl,-z,relro,-z,now,-z,noexecstack)
CFLAGS	= -std=c11 -D_GNU_SOURCE -DKORE_USE_PGSQL -DKORE_USE_TASKS $(WARN) \
	  -fvisibility=hidden -fPIC -O2 -g $(HARDEN) $(CHECKS) \
	  -Iapp -Iapp/web -I$(G) $(INCLUDES)
LIBS	= -Wl,--as-needed -lpq -lsodium -ljansson -loath -lqrencode -lfido2 \
	  -lcbor -lcrypto -lzxcvbn -lzip -lm
MAILLIBS = -lcurl $(shell pkg-config --libs gmime-3.0 2>/dev/null)
INCLUDES := $(shell pkg-config --cflags libpq 2>/dev/null)
GMIME	:= $(shell pkg-config --cflags gmime-3.0 2>/dev/null | \
	  sed 's/-I/-isystem /g')

# The schema of this release carries the first digits of what its views are.
RELEASE	:= r_$(shell cat sql/views/*.sql 2>/dev/null | sha256sum | cut -c1-8)

object	= $(patsubst %.c,$(O)/%.o,$(1))

CORE	= $(wildcard app/core/*.c)
WEB	= $(filter-out app/web/db_sync.c,$(wildcard app/web/*.c))
GEN	= $(wildcard $(G)/*.c)
PLAIN	= $(wildcard $(addprefix app/web/,set.c batch.c db_set.c db_sync.c))
APP	= $(wildcard app/*.c) $(WEB) $(CORE) $(GEN)
TOOL	= $(wildcard app/tool/nocape*.c app/tool/backup*.c) \
	  app/tool/pipeline.c app/steward/server.c \
	  app/steward/vaults.c $(CORE) $(PLAIN) \
	  $(G)/sql.c $(G)/words.c
STEWARD	= $(wildcard app/steward/*.c) $(CORE) $(PLAIN) $(GEN) \
	  $(wildcard app/web/view*.c)
COMPILERS = $(B)/bin/compile_sql $(B)/bin/compile_words $(B)/bin/compile_page

.PHONY: all run test lint asan fuzz bench clean help pot sbom
.PHONY: format packages testpackages generated built tests assets
.DELETE_ON_ERROR:
.SUFFIXES:

all: packages			## everything that `make run` needs
	$(STEP) generated
	$(STEP) built assets

run: all			## starts Nocape here; Ctrl-C ends it
	@conf/run

test: testpackages		## every test, on a stack of its own
	$(STEP) all
	$(STEP) tests
	$(STEP) tests CHECKS="$(SANITIZE)" O=$(B)/asan/obj T=$(B)/asan/tests
	@tests/lib/prove

lint: testpackages		## style, size, arrows and words; quick
	$(STEP) tests/node_modules/.package-lock.json
	@tests/lib/lint

asan: testpackages		## the app built to be run under ASan and UBSan
	$(STEP) all
	$(STEP) $(B)/asan/app.so CHECKS="$(SANITIZE)" O=$(B)/asan/obj
	@tests/lib/asan

format:				## puts all C into the style that lint wants
	@find app tests -name '*.[ch]' | xargs clang-format-14 -i

fuzz: testpackages		## every parser a stranger can feed, FUZZ_SECONDS each
	$(STEP) all
	$(STEP) fuzzers CC=clang-14 CHECKS="$(FUZZING)" O=$(B)/fuzz/obj
	@tests/lib/fuzz

bench: testpackages		## figures into build/bench.tsv
	$(STEP) all
	@tests/bench/run

sbom: all			## all packages it is made of: build/sbom.json
	@node conf/sbom.mjs > $(B)/sbom.json.new && mv $(B)/sbom.json.new $(B)/sbom.json

pot: all			## sentences for translators: build/nocape.pot
	@$(B)/bin/compile_page --pot assets $(B)/nocape.pot

clean:				## removes what was built; keeps var/ and its data
	rm -rf $(B)

help:				## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1	/p' Makefile | expand -t 16

# ---- Debian and npm ---------------------------------------------------------

packages:
	@conf/install conf/packages

testpackages: packages
	@conf/install tests/packages

NPM	= npm ci --silent --no-audit --no-fund

assets/node_modules/.package-lock.json: assets/package-lock.json
	@echo "  npm assets"
	@cd assets && $(NPM) && touch node_modules/.package-lock.json

tests/node_modules/.package-lock.json: tests/package-lock.json
	@echo "  npm tests"
	@cd tests && $(NPM) && touch node_modules/.package-lock.json

# ---- generated code ---------------------------------------------------------
# A compiler is called with its sources' folder and an empty folder to fill;
# conf/generate then moves over only what changed.

NOT	= -path sql/migrations -o -path sql/views -o -path sql/demo
SQL	= $(shell find sql -mindepth 1 \( $(NOT) \) -prune -o -print)
WORDS	= $(shell find assets/words)
PAGES	= $(shell find assets/pages assets/parts assets/mail) $(WORDS)

generated: $(G)/.sql $(G)/.words $(G)/.pages
	@:

$(G)/.sql: $(B)/bin/compile_sql $(SQL)
	@echo "  sql"
	@conf/generate $@ $< sql

$(G)/.words: $(B)/bin/compile_words $(WORDS)
	@echo "  words"
	@conf/generate $@ $< assets/words

$(G)/.pages: $(B)/bin/compile_page $(PAGES)
	@echo "  pages"
	@conf/generate $@ $< assets

TEXT	= $(wildcard app/tool/compile_text*.c)

$(B)/bin/compile_sql: $(call object,$(wildcard app/tool/compile_sql*.c) $(TEXT))
$(B)/bin/compile_words: $(call object,$(wildcard app/tool/compile_words*.c) $(TEXT))
$(B)/bin/compile_page: $(call object,$(wildcard app/tool/compile_page*.c) $(TEXT))
$(COMPILERS):
	@mkdir -p $(@D)
	@$(CC) $(CHECKS) -o $@ $^

# ---- the app, the steward and the tool --------------------------------------

built: $(B)/app.so $(B)/bin/nocape $(B)/bin/steward
	@:

# mv, never cp: a loaded module that is written over takes Kore down.
$(B)/app.so $(B)/asan/app.so: $(call object,$(APP))
	@mkdir -p $(@D)
	@echo "  link $@"
	@$(CC) $(CHECKS) $(BOUND) -shared -o $@.new $^ $(LIBS)
	@mv $@.new $@

$(B)/bin/nocape: $(call object,$(TOOL))
	@mkdir -p $(@D)
	@echo "  link $@"
	@$(CC) $(CHECKS) $(BOUND) -pie -o $@.new $^ $(LIBS) -lcurl
	@mv $@.new $@

$(B)/bin/steward: $(call object,$(STEWARD))
	@mkdir -p $(@D)
	@echo "  link $@"
	@$(CC) $(CHECKS) $(BOUND) -pie -o $@.new $^ $(LIBS) $(MAILLIBS)
	@mv $@.new $@

$(O)/app/steward/%.o: INCLUDES += $(GMIME)

# Only the files that name the release are compiled again when it changes.
RELEASED := $(call object,$(shell grep -rlw NC_RELEASE app tests --include=*.c))
$(RELEASED): CFLAGS += -DNC_RELEASE='"$(RELEASE)"'
$(RELEASED): $(B)/release

ifneq ($(RELEASE),$(shell cat $(B)/release 2>/dev/null))
.PHONY: $(B)/release
endif
$(B)/release:
	@mkdir -p $(B) && echo $(RELEASE) > $@

$(O)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(shell find $(O) -name '*.d' 2>/dev/null)

# ---- assets -----------------------------------------------------------------

P	= $(B)/public
COPIED	= $(patsubst assets/public/%,$(P)/%,$(shell find assets/public -type f))
SASS	= node_modules/.bin/sass --style=compressed --no-source-map \
	  --quiet-deps --load-path=node_modules

assets: $(COPIED) $(P)/nocape.css $(P)/nocape.css.gz $(P)/errors/503.html \
	$(B)/towns.tsv
	@:

$(P)/%: assets/public/%
	@mkdir -p $(@D)
	@install -m 644 $< $@

$(P)/nocape.css: assets/theme.scss assets/node_modules/.package-lock.json
	@mkdir -p $(P)
	@echo "  sass"
	@cd assets && $(SASS) theme.scss ../$@

$(P)/%.gz: $(P)/%
	@gzip -9 -n -k -f $<

$(P)/errors/503.html: conf/front assets/front/page.html assets/front/pages
	@conf/front assets/front/page.html assets/front/pages $(@D)

$(B)/towns.tsv: conf/towns.mjs assets/node_modules/.package-lock.json
	@echo "  towns"
	@node conf/towns.mjs > $@

# ---- tests ------------------------------------------------------------------

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	  -fno-omit-frame-pointer
FUZZING	= -fsanitize=fuzzer-no-link,address,undefined
T	= $(B)/tests
UNIT	= $(patsubst tests/%.c,$(T)/%.t,$(wildcard tests/unit/*.c))
ASKING	= $(patsubst tests/%.c,$(B)/tests/%.t,$(wildcard tests/sql/*.c))
FUZZERS	= $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/*.c))

# What a test needs is taken out of one archive; main.c and Kore stay out.
PURE	= $(wildcard app/core/*.c app/web/*.c app/tool/compile_text*.c) $(GEN)

tests: $(UNIT) $(if $(CHECKS),,$(ASKING)) tests/node_modules/.package-lock.json

fuzzers: $(FUZZERS)

$(O)/pure.a: $(call object,$(PURE))
	@rm -f $@ && ar rcs $@ $^

$(O)/tests/%.o: INCLUDES += -Itests/lib

$(T)/%.t: $(O)/tests/%.o $(O)/pure.a
	@mkdir -p $(@D)
	@$(CC) $(CHECKS) -o $@ $^ $(LIBS)

$(B)/fuzz/%: $(O)/tests/fuzz/%.o $(O)/pure.a
	@mkdir -p $(@D)
	@$(CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBS)

.SECONDARY:
