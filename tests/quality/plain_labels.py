"""Labels for the lines of a page: how much of each line stands in the article's gold text.

The words of the page and of the gold are aligned in order. A bag of words would label a menu word as
body because the article uses it too.
"""

import collections
import itertools
import re

import plain_pages as pp

# What Rust's `char::is_whitespace` takes for white space.
WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
SHINGLE = 4


def lines(text):
    """The lines that are not blank."""
    return [s for s in (part.strip(WHITE) for part in re.split("[\n\f]", text)) if s]


def anchors(line_words, gold):
    """For each line that shares a run of words with the gold: (line, first, last, covered words)."""
    places = collections.defaultdict(list)
    for at in range(len(gold) - SHINGLE + 1):
        places[tuple(gold[at : at + SHINGLE])].append(at)
    out = []
    for number, tokens in enumerate(line_words):
        hits = [
            (at, place)
            for at in range(len(tokens) - SHINGLE + 1)
            for place in places.get(tuple(tokens[at : at + SHINGLE]), ())[:20]
        ]
        if not hits:
            continue
        diagonals = collections.Counter((place - at) // 8 for at, place in hits)
        for diagonal, _ in diagonals.most_common(3):
            near = [(a, p) for a, p in hits if abs((p - a) - diagonal * 8 - 4) <= 24]
            covered = {a + k for a, _ in near for k in range(SHINGLE)}
            first, last = min(p for _, p in near), max(p for _, p in near) + SHINGLE
            if last - first <= 2 * len(tokens) + 8:
                out.append((number, first, last, len(covered)))
    return out


def chain(candidates, size):
    """The candidates, ascending in both texts, that cover the most words (a Fenwick tree of maxima)."""
    tree = [(0, -1)] * (size + 2)

    def query(at):
        best = (0, -1)
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        return best

    def update(at, value):
        while at < len(tree):
            tree[at] = max(tree[at], value)
            at += at & -at

    previous = []
    index = 0
    while index < len(candidates):
        # All candidates of one line look at the lines before it only.
        group = [index]
        while index + 1 < len(candidates) and candidates[index + 1][0] == candidates[index][0]:
            index += 1
            group.append(index)
        scored = []
        for g in group:
            _, first, last, covered = candidates[g]
            best, before = query(min(first + 3, size) + 1)
            previous.append(before)
            scored.append((last, (best + covered, g)))
        for last, value in scored:
            update(min(last, size) + 1, value)
        index += 1
    best, at = query(size + 1)
    out = []
    while at >= 0:
        out.append(candidates[at])
        at = previous[at]
    return out[::-1]


def find(tokens, gold, start, end, last=False):
    """Where a run of words stands in gold[start:end]."""
    span = range(start, end - len(tokens) + 1)
    for at in reversed(span) if last else span:
        if gold[at : at + len(tokens)] == tokens:
            return at
    return -1


def label(text, body):
    """For each line its share in the body, 0 to 1, and whether it counts at all (optional parts do not)."""
    if isinstance(body, str):
        gold, optional = pp.words(body), set()
    else:
        gold, optional = [], set()
        for paragraph in body:
            tokens = pp.words(paragraph)
            if paragraph.startswith("[") and paragraph.endswith("]"):
                optional.update(range(len(gold), len(gold) + len(tokens)))
            gold += tokens
    found = lines(text)
    line_words = [pp.words(line) for line in found]
    shares, counts = [0.0] * len(found), [True] * len(found)
    links = chain(anchors(line_words, gold), len(gold))
    for number, first, last, covered in links:
        shares[number] = min(1.0, covered / len(line_words[number]))
        if optional and sum(at in optional for at in range(first, last)) * 2 > last - first:
            counts[number] = False
    ends = [(-1, 0, 0, 0), *links, (len(found), len(gold), len(gold), 0)]
    for before, after in itertools.pairwise(ends):
        start, end = before[2], after[1]
        between = range(before[0] + 1, after[0])
        head = before[0] < 0
        for number in reversed(between) if head else between:
            tokens = line_words[number]
            if end <= start or not tokens or shares[number] > 0:
                continue
            at = find(tokens, gold, start, end, last=head)
            if at >= 0:
                shares[number] = 1.0
                if at in optional:
                    counts[number] = False
                if head:
                    end = at
                else:
                    start = at + len(tokens)
    return shares, counts
