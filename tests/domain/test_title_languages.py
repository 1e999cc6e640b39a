"""Titles as people write them in many languages: level, function and who decides.

The first table is of many kinds of titles, the second says which of them name one post.
"""

from __future__ import annotations

import pytest

from netgraph.domain.titles import Function, Level, understand_title

# Function, then titles. Directors and above decide, except where an asterisk says otherwise.
TITLES: dict[Level, str] = {
    Level.C_LEVEL: """
        general_management: Founder & CEO | Angel investor; Genel Müdür; Gérante associée
        general_management: Toimitusjohtaja, osakas
        general_management: Serial entrepreneur, CEO @ Globex; CEO/Founder - we are hiring!
        general_management: Group Chief Executive
        general_management: Geschäftsführende Gesellschafterin; Sprecher der Geschäftsführung
        general_management: Vd och grundare
        general_management: Administrerende direktør; Bestyrelsesmedlem; Členka představenstva
        general_management: Non-Executive Director
        general_management: Independent Director; NED; Consejera independiente; Aufsichtsrätin
        general_management: Dyrektor zarządzający; Presidente e CEO; Zaakvoerder-eigenaar
        general_management: Ügyvezető tulajdonos
        general_management: Gerente General; General Manager; Gen. Mgr.; 总经理
        general_management: Генеральный директор
        finance: Fractional CFO; Group CFO; Vorstand Finanzen; DGA Finances
        finance: Kaufmännischer Geschäftsführer
        finance: Członek Zarządu ds. Finansowych; Geschäftsführer Finanzen; CFO & Board Member
        finance: 首席财务官
        finance: Chief Financial Officer (m/f); Interim-CFO; Part-time CFO for startups
        it: Interim CIO; Vorstand IT; Group CIO
        engineering: CTO & Co-founder; Technischer Geschäftsführer
        sales: Geschäftsführer Vertrieb; CCO; Chief Revenue Officer
        sales: Vorstand Vertrieb und Marketing
        marketing: Chief Marketing Officer, EMEA; CMO | Speaker | Podcaster
        hr: Chief People Officer; CHRO; Personalvorständin
        legal: General Counsel; Group General Counsel; Chief Legal Officer
        operations: COO; DGA Opérations
        general_management: Directrice Générale Adjointe; Secrétaire général
        general_management: Founder. Investor. Speaker.; Acting CEO
        general_management: Managing Director & Partner; Board Chair
        sales: Directeur Général Adjoint Commercial
        finance: CFO (m/w/d)
        operations: Mitglied der Geschäftsführung (COO)
    """,
    Level.VP: """
        engineering: Ex-Google, now VP Eng @ Acme; VP Engineering
        sales: Vice-président ventes; VP Sales - EMEA; SVP, Global Sales
        sales: Vicepresidente Comercial
        other: Assistant Vice President
        procurement: VP Procurement; Senior Vice President Purchasing
        finance: Vizepräsident Finanzen; AVP, Finance
        product: VP of Product (ex-Meta)
        finance: Assistant Vice President, Risk
    """,
    Level.DIRECTOR: """
        finance: Finance Director; Financieel directeur; DAF; Direttore Finanziario
        finance: Финансовый директор
        finance: 财务总监; Director Financiero; Ekonomichef; Leiter Finanzen
        finance: Kaufmännische Leiterin; Økonomichef
        finance: Ředitel pro finance; Diretora Financeira; Head of Finance; Økonomisjef
        sales: Vertriebsleiter; Verkoopleider; Försäljningschef; Salgssjef
        sales: Руководитель отдела продаж
        sales: Salgschef; Dyrektor Handlowy; Obchodní ředitel; Värmland Sales Director
        sales: Начальник отдела продаж
        sales: Directeur des ventes; Direttrice vendite; Head of Sales; Müügidirektor
        sales: Директор з продажу
        it: IT-chef; IT-sjef; DSI; Leiter IT; Hoofd ICT; IT Director; Head of IT
        procurement: Stellv. Leiterin Einkauf; Inköpschef; Directora de Compras
        procurement: Head of Purchasing; Innkjøpssjef
        procurement: Hoofd Inkoop; Indkøbschef; Beszerzési igazgató; Satın Alma Direktörü
        procurement: Dyrektor zakupów
        procurement: Jefe de Compras; Vedoucí nákupu
        hr: HR-chef; Personalchef; Leiterin Personal; Jefa de Recursos Humanos; DRH; HR Director
        marketing: Marknadschef; Markedssjef; Leitung Marketing; Jefe de Marketing
        marketing: Marketingdirecteur
        legal: Leiter Recht; Juridisch directeur
        other: Afdelingshoofd; Abteilungsleiter; Head of Department; Avdelningschef; Prokurist
        other: Kierownik działu
        other: Osztályvezető; Vedoucí oddělení; Assistant Director; Chef de département
        strategy: Chief of Staff to the CEO*; Chief of Staff*
        general_management: Operating Partner
        general_management: Country Manager Germany; Country Manager; Country Director Spain
        general_management: Partner
        engineering: Technischer Leiter; Directeur technique
        operations: Produktionsleiter; Direttore di produzione; Driftschef
        supply_chain: Logistikleiter; Logistikchef
        procurement: Leder for indkøb; Chefe de Compras; Leiter Konzerneinkauf
        procurement: Abteilungsleiterin Einkauf; Interim Head of Procurement; Hankintajohtaja
        sales: Kommersiell leder; Vedúci predaja; Заместитель директора по продажам
        sales: Satış ve Pazarlama Direktörü; Șef departament vânzări
        sales: Bereichsleiterin Vertrieb; Sales Director DACH at Acme
        other: Innkaufsleiterin; Geschäftsbereichsleiter
        operations: Director de Operaciones
        supply_chain: Jefe de Logística
        marketing: Kierowniczka działu marketingu; Директор по маркетингу; Markkinointijohtaja
        it: Vedoucí IT; Начальник IT отдела; Tietohallintojohtaja
        finance: Pénzügyi vezető; Gazdasági igazgató; Mali İşler Direktörü; Director economic
        finance: Οικονομική Διευθύντρια; Directeur financier adjoint
        quality: Kvalitetschef
        engineering: Teknisk chef; Teknisk sjef
    """,
    Level.MANAGER: """
        procurement: Responsable des achats; Responsabile acquisti; Purchasing Manager
        procurement: Gerente de Compras
        sales: Sales Manager; Myyntipäällikkö; Satış Müdürü; Gerente de Ventas
        sales: Area Sales Manager
        other: Assistant Manager; Gruppenleiter; Teamleider; Teamleiterin; Tiimiesimies
        operations: Project Manager; Jefe de Proyecto; Projektchef; Projektleiter
        operations: Руководитель проекта; Vedoucí projektu
        sales: Butikschef; Key Account Manager
        operations: Chef de chantier; Projectleider; Prosjektleder
        marketing: Brand Manager; Responsable marketing
        finance: Finance Manager
        finance: Talouspäällikkö; Główny księgowy; Finans Müdürü; Økonomiansvarlig
        hr: HR-päällikkö; Responsabile Risorse Umane; Gerente de Recursos Humanos
        hr: Responsable RH
        it: Responsable Informatique; IT Project Manager; IT-projektledare
        sales: Υπεύθυνος Πωλήσεων; Commercieel manager
        procurement: Manager Inkoop; Hankintapäällikkö
        other: Regionchef
    """,
    Level.INDIVIDUAL: """
        education: I coach CEOs and VPs
        general_management: Board Observer
        other: Helping teams grow; Not a CEO; Wife of CEO; Looking for my next VP role
        other: Fan of great founders; CEO in training; I help founders sleep; Ex-CEO
        other: Proud husband of a CFO
        administration: Adjointe au directeur; Assistentin des Vorstands; PA to the Board
        administration: Directiesecretaresse
        administration: Sekretær for direktøren; Asystentka zarządu; Asistente de dirección
        finance: Bilanzbuchhalter; Comptable; Księgowa; Controller; Контролер финансов
        sales: Assistante commerciale et RH; Sales Representative; Commercial sédentaire
        sales: Account Executive; Handelsvertreter; Представитель отдела продаж
        engineering: Software Engineer; Ingénieur logiciel; Inżynier; Разработчик
        procurement: Strategic Buyer; Einkäufer; Acheteuse; Nákupčí
        hr: Chargée de recrutement
        other: On a mission to help CFOs sleep
        consulting: Advisor to CEOs
        administration: EA to CEO; Director's assistant
    """,
}


Case = tuple[str, Level, Function, bool]


def _cases() -> list[Case]:
    cases: list[Case] = []
    for level, text in TITLES.items():
        for line in text.strip().splitlines():
            function, _, titles = line.strip().partition(": ")
            for title in titles.split("; "):
                decides = level.rank >= Level.DIRECTOR.rank and not title.endswith("*")
                cases.append((title.removesuffix("*"), level, Function(function), decides))
    return cases


@pytest.mark.parametrize(("title", "level", "function", "decides"), _cases())
def test_a_title_is_read_in_any_language(
    title: str, level: Level, function: Function, *, decides: bool
) -> None:
    """Level, function and the right to decide are those of the post, whatever the language."""
    actual = understand_title(title)

    assert (level, function, decides) == (
        actual.level,
        actual.function,
        actual.is_decision_maker,
    )


# Each line is one post, said in several languages.
EQUIVALENTS = """
    Finance Director; DAF; Directeur financier; Financieel directeur; Direttore Finanziario
    Finance Director; Finansdirektör; 财务总监
    Finance Director; Director Financiero; Diretor Financeiro; Финансовый директор
    Finance Director; Finanční ředitel; Head of Finance
    Head of Sales; Vertriebsleiter; Verkoopleider; Försäljningschef; Salgschef; Salgssjef
    Head of Sales; Руководитель отдела продаж
    Head of Sales; Leiter Vertrieb; Начальник отдела продаж; Jefe de Ventas; Vedoucí prodeje
    Head of Sales; Értékesítési vezető
    Head of Sales; Керівник відділу продажів; Voditelj prodaje; Hoofd Verkoop; Szef sprzedaży
    Head of Purchasing; Einkaufsleiter; Inköpschef; Indkøbschef; Innkjøpssjef; Jefa de Compras
    Head of Purchasing; Hoofd Inkoop
    Head of Purchasing; Kierownik działu zakupów; Vedoucí nákupu; Начальник отдела закупок
    Head of Finance; Leiter Finanzen; Ekonomichef; Økonomichef; Økonomisjef
    Head of IT; IT-Leiter; IT-chef; IT-sjef; Hoofd IT; Руководитель отдела ИТ
    Head of HR; Personalleiter; Personalchef; HR-chef; Jefe de Recursos Humanos; Hoofd Personeel
    Department Head; Abteilungsleiter; Afdelingshoofd; Avdelningschef; Afdelingschef
    Department Head; Osztályvezető; Kierownik działu
    Department Head; Chef de service; Jefe de Departamento; Vedoucí oddělení; Начальник отдела
    Sales Manager; Gerente de Ventas; Satış Müdürü; Myyntipäällikkö; Менеджер по продажам
    Sales Manager; Sales Mgr
    Purchasing Manager; Responsable achats; Responsabile acquisti; Gerente de Compras
    Purchasing Manager; Inkoopmanager; Ostopäällikkö
    Project Manager; Projektleiter; Projectleider; Chef de projet; Jefe de proyecto
    Project Manager; Projektchef; Prosjektleder
    Project Manager; Руководитель проекта; Vedoucí projektu; Projektvezető; Kierownik projektu
    Project Manager; Voditelj projekta
    Team Leader; Teamleiter; Teamleider; Teamchef; Csoportvezető; Chef d'équipe; Jefe de equipo
    General Manager; Gen. Mgr.; GM; Gerente General; Genel Müdür; Direttore Generale; 总经理
    General Manager; Directeur général
    General Manager; Generaldirektor; Managing Director; Geschäftsführer; Dyrektor generalny
    General Manager; Генеральный директор
    Country Manager; Country Manager Germany; Country Director France; Country Head Italy
    General Counsel; Group General Counsel; Chefjurist; Chief Legal Officer; Chefsyndikus
    Board Member; Non-Executive Director; Independent Director; Aufsichtsrat
    Board Member; Consejero independiente; Styrelseledamot
    Board Member; Member of the Board of Directors; Membre du conseil d'administration
    Board Member; Член совета директоров
    Chief of Staff; Chief of Staff to the CEO; Directeur de cabinet du Président
    Chief of Staff; Chef de cabinet; Jefe de gabinete
    CFO; Vorstand Finanzen; Finanzvorstand; Kaufmännischer Geschäftsführer; DGA Finances
    CFO; Finanzvorständin
    CIO; Vorstand IT; Geschäftsführer IT
""".strip()


@pytest.mark.parametrize("line", [line.strip() for line in EQUIVALENTS.splitlines()])
def test_one_post_is_read_alike_in_every_language(line: str) -> None:
    """The same post has one level, one function and one right to decide, however it is said."""
    read = {title: understand_title(title) for title in line.split("; ")}
    first = next(iter(read.values()))
    expected = dict.fromkeys(read, (first.level, first.function, first.is_decision_maker))

    assert expected == {
        title: (one.level, one.function, one.is_decision_maker) for title, one in read.items()
    }


@pytest.mark.parametrize(
    ("title", "level", "function"),
    [
        ("Geschäftsführer Logistik GmbH", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("Geschäftsführer, Müller Logistik", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("Geschäftsführer (kaufmännisch)", Level.C_LEVEL, Function.FINANCE),
        ("Vorstand – Finanzen", Level.C_LEVEL, Function.FINANCE),
        ("Mitglied der Geschäftsleitung, Leiter IT", Level.C_LEVEL, Function.IT),
        ("Mother of two, CEO", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("Vezető mérnök", Level.MANAGER, Function.ENGINEERING),
        ("Economic Buyer", Level.INDIVIDUAL, Function.PROCUREMENT),
        ("CEO Software", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("I am CEO of Globex", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("General Manager - Fintech", Level.MANAGER, Function.GENERAL_MANAGEMENT),
        ("VP and General Manager", Level.VP, Function.OTHER),
        ("Deputy General Counsel", Level.DIRECTOR, Function.LEGAL),
        ("Associate General Counsel", Level.INDIVIDUAL, Function.LEGAL),
        ("EVP & General Counsel", Level.VP, Function.LEGAL),
        ("Partner, Tax", Level.INDIVIDUAL, Function.FINANCE),
        ("Assistant to the CEO", Level.INDIVIDUAL, Function.ADMINISTRATION),
        ("Chef de publicité", Level.MANAGER, Function.MARKETING),
    ],
)
def test_words_around_a_post_are_weighed(title: str, level: Level, function: Function) -> None:
    """A company's name, a field or a grade beside a post changes what it is, as it should."""
    actual = understand_title(title)

    assert (level, function) == (actual.level, actual.function)
