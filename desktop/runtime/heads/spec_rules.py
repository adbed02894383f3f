"""Which operations, roles and heads a spec may name; everything else is refused before anything runs."""

from collections.abc import Iterator

from desktop.core.errors import Breach
from desktop.core.packages import Operation, Spec
from desktop.runtime.heads import images, results, series, sounds, tables, texts
from desktop.runtime.heads.generation import CACHE, TYPE, check_generation
from desktop.runtime.heads.shapes import Operations, fits, is_number
from desktop.runtime.heads.tiling import check_tile
from desktop.runtime.rules import breach

MAX_PORTS = 256
MAX_COLUMNS = 4096
MAX_OPERATIONS = 64
MAX_TEST_VECTORS = 1000
PORT_DTYPES = frozenset({"BOOL", "UINT8", "INT8", "INT32", "INT64", "FP16", "FP32", "FP64"})

PREPROCESS: dict[str, Operations] = {
    "audio": sounds.OPERATIONS,
    "image": images.OPERATIONS,
    "text": texts.OPERATIONS,
    "table": tables.OPERATIONS,
    "series": series.OPERATIONS,
    "tensor": {},
    CACHE: {},
}


def check_spec(spec: Spec) -> Iterator[Breach]:
    """Each thing in the spec that the runner cannot do."""
    if not 1 <= len(spec.inputs) <= MAX_PORTS or not 1 <= len(spec.outputs) <= MAX_PORTS:
        yield breach("spec", "inputs, outputs", f"{len(spec.inputs)}, {len(spec.outputs)}")
    if not 0 <= spec.tests.count <= MAX_TEST_VECTORS or not is_number(spec.tests.rtol + spec.tests.atol):
        yield breach("spec", "tests", f"{spec.tests.count}")
    kinds = {port.name: port.kind for port in spec.inputs if port.source is None}
    for port in spec.inputs:
        if port.source is not None and kinds.get(port.source) != (
            "text" if port.kind == CACHE else port.kind
        ):
            yield breach("spec", f"{port.name}.source", port.source[:60])
        if port.dtype not in PORT_DTYPES:
            yield breach("spec", f"{port.name}.dtype", port.dtype[:60])
        columns = [column.name for column in port.columns or ()]
        if (
            (port.kind == "table") != bool(columns)
            or len(columns) > MAX_COLUMNS
            or len(set(columns)) < len(columns)
        ):
            yield breach("spec", f"{port.name}.columns", f"{len(columns)}")
        for column in port.columns or ():
            if column.type == "category" and not column.choices:
                yield breach("spec", f"{port.name}.{column.name}", "a category without choices")
        operations = port.preprocess
        known = PREPROCESS[port.kind]
        if port.kind == "table" and (not operations or operations[0].op != "columns"):
            yield breach("spec", f"{port.name}.preprocess", "a table begins with columns")
        yield from _operations(operations, known, f"{port.name}.preprocess", columns)
        if _is_late(port.kind, [operation.op for operation in operations]):
            yield breach("spec", f"{port.name}.preprocess", "an operation that comes too late")
    for output in spec.outputs:
        yield from _operations(output.postprocess, results.OPERATIONS, f"{output.name}.postprocess", [])
    yield from _head(spec)
    yield from check_tile(spec)
    yield from check_generation(spec)


def _is_late(kind: str, names: list[str]) -> bool:
    """Whether something works on pixels or samples behind what has made other numbers of them."""
    if kind == "image":
        kept = [name in images.PIXEL_OPERATIONS for name in names]
        return kept != sorted(kept, reverse=True)
    if kind == "audio" and "log_mel" in names:
        return not sounds.SAMPLE_OPERATIONS.isdisjoint(names[names.index("log_mel") + 1 :])
    return False


def _head(spec: Spec) -> Iterator[Breach]:
    head, rule = spec.head, results.HEADS[spec.head.type]
    for name in rule.needs:
        if getattr(head, name) is None:
            yield breach("spec", f"head.{name}", "missing")
    for param in spec.params:
        if param.name not in rule.settings:
            yield breach("spec", "params", param.name[:60])
    if head.type == results.PLAIN:
        return
    wanted = rule.roles(head.layout)
    if wanted is None:
        yield breach("spec", "head.layout", (head.layout or "missing")[:60])
        return
    if head.type == TYPE:
        return  # its roles are the names of its caches
    required, optional = wanted
    roles = [output.role for output in spec.outputs]
    if not required <= set(roles) <= required | optional or len(set(roles)) < len(roles):
        yield breach("spec", "head", f"{head.type} with roles {sorted(set(roles))[:8]}"[:200])
    if rule.kind is not None and rule.kind not in {port.kind for port in spec.inputs}:
        yield breach("spec", "head", f"{head.type} without an input of kind {rule.kind}")
    if rule.is_labelled and head.labels is None:
        yield breach("spec", "head.labels", "missing")


def _operations(
    operations: list[Operation], known: Operations, where: str, columns: list[str]
) -> Iterator[Breach]:
    if len(operations) > MAX_OPERATIONS:
        yield breach("spec", where, f"{len(operations)} operations")
        return
    for number, operation in enumerate(operations):
        arguments = known.get(operation.op)
        place = f"{where}[{number}]"
        if arguments is None:
            yield breach("spec", place, operation.op[:60])
        elif operation.args.keys() != arguments.keys():
            yield breach("spec", place, f"{operation.op} takes {sorted(arguments)}")
        else:
            for name, shape in arguments.items():
                if not fits(operation.args[name], shape, columns):
                    yield breach("spec", f"{place}.{name}", f"no {shape}")
