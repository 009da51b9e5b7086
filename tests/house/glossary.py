"""The Welsh of the field: which words an English term must be said with.

A term is a pattern of the English sentence. Its Welsh is given as stems, every one of
which has to begin a word of the translation; `a|b` allows either. A stem is written
unmutated: `begins_a_word` knows what a word before it can do to its first letters.
"""

import re

GLOSSARY: dict[str, tuple[str, ...]] = {
    r"recommendations?": ("argymhell",),
    r"findings?": ("canfydd",),
    r"evidence": ("tystiolaeth",),
    r"progress": ("cynnydd",),
    r"actions?": ("cam",),
    r"action plans?": ("cynllun", "gweithredu"),
    r"improvement plans?": ("cynllun", "gwella"),
    r"improvement boards?": ("bwrdd|byrddau", "gwella"),
    r"boards?": ("bwrdd|byrddau",),
    r"warning notices?": ("hysbysiad", "rhybudd"),
    r"monitoring": ("monitro",),
    r"inspect(?:ion|or|orate)s?": ("arolyg",),
    r"joint": ("cyd",),
    r"milestones?": ("carreg|cerrig", "milltir"),
    r"quality assurance": ("sicrwydd|sicrhau", "ansawdd"),
    r"concerns?": ("pryder",),
    r"self-assessments?": ("hunanasesiad",),
    r"readiness summar(?:y|ies)": ("crynodeb", "parodrwydd"),
    r"direction of travel": ("cyfeiriad", "taith"),
    r"owners?": ("perch",),
    r"accountable": ("atebol",),
    r"deadlines?": ("dyddiad|terfyn", "cau|amser"),
    r"overdue": ("hwyr",),
    r"embedded": ("ymwreiddio",),
    r"(?:on|off) track": ("trywydd",),
    r"at risk": ("perygl",),
    r"outcomes?": ("canlyniad",),
    r"impacts?": ("effaith|effeithiau",),
    r"measures?": ("mesur",),
    r"decisions?": ("penderfyn",),
    r"ratings?": ("gradd",),
    r"reminders?": ("atgoff",),
    r"digests?": ("crynodeb",),
    r"scrutiny": ("craffu",),
    r"red": ("coch",),
    r"amber": ("oren|ambr",),
    r"yellow": ("melyn|melen",),
    r"green": ("gwyrdd|gwerdd",),
    r"blue": ("glas",),
    r"children's services": ("gwasanaethau", "plant"),
    r"welsh government": ("llywodraeth", "cymru"),
}

_MUTATIONS = {
    "ll": ("ll", "l"),
    "rh": ("rh", "r"),
    "p": ("p", "b", "mh", "ph"),
    "t": ("t", "d", "nh", "th"),
    "c": ("c", "g", "ngh", "ch"),
    "b": ("b", "f", "m"),
    "d": ("d", "dd", "n"),
    "g": ("g", "", "ng"),
    "m": ("m", "f"),
}
_VOWELS = "aeiouwyâêîôûŵŷ"


def terms_in(english: str) -> list[str]:
    """The terms of the glossary that the sentence uses."""
    plain = english.replace("’", "'").lower()
    return [term for term in GLOSSARY if re.search(rf"\b{term}\b", plain)]


def is_said_with(welsh: str, stems: str) -> bool:
    """Whether a word of the sentence begins with one of `a|b`, mutated or not."""
    plain = welsh.replace("’", "'").lower()
    return any(re.search(rf"\b{begins_a_word(stem)}", plain) for stem in stems.split("|"))


def begins_a_word(stem: str) -> str:
    """A pattern of `stem` as it reads plain, soft, nasal or aspirate, or after an h."""
    for initial in (stem[:2], stem[:1]):
        if initial in _MUTATIONS:
            return f"(?:{'|'.join(_MUTATIONS[initial])}){stem[len(initial) :]}"
    return f"h?{stem}" if stem[0] in _VOWELS else stem
