"""Reads earlier minutes and agendas, as text or PDF, without losing a line.

``lines`` turns a file into numbered lines, ``outline`` finds meetings and items among them, ``items``
gives every line its one place, ``structure`` builds the result from the places, ``parse`` proves
that no line is missing and ``store`` keeps it in the portal.
"""
