"""An ask is answered by link, stepped up kindly, and mandated only by who may do that."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Role, Viewer
from netgraph.domain.asks import AskKind, AskState, Move
from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import AskId, PersonId
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.asks import AskLink, SeenAsk
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person


def put(netgraph: Netgraph, viewer: Viewer, asked: PersonId, clock: Clock) -> SeenAsk:
    """An ask with five days' time."""
    ask, _ = netgraph.asks.put(
        viewer, asked, what="send the pilot figures", by=clock().date() + timedelta(days=5),
        help_offered="I can draft the sheet.",
    )  # fmt: skip
    return netgraph.asks.one(viewer, ask)


def link_of(netgraph: Netgraph, viewer: Viewer, ask: AskId) -> AskLink:
    """The link of an ask as its asker sees it."""
    link = netgraph.asks.one(viewer, ask).link
    assert link is not None
    return link


def test_it_is_answered_by_link_and_noted_as_done(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Dana promises, later says it is done; then the link is over. Ben sees nothing of it."""
    dana = add_person(netgraph, "dana", "Dana Ortiz")
    ask = put(netgraph, ana, dana, clock).ask.id
    link = link_of(netgraph, ana, ask)
    netgraph.asks.answer(link, Move.PROMISE)
    assert AskState.PROMISED is netgraph.asks.one(ana, ask).ask.course.state
    netgraph.asks.answer(link, Move.FINISH)

    assert AskState.DONE is netgraph.asks.one(ana, ask).ask.course.state
    assert () == netgraph.asks.all(ben)
    for bad in (link, AskLink(ask=ask, nonce=""), AskLink(ask=AskId("x"), nonce=link.nonce)):
        with pytest.raises(NotFound):
            netgraph.asks.open(bad)
        with pytest.raises(NotFound):
            netgraph.asks.answer(bad, Move.REFUSE)


def test_unmet_it_goes_up_step_by_step_and_every_text_is_kind(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Each step has its day, its link and its words; a rep gives no mandate, a manager may."""
    dana = add_person(netgraph, "dana", "Dana Ortiz")
    ask = put(netgraph, ana, dana, clock).ask.id
    with pytest.raises(Conflict):
        netgraph.asks.move(ana, ask, Move.REASK, by=clock().date() + timedelta(days=9))
    texts, links = [], []
    for move in (Move.REASK, Move.CHALLENGE, Move.DOUBT):
        clock.turn(days=6)
        netgraph.asks.move(ana, ask, move, by=clock().date() + timedelta(days=5))
        seen = netgraph.asks.one(ana, ask)
        texts.append(netgraph.asks.text(seen, link="https://net.example/a/x"))
        links.append(link_of(netgraph, ana, ask))
    clock.turn(days=6)
    day = clock().date() + timedelta(days=5)
    assert Move.MANDATE not in netgraph.asks.one(ana, ask).moves
    with pytest.raises(Conflict):
        netgraph.asks.move(ana, ask, Move.MANDATE, by=day)
    manager = netgraph.accounts.set_role(ana.user, Role.MANAGER).viewer
    netgraph.asks.move(manager, ask, Move.MANDATE, by=day)
    texts.append(netgraph.asks.text(netgraph.asks.one(manager, ask), link="https://x.example"))

    assert AskKind.MANDATE is netgraph.asks.one(manager, ask).ask.course.kind
    assert 3 == len(set(links))
    assert 4 == len(set(texts))
    assert [()] * 4 == [debts_in(text) for text in texts]
    assert [True] * 4 == ["I can draft the sheet." in text for text in texts]
    with pytest.raises(NotFound):
        netgraph.asks.answer(links[0], Move.REFUSE)


def test_a_colleague_answers_on_their_own_page(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ben sees what Ana asks of him and says no; Ana cannot answer for him."""
    ask = put(netgraph, ana, ben.person, clock).ask.id
    with pytest.raises(Conflict):
        netgraph.asks.move(ana, ask, Move.PROMISE)
    netgraph.asks.move(ben, ask, Move.REFUSE, note="Not mine.")

    assert AskState.REFUSED is netgraph.asks.one(ana, ask).ask.course.state
    assert netgraph.asks.one(ben, ask).link is None


def test_an_ask_says_how_it_helps_and_speaks_of_no_debt(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Without help offered, or with a debt in it, nothing is asked."""
    dana = add_person(netgraph, "dana", "Dana Ortiz")
    day = clock().date()

    for what, offered in (("call", " "), ("call, as you owe me", "I can wait.")):
        with pytest.raises(InvalidInput):
            netgraph.asks.put(ana, dana, what=what, by=day, help_offered=offered)
