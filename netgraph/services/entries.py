"""What somebody types in about a person, cleaned and checked before it is written.

Contact points are normalised as imports do it, so that the same address is the same person
wherever it comes from.
"""

from dataclasses import dataclass
from datetime import date

from netgraph.domain.names import company_key, display_name, plain
from netgraph.domain.people import Channel
from netgraph.errors import InvalidInput
from netgraph.imports.keys import email_key, linkedin_key, phone_key

LONGEST_NAME = 200
LONGEST_TITLE = 300
LONGEST_URL = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """A job as somebody types it in; `company` is a name, dates are days or unknown."""

    company: str
    title: str = ""
    started: date | None = None
    ended: date | None = None


def person_name(text: str) -> str:
    """A person's name as it is shown; raises `InvalidInput`."""
    name = display_name(text)
    if not name:
        raise InvalidInput("A person needs a name.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(f"A name has at most {LONGEST_NAME} characters.")
    return name


def check_job(job: NewJob) -> None:
    """Raises `InvalidInput` for a job that cannot be."""
    if not company_key(job.company):
        raise InvalidInput("A job needs a company.", hint="Write the name of the company.")
    if len(plain(job.company)) > LONGEST_NAME or len(plain(job.title)) > LONGEST_TITLE:
        raise InvalidInput(
            f"A company has at most {LONGEST_NAME} characters, a title {LONGEST_TITLE}."
        )
    if job.started and job.ended and job.ended < job.started:
        raise InvalidInput("A job cannot end before it began.", hint="Change one of the days.")


def contact_value(channel: Channel, text: str, *, region: str) -> str:
    """A contact point as it is kept; raises `InvalidInput` with what is wrong.

    `region` is the ISO 3166 code of the country of numbers without one.
    """
    value = plain(text)
    match channel:
        case Channel.EMAIL:
            key = email_key(value)
            problem = f"{value!r} is not an e-mail address."
        case Channel.PHONE:
            key = phone_key(value, region)
            problem = f"{value!r} is not a phone number. Write it with its country, as +1 …"
        case Channel.LINKEDIN:
            key = linkedin_key(value)
            problem = f"{value!r} is not the address of a LinkedIn profile (…/in/name)."
        case Channel.URL:
            if value.startswith(("https://", "http://")) and len(value) <= LONGEST_URL:
                return value
            raise InvalidInput(f"{value!r} is not an address that starts with https://.")
    if key is None:
        raise InvalidInput(problem)
    return key.value
