"""A made market to search in: names in Chinese too, prices and sizes of every order, and a few listings that sell."""

import json
from dataclasses import replace
from random import Random
from zlib import crc32

from desktop.bootstrap.bench.listings import MadeMarket, block_time
from desktop.core.exchange import Terms
from desktop.core.popularity import one_buyer_milli

# Two characters each: a name is two to four of them.
_CHINESE = [
    "数字",
    "识别",
    "图像",
    "分类",
    "文本",
    "预测",
    "模型",
    "手写",
    "医学",
    "语音",
    "检测",
    "生成",
    "翻译",
    "推荐",
    "时间",
    "序列",
    "肿瘤",
    "信用",
    "风险",
    "情感",
    "分析",
    "目标",
    "分割",
    "增强",
    "降噪",
    "压缩",
    "检索",
    "问答",
    "摘要",
    "轻量",
    "精度",
    "多语",
    "中文",
    "英文",
    "表格",
    "回归",
    "聚类",
    "异常",
]
_CHINESE_SHARE = 10
_FREE_SHARE = 8
_SOLD_SHARE = 5


class SearchedMarket(MadeMarket):
    """Every tenth name is Chinese, some with a Latin word behind it; every eighth model is free."""

    def card(self, number: int) -> bytes:
        card = json.loads(super().card(number))
        random = Random(-number)  # noqa: S311 - made data
        if number % _CHINESE_SHARE == 0:
            latin = card["name"].split()[0] if number % (2 * _CHINESE_SHARE) == 0 else ""
            card["name"] = "".join(random.choices(_CHINESE, k=random.randint(2, 4))) + latin
        if self._is_free(number):
            card["key"] = f"{number:032x}"
        card["peak_rss_bytes"] = int(2 ** random.uniform(26, 36))
        return json.dumps(card, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def terms(self, number: int, card: bytes) -> Terms:
        random = Random(-number)  # noqa: S311 - made data
        price = 0 if self._is_free(number) else int(10 ** random.uniform(14, 19))
        return replace(super().terms(number, card), price=price, size_bytes=int(2 ** random.uniform(16, 36)))

    def popularity_milli(self, number: int) -> int:
        """Nothing for most, and by a long tail for the rest."""
        random = Random(-number)  # noqa: S311 - made data
        least = one_buyer_milli(block_time(self.head))
        return (
            least + int(1000 * random.expovariate(0.6)) if crc32(b"sold%d" % number) % _SOLD_SHARE == 0 else 0
        )

    @staticmethod
    def _is_free(number: int) -> bool:
        return crc32(b"free%d" % number) % _FREE_SHARE == 0
