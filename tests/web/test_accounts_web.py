"""Logging in, staying logged in, and what protects every page, over HTTP."""

import logging
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netgraph.domain.access import Role, Viewer
from netgraph.wiring import Netgraph
from tests.apps import app_on
from tests.conftest import PASSWORD, Clock
from web.security import LARGEST_FORM, POLICY

TOKEN = "the token of this start"


@pytest.fixture
def app(netgraph: Netgraph) -> Flask:
    """The whole application, as its start printed a token."""
    return app_on(netgraph, setup_token=TOKEN)


@pytest.fixture
def admin(netgraph: Netgraph) -> Viewer:
    """Carla Mora, the administrator."""
    return netgraph.accounts.create_first(
        email="carla@team.example", name="Carla Mora", password=PASSWORD
    )


def token(client: FlaskClient, address: str = "/login") -> str:
    """A form token as the page at an address has it."""
    shown = client.get(address).get_data(as_text=True)
    found = re.search(r'csrf-token" content="([^"]+)"', shown)
    assert found is not None
    return found[1]


def send(client: FlaskClient, address: str, page: str = "/settings", **data: str) -> TestResponse:
    """Sends a form of a page with its token."""
    return client.post(address, data={"csrf_token": token(client, page), **data})


def log_in(client: FlaskClient, viewer: Viewer, **data: str) -> TestResponse:
    """Logs a viewer in."""
    return send(client, "/login", "/login", **{"email": viewer.email, "password": PASSWORD, **data})


def logged_in(app: Flask, viewer: Viewer) -> FlaskClient:
    """A browser in which a viewer has logged in."""
    client = app.test_client()
    assert 302 == log_in(client, viewer).status_code
    return client


def test_only_who_has_the_token_becomes_administrator(netgraph: Netgraph, app: Flask) -> None:
    """The first administrator is made with the token of the start, and by no other."""
    client = app.test_client()
    form = {"name": "Carla Mora", "email": "carla@team.example", "password": PASSWORD}

    assert "/setup" == client.get("/").headers["Location"]
    for guess in ("", "a guess", "thé token"):
        assert "<form" not in client.get(f"/setup?token={guess}").get_data(as_text=True)
        answer = send(client, "/setup", "/login", token=guess, **form)
        assert 403 == answer.status_code
    assert () == netgraph.accounts.all()

    assert f'value="{TOKEN}"' in client.get(f"/setup?token={TOKEN}").get_data(as_text=True)
    assert "/" == send(client, "/setup", "/login", token=TOKEN, **form).headers["Location"]

    assert [Role.ADMIN] == [one.viewer.role for one in netgraph.accounts.all()]
    assert 200 == client.get("/settings/users").status_code
    late = app.test_client()
    assert "/login" == late.get(f"/setup?token={TOKEN}").headers["Location"]
    assert "/login" == send(late, "/setup", "/login", token=TOKEN, **form).headers["Location"]


def test_without_a_token_nobody_becomes_administrator(netgraph: Netgraph) -> None:
    """A server that was given no token lets nobody set it up, with an empty one neither."""
    client = app_on(netgraph).test_client()

    answer = send(
        client, "/setup", "/login", name="Eve", email="e@team.example", password=PASSWORD, token=""
    )

    assert 403 == answer.status_code
    assert () == netgraph.accounts.all()


def test_failed_logins_are_limited_for_an_address(
    netgraph: Netgraph, app: Flask, ana: Viewer, ben: Viewer
) -> None:
    """After the tries that are set even the right password waits; others are not kept out."""
    client = app.test_client()
    statuses = [
        log_in(client, ana, password=f"wrong password {number}").status_code
        for number in range(netgraph.settings.login_tries)
    ]

    kept_out = log_in(client, ana, email=ana.email.upper())

    assert {401} == set(statuses)
    assert 429 == kept_out.status_code
    assert 0 < int(kept_out.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Too many tries" in kept_out.get_data(as_text=True)
    assert 302 == log_in(app.test_client(), ben).status_code


def test_failed_logins_are_limited_for_a_place(netgraph: Netgraph, ana: Viewer) -> None:
    """Who tries one address after the other is stopped as well."""
    few = replace(netgraph, settings=replace(netgraph.settings, login_tries=1))
    client = app_on(few).test_client()

    statuses = [
        log_in(client, ana, email=f"number{number}@team.example").status_code for number in range(7)
    ]

    assert [401] * 5 + [429] * 2 == statuses


def test_logins_that_succeed_are_not_counted(netgraph: Netgraph, app: Flask, ana: Viewer) -> None:
    """Somebody who logs in often and rightly is never kept out."""
    statuses = {
        log_in(app.test_client(), ana).status_code for _ in range(netgraph.settings.login_tries + 2)
    }

    assert {302} == statuses


def test_unknown_address_and_wrong_password_get_the_same_answer(app: Flask, ana: Viewer) -> None:
    """The page of a failed login does not say whether the address has a user."""
    shown = [
        re.sub(r"[\w-]{40,}\.[\w-]{6}\.[\w-]{27}", "", answer.get_data(as_text=True)).replace(
            email, "ADDRESS"
        )
        for email in (ana.email, "nobody@team.example")
        for answer in [log_in(app.test_client(), ana, email=email, password="wrong password")]
    ]

    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_login_never_leads_away(app: Flask, ana: Viewer, wanted: str) -> None:
    """Wherever a link wants to lead after the login, it stays on this server."""
    assert "/" == log_in(app.test_client(), ana, next=wanted).headers["Location"]


def test_a_login_leads_where_one_wanted_to_go(app: Flask, ana: Viewer) -> None:
    """The page that asked for a login is shown after it."""
    client = app.test_client()
    asked = client.get("/reach?q=CFO").headers["Location"]

    assert "/login?next=/reach?q%3DCFO" == asked
    assert "/reach?q=CFO" == log_in(client, ana, next="/reach?q=CFO").headers["Location"]


def test_a_session_begins_anew_at_login(app: Flask, ana: Viewer) -> None:
    """What was in the cookie before the login, its form token too, is not in it after."""
    client = app.test_client()
    with client.session_transaction() as planted:
        planted["sid"] = "planted"
        planted["anything"] = "planted"
    old = token(client)

    client.post("/login", data={"csrf_token": old, "email": ana.email, "password": PASSWORD})

    with client.session_transaction() as held:
        assert "anything" not in held
        assert "planted" != held["sid"]
    assert 400 == client.post("/logout", data={"csrf_token": old}).status_code


def test_a_logout_ends_the_session_of_a_copied_cookie_too(app: Flask, ana: Viewer) -> None:
    """After a logout a copy of the cookie is worth nothing; other sessions go on."""
    client, other = logged_in(app, ana), logged_in(app, ana)
    with client.session_transaction() as held:
        copied = dict(held)
    assert 405 == client.get("/logout").status_code

    assert "/login" == send(client, "/logout").headers["Location"]

    thief = app.test_client()
    with thief.session_transaction() as forged:
        forged.update(copied)
    assert 302 == thief.get("/settings").status_code
    assert 200 == other.get("/settings").status_code


@pytest.mark.parametrize("way", ["/settings/sessions", "/settings/password"])
def test_other_sessions_end_and_this_one_goes_on(app: Flask, ana: Viewer, way: str) -> None:
    """Logging out everywhere, and a new password, end every session but the present one."""
    here, there = logged_in(app, ana), logged_in(app, ana)
    new = "another battery horse"

    send(here, way, current=PASSWORD, new=new, again=new)

    assert 302 == there.get("/settings").status_code
    assert "logged out everywhere else" in here.get("/settings").get_data(as_text=True)


def test_a_deactivated_user_is_out_at_once(app: Flask, admin: Viewer, ana: Viewer) -> None:
    """The administrator's click ends the sessions of a user, and activating brings none back."""
    client, boss = logged_in(app, ana), logged_in(app, admin)
    where = f"/settings/users/{ana.user}/active"

    send(boss, where, active="0")
    out = client.get("/settings").status_code
    send(boss, where, active="1")

    assert 302 == out
    assert 302 == client.get("/settings").status_code
    assert 302 == log_in(client, ana).status_code


def test_a_session_ends_unused_and_at_last_in_any_case(
    netgraph: Netgraph, app: Flask, ana: Viewer, clock: Clock
) -> None:
    """A day without use ends a session, and a week ends it however much it is used."""
    unused, used = logged_in(app, ana), logged_in(app, ana)
    assert (24, 168) == (netgraph.settings.idle_hours, netgraph.settings.session_hours)

    seen = []
    for _ in range(8):
        clock.turn(days=1)
        seen.append(used.get("/settings").status_code)

    assert [200] * 7 + [302] == seen
    assert 302 == unused.get("/settings").status_code


@pytest.mark.parametrize(
    ("https", "cookie", "words"),
    [
        (True, "__Host-netgraph", {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}),
        (False, "netgraph-8017", {"HttpOnly", "Path=/", "SameSite=Lax"}),
    ],
)
def test_the_cookie_is_kept_from_scripts_and_other_sites(
    netgraph: Netgraph, ana: Viewer, *, https: bool, cookie: str, words: set[str]
) -> None:
    """The cookie's flags are as strict as the connection lets them be."""
    served = replace(netgraph, settings=replace(netgraph.settings, https=https))
    client = app_on(served).test_client()
    base = "https://localhost" if https else "http://localhost"
    shown = client.get("/login", base_url=base).get_data(as_text=True)
    found = re.search(r'csrf-token" content="([^"]+)"', shown)
    assert found is not None

    answer = client.post(
        "/login",
        base_url=base,
        data={"csrf_token": found[1], "email": ana.email, "password": PASSWORD},
        headers={"Referer": f"{base}/login"},
    )

    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    flags = {part.strip() for part in rest.split(";")[1:] if "Expires" not in part}
    assert 302 == answer.status_code
    assert (cookie, words) == (name, flags)
    assert https == ("Strict-Transport-Security" in answer.headers)


def test_every_answer_is_hardened(app: Flask, ana: Viewer) -> None:
    """Pages, JSON, errors and redirects all carry the policy and are kept by no cache."""
    client = logged_in(app, ana)

    for address in ("/settings", "/reach/suggest?q=x", "/nothing", "/settings/users", "/login"):
        headers = client.get(address).headers
        assert POLICY == headers["Content-Security-Policy"]
        assert "no-store" == headers["Cache-Control"]
        assert "same-origin" == headers["Referrer-Policy"]
        assert "same-origin" == headers["Cross-Origin-Opener-Policy"]
        assert "same-origin" == headers["Cross-Origin-Resource-Policy"]
        assert "nosniff" == headers["X-Content-Type-Options"]
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.5:8017"])
def test_a_foreign_host_name_is_refused(app: Flask, ana: Viewer, host: str) -> None:
    """A page read under a name that is not ours is not given out, logged in or not."""
    client = logged_in(app, ana)

    answer = client.get("/settings", headers={"Host": host})

    assert 400 == answer.status_code
    assert "NETGRAPH_HOSTS" in answer.get_data(as_text=True)
    assert "ana@team.example" not in answer.get_data(as_text=True)


def test_names_that_are_set_are_served(netgraph: Netgraph) -> None:
    """Loopback names are served always, others once they are set."""
    served = replace(netgraph, settings=replace(netgraph.settings, hosts=("net.team.example",)))
    client = app_on(served).test_client()

    for host in ("localhost:8017", "127.0.0.1:8017", "[::1]:8017", "NET.team.example"):
        assert 200 == client.get("/healthz", headers={"Host": host}).status_code
        assert 302 == client.get("/", headers={"Host": host}).status_code


def test_a_proxy_is_believed_only_when_it_is_set(netgraph: Netgraph) -> None:
    """Without a proxy set, nobody can say that they come from elsewhere."""
    behind = replace(
        netgraph, settings=replace(netgraph.settings, proxies=1, hosts=("net.team.example",))
    )
    forwarded = {"X-Forwarded-Host": "net.team.example", "X-Forwarded-Proto": "https"}

    alone = app_on(netgraph).test_client()
    proxied = app_on(behind).test_client()

    assert 302 == alone.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code
    assert 302 == proxied.get("/", headers=forwarded).status_code
    assert 400 == proxied.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code


def test_a_form_is_small(app: Flask, ana: Viewer) -> None:
    """More than a form can hold is refused with a clear sentence, as a page and as JSON."""
    client = logged_in(app, ana)
    data = {"csrf_token": token(client, "/settings"), "name": "A" * (LARGEST_FORM + 1)}

    page = client.post("/settings", data=data)
    told = client.post("/settings", data=data, headers={"Accept": "application/json"})

    assert (413, 413) == (page.status_code, told.status_code)
    assert "more than can be sent at once" in page.get_data(as_text=True)
    assert {"error", "hint"} == set(told.get_json())


def test_a_form_without_its_token_writes_nothing(
    netgraph: Netgraph, app: Flask, ana: Viewer
) -> None:
    """Another site cannot make a browser change anything."""
    client = logged_in(app, ana)

    for headers in ({}, {"X-CSRF-Token": "made up"}):
        answer = client.post("/settings", data={"name": "Eve"}, headers=headers)
        assert 400 == answer.status_code

    assert "Ana Ruiz" == netgraph.people.get(ana, ana.person).name


def test_json_is_answered_in_json(app: Flask, ana: Viewer) -> None:
    """Whoever asks for JSON gets errors as JSON, and no redirect to a login."""
    wants = {"Accept": "application/json"}

    nobody = app.test_client().get("/settings", headers=wants)
    somebody = logged_in(app, ana).get("/people/nobody-of-that-id", headers=wants)

    assert (401, 404) == (nobody.status_code, somebody.status_code)
    assert "You are not logged in." == nobody.get_json()["error"]
    assert {"error", "hint"} == set(somebody.get_json())


def test_only_administrators_see_users(
    netgraph: Netgraph, app: Flask, admin: Viewer, ana: Viewer
) -> None:
    """Every other role is refused the users page and everything that can be done there."""
    del admin
    for role in (Role.REP, Role.MANAGER, Role.EXECUTIVE):
        netgraph.accounts.set_role(ana.user, role)
        client = logged_in(app, ana)
        assert 403 == client.get("/settings/users").status_code
        for address in ("", f"/{ana.user}/role", f"/{ana.user}/active", f"/{ana.user}/password"):
            answer = send(client, f"/settings/users{address}", role="admin", active="1")
            assert (address, 403) == (address, answer.status_code)
    assert Role.EXECUTIVE is netgraph.accounts.viewer(ana.email).role


def test_an_administrator_adds_a_user_who_logs_in(
    netgraph: Netgraph, app: Flask, admin: Viewer
) -> None:
    """A user is added with a password that is shown once, and can log in with it."""
    boss = logged_in(app, admin)

    shown = send(
        boss, "/settings/users", name="Dana Ortiz", email="Dana@Team.example", role="manager"
    ).get_data(as_text=True)

    found = re.search(r"password <code>([^<]+)</code>", shown)
    assert found is not None
    assert found[1] not in boss.get("/settings/users").get_data(as_text=True)
    dana = netgraph.accounts.viewer("dana@team.example")
    assert Role.MANAGER is dana.role
    assert 302 == log_in(app.test_client(), dana, password=found[1]).status_code


def test_an_administrator_makes_a_new_password(app: Flask, admin: Viewer, ana: Viewer) -> None:
    """A user who forgot theirs gets another, and every session of theirs ends."""
    boss, client = logged_in(app, admin), logged_in(app, ana)

    shown = send(boss, f"/settings/users/{ana.user}/password").get_data(as_text=True)

    found = re.search(r"password <code>([^<]+)</code>", shown)
    assert found is not None
    assert 302 == client.get("/settings").status_code
    assert 302 == log_in(client, ana, password=found[1]).status_code


def test_the_last_administrator_is_told_so(netgraph: Netgraph, app: Flask, admin: Viewer) -> None:
    """The click that would leave nobody in charge says why it does not."""
    boss = logged_in(app, admin)

    send(boss, f"/settings/users/{admin.user}/role", role="rep")

    assert "last administrator" in boss.get("/settings/users").get_data(as_text=True)
    assert Role.ADMIN is netgraph.accounts.viewer(admin.email).role


def test_settings_are_kept_and_shown(app: Flask, ana: Viewer) -> None:
    """Name and the beginning of imports are kept; what was done last can be undone there."""
    client = logged_in(app, ana)

    send(client, "/settings", name="Ana Ruiz-Vidal", import_default="team")
    shown = client.get("/settings").get_data(as_text=True)

    assert 'value="Ana Ruiz-Vidal"' in shown
    assert '<option value="team" selected>' in shown
    assert "Nothing yet." in shown


def test_two_different_new_passwords_change_nothing(
    netgraph: Netgraph, app: Flask, ana: Viewer
) -> None:
    """A new password is typed twice alike, and the present one is asked for."""
    client = logged_in(app, ana)
    new, other = "another battery horse", "another battery house"

    unlike = send(client, "/settings/password", current=PASSWORD, new=new, again=other)
    guessed = send(client, "/settings/password", current="a wild guess", new=new, again=new)

    assert (400, 400) == (unlike.status_code, guessed.status_code)
    assert "not the same" in unlike.get_data(as_text=True)
    assert netgraph.accounts.log_in(email=ana.email, password=PASSWORD) is not None


def test_health_says_version_and_database_to_anybody(app: Flask) -> None:
    """A monitor learns that both answer, without a login and under any name."""
    answer = app.test_client().get("/healthz", headers={"Host": "10.0.0.5"})

    assert (200, "ok") == (answer.status_code, answer.get_json()["database"])
    assert {"netgraph", "database"} == set(answer.get_json())


def test_an_unforeseen_failure_is_logged_without_what_was_typed(
    netgraph: Netgraph, ana: Viewer, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says what failed and where, and not a word of the form or of the error."""

    def fail(_: object) -> str:
        raise ValueError("the secret of Dana Ortiz")

    app = app_on(netgraph)
    app.add_url_rule("/fail", "fail", lambda: fail("x"))
    client = logged_in(app, ana)

    with caplog.at_level(logging.DEBUG):
        answer = client.get("/fail?q=secret")

    assert 500 == answer.status_code
    assert "builtins.ValueError" in caplog.text
    assert "in fail" in caplog.text
    assert "secret" not in caplog.text.replace('raise ValueError("the secret of Dana Ortiz")', "")


def test_every_page_but_the_doors_needs_a_login(app: Flask) -> None:
    """Only the pages before a login and those of signed links are public; all others lead to it."""
    public = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if getattr(view, "is_public", False)
    }

    assert {
        "accounts.login",
        "accounts.do_login",
        "accounts.setup",
        "accounts.do_setup",
        "answers.show",
        "answers.answer",
        "answers.said",
        "ask_links.show",
        "ask_links.answer",
        "calendars.feed",
        "inquiry_links.show",
        "inquiry_links.tell",
        "members.open_round",
        "members.say",
        "outbox.show",
        "outbox.stop",
        "seats.open_seat",
        "seats.answer",
        "share_links.show",
        "share_links.thank",
        "health.healthz",
    } == public


def test_tokens_of_forms_are_bound_to_a_session(app: Flask, ana: Viewer, ben: Viewer) -> None:
    """A token of one session is refused in another."""
    theirs = token(logged_in(app, ben), "/settings")

    answer = logged_in(app, ana).post("/settings", data={"csrf_token": theirs, "name": "Eve"})

    assert 400 == answer.status_code
