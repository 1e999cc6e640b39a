"""The pages of people and companies, as a browser without JavaScript uses them."""

import csv
import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.giving import NewPromise
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole, Channel
from netgraph.domain.wording import percent
from netgraph.services.people import NewJob
from netgraph.wiring import Netgraph
from tests.apps import app_on
from tests.conftest import NOW, Clock
from tests.graphs import add_evidence, met

PASSWORD = "correct horse battery"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def app(netgraph: Netgraph) -> Flask:
    """The whole application."""
    return app_on(netgraph)


def browser(app: Flask, viewer: Viewer) -> FlaskClient:
    """A browser in which the viewer has logged in."""
    client = app.test_client()
    shown = client.get("/login").get_data(as_text=True)
    client.post(
        "/login",
        data={"email": viewer.email, "password": PASSWORD, "csrf_token": token(shown)},
    )
    return client


def token(html: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def masked(html: str) -> str:
    """A page without its form token, which differs from one request to the next."""
    signed = re.search(r'csrf-token" content="([^"]+)"', html)
    return html.replace(signed[1], "") if signed else html


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    """A page's text, which must have that status."""
    answer = client.get(address)
    assert (address, status) == (address, answer.status_code)
    return answer.get_data(as_text=True)


def send(client: FlaskClient, address: str, *, status: int = 200, **data: str) -> str:
    """Sends a form with its token and gives the page it leads to, which must have that status."""
    data["csrf_token"] = token(text(client, "/people/new"))
    answer = client.post(address, data=data, follow_redirects=True)
    assert (address, status) == (address, answer.status_code)
    return answer.get_data(as_text=True)


def parts(page: str) -> set[str]:
    """The marks of a page, and what its fields hold."""
    return set(re.findall(r"<[^>]+>", page)) | set(re.findall(r'value="[^"]*"', page))


def add(
    netgraph: Netgraph, viewer: Viewer, name: str, *, title: str = "CFO", company: str = "Acme"
) -> PersonId:
    """A person of the team with a job."""
    return netgraph.people.add(
        viewer,
        name=name,
        visibility=Visibility.TEAM,
        job=NewJob(company=company, title=title),
    ).person


def test_a_person_is_added_filled_in_and_taken_back(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """Every form of the page writes what it says, and shows it."""
    client = browser(app, ana)

    page = send(
        client, "/people/new", name="Priya Shah", title="CFO", company="Acme",
        email="priya@acme.example", visibility="team",
    )  # fmt: skip
    assert "Added Priya Shah" in page
    priya = netgraph.people.suggest(ana, "Priya")[0].person
    here = f"/people/{priya}"
    assert "+14155552671" in send(client, f"{here}/contact", channel="phone", value="415 555 2671")
    assert "Audits" in send(client, f"{here}/expertise", topic="Audits", topic_visibility="team")
    assert "Ana Ruiz</a>" in send(
        client, f"{here}/wants", want_kind="introduction", want_text="to meet", want_person="Ana"
    )
    assert "first line" in send(client, f"{here}/notes", note_text="first line\nsecond")
    assert "Chair" in send(client, f"{here}/jobs", title="Chair", company="Globex")
    assert "said by hand" in send(client, f"{here}/decides", decides="0")
    assert "Priya S. Shah" in send(client, f"{here}/name", name="Priya S. Shah")
    acme = netgraph.companies.find(ana, "Acme")[0].id
    assert "Champion at" in send(client, f"{here}/roles", role="champion", role_company=acme)
    assert "With Priya go:" in text(client, f"{here}/delete")
    assert "Deleted Priya S. Shah" in send(client, f"{here}/delete")
    text(client, here, 404)


def test_a_mistake_is_told_and_nothing_is_written(app: Flask, ana: Viewer) -> None:
    """What a form says wrong stays in the form, with what is wrong about it in words."""
    client = browser(app, ana)
    here = f"/people/{ana.person}"

    def refused(form: str, **data: str) -> str:
        return send(client, f"{here}/{form}", status=400, **data)

    contact = refused("contact", channel="phone", value="no number")
    job = refused("jobs", company="Acme", title="CFO", started="soon")
    want = refused("wants", want_kind="introduction", want_text="to meet", want_person="Zzz Qqq")

    assert "is not an e-mail address" in refused("contact", channel="email", value="x")
    assert "none of the choices" in refused("contact", channel="fax", value="1")
    assert {'value="no number"', '<option value="phone" selected>'} <= parts(contact)
    assert "is not a date" in job
    assert {'value="CFO"', 'value="soon"'} <= parts(job)
    assert "Nobody is called" in want
    assert {'value="to meet"', 'value="Zzz Qqq"', "<details open>"} <= parts(want)


def test_a_namesake_is_asked_about_first(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """Somebody of a known name is added only when that is meant."""
    add(netgraph, ana, "Priya Shah")
    client = browser(app, ana)
    form = {"name": "priya shah", "csrf_token": token(text(client, "/people/new"))}

    asked = client.post("/people/new", data=form)
    meant = client.post("/people/new", data={**form, "really": "1"})

    assert (409, 302) == (asked.status_code, meant.status_code)
    assert "is known already" in asked.get_data(as_text=True)


def test_names_are_text_on_every_page(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """Markup in a name, a title, a company, a note or a wish is shown and never becomes markup."""
    person = add(netgraph, ana, SCRIPT, title=SCRIPT, company=f"Acme {SCRIPT}")
    company = netgraph.people.get(ana, person).company
    client = browser(app, ana)
    send(client, f"/people/{person}/notes", note_text=SCRIPT)
    send(client, f"/people/{person}/expertise", topic=SCRIPT)
    send(client, f"/people/{person}/wants", want_kind="help", want_text=SCRIPT)
    send(client, f"/companies/{company}", name=f"Acme {SCRIPT}", industry=SCRIPT, domain="")

    for address in (
        "/people", f"/people?q={SCRIPT}", f"/people/{person}", f"/people/{person}/delete",
        f"/people/{person}/merge", f"/people/{ana.person}/merge?q=script", "/companies",
        f"/companies/{company}", f"/companies/{company}/merge", f"/companies?q={SCRIPT}",
        f"/people/{person}/jobs/new", f"/people/new?name={SCRIPT}", f"/people?company={company}",
    ):  # fmt: skip
        page = text(client, address)
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page or "script" not in address


def test_a_form_without_its_token_is_refused(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """A form from elsewhere writes nothing."""
    person = add(netgraph, ana, "Priya Shah")
    client = browser(app, ana)

    for action in ("delete", "merge", "notes", "name", "share", "jobs"):
        assert 400 == client.post(f"/people/{person}/{action}", data={"name": "x"}).status_code

    assert "Priya Shah" == netgraph.people.get(ana, person).name


def test_nobody_reads_without_logging_in(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """Every page of people leads to the login first."""
    person = add(netgraph, ana, "Priya Shah")

    for address in ("/people", f"/people/{person}", "/people.csv", "/companies", "/people/choices"):
        answer = app.test_client().get(address)
        assert (302, True) == (answer.status_code, "/login" in answer.headers["Location"])


def hide_things(netgraph: Netgraph, ben: Viewer, priya: PersonId, acme: CompanyId) -> PersonId:
    """Everything that Ben can keep to himself around a person; gives his private person."""
    private = Visibility.PRIVATE
    twin = netgraph.people.add(
        ben, name="Priya Shah", visibility=private, job=NewJob(company="Acme", title="CEO"),
        contact={Channel.EMAIL: "priya@home.example"},
    ).person  # fmt: skip
    netgraph.people.add(
        ben, name="Aaron Secret", visibility=private, job=NewJob(company="Secret", title="CFO")
    )
    netgraph.people.add_employment(
        ben, priya, NewJob(company="Secret", title="CEO"), visibility=private
    )
    netgraph.people.play_role(ben, priya, company=acme, role=BuyingRole.BLOCKER, visibility=private)
    netgraph.wants.add_note(ben, priya, "secret")
    netgraph.wants.add_expertise(ben, priya, "secret", visibility=private)
    return twin


def test_what_is_hidden_changes_no_byte(
    app: Flask, netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """With and without Ben's private people and facts, Ana's pages are the same."""
    priya = add(netgraph, ana, "Priya Shah")
    acme = netgraph.people.get(ana, priya).company
    assert acme is not None
    client = browser(app, ana)
    addresses = (
        "/people", "/people?q=priya", "/people?q=secret", "/people?sort=strength", "/people.csv",
        "/people?level=c_level", "/people?decides=1&sort=company", f"/people?company={acme}",
        "/people?mine=1", f"/people/{priya}", f"/people/{priya}/merge", f"/people/{priya}/delete",
        "/people/choices?q=pri", "/companies", "/companies?q=secret", f"/companies/{acme}",
        f"/companies/{acme}/merge", "/companies/choices?q=se", "/people?q=CEO", "/people?q=acme",
    )  # fmt: skip
    before = [masked(text(client, address)) for address in addresses]

    twin = hide_things(netgraph, ben, priya, acme)

    assert before == [masked(text(client, address)) for address in addresses]
    for part in ("", "/merge", "/delete", "/jobs/new", "/jobs/x"):
        hidden = masked(text(client, f"/people/{twin}{part}", 404))
        assert hidden == masked(text(client, f"/people/none{part}", 404))
    secret = netgraph.companies.find(ben, "Secret")[0].id
    assert masked(text(client, f"/companies/{secret}", 404)) == masked(
        text(client, "/companies/none", 404)
    )


def test_what_is_hidden_cannot_be_written(
    app: Flask, netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A form sent to a hidden person is answered as for one who does not exist."""
    priya = add(netgraph, ana, "Priya Shah")
    acme = netgraph.people.get(ana, priya).company
    assert acme is not None
    twin = hide_things(netgraph, ben, priya, acme)
    client = browser(app, ana)
    form = {
        "csrf_token": token(text(client, "/people/new")), "name": "x", "note_text": "x",
        "gone": twin, "topic": "x", "want_kind": "help", "want_text": "x", "company": "x",
        "channel": "email", "value": "priya@home.example",
    }  # fmt: skip

    for part in ("name", "notes", "delete", "merge", "share", "expertise", "wants", "jobs",
                 "contact", "facts/x/remove", "decides"):  # fmt: skip
        hidden = client.post(f"/people/{twin}/{part}", data=form)
        missing = client.post(f"/people/none/{part}", data=form)
        assert (part, 404, 404) == (part, hidden.status_code, missing.status_code)
        assert masked(hidden.get_data(as_text=True)) == masked(missing.get_data(as_text=True))
    assert 404 == client.post(f"/people/{priya}/merge", data=form).status_code


def test_the_list_is_filtered_sorted_and_cut_into_pages(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """Filters narrow, headers sort, and the next page goes on where the first ended."""
    for number in range(53):
        add(netgraph, ana, f"Person {number:02}", title="CFO" if number % 2 else "Clerk")
    client = browser(app, ana)

    def names(address: str) -> list[str]:
        return re.findall(r">(Person \d\d)</a>", text(client, address))

    assert [f"Person {n:02}" for n in range(49)] == names("/people")
    assert ["Person 49", "Person 50", "Person 51", "Person 52"] == names("/people?from=50")
    assert [f"Person {n:02}" for n in range(1, 53, 2)] == names("/people?level=c_level")
    assert "Person 52" == names("/people?sort=name&down=1")[0]
    assert "Person 01" == names("/people?sort=level")[0]
    assert ["Person 07"] == names("/people?q=person+07")


def table(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """The rows of a table to take along, which begins with the mark by which Excel knows UTF-8."""
    mark, rows = text(client, address)[:1], text(client, address)[1:]
    assert "\ufeff" == mark
    return list(csv.DictReader(io.StringIO(rows)))


def test_an_exported_cell_is_no_formula(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """A name that begins like a formula is text in the table."""
    add(netgraph, ana, '=HYPERLINK("http://x")', title="+1", company="@Acme")
    client = browser(app, ana)

    rows = table(client, "/people.csv")

    assert ['\'=HYPERLINK("http://x")'] == [row["name"] for row in rows if "HYPER" in row["name"]]
    assert all(not row[key].startswith(("=", "+", "@", "-")) for row in rows for key in row)


def test_companies_are_sorted_and_taken_along(app: Flask, netgraph: Netgraph, ana: Viewer) -> None:
    """Every column of the companies sorts, and the table that leaves holds no formula."""
    for name, title, company in (
        ("Ada", "CFO", "Acme"), ("Bo", "Clerk", "Acme"), ("Cy", "CEO", "Globex"),
        ("Di", "CFO", "Globex"), ("Ed", "Clerk", "@Initech"), ("Flo", "Clerk", "@Initech"),
        ("Gus", "Clerk", "@Initech"),
    ):  # fmt: skip
        add(netgraph, ana, name, title=title, company=company)
    netgraph.companies.edit(
        ana, netgraph.companies.find(ana, "Globex")[0].id,
        name="Globex", industry="Chemicals", domain="",
    )  # fmt: skip
    client = browser(app, ana)

    def order(query: str) -> list[str]:
        page = text(client, f"/companies{query}")
        return re.findall(r'<td><a href="/companies/[^"]+">([^<]+)</a>', page)

    assert ["Acme", "Globex", "@Initech"] == order("")
    assert ["@Initech", "Globex", "Acme"] == order("?sort=name&down=1")
    assert ["@Initech", "Acme", "Globex"] == order("?sort=people")
    assert ["Globex", "Acme", "@Initech"] == order("?sort=deciders")
    assert ["Globex", "Acme", "@Initech"] == order("?sort=industry&down=1")
    assert ["Globex"] == order("?q=glob&sort=people")
    rows = table(client, "/companies.csv?sort=deciders")
    assert [("Globex", "2", "2"), ("Acme", "2", "1"), ("'@Initech", "3", "0")] == [
        (row["name"], row["people"], row["decision_makers"]) for row in rows
    ]


def test_undo_is_offered_where_it_can_work(
    app: Flask, netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """What was changed since has no button in the history, but the words of what did it."""
    person = add(netgraph, ana, "Priya Shah")
    clock.turn(days=1)
    netgraph.people.rename(ana, person, "Priya Shaw")
    page = text(browser(app, ana), "/settings")

    assert "Changed since by “Renamed Priya Shah to Priya Shaw”." in page
    assert ["Undo: Renamed Priya Shah to Priya Shaw"] == re.findall(
        r'aria-label="(Undo: [^"]+)"', page
    )


def test_people_are_merged_from_the_page_and_back(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """The page of a merge lists who may be the same; the toast takes it back."""
    one, two = add(netgraph, ana, "Priya Shah"), add(netgraph, ana, "Priya Shah", company="Globex")
    client = browser(app, ana)
    assert "Globex" in text(client, f"/people/{one}/merge")

    page = send(client, f"/people/{one}/merge", gone=two)

    assert "Merged Priya Shah into Priya Shah" in page
    undo = re.search(r'action="(/undo/[^"]+)"', page)
    assert undo is not None
    send(client, undo[1], back=f"/people/{two}")
    text(client, f"/people/{two}")


def test_a_company_shows_whom_we_know_and_whom_we_miss(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """People stand by seniority and buying role; a decision maker without a path is flagged."""
    priya = add(netgraph, ana, "Priya Shah")
    add(netgraph, ana, "Tom Weber", title="Clerk")
    acme = netgraph.people.get(ana, priya).company
    client = browser(app, ana)

    page = send(client, f"/companies/{acme}/roles", person=priya, role="economic_buyer")

    assert page.index("C-level") < page.index("Tom Weber")
    assert "No path leads to Priya Shah." in page
    assert "Economic buyer" in page


def test_a_company_says_how_likely_whom_to_ask_brings_us_there(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """Whom the viewer does not know has the probability of the best path, and its connector."""
    priya, tom = add(netgraph, ana, "Priya Shah"), add(netgraph, ana, "Tom Weber", company="Globex")
    facts = met(ana.person, tom, NOW.date(), times=9), met(tom, priya, NOW.date(), times=9)
    add_evidence(netgraph, *facts)
    network = netgraph.ties.network(ana, as_of=NOW.date())
    (path,) = network.index.best_paths(network.number[ana.person], network.number[priya])

    page = text(browser(app, ana), f"/companies/{netgraph.people.get(ana, priya).company}")

    assert f"{percent(path.probability)}</span> by Tom Weber" in page


def test_whose_leaving_would_cut_us_off_is_named(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """On the page of the accounts, and on the company's own while somebody decides there."""
    priya, dana = (
        add(netgraph, ana, "Priya Shah"),
        add(netgraph, ana, "Dana Ortiz", company="Globex"),
    )
    acme = netgraph.people.get(ana, priya).company
    assert acme is not None
    client = browser(app, ana)
    none_yet = text(client, "/bus-factor")
    role = BuyingRole.ECONOMIC_BUYER
    netgraph.people.play_role(ana, priya, company=acme, role=role, visibility=Visibility.TEAM)
    away = text(client, "/bus-factor")
    day = NOW.date() - timedelta(days=5)

    add_evidence(netgraph, met(ana.person, dana, day, times=30), met(dana, priya, day, times=30))

    assert "No accounts yet" in none_yet
    assert "no likely way leads there today" in away
    for page in (text(client, "/bus-factor"), text(client, f"/companies/{acme}")):
        assert re.search(r'<a href="/people/[^"]+">(Dana Ortiz|Ana Ruiz)</a> alone', page)


def test_the_page_of_a_person_says_what_to_do_for_them_next(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """A promise that falls due comes before an offer, and without either nothing is said."""
    priya = add(netgraph, ana, "Priya Shah")
    client, here = browser(app, ana), f"/people/{priya}"
    nothing = text(client, here)
    wish = {"want_kind": "help", "want_text": "a second pair of eyes on her deck"}
    offered = send(client, f"{here}/wants", **wish, want_visibility="team")
    due = NOW.date() + timedelta(days=3)
    netgraph.favors.add(ana, NewPromise(owner=ana.person, to=priya, what="the slides", due=due))
    promised = text(client, here)

    assert "person-next" not in nothing
    assert "Give first:</strong> Lend a hand yourself" in offered
    assert "You promised:</strong> the slides" in promised
    assert "Lend a hand yourself" not in promised


def test_what_cannot_be_undone_any_more_says_so_where_it_was_asked(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """An undo that came too late leads back to the page and leaves it as it is."""
    priya = add(netgraph, ana, "Priya Shah")
    client, here = browser(app, ana), f"/people/{priya}"
    page = send(client, f"{here}/name", name="Priya Rao")
    undo = re.search(r'action="(/undo/[^"]+)"', page)
    assert undo is not None
    send(client, f"{here}/name", name="Priya Rao-Shah")

    page = send(client, undo[1], back=here)

    assert "cannot be undone: it has been changed since" in page
    assert "<title>Priya Rao-Shah" in page


def test_companies_are_added_changed_merged_and_deleted(
    app: Flask, netgraph: Netgraph, ana: Viewer
) -> None:
    """A company without people goes; one with people stays, and takes another's in."""
    priya = add(netgraph, ana, "Priya Shah")
    acme = netgraph.people.get(ana, priya).company
    client = browser(app, ana)

    page = send(client, "/companies", name="Acme Labs", industry="Robots", visibility="team")
    assert "Added Acme Labs" in page
    labs = netgraph.companies.find(ana, "Acme Labs")[0].id
    assert "There is Acme already" in send(client, f"/companies/{labs}", name="ACME Inc.")
    assert "People are known at Acme" in send(client, f"/companies/{acme}/delete")
    assert "acme.example" in send(
        client, f"/companies/{labs}", name="Acme Labs", domain="https://www.acme.example/x"
    )
    page = send(client, f"/companies/{labs}/merge", gone=str(acme))
    assert ("Priya Shah" in page, "Merged Acme into Acme Labs" in page) == (True, True)
    add(netgraph, ana, "Gone Soon", company="Empty")
    empty = netgraph.companies.add(ana, name="Void", visibility=Visibility.TEAM).company
    assert "Deleted Void" in send(client, f"/companies/{empty}/delete")
    text(client, f"/companies/{empty}", 404)
