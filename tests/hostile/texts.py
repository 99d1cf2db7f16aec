"""Hostile texts and markup."""

import json
from collections.abc import Callable
from html import escape
from random import Random

from tests.hostile.pieces import mutated, noise, prose, samples

_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "latin-1",
    "cp1251",
    "cp1256",
    "shift_jis",
    "gb18030",
    "koi8-r",
)
_TAGS = (
    "p div article section main aside nav h1 h2 h3 ul ol li blockquote q table tr td span a b i em strong"
    "br img figure figcaption time script style svg noscript template iframe form input button label"
    "title meta link header footer details summary pre code amp-ad video source math cite dl dt dd sup"
    "del ins body html head frameset plaintext textarea select option"
)
_ATTRIBUTES = (
    "class",
    "id",
    "style",
    "href",
    "src",
    "lang",
    "dir",
    "hidden",
    "itemprop",
    "property",
    "content",
    "charset",
    "datetime",
)
_NAMES = (
    "article",
    "headline",
    "byline",
    "paywall",
    "comments",
    "related",
    "share",
    "quote",
    "caption",
    "lead",
    "hidden",
    "ad",
)


def text(random: Random) -> tuple[str, bytes]:
    return ".txt", "\n\n".join(prose(random, most=50) for _ in range(random.randint(1, 5))).encode()


def quotes(random: Random) -> tuple[str, bytes]:
    """One language's words, more marks than words."""
    parts = [prose(random, oddity=0.02, most=40) for _ in range(random.randint(1, 6))]
    return ".txt", "".join(
        random.choice(('"', "„", "“", "«", "»", "— ", "' ", "")) + part for part in parts
    ).encode()


def noise_alone(random: Random) -> tuple[str, bytes]:
    return ".txt", noise(random, 600).encode()


def encoded(random: Random) -> tuple[str, bytes]:
    encoding = random.choice(_ENCODINGS)
    data = prose(random, most=150, oddity=0).encode(encoding, "replace")
    return ".txt", mutated(random, data) if random.random() < 0.5 else data


def any_bytes(random: Random) -> tuple[str, bytes]:
    start = random.choice(
        (
            b"",
            b"\x1f\x8b",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<html>",
            b"{",
            b"WEBVTT\n",
            b"From: a\n",
            b"---\n",
            b"\xff\xfe",
        )
    )
    suffix = random.choice(
        (".txt", ".html", ".pdf", ".docx", ".eml", ".md", ".json", ".srt", ".vtt", ".xml", ".doc", "")
    )
    return suffix, start + random.randbytes(random.randint(0, 3000))


def example(random: Random) -> tuple[str, bytes]:
    data, other = random.choice(samples(".txt")), random.choice(samples(".txt"))
    return random.choice((".txt", ".md", ".html", ".eml", ".json")), mutated(random, data, other)


def markdown(random: Random) -> tuple[str, bytes]:
    starts = ("# ", "## ", "> ", ">> ", "- ", "* ", "1. ", "    ", "```", "~~~", "| ", "|---|---|", "[^1]: ", "[a]: http://e.x", "***", "===", "---", "<div>", "![", "\\", ": ", "")  # fmt: skip
    lines = [" " * random.choice((0, 0, 0, 2, 4, 9)) + random.choice(starts) * random.choice((1, 1, 1, 3)) + prose(random, most=15) + random.choice(("", "**", "`", "](x)", "|", "  ")) for _ in range(random.randint(1, 40))]  # fmt: skip
    return ".md", "\n".join(lines).encode()


def front_matter(random: Random) -> tuple[str, bytes]:
    keys = ("title", "author", "date", "Note", "lang", "tags", "url", noise(random, 5))
    lines = [random.choice((f"{random.choice(keys)}{random.choice((':', ': ', ' :', ''))}{prose(random, most=4)}", "  - x", "    indented", "...", "'", "|", ">-")) for _ in range(random.randint(1, 30))]  # fmt: skip
    head = random.choice(("---\n", "+++\n", "", "```yaml\n"))
    return random.choice((".md", ".txt")), (
        head + "\n".join(lines) + random.choice(("\n---\n", "\n", "\n\n")) + prose(random)
    ).encode()


def subtitles(random: Random) -> tuple[str, bytes]:
    def when() -> str:
        return random.choice(("00:00:01,000", "00:00:02.000", "99:99:99,999", "-1", "00:01.5", "1e9"))

    cues = [f"{random.choice((number, 'x', ''))}\n{when()} {random.choice(('-->', '->', '--> -->'))} {when()}\n{prose(random, most=12)}\n\n" for number in range(random.randint(1, 20))]  # fmt: skip
    head = random.choice(("WEBVTT\n\n", "WEBVTT - x\nNOTE\n", "", "STYLE\n"))
    return random.choice((".vtt", ".srt")), (head + "".join(cues)).encode()


def markup(random: Random, depth: int = 0) -> str:
    made: list[str] = []
    for _ in range(random.randint(1, 6)):
        chance = random.random()
        if chance < 0.45 or depth > 6:
            made.append(prose(random, most=25) if random.random() < 0.5 else escape(prose(random, most=40)))
        elif chance < 0.5:
            made.append(
                random.choice(
                    (
                        "<!-- ",
                        " -->",
                        "<![CDATA[",
                        "]]>",
                        "<?xml ",
                        "&nbsp;" * 20,
                        "&#x110000;",
                        "</",
                        "<",
                        "<p/>",
                    )
                )
            )
        else:
            tag = random.choice(_TAGS.split())
            attributes = "".join(
                f' {random.choice(_ATTRIBUTES)}{random.choice(("=", "= ", ""))}"{random.choice(_NAMES) if random.random() < 0.7 else escape(noise(random, 20))}"'
                for _ in range(random.randrange(4))
            )
            closing = f"</{tag}>" if random.random() < 0.85 else random.choice(("", "</p>", "</body>"))
            made.append(f"<{tag}{attributes}>{markup(random, depth + 1)}{closing}")
    return "".join(made)


def html_page(random: Random) -> tuple[str, bytes]:
    claims = {"@type": random.choice(("NewsArticle", "Person", ["Article"], {}, None)), "headline": value(random), "articleBody": value(random), "author": value(random), "datePublished": value(random)}  # fmt: skip
    head = f"<html lang='{random.choice(('en', 'ar', 'xx', '', noise(random, 5)))}'><head><title>{escape(prose(random, most=9))}</title>"
    data = (
        f"<script type='application/ld+json'>{json.dumps(claims)}</script>" if random.random() < 0.5 else ""
    )
    paragraphs = "".join(f"<p>{escape(prose(random, most=60))}</p>" for _ in range(random.randrange(8)))
    page = f"{head}{data}</head><body>{markup(random)}<article>{paragraphs}</article>{markup(random)}</body></html>"
    return ".html", page.encode("utf-8" if random.random() < 0.9 else "utf-16", "replace")


def page(random: Random) -> tuple[str, bytes]:
    return ".html", mutated(random, random.choice(samples(".html")), random.choice(samples(".html")))


def value(random: Random, depth: int = 0) -> object:
    made: tuple[Callable[[], object], ...] = (
        lambda: prose(random, most=60),
        lambda: noise(random, 30),
        lambda: random.choice(
            (None, True, 0, -1, 1e308, float("nan"), 10**30, "", "2026-13-45", "2026-01-02T03:04:05Z")
        ),
        lambda: [value(random, depth + 1) for _ in range(random.randrange(4))],
        lambda: {
            random.choice(("text", "title", "name", "@type", "url", "content", "body", "id")): value(
                random, depth + 1
            )
            for _ in range(random.randrange(4))
        },
    )
    return random.choice(made if depth < 4 else made[:3])()


def json_text(random: Random) -> tuple[str, bytes]:
    keys = (
        "text",
        "title",
        "body",
        "content",
        "author",
        "date",
        "lang",
        "articleBody",
        "@type",
        "version",
        "items",
        "url",
    )
    made = {key: value(random) for key in random.sample(keys, random.randint(1, len(keys)))}
    data = json.dumps(
        made if random.random() < 0.8 else value(random), ensure_ascii=random.random() < 0.5
    ).encode("utf-8", "replace")
    return ".json", mutated(random, data) if random.random() < 0.3 else data
