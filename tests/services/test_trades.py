"""A ring goes its way: proposed, agreed on one by one behind links, given in order, recorded."""

import pytest

from netgraph.domain.access import Viewer
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.ids import TradeId
from netgraph.domain.trades import TradeAct, TradeState
from netgraph.errors import Conflict, NotFound
from netgraph.services.ledger import Asked, Show
from netgraph.services.trades import SeatLink, SeenTrade
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_company, add_evidence, add_person, add_want, met

DAY = NOW.date()


@pytest.fixture
def ring(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Uma and Vic well; each knows whom the other wants to meet."""
    company = add_company(netgraph, "acme", "Acme")
    for id_, name, title in (
        ("uma", "Uma Roth", "Founder"),
        ("vic", "Vic Stone", "Founder"),
        ("cfo", "Cora Fox", "CFO"),
        ("cio", "Cid Ono", "CIO"),
    ):
        add_person(netgraph, id_, name, title=title, company=company)
    add_evidence(
        netgraph,
        met(ana.person, "uma", DAY, times=9),
        met(ana.person, "vic", DAY, times=9),
        met("uma", "cfo", DAY, times=9),
        met("vic", "cio", DAY, times=9),
    )
    add_want(netgraph, "uma", "a CIO", role="CIO")
    add_want(netgraph, "vic", "a CFO", role="CFO")
    return netgraph


def proposed(netgraph: Netgraph, viewer: Viewer) -> SeenTrade:
    """The one ring that closes, begun."""
    (best,) = netgraph.trades.board(viewer).proposals
    trade, _ = netgraph.trades.propose(viewer, best.key)
    return netgraph.trades.trade(viewer, trade)


def link_of(trade: SeenTrade) -> SeatLink:
    """The link of whose turn it is."""
    assert trade.id is not None
    assert trade.seat is not None
    return SeatLink(trade=trade.id, seat=trade.seat, nonce=trade.link)


def test_a_ring_is_agreed_on_given_and_logged(ring: Netgraph, ana: Viewer) -> None:
    """Both agree behind their links, each sees own give and get, and both favors are logged."""
    trade = proposed(ring, ana)
    assert trade.id is not None
    seen = []
    for act in (TradeAct.AGREE, TradeAct.AGREE, TradeAct.GIVE, TradeAct.GIVE):
        now = ring.trades.trade(ana, trade.id)
        view = ring.trades.open(link_of(now))
        assert view.receiver is not None
        assert view.whom is not None
        assert view.get is not None
        assert act in view.acts
        seen.append((view.me.id, view.receiver.id, view.whom.id, view.get.id))
        ring.trades.answer(link_of(now), act)

    assert {("uma", "vic", "cfo", "cio"), ("vic", "uma", "cio", "cfo")} == set(seen)
    assert TradeState.DONE is ring.trades.trade(ana, trade.id).state
    logged = ring.favors.ledger(ana, Asked(show=Show.OTHERS)).entries
    assert {("uma", "vic", "cfo"), ("vic", "uma", "cio")} == {
        (entry.deed.giver, entry.deed.receiver, entry.deed.introduced)
        for entry in logged
        if isinstance(entry.deed, Favor) and entry.deed.kind is FavorKind.INTRODUCTION
    }
    with pytest.raises(NotFound):
        ring.trades.open(link_of(now))


def test_a_refusal_a_withdrawal_and_silence_look_alike(
    ring: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """However a ring closes, its proposer reads the same, and its links lead nowhere."""
    read = []
    for ends in (TradeAct.DECLINE, TradeAct.WITHDRAW, None):
        trade = proposed(ring, ana)
        assert trade.id is not None
        link = link_of(trade)
        if ends is None:
            clock.turn(days=15)
        else:
            ring.trades.answer(link, ends)
        over = ring.trades.trade(ana, trade.id)
        read.append((over.state, over.turn, over.link, over.left_out))
        with pytest.raises(NotFound):
            ring.trades.open(link)

    assert {(TradeState.CLOSED, None, "", ())} == set(read)


def test_nobody_is_asked_twice_and_nobody_out_of_turn(ring: Netgraph, ana: Viewer) -> None:
    """People of a live ring are in no proposal; the second is not asked before the first agreed."""
    trade = proposed(ring, ana)
    assert () == ring.trades.board(ana).proposals
    assert () == ring.trades.proposal(ana).clearing.trades
    assert trade.id is not None
    assert trade.seat is not None
    other = ring.trades._own(ana, trade.id).links[1 - trade.seat]
    with pytest.raises(NotFound):
        ring.trades.open(SeatLink(trade=trade.id, seat=1 - trade.seat, nonce=other))

    ring.trades.answer(link_of(trade), TradeAct.AGREE)
    with pytest.raises(Conflict):
        ring.trades.answer(link_of(trade), TradeAct.AGREE)

    ring.trades.act(ana, trade.id, TradeAct.WITHDRAW)
    assert 1 == len(ring.trades.board(ana).proposals)


def test_a_trade_is_its_proposers_alone(ring: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """A colleague finds no ring of somebody else's, and an undone one is gone."""
    (best,) = ring.trades.board(ana).proposals
    trade, done = ring.trades.propose(ana, best.key)
    for someone, id_ in ((ben, trade), (ana, TradeId("nothing"))):
        with pytest.raises(NotFound):
            ring.trades.trade(someone, id_)

    ring.history.undo(ana, done.change)

    assert () == ring.trades.board(ana).own
