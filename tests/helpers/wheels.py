"""Small wheels that stand in for engines of other devices, their locks, and an index on loopback that serves them."""

import hashlib
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# The real engine under its own name, with a device of its own that this code decides about.
ENGINE = """
import os, sys
_place = next(p for p in sys.path if os.path.isdir(os.path.join(p, "onnxruntime", "capi")))
__path__ = [os.path.join(_place, "onnxruntime")]
__file__ = os.path.join(__path__[0], "__init__.py")
with open(__file__) as _source:
    exec(compile(_source.read(), __file__, "exec"))

FROM_THE_WHEEL = True
_Session = InferenceSession

def get_available_providers():
    return ["CUDAExecutionProvider", "CPUExecutionProvider"]

def preload_dlls(**_):
    pass

class InferenceSession(_Session):
    def __init__(self, model, options=None, providers=None, **more):
        self._cuda = providers == ["CUDAExecutionProvider"]
        if self._cuda:
            load()
        super().__init__(model, options, providers=["CPUExecutionProvider"], **more)

    def get_providers(self):
        return ["CUDAExecutionProvider", "CPUExecutionProvider"] if self._cuda and USED else ["CPUExecutionProvider"]

    def run(self, names, feed, options=None, **more):
        outputs = super().run(names, feed, options, **more)
        return [change(o) for o in outputs] if self._cuda else outputs
"""
RIGHT = "USED = True\ndef load(): pass\ndef change(o): return o\n"
SILENT_FALLBACK = "USED = False\ndef load(): pass\ndef change(o): return o\n"
WRONG_ANSWERS = "USED = True\ndef load(): pass\ndef change(o): return o + 1 if o.dtype.kind == 'f' else o\n"
CRASH = "USED = True\ndef load(): os._exit(139)\ndef change(o): return o\n"


def make_wheel(files: Mapping[str, str | bytes]) -> bytes:
    """A wheel with these files."""
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stored.getvalue()


def engine_wheel(behaviour: str = RIGHT) -> bytes:
    """An engine that says that it has CUDA."""
    return make_wheel(
        {
            "onnxruntime/__init__.py": ENGINE + behaviour,
            "onnxruntime_gpu-9.9.9.dist-info/METADATA": "Name: onnxruntime-gpu\nVersion: 9.9.9\n",
            "onnxruntime_gpu-9.9.9.data/scripts/tool": "#!python\n",
            "onnxruntime_gpu-9.9.9.data/purelib/extra/__init__.py": "",
        }
    )


ENGINE_FILE = "onnxruntime_gpu-9.9.9-py3-none-manylinux_2_28_x86_64.whl"
LIBRARY_FILE = "nvidia_thing-1.0-py3-none-manylinux_2_27_x86_64.whl"


def write_lock(folder: Path, wheels: Mapping[str, bytes], provider: str = "cuda") -> None:
    """A lock of these wheels, as scripts/pin_workers.py writes it."""
    files = [
        {
            "project": name.split("-")[0].replace("_", "-"),
            "version": name.split("-")[1],
            "file": name,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for name, data in wheels.items()
    ]
    folder.mkdir(parents=True, exist_ok=True)
    lock = {"provider": provider, "engine": "9.9.9", "files": files}
    (folder / f"{provider}.json").write_text(json.dumps(lock), "utf-8")


class Index:
    """A package index (PEP 691) on loopback. ``asked`` are the ranges that were asked for, file by file."""

    def __init__(self, wheels: dict[str, bytes]) -> None:
        self.wheels = wheels
        self.asked: list[tuple[str, str]] = []
        self.cut_after: int | None = None
        self.page: bytes | None = None
        index = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                index.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/simple"

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        name = request.path.rstrip("/").rpartition("/")[2]
        if name in self.wheels:
            self._file(request, name)
            return
        files = [
            {"filename": file, "url": f"../../files/{file}", "hashes": {"sha256": "0" * 64}}
            for file in self.wheels
            if file.split("-")[0].replace("_", "-") == name
        ]
        body = json.dumps({"meta": {"api-version": "1.1"}, "name": name, "files": files}).encode()
        body = body if self.page is None else self.page
        request.send_response(200 if files else 404)
        request.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _file(self, request: http.server.BaseHTTPRequestHandler, name: str) -> None:
        data, span = self.wheels[name], request.headers.get("Range", "")
        self.asked.append((name, span))
        start = int(span.removeprefix("bytes=").partition("-")[0]) if span else 0
        request.send_response(206 if span else 200)
        if span:
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        request.send_header("Content-Length", str(len(data) - start))
        request.end_headers()
        cut, self.cut_after = self.cut_after, None
        request.wfile.write(data[start:] if cut is None else data[start : start + cut])

    @contextmanager
    def serving(self) -> Iterator["Index"]:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
