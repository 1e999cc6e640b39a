"""Families of titles: what is said in one way or language is said in the others too."""

from __future__ import annotations

import pytest

from netgraph.domain.titles import Function, Level, understand_title

FAMILIES: dict[str, tuple[Level, str]] = {
    "seats in leading bodies": (
        Level.C_LEVEL,
        """
        Member of the Group Executive Board
        Member of Management Board
        Member, Board of Directors
        Mitglied der Konzernleitung
        Mitglied im Vorstand
        Delegierter des Verwaltungsrates
        Membre du Conseil de Surveillance
        Miembro de la Junta Directiva
        Membro del Consiglio di Amministrazione
        Membro do Conselho Fiscal
        Lid van de Raad van Toezicht
        Ledamot i styrelsen
        Medlem af bestyrelsen
        Hallituksen varajäsen
        Johtoryhmän jäsen
        Członkini Rady Nadzorczej
        Člen dozorčí rady
        Felügyelőbizottsági tag
        Membru în Consiliul Director
        Yönetim Kurulu Üyesi
        Μέλος Διοικητικού Συμβουλίου
        Член совета директоров
        Член правління
        Član nadzornog odbora
        """,
    ),
    "heads of leading bodies": (
        Level.C_LEVEL,
        """
        Präsidentin des Verwaltungsrates
        Vorsitzende des Beirats
        Présidente du Conseil de Surveillance
        Presidenta de la Junta Directiva
        Presidente del CdA
        Presidente do Conselho Fiscal
        Voorzitter van de Directie
        Ordförande i styrelsen
        Formand for bestyrelsen
        Przewodnicząca Rady Nadzorczej
        Předsedkyně dozorčí rady
        Az igazgatóság elnöke
        Председатель наблюдательного совета
        Голова наглядової ради
        Predsednica nadzornog odbora
        """,
    ),
    "presidents of a company": (
        Level.C_LEVEL,
        """
        President of the company
        Présidente de la société
        Presidente de la empresa
        Presidente en Grupo Sierra
        Президент компании
        President at Lindgren
        """,
    ),
    "presidents of a part": (
        Level.DIRECTOR,
        """
        President, Nordics
        President - Packaging Division
        Group President
        Division President, Coatings
        """,
    ),
    "founders and owners": (
        Level.C_LEVEL,
        """
        Firmengründerin
        Gründungspartner
        Medgrunnlegger
        Medejer
        Medägare
        Συνιδρύτρια
        Suosnivačica
        Співвласник
        מייסדת
        مالك
        Nhà sáng lập
        Pendiri
        ผู้ก่อตั้ง
        संस्थापक
        共同創辦人
        """,
    ),
    "chief executives": (
        Level.C_LEVEL,
        """
        מנכ"ל
        מנכ״לית
        Giám đốc điều hành
        Pengarah Urusan
        กรรมการผู้จัดการ
        代表社員
        Viceadministrerende direktør
        Управляващ директор
        """,
    ),
    "vice presidents": (
        Level.VP,
        """
        Vice -President
        Vice- President Logistics
        Vice Presiden, Logistics
        Vicepresidenta de Compras
        Wiceprezydent
        סמנכ"ל מכירות
        Wakil Presiden
        รองประธาน
        Vice President and Managing Director
        Deputy Vice President
        """,
    ),
    "deputies of directors": (
        Level.DIRECTOR,
        """
        Zástupce ředitele
        Wicedyrektor
        Заместитель директора
        Заступник директора
        Igazgatóhelyettes
        Υποδιευθυντής
        Vicedirettore
        Vicedirectora
        Sous-directeur
        """,
    ),
    "directors and heads": (
        Level.DIRECTOR,
        """
        Chefarzt
        Hoofdredacteur
        Rinkodaros direktorė
        Komercdirektors
        Prokurent
        Generalbevollmächtigter
        Haed of Purchasing
        Head of Office
        Director and Company Secretary
        Head of Founder Success
        Executive Director, CFO Advisory
        Member of the Medical Advisory Board
        ผู้อำนวยการฝ่ายขาย
        """,
    ),
    "managers": (
        Level.MANAGER,
        """
        Menedżerka produktu
        Менеджерка з персоналу
        Key-Account-Managerin
        Cheffe de projets
        Produktionsmeister
        Capoturno
        Encarregado de Obra
        Бригадир
        Tiimiesimies
        Zastępca Kierownika
        Заместитель начальника отдела
        Teamlead
        Takım Lideri
        Líder Técnico
        Projektijuht
        ראש צוות
        مشرف
        Trưởng nhóm
        DGM - Purchase
        Head Office Manager
        Product Managment
        Lead Consultant
        """,
    ),
    "those who hold no post": (
        Level.INDIVIDUAL,
        """
        Helping founders sell more
        Ines Okafor, MD, PhD
        MD, MPH
        I help CEOs write | Copywriter
        Founders Associate
        Intern Project Manager
        Trainee Store Manager
        Advisory Board
        Hausmeister
        Administrateur systèmes
        Trợ lý Giám đốc
        Sekretaris Direktur
        מזכירה למנכ"ל
        ผู้ช่วยผู้จัดการ
        Toimitusjohtajan sihteeri
        """,
    ),
}
FUNCTIONS: dict[Function, str] = {
    Function.COMMUNICATIONS: "Leiterin Unternehmenskommunikation; Hoofdredacteur",
    Function.SALES: "Gebietsverkaufsleiter; Salesmanager; Accountmanager; Kommersiell direktør; "
    "Търговски директор; Sælger; Ticari Direktör; Giám đốc Kinh doanh; 영업이사",
    Function.FINANCE: "Προϊστάμενος Λογιστηρίου; Commercialista; Kế toán; Direktur Keuangan; "
    "Head of Real Estate",
    Function.ENGINEERING: "Ohjelmistokehittäjä; Systemutvecklare; Tekninen johtaja; "
    "Szoftverfejlesztő; Director Tehnic; VP Eng; מהנדס",
    Function.OPERATIONS: "Prosjektleder; Менеджер проєктів; Manager de proiect; Proje Yöneticisi; "
    "项目经理; Mfg Supervisor",
    Function.MARKETING: 'Mktg Mgr; סמנכ"ל שיווק; Manajer Pemasaran',
    Function.HR: 'Trưởng phòng Nhân sự; סמנכ"לית משאבי אנוש',
    Function.LEGAL: "עורך דין; 弁護士; Luật sư",
    Function.GENERAL_MANAGEMENT: "Partner; Senior Partner",
    Function.DESIGN: "Director de Arte; Grafická designérka; Дизайнер",
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "title", "level"),
    [
        pytest.param(family, line.strip(), level, id=f"{family}: {line.strip()}")
        for family, (level, lines) in FAMILIES.items()
        for line in lines.strip().splitlines()
    ],
)
def test_a_family_of_titles_has_one_level(family: str, title: str, level: Level) -> None:
    """Every way to say a post has the level of the post."""
    actual = understand_title(title).level

    assert level == actual, family


@pytest.mark.parametrize(
    ("title", "function"),
    [
        pytest.param(title.strip(), function, id=f"{function}: {title.strip()}")
        for function, line in FUNCTIONS.items()
        for title in line.split(";")
    ],
)
def test_a_function_is_found_in_any_language(title: str, function: Function) -> None:
    """A function is known within compounds, from abbreviations and in other scripts."""
    actual = understand_title(title).function

    assert function == actual


@pytest.mark.parametrize(
    ("word", "typos"),
    [
        ("Chief Operating Officer", ("Cheif Operating Officer", "Chif Operating Offcier")),
        ("Head of Design", ("Haed of Design",)),
        ("Vice President", ("Vice Presiden", "Vice Prezident", "Vice Persident")),
        ("Board Member", ("Board Memebr", "Board Memeber")),
        ("Product Management", ("Product Managment", "Product Managemnt")),
    ],
)
def test_a_slip_of_the_keys_changes_nothing(word: str, typos: tuple[str, ...]) -> None:
    """Typos of the words that decide are read as the words."""
    expected = understand_title(word).level

    assert {expected} == {understand_title(typo).level for typo in typos}


def test_a_deputy_of_the_kind_decides_as_the_post_does() -> None:
    """A deputy director is a director to a seller; a director's secretary decides nothing."""
    deputy = understand_title("Заместитель директора по закупкам")
    secretary = understand_title("Секретарь директора по закупкам")

    assert (Level.DIRECTOR, True, Function.PROCUREMENT) == (
        deputy.level,
        deputy.is_decision_maker,
        deputy.function,
    )
    assert (Level.INDIVIDUAL, False) == (secretary.level, secretary.is_decision_maker)
