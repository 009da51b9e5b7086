"""Dates in words, with month names, and lists: "9 March 2018", "9 Mawrth 2018"."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from tracker.domain.languages import Language
from tracker.wording.catalogue import Words

_LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}


def long_date(day: date, language: Language) -> str:
    """ "9 March 2018", "9 Mawrth 2018"."""
    return format_date(day, "d MMMM y", locale=_LOCALES[language])


def day_and_month(day: date, language: Language) -> str:
    """ "9 March", where the year is plain from what stands around."""
    return format_date(day, "d MMMM", locale=_LOCALES[language])


def weekday_name(day: date, language: Language) -> str:
    """ "Friday", "dydd Gwener": as within a sentence."""
    name = format_date(day, "EEEE", locale=_LOCALES[language])
    return name.replace("Dydd", "dydd", 1)


def weekday_date(day: date, language: Language) -> str:
    """ "Friday 9 March 2018", "dydd Gwener 9 Mawrth 2018": as within a sentence."""
    return f"{weekday_name(day, language)} {long_date(day, language)}"


def date_range(first: date, last: date, language: Language) -> str:
    """ "16 to 20 October 2023", saying month and year once where they are the same."""
    if first == last:
        return long_date(first, language)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    elif first.year == last.year:
        start = day_and_month(first, language)
    else:
        start = long_date(first, language)
    return Words(language)._("%(first)s to %(last)s", first=start, last=long_date(last, language))


def moment(at: datetime, zone: ZoneInfo, language: Language) -> str:
    """ "12 March 2018 at 07:00" on the wall clock of `zone`. `at` is aware."""
    local = at.astimezone(zone)
    day = long_date(local.date(), language)
    return Words(language)._("%(date)s at %(time)s", date=day, time=f"{local:%H:%M}")


def listed(items: Sequence[str], language: Language) -> str:
    """ "one, two and three". In Welsh "and" is chosen by the next word: "a", or "ac" before
    a vowel."""
    if len(items) < 2:
        return "".join(items)
    *first, last = items
    joined = ", ".join(first)
    if language is Language.WELSH:
        return f"{joined} {'ac' if _begins_with_vowel(last) else 'a'} {last}"
    return f"{joined} and {last}"


def _begins_with_vowel(word: str) -> bool:
    """By Welsh letters, in which w and y are vowels."""
    return word[:1].lower() in "aeiouwyâêîôûŵŷáéíóúẃýàèìòùäëïöü"
