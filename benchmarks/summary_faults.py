"""What an editor would strike in a summary, counted by signs of its own: none of the summarizer's rules is used.

The lists are broader than those that choose: a sign more than there are faults is better than one less. A figure is the
share of summaries with at least one such sentence.
"""

import itertools
import re
from collections.abc import Sequence

from summarize.article import Article
from summarize.language.sentences import Sentence

FAULTS = ("leaning", "cut", "repeats")

# First words that point back, or join what follows to what went before.
_BACK = {
    "de": "er sie es ihm ihr ihre ihren ihrem ihrer ihn ihnen sein seine seinen seinem seiner dies diese dieser dieses diesen diesem "
    "jener jene solche aber und oder denn doch jedoch dennoch trotzdem allerdings außerdem zudem deshalb daher darum also somit "
    "dann danach daraufhin anschließend inzwischen stattdessen ebenso auch so dabei dadurch damit dafür dagegen daran darauf "
    "darin darüber davon dazu dort beide sonst zuvor hingegen nämlich welche welcher",
    "en": "he she it they him her hers his its them their theirs this that these those there then such both neither others but and or so yet "
    "nor also however meanwhile instead still though although therefore thus hence moreover furthermore besides "
    "nevertheless nonetheless otherwise because which who whose where later afterwards earlier similarly likewise indeed "
    "again too plus rather consequently accordingly conversely",
    "fr": "il elle ils elles lui leur leurs son sa ses ce cet cette ces c celui celle ceux celles cela ça mais et ou or donc car ni "
    "ainsi cependant toutefois pourtant néanmoins puis ensuite enfin alors aussi sinon bref qui que dont où là eux "
    "voilà",
    "ru": "он она оно они его её ее их ему ей им это этот эта эти эту этой этого этому этим этих тот та те то такой такая такое такие "
    "там тогда туда но а и однако зато также тоже впрочем поэтому потому итак затем потом далее причём причем притом "
    "наоборот или иначе который которая которое которые где",
    "ar": "هو هي هم هما وهو وهي وهم هذا هذه هؤلاء وهذا وهذه ذلك تلك وذلك وتلك لكن ولكن لكنه ولكنها ثم كما كذلك وكذلك "
    "لذلك ولذلك بدوره وبدوره وأضاف وأضافت وتابع وتابعت بل حيث الذي التي",
}
_EARLIER = {
    "en": "in_addition in_contrast by_contrast as_a_result for_example for_instance in_fact at_the_time at_that_time after_that on_the_other_hand the_latter "
    "the_former the_two the_others of_them that_s in_turn in_that in_this after_this among_them since_then",
    "fr": "en_revanche par_ailleurs de_plus en_outre d_ailleurs en_effet au_contraire par_exemple de_son_côté pour_sa_part par_conséquent du_coup "
    "en_fait de_même ce_dernier",
    "ru": "кроме_того при_этом вместе_с_тем между_тем тем_временем тем_не_менее таким_образом к_тому_же более_того в_свою_очередь в_то_же_время "
    "после_этого об_этом по_его по_её по_ее по_их в_этом в_результате у_него у_неё у_нее у_них",
    "ar": "من_جهته من_جانبه غير_أن إلا_أن في_المقابل من_جهة_أخرى وفي_هذا في_هذا ومن_جهته ومن_جانبه",
}
# What begins so and points nowhere.
_ALONE = {
    "de": "diese_woche dieses_jahr es_gibt es_gab so_genannte",
    "en": "this_week this_year this_month this_morning this_season this_summer instead_of rather_than "
    "there_s there_are there_is there_were there_was there_has there_have both_the "
    "so_far so_called still_life although_the although_there because_of which_is it_is_expected those_who who_will who_is",
    "fr": "il_y_a il_faut ce_lundi ce_mardi ce_mercredi ce_jeudi ce_vendredi ce_samedi ce_dimanche ce_matin ce_soir cette_semaine "
    "cette_année ces_derniers_jours alors_que ainsi_que que_faire",
    "ru": "в_этом_году в_этот_день те_кто то_что",
    "ar": "هذا_الأسبوع هذا_العام كما_هو",
}
_MARKS = {"“": 1, "”": -1, "«": 1, "»": -1}
_ENDS = re.compile(r"[.!?…؟۔。]\s?[\"'”’»)\]“]*$")
_BEGINS = re.compile(r"[\"'“‘«„(\[—–\s…¿¡-]*(.)", re.DOTALL)
_GLUED = re.compile(r"[^\W\d_]{2}[.!?…][\"”»)]?[A-ZА-ЯÉÀ][a-zа-яéè]|[\w.!?…)][)\"”»][A-ZА-ЯÉÀ][a-zа-яéè]")
# The share of the words of the shorter of two sentences that stand in both in the same order.
_SAME = 0.6


def faults_of(article: Article, summary: Sequence[Sentence]) -> list[bool]:
    """Whether a summary has each of FAULTS."""
    return [
        any(_leans(article, sentence, summary) for sentence in summary),
        any(_is_cut(article.text, sentence) for sentence in summary),
        any(_alike(a.text, b.text) for a, b in itertools.combinations(summary, 2)),
    ]


def points_back(text: str, language: str) -> bool:
    """Whether a sentence begins like one that goes on from another."""
    words = re.findall(r"\w+", text[:80].lower())
    phrases = {"_".join(words[:size]) for size in (2, 3, 4)}
    if phrases & set(_ALONE.get(language, "").split()):
        return False
    first = set(words[:1])
    return bool(
        first & set(_BACK.get(language, "").split()) or phrases & set(_EARLIER.get(language, "").split())
    )


def _leans(article: Article, sentence: Sentence, summary: Sequence[Sentence]) -> bool:
    if not points_back(sentence.text, article.language):
        return False
    before = max((s.end for s in article.sentences if s.end <= sentence.start), default=None)
    return before is None or not any(s.start < before <= s.end + 2 for s in summary)


def _is_cut(text: str, sentence: Sentence) -> bool:
    begins = _BEGINS.match(sentence.text)
    if begins is None or begins[1].islower() or begins[1] in ",;:.)»”!?":
        return True
    if not _ENDS.search(sentence.text) or _GLUED.search(sentence.text):
        return True
    # „…“: what opens a quote in one language closes it in another.
    marks = {"„": 1, "“": -1} if "„" in sentence.text else _MARKS
    depth = 0
    for character in sentence.text:
        depth += marks.get(character, 0)
        if depth < 0:
            return True
    if depth or sentence.text.count('"') % 2:
        return True
    paragraph = text.rfind("\n", 0, sentence.start) + 1
    return text.count('"', paragraph, sentence.start) % 2 == 1


def _alike(a: str, b: str) -> bool:
    ours, theirs = re.findall(r"\w+", a.lower()), re.findall(r"\w+", b.lower())
    common = [0] * (len(theirs) + 1)
    for word in ours:
        diagonal = 0
        for place, other in enumerate(theirs, 1):
            above = common[place]
            common[place] = diagonal + 1 if word == other else max(above, common[place - 1])
            diagonal = above
    return common[-1] >= max(_SAME * min(len(ours), len(theirs)), 4)
