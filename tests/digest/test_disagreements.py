"""What sources say differently: everything that was planted is found, and nothing else."""

import pytest

from summarize import make_digest
from summarize.article import Article
from summarize.digest.differences import disagreements_of
from summarize.reading import article_from_text
from summarize.story import Story
from tests.digest.disagreeing import STORIES
from tests.digest.newsdesk import FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN


def articles_of(story: str) -> list[Article]:
    return [article_from_text(text, name=name) for name, text in STORIES[story][0].items()]


def said(story: Story) -> list[tuple[str, dict[str, str]]]:
    return [
        (one.kind, {story.articles[claim.place.article].name: claim.words for claim in one.claims})
        for one in story.disagreements
    ]


@pytest.mark.parametrize("name", STORIES)
def test_what_was_planted_is_found_and_nothing_is_invented(name: str) -> None:
    (story,) = make_digest(articles_of(name)).stories
    found = [
        (kind, {paper: words.rstrip(",.") for paper, words in claims.items()}) for kind, claims in said(story)
    ]
    planted = [
        (kind, {paper: words.rstrip(",.") for paper, words in claims.items()})
        for kind, claims in STORIES[name][1]
    ]
    assert found == planted


def test_ten_stories_in_one_heap_are_ten_stories() -> None:
    heap = [article for name in STORIES for article in articles_of(name)]
    digest = make_digest(heap[::2] + heap[1::2])
    stories = {frozenset(article.name for article in story.articles) for story in digest.stories}
    assert stories == {frozenset(papers) for papers, _ in STORIES.values()}
    assert sum(len(story.disagreements) for story in digest.stories) == len(STORIES)


def test_papers_that_agree_disagree_on_nothing() -> None:
    texts = [FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN]
    assert disagreements_of([article_from_text(text) for text in texts]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed 120 people in Varda.", "The storm killed about 115 people in Varda."),
        ("The storm in Varda killed more than 100 people.", "The storm in Varda killed 112 people."),
        ("The repairs in Varda cost 1.2 million crowns.", "The repairs in Varda cost 1,234,567 crowns."),
        ("The storm killed twelve people in Varda.", "The storm killed 12 people in Varda."),
        ("The storm killed 12 people in Varda.", "A storm in 1987 killed 340 people in Varda."),
        (
            "The storm killed 12 people in Varda.",
            "The storm killed 12 people in Varda and injured 30 people.",
        ),
        ("The mayor spoke in Varda on Monday.", "The mayor said on Tuesday that he spoke in Varda."),
        ("The bridge in Varda was closed.", "Was the bridge in Varda not closed?"),
        ("The bridge in Varda was closed.", "The bridge in Varda was closed, but nobody was hurt."),
    ],
)
def test_what_only_looks_like_one_is_none(one: str, other: str) -> None:
    articles = [article_from_text(text, language="en", name=text) for text in (one, other)]
    assert disagreements_of(articles) == ()


def test_claims_come_with_their_places_and_an_article_that_has_both_numbers_makes_none() -> None:
    both = "The storm in Varda killed 12 people. Aid groups in Varda say that the storm killed 19 people."
    first, second = "The storm in Varda killed 12 people.", "The storm in Varda killed 19 people."
    articles = [article_from_text(text, language="en", name=text) for text in (first, second)]
    (found,) = disagreements_of(articles)
    assert [(claim.words, claim.at.start, claim.place.article) for claim in found.claims] == [
        ("12", 26, 0),
        ("19", 26, 1),
    ]
    assert disagreements_of([articles[0], article_from_text(both, language="en")]) == ()


@pytest.mark.parametrize("name", STORIES)
def test_the_summary_takes_no_two_sides_and_says_no_sentence_twice(name: str) -> None:
    (story,) = make_digest(articles_of(name)).stories
    places = [sentence.place for sentence in story.briefing.summary if sentence.place]
    assert len({sentence.text for sentence in story.briefing.summary}) == len(places)
    for disagreement in story.disagreements:
        assert sum(claim.place.overlaps(place) for claim in disagreement.claims for place in places) <= 1


@pytest.mark.parametrize(
    ("language", "denial", "claim"),
    [
        ("en", "The government denied that the dam had been opened.", "The dam was opened, residents say."),
        ("en", "The government denied that the dam had been opened.", "The dam was opened on Monday."),
        (
            "en",
            "The government denied opening the dam near Varda.",
            "The government opened the dam near Varda on Monday.",
        ),
        (
            "en",
            "The ministry rejected claims that the dam near Varda had been opened.",
            "The dam near Varda was opened, residents say.",
        ),
        (
            "en",
            "The ministry dismissed reports that the dam near Varda had been opened.",
            "The dam near Varda had been opened on Monday.",
        ),
        (
            "en",
            "The ministry refuted a report that its soldiers opened the dam near Varda.",
            "Soldiers opened the dam near Varda.",
        ),
        (
            "en",
            "There is no truth in reports that the dam near Varda was opened, the ministry said.",
            "The dam near Varda was opened.",
        ),
        (
            "en",
            "Reports that the dam near Varda was opened are false, the ministry said.",
            "The dam near Varda was opened.",
        ),
        (
            "en",
            "The dam near Varda wasn't opened, the ministry said.",
            "The dam near Varda was opened, residents say.",
        ),
        (
            "ru",
            "Министерство опровергло, что плотина у Варды была открыта.",
            "Плотина у Варды была открыта в понедельник.",
        ),
        (
            "ru",
            "Министерство опровергло сообщения об открытии плотины у Варды.",
            "Плотину у Варды открыли в понедельник.",
        ),
        (
            "ru",
            "Власти отрицают, что солдаты открыли плотину у Варды.",
            "Солдаты открыли плотину у Варды, говорят жители.",
        ),
        (
            "ru",
            "В министерстве отвергли сообщения о том, что плотина у Варды была открыта.",
            "Плотина у Варды была открыта.",
        ),
        (
            "ru",
            "Плотину у Варды не открывали, заявили в министерстве.",
            "Плотину у Варды открывали, говорят жители.",
        ),
        (
            "ar",
            "نفت الوزارة أن الجنود فتحوا السد قرب مدينة الرمال.",
            "الجنود فتحوا السد قرب مدينة الرمال يوم السبت.",
        ),
        ("ar", "ونفى المتحدث فتح السد قرب مدينة الرمال.", "تم فتح السد قرب مدينة الرمال يوم السبت."),
        (
            "fr",
            "Le ministère dément que le barrage de Varda ait été ouvert.",
            "Le barrage de Varda a été ouvert lundi.",
        ),
        (
            "fr",
            "Le ministère a démenti que le barrage de Varda ait été ouvert.",
            "Le barrage de Varda a été ouvert, selon les habitants.",
        ),
        (
            "fr",
            "Le ministère rejette les informations selon lesquelles le barrage de Varda a été ouvert.",
            "Le barrage de Varda a été ouvert.",
        ),
        (
            "de",
            "Das Ministerium bestreitet, dass der Damm bei Varda geöffnet wurde.",
            "Der Damm bei Varda wurde am Montag geöffnet.",
        ),
        (
            "de",
            "Das Ministerium weist Berichte zurück, dass der Damm bei Varda geöffnet wurde.",
            "Der Damm bei Varda wurde geöffnet.",
        ),
        (
            "de",
            "Das Ministerium dementierte, dass der Damm bei Varda geöffnet wurde.",
            "Der Damm bei Varda wurde geöffnet.",
        ),
        (
            "es",
            "El ministerio negó que la presa de Varda fuera abierta.",
            "La presa de Varda fue abierta el lunes.",
        ),
        (
            "es",
            "El ministerio desmintió que se abriera la presa de Varda.",
            "Se abrió la presa de Varda el lunes.",
        ),
        (
            "it",
            "Il ministero smentisce che la diga di Varda sia stata aperta.",
            "La diga di Varda è stata aperta lunedì.",
        ),
        (
            "uk",
            "Міністерство спростувало, що греблю біля Варди відкрили.",
            "Греблю біля Варди відкрили в понеділок.",
        ),
        (
            "tr",
            "Bakanlık, Varda yakınındaki barajın açıldığını yalanladı.",
            "Varda yakınındaki baraj pazartesi açıldı.",
        ),
        (
            "pl",
            "Ministerstwo zaprzecza, że tama koło Vardy została otwarta.",
            "Tama koło Vardy została otwarta w poniedziałek.",
        ),
        ("fa", "وزارت باز شدن سد نزدیک شهر رمال را تکذیب کرد.", "سد نزدیک شهر رمال باز شد."),
    ],
)
def test_a_denial_in_whatever_words_stands_beside_the_claim(language: str, denial: str, claim: str) -> None:
    articles = [article_from_text(text, language=language, name=text) for text in (denial, claim)]
    assert [one.kind for one in disagreements_of(articles)] == ["denial"]
    assert disagreements_of([articles[0], article_from_text(f"{claim} {denial}", language=language)]) == ()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "en",
            "The dam near Varda would not have been opened without the order.",
            "The dam near Varda was opened after the order.",
        ),
        (
            "en",
            "If the dam near Varda had not been opened, the town would be under water.",
            "The dam near Varda was opened.",
        ),
        (
            "en",
            "The bank denied the miners a loan for the Varda dam.",
            "The miners got a loan for the Varda dam.",
        ),
        (
            "en",
            "The parliament rejected the law on the Varda dam.",
            "The law on the Varda dam was passed in May.",
        ),
        (
            "en",
            "The judge dismissed the case against the Varda dam company.",
            "The case against the Varda dam company was brought in May.",
        ),
        (
            "en",
            "The mayor corrected the date of the opening of the Varda dam.",
            "The opening of the Varda dam is in May.",
        ),
        (
            "ru",
            "Плотина у Варды не была бы открыта без приказа.",
            "Плотина у Варды была открыта после приказа.",
        ),
        ("ru", "Парламент отверг закон о плотине у Варды.", "Закон о плотине у Варды принят в мае."),
        (
            "de",
            "Der Damm bei Varda wäre ohne den Befehl nicht geöffnet worden.",
            "Der Damm bei Varda wurde nach dem Befehl geöffnet.",
        ),
        (
            "fr",
            "Le barrage de Varda n'aurait pas été ouvert sans cet ordre.",
            "Le barrage de Varda a été ouvert après cet ordre.",
        ),
        ("ar", "لو لم يفتح الجنود السد قرب مدينة الرمال لغرقت المدينة.", "فتح الجنود السد قرب مدينة الرمال."),
        (
            "es",
            "La presa de Varda no habría sido abierta sin la orden.",
            "La presa de Varda fue abierta tras la orden.",
        ),
        (
            "en",
            "The ministry didn't deny that the dam near Varda was opened.",
            "The dam near Varda was opened.",
        ),
        (
            "en",
            "The ministry pointed to a dispute about the Varda dam.",
            "The dispute about the Varda dam goes on.",
        ),
        (
            "de",
            "Das Ministerium weist auf Berichte hin, dass der Damm bei Varda geöffnet wurde.",
            "Der Damm bei Varda wurde geöffnet.",
        ),
        (
            "en",
            "The army denied that rebels near Varda opened the dam.",
            "The army opened the gates near Varda.",
        ),
    ],
)
def test_what_isnt_told_as_a_fact_or_denies_something_else_is_no_denial(
    language: str, one: str, other: str
) -> None:
    articles = [article_from_text(text, language=language, name=text) for text in (one, other)]
    assert disagreements_of(articles) == ()
