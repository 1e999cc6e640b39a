"""Who may log in: passwords, the first administrator, the last one, sessions that end."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from netgraph.domain.access import TEAM, Role, Viewer, Visibility
from netgraph.errors import Conflict, InvalidInput, NetgraphError, NotFound
from netgraph.graph.database import Database
from netgraph.services.accounts import Accounts
from netgraph.wiring import Netgraph
from tests.conftest import NOW, PASSWORD
from tests.graphs import add_evidence, add_person, met

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def admin(netgraph: Netgraph) -> Viewer:
    """Carla Mora, the administrator."""
    return netgraph.accounts.create_first(
        email="carla@team.example", name="Carla Mora", password=PASSWORD
    )


def test_of_many_first_administrators_one_is_made(
    netgraph: Netgraph, new_id: Callable[[], str]
) -> None:
    """Eight who set Netgraph up at the same moment make exactly one administrator."""
    lock, refused = threading.Lock(), []

    def locked_id() -> str:
        with lock:
            return new_id()

    accounts = Accounts(netgraph.database, now=netgraph.now, new_id=locked_id, hasher=QUICK)
    together = threading.Barrier(8)

    def try_it(number: int) -> None:
        together.wait()
        try:
            accounts.create_first(
                email=f"number{number}@team.example", name=f"Number {number}", password=PASSWORD
            )
        except Conflict as error:
            refused.append(error.message)

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == len(accounts.all())
    assert ["Somebody has become the administrator already."] * 7 == refused


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short words", "too short"),
        ("a long sentence " * 65, "too long"),
        ("abababababab", "repeats"),
        ("Dana@Team.Example", "your address or your name"),
        ("dana ortiz-vega", "your address or your name"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(
    netgraph: Netgraph, password: str, reason: str
) -> None:
    """Passwords have bounds, and are neither a few signs nor what everybody knows."""
    with pytest.raises(InvalidInput, match=reason):
        netgraph.accounts.create(
            email="dana@team.example", name="Dana Ortiz-Vega", role=Role.REP, password=password
        )

    assert () == netgraph.accounts.all()


def test_a_password_is_hashed_anew_when_hashing_has_become_dearer(
    netgraph: Netgraph, ana: Viewer, database: Database
) -> None:
    """A login under new costs keeps the password under them, and ends no session."""
    dearer = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    later = Accounts(database, now=netgraph.now, new_id=netgraph.new_id, hasher=dearer)

    wrong = later.log_in(email=ana.email, password="not the password")
    before = netgraph.accounts.by_id(ana.user)
    right = later.log_in(email=ana.email, password=PASSWORD)
    after = netgraph.accounts.by_id(ana.user)

    assert wrong is None
    assert right is not None
    assert before is not None
    assert after is not None
    assert dearer.check_needs_rehash(before.password_hash)
    assert not dearer.check_needs_rehash(after.password_hash)
    assert before.session_epoch == after.session_epoch
    assert later.log_in(email=ana.email, password=PASSWORD) is not None


def test_a_password_change_needs_the_old_one_and_ends_sessions(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """Whoever changes a password knows the present one; every session ends with it."""
    with pytest.raises(InvalidInput, match="not your present password"):
        netgraph.accounts.change_password(ana, current="a wild guess", new="another battery horse")
    before = netgraph.accounts.by_id(ana.user)

    after = netgraph.accounts.change_password(ana, current=PASSWORD, new="another battery horse")

    assert before is not None
    assert before.session_epoch + 1 == after.session_epoch
    assert netgraph.accounts.log_in(email=ana.email, password=PASSWORD) is None
    assert netgraph.accounts.log_in(email=ana.email, password="another battery horse") is not None


def test_a_password_of_more_than_the_longest_never_fits(netgraph: Netgraph) -> None:
    """What comes after the longest password is not cut away before it is compared."""
    longest = ("a longer sentence " * 57)[:1024]
    made = netgraph.accounts.create(
        email="dana@team.example", name="Dana Ortiz", role=Role.REP, password=longest
    )

    assert netgraph.accounts.log_in(email=made.email, password=longest) is not None
    assert netgraph.accounts.log_in(email=made.email, password=longest + "!") is None


def test_the_last_administrator_stays(netgraph: Netgraph, admin: Viewer, ana: Viewer) -> None:
    """The last administrator who may log in is neither demoted nor deactivated."""
    accounts = netgraph.accounts
    with pytest.raises(Conflict, match="last administrator"):
        accounts.set_role(admin.user, Role.REP)
    with pytest.raises(Conflict, match="last administrator"):
        accounts.set_active(admin.user, active=False)

    accounts.set_role(ana.user, Role.ADMIN)
    accounts.set_active(admin.user, active=False)
    with pytest.raises(Conflict, match="last administrator"):
        accounts.set_role(ana.user, Role.EXECUTIVE)

    assert {(admin.user, False, Role.ADMIN), (ana.user, True, Role.ADMIN)} == {
        (one.viewer.user, one.active, one.viewer.role) for one in accounts.all()
    }


def test_two_administrators_cannot_demote_each_other_at_once(
    netgraph: Netgraph, admin: Viewer, ana: Viewer
) -> None:
    """When both try at the same moment, one administrator is left."""
    netgraph.accounts.set_role(ana.user, Role.ADMIN)
    together = threading.Barrier(2)
    refused: list[NetgraphError] = []

    def demote(user: Viewer) -> None:
        together.wait()
        try:
            netgraph.accounts.set_role(user.user, Role.REP)
        except Conflict as error:
            refused.append(error)

    threads = [threading.Thread(target=demote, args=(user,)) for user in (admin, ana)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    roles = sorted(one.viewer.role.value for one in netgraph.accounts.all())
    assert ["admin", "rep"] == roles
    assert 1 == len(refused)


def test_a_deactivated_user_is_nobody_until_activated(
    netgraph: Netgraph, admin: Viewer, ana: Viewer
) -> None:
    """Who may not log in is refused as an unknown address would be, and can come back."""
    del admin
    accounts = netgraph.accounts
    accounts.set_active(ana.user, active=False)

    assert accounts.log_in(email=ana.email, password=PASSWORD) is None
    with pytest.raises(NotFound):
        accounts.viewer(ana.email)

    accounts.set_active(ana.user, active=True)
    assert accounts.log_in(email=ana.email, password=PASSWORD) is not None


def test_a_name_is_that_of_the_person_too(netgraph: Netgraph, ana: Viewer) -> None:
    """A user who takes another name is found by it among the team's people."""
    netgraph.accounts.set_preferences(ana, name=" Ana  Ruiz-Vidal ", import_default=Visibility.TEAM)

    kept = netgraph.accounts.by_id(ana.user)
    assert kept is not None
    assert (replace(ana, name="Ana Ruiz-Vidal"), Visibility.TEAM) == (
        kept.viewer,
        kept.import_default,
    )
    assert "Ana Ruiz-Vidal" == netgraph.people.get(ana, ana.person).name


def test_a_new_user_whom_somebody_holds_privately_is_one_person_to_both(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """A private contact who becomes a user takes the private facts along, still private."""
    own = add_person(netgraph, "own", "Dana Ortiz", email="dana@team.example", scope=ana.private)
    add_evidence(netgraph, met(ana.person, "own", NOW.date(), times=3), scope=ana.private)

    dana = netgraph.accounts.create(
        email="dana@team.example", name="Dana Ortiz", role=Role.REP, password=PASSWORD
    )

    day = NOW.date()
    assert TEAM == netgraph.people.get(ana, dana.person).scope
    with pytest.raises(NotFound):
        netgraph.people.get(ana, own)
    seen_by_ana = netgraph.ties.network(ana, as_of=day).tie(of=ana.person, towards=dana.person)
    seen_by_dana = netgraph.ties.network(dana, as_of=day).tie(of=ana.person, towards=dana.person)
    assert seen_by_ana is not None
    assert seen_by_dana is not None
    assert seen_by_ana.strength.probability > seen_by_dana.strength.probability
