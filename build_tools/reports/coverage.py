"""Writes each article's coverage and the number of claims by verdict as lines of text."""

from collections import Counter
from collections.abc import Iterator

from build_tools import views
from build_tools.facts.ledger import Ledger
from build_tools.facts.wording import counted
from build_tools.quotations.passages import shares


def coverage_lines(ledger: Ledger, sentences: bool = False) -> list[str]:
    """Return lines that count the sentences of each article by state, and the claims by verdict.

    With ``sentences``, the lines also list the id, first words and claims of every sentence.
    """
    lines = []
    overview = views.collect("overview", ledger)
    for article in views.collect("coverage", ledger):
        total = len(article.sentences)
        lines.append(f"{article.article.id}: {article.article.title}")
        lines.append(
            f"  {article.accounted} of {total} sentences accounted for, {article.todo} to do"
        )
        if len(overview.articles) > 1:
            lines += _claims_in(ledger, article.article.id)
        states = Counter(sentence.state_words for sentence in article.sentences)
        lines += [f"  {number:5} {state.lower()}" for state, number in states.most_common()]
        if sentences:
            for sentence in article.sentences:
                claims = ", ".join(link.id for link in sentence.claims)
                state = claims or sentence.state_words.lower()
                lines.append(f"  {sentence.id}  {sentence.words}  [{state}]")
    articles = "an article" if len(overview.articles) > 1 else "the article"
    lines.append(f"{overview.counts.claims} claims, {overview.later} of them after {articles}")
    lines += [f"  {group.count:5} {group.verdict.label.lower()}" for group in overview.groups]
    lines += [overview.counts.quotations_line(), *shares(ledger).lines()]
    return lines


def _claims_in(ledger: Ledger, article: str) -> Iterator[str]:
    """Yield a line that counts an article's claims, and the claims that another article shares."""
    for view in views.collect("articles", ledger).articles:
        if view.coverage.article.id == article:
            also = f", {view.shared} of them also in another article" if view.shared else ""
            yield f"  {counted(view.tally.count, 'claim')}{also}"
