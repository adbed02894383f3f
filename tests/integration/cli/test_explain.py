"""``licet wallet explain``: messages and calldata with the digests of ERC-8213, for scripts and second devices."""

from pathlib import Path

import pytest

from desktop.bootstrap.explaining import explain_calldata, explain_message
from desktop.core.typed_messages import NotTypedMessage
from tests.helpers.cli import licet

MAIL = Path(__file__).parents[2] / "data" / "vectors" / "eip712" / "valid_eip712_example.json"


def test_a_message_is_told_with_its_digests() -> None:
    told = licet("wallet", "explain", MAIL, "--json").json

    assert told["digest"] == "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"
    assert told["values"]["to.name"] == "Bob"


def test_calldata_is_told_with_the_digest_of_the_drafts_test_case() -> None:
    told = explain_calldata(
        "0xa9059cbb0000000000000000000000004675c7e5baafbffbca748158becba61ef3b0a263"
        "0000000000000000000000000000000000000000000000000de0b6b3a7640000"
    )

    assert told["function"] == "transfer(address,uint256)"
    assert told["digest"] == "0x812cee5d9cc7461c04bbcd7b70af9c28b243ac5d74d3453b008b93b7dac69985"


def test_what_can_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "broken"
    file.write_bytes(b"{}")

    answer = licet("wallet", "explain", file)

    assert answer.code == 1
    assert "This message cannot be read" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("content", [b"", b"0xzz", b"\xff\xfe", b"[" * 5000, b"[]", b'{"types": 1}'])
def test_any_file_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(NotTypedMessage):
        explain_message(content)


def test_what_is_no_hex_is_refused() -> None:
    with pytest.raises(NotTypedMessage):
        explain_calldata("0xzz")
