"""What the classes and ids of templates call the parts of a page."""

import functools
import re
from typing import TYPE_CHECKING

from summarize.reading.limits import MAX_NAME

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EDGE, _END = r"(?:^|[\s_-])", r"(?:$|[\s_-])"
_CAPTIONS = (
    r"captions?|figcaption|legende?|legenda|leyenda|epigrafe|didascalia|pie-?(?:de-)?foto|bild-?(?:unterschrift|text|legende|quelle"
    r"|nachweis)|(?:image|img|photo|picture|media|foto)-?(?:description|text|info|title|source|credits?|caption|legend|desc)"
    r"|credits?|copyright|podpis"
)
# Parts that aren't the article's own text.
FURNITURE = re.compile(
    rf"{_EDGE}(?:related\w*|see-also|recommend\w*|promo\w*|news-?letter\w*|affiliate\w*|subscri\w+|signup|shar(?:e|ing)\w*|social\w*|comments?"
    r"|disqus\w*|sidebar\w*|advert\w*|ads?|anzeigen?|werbung|publicidad|publicite|pubblicita|reklama?|sponsor\w*|cookies?|consent"
    r"|gdpr|teasers?|read(?:more|also|next)|read-(?:more|also|next)|more-(?:stories|news|on|from)|most-(?:read|popular)|trending"
    r"|tags?|tag-?list|topics|breadcrumbs?|byline|bio|authors?|autor(?:en|in)?|lightbox|author-(?:bio|info|box|card)|nav\w*|menu|pagination|toolbar"
    r"|rating|poll|quiz|outbrain|taboola|player|gallery|slideshow|carousel|popup|modal|overlay|paywall|login|register|donat\w+"
    r"|cta|banner|timestamp|disclaimer|infobox|metadata|article-meta|entry-meta|post-meta|noprint|footnotes?|references"
    rf"|print-(?:header|footer|only)|instagram-media|tiktok-embed|{_CAPTIONS}){_END}",
    re.I,
)
# Those of them that parts of articles have too: what an extractor takes from there is kept.
UNSURE = re.compile(
    r"teaser|paywall|overlay|player|banner|disclaimer|infobox|metadata|footnotes|references|noprint|gallery|slideshow|carousel"
    r"|quiz|login|register|topics|cta|popup|modal|menu|rating|toolbar|(?:media|image)-?(?:text|info|title)"
)
CAPTION = re.compile(rf"{_EDGE}(?:{_CAPTIONS}|wp-caption-text){_END}", re.I)
PICTURE = re.compile(
    rf"{_EDGE}(?:images?|img|photos?|pictures?|media|bild(?:er|box)?|fotos?|figure|imagen|immagine|thumbnail){_END}",
    re.I,
)
LEAD = re.compile(
    rf"{_EDGE}(?:lead|lede|standfirst|intro\w*|sub-?(?:title|head\w*|line)|deck?|summary|chapo|chapeau|kicker-text|excerpt"
    rf"|perex|ingress|sapo|abstract|description|vorspann|teaser-?text|headline-?sub\w*|strapline){_END}",
    re.I,
)
# What is surely the text, whatever stands round it is called.
BODY = re.compile(
    rf"{_EDGE}(?:article|story|post|entry|news)-{{0,2}}_{{0,2}}(?:body|text|content){_END}|articleBody", re.I
)
PULLED = re.compile(rf"{_EDGE}(?:pull\w*|quote\w*|blockquote){_END}", re.I)
DROP_CAP = re.compile(rf"{_EDGE}(?:drop-?caps?|first-?letter|initiale?|lettrine){_END}", re.I)
# A part that is folded up until a reader asks for the rest.
FOLDED = re.compile(
    rf"{_EDGE}(?:collaps\w*|expand\w*|accordion\w*|read-?more\w*|more-(?:text|content)){_END}", re.I
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def names_of(element: "HtmlElement") -> str:
    """What an element's class and id say, one after the other, with "articleCaption" as "article-Caption"."""
    names, identity = element.get("class"), element.get("id")
    return _parted((names or "")[:MAX_NAME], (identity or "")[:MAX_NAME]) if names or identity else ""


@functools.lru_cache(maxsize=4096)
def _parted(names: str, identity: str) -> str:
    return _HUMP.sub("-", f"{names} {identity}")
