"""A link by which somebody says what would help them: made on a page, answered without a login."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from netgraph.domain.access import Viewer
from netgraph.domain.wants import HALF_LIFE_DAYS
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person
from tests.web.conftest import Browser

Login = Callable[[Viewer], Browser]


def make_link(browser: Browser, **form: str) -> tuple[str, str]:
    """The page of a new link for Dana, and the link."""
    page = browser.send("/inquiries", person="dana", visibility="team", **form).headers["Location"]
    (link,) = re.findall(r'value="http://localhost(/w/[\w.-]+)"', browser.text(page))
    return page, link


def tell(client: FlaskClient, link: str, **said: str) -> int:
    """Presses the button of a page behind a link, and gives the status."""
    shown = client.get(link).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    form = {"csrf_token": token[1] if token else "", **said}
    return client.post(link, data=form).status_code


def test_somebody_says_on_a_phone_what_would_help(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Login, client: FlaskClient
) -> None:
    """Ana's page tells of the link and of the answer; the page behind it shows no note."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    browser = login(ana)
    browser.send("/people/dana/notes", note_text="likes chess", note_visibility="team")
    browser.send("/people/dana/expertise", topic="lathes", topic_visibility="team")
    assert "/inquiries/new?person=dana" in browser.text("/people/dana")
    assert "Who sees what is answered" in browser.text("/inquiries/new?person=dana")
    page, link = make_link(browser)
    assert "mailto:dana@initech.example?subject=What%20would%20help" in browser.text(page)
    assert "You made a link to ask Dana" in browser.text("/people/dana")
    assert page == browser.client.get("/inquiries/new?person=dana").headers["Location"]

    answer = client.get(link)
    shown = answer.get_data(as_text=True)
    assert ("no-store", "no-referrer") == (
        answer.headers["Cache-Control"], answer.headers["Referrer-Policy"],
    )  # fmt: skip
    assert "What would help you, Dana?" in shown
    assert not [word for word in ("chess", "lathes", "initech") if word in shown]
    assert 400 == client.post(link, data={"want": "a CFO"}).status_code
    assert 400 == tell(client, link)
    assert "Tell Ana" in client.get(link).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert token is not None
    said = {"csrf_token": token[1], "want": "a <b>CFO</b>", "topic": "pricing", "kind": ""}
    sent = [client.post(link, data=said).status_code for _ in range(2)]
    other = client.post(link, data={**said, "want": "another"})

    assert [303, 303, 409] == [*sent, other.status_code]
    assert "Ana Ruiz reads it" in client.get(link).get_data(as_text=True)
    today = browser.text("/")
    assert "looks for “a &lt;b&gt;CFO&lt;/b&gt;”" in today
    assert 1 == browser.text("/people/dana").count("a &lt;b&gt;CFO&lt;/b&gt;")
    assert "by your link" in browser.text("/people/dana")
    assert "by your link" not in login(ben).text("/people/dana")
    browser.send(f"{page}/noted", back="/")
    assert "looks for “a" not in browser.text("/")
    assert "Can help with: “pricing”" in browser.text(page)
    assert 404 == client.get("/w/nothing").status_code
    assert 404 == client.get(f"{link[:-1]}{'A' if link[-1] != 'A' else 'B'}").status_code


def test_a_faded_want_is_asked_about_by_link(
    netgraph: Netgraph, ana: Viewer, login: Login, client: FlaskClient, clock: Clock
) -> None:
    """Half a year on, Dana's page proposes to ask, and behind the link she says it has been met."""
    add_person(netgraph, "dana", "Dana Ortiz")
    browser = login(ana)
    _, first = make_link(browser)
    assert 303 == tell(client, first, want="a speaker in May")
    clock.turn(days=int(HALF_LIFE_DAYS) + 1)
    browser = login(ana)
    (again,) = re.findall(r'"(/inquiries/new\?person=dana&amp;want=\w+)"',
                          browser.text("/people/dana"))  # fmt: skip
    assert "still looks for “a speaker in May”" in browser.text(again.replace("&amp;", "&"))
    page, link = make_link(browser, want=again.rpartition("=")[2])
    assert "“a speaker in May”. Do you still" in browser.text(page)
    fresh = client.application.test_client()
    (mark,) = set(re.findall(r'name="(of-\w+)"', fresh.get(link).get_data(as_text=True)))

    assert 303 == tell(fresh, link, **{mark: "met"})

    assert "Has been met: “a speaker in May”" in browser.text(page)
    assert "a speaker in May" not in browser.text("/people/dana")
    browser.send(f"{page}/withdraw")
    assert 404 == fresh.get(link).status_code
