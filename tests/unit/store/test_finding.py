"""What a person types finds what they mean, the best first, on pages that neither repeat nor skip a row."""

import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.events import Closed
from desktop.core.identity import Address
from desktop.core.listings import COUNT_LIMIT, Count, FacetCounts, ListingQuery, Sorting
from desktop.core.popularity import one_buyer_milli
from desktop.store import counting, facets, finding, relevance
from desktop.store.database import connect, transaction
from desktop.store.searching import index_text
from desktop.store.word_rows import follow
from tests.helpers.markets import Market, listed, place
from tests.helpers.samples import ETHER, SELLER

OTHER = Address(b"\x99" * 20)
CHINESE = "手写数字识别轻量级图像分类模型语音翻译"
LATIN = ["Handwritten", "tumour", "ResNet", "forecast", "U-Net", "naïve", "Zürich", "gpt2"]


@pytest.fixture
def market(tmp_path: Path) -> Iterator[Market]:
    opened = Market(tmp_path / "catalogue.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """Every Chinese name of one to eight characters begins somewhere here; Latin names stand behind."""
    opened = Market(tmp_path_factory.mktemp("names") / "catalogue.db")
    opened.apply(
        *(listed(1 + at, CHINESE[at : at + 8]) for at in range(len(CHINESE) - 7)),
        *(listed(100 + at, f"The {name} model") for at, name in enumerate(LATIN)),
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """Thirteen hundred listings that all have one word, with prices, tasks and sellers that repeat."""
    opened = Market(tmp_path_factory.mktemp("crowd") / "catalogue.db")
    tasks, licenses = ("image-classification", "forecast", "translation"), ("MIT", "Apache-2.0")
    opened.apply(*(
        listed(
            n, f"Model {'abcdefghij'[n % 10]}{n}", price=0 if n % 4 == 0 else ETHER * (n % 7), task=tasks[n % 3],
            license=licenses[n % 2], seller=OTHER if n % 5 == 0 else SELLER, size_bytes=n, peak_rss_bytes=n or None,
        )
        for n in range(1, 1301)
    ))  # fmt: skip
    popular(opened, {n: 1000 * (n % 6) for n in range(1, 1301, 3)})
    yield opened
    opened.close()


def popular(market: Market, milli: dict[int, int]) -> None:
    """Give listings so many more thousandths of doublings than one buyer does, as the batch with their sales would."""
    connection = connect(market.path)
    with transaction(connection):
        least = one_buyer_milli(1_800_000_000)
        rows = [(least + value if value else 0, listing) for listing, value in milli.items()]
        connection.executemany("UPDATE listing SET popularity_milli = ? WHERE id = ?", rows)
        follow(connection, milli)
    connection.close()


@given(begin=st.integers(0, len(CHINESE) - 8), at=st.integers(0, 7), length=st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_every_part_of_a_chinese_name_is_found(names: Market, begin: int, at: int, length: int) -> None:
    name = CHINESE[begin : begin + 8]

    assert begin + 1 in names.find(name[at : at + length])


@given(which=st.integers(0, len(LATIN) - 1), length=st.integers(1, 12), upper=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_beginning_of_a_word_is_found(names: Market, which: int, length: int, upper: bool) -> None:
    typed = LATIN[which][:length]

    assert 100 + which in names.find(typed.upper() if upper else typed)


@given(st.text(st.sampled_from(string.printable + "\0“”*^:()\"'中文\U000f1234\ue000"), max_size=40))
@settings(max_examples=50, deadline=None)
def test_nothing_that_is_typed_is_an_error(names: Market, text: str) -> None:
    page = names.reader.search(ListingQuery(text))

    assert len(page.rows) == page.total


@pytest.mark.parametrize(
    "text", ["a" * 10_000, '"' * 10_000, "NEAR(" * 2_000, "中" * 10_000, "ﷺ" * 1000, "a " * 5000]
)
def test_a_flood_of_text_is_answered(names: Market, text: str) -> None:
    assert names.find(text) == []
    assert names.reader.suggest(ListingQuery(text)) is None
    assert names.find("model"), "the reader answers afterwards"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ResNet50", ["resnet 50", "resnet", "50", "resnet-50", "ResNet50", "net", "res"]),
        ("resnet-50", ["resnet50", "RESNET 50", "50"]),
        ("U-Net", ["unet", "u-net", "u net", "net"]),
        ("UNet", ["u-net", "unet", "net"]),
        ("ImageNet21k", ["imagenet", "image", "net", "21k", "imagenet21k"]),
        ("中文OCR模型v2", ["中文", "文ocr", "ocr模", "模型v2", "v2", "OCR 模型", "文OCR模型v"]),
        ("预测（模型）", ["预测模型", "测模", "模型 预测"]),
        ("한국어 모델", ["모델", "국어", "한국어모델"]),
        ("หมวดหมู่ภาพ", ["หมวด", "ภาพ", "หมู่"]),
        ("画像ぶんるい", ["ぶん", "像ぶ", "るい"]),
        ("Crème brûlée", ["creme", "BRÛLÉE", "brule"]),
        ("ﬁne ＡＢＣ１", ["fine", "abc1", "abc 1"]),
    ],
)
def test_a_name_is_found_however_it_is_written(market: Market, name: str, typed: list[str]) -> None:
    market.apply(listed(1, name, task="other"), listed(2, "Something else", task="other"))

    assert [market.find(text) for text in typed] == [[1]] * len(typed)


def test_a_model_that_many_bought_comes_before_an_unknown_one_that_fits_as_well(market: Market) -> None:
    market.apply(
        listed(1, "Lung tumour finder"), listed(2, "Lung tumour finder two"), listed(3, "Lung tumour finder")
    )
    popular(market, {1: 9_000})

    assert market.find("tumour") == [1, 3, 2]


def test_a_name_that_is_just_what_was_typed_wins_over_the_most_popular(market: Market) -> None:
    market.apply(listed(1, "ResNet-50"), *(listed(n, f"ResNet 50 tuned {n}") for n in range(2, 30)))
    popular(market, dict.fromkeys(range(2, 30), 20000))

    assert market.find("resnet50")[0] == 1


def test_the_exact_name_wins_from_below_any_number_of_popular_ones(crowd: Market) -> None:
    assert crowd.find("model a10")[0] == 10
    assert crowd.find("Model B1")[0] == 1


def test_a_good_match_beats_a_poor_one_that_sold_a_little_more(market: Market) -> None:
    market.apply(listed(1, "Sunspots"), listed(2, "Weather", summary="also knows sunspots"))
    popular(market, {2: 1_000})

    assert market.find("sunspots") == [1, 2]


@pytest.mark.parametrize("sorting", Sorting)
@pytest.mark.parametrize("text", ["", "model", "mo", "model a"])
def test_pages_give_each_row_once_in_the_order_of_the_whole(
    crowd: Market, sorting: Sorting, text: str
) -> None:
    whole = [
        row.id for page in crowd.pages(ListingQuery(text, sorting=sorting, limit=500)) for row in page.rows
    ]

    by_small = [
        row.id for page in crowd.pages(ListingQuery(text, sorting=sorting, limit=37)) for row in page.rows
    ]

    assert len(whole) == (130 if text == "model a" else 1300)
    assert sorted(by_small) == sorted(set(whole))
    assert by_small == whole


@pytest.mark.parametrize("sorting", Sorting)
def test_rows_that_come_meanwhile_repeat_and_skip_none(market: Market, sorting: Sorting) -> None:
    market.apply(*(listed(n, f"Model {n}", price=n) for n in range(1, 301)))
    popular(market, {n: 1000 * (n % 5) for n in range(1, 301)})
    shown: list[int] = []
    pages = market.pages(ListingQuery("model", sorting=sorting, limit=23))
    for coming, page in enumerate(pages):
        shown += [row.id for row in page.rows]
        market.apply(*(listed(1000 + 10 * coming + n, f"Model model {n}", price=n) for n in range(10)))

    before = [number for number in shown if number <= 300]
    assert sorted(before) == list(range(1, 301))
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("sorting", [Sorting.RELEVANCE, Sorting.CHEAPEST, Sorting.POPULAR])
@pytest.mark.parametrize(
    "filters",
    [
        {"tasks": frozenset({"forecast"})},
        {"tasks": frozenset({"forecast", "translation"}), "licenses": frozenset({"MIT"})},
        {"only_free": True},
        {"max_price": 3 * ETHER},
        {"max_bytes": 400},
        {"max_memory_bytes": 700, "max_price": ETHER},
        {"seller": OTHER},
        {"hidden": frozenset({OTHER, 7, 8})},
    ],
)
@pytest.mark.parametrize("effort", ["usual", "least"])
def test_every_way_to_the_rows_finds_the_same(
    crowd: Market, monkeypatch: pytest.MonkeyPatch, sorting: Sorting, filters: dict[str, object], effort: str
) -> None:
    """Whether the words, a range's index or the order's index is read is a matter of cost alone."""
    every = ListingQuery(sorting=sorting, limit=500)
    fitting = {row.id for page in crowd.pages(every) for row in page.rows if _fits(row, filters)}
    if effort == "least":
        monkeypatch.setattr(counting, "FEW", 1)
        monkeypatch.setattr(finding, "_WITH_WORDS", finding._Effort(many=10, tried=60))
        monkeypatch.setattr(finding, "_WITHOUT", finding._Effort(many=10, tried=60))
        monkeypatch.setattr(relevance, "_POPULAR", 20)
        monkeypatch.setattr(relevance, "_IN_NAME", 7)
        monkeypatch.setattr(relevance, "_WALKED", 1200)
        monkeypatch.setattr(relevance, "_FEW_WALKED", 50)

    for text in ("", "mod"):
        query = replace(ListingQuery(text, **filters), sorting=sorting, limit=250)  # type: ignore[arg-type]
        found = [row.id for page in crowd.pages(query) for row in page.rows]

        assert len(found) == len(set(found))
        assert set(found) == fitting
        assert crowd.reader.search(query).total == min(len(fitting), COUNT_LIMIT)


def _fits(row: object, filters: dict[str, object]) -> bool:
    from desktop.core.listings import Listing

    assert isinstance(row, Listing)
    assert row.card is not None
    hidden = filters.get("hidden", frozenset())
    assert isinstance(hidden, frozenset)
    checks = {
        "tasks": lambda chosen: row.card.task in chosen,  # type: ignore[union-attr]
        "licenses": lambda chosen: row.card.license in chosen,  # type: ignore[union-attr]
        "only_free": lambda _on: row.is_free,
        "max_price": lambda most: row.terms.price <= most,
        "max_bytes": lambda most: row.terms.size_bytes <= most,
        "max_memory_bytes": lambda most: (row.card.peak_rss_bytes or 0) <= most,  # type: ignore[union-attr]
        "seller": lambda seller: row.terms.seller == seller,
        "hidden": lambda chosen: not {row.id, row.terms.seller} & chosen,
    }
    return all(checks[name](value) for name, value in filters.items())


def test_more_than_a_thousand_are_counted_as_so_many_at_least(crowd: Market) -> None:
    page = crowd.reader.search(ListingQuery("model"))

    assert (page.total, page.total_is_exact) == (1000, False)


def test_what_is_hidden_is_counted(crowd: Market) -> None:
    hidden = frozenset({OTHER, 1, 2, 5})  # 5 is one of the other's

    page = crowd.reader.search(ListingQuery("model", hidden=hidden))
    narrow = crowd.reader.search(ListingQuery("model a", hidden=hidden))

    assert page.hidden == 260 + 2
    assert (narrow.total, narrow.hidden) == (0, 130)


def test_facets_count_what_each_filter_would_leave(crowd: Market) -> None:
    counts = crowd.reader.facets(ListingQuery("model", tasks=frozenset({"forecast"})), 100)

    assert counts == FacetCounts(
        tasks=(("forecast", Count(434)), ("image-classification", Count(433)), ("translation", Count(433))),
        licenses=(("Apache-2.0", Count(217)), ("MIT", Count(217))),
        free=Count(sum(n % 3 == 1 and (n % 4 == 0 or n % 7 == 0) for n in range(1, 1301))),
        rated=Count(0),
        fits=Count(sum(n % 3 == 1 and n <= 100 for n in range(1, 1301))),
    )


def test_facets_beyond_the_sample_are_exact_where_the_index_can_count(
    crowd: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = crowd.reader.facets(ListingQuery("model"), 100)
    monkeypatch.setattr(facets, "_SAMPLE", 50)
    monkeypatch.setattr(facets, "_PATIENCE_S", 3600)

    sampled = crowd.reader.facets(ListingQuery("model"), 100)

    assert (sampled.tasks, sampled.licenses, sampled.free) == (whole.tasks, whole.licenses, whole.free)
    assert sampled.fits == whole.fits


def test_facets_that_would_take_long_are_said_to_be_at_least_what_was_seen(
    crowd: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = crowd.reader.facets(ListingQuery("model"), 100)
    monkeypatch.setattr(facets, "_SAMPLE", 300)
    monkeypatch.setattr(facets, "_PATIENCE_S", -1)

    hurried = crowd.reader.facets(ListingQuery("model"), 100)

    assert set() < dict(hurried.tasks).keys() <= dict(whole.tasks).keys()
    assert all(
        not count.is_exact and 0 < count.number <= dict(whole.tasks)[task].number
        for task, count in hurried.tasks
    )


def test_facets_of_the_whole_market_need_no_search(market: Market) -> None:
    market.apply(listed(1, task="a"), listed(2, task="b"), listed(3, task="b"), listed(4, task="c"))
    market.apply(Closed(place(9), 4))

    counts = market.reader.facets(ListingQuery(), 1 << 40)

    assert counts.tasks == (("b", Count(2)), ("a", Count(1)))
    assert market.reader.tasks() == ("b", "a")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tumuor", "tumour"),
        ("handwriten digits", "handwritten digits"),
        ("tumourr", "tumour"),
        ("xyzzyx", None),
        ("tumour", None),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(
    market: Market, typed: str, meant: str | None
) -> None:
    market.apply(listed(1, "Handwritten digits"), listed(2, "Lung tumour"))

    assert market.reader.suggest(ListingQuery(typed)) == meant


def test_what_is_meant_fits_the_filters_too(market: Market) -> None:
    market.apply(listed(1, "Lung tumour", task="forecast"))

    assert market.reader.suggest(ListingQuery("tumuor", tasks=frozenset({"other"}))) is None


def test_the_words_of_a_listing_move_with_its_popularity_and_stay_one(market: Market) -> None:
    market.apply(listed(1, "Tumour one"), listed(2, "Tumour two"))

    for steps in (1, 4, 2, 0):
        popular(market, {1: 1000 * steps})

        assert sorted(market.find("tumour")) == [1, 2]


def test_a_page_far_down_reads_no_more_than_the_first(crowd: Market) -> None:
    """Counted in SQLite's own steps, not in seconds."""
    for sorting in Sorting:
        *_, last, _end = list(crowd.pages(ListingQuery("model", sorting=sorting, limit=50)))
        assert last.next is not None

        first_cost = _steps(crowd, ListingQuery("model", sorting=sorting, limit=50))
        last_cost = _steps(crowd, ListingQuery("model", sorting=sorting, limit=50, after=last.next))

        assert last_cost <= first_cost, sorting


def _steps(market: Market, query: ListingQuery) -> int:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection = connect(market.path, read_only=True)
    connection.set_progress_handler(count, 10)
    finding.search(connection, query, query.limit)
    connection.close()
    return steps


def test_an_index_text_of_a_name_is_what_the_index_holds(market: Market) -> None:
    market.apply(listed(1, "ResNet-50 für 中文"))

    connection = connect(market.path, read_only=True)
    (name,) = connection.execute("SELECT name FROM listing_fts").fetchone()
    connection.close()

    assert name == index_text("ResNet-50 für 中文")
