#!/usr/bin/env python3
"""Compiles every header by itself: it includes what it uses, and nobody has to know an order.

Each is checked with the flags of a source file of its own room (public headers: of any), without precompiled headers.

usage: headers_alone.py SOURCE BUILD"""
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

DROPPED_WITH_VALUE = {"-o", "-c", "-include", "-MF", "-MT", "-MQ"}
DROPPED = {"-MD", "-MMD", "-Winvalid-pch", "-fpch-instantiate-templates"}


def flags_by_room(source, build):
    """{room: compiler and flags} from the build's own list of commands."""
    rooms = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if not path.is_relative_to(source / "src"):
            continue
        words, kept = iter(shlex.split(entry["command"])), []
        for word in words:
            if word in DROPPED_WITH_VALUE:
                next(words)
            elif word not in DROPPED and not word.endswith("ccache"):
                kept.append(word)
        rooms.setdefault(path.relative_to(source / "src").parts[0], kept)
    return rooms


def check(header, flags):
    done = subprocess.run([*flags, "-fsyntax-only", "-include", str(header), "-x", "c++", os.devnull],
                          text=True, capture_output=True)
    return None if done.returncode == 0 else f"{header} does not compile alone:\n{done.stderr}"


def main():
    source, build = map(pathlib.Path, sys.argv[1:3])
    rooms = flags_by_room(source, build)
    any_room = next(iter(rooms.values()))
    headers = sorted((source / "include/newsloom").glob("*.h")) + sorted((source / "src").glob("*/*.h"))
    if not headers:
        sys.exit("no headers found")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = [f for f in pool.map(lambda h: check(h, rooms.get(h.parent.name, any_room)), headers) if f]
    if failures:
        sys.exit("\n".join(failures))
    print(f"{len(headers)} headers compile alone")


if __name__ == "__main__":
    main()
