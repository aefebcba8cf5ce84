#!/usr/bin/env python3
"""Runs the commands that README.md and docs/*.md show, and compares what they print with what is shown.

A fenced block opened with ```sh is run by bash, in a folder that holds samples/ and the program newsloom on its PATH;
the blocks of one file run in the same folder, in order. It must end with status 0. If a block opened with ```text output
or ```json output comes next, it is what the commands print. There "…" stands for anything, also for several lines when
it stands alone. Seconds are not compared. A block opened with ```sh norun is for the reader (a clone, an installation).

usage: docs_commands.py SOURCE --newsloom PROGRAM [--update]
--update writes what the commands print into blocks without "…"; read the diff."""
import argparse
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```\n", re.M | re.S)
DOCUMENTED_PORT = "8080"
SECONDS = re.compile(r'("seconds":\s*)[0-9.e+-]+|\b[0-9.]+( ?(?:s|ms|pages/s|seconds)\b)')
TIMEOUT_SECONDS = 120


def masked(text):
    return SECONDS.sub(lambda m: (m.group(1) or "") + "#" + (m.group(2) or ""), text)


def matches(shown, printed):
    """Does `printed` equal `shown`, "…" standing for anything, and for any lines where it stands alone?

    >>> matches("a\\n…\\nd", "a\\nb\\nc\\nd"), matches("…\\nd", "a\\nd"), matches("a\\n…", "a\\nb\\nc")
    (True, True, True)
    >>> matches("a\\n…\\nd", "a\\nd"), matches("a…c", "abc"), matches("a…c", "a\\nc"), matches("a\\n…\\nd", "a\\nb")
    (True, True, False, False)
    """
    def pattern(line):
        return r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
    lines = masked(shown.strip()).split("\n")
    return re.fullmatch("".join(map(pattern, lines)), masked(printed.strip()) + "\n") is not None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def run(commands, folder, environment, port):
    """Exit status, standard output and standard error; what the block left in the background is ended."""
    # Into files, not pipes: a server left behind would hold a pipe open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        process = subprocess.Popen(["bash", "-eu", "-c", commands.replace(DOCUMENTED_PORT, port)], cwd=folder,
                                   env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   start_new_session=True)
        try:
            status = process.wait(timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            status = f"none after {TIMEOUT_SECONDS} s"
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        out.seek(0)
        err.seek(0)
        return status, out.read().replace(port, DOCUMENTED_PORT), err.read()


def check(document, folder, environment, update):
    """The failures of one document; with `update`, rewrites its outputs."""
    text = document.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    failures, edits, port = [], [], free_port()
    for number, block in enumerate(blocks):
        if block.group(1) != "sh" or "norun" in block.group(2):
            continue
        place = f"{document.name}:{text.count(chr(10), 0, block.start()) + 1}"
        status, printed, errors = run(block.group(3), folder, environment, port)
        if status != 0:
            failures.append(f"{place}: exit {status} of\n{block.group(3)}{printed}{errors}")
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None or following.group(2).strip() != "output":
            continue
        shown = following.group(3)
        if not matches(shown, printed):
            if update and "…" not in shown:
                edits.append((following.span(3), printed.rstrip("\n") + "\n"))
            else:
                failures.append(f"{place}:\n{block.group(3)}--- shown\n{shown}--- printed\n{printed}{errors}")
    for (begin, end), printed in reversed(edits):
        text = text[:begin] + printed + text[end:]
    if edits:
        document.write_text(text, encoding="utf-8")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("--newsloom", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    failures = []
    for document in [args.source / "README.md", *sorted((args.source / "docs").glob("*.md"))]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(args.source / "samples", pathlib.Path(folder) / "samples")
            programs = pathlib.Path(folder) / "bin"
            programs.mkdir()
            (programs / "newsloom").symlink_to(args.newsloom.resolve())
            environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                           "XDG_DATA_HOME": str(folder)}  # no sentence model: not every machine has it
            failures += check(document, folder, environment, args.update)
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
