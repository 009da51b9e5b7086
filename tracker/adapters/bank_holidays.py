"""Wales bank holidays, from the `holidays` library: the only place that reads it."""

from datetime import date

from holidays import country_holidays


def wales_bank_holidays(first_year: int, last_year: int) -> frozenset[date]:
    """Bank holidays in Wales from `first_year` to `last_year`, both included, with days
    moved from weekends and those proclaimed once (a jubilee, a coronation, a funeral)."""
    years = range(first_year, last_year + 1)
    return frozenset(country_holidays("GB", subdiv="WLS", years=years))
