"""What a Welsh page still says in English although the catalogue knows better."""

import re
from functools import lru_cache
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tracker.wording.catalogue import WELSH_PO

#: Every piece of text a person meets, but for what says itself to be in English.
_SAID = """() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (holder.closest('[lang]').lang === 'cy' && !holder.closest('script, style'))
      said.push(walker.currentNode.textContent);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [alt]'))
    said.push(...['aria-label', 'title', 'alt'].map(name => element.getAttribute(name) ?? ''));
  said.push(document.title.split(' – ')[0]);
  return said.map(words => words.replace(/\\s+/g, ' ').trim());
}"""

_PLACE = re.compile(r"%\(\w+\)[sd]")
_WORD = re.compile(r"\b[a-z]{3,}\b")

#: Fewer words of its own, and what stands in the places would make anything match.
_ENOUGH_WORDS = 3


@lru_cache
def _english() -> tuple[frozenset[str], re.Pattern[str]]:
    """Messages said otherwise in Welsh: plain ones, and a pattern of those with names in them.

    Of the latter only those with enough words of their own.
    """
    plain, filled = set(), []
    with WELSH_PO.open("rb") as po:
        messages = list(read_po(po, locale="cy"))
    for message in messages:
        said = _forms(message.string)
        for words in _forms(message.id):
            if not words or words in said:
                continue
            if "%(" not in words:
                plain.add(words)
            elif len(_WORD.findall(_PLACE.sub(" ", words))) >= _ENOUGH_WORDS:
                filled.append("(?s:.+)".join(map(re.escape, _PLACE.split(words))))
    return frozenset(plain), re.compile("|".join(filled))


def _forms(words: Any) -> tuple[str, ...]:
    """What a message says for one and for many, or its only form."""
    return tuple(words) if isinstance(words, tuple | list) else (str(words),)


def english_on(page: Page) -> list[str]:
    """The sentences of a Welsh page that were left in English."""
    plain, filled = _english()
    said = set(page.evaluate(_SAID))
    return sorted(words for words in said if words in plain or filled.fullmatch(words))
