"""A comparison shown in tabs."""

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.core.comparing import Comparison
from desktop.text import tr
from desktop.ui.pages.compare_figures import AgreementView, CostView, SideBySide
from desktop.ui.pages.compare_items import AskAnswers, AskItem, DisagreementView
from desktop.ui.widgets.basic import (
    Scroll,
    column,
)


class ComparisonView(QWidget):
    """One comparison in tabs; the two callables fetch an item and every model's whole answer to it."""

    def __init__(self, comparison: Comparison, ask_item: AskItem, ask_answers: AskAnswers) -> None:
        super().__init__()
        self.comparison = comparison
        self.tabs = QTabWidget()
        self.tabs.setObjectName("comparison-tabs")
        self.tabs.setAccessibleName(tr("Comparison"))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.items = DisagreementView(comparison, ask_item, ask_answers)
        self.cost = CostView(comparison)
        self.tabs.addTab(Scroll(SideBySide(comparison), width=1400), tr("Figures"))
        self.tabs.addTab(Scroll(AgreementView(comparison), width=1400), tr("Agreement"))
        self.tabs.addTab(self.cost, tr("Quality and cost"))
        self.tabs.addTab(self.items, tr("Items"))
        lines = column(self)
        lines.addWidget(self.tabs, 1)
