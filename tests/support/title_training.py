"""Learn where titles end. ``python tests/support/title_training.py [--write] [--folds N]``

What is learnt from: the gold set, and titles (the catalogue's and tests/gold/title-titles.txt) set into the sentences
of tests/gold/title-sentences.txt. How: each title of a text has places where it may end, each place a sum of weights;
the weights are those under which the right places are likely (a log-linear model, by gradient descent, AdaGrad).
Prints how many titles end where they should in files that were left out of the learning; ``--write`` writes the weights
that all files give to docgen/citations/finding/title_weights.tsv.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from citation_gold import FOLDER, SPLITS, read_cases

from docgen.citations import load_catalogue
from docgen.citations.finding.finder import find_surroundings, list_mentions
from docgen.citations.finding.folding import Page
from docgen.citations.finding.title_ends import TITLE_REACH
from docgen.citations.finding.title_places import Course, Place
from docgen.citations.finding.title_weights import PATH
from docgen.citations.finding.titles import find_title, split_issuer, trim_title
from docgen.settings import find_data_folder

_SETTINGS_A_SENTENCE = 4
_EPOCHS = 6
_RATE = 0.3
_SHRINK = 0.01
_GOLD_WEIGHT = 2.0
_MADE_WEIGHT = 0.5
_SURE = 0.995
_RARE = 3
"""A sign that fewer examples show is not learnt."""
_SMALL = 0.15
"""Weights below are not written."""

_OPENERS = ("về", "quy định", "ban hành", "phê duyệt", "hướng dẫn", "sửa đổi", "bổ sung", "bãi bỏ", "công bố")
_CITED = (
    ("Nghị quyết số {}/NQ-HĐND", " của HĐND tỉnh"),
    ("Quyết định số {}/QĐ-UBND", " của UBND tỉnh"),
    ("Quyết định số {}/2022/QĐ-UBND", " của Ủy ban nhân dân tỉnh"),
    ("Kế hoạch số {}/KH-UBND", " của UBND huyện"),
    ("Chỉ thị số {}/CT-TTg", " của Thủ tướng Chính phủ"),
    ("Nghị định số {}/2023/NĐ-CP", " của Chính phủ"),
    ("Thông tư số {}/2021/TT-BTC", " của Bộ Tài chính"),
    ("Công văn số {}/SNV-CCHC", " của Sở Nội vụ"),
    ("Nghị quyết số {}-NQ/TU", " của Ban Thường vụ Tỉnh ủy"),
    ("Thông báo số {}/TB-VP", ""),
)
_DATES = ("", " ngày 12/5/2023", " ngày 03 tháng 02 năm 2022", " ngày 7-9-2021")


class Example(NamedTuple):
    """A title that may end at ``places``, and ends at the place ``right``; ``words`` are those it may have."""

    words: list[str]
    places: list[Place]
    right: int
    weight: float
    wanted: str
    source: str

    @property
    def opening(self) -> str | None:
        """The word with which the sentence goes on without a mark, None for a mark."""
        return _find_opening(self.places[self.right])

    def keep(self, openings: frozenset[str]) -> Example:
        """Return the example with the places before those words alone, as the finder has it."""
        end = self.places[self.right].position
        places = [each for each in self.places if (_find_opening(each) or "") in {"", *openings}]
        return self._replace(places=places, right=next((i for i, p in enumerate(places) if p.position == end), -1))


def _find_opening(place: Place) -> str | None:
    return next((sign.split(" ")[2] for sign in place.signs if sign.startswith("next _ ")), None)


def read_gold(split: str) -> list[Example]:
    """Return the examples of a file of the gold set."""
    examples = []
    for case in read_cases(split):
        wanted = {each.start: each.title for each in case.citations if each.symbol and each.title}
        examples += _list_examples(case.source, wanted, _GOLD_WEIGHT)
    return examples


def make_examples(titles: Sequence[str], chance: random.Random) -> Iterator[Example]:
    """Yield examples of titles set into sentences."""
    for sentence in (FOLDER / "title-sentences.txt").read_text(encoding="utf-8").splitlines():
        before, after = sentence.split("{}")
        for _ in range(_SETTINGS_A_SENTENCE):
            title, (symbol, issuer) = chance.choice(titles), chance.choice(_CITED)
            cited = symbol.format(chance.randint(1, 3000)) + chance.choice(_DATES) + chance.choice(("", issuer))
            text = f"{before}{cited} {title}{after}"
            start = next((m.start for m in list_mentions(Page.of(text)) if m.end > len(before) + 4), -1)
            yield from _list_examples(text, {start: title}, _MADE_WEIGHT)


def _list_examples(text: str, wanted: dict[int, str], weight: float) -> Iterator[Example]:
    page = Page.of(text)
    mentions = list_mentions(page)
    for index, mention in enumerate(mentions):
        start, title = find_title(page, mention.end), wanted.get(mention.start)
        if start is None or title is None or page.folded[start] == '"':
            continue
        around = find_surroundings(page, mentions, index).until(min(start + TITLE_REACH, len(page.text)))
        course = Course(page, start, around)
        places = list(course.list_places(None))
        symbol = mention.symbol.symbol if mention.symbol else ""
        ends = [trim_title(page.line(start, place.position)) for place in places]
        right = [at for at, end in enumerate(ends) if split_issuer(end, symbol)[0] == title]
        if right:
            yield Example(course.texts, places, right[-1], weight, title, page.line(max(0, mention.start - 40), start))


def list_titles() -> list[str]:
    """Return titles to be set into sentences: the catalogue's and ours."""
    documents = load_catalogue(find_data_folder("legal_refs"))
    titles = {each.title for each in documents if each.title and not each.type.endswith("uật") and "^" not in each.title}
    small = (title[0].lower() + title[1:] for title in titles)
    real = sorted(title if title.startswith(_OPENERS) else f"về {title}" for title in small)
    return real + (FOLDER / "title-titles.txt").read_text(encoding="utf-8").splitlines()


class Model(NamedTuple):
    """What was learnt."""

    openings: frozenset[str]
    weights: dict[str, float]

    def choose(self, example: Example) -> int:
        """Return the index of the place where a title ends."""
        weigh = self.weights.get
        before = [0.0]
        for signs in _list_inner_signs(example.words):
            before.append(before[-1] + sum(weigh(sign, 0.0) for sign in signs))
        scores = [
            before[place.words] + sum(weigh(f"sign {sign}", 0.0) for sign in place.signs) for place in example.places
        ]
        return scores.index(max(scores))


def _list_inner_signs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what each word says of standing inside a title, alone and with the one before."""
    return [(f"word {word}", f"word {before} {word}") for before, word in zip(("", *words), words, strict=False)]


def learn(examples: Iterable[Example], seed: int = 1) -> Model:
    """Return the model under which the right ends of the examples are likely."""
    every = list(examples)
    openings = frozenset(each.opening for each in every if each.opening)
    every = [each.keep(openings) for each in every]
    numbers = _number_signs(every)
    numbered = [
        (
            [[numbers[sign] for sign in signs if sign in numbers] for signs in _list_inner_signs(each.words)],
            [(p.words, [numbers[f"sign {s}"] for s in p.signs if f"sign {s}" in numbers]) for p in each.places],
            each.right,
            each.weight,
        )
        for each in every
    ]
    weights, squares = [0.0] * len(numbers), [0.1] * len(numbers)
    chance = random.Random(seed)
    for _ in range(_EPOCHS):
        chance.shuffle(numbered)
        for inner, places, right, weight in numbered:
            before = [0.0]
            for signs in inner:
                before.append(before[-1] + sum([weights[sign] for sign in signs]))
            scores = [before[words] + sum([weights[sign] for sign in signs]) for words, signs in places]
            highest = max(scores)
            shares = [math.exp(score - highest) for score in scores]
            total = sum(shares)
            if shares[right] / total > _SURE:
                continue
            slope: dict[int, float] = {}
            behind = [0.0] * (len(inner) + 1)
            for at, (words, signs) in enumerate(places):
                pull = weight * (shares[at] / total - (at == right))
                behind[words] += pull
                for sign in signs:
                    slope[sign] = slope.get(sign, 0.0) + pull
            pull = 0.0
            for at in range(len(inner), 0, -1):
                pull += behind[at]
                for sign in inner[at - 1]:
                    slope[sign] = slope.get(sign, 0.0) + pull
            for sign, pull in slope.items():
                pull += _SHRINK * weights[sign]
                squares[sign] += pull * pull
                weights[sign] -= _RATE * pull / math.sqrt(squares[sign])
    return Model(openings, {sign: weights[number] for sign, number in numbers.items() if abs(weights[number]) > _SMALL})


def _number_signs(examples: Iterable[Example]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for each in examples:
        shown = {sign for signs in _list_inner_signs(each.words) for sign in signs}
        counts.update(shown.union(f"sign {sign}" for place in each.places for sign in place.signs))
    return {sign: number for number, sign in enumerate(sorted(s for s, count in counts.items() if count >= _RARE))}


def measure(model: Model, examples: Iterable[Example]) -> tuple[int, list[str]]:
    """Return how many titles end rightly, and a line for each that does not."""
    right, wrong = 0, []
    for each in examples:
        kept = each.keep(model.openings)
        place = kept.places[model.choose(kept)]
        if place.position == each.places[each.right].position:
            right += 1
        else:
            wrong.append(f"{each.source} | {each.wanted} |→ {' '.join(each.words[: place.words])}")
    return right, wrong


def main() -> int:
    """Print the figures of files left out, write the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=len(SPLITS))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    gold = {split: read_gold(split) for split in SPLITS}
    titles = list_titles()
    made = list(make_examples(titles, random.Random(5)))
    print(f"{sum(map(len, gold.values()))} titles of the gold set, {len(made)} made")
    if arguments.write:
        _write(learn([*(each for split in SPLITS for each in gold[split]), *made]))
        return 0
    count = total = 0
    for fold in range(arguments.folds):
        left_out = SPLITS[fold :: arguments.folds]
        model = learn([*(each for split in SPLITS if split not in left_out for each in gold[split]), *made], fold)
        for split in left_out:
            right, wrong = measure(model, gold[split])
            count, total = count + right, total + len(gold[split])
            print(f"{split}: {right} of {len(gold[split])}", *(wrong if arguments.wrong else ()), sep="\n  ", flush=True)
    print(f"left out: {count} of {total}, {count / total:.3f}")
    return 0


def _write(model: Model) -> None:
    lines = [f"opening\t{word}\t0" for word in sorted(model.openings)]
    lines += ["{}\t{}\t{:.2f}".format(*sign.split(" ", 1), weight) for sign, weight in sorted(model.weights.items())]
    PATH.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} lines")


if __name__ == "__main__":
    raise SystemExit(main())
