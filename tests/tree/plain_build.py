#!/usr/bin/env python3
"""Configures as a newcomer would, without a preset, and counts the programs that build would make.

usage: plain_build.py SOURCE"""
import subprocess
import sys
import tempfile


def main():
    source = sys.argv[1]
    with tempfile.TemporaryDirectory() as build:
        configured = subprocess.run(
            ["cmake", "-S", source, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"],
            text=True, capture_output=True)
        if configured.returncode:
            sys.exit(configured.stdout + configured.stderr)
        targets = subprocess.run(["ninja", "-C", build, "-t", "targets", "all"], text=True, capture_output=True,
                                 check=True).stdout
    programs = [line.split(":")[0] for line in targets.splitlines() if "CXX_EXECUTABLE_LINKER" in line]
    if [program.rsplit("/", 1)[-1] for program in programs] != ["newsloom"]:
        sys.exit(f"a plain build makes {programs}, not newsloom alone")


if __name__ == "__main__":
    main()
