"""Names, companies, titles and sentences of the demo network, all of them made up.

First and last names are common ones of a dozen languages, drawn apart from each other, so that
a person here is nobody; every domain ends in `.example`, which no mail server will ever serve.
A company has a language, from which most of its people's names and some of their titles come:
a German one has a `Geschäftsführer`, as real contact lists have.
"""

from dataclasses import dataclass
from enum import StrEnum

from netgraph.domain.access import Role
from netgraph.domain.favors import FavorKind


class Sort(StrEnum):
    """What a company is to the team, from which follows who of it is known and how well."""

    VENDOR = "vendor"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    PARTNER = "partner"
    CONSULTANCY = "consultancy"
    INVESTOR = "investor"
    ISLAND = "island"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyWords:
    """A made-up company: `people` counts those the team has heard of, `staff` everybody."""

    name: str
    domain: str
    industry: str
    sort: Sort
    language: str
    people: int
    staff: int


def _company(line: str) -> CompanyWords:
    name, domain, industry, sort, language, people, staff = (p.strip() for p in line.split("|"))
    return CompanyWords(
        name=name,
        domain=f"{domain}.example",
        industry=industry,
        sort=Sort(sort),
        language=language,
        people=int(people),
        staff=int(staff),
    )


COMPANIES = tuple(
    _company(line)
    for line in """\
Fernhill Systems Ltd | fernhill | software | vendor | en | 20 | 140
Alderbrook Stores plc | alderbrook | retail | prospect | en | 9 | 9000
Kestrel & Vane Logistics Ltd | kestrelvane | logistics | prospect | en | 9 | 2400
Nordholm Energi AS | nordholm | energy | prospect | nordic | 9 | 3100
Ferrovia Meccanica SpA | ferrovia-meccanica | manufacturing | prospect | it | 9 | 1800
Halvorsen Marine ASA | halvorsen-marine | shipping | prospect | nordic | 8 | 1200
Castellan Insurance plc | castellan | insurance | prospect | en | 9 | 5200
Brightwater Foods Inc | brightwater-foods | food | prospect | en | 9 | 4100
Tessmer Pharma GmbH | tessmer-pharma | pharma | prospect | de | 9 | 2600
Lindenhof Kliniken GmbH | lindenhof | healthcare | prospect | de | 8 | 7000
Ostara Cosmetics SA | ostara | consumer goods | prospect | fr | 8 | 1500
Grand Meridian Hotels Ltd | grandmeridian | hospitality | prospect | en | 8 | 6200
Solvik Telecom AB | solvik | telecom | prospect | nordic | 9 | 3800
Montclair Mode SA | montclair-mode | retail | prospect | fr | 8 | 2200
Velden Automotive GmbH | velden | automotive | prospect | de | 9 | 11000
Aurelia Privatbank AG | aurelia | banking | island | de | 4 | 300
Harrow & Pike Retail Ltd | harrowpike | retail | customer | en | 9 | 3300
Baltica Freight Sp. z o.o. | baltica | logistics | customer | pl | 8 | 900
Quintero Alimentos SA | quintero | food | customer | es | 8 | 2700
Rheinwerk Pumpen GmbH | rheinwerk | manufacturing | customer | de | 9 | 1400
Sakura Components KK | sakura-components | electronics | customer | ja | 8 | 2100
Bluefin Logistics BV | bluefin | logistics | customer | nl | 8 | 1100
Medwell Devices Inc | medwell | medical devices | customer | en | 9 | 1900
Atlas Brickworks Ltd | atlasbrick | construction | customer | en | 8 | 1600
Cobalt Grid Ltd | cobaltgrid | energy | customer | in | 8 | 2900
Pinecrest Integration Ltd | pinecrest | IT services | partner | en | 6 | 220
Datalane Partners GmbH | datalane | IT services | partner | de | 6 | 90
Okapi Cloud Ltd | okapi | cloud services | partner | ng | 6 | 160
Sterling Data Works Inc | sterlingdata | IT services | partner | en | 5 | 75
Lumen Norte SL | lumennorte | IT services | partner | es | 5 | 60
Thornbury Advisory LLP | thornbury | consulting | consultancy | en | 6 | 85
Kaplan Roth Consulting GmbH | kaplanroth | consulting | consultancy | de | 6 | 120
Ipsum Stratégie SAS | ipsum-strategie | consulting | consultancy | fr | 5 | 40
Vantage North AB | vantagenorth | consulting | consultancy | nordic | 5 | 35
Marlowe Change Partners LLP | marlowe | consulting | consultancy | en | 5 | 25
Ariadne Executive Search Ltd | ariadne | executive search | consultancy | en | 5 | 30
Supply Chain Forum Europe | scforum | events | consultancy | es | 4 | 18
Foxglove Capital LLP | foxglove | investment | investor | en | 5 | 22
Tidewater Ventures Inc | tidewater | investment | investor | en | 4 | 15
Granite Lane Partners LLP | granitelane | investment | investor | in | 4 | 19
""".splitlines()
)

USERS = (
    ("Lena Hartmann", "Account Executive", Role.REP, 1100),
    ("Tom Okafor", "Account Executive", Role.REP, 900),
    ("Priya Raman", "Senior Account Executive", Role.REP, 1600),
    ("Marco Bellini", "Account Executive", Role.REP, 760),
    ("Sofia Lindqvist", "Key Account Manager", Role.REP, 1300),
    ("Daniel Reyes", "Head of Sales Europe", Role.MANAGER, 2000),
    ("Ingrid Solberg", "Chief Revenue Officer", Role.EXECUTIVE, 1500),
    ("Kenji Watanabe", "Sales Operations Manager", Role.ADMIN, 800),
)
"""The eight with a login: name, title, role, and for how many days they have been here."""

WOMEN = {
    "en": "Alice Beth Charlotte Emma Fiona Hannah Imogen Julia Kate Laura Megan Naomi Olivia "
    "Rachel Sarah Victoria Zoe Claire Judith Heather",
    "de": "Anja Birgit Christine Franziska Heike Johanna Katrin Lisa Martina Petra Sabine Ulrike "
    "Verena Jana Silke",
    "fr": "Amélie Camille Élodie Françoise Hélène Juliette Margaux Nathalie Sandrine Valérie Inès",
    "it": "Alessia Chiara Elisa Federica Giulia Ilaria Lucia Paola Silvia Valentina",
    "es": "Beatriz Carmen Elena Inmaculada Lucía Marta Nuria Pilar Rocío Teresa",
    "nordic": "Astrid Birgitta Ebba Frida Ingrid Kirsten Linnea Maja Solveig Åsa Silje Tuva",
    "pl": "Agnieszka Dorota Ewa Joanna Katarzyna Magdalena Małgorzata Zofia",
    "ja": "Akiko Emi Haruka Keiko Mariko Sakura Yoko Naoko",
    "nl": "Anouk Femke Hanneke Lotte Marijke Sanne Willemijn Esther",
    "in": "Ananya Deepa Kavita Lakshmi Meera Neha Pooja Shreya Sunita",
    "ng": "Adaeze Chioma Folake Ifeoma Ngozi Temitope Yewande",
    "zh": "Fang Hui Jing Lan Mei Xia Ying",
    "tr": "Ayşe Elif Gülşen Zeynep Defne",
    "ar": "Amina Fatima Leila Salma Yasmin",
}
MEN = {
    "en": "Adam Ben Charles David Edward George Henry Ian James Luke Mark Neil Oliver Patrick "
    "Robert Simon Stephen William Graham Owen",
    "de": "Andreas Bernd Christoph Dirk Florian Günter Holger Jürgen Klaus Matthias Rainer "
    "Sebastian Thorsten Uwe Wolfgang",
    "fr": "Antoine Bruno Cédric Fabrice Guillaume Jérôme Luc Mathieu Olivier Thierry Yves",
    "it": "Andrea Davide Enrico Fabio Giorgio Lorenzo Matteo Paolo Stefano Vincenzo",
    "es": "Alejandro Diego Fernando Gonzalo Javier Miguel Pablo Ramón Sergio Vicente",
    "nordic": "Anders Bjørn Erik Fredrik Gustav Jens Lars Magnus Nils Olav Søren Torbjørn",
    "pl": "Andrzej Grzegorz Jakub Krzysztof Marek Paweł Tomasz Wojciech",
    "ja": "Daisuke Hiroshi Kazuo Kenta Masato Satoshi Takeshi Yusuke",
    "nl": "Bas Daan Gijs Jeroen Joost Maarten Ruben Sander",
    "in": "Amit Arjun Gaurav Karthik Manish Nikhil Rajesh Sanjay Vikram",
    "ng": "Babatunde Chidi Emeka Kelechi Obinna Segun Tunde",
    "zh": "Bo Chen Hao Jun Lei Ming Wei",
    "tr": "Ahmet Burak Emre Kerem Mehmet",
    "ar": "Hassan Karim Omar Samir Youssef",
}
LAST = {
    "en": "Ashworth Barlow Carver Dunmore Ellery Fairbank Garside Holloway Ingham Kirkbride "
    "Langford Mercer Norwood Oakes Pemberton Rutland Sedgwick Tolliver Underhill Wainwright "
    "Yardley Haskell Brennan Cavanagh Doyle Lockhart",
    "de": "Albrecht Baumann Dietrich Eberle Fuchs Gerlach Heinemann Jansen Krüger Lorenz Meißner "
    "Nowak Pohl Reinhardt Schäfer Thoma Ullrich Vogt Wendt Zimmer",
    "fr": "Arnaud Barbier Chevalier Deschamps Fontaine Gauthier Lefèvre Marchand Noël Perrin "
    "Roussel Tessier Vidal",
    "it": "Barbieri Colombo De_Luca Esposito Galli Leone Mancini Neri Pellegrini Riva Serra Testa",
    "es": "Aguilar Blanco Cortés Domínguez Fuentes Gallego Herrera Iglesias Lozano Molina Ortiz "
    "Peña Vargas",
    "nordic": "Andersen Berg Dahl Ekström Forsberg Gundersen Holm Isaksen Kjær Lund Moen Nyström "
    "Sandvik Thorsen Wikström",
    "pl": "Adamczyk Borkowski Dudek Górski Kamiński Lis Mazur Sikora Wrona Zając",
    "ja": "Aoki Fujimoto Hayashi Ishikawa Kobayashi Mori Nakagawa Ogawa Shimizu Ueda",
    "nl": "Bakker Dijkstra Hendriks Jacobs Kuipers Meijer Postma Smit Verhoeven Zwart",
    "in": "Agarwal Bhatt Chopra Desai Iyer Kulkarni Mehta Nair Pillai Reddy Saxena",
    "ng": "Abiola Balogun Danjuma Eze Nwosu Obi Olawale Uche",
    "zh": "Cheng Fan Guo Huang Liang Pan Song Zhou",
    "tr": "Aydın Demir Kaya Öztürk Yıldız",
    "ar": "Bennani Haddad Khalil Mansour Saleh",
}
LAST_NAMES = {
    language: tuple(name.replace("_", " ") for name in line.split())
    for language, line in LAST.items()
}
LANGUAGES = tuple(LAST)

HIS = frozenset(
    "Geschäftsführer|Vorsitzender der Geschäftsführung|Directeur général"
    "|Président-directeur général|Amministratore Delegato|Director General|Director Financiero"
    "|Kaufmännischer Geschäftsführer"
    "|Directeur administratif et financier|Leiter IT|Directeur des systèmes d'information"
    "|Leiter Einkauf|Direttore Acquisti|Director de Logística|Vertriebsleiter"
    "|Administrerende direktør|Algemeen directeur".split("|")
)
HERS = frozenset({"Directrice des achats", "Personalleiterin"})
"""Titles that say whether a man or a woman holds them."""

TOP = 5
"""So many first lines of `TOP_TITLES` are those who run a company."""

# A company that buys has one title of every line, from the top, until it has enough people;
# a language's own forms stand beside the international ones, which are under "".
TOP_TITLES: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "": ("Chief Executive Officer", "CEO", "Managing Director"),
        "de": ("Geschäftsführer", "Vorsitzender der Geschäftsführung", "CEO"),
        "fr": ("Directeur général", "Président-directeur général"),
        "it": ("Amministratore Delegato",),
        "es": ("Director General", "CEO"),
        "nordic": ("CEO", "Administrerende direktør"),
        "pl": ("Prezes Zarządu",),
        "ja": ("President & CEO",),
        "nl": ("Algemeen directeur",),
    },
    {
        "": ("Chief Financial Officer", "CFO", "Finance Director"),
        "de": ("Kaufmännischer Geschäftsführer", "CFO"),
        "fr": ("Directeur administratif et financier",),
        "es": ("Director Financiero", "CFO"),
    },
    {"": ("Chief Operating Officer", "COO", "SVP Operations", "VP Supply Chain")},
    {
        "": ("Chief Information Officer", "CIO", "CTO", "Chief Digital Officer"),
        "de": ("CIO", "Leiter IT"),
        "fr": ("Directeur des systèmes d'information",),
    },
    {
        "": ("Head of Procurement", "VP Procurement", "Chief Procurement Officer"),
        "de": ("Leiter Einkauf", "Head of Procurement"),
        "it": ("Direttore Acquisti", "Head of Procurement"),
        "fr": ("Directrice des achats", "VP Procurement"),
    },
    {
        "": (
            "Director of Supply Planning",
            "Director of Logistics",
            "Director Planning & Analytics",
        ),
        "es": ("Director de Logística", "Director of Supply Planning"),
    },
    {
        "": ("VP Sales", "Head of Marketing", "VP Customer Operations", "Head of HR", "CHRO"),
        "de": ("Personalleiterin", "Vertriebsleiter", "VP Sales"),
    },
    {"": ("Planning Manager", "IT Project Manager", "Demand Manager", "Warehouse Manager")},
    {
        "": (
            "Demand Planner",
            "Business Analyst",
            "Assistant to the CEO",
            "Supply Chain Analyst",
            "Buyer",
        )
    },
)
EXPERT_TITLES: dict[Sort, tuple[str, ...]] = {
    Sort.PARTNER: (
        "Managing Director",
        "Head of Alliances",
        "Solutions Director",
        "Senior Consultant",
        "Delivery Manager",
        "Integration Architect",
    ),
    Sort.CONSULTANCY: (
        "Managing Partner",
        "Partner",
        "Senior Advisor",
        "Principal",
        "Engagement Manager",
        "Consultant",
    ),
    Sort.INVESTOR: ("Founding Partner", "Operating Partner", "Investment Director", "Associate"),
    Sort.VENDOR: (
        "Chief Executive Officer",
        "CFO",
        "CTO",
        "Head of Product",
        "Head of HR",
        "VP Marketing",
        "Solutions Engineer",
        "Customer Success Manager",
        "Support Lead",
        "Implementation Consultant",
        "Legal Counsel",
        "Data Scientist",
    ),
}

PURPOSES = (
    "thirty minutes on how they plan demand across their warehouses",
    "a first talk about their planning project of next year",
    "an exchange about what similar companies learned when they left spreadsheets",
    "fifteen minutes on the tender that they announced",
)
FAVOR_NOTES: dict[FavorKind, tuple[str, ...]] = {
    FavorKind.INTRODUCTION: ("a warm line by mail, both sides asked first",),
    FavorKind.DOCUMENT_REVIEW: (
        "read the board deck over a weekend",
        "went through the tender line by line",
        "commented on the business case",
        "checked the contract's service levels",
    ),
    FavorKind.SOUNDING_BOARD: (
        "an hour on the phone about the reorganisation",
        "listened to the first draft of the strategy talk",
        "thought aloud about two job offers",
    ),
    FavorKind.ADVICE: (
        "how to run a pilot in two plants",
        "which figures a steering committee wants",
        "how to word the change request",
    ),
    FavorKind.REFERRAL: ("passed on a lead from a dinner", "named us to a sister company"),
    FavorKind.REFERENCE: ("took a reference call", "spoke for us at a site visit"),
    FavorKind.INFORMATION: (
        "told early that the budget round moved",
        "sent the organisation chart after the merger",
        "explained who decides on the shortlist",
    ),
    FavorKind.HOSPITALITY: ("a seat at the trade fair dinner", "hosted a visit to the plant"),
    FavorKind.OTHER: ("found a hotel room when the fair was full", "lent a projector for the day"),
}
GIFTS = (
    "an article on forecasting with few data",
    "the slides of a talk on safety stock",
    "a benchmark of planning teams in their industry",
    "a book on difficult conversations",
    "a spreadsheet template for sales and operations planning",
    "the recording of a customer round table",
    "a checklist for choosing an integrator",
    "a list of good interview questions for planners",
)
PROMISES = (
    "send the reference architecture",
    "find out about the early-payer discount",
    "come back with a name at the logistics association",
    "share the figures of the pilot",
    "put them in touch with our head of product",
    "send two dates for the workshop",
    "review their request for proposals",
)
TOPICS = (
    "moving off SAP",
    "demand forecasting",
    "warehouse automation",
    "works council negotiations",
    "carve-outs and post-merger integration",
    "hiring planners",
    "zero-based budgeting",
    "public tenders in the Nordics",
    "cold chain logistics",
    "pricing of spare parts",
    "sales and operations planning",
    "going to market in Japan",
    "carbon reporting",
    "negotiating freight contracts",
    "running a pilot in two plants",
    "board work in family firms",
    "data quality in master data",
    "interim management",
)
NOTES = (
    "Prefers a call to a mail; best before nine.",
    "Has just come back from parental leave.",
    "Plays in an amateur orchestra; ask about the autumn concert.",
    "Likes one page with figures, no slides.",
    "Was sceptical of the last vendor; talk about support first.",
    "Budget round starts in September.",
    "Runs marathons; did Valencia last year.",
    "Reports to the COO since the reorganisation.",
    "Wants to see a customer of the same size before anything else.",
    "Moves between two sites; Thursdays in the head office.",
)
WANTS = (
    ("introduction", "to meet a {role} in {industry}"),
    ("expertise", "somebody who has experience with {topic}"),
    ("share", "something good to read about {topic}"),
    ("help", "a second pair of eyes on a paper about {topic}"),
)
WANTED_ROLES = ("CIO", "CFO", "head of procurement", "supply chain director", "COO")
WANTED_INDUSTRIES = ("logistics", "food", "manufacturing", "energy", "retail", "pharma")
SCHOOLS = (
    "Rotterdam logistics course",
    "Copenhagen executive programme",
    "St. Alban summer school",
    "Lyon engineering year",
    "Mannheim master class",
    "Bangalore technology institute",
)
