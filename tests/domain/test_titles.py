"""Titles of real kinds, made up, in the languages of European contact lists."""

from __future__ import annotations

import re
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.titles import Function, Habits, Level, understand_title

LEVELS: dict[Level, str] = {
    Level.C_LEVEL: """
        CEO
        C.E.O.
        Chief Executive
        Managing Director
        Managing Director, Acme Ltd
        Managing Director UK & Ireland
        Directrice générale
        PDG
        P.D.G.
        Président-Directeur Général
        Directeur Général Adjoint
        Gérant
        Membre du directoire
        Vorstandsvorsitzender
        Vorsitzender der Geschäftsführung
        Mitglied des Vorstands
        Finanzvorstand (CFO)
        Geschäftsführender Gesellschafter
        Geschäftsführer/in
        Geschaeftsfuehrer
        GESCHÄFTSFÜHRERIN
        Kaufmännischer Geschäftsführer
        Inhaber
        Director General
        Consejero Delegado
        Gerente General
        Amministratore Delegato
        Titolare
        Direttore Generale
        Sócio-gerente
        Dyrektor Generalny
        Prezes Zarządu
        Członek Zarządu
        Wiceprezes Zarządu
        Właściciel
        Jednatel
        Generální ředitel
        Toimitusjohtaja
        Hallituksen puheenjohtaja
        VD
        Verkställande direktör
        Administrerende direktør
        Daglig leder
        Styreleder
        Algemeen directeur
        Zaakvoerder
        Bestuurder
        Genel Müdür
        Yönetim Kurulu Başkanı
        Διευθύνων Σύμβουλος
        Генеральный директор
        Ügyvezető igazgató
        Vezérigazgató
        Director executiv
        代表取締役
        代表取締役社長
        总经理
        대표이사
        الرئيس التنفيذي
        Owner
        Founder
        Co-Founder & CTO
        Managing Partner
        President
        President & CEO
        Chairman
        Chairman of the Board
        Chief Financial Officer
        Chief Information Security Officer (CISO)
        Chief People & Culture Officer
        Chief Data Scientist
        CFO/COO
        Interim CFO
        Cheif Technology Officer
        Board Member
        AD
        Generalni direktor
        Predsednik uprave
        Juhatuse liige
        Управител
        Managing Director EMEA
        Managing Director - Germany
        Managing Director at Smith & Partners
        Chief Operating Officer, Europe
        Chief Human Resources Officer
        Chief Nursing Officer
        Founder, CEO and VP of Engineering
        Deputy Managing Director
        CFO (interim)
        Vice Chairman
        Honorary Chairman
        Chairwoman of the Supervisory Board
        Co-Owner & Operations Manager
        Owner/Operator
        Président du directoire
        Associé gérant
        Fondatrice & CEO
        Mitglied der Geschäftsleitung
        Stellvertretender Geschäftsführer
        Geschäftsführer Vertrieb
        Directora General
        Socio Director
        Presidente
        Amministratore Unico
        Socio Fondatore
        Presidente do Conselho de Administração
        Directeur-eigenaar
        Vice VD
        Styrelseordförande
        Adm. direktør
        Hallituksen jäsen
        Współwłaściciel
        Výkonný ředitel
        Předseda představenstva
        Majitel firmy
        Konateľ
        Director General Adjunct
        Kurucu Ortak
        Πρόεδρος & Διευθύνων Σύμβουλος
        Учредитель
        Izvršni direktor
        Изпълнителен директор
        Valdes priekšsēdētājs
        M.D.
        C T O
        chief exec
        Director/Owner
        "Founder"
        founder
        FOUNDER & C.E.O
        Co‑Founder
        Cofounder/CTO
        ★ CEO ★
        CEO🚀
        ceo@acme
        CEO bei Acme GmbH
        CIO/CISO
        Non-Executive Director
        Member of the Board of Directors
        Independent Director
        General Manager
        Gen. Mgr
        Gen Manager
        G.M.
        General Counsel
    """,
    Level.VP: """
        Genel Müdür Yardımcısı
        副总裁
        SVP Sales
        Sr. V.P. Marketing
        EVP & General Counsel
        Vice-President, Sales EMEA
        VicePresident Operations
        AVP Finance
        Assistant Vice President
        SVP & CFO
        Vice Presidnet
        VP, Business Development
        Chief Marketing Officer & SVP Sales
        Vice-Présidente Marketing
        Vicepresidente de Ventas
        Vicepresidente
        Заместитель генерального директора
        副总经理
        VP, Engineering & Chief Architect
        Exec VP
        Sr. Vice Pres.
    """,
    Level.DIRECTOR: """
        Managing Director, Investment Banking
        Account Director
        Chief of Staff to the CEO
        Directeur commercial
        Directeur des Systèmes d'Information
        DAF
        DRH
        DSI
        Prokurist
        Leiter Einkauf
        Leiterin Personal
        Leiter der IT
        Leitung Marketing (m/w/d)
        Bereichsleiter
        Vertriebsleiter DACH
        Einkaufsleiter
        Director Financiero
        Directora de Recursos Humanos
        Direttore Commerciale
        Diretor Financeiro
        Diretora de Marketing
        Dyrektor
        Dyrektor Handlowy
        Zastępca Dyrektora
        Obchodní ředitel
        Finanční ředitelka
        Myyntijohtaja
        Salgsdirektør
        Commercieel directeur
        Hoofd Inkoop
        Οικονομικός Διευθυντής
        Финансовый директор
        Értékesítési igazgató
        Director comercial
        営業部長
        销售总监
        Assistant Director
        Deputy Director of Procurement
        Associate Director, Clinical Data
        Director of Nursing
        Head of HR
        Global Head of IT Infrastructure
        Head of Sales & Marketing
        Business Unit Head
        Student Services Director
        President, EMEA
        Chief Engineer
        Editor-in-Chief
        Direcotr of Enginering
        Excutive Director
        Supply Chain Director
        Dir. Procurement
        Business Development Director
        Executive Director
        Head of Office of the CEO
        Art Director
        R&D Director
        Head of R & D
        Verkaufsleiter/in
        Direktor
        Direktorius
        Managing Director, Head of Equity Research
        Regional Director, South East Asia
        Group Head of Procurement
        Head, Global Sourcing
        Principal
        Principal, Strategy Practice
        Professor and Head of Department
        Freelance Art Director
        Film Director
        Director of Photography
        Directeur de cabinet du Président
        Directeur Régional des Ventes
        Directrice des Ressources Humaines
        Directeur administratif et financier
        Directeur de la communication
        Leiter Vertrieb & Marketing
        Leiter Rechnungswesen
        Leiterin des Bereichs Personal
        Stv. Leiter Einkauf
        Technischer Leiter
        Technischer Direktor
        Kaufmännischer Leiter
        IT-Leiter
        Leiter IT
        Director Comercial
        Director de Compras
        Subdirector General
        Direttore Finanziario
        Direttore Risorse Umane
        Direttrice Marketing
        Diretor Comercial
        Financieel directeur
        Verkoopdirecteur
        Försäljningsdirektör
        Ekonomidirektör
        Direktør
        Økonomidirektør
        Talousjohtaja
        Henkilöstöjohtaja
        Dyrektor Finansowy
        Dyrektor ds. sprzedaży
        Ředitelka marketingu
        Obchodný riaditeľ
        Pénzügyi igazgató
        Director Vânzări
        Director Financiar
        Finans Direktörü
        Διευθυντής Πωλήσεων
        Директор по продажам
        Технический директор
        財務部長
        Direktor prodaje
        Sr Dir, Product Mgmt
        Assoc Director
        Exec. Dir.
        Head-Procurement
        Director (Sales)
        Abteilungsleiter Controlling
        Jefe de compras
        Kierownik Działu Zakupów
        Vedoucí nákupu
        Försäljningschef
        Ekonomichef
        Økonomichef
        Avdelingsleder
        Начальник отдела продаж
        Country Manager Italy
        Chef de cabinet
        Jefa de Recursos Humanos
        Marknadschef
        HR-chef
        Inköpschef
        Salgschef
        Indkøbschef
        Salgssjef
        Markedssjef
        Innkjøpssjef
        Kereskedelmi vezető
        Руководитель отдела закупок
        Partner
    """,
    Level.MANAGER: """
        Office Manager to the Managing Director
        Assistant to the CEO and Office Manager
        Responsable Achats
        Chef de projet
        Teamleiter Vertrieb
        Projektleiterin
        Projektmanager
        Gerente
        Gerente de Ventas
        Responsabile acquisti
        Myyntipäällikkö
        Satış Müdürü
        영업부장
        مدير المبيعات
        Assistant Manager
        Team Lead
        Product Manager
        GM France
        Plant Manager
        Chief Accountant
        Sales Manger
        Mgr, IT
        IT Manager
        Manager, Information Technology
        Project Management
        Go-to-Market Lead
        Business to Business Manager
        Ad Operations Manager
        Chef des ventes
        Senior Manager, Finance
        Tech Lead
        Scrum Master / Project Manager
        Store Manager
        Night Shift Supervisor
        Warehouse Team Leader
        Key Account Manager DACH
        Customer Success Manager
        Partnership Manager
        Channel Partner Manager
        Chief Executive's Office Manager
        Responsable Marketing et Communication
        Niederlassungsleiter
        Werkleiter
        Responsable de Marketing
        Responsabile Ufficio Acquisti
        Gerente Comercial
        Gerente de Projetos
        Inkoopmanager
        Ostopäällikkö
        Projektipäällikkö
        Kierownik projektu
        Pazarlama Müdürü
        Υπεύθυνος Μάρκετινγκ
        人事部マネージャー
        采购经理
        Sr. Mgr. Supply Chain
        Asst. Mgr.
        Snr Project Mgr
        Manager-Sales
    """,
    Level.INDIVIDUAL: """
        Assistant to the CEO
        Executive Assistant to CFO
        Executive Assistant to the CEO & CFO
        Personal Assistant - Managing Director
        Vice President's secretary
        CEO's Executive Assistant
        CEO Office
        Chargé de clientèle
        Assistante de direction
        Assistentin der Geschäftsführung
        Referent des Vorstands
        Vertriebsmitarbeiter
        Sachbearbeiterin Buchhaltung
        Werkstudent Marketing
        Ehemaliger Geschäftsführer
        Secretaria de dirección
        Asystentka Prezesa
        Asistentka generálního ředitele
        VD-assistent
        Directiesecretaresse
        Помощник генерального директора
        总经理助理
        Lead Generation Specialist
        Product Owner
        Process Owner
        Founding Engineer
        Recruiter, Executive Search for CEOs
        Executive Coach to CEOs
        Former CEO of Acme
        Ex-CFO
        CEO (retired)
        Intern, Office of the CEO
        Marketing Intern
        Marketing Manager Intern
        Aspiring Product Manager
        MBA Candidate
        Software Engineer at VP Bank
        Engineer @ Founders Fund
        Department Chair
        Senior Executive, Sales
        Account Executive
        Sales Executive
        Controller
        Financial Controller
        Management Consultant
        Senior Advisor to the Managing Director
        Company Secretary
        Scrum Master
        Sous Chef
        Principal Consultant
        Managing Consultant
        Managing Editor
        Staff Engineer
        HR Business Partner
        Business Partner
        Partner, Tax
        Lecturer in Law
        Registered Nurse
        Physician Assistant
        Research Assistant
        Teaching Assistant
        Sales Assistant
        Marketing Assistant to the VP Marketing
        Secretary to the Board of Directors
        Board Secretary
        Office of the CEO
        Consultant (ex-CFO)
        Retired Vice President
        Past President
        President Emeritus
        Entrepreneur in Residence
        Executive Chef
        Chef de partie
        Attaché commercial
        Ingénieur d'affaires
        Stagiaire marketing
        Ancien PDG
        Assistenz des Vorstands
        Vorstandsassistentin
        Sekretärin des Geschäftsführers
        Strategischer Einkäufer
        Vertriebsingenieur
        Außendienstmitarbeiter
        Administrador de sistemas
        Impiegata amministrativa
        Specjalista ds. marketingu
        董事长秘书
        Board Observer
    """,
}

FUNCTIONS: dict[Function, str] = {
    Function.GENERAL_MANAGEMENT: """
        CEO
        C.E.O.
        Chief Executive
        Managing Director
        Managing Director, Acme Ltd
        Managing Director UK & Ireland
        Directrice générale
        PDG
        P.D.G.
        Président-Directeur Général
        Directeur Général Adjoint
        Gérant
        Vorstandsvorsitzender
        Vorsitzender der Geschäftsführung
    """,
    Function.FINANCE: """
        Managing Director, Investment Banking
        DAF
        Finanzvorstand (CFO)
        Abteilungsleiter Controlling
        Sachbearbeiterin Buchhaltung
        Director Financiero
        Diretor Financeiro
        Finanční ředitelka
        Ekonomichef
        Økonomichef
        Οικονομικός Διευθυντής
        Финансовый директор
        AVP Finance
        Chief Financial Officer
    """,
    Function.ADMINISTRATION: """
        Assistant to the CEO
        Executive Assistant to CFO
        Executive Assistant to the CEO & CFO
        Personal Assistant - Managing Director
        Office Manager to the Managing Director
        Assistant to the CEO and Office Manager
        Vice President's secretary
        CEO's Executive Assistant
        Assistante de direction
        Assistentin der Geschäftsführung
        Secretaria de dirección
        Asystentka Prezesa
        Asistentka generálního ředitele
        VD-assistent
    """,
    Function.SALES: """
        Account Director
        Directeur commercial
        Teamleiter Vertrieb
        Vertriebsleiter DACH
        Vertriebsmitarbeiter
        Gerente de Ventas
        Direttore Commerciale
        Dyrektor Handlowy
        Obchodní ředitel
        Myyntijohtaja
        Myyntipäällikkö
        Försäljningschef
        Salgsdirektør
        Commercieel directeur
    """,
    Function.STRATEGY: """
        Chief of Staff to the CEO
    """,
    Function.IT: """
        Directeur des Systèmes d'Information
        DSI
        Leiter der IT
        Global Head of IT Infrastructure
        Mgr, IT
        IT Manager
        Manager, Information Technology
        IT-Leiter
        Leiter IT
    """,
    Function.HR: """
        DRH
        Leiterin Personal
        Directora de Recursos Humanos
        Head of HR
        Recruiter, Executive Search for CEOs
        Chief People & Culture Officer
        Chief Human Resources Officer
        HR Business Partner
        Directrice des Ressources Humaines
        Leiterin des Bereichs Personal
        Jefa de Recursos Humanos
        Direttore Risorse Umane
        HR-chef
    """,
    Function.PROCUREMENT: """
        Responsable Achats
        Leiter Einkauf
        Einkaufsleiter
        Jefe de compras
        Responsabile acquisti
        Kierownik Działu Zakupów
        Vedoucí nákupu
        Hoofd Inkoop
        Deputy Director of Procurement
        Dir. Procurement
        Group Head of Procurement
        Head, Global Sourcing
        Stv. Leiter Einkauf
        Strategischer Einkäufer
    """,
    Function.OPERATIONS: """
        Chef de projet
        VicePresident Operations
        Process Owner
        Plant Manager
        Project Management
        Chief Operating Officer, Europe
        Gerente de Projetos
        Projektipäällikkö
        Kierownik projektu
        Snr Project Mgr
    """,
    Function.MARKETING: """
        Leitung Marketing (m/w/d)
        Werkstudent Marketing
        Diretora de Marketing
        Sr. V.P. Marketing
        Marketing Intern
        Marketing Manager Intern
        Marketing Assistant to the VP Marketing
        Vice-Présidente Marketing
        Responsable Marketing et Communication
        Stagiaire marketing
        Responsable de Marketing
        Direttrice Marketing
        Marknadschef
        Markedssjef
    """,
    Function.LEGAL: """
        EVP & General Counsel
        General Counsel
    """,
    Function.HEALTHCARE: """
        Director of Nursing
        Chief Nursing Officer
        Registered Nurse
        Physician Assistant
    """,
    Function.PRODUCT: """
        Product Manager
        Product Owner
        Aspiring Product Manager
        Sr Dir, Product Mgmt
    """,
    Function.ENGINEERING: """
        Founding Engineer
        Co-Founder & CTO
        Software Engineer at VP Bank
        Engineer @ Founders Fund
        Chief Engineer
        Direcotr of Enginering
        Cheif Technology Officer
        Staff Engineer
        Tech Lead
        Ingénieur d'affaires
        Technischer Leiter
        Technischer Direktor
        Технический директор
        VP, Engineering & Chief Architect
    """,
    Function.SECURITY: """
        Chief Information Security Officer (CISO)
    """,
    Function.DATA: """
        Chief Data Scientist
    """,
    Function.COMMUNICATIONS: """
        Editor-in-Chief
        Managing Editor
        Directeur de la communication
    """,
    Function.SUPPLY_CHAIN: """
        Supply Chain Director
        Warehouse Team Leader
        Sr. Mgr. Supply Chain
    """,
    Function.CONSULTING: """
        Management Consultant
        Principal Consultant
        Managing Consultant
        Consultant (ex-CFO)
    """,
    Function.DESIGN: """
        Art Director
        Freelance Art Director
    """,
    Function.RESEARCH: """
        R&D Director
        Head of R & D
        Research Assistant
    """,
    Function.CUSTOMER: """
        Customer Success Manager
    """,
    Function.EDUCATION: """
        Lecturer in Law
        Professor and Head of Department
        Teaching Assistant
    """,
}


Kind = TypeVar("Kind", Level, Function)


def _cases(table: dict[Kind, str]) -> list[tuple[str, Kind]]:
    return [
        (line.strip(), kind) for kind, text in table.items() for line in text.strip().splitlines()
    ]


@pytest.mark.parametrize(("title", "level"), _cases(LEVELS))
def test_level_of_a_title(title: str, level: Level) -> None:
    """A title has the level that a seller would give it."""
    actual = understand_title(title).level

    assert level == actual


@pytest.mark.parametrize(("title", "function"), _cases(FUNCTIONS))
def test_function_of_a_title(title: str, function: Function) -> None:
    """A title belongs to the part of the company that its words name."""
    actual = understand_title(title).function

    assert function == actual


@pytest.mark.parametrize(
    ("title", "decides"),
    [
        ("Chief Financial Officer", True),
        ("Geschäftsführer", True),
        ("Leiter Einkauf", True),
        ("VP Sales", True),
        ("General Manager", True),
        ("GM, Packaging Division", True),
        ("Owner", True),
        ("Partner", True),
        ("Partner, Tax", False),
        ("Chief of Staff to the CEO", False),
        ("Board Observer", False),
        ("General Counsel", True),
        ("Sales Manager", False),
        ("Account Director", False),
        ("Art Director", False),
        ("Advisory Board Member", False),
        ("Assistant to the CEO", False),
        ("Former CEO", False),
        ("Engineer", False),
        ("", False),
    ],
)
def test_who_decides(title: str, *, decides: bool) -> None:
    """Directors and above decide, and who runs or owns a business; helpers and crafts do not."""
    actual = understand_title(title).is_decision_maker

    assert decides == actual


@pytest.mark.parametrize(
    ("title", "user", "labeller"),
    [
        ("Managing Director", Level.C_LEVEL, Level.DIRECTOR),
        ("Managing Director, Acme Poland", Level.C_LEVEL, Level.DIRECTOR),
        ("President", Level.C_LEVEL, Level.DIRECTOR),
        ("Shop Owner", Level.C_LEVEL, Level.INDIVIDUAL),
        ("GM Portugal", Level.MANAGER, Level.INDIVIDUAL),
        ("General Manager", Level.C_LEVEL, Level.MANAGER),
        ("Country Manager Portugal", Level.DIRECTOR, Level.MANAGER),
        ("General Counsel", Level.C_LEVEL, Level.INDIVIDUAL),
        ("Member of the Board of Directors", Level.C_LEVEL, Level.DIRECTOR),
        ("Senior Partner", Level.DIRECTOR, Level.INDIVIDUAL),
        ("AVP Lending", Level.VP, Level.INDIVIDUAL),
        ("Managing Director, Structured Finance", Level.DIRECTOR, Level.DIRECTOR),
        ("President, Packaging Division", Level.DIRECTOR, Level.DIRECTOR),
        ("CEO", Level.C_LEVEL, Level.C_LEVEL),
    ],
)
def test_habits_of_user_and_labeller(title: str, user: Level, labeller: Level) -> None:
    """The seller's reading of a word and the labeller's differ where it is documented."""
    by_default = understand_title(title).level
    by_labeller = understand_title(title, habits=Habits.LABELLER).level

    assert (user, labeller) == (by_default, by_labeller)


def test_because_names_the_deciding_words() -> None:
    """What decided is told, folded to plain letters."""
    assert ("vertriebsleiter",) == understand_title("Vertriebsleiter Süd").because
    assert ("vice president sales",) == understand_title("Vice President, Sales").because
    assert ("assistant",) == understand_title("Assistant to the CEO").because
    assert () == understand_title("Zzyzx").because


@pytest.mark.parametrize(
    "title", ["", "   ", "???", "\x00\x07", "\u202e", "-", "''", "Zzyzx", "🚀"]
)
def test_a_text_without_known_words_is_an_individual(title: str) -> None:
    """What says nothing gives the lowest level and no function."""
    actual = understand_title(title)

    assert (Level.INDIVIDUAL, Function.OTHER, False) == (
        actual.level,
        actual.function,
        actual.is_decision_maker,
    )


@pytest.mark.parametrize("piece", ["CEO ", "\x00", "é(", "a.", "- ", "'s", "代表"])
def test_a_text_of_ten_million_characters_is_cut(piece: str) -> None:
    """A hostile field is cut and read up to its 300th character."""
    text = piece * (10_000_000 // len(piece))

    actual = understand_title(text)

    assert actual == understand_title(text[:1000])
    assert len(actual.title) <= 300


def test_control_characters_are_taken_out() -> None:
    """Control characters and direction marks change neither title nor level."""
    actual = understand_title("Sales\x00 \u202eDirector\r\n")

    assert ("Sales Director", Level.DIRECTOR) == (actual.title, actual.level)


def test_levels_are_ordered() -> None:
    """Ranks run from the individual contributor to the C level."""
    assert ["individual", "manager", "director", "vp", "c_level"] == [
        level.value for level in sorted(Level, key=lambda level: level.rank)
    ]


TITLES = st.sampled_from([title for title, _ in _cases(LEVELS) if title.isascii()])


@given(st.text(max_size=400))
def test_any_text_is_understood(text: str) -> None:
    """No text raises, and the answer is one of the levels and functions."""
    actual = understand_title(text)

    assert actual.level in Level
    assert actual.function in Function


@given(TITLES, st.data())
def test_case_does_not_matter(title: str, data: st.DataObject) -> None:
    """Upper, lower and title case of a title are understood alike."""
    shown = data.draw(st.sampled_from([str.upper, str.lower, str.title]))(title.replace("'s", ""))

    expected = understand_title(title.replace("'s", "").lower())
    actual = understand_title(shown)

    assert (expected.level, expected.function) == (actual.level, actual.function)


@given(TITLES, st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", " \u200b"]))
def test_white_space_does_not_matter(title: str, space: str) -> None:
    """More or other white space changes nothing."""
    expected = understand_title(title)
    actual = understand_title(space + title.replace(" ", space) + space)

    assert (expected.level, expected.function) == (actual.level, actual.function)


PLAIN_TOP_TITLES = st.sampled_from(
    [
        title
        for title, level in _cases(LEVELS)
        if level in {Level.C_LEVEL, Level.VP} and re.fullmatch("[A-Za-z ]+", title)
    ]
)


@given(
    st.sampled_from(["Assistant to the", "Executive Assistant to", "PA to the"]), PLAIN_TOP_TITLES
)
def test_who_assists_a_post_does_not_hold_it(words: str, title: str) -> None:
    """An assistant to anybody at the top is an individual and decides nothing."""
    actual = understand_title(f"{words} {title}")

    assert (Level.INDIVIDUAL, False) == (actual.level, actual.is_decision_maker)


@given(PLAIN_TOP_TITLES)
def test_who_was_something_is_it_no_more(title: str) -> None:
    """A former post gives no level."""
    assert Level.INDIVIDUAL == understand_title(f"Former {title}").level
