import textwrap

import pytest

from summarize.language import language_of, split_paragraphs
from summarize.quotes import extract_quotes
from summarize.quotes.spans import find_spans


def spans(text, language="en"):
    found = find_spans(text, list(split_paragraphs(text)), language_of(language))
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“He said ‘no’ and left,” she said.", "en", ["He said ‘no’ and left,"]),
        ("«Газета «Луч» ошиблась», — сказал он.", "ru", ["Газета «Луч» ошиблась"]),
        ('"Газета "Луч" ошиблась", - сказал он.', "ru", ['Газета "Луч" ошиблась']),
        ("«Я читаю «Луч», — сказал он.", "ru", ["Я читаю «Луч»"]),
        ("„Er sagte ‚nie‘ und ging“, hieß es.", "de", ["Er sagte ‚nie‘ und ging"]),
        ('"We will go,” she said.', "en", ["We will go,"]),
        ("»Wir gehen« und »wir bleiben«", "de", ["Wir gehen", "wir bleiben"]),
        ('قالت زهرة" سوف نبقى هنا".', "ar", ["سوف نبقى هنا"]),
        ("‘We won’t go,’ the workers’ union said.", "en", ["We won’t go,"]),
        ('The 6\'2" guard and the 13" laptop.', "en", []),
        (
            "‘The crews’ patience is gone – ask “when”, not “if”.’",
            "en",
            ["The crews’ patience is gone – ask “when”, not “if”."],
        ),
        ("‘They call it “the box”,’ said Ana Ruiz.", "en", ["They call it “the box”,"]),
        ("The ‘old “box” gate’ was shut, “for good”.", "en", ["box", "for good"]),
        ("<<We will go,>> she said.", "en", ["We will go,"]),
        ("<< Nous partons >>, dit-elle. <<Enfin>>.", "fr", ["Nous partons", "Enfin"]),
        (">>Wir gehen<<, sagte sie.", "de", ["Wir gehen"]),
        ("Run a >> b << c, then d>>e.\n\n>> We will go", "en", []),
        ("″We will go,″ she said of the 5″ pipe and the 6″ one.", "en", ["We will go,"]),
        ("❝We will go,❞ she said.", "en", ["We will go,"]),
        ("''We will go,'' she said. ``He won't.''", "en", ["We will go,", "He won't."]),
        ('قال إن "السفينة و"المركب" غرقا".', "ar", ['السفينة و"المركب" غرقا']),
        ('وصف ذلك بـ"الكارثة الكبيرة" أمس.', "ar", ["الكارثة الكبيرة"]),
        ('قالت زهرة:" لا يمكن فتح "الباب" أبدا ".', "ar", ['لا يمكن فتح "الباب" أبدا']),
        ('Elle a dit:" Nous partons ".', "fr", ["Nous partons"]),
        ("«Мы видели «Луч», «Бор» и «Яр», — сказал он.", "ru", ["Мы видели «Луч», «Бор» и «Яр»"]),
        ("Она добавила: «Завод «Луч» и клуб «Бор», — и ушла.", "ru", ["Завод «Луч» и клуб «Бор»"]),
        ("«Луч» снова ошибся. Мы ждали», — сказал он.", "ru", ["Луч» снова ошибся. Мы ждали"]),
        ("«Луч» играл с «Бором», — сказал он.", "ru", ["Луч", "Бором"]),
        ('The 55" screen broke. "It went black," he said.', "en", ["It went black,"]),
    ],
)
def test_marks_that_belong_together_make_the_outermost_span(text, language, expected):
    assert spans(text, language) == expected


def test_a_stray_mark_neither_swallows_its_paragraph_nor_loses_the_quotes_around_it():
    text = "“We stay,” she said and “ left. “We go,” he said."
    assert spans(text) == ["We stay,", "We go,"]


def test_an_unclosed_quote_behind_a_colon_ends_with_its_paragraph():
    text = "Ana Ruiz said: “It rained all day and the road was gone.\n\nThe company declined to comment."
    assert spans(text) == ["It rained all day and the road was gone."]


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [
        (
            "وأكد سامي الزين أن «الجسر الجديد في غاية السوء.\n\nويقع الجسر قرب البلدة.",
            "ar",
            "الجسر الجديد في غاية السوء.",
        ),
        (
            "Ana Ruiz said that “the road is no good at all.\n\nThe company is silent.",
            "en",
            "the road is no good at all.",
        ),
    ],
)
def test_an_unclosed_quote_behind_its_verb_ends_with_its_paragraph(text, language, quote):
    assert spans(text, language) == [quote]


def test_an_unclosed_mark_before_an_attribution_is_dropped():
    assert spans("“We were late, Ana Ruiz said on Monday.") == []


def test_a_quote_over_paragraphs_has_a_span_in_each():
    text = "“The first reason is the rain.\n\n“The second is the road,” she said."
    assert spans(text) == ["The first reason is the rain.", "The second is the road,"]


def test_a_hundred_thousand_opening_marks_are_no_quote():
    assert spans("“so " * 100_000) == []


def test_marks_nested_ten_thousand_deep_are_one_span():
    assert len(spans("“so " * 10_000 + "on” " * 10_000)) == 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            'He held the pipe". "We had no water," said Ana Ruiz. "It was cold," she said.',
            "en",
            ["We had no water,", "It was cold,"],
        ),
        (
            'A 5" pipe broke. "We had no water," said Ana Ruiz. "It was cold," she said.',
            "en",
            ["We had no water,", "It was cold,"],
        ),
        (
            'Труба 5" лопнула. "Воды не было", - сказала Анна Лис. "Было холодно", - сказала она.',
            "ru",
            ["Воды не было", "Было холодно"],
        ),
        (
            'Le tuyau" a cassé. "Tout est froid", a dit Luc Lys. "Il neige", a-t-il dit.',
            "fr",
            ["Tout est froid", "Il neige"],
        ),
        (
            'Das 5"-Rohr brach. "Wir froren", sagte Lena Voigt. "Es war kalt", sagte sie.',
            "de",
            ["Wir froren", "Es war kalt"],
        ),
    ],
)
def test_a_stray_straight_mark_turns_none_of_those_that_follow(text, language, expected):
    assert [quote.text for quote in extract_quotes(text, language, "fast")] == expected


@pytest.mark.parametrize("width", range(30, 80, 7))
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The mayor came on Monday. “We had no water in the house for three days, and nobody came to help us,” said Ana Ruiz, who has lived on the hill since the bridge was built.",
            "en",
        ),
        (
            "Мэр приехал в понедельник. «Воды не было три дня, и никто не пришёл нам помочь», — сказала Анна Лис, которая живёт на холме с тех пор, как построили мост.",
            "ru",
        ),
        (
            "وصل رئيس البلدية يوم الاثنين. «لم يكن هناك ماء في البيوت منذ ثلاثة أيام ولم يساعدنا أحد»، قال سامي الزين الذي يسكن التل منذ بناء الجسر. وبقي رئيس البلدية ساعة واحدة على التل قبل أن يعود إلى مكتبه في وسط المدينة ليستقبل المهندسين الذين بنوا الجسر القديم.",
            "ar",
        ),
    ],
)
def test_lines_may_be_wrapped_at_any_width(text, language, width):
    (whole,) = extract_quotes(text, language, "fast")
    (quote,) = extract_quotes(textwrap.fill(text, width), language, "fast")
    assert quote.text.split() == whole.text.split()
    assert quote.speaker == whole.speaker


def test_a_sentence_between_two_dashes_interrupts_a_quote_whatever_its_verb():
    text = 'Жизнь меняется. "Спим долго, а пьем меньше, - аргументировала врач. - Из-за этого и ломка". Так бывает.'
    assert [text[q.start : q.end] for q in extract_quotes(text, "ru", "fast")] == [
        "Спим долго, а пьем меньше",
        "Из-за этого и ломка",
    ]


def test_a_speakers_own_dashes_interrupt_nothing():
    text = "«Рост заметен — больше, например, чем в мае — и это хорошо. Дальше — лучше. Мы рады», — сказал Ильин."
    assert [text[q.start : q.end] for q in extract_quotes(text, "ru", "fast")] == [
        "Рост заметен — больше, например, чем в мае — и это хорошо. Дальше — лучше. Мы рады"
    ]
