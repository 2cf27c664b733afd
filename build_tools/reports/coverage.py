"""How the articles are accounted for, and how the claims came out, in lines."""

from collections import Counter

from build_tools import views
from build_tools.facts.ledger import Ledger


def coverage_lines(ledger: Ledger, sentences: bool = False) -> list[str]:
    """Return, for each article, its sentences by state, and the claims of the ledger by verdict.

    With ``sentences``, each of them is listed: its id, how it begins, and the claims in it.
    """
    lines = []
    for article in views.collect("coverage", ledger):
        total = len(article.sentences)
        lines.append(f"{article.article.id}: {article.article.title}")
        lines.append(
            f"  {article.accounted} of {total} sentences accounted for, {article.todo} to do"
        )
        states = Counter(sentence.state_words for sentence in article.sentences)
        lines += [f"  {number:5} {state.lower()}" for state, number in states.most_common()]
        if sentences:
            for one in article.sentences:
                claims = ", ".join(link.id for link in one.claims) or one.state_words.lower()
                lines.append(f"  {one.id}  {one.words}  [{claims}]")
    overview = views.collect("overview", ledger)
    lines.append(f"{overview.counts.claims} claims, {overview.later} of them after the article")
    lines += [f"  {group.count:5} {group.verdict.label.lower()}" for group in overview.groups]
    return lines
