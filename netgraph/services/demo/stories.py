"""The stories of the demo network, placed by hand; log in as Lena Hartmann to click through them.

1. *A strong path through a tie that fell asleep.* Reach Henrik Aas, CFO at Nordholm Energi:
   Miriam Keller sits on a board with him. She and Lena worked closely, then nobody wrote.
2. *A connector asked too often.* Reach Claudia Ferri, COO at Ferrovia Meccanica: Jonas Weidlich
   knows her best, but has made seven introductions for us in three months, and five colleagues
   have drafted the next ones. Elena Petrova is the quieter way.
3. *An introduction for an introduction.* Reach Victor Lang, CEO at Castellan Insurance: Dana
   Whitfield sits on a board with him and wants to meet a head of HR in retail; Lena and Tom know
   Grace Mbeki well, Dana does not.
4. *A barter of three.* Amara Diallo wants to meet Sven Lindahl, whom Chiara Conti knows; Chiara
   wants to meet Theo Brandauer, whom Bruno Hartwig knows; Bruno wants to meet Rosa Delgado, whom
   Amara knows. Nobody can pay back directly, all three can round the circle.
5. *A strained customer.* Pieter van Aalst at Bluefin Logistics: two promises broken, mail
   unanswered since; Anneke de Wit knows both sides.
6. *An executive whom nobody reaches.* Beatrix von Arnim, CEO at Aurelia Privatbank.
7. *One name, two people.* Maria Rossi, at Ferrovia Meccanica and at Ostara Cosmetics.
8. *One role, two holders.* The CFO at Velden Automotive: Katharina Brandt (the group) and Stefan
   Moll (Germany).
9. *A wink is not a marriage.* Johan Ekberg, CTO at Solvik Telecom, is on Lena's list of
   connections; the way over Rafael Ortega is longer and better.
10. *A tie of one's own.* Reach Laurent Dubois, who leads Montclair Mode: only Lena is offered the
    way over her old friend Nadia Benali, as only she sees that friendship.
11. *Expertise to offer.* Reach Simone Hale, CEO at Brightwater Foods: Carlos Mendes looks for
    somebody who moved off SAP, and Ruth Adler of our own IT did.
12. *A sounding board.* Reach Robert Quill, CFO at Alderbrook Stores: Helen Marsh wants a sounding
    board for a reorganisation, and Ingrid Solberg has been through one.
13. *A speaker in May.* Reach Erik Brandvold, CEO at Halvorsen Marine: Lucía Navarro needs a
    speaker on demand forecasting, and Kenji Watanabe speaks about it.
14. *Requests on their way.* **Introductions** shows Lena's in every state: Johan Ekberg asked for,
    Katharina Brandt said to be asked, Robert Quill introduced (did they meet?), Erik Brandvold
    closed, and Simone Hale waiting for a turn, as Priya Raman is asking. Daniel Reyes asks the
    team who knows Beatrix von Arnim, and Tom Okafor has not sent Lena his figures yet.
15. *Given for nothing.* **Shares** has a story of Marco Bellini's, what Tom Okafor knows, whom
    Sofia Lindqvist likes, and an idea that Lena had for Dana Whitfield.
"""

from datetime import timedelta

from netgraph.domain.access import TEAM, Scope
from netgraph.domain.evidence import Kind
from netgraph.domain.favors import FavorKind, PromiseState, Size
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import Act, Actor
from netgraph.domain.people import BuyingRole
from netgraph.domain.shares import ShareKind
from netgraph.domain.wants import WantKind
from netgraph.services.demo import words
from netgraph.services.demo.builder import Builder, person_called, user_called
from netgraph.services.demo.words import Sort

VIEWER = "lena.hartmann@fernhill.example"
"""Whom to log in as."""

_LENA, _TOM, _PRIYA = map(person_called, ("Lena Hartmann", "Tom Okafor", "Priya Raman"))
_MARCO, _SOFIA, _DANIEL = map(person_called, ("Marco Bellini", "Sofia Lindqvist", "Daniel Reyes"))
_INGRID, _KENJI = map(person_called, ("Ingrid Solberg", "Kenji Watanabe"))
_BY_LENA, _BY_TOM, _BY_SOFIA = map(user_called, ("Lena Hartmann", "Tom Okafor", "Sofia Lindqvist"))
_BY_PRIYA, _BY_MARCO = map(user_called, ("Priya Raman", "Marco Bellini"))

_CAST: tuple[tuple[str, str, str, int | None], ...] = (
    # name, title, company, and the line of the titles that they hold there, if one
    ("Miriam Keller", "Operating Partner", "foxglove", 1),
    ("Henrik Aas", "Chief Financial Officer", "nordholm", 1),
    ("Jonas Weidlich", "Partner", "kaplanroth", 1),
    ("Claudia Ferri", "Chief Operating Officer", "ferrovia-meccanica", 2),
    ("Elena Petrova", "Delivery Manager", "datalane", 4),
    ("Dana Whitfield", "Managing Partner", "thornbury", 0),
    ("Victor Lang", "Chief Executive Officer", "castellan", 0),
    ("Grace Mbeki", "Head of HR", "harrowpike", 6),
    ("Amara Diallo", "Chief Information Officer", "brightwater-foods", 3),
    ("Bruno Hartwig", "COO", "tessmer-pharma", 2),
    ("Chiara Conti", "Chief Financial Officer", "ostara", 1),
    ("Sven Lindahl", "VP Customer Operations", "solvik", 6),
    ("Rosa Delgado", "Chief Operating Officer", "quintero", 2),
    ("Theo Brandauer", "Geschäftsführer", "rheinwerk", 0),
    ("Pieter van Aalst", "Chief Operating Officer", "bluefin", 2),
    ("Noor Jansen", "Planning Manager", "bluefin", 7),
    ("Anneke de Wit", "Senior Advisor", "marlowe", 2),
    ("Beatrix von Arnim", "Chief Executive Officer", "aurelia", 0),
    ("Maria Rossi", "Head of Procurement", "ferrovia-meccanica", 4),
    ("Maria Rossi", "Brand Manager", "ostara", None),
    ("Katharina Brandt", "Group CFO", "velden", 1),
    ("Stefan Moll", "CFO Germany", "velden", None),
    ("Ulrich Stein", "Founding Partner", "granitelane", 0),
    ("Johan Ekberg", "CTO", "solvik", 3),
    ("Rafael Ortega", "Solutions Director", "lumennorte", 2),
    ("Nadia Benali", "Senior Advisor", "ipsum-strategie", 2),
    ("Laurent Dubois", "Président-directeur général", "montclair-mode", 0),
    ("Carlos Mendes", "CIO", "quintero", 3),
    ("Simone Hale", "Chief Executive Officer", "brightwater-foods", 0),
    ("Ruth Adler", "Head of Internal IT", "fernhill", None),
    ("Helen Marsh", "Chief Operating Officer", "medwell", 2),
    ("Robert Quill", "Chief Financial Officer", "alderbrook", 1),
    ("Lucía Navarro", "Programme Director", "scforum", 0),
    ("Erik Brandvold", "CEO", "halvorsen-marine", 0),
)
_MARIA_IN_TURIN, _MARIA_IN_PARIS = PersonId("p-maria-rossi"), PersonId("p-maria-rossi-2")
_LONG_TOGETHER = (720, 12)


def place_people(b: Builder) -> None:
    """Puts the people of the stories into their companies, before chance fills these."""
    for n, (name, title, domain, line) in enumerate(_CAST):
        person = b.person(name, title, b.at(domain), by=_BY_LENA, since=900 + 37 * n)
        b.placed[person] = line


def tell_stories(b: Builder) -> None:
    """Adds what happened in each story, after chance has made all else."""
    _asleep(b)
    _asked_too_often(b)
    _head_of_hr(b)
    _barter_of_three(b)
    _strained(b)
    _nobody_reaches(b)
    _names_and_roles(b)
    _only_on_a_list(b)
    _private_friend(b)
    _expertise(b)
    _on_their_way(b)


def _close(b: Builder, one: PersonId, two: PersonId, *, until: int = 6, every: int = 28) -> None:
    """Two who wrote and met for two years, the last time `until` days ago."""
    by = user_called(b.people[one].value.name) if one in b.users else _BY_LENA
    b.mail(one, two, days=(720, until), monthly=5, answered=0.85, by=by)
    b.meetings(one, two, days=(720, until + 2), every=every, by=by)


def _working(b: Builder, one: PersonId, two: PersonId, *, until: int = 25) -> None:
    """Two who write now and then and meet every season."""
    by = user_called(b.people[one].value.name) if one in b.users else _BY_LENA
    b.mail(one, two, days=(500, until), monthly=1.5, answered=0.6, by=by)
    b.meetings(one, two, days=(500, until + 10), every=110, by=by)


def _board(b: Builder, one: PersonId, two: PersonId, *, seats: int, until: int = 40) -> None:
    """Two who sit on one board and said so."""
    b.lasted(Kind.SAME_BOARD, one, two, b.ago(1500), by=_BY_LENA, weight=1 / (seats - 1))
    b.meetings(one, two, days=(700, until), every=91, by=_BY_LENA)
    b.happened(Kind.VOUCH, one, two, b.workday_ago(until + 60), by=_BY_LENA)


def _asleep(b: Builder) -> None:
    miriam, henrik = person_called("Miriam Keller"), person_called("Henrik Aas")
    b.mail(_LENA, miriam, days=(728, 290), monthly=6, answered=0.9, by=_BY_LENA)
    b.meetings(_LENA, miriam, days=(725, 300), every=24, by=_BY_LENA)
    b.favor(miriam, _LENA, FavorKind.DOCUMENT_REVIEW, b.workday_ago(330), by=_BY_LENA,
            size=Size.AFTERNOON, note="took the business case apart and mended it")  # fmt: skip
    b.favor(_LENA, miriam, FavorKind.SOUNDING_BOARD, b.workday_ago(345), by=_BY_LENA,
            size=Size.AFTERNOON, note="listened to her plan for the new fund")  # fmt: skip
    b.favor(_LENA, miriam, FavorKind.INFORMATION, b.workday_ago(310), by=_BY_LENA,
            note="told her who was hiring planners")  # fmt: skip
    b.note(miriam, "Changed to Foxglove; we lost touch when the pilot ended. No bad blood.",
           b.ago(200), by=_BY_LENA)  # fmt: skip
    b.want(miriam, WantKind.SHARE, "something good to read about demand forecasting",
           b.workday_ago(320), by=_BY_LENA)  # fmt: skip
    _board(b, miriam, henrik, seats=6)


def _asked_too_often(b: Builder) -> None:
    jonas, claudia = person_called("Jonas Weidlich"), person_called("Claudia Ferri")
    elena = person_called("Elena Petrova")
    _close(b, _LENA, jonas)
    _board(b, jonas, claudia, seats=5)
    _working(b, _LENA, elena, until=20)
    _close(b, elena, claudia, until=30, every=45)
    b.want(elena, WantKind.EXPERTISE, "somebody who has done warehouse automation before",
           b.workday_ago(31), by=_BY_LENA)  # fmt: skip
    b.expert(_SOFIA, "warehouse automation", by=_BY_SOFIA)
    asking = (_TOM, _PRIYA, _MARCO, _LENA, _SOFIA, _TOM, _PRIYA)
    met = [p for p in b.people if p not in b.placed and _buys(b, p)]
    for n, (user, target) in enumerate(zip(asking, b.random.sample(met, len(asking)), strict=True)):
        by = b.users[user].id
        b.mail(user, jonas, days=(200, 8 + n), monthly=1.2, answered=0.8, by=by)
        b.happened(Kind.VOUCH, jonas, target, b.workday_ago(130 + n), by=by)
        b.favor(jonas, user, FavorKind.INTRODUCTION, b.workday_ago(12 + 13 * n), by=by,
                size=Size.AFTERNOON, note="a warm line by mail", introduced=target)  # fmt: skip
    b.favor(_LENA, jonas, FavorKind.REFERRAL, b.workday_ago(410), by=_BY_LENA,
            note="passed on a lead for his team")  # fmt: skip
    again = b.random.sample([p for p in met if not b.knows(jonas, p)], 5)
    for n, (user, target) in enumerate(zip((_TOM, _PRIYA, _MARCO, _SOFIA, _DANIEL), again,
                                           strict=True)):  # fmt: skip
        by = b.users[user].id
        b.happened(Kind.MEETING, jonas, target, b.workday_ago(150 + 9 * n), by=by)
        b.draft(user, jonas, target, purpose=words.PURPOSES[n % len(words.PURPOSES)], offer="",
                day=b.ago(3 + 6 * n), by=by)  # fmt: skip
    b.note(jonas, "Sighed when I called: “You people must think I run a switchboard.”",
           b.ago(9), by=_BY_LENA)  # fmt: skip


def _buys(b: Builder, person: PersonId) -> bool:
    scoped = b.people[person]
    sort = b.words[scoped.value.job.company].sort
    return scoped.scope == TEAM and sort in {Sort.PROSPECT, Sort.CUSTOMER}


def _head_of_hr(b: Builder) -> None:
    dana, victor = person_called("Dana Whitfield"), person_called("Victor Lang")
    grace = person_called("Grace Mbeki")
    _close(b, _LENA, dana, until=12, every=35)
    _board(b, dana, victor, seats=7)
    b.want(dana, WantKind.INTRODUCTION, "to meet a head of HR in retail, about a works council",
           b.workday_ago(17), by=_BY_LENA, role="Head of HR", industry="retail")  # fmt: skip
    _close(b, _LENA, grace, until=9)
    _close(b, _TOM, grace, until=15, every=35)
    b.favor(_LENA, grace, FavorKind.ADVICE, b.workday_ago(80), by=_BY_LENA,
            note="how other shops plan their seasonal staff")  # fmt: skip
    b.favor(dana, _LENA, FavorKind.ADVICE, b.workday_ago(150), by=_BY_LENA,
            note="how insurers buy software")  # fmt: skip
    b.promise(_LENA, dana, "send the retail benchmark", made=b.ago(6),
              due=b.today + timedelta(days=3), state=PromiseState.OPEN, by=_BY_LENA)  # fmt: skip


def _barter_of_three(b: Builder) -> None:
    amara, bruno, chiara = map(person_called, ("Amara Diallo", "Bruno Hartwig", "Chiara Conti"))
    rosa, theo, sven = map(person_called, ("Rosa Delgado", "Theo Brandauer", "Sven Lindahl"))
    for one, knows, wanted, about in (
        (amara, rosa, sven, "how a network operator answers customers at night"),
        (bruno, theo, rosa, "how a food maker plans short shelf lives"),
        (chiara, sven, theo, "how a family firm finances a plant"),
    ):
        _working(b, _LENA, one)
        b.happened(Kind.CALL, _LENA, one, b.workday_ago(16), by=_BY_LENA)
        _close(b, one, knows, until=30, every=45)
        b.happened(Kind.VOUCH, one, knows, b.workday_ago(55), by=_BY_LENA)
        name = b.people[wanted].value.name
        b.want(one, WantKind.INTRODUCTION, f"to meet {name}: {about}", b.workday_ago(28),
               by=_BY_LENA, wanted=wanted)  # fmt: skip
    b.happened(Kind.CONTACT_LIST, _PRIYA, rosa, b.ago(800), by=_BY_PRIYA)
    b.happened(Kind.CONTACT_LIST, _MARCO, theo, b.ago(640), by=_BY_MARCO)
    b.promise(_LENA, amara, "share the figures of the pilot", made=b.ago(10),
              due=b.today + timedelta(days=6), state=PromiseState.OPEN, by=_BY_LENA)  # fmt: skip


def _strained(b: Builder) -> None:
    pieter, noor, anneke = map(person_called, ("Pieter van Aalst", "Noor Jansen", "Anneke de Wit"))
    for person in (pieter, noor):
        b.mail(_SOFIA, person, days=(720, 205), monthly=4, answered=0.85, by=_BY_SOFIA)
        b.meetings(_SOFIA, person, days=(715, 215), every=91, by=_BY_SOFIA)
        b.mail(_SOFIA, person, days=(190, 7), monthly=3, answered=0, by=_BY_SOFIA)
    b.favor(pieter, _SOFIA, FavorKind.REFERENCE, b.workday_ago(560), by=_BY_SOFIA,
            size=Size.REPUTATION, note="took three reference calls in a week")  # fmt: skip
    for owner, what, made, due in (
        (_SOFIA, "mend the invoice interface before the season", 240, 200),
        (_LENA, "bring our head of product to Rotterdam", 225, 196),
    ):
        b.promise(owner, pieter, what, made=b.ago(made), due=b.ago(due),
                  state=PromiseState.BROKEN, by=b.users[owner].id)  # fmt: skip
    b.note(pieter, "The interface failed on the first day of the season. He has not answered "
           "since, and cancelled the quarterly review.", b.ago(160), by=_BY_SOFIA)  # fmt: skip
    b.plays(pieter, BuyingRole.DECISION_MAKER, by=_BY_SOFIA)
    _close(b, _LENA, anneke, until=14, every=60)
    _close(b, anneke, pieter, until=20, every=60)
    b.happened(Kind.VOUCH, anneke, pieter, b.workday_ago(45), by=_BY_LENA)


def _nobody_reaches(b: Builder) -> None:
    b.note(person_called("Beatrix von Arnim"), "Speaks at the private banking days in Vienna every "
           "spring. Nobody of us knows anyone at Aurelia.", b.ago(40), by=_BY_LENA)  # fmt: skip


def _names_and_roles(b: Builder) -> None:
    _working(b, _MARCO, _MARIA_IN_TURIN)
    b.mail(_LENA, _MARIA_IN_PARIS, days=(420, 33), monthly=0.7, answered=0.7, by=_BY_LENA)
    katharina, stefan, ulrich = map(
        person_called, ("Katharina Brandt", "Stefan Moll", "Ulrich Stein")
    )
    _working(b, _LENA, ulrich)
    _board(b, ulrich, katharina, seats=9)
    b.want(ulrich, WantKind.EXPERTISE, "advice on running a pilot in two plants at once",
           b.workday_ago(45), by=_BY_LENA)  # fmt: skip
    b.expert(_LENA, "running a pilot in two plants", by=_BY_LENA)
    _working(b, _MARCO, stefan, until=40)
    b.plays(katharina, BuyingRole.ECONOMIC_BUYER, by=_BY_LENA)
    b.plays(stefan, BuyingRole.INFLUENCER, by=_BY_MARCO)


def _only_on_a_list(b: Builder) -> None:
    johan, rafael = person_called("Johan Ekberg"), person_called("Rafael Ortega")
    b.happened(Kind.CONTACT_LIST, _LENA, johan, b.ago(900), by=_BY_LENA)
    _close(b, _LENA, rafael, until=4, every=21)
    _close(b, rafael, johan, until=16, every=45)
    b.happened(Kind.VOUCH, rafael, johan, b.workday_ago(70), by=_BY_LENA)
    b.want(rafael, WantKind.INTRODUCTION, "to meet a CIO in food who plans a new platform",
           b.workday_ago(14), by=_BY_LENA, role="CIO", industry="food")  # fmt: skip
    b.favor(_LENA, rafael, FavorKind.REFERRAL, b.workday_ago(60), by=_BY_LENA,
            size=Size.AFTERNOON, note="named his firm to a customer")  # fmt: skip


def _private_friend(b: Builder) -> None:
    nadia, laurent = person_called("Nadia Benali"), person_called("Laurent Dubois")
    mine = Scope(_BY_LENA)
    b.mail(_LENA, nadia, days=(700, 5), monthly=6, answered=0.9, by=_BY_LENA, scope=mine,
           kind=Kind.MESSAGE)  # fmt: skip
    b.meetings(_LENA, nadia, days=(700, 18), every=30, by=_BY_LENA, scope=mine)
    b.favor(nadia, _LENA, FavorKind.HOSPITALITY, b.workday_ago(140), by=_BY_LENA, scope=mine,
            note="a week in her flat in Lyon")  # fmt: skip
    b.favor(_LENA, nadia, FavorKind.SOUNDING_BOARD, b.workday_ago(60), by=_BY_LENA, scope=mine,
            note="an evening about going independent")  # fmt: skip
    b.note(nadia, "We shared a flat as students. I ask her as a friend or not at all.",
           b.ago(58), by=_BY_LENA, scope=mine)  # fmt: skip
    b.happened(Kind.CONTACT_LIST, _MARCO, nadia, b.ago(500), by=_BY_MARCO)
    _board(b, nadia, laurent, seats=6)
    for days in (330, 250):
        by = b.users[_INGRID].id
        b.happened(Kind.MEETING, _INGRID, laurent, b.workday_ago(days), by=by)


def _expertise(b: Builder) -> None:
    carlos, simone, ruth = map(person_called, ("Carlos Mendes", "Simone Hale", "Ruth Adler"))
    _working(b, _LENA, carlos, until=8)
    _close(b, _PRIYA, carlos, until=11)
    _board(b, carlos, simone, seats=5)
    b.want(carlos, WantKind.EXPERTISE, "somebody who moved off SAP and would do it again",
           b.workday_ago(24), by=_BY_LENA)  # fmt: skip
    for person in (ruth, person_called("Amara Diallo")):
        b.expert(person, "moving off SAP", by=_BY_LENA)
    _close(b, _LENA, ruth, until=5)

    helen, robert = person_called("Helen Marsh"), person_called("Robert Quill")
    _working(b, _LENA, helen, until=13)
    _working(b, _INGRID, helen, until=50)
    _board(b, helen, robert, seats=8)
    b.want(helen, WantKind.EXPERTISE, "a sounding board for reorganising her planning team",
           b.workday_ago(20), by=_BY_LENA)  # fmt: skip
    b.expert(_INGRID, "reorganising a planning team", by=_BY_LENA)
    b.favor(_INGRID, helen, FavorKind.SOUNDING_BOARD, b.workday_ago(190), by=b.users[_INGRID].id,
            note="an hour on the phone about her first year")  # fmt: skip

    lucia, erik = person_called("Lucía Navarro"), person_called("Erik Brandvold")
    _working(b, _LENA, lucia, until=10)
    _close(b, lucia, erik, until=22, every=90)
    b.happened(Kind.VOUCH, lucia, erik, b.workday_ago(100), by=_BY_LENA)
    b.want(lucia, WantKind.EXPERTISE, "a speaker in May on demand forecasting",
           b.workday_ago(12), by=_BY_LENA)  # fmt: skip
    b.expert(_KENJI, "demand forecasting", by=b.users[_KENJI].id)


def _on_their_way(b: Builder) -> None:
    send, accept = (Act.SEND, Actor.REQUESTER), (Act.ACCEPT, Actor.CONNECTOR)
    consent, introduce = (Act.CONSENT, Actor.TARGET), (Act.INTRODUCE, Actor.CONNECTOR)
    refuse, queue = (Act.DECLINE, Actor.CONNECTOR), (Act.QUEUE, Actor.REQUESTER)
    for requester, connector, target, steps, answer_in in (
        (_LENA, "Rafael Ortega", "Johan Ekberg", ((*send, 11),), 2),
        (_LENA, "Ulrich Stein", "Katharina Brandt", ((*send, 9), (*accept, 4)), 3),
        (_LENA, "Helen Marsh", "Robert Quill",
         ((*send, 24), (*accept, 20), (*consent, 15), (*introduce, 9)), -14),
        (_LENA, "Lucía Navarro", "Erik Brandvold", ((*send, 18), (*refuse, 13)), -4),
        (_PRIYA, "Carlos Mendes", "Simone Hale", ((*send, 5),), 9),
        (_LENA, "Carlos Mendes", "Simone Hale", ((*queue, 3),), 10),
    ):  # fmt: skip
        first = b.people[requester].value.name.split()[0]
        b.request(
            requester, person_called(connector), person_called(target),
            about=f"{first} of Fernhill here: we plan deliveries for makers and shops.",
            purpose="Three firms like theirs cut their planning time by half last year, and I can "
            "show how.",
            ask="Could we speak for twenty minutes in the next weeks?",
            offer="", steps=steps, answer_in=answer_in, by=b.users[requester].id,
        )  # fmt: skip
    b.open_ask(_DANIEL, "Who knows somebody at Aurelia Privatbank?",
               why="Their chief executive decides about planning in spring.",
               target=person_called("Beatrix von Arnim"), by=b.users[_DANIEL].id)  # fmt: skip
    for asker, target in ((_MARCO, "Grace Mbeki"), (_PRIYA, "Rafael Ortega")):
        b.open_ask(asker, f"Who brings me together with {target}?",
                   why="We could help their planners before the season.",
                   target=person_called(target), by=b.users[asker].id)  # fmt: skip
    b.ask(_LENA, _TOM, "send me the figures of the retail pilot",
          how="The sheet of last quarter is enough.", offered="I can draft the summary.",
          days=(9, 2), by=_BY_LENA)  # fmt: skip
    b.share(_MARCO, ShareKind.STORY,
            "Ferrovia said no to our slides twice. What opened the door was a morning in their "
            "control room: the planners told me what they miss, and asked me back.",
            days=3, helped=(_PRIYA,), by=_BY_MARCO)  # fmt: skip
    b.share(_TOM, ShareKind.EXPERTISE,
            "After three retail pilots I know which five figures a planner asks for first. Call "
            "me before you go, I have them ready.",
            link="https://fernhill.example/notes/five-figures", days=6, by=_BY_TOM)  # fmt: skip
    b.share(_SOFIA, ShareKind.CONTACT,
            "Speaks plainly about what HR in retail needs, and enjoys being asked by people who "
            "build things.",
            contact=person_called("Grace Mbeki"), days=10, by=_BY_SOFIA)  # fmt: skip
    b.share(_LENA, ShareKind.IDEA,
            "A bank I know lets its trainees sit in on one board meeting a year. It may suit your "
            "partners, too.",
            people=(person_called("Dana Whitfield"),), days=8,
            helped=(person_called("Dana Whitfield"),), by=_BY_LENA)  # fmt: skip
