# Newsloom's front door. `make demo` and `make test` are all a newcomer types on a fresh Debian 12.
.DEFAULT_GOAL := help
.PHONY: help deps build demo sentence-model test lint bench bench-peers score soak clean
MAKEFLAGS += --no-print-directory

DEMO_DB      := build/demo/news.db
LISTEN       ?= 127.0.0.1:8080
SOAK_SECONDS ?= 600

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

deps:  ## install the Debian packages that the build needs and this machine lacks
	@tools/deps build

build: deps  ## the release build: build/release/src/newsloom
	cmake --preset release
	cmake --build --preset release --target newsloom_cli

demo: build  ## put the sample newsroom into a fresh database and serve it (LISTEN=127.0.0.1:8080)
	rm -rf $(dir $(DEMO_DB)) && mkdir -p $(dir $(DEMO_DB))
	build/release/src/newsloom demo --db $(DEMO_DB) --listen $(LISTEN)

sentence-model: deps  ## fetch the sentence model that compare uses where it is installed (72 MB)
	@tools/sentence-model

test:  ## every test, then those without browser and load once more under AddressSanitizer and UBSan
	@tools/deps build test browser
	@tools/sentence-model || true  # the test of the real one is left out without it
	cmake --preset dev
	cmake --build --preset dev
	ctest --preset dev
	cmake --preset asan
	cmake --build --preset asan
	ctest --preset asan

lint:  ## clang-format-19 and the short clang-tidy-19 list, at zero
	@tools/deps build test lint
	tools/lint

bench: deps  ## the release benchmarks (SHARED=folder adds the runs over a folder of measuring sets)
	cmake --preset release
	cmake --build --preset release
	tools/bench $(SHARED)

bench-peers: deps  ## extraction against trafilatura on the same pages: make bench-peers PAGES=folder
	cmake --preset release
	cmake --build --preset release --target extract_bench
	tools/bench-peers $(PAGES)

score: build  ## quality figures over a folder of measuring sets: make score SHARED=folder
	tools/score $(SHARED)

soak: test  ## test, then 200 kills under load, clang, ThreadSanitizer and each fuzz target (SOAK_SECONDS=600 a target)
	@tools/deps soak
	NEWSLOOM_KILLS=200 build/dev/tests/cli_test --gtest_filter='Kill.*'
	NEWSLOOM_KILLS=200 build/dev/tests/server_test --gtest_filter='PushKill.*'
	cmake --workflow --preset clang
	cmake --workflow --preset tsan
	cmake --preset fuzz
	cmake --build --preset fuzz
	tools/fuzz $(SOAK_SECONDS)

clean:  ## forget all builds
	rm -rf build
