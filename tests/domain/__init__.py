"""Rules of the field, proved by tables of cases and by what must hold for all."""
