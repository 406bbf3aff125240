"""Has BuildKit's own parser read what dfopt wrote.

    pip install dockerfile
    python3 tests/buildkit_accepts.py ~/dockerfiles /tmp/fixed

The second folder holds one folder a level, as `cargo test --test corpus_fix` writes them. A file counts as a failure if BuildKit
accepts the original and not what became of it. Exits with 1 if there is one. The package holds BuildKit's parser of lines and words; what
an instruction may say is checked by dfopt's own reader.
"""

import pathlib
import sys

import dockerfile


def accepts(path):
    try:
        dockerfile.parse_file(str(path))
    except dockerfile.GoParseError as error:
        return False, str(error)
    return True, ""


def main(corpus, fixed):
    corpus, fixed = pathlib.Path(corpus), pathlib.Path(fixed)
    count, failures = 0, []
    for level in sorted(folder for folder in fixed.iterdir() if folder.is_dir()):
        for path in sorted(path for path in level.rglob("*") if path.is_file()):
            name = path.relative_to(level)
            count += 1
            good, why = accepts(path)
            if not good and accepts(corpus / name)[0]:
                failures.append(f"{level.name}/{name}: {why}")
    print(f"{count} files, {len(failures)} failures")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
