"""The words for how high a title stands, what part of a company it belongs to, and what it is.

Level and function are what the product shows and filters by; the kind of post is what the rules
for reading titles are written in, because "partner" and "principal" may have one level today and
still mean different things.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """How high a title stands in its company; `rank` orders them, 0 the lowest."""

    INDIVIDUAL = "individual"
    MANAGER = "manager"
    DIRECTOR = "director"
    VP = "vp"
    C_LEVEL = "c_level"

    @property
    def rank(self) -> int:
        """0 for an individual contributor up to 4 for the C level."""
        return _RANKS[self]


_RANKS: Final = {level: rank for rank, level in enumerate(Level)}


class Function(StrEnum):
    """What part of a company a title belongs to."""

    GENERAL_MANAGEMENT = "general_management"
    FINANCE = "finance"
    SALES = "sales"
    MARKETING = "marketing"
    COMMUNICATIONS = "communications"
    CUSTOMER = "customer"
    PRODUCT = "product"
    DESIGN = "design"
    ENGINEERING = "engineering"
    IT = "it"
    DATA = "data"
    SECURITY = "security"
    RESEARCH = "research"
    QUALITY = "quality"
    OPERATIONS = "operations"
    SUPPLY_CHAIN = "supply_chain"
    PROCUREMENT = "procurement"
    HR = "hr"
    LEGAL = "legal"
    STRATEGY = "strategy"
    CONSULTING = "consulting"
    ADMINISTRATION = "administration"
    HEALTHCARE = "healthcare"
    EDUCATION = "education"
    OTHER = "other"


class Post(StrEnum):
    """What kind of post a phrase names; posts of one level differ in what qualifies them."""

    CHIEF_EXECUTIVE = "chief_executive"
    CHIEF = "chief"
    MANAGING_DIRECTOR = "managing_director"
    MD = "md"
    PRESIDENT = "president"
    CHAIR = "chair"
    BOARD = "board"
    ADVISER = "adviser"
    NON_EXECUTIVE = "non_executive"
    FOUNDER = "founder"
    PRINCIPAL = "principal"
    OWNER = "owner"
    MANAGING_PARTNER = "managing_partner"
    PARTNER = "partner"
    COUNSEL = "counsel"
    VICE_PRESIDENT = "vice_president"
    DIRECTOR = "director"
    HEAD = "head"
    FUNCTION_HEAD = "function_head"
    CHIEF_OF_STAFF = "chief_of_staff"
    DEAN = "dean"
    GENERAL_MANAGER = "general_manager"
    GM = "gm"
    MANAGER = "manager"
    LEAD = "lead"
    CONTROLLER = "controller"
    TRADE = "trade"
