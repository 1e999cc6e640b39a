"""The words that change what stands beside them in a job title.

They say that a post is somebody else's ("assistant to"), past or wished for ("former"), of a
company rather than a part of one, or what kind of expert or foreman a "chief" is. Which posts
there are is in `title_words`; how neighbours are read is decided in `title_posts`.
"""

from __future__ import annotations

from typing import Final

# Who serves a post does not hold it.
SUPPORT: Final = """
        assistant; asst; assist; ea; pa; executive assistant; personal assistant;
        administrative assistant; management assistant; secretary; sekretär; sekretärin;
        sekretariat; assistentin; assistent; assistenz; vorstandsassistent;
        vorstandsassistentin; vorstandsassistenz; vorstandssekretärin; chefsekretärin;
        direktionsassistentin; direktionsassistenz; referent; referentin;
        geschäftsführungsassistenz; assistante; assistant de direction; secrétaire;
        secrétariat; attaché; attachée; asistente; asistenta; ayudante; secretario;
        secretaria; secretária; secretário; assistente; segretaria; segretario; assistente di
        direzione; directiesecretaresse; directieassistent; directieassistente; secretaresse;
        adjoint au; adjointe au; adjoint du; adjointe du; adjoint de direction; adjointe de
        direction; medewerker; managementassistent; managementassistente; assistenten; sekreterare;
        sekretær; vd assistent; direktionssekretær; assistentti; sihteeri; johdon
        assistentti; avustaja; asystent; asystentka; sekretarka; sekretarz; asistent;
        asistentka; sekretářka; sekretárka; asszisztens; titkár; titkárnő; secretară;
        asistan; asistanı; sekreter; sekreteri; βοηθός; γραμματέας; помощник; помощница;
        ассистент; секретарь; асистент; секретар; pomoćnik; tajnica; sekretarica; adjutant;
        مساعد; مساعدة; سكرتير; سكرتيرة; עוזר; עוזרת; מזכירה; trợ lý; thư ký; sekretaris;
        asisten; pembantu; setiausaha; सहायक; सचिव; avustajana"""
# These serve only with a preposition between ("adviser to the CEO") or behind the post
# ("CEO office").
SERVES: Final = """
        office; cabinet; büro; stab; advisor; adviser; berater; beraterin; consultant;
        coach; conseiller; conseillère; asesor; asesora; driver; chauffeur; fahrer; nanny;
        speechwriter; aide; liaison; sparring partner; trusted advisor"""
LEARNERS: Final = """
        intern; internship; trainee; apprentice; apprenticeship; praktikant; praktikantin;
        praktikum; werkstudent; werkstudentin; azubi; auszubildender; auszubildende;
        lehrling; stagiaire; alternant; alternante; apprenti; apprentie; becario; becaria;
        prácticas; estagiário; estagiária; estágio; tirocinante; stagista; apprendista;
        tirocinio; stagiair; stagiare; elev; lärling; harjoittelija; stażysta; stażystka;
        praktykant; praktykantka; stážista; stážistka; gyakornok; stajyer; ασκούμενος;
        стажер; стажёр; student; studentin; étudiant; étudiante; estudiante; estudante;
        studente; studentessa; opiskelija; studerende; candidate"""
# After these, what follows is a thing of the past or of the future.
FORMER: Final = """
        former; formerly; ex; past; previous; previously; retired; emeritus; emerita;
        ehemaliger; ehemalige; ehemals; ehem; früher; früherer; frühere; pensionierter;
        pensionierte; altgeschäftsführer; ancien; ancienne; retraité; retraitée; antiguo;
        antigua; exdirector; anterior; jubilado; jubilada; antigo; antiga; aposentado;
        aposentada; già; pensionato; voormalig; gepensioneerd; tidigare; före detta;
        tidligere; pensioneret; entinen; eläkkeellä; były; była; emerytowany; bývalý;
        bývalá; nyugalmazott; fost; fostă; eski; emekli; πρώην; бывший; бывшая; aspiring;
        future; wannabe; seeking; looking for; searching for; angehender; angehende;
        pensioner; pensionist; rentner; in search of; not; no longer; not yet; nicht; kein;
        keine"""
FORMER_AFTER: Final = """
        retired; emeritus; emerita; former; formerly; ex; retraité; jubilado; ret; rtd"""

# "X of Y", "X to Y": what follows belongs to what stands before.
OF: Final = frozenset(
    """
    of to for unto der des dem den von vom zum zur für fuer fur im beim de du des d della
    dell del dello degli dei delle di do da dos das para per au aux a la van voor av af til
    till reporting under the serving supporting unter pour
    """.split(),
)
TO: Final = frozenset("to for reporting supporting serving".split())
# What follows these is what somebody does for others: "helping founders raise money".
HELPING: Final = frozenset(
    "helping help helps empowering supporting connecting advising inspiring enabling".split()
)
# So it is in a sentence about oneself, "I coach CEOs", unless one tells what one is or runs.
SPEAKING: Final = frozenset("i we".split())
BEING: Final = frozenset("m am re are lead run own head manage founded".split())
# Whoever is somebody "of" a post is no holder of it.
KIN: Final = frozenset(
    """wife husband spouse mother father mom dad son daughter brother sister friend fan follower
    neighbour neighbor admirer ehefrau ehemann epouse epoux esposa esposo moglie marito""".split()
)
# Behind "in" or "to" these make a post one that is yet to come: "CEO in training".
TO_COME: Final = frozenset({("in", "training"), ("in", "waiting"), ("in", "spe"), ("to", "be")})
# Before these a post names whom the work is about: "founder relations", "CIO advisory".
TOPICS: Final = frozenset(
    """relations success advisory program programs programme programmes community communities
    services search network networks engagement stories recruitment recruiting circle club forum
    summit education associate associates events relationships coaching""".split()
)
# A president of one of these is the president of a company, not of a part of it.
COMPANY: Final = frozenset(
    """company firm corporation corp group groupe grupo gruppe gruppo konzern société societe
    entreprise empresa sociedad sociedade companhia gesellschaft unternehmen unternehmens firma
    società societa azienda bedrijf firmy spółki společnosti spoločnosti kompanii kompaniyi şirket
    sirket bolaget selskapet selskabet yhtiön association""".split()
)
AT: Final = frozenset("at @ bei chez presso hos u en".split()) - {"u", "en"}
AND: Final = frozenset("and und et y e og och oraz i ja ve sowie kai ; und".split()) - {";"}

# Trades: with "chief" or "head" in front they name a foreman of the trade, not a top executive.
TRADES: Final = frozenset(
    """
    accountant clerk cook chef nurse pilot mate steward stewardess inspector surveyor
    mechanic electrician resident cashier bartender waiter barista coach teacher trainer
    gardener librarian instructor pharmacist butler brewer winemaker groundsman guard
    lifeguard conductor chocolatier baker butcher receptionist housekeeper tailor
    hairdresser estimator draftsman sommelier concierge caretaker reporter
    """.split(),
)
# Experts: their chief is the first of a profession, not an officer of the company.
EXPERTS: Final = frozenset(
    """
    architect strategist engineer designer analyst actuary underwriter editor evangelist
    producer developer dietitian geologist metallurgist chemist investigator programmer
    planner buyer photographer correspondent writer physicist statistician negotiator
    """.split(),
)
# Nouns of people who do the work themselves; "X management" beside one of them manages nobody.
DOERS: Final = frozenset(
    """
    consultant analyst engineer developer specialist accountant trainee assistant intern
    associate student advisor adviser professional expert team consulting professor lecturer
    coordinator representative graduate scientist architect officer administrator technician
    designer support committee studies researcher programmer planner buyer agent
    """.split(),
)
# Degrees of physicians and scientists, beside which "MD" is one too.
CREDENTIALS: Final = frozenset("phd mph facs facp faan mbbs mbchb dr prof professor frcp".split())
# A director who sells to accounts or makes pictures decides about no budget.
CRAFT_DIRECTORS: Final = frozenset(
    "account art creative casting film music artistic stage funeral".split()
)
REGIONS: Final = frozenset(
    """
    emea apac dach americas america europe europa asia africa latam iberia nordics nordic
    benelux international global north south east west northern southern eastern western
    central worldwide uk us usa france germany deutschland spain italy israel india china
    japan switzerland austria netherlands belgium sweden denmark norway finland poland
    canada mexico brazil australia singapore ireland russia turkey greece portugal hungary
    romania czech middle region regional group holding group's company gmbh ag sa sas srl
    spa bv nv ltd limited llc inc plc ab as aps oy corp corporation kg se ukraine dubai uae
    korea taiwan vietnam egypt kenya nigeria ghana argentina chile colombia peru pacific
    zealand england scotland wales and the of in for
    """.split(),
)

# Typos of these words are mended.
CORE: Final = tuple(
    """
    manager director directors president executive founder chairman officer supervisor
    managing assistant secretary general geschaftsfuhrer financial marketing operations
    engineering partner cofounder technology procurement management member officer
    """.split()
)
SHORT_CORE: Final = ("chief", "head", "lead", "owner", "senior", "board", "sales")
NOT_TYPOS: Final = frozenset(
    """
    direction directory directed managers manages managed manage management presidents
    residents resident executives officers founders founded partners partnership partnering
    generals operation marketer marketers marketings assistants assistance supervisory
    presidency presidential generation generic generale generaal directing directory
    director founding secretaries officier managerin direktion precedent general generally
    engineer operational operator operators managers technologies financials finance
    financing assistante assistent assistenten assistants generales partnerin presidente
    presidenta secretaria secretary secretario executivo executiva ejecutivo directeur
    direttore directora directoare operationen procuratore offices office marketingu
    managera
    """.split(),
)
