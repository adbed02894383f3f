"""The language of the process: Qt's own strings and Licet's, from compiled translation files."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.text import tr
from desktop.ui.files import resource_folder

CONTEXT = "licet"
LANGUAGES = ("en", "zh_CN")


def choose(setting: str) -> str:
    """``system`` becomes the system's language where Licet has it, else English."""
    if setting in LANGUAGES:
        return setting
    locale = QLocale.system()
    is_simplified = locale.script() is not QLocale.Script.TraditionalHanScript
    return "zh_CN" if locale.language() is QLocale.Language.Chinese and is_simplified else "en"


def install(app: QCoreApplication, setting: str) -> str:
    """Load the language and set the process's catalog; returns the language in use."""
    language = choose(setting)
    for name in ("licet-translator", "qt-translator"):
        old = app.findChild(QTranslator, name)
        if old is not None:
            app.removeTranslator(old)
            old.deleteLater()
    QLocale.setDefault(QLocale(language))
    if language == "en":
        tr.install(str)
        return language
    for name, folder, file in (
        ("licet-translator", str(resource_folder() / "translations"), f"licet_{language}"),
        ("qt-translator", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
    ):
        translator = QTranslator(app)
        translator.setObjectName(name)
        if translator.load(file, folder):
            app.installTranslator(translator)
    tr.install(lambda source: QCoreApplication.translate(CONTEXT, source))
    return language
