"""Sets up what Licet needs on this machine; nothing but Python's standard library.

The one idea: ``ready`` is a comparison of two hashes. A stamp inside ``.venv``, written last, names the lock
files that were installed completely; while the stamp fits, set-up touches neither disk nor network. A set-up
that was interrupted leaves a stamp that says ``building``, and the next one starts over.
"""

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
STAMP = VENV / "licet-setup.json"
LOCKS = {"app": ROOT / "packaging/locks/app.txt", "dev": ROOT / "packaging/locks/dev.txt"}
TOOLS = ROOT / ".venv-tools"
TOOLS_LOCK = ROOT / "packaging/locks/tools.txt"
"""Slither wants another web3 than the app, so it has an environment of its own, which only check.py makes."""
SUPPORTED = ((3, 11), (3, 12), (3, 13))
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What the Qt wheels expect of a Linux system (readelf -d of PySide6 6.12), by the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
}
# Only for windows on a screen; without one Qt's offscreen platform needs none of these.
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
TEST_PROGRAMS = {"gnome-keyring-daemon": "gnome-keyring", "dbus-run-session": "dbus"}
"""A real Secret Service for the keychain's tests."""

CJK_FONT = "fonts-wqy-microhei"  # 1.6 MB; fonts-noto-cjk is 57 MB
LATIN_FONT = "fonts-dejavu-core"
CJK_FONT_FILES = ("*wqy*", "*NotoSansCJK*", "*NotoSerifCJK*", "*DroidSansFallback*", "*uming*", "*ukai*")
_OF_OTHERS = frozenset({"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"})
DAY_S = 24 * 3600
# Without a network apt waits for minutes; beside another apt, for ever.
APT = [
    "apt-get", "-qq", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1", "-o", "DPkg::Lock::Timeout=60",
]  # fmt: skip
FONT_DIRECTORIES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


class SetupFailed(Exception):
    """Set-up cannot go on; the message is one line that says what to do."""


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    say(f"  {name} ...")
    started = time.monotonic()
    yield
    say(f"  {name}: {time.monotonic() - started:.1f} s")


def prepare(kind: str) -> None:
    """Make ``.venv`` hold the lock ``kind`` ("app" or "dev"), and the system what Qt needs.

    Raises:
        SetupFailed: The Python environment cannot be made. Missing system libraries are only said.
    """
    prepare_system(with_screen=has_screen(), with_tests=kind == "dev")
    if is_ready(kind):
        return
    say(f"Setting up {VENV.name} from {LOCKS[kind].relative_to(ROOT)} (once; later starts are offline)")
    try:
        with exclusive():
            if not is_ready(kind):  # another set-up may have done it while this one waited
                install(kind)
    except OSError as error:
        raise SetupFailed(f"{error.filename or ROOT}: {error.strerror or error}") from error


def prepare_contracts() -> None:
    """Fetch the pinned contract tools (solc, forge, anvil) with the Node.js of ``.venv``.

    Raises:
        SetupFailed: npm could not fetch them; what it said is printed before.
    """
    _prepare_node_packages(ROOT / "contracts", "contract tools")


def prepare_ipfs() -> None:
    """Fetch Helia, the IPFS implementation that the tests run.

    Raises:
        SetupFailed: As ``prepare_contracts``.
    """
    _prepare_node_packages(ROOT / "tests" / "helpers" / "ipfs", "IPFS for the tests")


def _prepare_node_packages(folder: Path, name: str) -> None:
    import node_packages  # scripts/node_packages.py: beside this file

    try:
        if node_packages.install(folder):
            say(f"  {name}: fetched")
    except node_packages.NodeToolError as error:
        say(str(error))
        raise SetupFailed(f"{name}: could not be fetched (see above); run this again") from error


def prepare_tools() -> None:
    """Make ``.venv-tools`` hold its lock; the stamp is written last, and whatever is stale or half is made anew.

    Raises:
        SetupFailed: It cannot be made.
    """
    stamp = TOOLS / STAMP.name
    wanted = hashlib.sha256(TOOLS_LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    say(f"Setting up {TOOLS.name} from {TOOLS_LOCK.relative_to(ROOT)} (once)")
    try:
        with exclusive():
            shutil.rmtree(TOOLS, ignore_errors=True)
            pip_install(create_venv(choose_python(), TOOLS), TOOLS_LOCK)
            stamp.write_text(wanted, encoding="ascii")
    except OSError as error:
        raise SetupFailed(f"{error.filename or ROOT}: {error.strerror or error}") from error


def main(work: Callable[[list[str]], int]) -> None:
    """Run a script's work with its arguments; a failed set-up is one line and exit status 1."""
    try:
        sys.exit(work(sys.argv[1:]))
    except SetupFailed as failure:
        sys.exit(f"set-up: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


def has_screen() -> bool:
    """Whether windows can be shown to a person."""
    return sys.platform in {"win32", "darwin"} or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def environment() -> dict[str, str]:
    """The environment for programs of ``.venv``: no stranger's modules, no telemetry, and bytecode that is kept.

    Many machines of automation are told not to keep bytecode. Then each process that the app starts, and it starts
    several, would compile all of its sources anew: a third of the time that its start takes (measured).
    """
    env = {k: v for k, v in os.environ.items() if k not in _OF_OTHERS}
    env["ORT_DISABLE_TELEMETRY"] = "1"
    env["PYTHONUTF8"] = "1"
    env["PATH"] = f"{PYTHON.parent}{os.pathsep}{env.get('PATH', '')}"
    return env


# --- the Python environment -------------------------------------------------------------------------


def digest(kind: str) -> str:
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """The stamp of ``.venv``: python version and installed locks, or state "building"; empty if there is none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return {"state": "building"}  # cut short while it was written
    return stamp if isinstance(stamp, dict) else {"state": "building"}


def write_stamp(stamp: dict[str, str]) -> None:
    """Replace the stamp in one step, so that it is never half written."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    fresh.replace(STAMP)


def is_ready(kind: str) -> bool:
    """Whether the stamp names this lock and the environment's Python still exists."""
    stamp = read_stamp()
    return stamp.get(kind) == digest(kind) and "state" not in stamp and PYTHON.exists()


def install(kind: str) -> None:
    """Create or complete ``.venv``; the stamp is written last."""
    stamp = read_stamp()
    stale = [name for name in LOCKS if name in stamp and stamp[name] != digest(name)]
    if VENV.exists() and (stamp.get("state") == "building" or stale or not works(PYTHON)):
        say("  .venv is incomplete or of another version: making it anew")
        shutil.rmtree(VENV)
    fresh = not PYTHON.exists()
    VENV.mkdir(exist_ok=True)
    write_stamp({"state": "building"})
    pip = create_venv(choose_python()) if fresh else find_pip()
    pip_install(pip, LOCKS[kind])
    held = ("app", "dev") if kind == "dev" else ("app",)  # dev.txt holds everything of app.txt
    write_stamp({"python": version_of(PYTHON), **{name: digest(name) for name in held}})


def pip_install(pip: list[str], lock: Path) -> None:
    """Install exactly what a lock file names.

    Raises:
        SetupFailed: pip could not; what it said is printed before.
    """
    with step("packages from the lock file"):
        command = [
            *pip, "install", "--require-hashes", "--no-deps", "--no-input", "--progress-bar", "off",
            "--disable-pip-version-check", "--quiet", "--only-binary", ":all:", "-r", str(lock),
        ]  # fmt: skip
        # pip's warnings about a mirror's gaps would only frighten: its words are shown if it fails.
        done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
        if done.returncode:
            say((done.stdout + done.stderr).rstrip())
            raise SetupFailed("pip could not install the packages (its message stands above); run this again")


def choose_python() -> str:
    """An interpreter of a supported version: this one, else one on the PATH."""
    if sys.version_info[:2] in SUPPORTED:
        return sys.executable
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found and works(Path(found)):
            return found
    raise SetupFailed("Licet needs Python 3.11, 3.12 or 3.13; install one of them and run this again")


def create_venv(python: str, home: Path | None = None) -> list[str]:
    """Create an environment (``.venv``) and return the pip command for it, by the first way that this machine offers."""
    home = VENV if home is None else home
    if not has_module(python, "ensurepip") and is_root() and shutil.which("apt-get"):
        apt_install(["python3-venv", f"python{version_of(Path(python))}-venv"])
    if has_module(python, "ensurepip"):
        with step("virtual environment"):
            done = subprocess.run(
                [python, "-m", "venv", str(home)], env=environment(), check=False, capture_output=True
            )
        if done.returncode == 0:
            return find_pip(home)
    with step("virtual environment without pip"):
        command = [python, "-m", "venv", "--without-pip", str(home)]
        if subprocess.run(command, env=environment(), check=False).returncode:
            raise SetupFailed("the virtual environment could not be created (see above)")
    return find_pip(home)


def find_pip(home: Path | None = None) -> list[str]:
    """The environment's own pip, else any pip of this machine pointed at the environment."""
    python = PYTHON if home is None else home / PYTHON.relative_to(VENV)
    if has_module(str(python), "pip"):
        return [str(python), "-m", "pip"]
    if has_module(sys.executable, "pip"):
        return [sys.executable, "-m", "pip", "--python", str(python)]
    for name in ("pip3", "pip"):
        if found := shutil.which(name):
            return [found, "--python", str(python)]
    raise SetupFailed("no pip found; install the package python3-venv (or python3-pip) and run this again")


def works(python: Path) -> bool:
    """Whether an interpreter starts and is of a supported version."""
    return version_of(python) in {f"{major}.{minor}" for major, minor in SUPPORTED}


def version_of(python: Path) -> str:
    """Version such as ``3.11`` of an interpreter, or "" if it does not start."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def has_module(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=environment()).returncode == 0
    except OSError:
        return False


@contextmanager
def exclusive() -> Iterator[None]:
    """Let one set-up work at a time; the lock ends with the process, however that ends."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("a+b") as file:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- the system ------------------------------------------------------------------------------------


def prepare_system(*, with_screen: bool, with_tests: bool) -> None:
    """See that Qt's libraries and a Chinese font exist; install them where that is possible, else say so.

    For tests also a Secret Service; without it, the tests that need one say so and are skipped.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = missing_packages(with_screen=with_screen, with_tests=with_tests)
    if not wanted:
        return
    if is_root() and shutil.which("apt-get") and not _tried_lately(wanted):
        with step(f"system packages: {' '.join(wanted)}"):
            apt_install(wanted)
        wanted = missing_packages(with_screen=with_screen, with_tests=with_tests)
    if wanted:
        say(
            f"  could not be set up here: {' '.join(wanted)}; as an administrator: apt-get install {' '.join(wanted)}"
        )
        if wanted == [CJK_FONT]:
            say("  (everything works without it, but Chinese text shows as boxes)")


def _tried_lately(wanted: list[str]) -> bool:
    """Whether apt failed to bring these today; if not, remember that it is asked now. A start must not wait twice."""
    note = BUILD / "apt-asked"
    asked = " ".join(wanted)
    if note.exists() and note.read_text() == asked and time.time() - note.stat().st_mtime < DAY_S:
        return True
    BUILD.mkdir(exist_ok=True)
    note.write_text(asked)
    return False


def missing_packages(*, with_screen: bool, with_tests: bool) -> list[str]:
    """Debian packages of the libraries, fonts and programs that are not found on this machine."""
    libraries = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if with_screen else {})}
    missing = [package for library, package in libraries.items() if not has_library(library)]
    if not has_font(()):
        missing.append(LATIN_FONT)
    if not has_font(CJK_FONT_FILES):
        missing.append(CJK_FONT)
    if with_tests:
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
    return missing


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font(patterns: tuple[str, ...]) -> bool:
    """Whether a font file of one of these names (of any name, if there are none) is installed."""
    for text in FONT_DIRECTORIES:
        folder = Path(text).expanduser()
        if not folder.is_dir():
            continue
        for pattern in patterns or ("*.ttf", "*.otf", "*.ttc"):
            if any(path.is_file() for path in folder.rglob(pattern)):
                return True
    return False


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: list[str]) -> None:
    """Install what apt knows of ``packages``; failure is seen by looking for the things afterwards."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*APT, "update"], env=env, check=False, capture_output=True)
    base = [*APT, "install", "-y", "--no-install-recommends"]
    if subprocess.run([*base, *packages], env=env, check=False, capture_output=True).returncode:
        for package in packages:  # one unknown name must not keep the others out
            subprocess.run([*base, package], env=env, check=False, capture_output=True)
