"""Source files of many languages, read from what a Debian system with Python already has on its disk."""

import gzip
import hashlib
import random
import re
import sysconfig
from collections import defaultdict
from pathlib import Path

LENGTH = 512  # bytes of a snippet
PURELIB = sysconfig.get_paths()["purelib"]
STDLIB = sysconfig.get_paths()["stdlib"]
# language -> (folder, pattern) pairs; a folder that is absent on this system adds nothing
SOURCES: dict[str, list[tuple[str, str]]] = {
    "C": [("/usr/include/linux", "*.h"), ("/usr/include/x86_64-linux-gnu", "*.h"), ("/usr/share/doc", "*.c"),
          ("/usr/include", "*.h"), (PURELIB, "*.c"), (f"{PURELIB}/numpy", "*.h")],
    "C++": [("/usr/include/c++", "*"), ("/usr/include/c++", "*.tcc"), (f"{PURELIB}/torch/include/ATen", "*.h"),
            (f"{PURELIB}/torch/include/c10", "*.h"), (f"{PURELIB}/torch/include/torch/csrc", "*.h"),
            (PURELIB, "*.cpp"), (PURELIB, "*.cc"), (PURELIB, "*.hpp")],
    "CMake": [("/usr/share", "*.cmake"), ("/usr/lib", "*.cmake"), (PURELIB, "*.cmake")],
    "CSS": [("/usr/share", "*.css"), ("/usr/lib/node_modules", "*.css"), (PURELIB, "*.css")],
    "HTML": [("/usr/share/doc", "*.html"), ("/usr/lib/node_modules", "*.html"), ("/usr/share/gtk-doc", "*.html")],
    "JavaScript": [("/usr/lib/node_modules", "*.js"), ("/usr/share/javascript", "*.js"), ("/usr/share/doc", "*.js")],
    "JSON": [("/usr/lib/node_modules", "*.json"), ("/usr/share", "*.json"), (PURELIB, "*.json")],
    "Markdown": [("/usr/lib/node_modules", "*.md"), ("/usr/share/doc", "*.md"), (PURELIB, "*.md")],
    "Perl": [("/usr/share/perl", "*.pm"), ("/usr/share/perl5", "*.pm"), ("/usr/lib/x86_64-linux-gnu/perl", "*.pm"),
             ("/usr/bin", "#!perl"), ("/usr/sbin", "#!perl")],
    "Python": [(STDLIB, "*.py"), ("/usr/lib/python3", "*.py"), (f"{PURELIB}/sklearn", "*.py"),
               (f"{PURELIB}/statsmodels", "*.py"), (f"{PURELIB}/networkx", "*.py"), (f"{PURELIB}/scipy", "*.py")],
    "Roff": [("/usr/share/man/man1", "*.gz"), ("/usr/share/man/man5", "*.gz"), ("/usr/share/man/man7", "*.gz"),
             ("/usr/share/man/man8", "*.gz")],
    "Shell": [("/usr/bin", "#!sh"), ("/usr/sbin", "#!sh"), ("/usr/lib/git-core", "#!sh"), ("/etc/init.d", "#!sh"),
              ("/usr/share", "*.sh"), ("/usr/lib", "*.sh"), ("/usr/share/bash-completion/completions", "*"),
              ("/var/lib/dpkg/info", "*.postinst"), ("/var/lib/dpkg/info", "*.prerm")],
    "SQL": [("/usr/share/postgresql", "*.sql"), ("/usr/share", "*.sql")],
    "Tcl": [("/usr/share/tcltk", "*.tcl"), ("/usr/share/tcltk", "*.msg"), ("/usr/lib/tcltk", "*.tcl")],
    "Vim script": [("/usr/share/vim", "*.vim")],
    "XML": [("/usr/share/mime", "*.xml"), ("/usr/share", "*.xml"), ("/usr/share/maven-repo", "*.pom"),
            ("/usr/share", "*.svg"), ("/usr/lib", "*.xml")],
}  # fmt: skip
NOT_C = ("/llvm", "/include/node/", "/c++/", "/boost", "/cuda", "/clang")  # C++ in files named .h
SKIP = ("openssl/archs", "site-packages/pip/", "/unicore/", "google-cloud-sdk", "/test/data", "/cuda")
PER_LANGUAGE = 900  # files, drawn evenly over folders
MAX_BYTES = 60_000  # of one file: a few huge files must not stand for a language


def languages() -> tuple[str, ...]:
    return tuple(SOURCES)


def collected() -> dict[str, list[tuple[str, bytes]]]:
    """Return for each language the (group, text) of its files; files of one group are near relatives."""
    seen: set[bytes] = set()
    found: dict[str, list[tuple[str, bytes]]] = {}
    for language, sources in SOURCES.items():
        folders: dict[str, list[Path]] = defaultdict(list)
        for folder, pattern in sources:
            for path in _files(Path(folder), pattern):
                if path not in folders[str(path.parent)]:
                    folders[str(path.parent)].append(path)
        if language == "C":
            folders = {f: paths for f, paths in folders.items() if not any(part in f"{f}/" for part in NOT_C)}
        chosen = _spread(folders)
        by_folder = len(folders) >= 12
        texts = []
        for path in chosen:
            text = _text(path)
            digest = hashlib.sha256(text[:400]).digest()
            if len(text) < 120 or digest in seen or b"\0" in text[:2000]:
                continue
            seen.add(digest)
            stem = re.split(r"--|\.|-\d", path.name)[0]
            texts.append((str(path.parent) if by_folder else f"{path.parent}/{stem}", text))
        found[language] = texts
    return found


def divided(files: list[tuple[str, bytes]], share: float = 0.2) -> tuple[list[bytes], list[bytes]]:
    """Split into training and test texts; a group is wholly on one side."""
    groups = sorted({group for group, _ in files}, key=lambda g: hashlib.sha256(g.encode()).digest())
    sizes: dict[str, int] = defaultdict(int)
    for group, text in files:
        sizes[group] += min(len(text), MAX_BYTES)
    test: set[str] = set()
    held = 0
    for group in groups:
        if held + sizes[group] <= share * sum(sizes.values()):
            test.add(group)
            held += sizes[group]
    return [t for g, t in files if g not in test], [t for g, t in files if g in test]


def snippet(text: bytes, rng: random.Random) -> bytes:
    """Cut 60 to 512 bytes out of a text, beginning at the start of a line."""
    length = rng.randint(60, LENGTH)
    start = rng.randint(0, max(0, len(text) - length))
    if start and rng.random() < 0.9:
        line = text.rfind(b"\n", 0, start)
        start = line + 1
    return text[start : start + length].lstrip(b"\r\n") or text[:length]


def _files(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        return []
    if pattern.startswith("#!"):
        return [path for path in sorted(folder.iterdir()) if _speaks(path, pattern[2:])]
    deep = sorted(folder.rglob(pattern))
    plain = pattern != "*"
    return [
        path
        for path in deep
        if path.is_file() and not path.is_symlink() and (plain or not path.suffix)
        and not any(part in str(path) for part in SKIP)
    ]  # fmt: skip


def _speaks(path: Path, interpreter: str) -> bool:
    """Say whether a script's first line names the interpreter (sh also covers bash and dash)."""
    if not path.is_file() or path.is_symlink():
        return False
    with path.open("rb") as file:
        first = file.read(80).split(b"\n")[0]
    words = first[2:].decode("latin-1").replace("/", " ").split() if first.startswith(b"#!") else []
    return any(word == interpreter or (interpreter == "sh" and word in {"bash", "dash"}) for word in words)


def _spread(folders: dict[str, list[Path]]) -> list[Path]:
    """Take files from all folders in turn until there are enough."""
    rng = random.Random(1)
    queues = [rng.sample(paths, len(paths)) for _, paths in sorted(folders.items())]
    rng.shuffle(queues)
    chosen: list[Path] = []
    while queues and len(chosen) < PER_LANGUAGE:
        chosen.extend(queue.pop() for queue in queues)
        queues = [queue for queue in queues if queue]
    return chosen[:PER_LANGUAGE]


def _text(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data[:MAX_BYTES]
