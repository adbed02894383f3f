"""What endpoints disagree about, as the settings and a listing's page read it."""

from contextlib import closing
from pathlib import Path

from desktop.core.listings import Disagreement, DisagreementKind
from desktop.services.disagreements import DisagreementService
from desktop.store.catalogue_writer import CatalogueWriter
from desktop.store.disagreements import DisagreementReader
from tests.helpers.samples import CHAIN_ID, MARKET

KINDS = DisagreementKind
A, B = "https://a.example", "https://b.example"
TOLD = [
    Disagreement(1, A, KINDS.HIDDEN, 10, is_proven=True),
    Disagreement(1, A, KINDS.ALTERED, 12, is_proven=True),
    Disagreement(2, A, KINDS.HIDDEN, 11, is_proven=True),
    Disagreement(1, B, KINDS.INVENTED, 9),
]


def test_what_the_writer_keeps_is_read_by_listing_and_by_node(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    with closing(CatalogueWriter.open(path, CHAIN_ID, MARKET)) as writer:
        writer.disagree(TOLD)
        with closing(DisagreementReader(path)) as reader:
            service = DisagreementService(reader)

            assert [(one.origin, one.kind) for one in service.of_listing(1)] == [
                (A, KINDS.ALTERED),
                (A, KINDS.HIDDEN),
                (B, KINDS.INVENTED),
            ]
            reports = service.nodes()

    assert [(one.origin, one.counts, one.is_proven) for one in reports] == [
        (A, {KINDS.HIDDEN: 2, KINDS.ALTERED: 1}, True),
        (B, {KINDS.INVENTED: 1}, False),
    ]


def test_without_a_catalogue_nobody_is_accused(tmp_path: Path) -> None:
    with closing(DisagreementReader(tmp_path / "none.db")) as reader:
        service = DisagreementService(reader)

        assert (service.nodes(), service.of_listing(1)) == ((), ())
