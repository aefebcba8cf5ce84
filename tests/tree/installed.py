#!/usr/bin/env python3
"""Installs a build into an empty folder, moves it, runs the program there and builds a consumer with find_package.

usage: installed.py SOURCE BUILD --compiler CXX"""
import argparse
import pathlib
import subprocess
import sys
import tempfile


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], text=True, capture_output=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nexit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--compiler", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        run("cmake", "--install", args.build, "--prefix", root / "first")
        tree = (root / "first").rename(root / "moved")

        version = run(tree / "bin/newsloom", "--version")
        if not version.startswith("newsloom "):
            sys.exit(f"the installed program says {version!r} to --version")

        run("cmake", "-S", args.source / "tests/tree/consumer", "-B", root / "consumer", "-G", "Ninja",
            f"-DCMAKE_PREFIX_PATH={tree}", f"-DCMAKE_CXX_COMPILER={args.compiler}")
        run("cmake", "--build", root / "consumer")
        page = "<html><head><title>Ferry runs again</title></head><body><h1>Ferry runs again</h1><p>It does.</p></body></html>"
        said = run(root / "consumer/consumer", input=page)
        if said != "Ferry runs again\n":
            sys.exit(f"the consumer printed {said!r}")


if __name__ == "__main__":
    main()
