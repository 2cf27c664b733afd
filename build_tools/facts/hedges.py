"""Lists the words that make a text less than certain: "may", "plans", "reportedly", "denies"."""

import re
from collections.abc import Mapping
from enum import Enum


class Hedge(Enum):
    """A way in which a text can be less than certain."""

    POSSIBLE = "possible"
    INTENDED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"


# Each pattern is for several languages, because none of its words means certainty in another
# language. "May" with a capital is a month.
_WORDS: Mapping[Hedge, str] = {
    Hedge.POSSIBLE: (
        "may|might|could|possibl[ey]|perhaps|maybe|probabl[ey]|likely|unlikely|presumably|"
        "apparently|seemingly|appears?|seems?|suggests?|considers|considering|"
        "puede|pueden|podría|podrían|quizás?|acaso|probablemente|posiblemente|"
        "könnten?|könne|vielleicht|möglicherweise|wahrscheinlich|dürften?|"
        "pourrait|pourraient|peut-être|probablement|"
        "może|mogą|mógłby|mogłaby|mogłoby|prawdopodobnie|możliwe|"
        "может|могут|мог бы|могла бы|могло бы|могли бы|возможно|вероятно"
    ),
    Hedge.INTENDED: (
        r"plan|plans|planned|planning|intends?|intended|aims?|wants?|wanted|hop(?:e|es|ed|ing)|"
        r"expects?|expected|prepar(?:e|es|ing)|promis(?:e|es|ed)|will|would|shall|propos(?:es?|ed)|"
        r"(?:is|are|was|were) to|threaten(?:s|ed)?|mulls?|(?:means|meant) to|"
        "planea|planean|prevén?|quiere|quieren|pretenden?|propone|"
        "quería|querían|querría|querrían|quisiera|quisieran|planeaban?|pretendían?|"
        "plant|planen|wollen|beabsichtigt|soll|sollen|"
        "wolle|wollten?|solle|sollten?|möchten?|planten|beabsichtigen?|beabsichtigten?|"
        "prévoit|prévoient|veut|veulent|envisagent?|"
        "voulait|voulaient|voudrait|voudraient|souhaitent?|souhaitait|souhaitaient|"
        "souhaiterait|souhaiteraient|prévoyait|prévoyaient|envisageait|envisageaient|"
        "planuje|planują|zamierza|zamierzają|chce|chcą|"
        "chciał[aoi]?|chcieli|chcia(?:ł|ła|ło)by|chcieliby|chciałyby|zamierza(?:ł|ła|ło|li|ły)|"
        "planowa(?:ł|ła|ło|li|ły)|"
        "планирует|планируют|намерен[аоы]?|собирается|собираются|хочет|хотят|"
        "хотел[аои]?|планировал[аои]?|собирал(?:ся|ась|ось|ись)|намеревал(?:ся|ась|ось|ись)"
    ),
    Hedge.ALLEGED: (
        r"accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|edly|ations?)|claims?|claimed|reportedly|"
        r"rumou?r(?:s|ed)?|unconfirmed|suspect(?:s|ed)?|purported(?:ly)?|supposed(?:ly)?|"
        "acusan?|presunt[oa]s?|presuntamente|supuest[oa]s?|supuestamente|"
        "angeblich|mutmaßlich|beschuldigt|accuserait|accusent?|présumée?s?|prétendument|"
        "rzekomo|podobno|oskarża|oskarżają|якобы|предположительно|обвиняет|обвиняют"
    ),
    Hedge.DENIED: (
        r"den(?:y|ies|ied|ying)|denials?|refut(?:e|es|ed)|niega|niegan|negó|negaron|desmiente|"
        "desmintió|bestreitet|bestritt|dementiert(?:e)?|dément|démentent|nient|"
        "nie (?:avoir|être|que|les?|la|tout|toute|ces?|cette)|"
        "zaprzecza|zaprzeczają|отрицает|отрицают|опровергает"
    ),
}
# Forms that only sometimes show a plan, by language. They excuse a claim as cautious, but do not
# make evidence uncertain: German "wird" also forms the passive.
_ALSO_INTENDED: Mapping[str, str] = {
    "es": (
        "va a|van a|iban? a|esperan?|esperaban?|piensan?|pensaban?|proponían?|"
        r"(?:tiene|tienen|tenía|tenían) (?:previsto|(?:la )?intención)|[^\W\d_]+(?:rán?|rían?)"
    ),
    "de": (
        "plane|vorha(?:be|ben|t|tten?)|hoff(?:e|t|en|ten?)|gedenk(?:e|t|en)|Absicht|werden?|wird|"
        "würden?|(?:habe|haben|hat|hatten?|hätten?) (?:es )?vor(?=,)|streb(?:e|t|en|ten?) an"
    ),
    "fr": (
        "va|vont|allait|allaient|compten?t?|comptait|comptaient|entend|entendent|espère|espèrent|"
        "espérait|espéraient|(?:a|ont|avait|avaient) (?:l['’]intention|prévu)|"
        r"[^\W\d_]+(?:[edv]ra|ront|rait|raient)"
    ),
    "pl": "będzie|będą|m(?:a|ają|iał|iała|ieli) (?:zamiar|nadzieję)",
    "ru": "будет|будут|надеется|надеются|надеял(?:ся|ась|ись)",
    "lt": r"planuo\w+|planav\w+|ketin\w+|nori|norėjo|norėtų|tikisi|tikėjosi",
    "uk": (
        "хоче|хочуть|хотів|хотіла|хотіли|планує|планують|планува(?:в|ла|ли)|ма(?:є|ють) намір|"
        "збира(?:ється|ються)|буде|будуть"
    ),
}
# Short text only: the patterns never search more than one field of a record.
_HEDGES = {hedge: re.compile(rf"\b(?:{words})\b") for hedge, words in _WORDS.items()}
_EXCUSES = {lang: re.compile(rf"\b(?:{words})\b") for lang, words in _ALSO_INTENDED.items()}


def hedges_in(clause: str) -> frozenset[Hedge]:
    """Return the ways in which a clause is less than certain."""
    text = _lower_first(clause)
    return frozenset(hedge for hedge, pattern in _HEDGES.items() if pattern.search(text))


def cautions_in(claim: str, lang: str) -> frozenset[Hedge]:
    """Return the ways in which a claim may be less than certain, including doubtful forms.

    ``lang`` is a primary language subtag.
    """
    excuse = _EXCUSES.get(lang)
    is_excused = excuse is not None and excuse.search(_lower_first(claim))
    return hedges_in(claim) | (frozenset({Hedge.INTENDED}) if is_excused else frozenset())


def after_hedge(clause: str) -> str:
    """Return the text after the first hedge in a clause."""
    text = _lower_first(clause)
    ends = (match.end() for pattern in _HEDGES.values() if (match := pattern.search(text)))
    return text[min(ends, default=len(text)) :]


def _lower_first(clause: str) -> str:
    # "Reportedly" has a capital at the start of a sentence, but "May" with a capital is a month.
    return clause if clause.startswith("May ") else clause[:1].lower() + clause[1:]
