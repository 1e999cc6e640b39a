"""The words for the parts of a company, in the languages of real contact lists.

Phrases are split by semicolons and match whole words, longest first; a star marks a beginning of
words, for inflected and compounding languages ("vertrieb*", "финанс*"). An earlier row wins where
two rows hold the same phrase. Some functions are weak: "operations", "digital" or "development"
say less than the word beside them, and are taken only where no other is.
"""

from __future__ import annotations

from typing import Final

from netgraph.domain.seniority import Function

# What a function is called; a star marks a beginning of words. Earlier rows win a tie in place.
FUNCTIONS: Final[tuple[tuple[Function, str], ...]] = (
    (Function.HR, """
        human resources; hr; hrd; hrbp; human capital; people; people operations; talent*; recrut*;
        recruit*; hiring; headhunt*; personnel; payroll; compensation; workforce; employee
        experience; learning and development; personal*; ressources humaines; rh; recursos
        humanos; rrhh; risorse umane; personeel*; hr business partner; personál*; henkilöst*;
        kadr*; zasobów ludzkich; lidských zdrojů; ľudských zdrojov; lidské zdroje;
        humánerőforrás; emberi erőforrás; hr menedzser; resurse umane; insan kaynakları;
        ανθρώπινου δυναμικού; ανθρώπινων πόρων; персонал*; кадр*; ludzkich; ljudskih;
        humankapital; humánpolitik*; gpec; الموارد البشرية; nhân sự; משאבי אנוש; sumber daya
        manusia; personalentwicklung; кадров*"""),
    (Function.SECURITY, """
        security; cyber*; infosec; information security; sicherheit*; sécurité; seguridad;
        segurança; sicurezza; beveiliging; säkerhet*; sikkerhed*; sikkerhet*; turvallisuus*;
        bezpiecz*; bezpečnost*; biztonság*; güvenlik; безопасност*; it security; ciso"""),
    (Function.PROCUREMENT, """
        procurement; purchas*; sourcing; buying; buyer; buyers; einkauf*; einkäufer*;
        beschaffung*; achat; achats; acheteur; acheteuse; compras; comprador*;
        approvvigionament*; acquisti; inkoop*; inköp*; indkøb*; innkjøp*; osto*; hankin*;
        zakup*; kupiec; nákup*; beszerz*; achiziți*; satın alma; satınalma; προμηθει*;
        προμήθει*; закуп*; снабжени*; nabav*; category manager; category"""),
    (Function.SUPPLY_CHAIN, """
        supply chain; logisti*; warehouse; warehousing; transport*; shipping; distribution;
        fulfillment; fulfilment; fleet; freight; inventory; lager*; versand*; spedition*;
        materialwirtschaft; supply; disposition; entrepôt; almacén; magazzino; magazijn;
        varasto*; magazyn*; spedyc*; raktár*; tedarik; lojistik; логист*; склад*; logisztik*;
        magasinier; lagerist*; εφοδιαστικ*"""),
    (Function.FINANCE, """
        financ*; finanz*; finan*; accounting; accountant; accounts payable; accounts
        receivable; tax; taxation; treasur*; audit*; controlling; controllership; controller;
        comptroller; investor relations; fp&a; fpa; banking; bank*; investment*; investor;
        capital markets; equity; credit; fund; funds; underwrit*; actuar*; insurance; risk;
        mergers; m&a; private equity; venture; portfolio; wealth; asset management; budget*;
        billing; buchhalt*; rechnungswesen; steuer*; kredit*; comptab*; trésor*; fiscal*;
        contab*; tesor*; amministrazione e finanza; boekhoud*; ekonomi*; økonomi*;
        redovisning*; regnskab*; regnskap*; talous*; rahoitus*; kirjanpit*; księgow*;
        finans*; účetn*; účto*; ekonomick*; pénzügy*; gazdasági; könyvel*; muhasebe; mali;
        οικονομ*; λογιστ*; финанс*; бухгалт*; эконом*; računovod*; المالي; مالي; المالية;
        kaufmännisch*; kaufm; kfm; real estate; immobili*; inmobiliari*; imobiliári*; fastighet*;
        eiendom*; ejendom*; kiinteistö*; nieruchomoś*; nemovitost*; недвижимост*;
        gayrimenkul; mortgage*; hypothek*; versicherung*; assurance; assurances; seguros;
        assicurazion*; verzekering*; commercialist*; λογιστής; λογίστρια; λογιστηρίου;
        λογιστήριο; счетовод*; contas a pagar; cuentas por pagar; kế toán; tài chính;
        keuangan; akuntan*; חשבון; כספים; محاسب; محاسبة"""),
    (Function.LEGAL, """
        legal; law; lawyer; attorney; counsel; compliance; paralegal; litigat*; regulatory;
        privacy; notary; contracts; patent*; intellectual property; solicitor; barrister;
        recht*; jurist*; syndik*; juridi*; anwalt; rechtsanwalt*; juridique; avocat*; notaire;
        jurídic*; abogad*; advogad*; legale; avvocat*; notaio; juridisch*; lakimies;
        lakiasi*; prawn*; radca; právn*; jog*; jurid*; hukuk; avukat; luật sư; pengacara;
        עורך דין; עורכת דין; محامي; محامية; peguam; νομικ*; юрист*; юридич*; pravn*;
        datenschutz*; governance"""),
    (Function.HEALTHCARE, """
        medical; medicine; nurs*; clinical; health*; hospital; patient*; pharma*; surg*;
        physician; doctor; dental; dentist; therap*; psych*; pediatric*; radiolog*;
        patholog*; cardiolog*; oncolog*; epidemiolog*; care; medizin*; arzt; ärzt*;
        chefarzt; oberarzt; pflege*; klinik*; gesundheit*; médic*; infirmi*; santé; soins;
        hôpital; enfermer*; salud; saúde; sanitar*; medic*; infermier*; verpleeg*; zorg*;
        vård*; sjuksköt*; sygeplej*; sykeplei*; lääk*; hoitaja; lekarz*; medycz*; pielęgn*;
        lékař*; zdravot*; orvos*; ápol*; sağlık; doktor; ιατρ*; медицин*; врач"""),
    (Function.EDUCATION, """
        education*; teach*; school; professor; lecturer; academic; curriculum; faculty;
        tutor*; university; dean; student; students; learning; training; trainer;
        instructor; coach; college; admissions; schul*; lehr*; bildung*; ausbildung*;
        enseign*; formation; formateur; éducat*; pédago*; profesor*; educa*; formación;
        formação; docent*; insegnant*; formazione; onderwijs*; opleiding*; lärare;
        utbildning*; underviser; uddannelse*; lærer; opettaja; koulutus*; nauczyciel*;
        szkole*; učitel*; vzděláv*; tanár; oktatás*; eğitim; öğretmen; καθηγητ*; εκπαίδευσ*;
        преподавател*; учитель; образован*"""),
    (Function.DATA, """
        data; data science; data scientist; analytics; big data; business intelligence; bi;
        machine learning; artificial intelligence; ai; ml; insights; statistic*; daten*;
        données; datos; dados; dati; dane; danych; intelligence artificielle"""),
    (Function.RESEARCH, """
        research*; r&d; rnd; r d; rd; r & d; research and development; scientist;
        scientific; science; sciences; laborator*; lab; labs; innovation; innovations;
        discovery; forschung*; entwicklung*; f&e; wissenschaft*; recherche*; chercheur*;
        scientifique; investigaci*; investigad*; pesquisa*; ricerca; ricercat*; onderzoek*;
        forsk*; tutkim*; tutkij*; badań; badawcz*; naukow*; výzkum*; výskum*; kutat*;
        cercetar*; ar ge; arge; έρευν*; исследован*; научн*; economist"""),
    (Function.QUALITY, """
        quality; qa; qc; quality assurance; testing; test; tester; ehs; hse; environmental
        health; qualität*; qualité; calidad; qualidade; qualità; kwaliteit*; kvalitet*;
        laatu*; jakość; jakości; kvalit*; minőség*; calitate; kalite; ποιότητ*; качеств*"""),
    (Function.CUSTOMER, """
        customer*; customer success; client*; client services; support; helpdesk; service
        desk; call center; contact center; guest; cx; crm; kunden*; kundendienst; service
        client; sav; atención al cliente; clientes; clienti; klant*; kund; kundservice;
        kundeservice; asiakas*; klient*; zákazn*; ügyfél*; müşteri; πελατ*; клиент*;
        community"""),
    (Function.SALES, """
        sales; account; accounts; key account; business development; biz dev; bizdev; bd;
        revenue; commercial; channel; pre sales; presales; partnerships; partnership;
        partner; alliances; export; retail; inside sales; selling; seller; growth; dealer;
        vertrieb*; verkauf*; verkäufer*; aussendienst*; außendienst*; handel*;
        gebietsleiter*; ventes; vente; commercial*; commerce; développement commercial;
        ventas; venta; comercial*; vendas; vendedor*; negocio; negócios; desarrollo de
        negocio; vendite; vendita; commerciale; venditore; verkoop*; commercieel; försälj*;
        sälj*; salg*; myynti*; myyjä; kaupall*; sprzedaż*; handlow*; prodej*; obchod*;
        predaj*; értékesít*; kereskedelm*; vânzări; vanzari; satış; πωλήσ*; πωλητ*; εμπορικ*;
        продаж*; коммерч*; сбыт*; prodaj*; komercijal*; müük*; müügi*; المبيعات; مبيعات; gtm;
        bus dev; kommerc*; kommers*; komerc*; комерц*; комерційн*; търговск*; ticari; contas;
        cuentas; selger*; sælger*; butik*; butikk*; kinh doanh; bán hàng; penjualan; jualan;
        מכירות; dealership*; торгов*; торгівл*"""),
    (Function.MARKETING, """
        market*; brand*; advertis*; seo; sem; social media; content; demand generation;
        digital marketing; cmo; promotion*; werbung; media; publicité; mercado*; mercadeo;
        publicidad; pubblicità; reklam*; markkinoin*; marknad*; markedsf*; markeds*;
        marketing*; μάρκετινγκ; маркет*; pazarlama; piac*; التسويق; تسويق; mktg; mktng; mkt;
        mktr; merchandis*; tiếp thị; pemasaran; שיווק; events; event; evénement*"""),
    (Function.COMMUNICATIONS, """
        communicat*; public relations; pr; public affairs; press; editor*; editorial;
        journalis*; writer; corporate affairs; government affairs; government relations;
        external affairs; external relations; publicist; publish*; public policy; policy;
        kommunikation*; presse*; öffentlichkeitsarbeit; redakt*; journalist*; relations
        publiques; comunicaci*; comunica*; prensa; periodist*; giornalist*; communicatie*;
        voorlichting*; viestin*; komunikac*; prasow*; tiskov*; kommunikáci*; iletişim;
        επικοινων*; связям; коммуникац*; rédact*;
        redact*; zeitung*; verlag*; broadcast*; spokes*; speechwrit*; copywrit*; ghostwrit*"""),
    (Function.DESIGN, """
        design*; ux; ui; creative; art; artist*; graphic*; illustrat*; user experience;
        fashion; photograph*; kreativ*; grafik*; création; creativ*; graphiste; diseñ*;
        desenho; disegn*; vormgev*; formgiv*; muotoil*; projektant*; tasarım*; arte;
        grafisk*; grafick*; дизайн*; σχεδιασ*; illustrador*; עיצוב"""),
    (Function.PRODUCT, """
        product; products; product management; product owner; product development; offering;
        produkt*; produit*; producto*; produto*; prodott*; tuote*; termék*; produs; ürün;
        προϊόν*; продукт*; offer"""),
    (Function.IT, """
        it; ict; information technology; information systems; information technologies;
        systems administrator; system administrator; sysadmin; network*; infrastructure;
        cloud; database; dba; help desk; sap; erp; salesforce; digital; digitali*;
        information; informationssysteme; edv; informatik*; informatique; informática;
        informatic*; systèmes d'information; sistemas; sistemi informativi; tecnologías de
        la información; ti; tecnologia da informação; tietohallin*; tietotekn*; informaty*;
        it chef; informačn*; informatik; informatikai; bilgi; bilişim; πληροφορικ*;
        информацион*; ит; applications; application; automatisering"""),
    (Function.ENGINEERING, """
        engineer*; technolog*; software; developer; development; hardware; technical; tech;
        architect*; devops; programm*; web; frontend; backend; full stack; fullstack;
        mechanical; electrical; electronic*; electronics; civil; systems; robotics;
        automation; platform; construction; technisch*; technik*; ingenieur*; entwickl*;
        konstrukt*; softwareentwickl*; ingénieur*; technique; développeu*; logiciel;
        ingenier*; técnic*; desarroll*; tecnolog*; tecnic*; ingegner*; sviluppat*; engenh*;
        desenvolv*; ontwikkel*; techni*; utveckl*; teknik*; teknisk*; udvikl*;
        tekno*; insinöör*; kehity*; kehittäj*; inżynier*; programist*; vývoj*; inžen*;
        mérnök*; fejleszt*; műszaki; inginer*; mühendis*; yazılım; μηχανικ*; τεχνικ*; eng;
        engg; engr; инженер*; інженер*; технич*; tehnic*; teknin*; utvikl*; programator*;
        programátor*; szoftver*; розроб*; dezvoltat*; kỹ sư; kỹ thuật; insinyur; jurutera;
        מהנדס*; מפתח; تقني*; مهندس; هندسة; bauingenieur*; bauwesen; elektro*; разработ*;
        программист*"""),
    (Function.CONSULTING, """
        consult*; advisory; advisor; adviser; mentor; berat*; conseil*; consultor*;
        consulen*; asesor*; adviseur; rådgiv*; konsult*; doradc*; poradc*; tanácsad*;
        danışman*; консульт*; unternehmensberat*; יועץ; יועצת; مستشار; مستشارة;
        konsultan; tư vấn"""),
    (Function.STRATEGY, """
        strateg*; corporate development; transformation; planning; business planning;
        business transformation; sustainability; esg; csr; chief of staff; estrateg*;
        nachhaltigkeit*; unternehmensentwicklung; rse; durabilité; sostenib*; duurzaam*;
        hållbar*; стратег*; stratég*"""),
    (Function.OPERATIONS, """
        operation*; operating; ops; production; manufactur*; plant; factory; site; project;
        projects; program; programme; programs; pmo; process; delivery; maintenance;
        facilit*; field service; lean; betrieb*; produktion*; fertigung*; werk*; projekt*;
        prozess*; instandhalt*; montage*; exploitation; opérat*; usine; projet; projets;
        operacion*; operativ*; producci*; proyecto*; fábrica; operaç*; produção; projeto*;
        produzione; operazion*; progett*; stabilimento; manutenzion*; productie*; project*;
        drift*; tuotanto*; projekti*; operacyjn*; produkcj*; provoz*; výrob*; termel*; gyár*;
        üzem*; operațiuni; producție; üretim; operasyon; fabrika; παραγωγ*; λειτουργ*; mfg;
        mfr; proj; opns; производств*; операцион*; prosjekt*; proiect*; proje; projesi;
        проект*; проєкт*; цех*; dự án; proyek; vận hành; פרויקט*; תפעול; مشروع; مشاريع;
        العمليات; cantier*; chantier*"""),
    (Function.ADMINISTRATION, """
        administrat*; office; secretar*; reception*; executive assistant; personal
        assistant; assistant; ea; pa; verwaltung*; sekret*; assisten*; empfang; secrét*;
        accueil; administrac*; administr*; recepcion*; amministraz*; amministrativ*; segret*;
        kansli*; toimisto*; hallinto*; biuro; biura; asyst*; asist*; titkár*; идари; idari;
        διοικητικ*; администрат*; секретар*"""),
)  # fmt: skip

# "operations", "digital" or "development" say less than the word beside them.
WEAK_FUNCTIONS: Final = frozenset(
    {
        Function.STRATEGY,
        Function.OPERATIONS,
        Function.ADMINISTRATION,
        Function.CONSULTING,
        Function.ENGINEERING,
        Function.IT,
    },
)
STRONG_WORDS: Final = frozenset({"it", "ict", "engineering", "engineer", "technology", "software"})
