"""The words of everyday sentences about favors, and the plain words they are brought down to.

A sentence is read after its people are replaced by `@0`, `@1`, `@me` and its verbs by their
base form. `PLAIN` then rewrites the many ways of saying one deed ("put @me in touch with @1",
"hook @0 up with @1") to one verb in capitals with its people in a fixed order, so that the
grammar in `sentences.py` knows a dozen verbs only. Earlier rules win; order them from the
special to the general. Nouns decide what was given where the verb does not ("gave … advice").
"""

# ruff: noqa: E501  # a pattern is easier to read on one line

import re
from collections.abc import Mapping

from netgraph.domain.favors import FavorKind, Size

_REGULAR = """
introduce connect link hook match pair arrange facilitate broker open land secure review
proofread edit critique redline mark comment look check polish correct annotate advise coach
mentor counsel guide tutor train walk talk explain show listen brainstorm act serve vent
practise practice rehearse bounce pick consult vouch endorse back nominate recommend refer pass
point inform tip warn alert update fill brief answer flag clue host invite treat cook welcome
entertain share forward provide offer drop hand email ship present receive obtain accept help
assist support cover step fix debug drive rescue save babysit promise agree commit volunteer
pledge thank owe ask need want join stay visit call critique translate design print loan place
test interview chair moderate sponsor donate mail message text organise organize sort move
deliver reply respond trust praise champion attend plan intend request hope wish try fail forget
refuse decline spar role-play sanity-check double-check contribute prep prepare draft
recommend critique summarise summarize demo pitch mention promote loop research chat appear reach collect feed contact grab
""".split()
_IRREGULAR = {
    "intro": "intros",
    "introduce": "intro'd introed intro'ed intro'ing e-introduced e-intro'd introd",
    "proofread": "proof-read proof-reading",
    "put": "put puts putting",
    "set": "set sets setting",
    "bring": "bring brings brought bringing",
    "make": "make makes made making",
    "do": "do does did done doing",
    "get": "get gets got gotten getting",
    "give": "give gives gave given giving gav",
    "send": "send sends sent sending",
    "write": "write writes wrote written writing",
    "read": "read reads reading",
    "rewrite": "rewrite rewrites rewrote rewritten rewriting",
    "go": "go goes went gone going gonna",
    "take": "take takes took taken taking",
    "have": "have has had having",
    "be": "be is was were been being am are",
    "teach": "teach teaches taught teaching",
    "tell": "tell tells told telling",
    "say": "say says said saying",
    "hear": "hear hears heard hearing",
    "think": "think thinks thought thinking",
    "let": "let lets letting",
    "buy": "buy buys bought buying",
    "pay": "pay pays paid paying",
    "lend": "lend lends lent lending",
    "meet": "meet meets met",
    "sit": "sit sits sitting",
    "speak": "speak speaks spoke spoken speaking",
    "stand": "stand stands stood standing",
    "swear": "swear swears swore sworn",
    "run": "run runs ran running",
    "find": "find finds found finding",
    "spend": "spend spends spent spending",
    "receive": "rec'd recd recieved",
    "forward": "fwd fwd'd fwded",
    "recommend": "recommended reccomended",
    "thank": "thanks thx thank-you ty tx kudos props cheers",
    "know": "know knows knew",
    "drive": "drove driven",
    "swap": "swapped",
}


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in _REGULAR:
        stem = verb.removesuffix("e")
        double = stem + stem[-1]
        endings = {verb, verb + "s", verb + "es", stem + "ed", stem + "ing"}
        if verb.endswith("y") and verb[-2] not in "aeou":
            endings |= {verb[:-1] + "ied", verb[:-1] + "ies"}
        if re.search(r"[^aeiou][aeiou][bdgnprt]$", verb):
            endings |= {double + "ed", double + "ing"}
        forms |= dict.fromkeys(endings, verb)
    for verb, said in _IRREGULAR.items():
        forms |= dict.fromkeys((verb, *said.split()), verb)
    return forms


VERBS: Mapping[str, str] = _forms()
"""Each form of each verb that a sentence about a favor uses → its base form."""

CONTRACTIONS: Mapping[str, str] = {
    "i'd": "@me would", "i'll": "@me will", "i've": "@me", "i'm": "@me be", "we'd": "@us would",
    "we'll": "@us will", "we've": "@us", "we're": "@us be", "he'd": "he would",
    "she'd": "she would", "he'll": "he will", "she'll": "she will", "they'll": "they will",
    "i": "@me", "me": "@me", "myself": "@me", "we": "@us", "us": "@us", "my": "@me 's",
    "our": "@us 's", "mine": "@me", "him": "@him", "them": "@him", "not": "not",
    "didn't": "not", "didnt": "not", "don't": "not", "haven't": "not", "hasn't": "not",
    "couldn't": "not", "can't": "not", "won't": "not", "wouldn't": "not", "never": "not",
    "wasn't": "not", "cannot": "not", "refused": "not", "declined": "not", "forgot": "not",
    "w/": "with", "&": "and", "+": "and", "re": "about", "abt": "about", "thru": "through",
    "b/c": "because", "til": "until", "via": "through", "'ll": "will", "shall": "will",
    "regarding": "about", "fyi": "no-strings",
}  # fmt: skip
"""How words are written → the words that the grammar knows."""

FILLERS = frozenset(
    """a an the some this that's just also finally kindly very really quickly again now so then
    already happily gladly recently actually definitely briefly virtually personally once today
    great super good quick long little big whole lovely huge brief short nice detailed warm
    excellent helpful kind own another more additional glowing spare free first second
    tentatively today's well both either""".split()
) - {"good", "so"}
"""Words that never change who did what for whom."""

COMMON = frozenset(
    """a an the and or but if of to in on at by for from with without about into over under off
    up down out as than then so not no yes only all any both each more most other such own same
    too very i me my mine we us our ours you your yours he him his she her hers it its they them
    their theirs who whom whose which what when where why how that this these those there here
    today yesterday tomorrow day days week weeks month months year years time hour hours night
    morning afternoon evening one two three four five six some few couple lot lots bit new old
    good great best better nice last next first second big small quick long deck decks board
    pitch proposal contract draft resume cv slides document documents doc docs report paper memo
    letter plan budget pricing price prices sales marketing product team teams people person
    guy guys folks client clients customer customers company business job role office meeting
    meetings call calls event conference project deal account market customer's today's can
    could will would should may might must shall do did does done be been was were is are am
    something someone somebody anyone anybody everyone things thing stuff back way after before
    during while because since until off re via vs per also just please ok thanks hiring
    procurement legal finance engineering support questions question problem issue airport
    house home place party lunch dinner coffee breakfast drinks drink beer together touch
    contact feedback advice intro introduction reference referral investors buyers suppliers vendors prospects users
    engineers lawyers students partners tickets ticket book article
    link podcast heads-up info information lead leads""".split()
)
"""Words that are never a name when written in small letters."""

NOT_NAMES = frozenset(
    """dear hi hello many big huge hey re fwd fw note fyi ps btw asap eod cob eow lunch dinner breakfast brunch
    coffee drinks advice feedback review reference referral introduction introductions lead tip
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december english german french spanish italian
    european american nordic linkedin excel powerpoint word zoom teams slack gmail google
    crm erp sap it hr christmas easter""".split()
) | {"i", "i'm", "i've", "i'd", "i'll"}
"""Words that are written with a capital and are nobody's name; a viewer's known name wins."""

ROLE_WORDS = frozenset(
    """ceo cfo cto coo cio cmo cro ciso chro chief officer president vp svp evp avp director
    manager head lead chair chairman chairwoman chairperson partner founder co-founder owner
    principal executive analyst engineer consultant controller buyer treasurer secretary
    specialist representative rep associate architect advisor adviser supervisor coordinator
    sales marketing procurement finance operations engineering services solutions department
    geschäftsführer leiter directeur directrice director's vorstand prokurist""".split()
)
"""Words of a role or a department: a run of words with one of them is no person's name."""

COMPANY_WORDS = frozenset(
    """ltd limited inc incorporated llc llp plc gmbh ag kg se sa sas sarl bv nv ab as oy oyj aps
    spa srl corp corporation company co group holding holdings bank capital partners ventures
    health care industries technologies technology systems software labs consulting university
    institute foundation council ministry republic club works media network networks""".split()
)
"""Words of a company's name: a run of words with one of them is no person's name."""

DETERMINERS = frozenset(
    "the a an their his her its this that these those our my your no any".split()
)
"""Words before a thing."""

PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben ter ten zu y e".split()
)
"""Small words inside of a name."""

COURTESY = frozenset(
    """dr mr mrs ms mx prof professor sir dame fr rev sr frau herr mme dr. señor señora signor
    signora monsieur madame mevrouw""".split()
)
"""Titles before a name; they are not part of the mention."""

RELATION = (
    r"(?:colleagues?|co-?workers?|team-?mates?|boss|manager|assistant|ea|pa|deputy|successor|"
    r"predecessor|friends?|co-?founders?|partner|husband|wife|spouse|son|daughter|brother|sister|"
    r"cousin|nephew|niece|father|mother|dad|mum|mom|kid|reports?|intern|team|people|folks|staff|"
    r"team-?member|students?|trainee|apprentice|mentee|lawyer|neighbou?r|contacts?|client|customer|guys?|direct report|chief of staff|right hand)"
)

DOC = (
    r"(?:deck|slides?|slide-?deck|proposal|contract|draft|resume|résumé|cv|memo|brochure|letter|"
    r"plan|paper|report|document|docs?|doc|presentation|pitch|essay|article|chapter|manuscript|"
    r"spec|specification|whitepaper|white|rfp|rfi|tender|bid|agreement|nda|terms|msa|sow|policy|"
    r"thesis|copy|post|blog|website|page|model|spreadsheet|budget|forecast|business case|case|"
    r"application|profile|script|speech|email|mail|e-mail|one-?pager|book|guide|term sheet|"
    r"sheet|statement|summary|outline|offer|job ad|text|code|bio|minutes|abstract|grant)s?"
)

_G = r"@\w+(?: and @\w+)*"
_ANY = r"(?: [^@ ]+){0,4}?"
_UP_TO_2 = r"(?: [^@ ]+){0,2}?"
MEAL = (
    r"(?:lunch|dinner|coffee|breakfast|brunch|drinks?|beers?|wine|pint|tea|supper|meal|bbq|"
    r"barbecue|espresso|sandwich|cocktails?|curry|pizza|pints)"
)
_EVENT = r"(?:game|match|opera|concert|show|theat(?:re|er)|races|golf|final|gala|festival|play)"

_NOUN_HEAD = (
    r"(?:advice|feedback|tips?|help|reference|referral|comments|notes|heads-up|recommendation|"
    r"guidance|input|favou?r|info|intel|book|article|gift|ride|lift|lunch|dinner|review|edits)"
)

_RULES: tuple[tuple[str, str], ...] = (
    # people brought together
    (rf"put ({_G}) in (?:touch|contact|connection) with", r"INTRODUCE \1 to"),
    (rf"put ({_G}) in (?:touch|contact|connection)(?! with)", r"INTRODUCE \1"),
    (rf"put ({_G}) on to(?= {_G})", r"INTRODUCE \1 to"),
    (rf"get ({_G}) in touch with", r"INTRODUCE \1 to"),
    (rf"(?:get|put) ({_G}) in front of", r"INTRODUCE \1 to"),
    (rf"loop ({_G}) in with", r"INTRODUCE \1 to"),
    (rf"(@\d+) and @(?:me|us) meet (?:through|because of|,? ?thank to) ({_G})",
     r"\2 INTRODUCE @me to \1"),
    (rf"bring ({_G}) together with", r"INTRODUCE \1 to"),
    (rf"bring ({_G}) together", r"INTRODUCE \1"),
    (rf"(?:be|get) connect(?: with| to)? ({_G}) (?:through|by) ({_G})", r"\2 INTRODUCE @me to \1"),
    (rf"connect with ({_G}) (?:through|thank to|by way of) ({_G})", r"\2 INTRODUCE @me to \1"),
    (rf"(?:get to know|meet|find) ({_G}) ,? ?(?:through|thank to|by way of|because of) ({_G})",
     r"\2 INTRODUCE @me to \1"),
    ((rf"thank to ({_G}) ,? ?(?:@me|@us) (?:could |can |get to )?(?:meet|know|get to know|connect with)"
     rf" ({_G})"), r"\1 INTRODUCE @me to \2"),
    (rf"(?:link|hook|match|pair|set|team|connect) ({_G})(?: up)? (?:with|to)(?= (?:@|her|his|their|'s))",
     r"INTRODUCE \1 to"),
    (rf"(?:connect|link|hook|introduce) up ({_G})(?: with)?", r"INTRODUCE \1 to"),
    (rf"(?:connect|link|hook|match|pair)(?: up)? ({_G} and {_G})(?: up)?", r"INTRODUCE \1"),
    ((rf"(?:make|do|send|write|arrange|facilitate|broker|set up|organi[sz]e|get)(?: [^@ ]+){{0,3}}? "
     rf"(?:intro|introductions?|connections?|meeting|call|chat|coffee|lunch|introduce)(?: [^@ ]+)? "
     rf"between(?= {_G})"), r"INTRODUCE"),
    (rf"open(?: up)?(?: [^@ ]+){{0,2}}? doors? (?:to|at|with) ({_G})(?: at \S+)? for ({_G})",
     r"INTRODUCE \2 to \1"),
    (rf"open(?: up)?(?: [^@ ]+){{0,2}}? doors? for ({_G}) (?:to|at|with)", r"INTRODUCE \1 to"),
    (rf"open(?: up)?(?: [^@ ]+){{0,2}}? doors? (?:to|at|with)(?= {_G})", r"INTRODUCE to"),
    ((rf"(?:get|land|arrange|secure|set up|organi[sz]e|find)(?: up)? ({_G})(?: [^@ ]+){{0,3}}? "
     r"(?:meeting|call|time|slot|seat|chat|coffee|appointment|audience) with"), r"INTRODUCE \1 to"),
    ((rf"(?:arrange|secure|set up|organi[sz]e)(?: [^@ ]+){{0,3}}? "
     rf"(?:meeting|call|time|slot|chat|appointment) with ({_G}) for ({_G})"),
     r"INTRODUCE \2 to \1"),
    ((rf"(?:arrange|secure|set up|organi[sz]e)(?: [^@ ]+){{0,3}}? "
     rf"(?:meeting|call|time|slot|chat|appointment) for ({_G}) with"),
     r"INTRODUCE \1 to"),
    (rf"bring ({_G}) (?:in|into)(?: [^@ ]+){{0,2}}? (?:meeting|call|talk|conversation)s? with",
     r"INTRODUCE \1 to"),
    (rf"present ({_G}) to(?= {_G})", r"INTRODUCE \1 to"),
    (rf"\Aintro(?:duction)?(?= to {_G}$)", "want"),
    (r"\A(?:intro|introduction)(?= (?:from|to) )", "GET introduction"),
    (r"\A(?:intro|introduction)(?= for )", "GIVE introduction"),
    (r"\A(?:intro|introduction)(?= between )", "INTRODUCE"),
    (r"intro(?: :)?(?= @)", "INTRODUCE"),
    (r"introduce", "INTRODUCE"),
    # vouching and recommending
    (r"put(?: in)?(?: [^@ ]+){0,2}? word(?: in)? for", "VOUCH for"),
    (r"(?:say)(?: [^@ ]+){0,2}? word(?: in)? for", "VOUCH for"),
    (r"(?:be|act as|serve as|give|act|provide|offer|write|do)(?: [^@ ]+){0,2}? (?:reference|referee)s? for",
     "VOUCH for"),
    (r"(?:go to bat|speak up|stand up|swear) (?:for|by)", "VOUCH for"),
    (r"sing (@\w+) 's praise", r"VOUCH \1"),
    (r"praise(?= @)", "VOUCH"),
    (r"vouch(?: for)?", "VOUCH for"),
    (r"(?:be|act as|serve as) (?:reference|referee)(?! for)", "VOUCH for"),
    (rf"(?:speak|talk|call|write|step in|reach out|put in call)[^@]*?(?: to {_G})? (?:on|in) (@\w+) 's behalf",
     r"VOUCH for \1"),
    (r"endorse|nominate", "VOUCH"),
    (r"(?:recommend|pitch|mention|promote)(?= @(?:us|me) to )", "REFER"),
    (r"recommend(?= @us )", "REFER"),
    (r"recommend (@\w+) 's(?= [^@ ]+)", r"REFER \1"),
    (r"(?:pass|forward|send|give|hand|put|share)(?: on| along)? (@\w+) 's (?:[^@ ]+ )?(?:cv|resume|profile|name|details|number|card|application)(?: on| along)?(?= (?:to|with|in))",
     r"REFER \1"),
    (rf"recommend(?= {_G})", "VOUCH"),
    # referring
    (r"refer(?= )", "REFER"),
    ((rf"(?:send|pass|point|steer|forward|bring)(?: [^@ ]+){{0,3}}? (?:lead|client|customer|business|prospect|"
     rf"referral|deal)s? (?:on )?to(?= {_G})"), "REFER to"),
    ((r"(?:send|pass|point|steer)(?: [^@ ]+){0,3}? (?:lead|client|customer|business|prospect|deal)s? "
     r"(@\w+) 's way"), r"REFER to \1"),
    (rf"(?:recommend)(?: [^@ ]+){{0,4}}? to(?= {_G})", "ADVISE"),
    # sounding boards
    (r"(?:be|act as|serve as|act|serve|play)(?: as)? (@\w+) 's(?: [^@ ]+)? sounding(?:-| )board",
     r"LISTEN to \1"),
    (r"(?:be|act as|serve as|act|serve|play)(?: as)?(?: [^@ ]+)? sounding(?:-| )board (?:for|to)",
     "LISTEN to"),
    ((rf"let (@\w+) (?:practi[sc]e|rehearse|vent|bounce|run|try|think|talk|moan|brainstorm|test){_ANY}"
     r"(?= |$)"), r"LISTEN to \1"),
    (rf"let ({_G}|@him) talk", r"LISTEN to \1"),
    (r"(?:sit|sit down) with(?= @)", "LISTEN with"),
    (r"(?:chat|talk|speak) (?:with|to)(?= @\S+ about (?:her|his|their|@me 's|@us 's))", "LISTEN with"),
    (rf"hear ({_G}) out", r"LISTEN to \1"),
    (r"listen(?: patiently| carefully)?(?: to)?", "LISTEN to"),
    (r"lend (@\w+)(?: [^@ ]+)? ear", r"LISTEN to \1"),
    (r"brainstorm|spar|role-play|whiteboard", "LISTEN"),
    (rf"(?:think|talk|work)(?: it| things)? through{_ANY} with(?= {_G})", "LISTEN with"),
    (r"rehearse (@\w+) 's", r"LISTEN to \1"),
    (r"(?:rehearse|practi[sc]e|(?:do )?dry run)(?: [^@]+?)? with(?= @)", "LISTEN with"),
    (rf"meet(?: up)?(?: with)? ({_G}) to (?:rehearse|practi[sc]e|brainstorm|role-play|vent)",
     r"LISTEN to \1"),
    (r"be (?:there|around) for(?= @)", "LISTEN to"),
    (r"bounce(?: [^@]+?)?(?: @\w+ 's \S+)? off(?: of)?(?= )", "CONSULT"),
    (r"run(?: [^@]+?)?(?: @\w+ 's [^@]+?)? (?:past|by)(?= @)", "CONSULT"),
    (r"pick (@\w+) 's brains?", r"CONSULT_ADVICE \1"),
    (r"consult(?: with)?(?= @)", "CONSULT_ADVICE"),
    (r"get (@\w+) 's(?: [^@ ]+)? (?:advice|take|view|opinion|thoughts|guidance|tips?)",
     r"CONSULT_ADVICE \1"),
    (r"get (@\w+) 's(?: [^@ ]+)? (?:help|support|hand)", r"GET help from \1"),
    (r"get (@\w+) 's(?: [^@ ]+)? (feedback|comments|input|notes|edits)", r"GET \2 from \1"),
    # advice
    (rf"spend[^@]* with ({_G}) (?:go|talk|work|walk|run|step)[^@]*? (?:through|over)", r"ADVISE \1"),
    (rf"(?:walk|talk|guide|step|take) ({_G}) (?:through|over)", r"ADVISE \1"),
    (rf"show ({_G})(?= (?:how|ropes))", r"ADVISE \1"),
    (r"explain(?: [^@]+?)? to(?= @)", "ADVISE to"),
    (r"explain", "ADVISE"),
    (r"advise|coach|mentor|counsel|guide|tutor|train|teach", "ADVISE"),
    # news
    (rf"tip ({_G}) off", r"INFORM \1"),
    (rf"tip off(?= {_G})", "INFORM"),
    (rf"fill ({_G}) in", r"INFORM \1"),
    (rf"clue ({_G}) in", r"INFORM \1"),
    (rf"keep ({_G}) (?:posted|informed)", r"INFORM \1"),
    (rf"let ({_G}) know", r"INFORM \1"),
    (r"answer (@\w+) 's(?: [^@ ]+)? questions?", r"INFORM \1"),
    (r"answer(?: [^@ ]+)? (@\w+) 's(?: [^@ ]+)? questions?", r"INFORM \1"),
    (r"answer(?: [^@ ]+){0,3}? questions? (?:for|from)(?= @)", "INFORM"),
    (r"flag(?: [^@]+?)? (?:to|for)(?= @)", "INFORM to"),
    (rf"(?:give|send) ({_G})(?: [^@ ]+)? heads up", r"INFORM \1"),
    (rf"(?:tell|inform|warn|alert|update|brief)(?= {_G})", "INFORM"),
    # guests
    (rf"(?:have|be) ({_G}) (?:over|round|around)", r"HOST \1"),
    (rf"(?:have|invite|ask) ({_G})(?: [^@ ]+)? for(?={_UP_TO_2} {MEAL})", r"HOST \1"),
    (rf"(?:take|treat|bring) ({_G})(?: out)?(?= (?:to|for){_ANY} (?:{MEAL}|{_EVENT}))",
     r"HOST \1"),
    (rf"take ({_G})(?= (?:to|[a-z]+ing)(?: |$))", r"HOST \1"),
    (rf"(?:take) ({_G}) out", r"HOST \1"),
    (rf"(?:buy|get|stand|treat|make|cook|fix|offer) ({_G})(?: to)?(?={_UP_TO_2} {MEAL})",
     r"HOST \1"),
    (rf"(?:buy|pay|cook|make|host|organi[sz]e)(?: for)?{_UP_TO_2} {MEAL} for(?= @)", "HOST"),
    (rf"pay for (@\w+) 's{_UP_TO_2} {MEAL}", r"HOST \1"),
    (rf"pick up (?:tab|bill|cheque|check)(?: for {MEAL})? (?:with|for)", "HOST"),
    (rf"pick up ({_G}) 's (?:tab|bill|{MEAL})", r"HOST \1"),
    (rf"(?:put) ({_G}) up(?! for)", r"HOST \1"),
    (rf"let ({_G}) (?:stay|sleep|crash|use)", r"HOST \1"),
    (rf"show ({_G}) (?:around|round|about)", r"HOST \1"),
    (rf"(?:{MEAL}|stay|eat|sleep|weekend)(?: over)? at (@\w+) 's", r"BE_HOSTED \1"),
    (r"host|invite|entertain|welcome|treat(?= @)", "HOST"),
    ((rf"(?:have|grab|get|go for|share|do|catch|be at|meet for|enjoy){_UP_TO_2} "
     rf"{MEAL}{_ANY} with(?= @)"), "MEAL"),
    (rf"(?:(?<=^)|(?<=^ )){MEAL}{_ANY} with(?= @)", "MEAL"),
    (rf"(?<=@me )(?:have|grab|get|go for|share|do|meet for|enjoy){_UP_TO_2} {MEAL}(?! with)", "MEAL"),
    (rf"(?:(?<=^)|(?<=^ )){MEAL} for(?= @)", "HOST"),
    # documents
    (r"review(?= of )", "REVIEW"),
    (r"review(?= from )", "GET review"),
    (r"(?:take|have)(?: [^@ ]+){0,2}? (?:look|read|pass) (?:at|over|through|of)(?= )", "REVIEW"),
    (r"(?:give) (@\w+ 's [^@]+?)(?: [^@ ]+)? (?:once-over|read|look|polish|edit|review)(?= |$)",
     r"REVIEW \1"),
    (r"(?:look|go|read)(?: carefully)? (?:over|through)(?= )", "REVIEW"),
    (rf"(?:look at|check|check over|read|mark up|rewrite|correct|polish)(?= [^.;]*\b{DOC}\b)",
     "REVIEW"),
    (r"comment on|sanity-check|double-check|redline|critique|proofread|edit|annotate|mark up|review",
     "REVIEW"),
    # hands lent
    ((r"(?:give|do|deliver|hold|make)(?: [^@ ]+){0,2}? (?:talk|keynote|workshop|presentation|speech|session|"
     r"lecture|demo) (?:at|for|to)(?= @)"), "HELP"),
    (r"(?:be|speak|sit|appear|join|step in)(?: (?:on|at|in))? (@\w+) 's(?=[^@]* (?:panel|podcast|event|webinar|show|jury|conference|offsite|meetup))",
     r"HELP \1"),
    (r"spend[^@]* on(?= @\w+ 's)", "REVIEW"),
    (r"cover(?= @\w+ 's)", "HELP"),
    (r"(?:speak|present|volunteer|chair|moderate|help(?: out)?) at(?= @)", "HELP"),
    (rf"(?:lend|loan|drive|pick|drop) ({_G})", r"HELP \1"),
    (r"(?:lend|loan)(?: @\w+ 's)?(?: [^@ ]+){0,4}? to(?= @)", "HELP"),
    (r"(?:cover|step in|stand in|fill in|stay late|babysit|volunteer|sub) for(?= )", "HELP"),
    ((r"(?:fix|debug|sort out|design|print|translate|organi[sz]e|prepare|draft|build|solve|find|move|"
     r"test|look into|research|place|interview|donate|save|set up|collect|feed)(?= [^;]*for @)"), "HELP_FOR"),
    (r"(?:fix|debug|sort out|solve|find|test)(?= [^;@]*(?:in|on|with) @\w+ 's)", "HELP"),
    (r"(?:fix|debug|sort out|move|collect|translate|prepare|babysit)(?= @\w+ 's)", "HELP"),
    (rf"(?:rescue|save|join|visit|sponsor|interview|champion)(?= {_G})", "HELP"),
    (r"help out|help|assist|support|back up", "HELP"),
    # things given and got, by their noun
    (rf"(?:get|find) ({_G})(?! to )(?= )", r"GIVE \1"),
    (r"drop off|drop by|drop|hand over|pass on|pass along|hand on", "GIVE_GIFT"),
    (r"send|share|forward|email|bring|ship|mail|message|text", "GIVE_GIFT"),
    (r"give|write|make|provide|arrange|facilitate|broker|set up|organi[sz]e|offer|buy|hand|pass|do|show|pay|present|slip|point|contribute", "GIVE"),
    (r"\Asounding(?:-| )board (?:for|to)(?= @)", "LISTEN to"),
    (rf"\A({_NOUN_HEAD}) from(?= @)", r"GET \1 from"),
    (rf"\A({_NOUN_HEAD}) (?:for|to)(?= @)", r"GIVE \1 for"),
    (rf"\A(@\d+) 's ({_NOUN_HEAD})(?= )", r"GET \2 from \1"),
    (r"spend[^@]* with(?= @)", "HELP"),
    (r"(@\d+) ask @(?:me|us) for ([^@]+)(?=[^@]* and @(?:me|us) )", r"@me GIVE \1 \2"),
    (r"be GIVE", "GET"),
    (r"get|receive|obtain|accept|take|have(?= [^@]* from @)", "GET"),
    (r"thank", "THANK"),
)  # fmt: skip

PLAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![^ ])(?:{pattern})(?![^ ])"), plain) for pattern, plain in _RULES
)

KIND_OF_VERB: Mapping[str, FavorKind] = {
    "INTRODUCE": FavorKind.INTRODUCTION,
    "VOUCH": FavorKind.REFERENCE,
    "REFER": FavorKind.REFERRAL,
    "LISTEN": FavorKind.SOUNDING_BOARD,
    "CONSULT": FavorKind.SOUNDING_BOARD,
    "CONSULT_ADVICE": FavorKind.ADVICE,
    "ADVISE": FavorKind.ADVICE,
    "INFORM": FavorKind.INFORMATION,
    "HOST": FavorKind.HOSPITALITY,
    "BE_HOSTED": FavorKind.HOSPITALITY,
    "MEAL": FavorKind.HOSPITALITY,
    "REVIEW": FavorKind.DOCUMENT_REVIEW,
    "HELP": FavorKind.OTHER,
    "HELP_FOR": FavorKind.OTHER,
}

KIND_OF_NOUN: tuple[tuple[re.Pattern[str], FavorKind | None], ...] = tuple(
    (re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w-])"), kind)
    for pattern, kind in (
        (r"intros?|introductions?|introduce|connection|warm intro", FavorKind.INTRODUCTION),
        (
            (
                r"(?:feedback|comments?|notes|edits|input|thoughts|suggestions|pointers|second opinion)"
                rf"(?: [^@ ]+)*(?: from @\w+)? (?:on|about|to|for)(?: @\w+ 's| \S+){{0,4}}? {DOC}"
            ),
            FavorKind.DOCUMENT_REVIEW,
        ),
        (
            (
                r"review|redlines?|mark-?up|proofreading|edits|proofread|edit|"
                rf"(?:help|hand) (?:with|on)(?: @\w+ 's)(?: \S+)? {DOC}(?<!rfp)"
            ),
            FavorKind.DOCUMENT_REVIEW,
        ),
        (r"feedback|sounding board|ear|brainstorm(?:ing)?|listen", FavorKind.SOUNDING_BOARD),
        (
            (
                r"advice|advise|advices|tips?|guidance|pointers|counsel|coaching|mentoring|coach|mentor|"
                r"suggestions?|lessons?|pep talk|recommendations|second opinion|opinion|input|ideas|guide"
            ),
            FavorKind.ADVICE,
        ),
        (
            r"referrals?|leads?|clients?|customers?|prospects?|business|candidates?|applicants?",
            FavorKind.REFERRAL,
        ),
        (
            r"references?|recommendation|recommend|testimonials?|endorsement|endorse|good word",
            FavorKind.REFERENCE,
        ),
        (
            (
                r"heads-?up|heads up|infos?|information|intel|background|details|org(?:anisation)?[ -]chart|"
                r"(?:phone )?number|scoop|lowdown|insights?|updates?|briefing|brief|inside track|names?|"
                r"contact|answers?|numbers|email address|address|news|warning|context|gossip|low-down"
            ),
            FavorKind.INFORMATION,
        ),
        (
            rf"{MEAL}|tour|place to stay|bed|hospitality|weekend|invite|invitation",
            FavorKind.HOSPITALITY,
        ),
        (
            r"hand|help|lift|ride|favou?r|solid|support|loan|talk|keynote|translation",
            FavorKind.OTHER,
        ),
    )
)

GIFT_NOUN = re.compile(
    r"(?<![\w'-])(?:articles?|reports?|books?|links?|podcasts?|tickets?|flowers|wine|chocolates?|gifts?|"
    r"presents?|whitepapers?|white paper|papers?|slides|templates?|videos?|newsletters?|vouchers?|"
    r"cards?|stud(?:y|ies)|playbooks?|checklists?|decks?|bottles?|cakes?|hampers?|swag|samples?|"
    r"guides?|ebooks?|e-books?|blogs?|posts?|spreadsheets?|photos?|pass(?:es)?|recordings?|benchmarks?|"
    r"case studies|survey|analysis|research|dataset|recipes?|screenshot|copy|copies|song|playlist|"
    r"magazine|seats?|subscription|t-shirt|mug)(?![\w-])"
)
NO_STRINGS = re.compile(
    r"no[ -]strings(?: attached)?|(?<![\w'-])as gift|just because|no need to reply|"
    r"expecting nothing|thought (?:you|he|she|they)'?d? (?:might )?like"
)

SIZE_OF_KIND: Mapping[FavorKind | None, Size] = {
    FavorKind.INTRODUCTION: Size.REPUTATION,
    FavorKind.REFERRAL: Size.REPUTATION,
    FavorKind.REFERENCE: Size.REPUTATION,
    FavorKind.DOCUMENT_REVIEW: Size.AFTERNOON,
}
"""What a kind usually costs its giver; all others a coffee. Lending one's name costs most."""

SIZE_WORDS: tuple[tuple[re.Pattern[str], Size], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), size)
    for pattern, size in (
        (
            r"\b(?:vouch\w*|reputation|out on a limb|put (?:my|her|his|their) name|neck out)\b",
            Size.REPUTATION,
        ),
        (
            (
                r"\b(?:(?:spent|took|all|whole|the|an|entire|half a?) (?:the |an? |my |whole |entire )*"
                r"(?:afternoon|day|morning|evening|weekend|week)|hours|all day|in detail|thorough\w*|"
                r"weekend|two-hour|three-hour|late into the night)\b(?! before| after)"
            ),
            Size.AFTERNOON,
        ),
        (
            r"\b(?:quick(?:ly)?|brief(?:ly)?|(?:five|ten|5|10|15) min\w*|short|small|tiny)\b",
            Size.COFFEE,
        ),
    )
)
