"""Speech across sentences: quotations joined to the words that introduce or follow them."""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.attribution.acts import HOLDING
from salient.reading.attribution.finding import Finding, merge_spans, text_of
from salient.reading.attribution.labels import TEXTS
from salient.reading.attribution.quotes import Quotes
from salient.reading.attribution.tree import Tree

__all__ = ["join_quotations"]

_MAX_REACH = 50
"""Sentences that one cue may take without saying so; it keeps the work linear in the text."""
_MAX_BEFORE = 4_000
"""Code points that a reference back may take."""
_POINTING = frozenset({"that", "this", "it", "'s", "is", "was", "comes", "all"})
_MADE = frozenset("delivered issued published made given released posted prepared".split())
_ENDS = frozenset(". , ; : ( ) - – —".split())
_BLANK = " \t\r\n,.;:!?-–—\"“”'‘’…"


def _name_author(finding: Finding) -> None:
    """Take who wrote a text for its source: *according to an update, delivered by X*; in place."""
    tree, head = finding.tree, finding.head
    if head is None or tree.lemma(head, "NOUN") not in TEXTS:
        return
    by = next((k for k in range(head + 1, tree.n - 1) if tree.low[k] == "by"), None)
    if by is None or tree.low[by - 1] not in _MADE:
        return
    last = by
    while last + 1 < tree.n and tree.text[last + 1] not in _ENDS:
        last += 1
    if not tree.text[last][:1].isupper():
        return
    first = by + 2 if tree.low[by + 1] == "the" else by + 1
    finding.source, finding.head = [tree.chars((first, last))], last
    finding.label = text_of(tree, (first, last))


class _Joiner:
    """Who owns each quotation; findings gain the quotations that are theirs."""

    def __init__(
        self, text: str, trees: Sequence[Tree], findings: Sequence[Finding], quotes: Quotes
    ) -> None:
        self.text = text
        self.trees = trees
        self.quotes = quotes
        self.findings = findings
        self.owner: dict[int, Finding] = {}
        self.of_sentence: dict[int, list[Finding]] = {}
        self.open_in: dict[int, list[Finding]] = {}
        for finding in findings:
            self.of_sentence.setdefault(finding.sentence, []).append(finding)
            if finding.quotable and not finding.content:
                self.open_in.setdefault(finding.sentence, []).append(finding)

    def give(self, finding: Finding, quote: int) -> None:
        span = self.quotes.items[quote]
        finding.content = merge_spans([*finding.content, (span.start, span.end)])
        finding.quoted = finding.clausal = True
        self.owner[quote] = finding

    def extend(self) -> None:
        """Let contents that touch direct speech have the whole of it."""
        for finding in self.findings:
            home = self.quotes.at(finding.at)
            if home is not None and self.quotes.items[home].direct:
                self._confine(finding, home)
                continue
            for start, end in list(finding.content):
                for quote in self.quotes.within(start, end)[:_MAX_REACH]:
                    item = self.quotes.items[quote]
                    if item.direct and quote not in self.owner and finding.clausal:
                        self.give(finding, quote)
                    elif (
                        not item.direct
                        and finding.clausal
                        and (item.start < start or item.end > end)
                    ):
                        finding.content = merge_spans([*finding.content, item[:2]])

            self._join_following(finding)

    def _join_following(self, finding: Finding) -> None:
        """Let a content that breaks off right before direct speech go on into it."""
        if not finding.clausal or not finding.content:
            return
        end = finding.content[-1][1]
        stop = self.trees[finding.sentence].stop
        for quote in self.quotes.within(end, max(end, stop)):
            item = self.quotes.items[quote]
            follows = item.start >= end and not self.text[end : item.start].strip(_BLANK)
            if follows and quote not in self.owner:
                self.give(finding, quote)
            break

    def _confine(self, finding: Finding, home: int) -> None:
        """What is said within a quotation ends where the quotation does."""
        item = self.quotes.items[home]
        first, last = item.start + 1, item.end - 1
        clipped = [(max(s, first), min(e, last)) for s, e in finding.content]
        finding.content = merge_spans(clipped)
        finding.quotable = False

    def attach(self) -> None:
        """Give each direct quotation without an owner to the finding that its place points to."""
        sentence_of = self._sentences_of_quotes()
        for quote, item in enumerate(self.quotes.items):
            if quote in self.owner or not item.direct:
                continue
            sentence = sentence_of[quote]
            if sentence is None:
                continue
            finding = self._neighbour(quote, sentence)
            if finding is not None:
                self.give(finding, quote)

    def _sentences_of_quotes(self) -> list[int | None]:
        found: list[int | None] = []
        k = 0
        for item in self.quotes.items:
            while k < len(self.trees) and self.trees[k].stop <= item.start:
                k += 1
            inside = k < len(self.trees) and self.trees[k].start <= item.end
            found.append(k if inside else None)
        return found

    def _neighbour(self, quote: int, sentence: int) -> Finding | None:
        item = self.quotes.items[quote]
        if item.carried and quote - 1 in self.owner:
            return self.owner[quote - 1]
        here = self._open_nearby(sentence, item.start, item.end)
        if here:
            return here
        tree = self.trees[sentence]
        if self.text[tree.start : item.start].strip(_BLANK):
            return None
        following = self._last_sentence(item.end, sentence)
        after = self.text[item.end : self.trees[following].stop].strip(_BLANK)
        if after:
            return None
        return (
            self._introduced(sentence)
            or self._followed(following + 1, tree.paragraph)
            or self._continued(quote, sentence)
        )

    def _last_sentence(self, end: int, sentence: int) -> int:
        while sentence + 1 < len(self.trees) and self.trees[sentence + 1].start < end:
            sentence += 1
        return sentence

    def _open_nearby(self, sentence: int, start: int, end: int) -> Finding | None:
        """A verb of saying without content in the quotation's own sentences."""
        last = self._last_sentence(end, sentence)
        for k in range(sentence, last + 1):
            for finding in self.open_in.get(k, [])[:_MAX_REACH]:
                outside = finding.at >= end or finding.at < start
                if finding.quotable and not finding.content and outside:
                    return finding
        return None

    def _adjacent(self, sentence: int) -> bool:
        """Whether nothing but space and marks stands before this sentence and the one before it.

        Sentences may be left out of what was parsed.
        """
        if sentence == 0:
            return False
        gap = self.text[self.trees[sentence - 1].stop : self.trees[sentence].start]
        return not any(c.isalnum() for c in gap[:200]) and len(gap) <= 200

    def _introduced(self, sentence: int) -> Finding | None:
        """Find the cue in the sentence before, if that ends with a colon."""
        if not self._adjacent(sentence):
            return None
        before = self.trees[sentence - 1]
        if before.text[-1] != ":":
            return None
        candidates = [f for f in self.of_sentence.get(sentence - 1, ()) if f.quotable]
        for finding in reversed(candidates):
            if not finding.content:
                return finding
        return candidates[-1] if candidates else None

    def _followed(self, sentence: int, paragraph: int) -> Finding | None:
        """The next sentence of the paragraph is *X said.* and no more."""
        if sentence >= len(self.trees) or self.trees[sentence].paragraph != paragraph:
            return None
        for finding in self.open_in.get(sentence, [])[:_MAX_REACH]:
            if finding.quotable and not finding.content:
                return finding
        return None

    def _continued(self, quote: int, sentence: int) -> Finding | None:
        """The sentence before is this speaker's quotation too."""
        if not self._adjacent(sentence):
            return None
        if self.trees[sentence - 1].paragraph != self.trees[sentence].paragraph:
            return None
        previous = self.owner.get(quote - 1)
        if previous is None or previous.sentence < sentence - 1:
            previous = self._last_speech(sentence - 1) or previous
        if previous is None:
            return None
        last = max(previous.content[-1][1], previous.cue[-1][1])
        before = self.trees[sentence - 1]
        return previous if last >= before.start else None

    def _last_speech(self, sentence: int) -> Finding | None:
        """Pick the outermost speech of a sentence that a quotation can carry on."""
        for finding in self.of_sentence.get(sentence, [])[:_MAX_REACH]:
            if finding.quotable and finding.content and finding.source and finding.clausal:
                return finding
        return None

    def introduce_paragraphs(self) -> None:
        """Give a cue before a final colon the paragraph that follows."""
        for finding in self.findings:
            at = finding.sentence + 1
            if not finding.source or finding.content or not finding.quotable:
                continue
            if at >= len(self.trees):
                continue
            if (
                finding.tree.text[-1] != ":"
                or self.of_sentence[finding.sentence][-1] is not finding
            ):
                continue
            if not self._adjacent(at):
                continue
            last = at
            while last + 1 < min(len(self.trees), at + _MAX_REACH) and (
                self.trees[last + 1].paragraph == self.trees[at].paragraph
            ):
                last += 1
            finding.content = [(self.trees[at].start, self.trees[last].stop)]
            finding.rule = "colon-paragraph"

    def refer_back(self) -> None:
        """Give *this is stated in a report by X* the paragraph before, or its own so far."""
        for finding in self.findings:
            before = self.text[: finding.tree.start].strip()
            if not before or finding.attitude not in HOLDING:
                continue
            if not _points_back(finding):
                continue
            finding.content = [self._before(finding.sentence)]
            finding.standing = True
            finding.rule = "back-reference"
            _name_author(finding)
            if not finding.source:
                self._place_of_statement(finding)

    def _before(self, sentence: int) -> tuple[int, int]:
        """Stretch of the paragraph before a sentence, or of its own paragraph so far."""
        last = first = sentence - 1
        if not self._adjacent(sentence):
            stop = len(self.text[: self.trees[sentence].start].rstrip())
            start = self.text.rfind("\n", max(0, stop - _MAX_BEFORE), stop) + 1
            return max(start, self.trees[last].stop if sentence else 0), stop
        while (
            first > sentence - _MAX_REACH
            and first
            and (self.trees[first - 1].paragraph == self.trees[last].paragraph)
        ):
            first -= 1
        return self.trees[first].start, self.trees[last].stop

    def _place_of_statement(self, finding: Finding) -> None:
        """Name who wrote what the words stand in: *in a report by X*, or the report itself."""
        tree, i = finding.tree, finding.cue_token
        for k in tree.all_kids(i, "obl", "obl:agent", "advcl", "nmod"):
            if k < i or tree.case(k) not in {"in", "on", "by", "from"}:
                continue
            author = next((j for j in tree.all_kids(k, "nmod", "obl", "acl")
                           if tree.case(j) in {"by", "from", "of"}), k)  # fmt: skip
            case = tree.kid(author, "case")
            first = tree.left[author] if case is None else case + 1
            finding.source = [tree.chars((first, max(first, tree.right[author])))]
            finding.head = author
            return


def _points_back(finding: Finding) -> bool:
    """Whether *this* or *it* is all that a finding says: *this is stated by X*, *X said this*."""
    tree, i = finding.tree, finding.cue_token
    if finding.rule == "source-after":
        first, last = finding.content[0] if finding.content else (0, 0)
        words = {tree.low[k] for k in range(tree.n) if first <= tree.begin[k] < last}
        return bool(words) and words <= _POINTING
    passive = tree.passive(i)
    what = tree.kid(i, "nsubj:pass", "nsubj") if passive else tree.kid(i, "obj")
    if what is None or tree.low[what] not in {"this", "that", "it"} or tree.kids[what]:
        return False
    pronoun = tree.chars((what, what))
    if passive:
        return not finding.content or finding.content == [pronoun]
    return (
        what == i + 1
        and tree.low[what] != "it"
        and finding.content[:1] != []
        and (finding.content[0][0] == pronoun[0])
    )


def join_quotations(
    text: str, trees: Sequence[Tree], findings: Sequence[Finding], quotes: Quotes
) -> None:
    """Complete the findings' contents with the speech that other sentences hold."""
    joiner = _Joiner(text, trees, findings, quotes)
    joiner.extend()
    joiner.attach()
    joiner.refer_back()
    joiner.introduce_paragraphs()
