"""Shares on their pages: put, read, thanked for on the first page, changed and withdrawn."""

import re
from collections.abc import Callable

from flask import Flask

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.graphs import add_person, add_want
from tests.web.conftest import Browser


def test_an_idea_goes_to_a_contact_and_a_colleague(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Callable[[Viewer], Browser]
) -> None:
    """Ana gets a draft to each and Dana's page tells of it; Ben thanks her on his first page."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    anas, bens = login(ana), login(ben)
    form = {"kind": "idea", "audience": "people", "text": "A <b>day</b> in the plant & more."}
    assert "Dana Ortiz</option>" in anas.text("/shares/new?person=dana")
    refused = anas.send("/shares", **form, people="dana", link="javascript:alert(1)")
    sent = anas.client.post(
        "/shares",
        data={**form, "people": ["dana", ben.person], "link": "https://x.example/a?b=1&c",
              "csrf_token": anas.token()},
    )  # fmt: skip
    place = sent.headers["Location"]
    shown = anas.text(place)

    assert (400, True) == (refused.status_code, "begin with https" in refused.text.lower())
    assert "A &lt;b&gt;day&lt;/b&gt; in the plant" in refused.text
    assert 2 == shown.count("data-copy")
    assert "mailto:dana@initech.example?subject=An%20idea%20for%20you&amp;body=Hi%20Dana" in shown
    assert "A &lt;b&gt;day&lt;/b&gt; in the plant &amp; more." in shown
    assert 'href="https://x.example/a?b=1&amp;c" rel="noreferrer noopener"' in shown
    assert "You shared an idea with Dana" in anas.text("/people/dana")
    assert "shared" not in bens.text("/people/dana")
    today = bens.text("/")
    assert "Ana Ruiz shares an idea" in today
    assert "Dana Ortiz" not in bens.text(place)
    bens.send(f"{place}/helped", back="/")
    assert "Ana Ruiz shares an idea" not in bens.text("/")
    assert "It helped Ben Okoye" in anas.text(place)
    bens.text("/shares?q=plant&kind=idea&whose=me")
    assert 404 == bens.send(f"{place}/withdraw").status_code
    anas.send(f"{place}/withdraw")
    assert 404 == bens.client.get(place).status_code
    (undo,) = re.findall(r'action="(/undo/[^"]+)"', anas.text("/shares"))
    anas.send(undo, back="/shares")
    assert "in the plant" in bens.text(place)


def test_what_was_shared_is_shared_again_from_a_filled_form(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Callable[[Viewer], Browser]
) -> None:
    """Ana passes on what Ben told the team, under his name; it is proposed no more."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_want(netgraph, "dana", "advice on ERP migrations", kind="expertise")
    login(ben).send("/shares", kind="idea", audience="team", text="ERP migrations need a map.")
    browser = login(ana)
    (where,) = set(re.findall(r'"(/shares/new\?person=dana&amp;again=[\w-]+)"',
                              browser.text("/people/dana")))  # fmt: skip
    form = browser.text(where.replace("&amp;", "&"))
    (again,) = re.findall(r'name="again" value="([\w-]+)"', form)
    assert "From Ben Okoye: ERP migrations need a map.</textarea>" in form

    sent = browser.send(
        "/shares", kind="idea", audience="people", people="dana", text="See this.", again=again
    )

    assert "Hi Dana" in browser.text(sent.headers["Location"])
    assert "again=" not in browser.text("/people/dana")
    assert 404 == browser.client.get("/shares/new?person=dana&again=nothing").status_code


def test_a_contact_says_by_link_that_it_helped(
    netgraph: Netgraph, ana: Viewer, app: Flask, login: Callable[[Viewer], Browser]
) -> None:
    """The link shows who shared and one button; opened, nothing changes; no other token works."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    add_person(netgraph, "tom", "Tom Becker")
    anas, stranger = login(ana), Browser(app.test_client())
    form = {"kind": "idea", "audience": "people", "text": "Between us: a plan."}
    place = anas.send("/shares", **form, people="dana").location
    link = links_in(anas.text(place))[0]
    opened = stranger.client.get(link)
    token = re.search(r'name="csrf_token" value="([^"]+)"', opened.text)
    assert token is not None

    assert "Did it help?" in opened.text
    assert "Ana Ruiz" in opened.text
    assert "Between us" not in opened.text
    assert ("no-referrer", "no-store") == (
        opened.headers["Referrer-Policy"], opened.headers["Cache-Control"],
    )  # fmt: skip
    assert "It helped" not in anas.text(place)
    assert 404 == stranger.client.get(f"{link[:-1]}_").status_code
    assert 400 == stranger.client.post(link).status_code
    assert 200 == stranger.client.post(link, data={"csrf_token": token[1]}).status_code
    assert "Thank you" in stranger.text(link)
    shown = anas.text(place)
    assert "It helped Dana Ortiz" in shown
    assert [] == links_in(shown)

    anas.send(f"{place}/people", people="tom")
    (toms,) = links_in(anas.text(place))
    anas.send(f"{place}/people", gone="tom")
    assert "Tom Becker" not in re.sub(r'(?s)id="toasts".*', "", anas.text(place))
    stranger.text(toms, status=404)
    anas.send(f"{place}/people", gone="dana")
    assert "so it stays theirs" in anas.text("/shares")


def links_in(page: str) -> list[str]:
    """The links for a word of thanks in the drafts of a page."""
    return re.findall(r"^http://localhost(/s/[\w.-]+)$", page, re.MULTILINE)
