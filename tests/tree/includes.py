#!/usr/bin/env python3
"""Checks the direction of includes against the two tables of docs/ARCHITECTURE.md.

A room includes newsloom/..., itself and rooms above it; a library's headers only where the table of libraries says so;
public headers include the standard library and each other alone.

usage: includes.py SOURCE"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
STANDARD = re.compile(r"^[a-z_]+$|^(?:assert|ctype|errno|float|limits|locale|math|stdarg|stddef|stdint|stdio|stdlib|string|time)\.h$")


def rows_below(text, heading):
    """The table's rows below a heading, as lists of cells, without the two lines of its head."""
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def read_tables(source):
    text = (source / "docs/ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [row[0].removeprefix("src/") for row in rows_below(text, "The rooms")]
    libraries = []
    for name, headers, allowed, _ in rows_below(text, "What Newsloom stands on"):
        for prefix in re.findall(r"`([^`]+)`", headers):
            libraries.append((prefix, name, allowed.split()))
    return rooms, libraries


def wrong_with(include, quoted, room, rooms, libraries):
    """What is wrong with one include in `room` (None: a public header), or None."""
    if quoted:
        first = include.split("/")[0]
        if first == "newsloom":
            return None
        if room is None:
            return "a public header includes only newsloom/ and the standard library"
        if first not in rooms:
            return "write room/header.h"
        return None if rooms.index(first) <= rooms.index(room) else f"{first} comes after {room}"
    if STANDARD.match(include):
        return None
    if room is None:
        return "a public header includes only newsloom/ and the standard library"
    named = [(name, allowed) for prefix, name, allowed in libraries if include.startswith(prefix)]
    if not named:
        return "no row of docs/ARCHITECTURE.md names this library"
    return None if any(room in allowed for _, allowed in named) else f"{named[0][0]} is not for the room {room}"


def main():
    source = pathlib.Path(sys.argv[1])
    rooms, libraries = read_tables(source)
    failures = []
    folders = {p.name for p in (source / "src").iterdir() if p.is_dir() and any(p.glob("*.cc"))}
    for folder in sorted(folders - set(rooms)):
        failures.append(f"src/{folder} has no row in docs/ARCHITECTURE.md")
    files = sorted((source / "include").rglob("*.h")) + sorted((source / "src").rglob("*.h")) + sorted((source / "src").rglob("*.cc"))
    for path in files:
        relative = path.relative_to(source)
        room = relative.parts[1] if relative.parts[0] == "src" else None
        if room is not None and room not in rooms:
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            problem = wrong_with(match.group(2), match.group(1) == '"', room, rooms, libraries)
            if problem:
                line = text.count("\n", 0, match.start()) + 1
                failures.append(f"{relative}:{line}: {match.group(2)}: {problem}")
    if failures:
        sys.exit("\n".join(failures))
    print(f"{len(files)} files include in the right direction")


if __name__ == "__main__":
    main()
