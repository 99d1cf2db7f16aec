"""Lines that stand among a page's paragraphs and aren't the article's: pointers, captions, calls to subscribe, bylines.

The words are those of publishers' templates. A line counts only if it is short, stands by itself, quotes nobody, and
begins so: the sentence "Read also the small print" in running text stays.
"""

import re

# A line longer than this is a paragraph, whatever it begins with.
_LONGEST = 140
_POINTERS = r"""read (?:also|more|next)\b|see also\b|also read\b|related(?: stories| articles)?:|more on this\b
|читайте также|читать (?:также|далее)|по теме:|подробнее:|смотрите также|اقرأ (?:أيضا|أيضاً|المزيد)|شاهد أيضا|مواضيع ذات صلة
|lire aussi|à lire aussi|voir aussi|lesen sie (?:auch|mehr)|mehr zum thema|lea también|leer también|te puede interesar"""
_ADVERTISEMENTS = (
    r"(?:advertisement|sponsored|реклама|на правах рекламы|إعلان|anzeige|werbung|publicité|publicidad)\W*$"
)
_CAPTIONS = r"(?:photo|photograph|image|picture|фото|иллюстрация|صورة|الصورة|foto|bild|crédit photo|imagen)\s*(?:by\b|credit)?\s*[:©/]"
_CALLS = r"""(?:sign up (?:for|to)|subscribe to|follow us|join our|download our|share this|send this page)\b
|подписывайтесь на|подпишитесь на|следите за нами|присоединяйтесь|اشترك في|تابعونا|تابعنا على|انضم إلى قناتنا
|abonnez-vous|suivez-nous|inscrivez-vous|abonnieren sie|folgen sie uns|suscríbete a|síguenos"""
_DATELINES = r"(?:posted on|published|updated|last modified|опубликовано|обновлено|نشر في|آخر تحديث|publié le|veröffentlicht)\b.{0,40}$"
_FURNITURE = re.compile(
    "|".join(
        pattern.replace("\n", "") for pattern in (_POINTERS, _ADVERTISEMENTS, _CAPTIONS, _CALLS, _DATELINES)
    ),
    re.I,
)
_QUOTED = re.compile('["“”„«»]')


def without_furniture(lines: list[str], author: str | None) -> list[str]:
    """The lines without what is furniture, and without the line that names the author above the text."""
    kept = [line for line in lines if not _is_furniture(line)]
    names = [name for name in (author or "").split("; ") if name]
    return [
        line
        for number, line in enumerate(kept)
        if not (number < 3 and len(line) <= 80 and any(name in line for name in names))
    ]


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST and _FURNITURE.match(line) is not None and not _QUOTED.search(line)
