"""Batch: a model run over a folder or a CSV file of any length."""

from desktop.text import tr
from desktop.ui.page import Page, PageHead, PageTools, page_column
from desktop.ui.widgets.run_tabs import RunTabs


class BatchPage(Page):
    """The batches of one model."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__(tools)
        self.head = PageHead(tr("Batch"))
        self.tabs = RunTabs(tools.navigate, "batch")
        page_column(self, self.head, self.tabs).addStretch(1)

    def enter(self, arg: str) -> None:
        self.tabs.show_model(arg)
        self.refresh()
