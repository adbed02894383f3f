"""The group ``transfer`` gives its keys from real processes, on sizes that take no time. No figure is judged here."""

from desktop.bootstrap.bench import transfer


def test_both_sides_fetch_the_same_bytes_and_the_keys_are_those_of_the_design() -> None:
    figures = transfer.measure(scale=1e-9, pairs=1)

    assert figures["transfer_ratio_bytes"] == figures["transfer_peak_bytes"] == 1 << 20
    for key in ("transfer_vs_httpx_1g", "transfer_vs_httpx", "transfer_mb_s", "httpx_mb_s_1g"):
        assert float(figures[key]) > 0
    assert 0 <= float(figures["transfer_peak_rss_growth_mib"]) < 64
