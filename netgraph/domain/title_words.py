"""The words that job titles are made of, in the languages of real contact lists.

Each line of a table is a list of phrases in their natural spelling, split by semicolons; the
reader in `title_lexicon` folds them (case, accents, other scripts), so that "Geschäftsführer",
"Geschaeftsfuehrer" and "GESCHAFTSFUHRER" are one word. Phrases match whole words, longest first;
the endings are for languages that write compounds in one word. What one word means alone is decided
here, so that one post has one row in every language; words that change their neighbours are in
`title_grammar`, and how neighbours are read is decided in `title_posts`.
"""

from __future__ import annotations

from typing import Final

from netgraph.domain.seniority import Function, Level, Post

_C, _V, _D, _M, _I = Level.C_LEVEL, Level.VP, Level.DIRECTOR, Level.MANAGER, Level.INDIVIDUAL
_F = Function

# (post, level, function the post brings with it, phrases)
POSTS: Final[tuple[tuple[Post, Level, Function | None, str], ...]] = (
    # -- the chief executive of a company, in the languages of Europe and beyond
    (
        Post.CHIEF_EXECUTIVE,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        ceo; chief executive; chief executive officer; chief exec; group ceo; co ceo; coceo;
        principal executive officer; director general; geschäftsführer; geschäftsführerin;
        geschäftsführung; geschäftsleiter; geschäftsleiterin; geschäftsleitung;
        geschäftsführender gesellschafter; geschäftsführende gesellschafterin; gesellschafter
        geschäftsführer; hauptgeschäftsführer; hauptgeschäftsführerin; geschäftsführender
        direktor; geschäftsführende direktorin; alleingeschäftsführer; ghf; gf;
        vorstandsvorsitzender; vorstandsvorsitzende; vorsitzender des vorstands;
        vorstandschef; vorsitzende des vorstands; vorstandssprecher; sprecher des vorstands;
        generaldirektor; vorsitzender der geschäftsführung; vorsitzende der geschäftsführung;
        generaldirektorin; pdg; p dg; président directeur général; présidente directrice
        générale; président dg; directeur général; directrice générale; dg; directeur général
        délégué; dga; dgd; directrice générale déléguée; directeur général adjoint;
        directrice générale adjointe; gérant; gérante; co gérant; cogérant; co gérante;
        administrateur délégué; administratrice déléguée; chef d'entreprise; dirigeant;
        dirigeante; cheffe d'entreprise; directeur gérant; gérant associé; associé gérant;
        directeur exécutif; directrice exécutive; consejero delegado; consejera delegada;
        directora general; director gerente; directora gerente; director ejecutivo; directora
        ejecutiva; gerente general; gerente geral; administrador único; administradora única;
        administrador delegado; presidente ejecutivo; presidenta ejecutiva; dueño; máximo
        responsable; conseller delegat; directora executiva; diretor geral; diretora geral;
        diretor executivo; diretora executiva; diretor presidente; diretora presidente;
        administrador executivo; presidente executivo; sócio gerente; sócia gerente; sócio
        administrador; administrador delegada; superintendente geral; amministratore
        delegato; amministratrice delegata; amministratore unico; amministratrice unica;
        direttore generale; direttrice generale; consigliere delegato; ad; algemeen
        directeur; algemeen directrice; statutair directeur; bestuursvoorzitter; zaakvoerder;
        zaakvoerster; afgevaardigd bestuurder; gedelegeerd bestuurder; directeur eigenaar;
        directeur grootaandeelhouder; directievoorzitter; voorzitter raad van bestuur;
        verkställande direktör; vd; koncernchef; vd och koncernchef; vice vd; vvd;
        administrerende direktør; adm direktør; adm dir; administrerende dir;
        koncerndirektør; konsernsjef; konserndirektør; daglig leder; daglig leiar;
        generaldirektør; generaldirektör; toimitusjohtaja; pääjohtaja; konsernijohtaja;
        framkvæmdastjóri; forstjóri; prezes; prezes zarządu; prezeska; prezeska zarządu;
        dyrektor generalny; dyrektor zarządzający; dyrektor naczelny; dyrektorka generalna;
        dyrektor wykonawczy; jednatel; jednatelka; generální ředitel; generální ředitelka;
        výkonný ředitel; výkonná ředitelka; předseda představenstva; předsedkyně
        představenstva; konateľ; konateľka; generálny riaditeľ; generálna riaditeľka; výkonný
        riaditeľ; výkonná riaditeľka; predseda predstavenstva; vezérigazgató; ügyvezető;
        ügyvezető igazgató; elnök vezérigazgató; cégvezető; director executiv; directoare
        generală; director general executiv; genel müdür; genel müdürü; icra kurulu başkanı;
        icra direktörü; murahhas aza; murahhas üye; yönetim kurulu başkanı; διευθύνων
        σύμβουλος; διευθύνουσα σύμβουλος; γενικός διευθυντής; γενική διευθύντρια; генеральный
        директор; гендиректор; исполнительный директор; генеральний директор; виконавчий
        директор; изпълнителен директор; управител; управляващ директор; управляющий
        директор; главен изпълнителен директор; generalni direktor; generalna direktorica;
        izvršni direktor; predsjednik uprave; predsednik uprave; glavni direktor; direktor
        društva; tegevjuht; tegevdirektor; juhatuse esimees; valdes priekšsēdētājs;
        izpilddirektors; generalinis direktorius; generalinė direktorė; ģenerāldirektors;
        drejtor i përgjithshëm; drejtor ekzekutiv; الرئيس التنفيذي; رئيس تنفيذي; المدير
        العام; مدير عام; المدير التنفيذي; مدير تنفيذي; מנכל; מנכלית; המנכל; tổng giám đốc;
        giám đốc điều hành; direktur utama; president direktur; dirut; ketua pegawai
        eksekutif; pengarah urusan; pengarah eksekutif; viseadministrerende direktør;
        viceadministrerende direktør; cmd; chairman managing director; administrator unic;
        मुख्य कार्यकारी अधिकारी; प्रबंध निदेशक; yürütme kurulu başkanı""",
    ),
    (
        Post.CHIEF,
        _C,
        _F.FINANCE,
        """
        cfo; chief financial officer; chief finance officer; finanzvorstand;
        finanzvorständin; daf groupe; directeur administratif et financier groupe; cfao""",
    ),
    (Post.CHIEF, _C, _F.OPERATIONS, "coo; chief operating officer; chief operations officer"),
    (
        Post.CHIEF,
        _C,
        _F.ENGINEERING,
        """
        cto; chief technology officer; chief technical officer; technikvorstand""",
    ),
    (Post.CHIEF, _C, _F.IT, "cio; chief information officer; chief digital officer; dsi groupe"),
    (
        Post.CHIEF,
        _C,
        _F.SECURITY,
        """
        ciso; chief information security officer; chief security officer""",
    ),
    (Post.CHIEF, _C, _F.MARKETING, "cmo; chief marketing officer; marketingvorstand"),
    (
        Post.CHIEF,
        _C,
        _F.SALES,
        """
        cro; chief revenue officer; chief commercial officer; cco; cbo; cgo; chief business
        officer; chief growth officer; chief sales officer; vertriebsvorstand; chief
        business development officer; cbdo""",
    ),
    (Post.CHIEF, _C, _F.HR, "chro; chief people officer; chief talent officer; personalvorstand"),
    (Post.CHIEF, _C, _F.PROCUREMENT, "chief procurement officer; chief purchasing officer"),
    (Post.CHIEF, _C, _F.SUPPLY_CHAIN, "chief supply chain officer; csco"),
    (Post.CHIEF, _C, _F.PRODUCT, "cpo; chief product officer; cpto; produktionsvorstand"),
    (Post.CHIEF, _C, _F.DATA, "cdo; chief data officer; cdao; caio"),
    (Post.CHIEF, _C, _F.STRATEGY, "cso; chief strategy officer; cino; chief innovation officer"),
    (Post.CHIEF, _C, _F.LEGAL, "clo; chief legal officer; chief compliance officer"),
    (Post.CHIEF, _C, _F.CUSTOMER, "cxo; chief customer officer; chief experience officer"),
    (Post.CHIEF, _C, _F.ADMINISTRATION, "cao; chief administrative officer"),
    (Post.CHIEF, _C, _F.DESIGN, "chief creative officer; chief design officer"),
    # -- others at the top
    (
        Post.MANAGING_DIRECTOR,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        managing director; co managing director; managing dir; mng director; mg director;
        managing direktor; group managing director; mng dir""",
    ),
    (Post.MD, _C, _F.GENERAL_MANAGEMENT, "md"),
    (
        Post.PRESIDENT,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        president; co president; pres; präsident; präsidentin; président; présidente;
        presidente; presidenta; presidentessa; prezydent; prezident; prezidentka; başkan;
        başkanı; presidenten; prezydentka; prezidentas; prezidents; πρόεδρος; президент;
        elnök; președinte; predsednik; predsjednik; presidentti""",
    ),
    (
        Post.CHAIR,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        chairman; chairwoman; chairperson; chair of the board; board chair; executive chair;
        executive chairman; vice chairman; deputy chairman; vice chair; deputy chair; co
        chairman; chair; aufsichtsratsvorsitzender; aufsichtsratsvorsitzende; vorsitzender;
        vorsitzende; verwaltungsratspräsident; verwaltungsratspräsidentin; obmann; präsident
        des verwaltungsrats; président du conseil; président du directoire; presidente del
        consejo; presidenta del consejo; présidente du conseil; présidente du directoire;
        präsidentin des verwaltungsrats; presidente del directorio; presidenta del
        directorio; presidente del consiglio; presidente do conselho; styrelseordförande;
        styreleder; bestyrelsesformand; formand; ordförande; hallituksen puheenjohtaja;
        puheenjohtaja; varapuheenjohtaja; styrets leder; styrets nestleder; varaformand;
        næstformand; przewodniczący rady nadzorczej; przewodniczący; předseda; předseda
        dozorčí rady; předsedkyně; председатель; председатель совета директоров; председатель
        правления; voorzitter; yönetim kurulu başkan; رئيس مجلس الإدارة; יור; יושב ראש; יושבת
        ראש; chủ tịch; chủ tịch hđqt; chủ tịch hội đồng quản trị; komisaris utama; pengerusi;
        अध्यक्ष""",
    ),
    (
        Post.BOARD,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        board member; member of the board; member of board; board of directors; board
        director; member of the executive board; member of the management board; executive
        board member; management board member; executive board; management board; supervisory
        board; executive committee; member of the executive committee; executive committee
        member; member of the supervisory board; supervisory board member; advisory board
        member; advisory board; advisory council member; boardmember; vorstand; vorständin;
        vorstandsmitglied; mitglied des vorstands; mitglied des vorstandes; bereichsvorstand;
        mitglied der geschäftsführung; mitglied der geschäftsleitung; aufsichtsrat; aufsichtsrätin;
        aufsichtsratsmitglied; mitglied des aufsichtsrats; verwaltungsrat; verwaltungsrätin;
        mitglied des verwaltungsrats; beirat; membre du directoire; membre du comité
        exécutif; membre du comité de direction; membre du conseil d'administration; membre
        du comex; membre du codir; administrateur indépendant; administratrice indépendante;
        miembro del consejo; miembro del consejo de administración; consejero independiente;
        consejero; consejera; vocal del consejo; membro do conselho; conselheiro;
        conselheira; consigliere di amministrazione; consigliera di amministrazione; membro
        del cda; lid raad van bestuur; lid van de raad van bestuur; bestuurder; commissaris;
        lid van de directie; raad van bestuur; directielid; styrelseledamot; bestuurslid;
        styremedlem; bestyrelsesmedlem; styrelsesuppleant; varamedlem; direktionsmedlem;
        ledningsmedlem; ledelsesmedlem; hallituksen jäsen; ledningsgrupp; członek zarządu;
        członkini zarządu; wiceprezes; wiceprezes zarządu; wiceprezeska; wiceprezeska
        zarządu; członek rady nadzorczej; člen představenstva; členka představenstva;
        místopředseda představenstva; člen dozorčí rady; člen predstavenstva; igazgatósági
        tag; membru al consiliului de administrație; yönetim kurulu üyesi; μέλος δσ; μέλος
        διοικητικού συμβουλίου; член правления; член совета директоров; член на управителния
        съвет; član uprave; član nadzornog odbora; juhatuse liige; valdes loceklis; valdybos
        narys; عضو مجلس الإدارة; komisaris; ahli lembaga pengarah; administrateur;
        administratrice; חבר דירקטוריון; חברת דירקטוריון; דירקטור; דירקטורית""",
    ),
    # sits on the board without running the company
    (
        Post.NON_EXECUTIVE,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        member of the board of directors; member board of directors; member of board of
        directors; non executive director; non exec director; nonexecutive director; ned; ined;
        independent director; independent non executive director; independent board director;
        non executive board member; independent board member; outside director""",
    ),
    (
        Post.NON_EXECUTIVE,
        _D,
        _F.GENERAL_MANAGEMENT,
        """
        trustee; trustee of the board of directors; trustee of the board; board trustee;
        member of the board of trustees""",
    ),
    (Post.ADVISER, _D, _F.GENERAL_MANAGEMENT, "member of the advisory board"),
    (Post.ADVISER, _I, _F.GENERAL_MANAGEMENT, "board observer; observer to the board"),
    (Post.PRINCIPAL, _D, None, "principal"),
    (
        Post.FOUNDER,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        founder; co founder; cofounder; founding partner; foundress; cofunder; co founding
        partner; founding director; founding principal; founding ceo; founders; gründer;
        gründerin; mitgründer; mitgründerin; mitbegründer; mitbegründerin; fondateur;
        fondatrice; cofondateur; cofondatrice; co fondateur; co fondatrice; fundador;
        fundadora; cofundador; cofundadora; co fundador; co fundadora; sócio fundador; socio
        fundador; socia fundadora; sócia fundadora; fondatore; cofondatore; co fondatore;
        socio fondatore; oprichter; oprichtster; mede oprichter; medeoprichter;
        gründungspartner; gründungspartnerin; gründungsmitglied; gründungsgesellschafter;
        grundare; medgrundare; grundlægger; medgründer; medstifter; stifter; grunnlegger;
        perustaja; perustajajäsen; perustajaosakas; założyciel; założycielka;
        współzałożyciel; współzałożycielka; zakladatel; zakladatelka; spoluzakladatel;
        spoluzakladatelka; zakladateľ; spoluzakladateľ; alapító; társalapító; fondator;
        cofondator; kurucu; kurucu ortak; kurucusu; ιδρυτής; ιδρύτρια; συνιδρυτής;
        συνιδρύτρια; osnivačica; suosnivačica; zakladateľka; spoluzakladateľka; основатель;
        сооснователь; учредитель; соучредитель; засновник; співзасновник; основател;
        съосновател; osnivač; suosnivač; مؤسس; المؤسس; שותף מייסד; מייסד; מייסדת; מייסד שותף;
        nhà sáng lập; người sáng lập; đồng sáng lập; pendiri; pengasas; medgrunnlegger;
        medgrundlægger; grunder; gründare; संस्थापक; सह संस्थापक; asociat fondator; asociată
        fondatoare; fondatoare; založnica; ustanovitelj; asutaja; kaasasutaja; dibinātājs;
        įkūrėjas; themelues; основателка; засновниця; основательница""",
    ),
    (
        Post.OWNER,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        owner; co owner; business owner; proprietor; sole proprietor; owner operator;
        inhaber; inhaberin; eigentümer; eigentümerin; unternehmer; unternehmerin;
        firmeninhaber; firmeninhaberin; geschäftsinhaber; propriétaire; patron; patronne;
        patron de; patronne de; przedsiębiorca; podnikatel; podnikatelka; podnikateľ;
        podnikateľka; vállalkozó; antreprenor; girişimci; επιχειρηματίας; предприниматель;
        підприємець; предприемач; poduzetnik; preduzetnik; podjetnik; ettevõtja; uzņēmējs;
        verslininkas; propietario; propietaria; dueña; proprietário; proprietária;
        empresario; empresaria; empresário; empresária; titolare; proprietario; proprietaria;
        imprenditore; imprenditrice; eigenaar; eigenaresse; mede eigenaar; ondernemer; ägare;
        delägare; ejer; indehaver; eier; innehaver; omistaja; yrittäjä; właściciel;
        właścicielka; współwłaściciel; współwłaścicielka; majitel; majitelka; majiteľ;
        majiteľka; spolumajitel; tulajdonos; proprietar; asociat unic; işletme sahibi; firma
        sahibi; şirket sahibi; ιδιοκτήτης; ιδιοκτήτρια; владелец; собственник; власник;
        собственик; vlasnik; vlasnica; lastnik; lastnica; savininkė; īpašniece; dono;
        собственница; власниця; владелица; medejer; medeier; medägare; spolumajiteľ;
        spolumajitelka; társtulajdonos; coproprietar; copropietario; coproprietario;
        comproprietario; contitolare; copropriétaire; mitinhaber; mitinhaberin; sahibi;
        συνιδιοκτήτης; совладелец; співвласник; съсобственик; suvlasnik; omanik; īpašnieks;
        savininkas; pronar; مالك; المالك; صاحب; صاحبة; בעלים; chủ sở hữu; pemilik; kaasomanik""",
    ),
    (
        Post.MANAGING_PARTNER,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        managing partner; senior managing partner; managing member; managing principal;
        founding and managing partner; general partner; managing general partner;
        geschäftsführender partner; geschäftsführende partnerin; socio director; socia
        directora; socia gerente; socio administrador; socia administradora; sócia
        administradora; sócia diretora; socio amministratore; directeur associé; directrice
        associée; associé dirigeant; partner gerente; sócio diretor; associé fondateur;
        partner zarządzający; řídící partner; yönetici ortak""",
    ),
    (
        Post.PARTNER,
        _I,
        _F.GENERAL_MANAGEMENT,
        """
        partner; equity partner; senior partner; venture partner; operating partner;
        investment partner; partnerin; associé;
        associée; asociat; asociată; socio; socia; sócio; sócia; vennoot; osakas; wspólnik;
        společník; ortak; партнер; партнёр; gesellschafter; gesellschafterin;
        mitgesellschafter""",
    ),
    (
        Post.COUNSEL,
        _C,
        _F.LEGAL,
        """
        general counsel; group general counsel; chief counsel; chefsyndikus; chefjurist;
        chief legal counsel""",
    ),
    (
        Post.CHIEF,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        secretary general; general secretary; generalsekretär; generalsekretärin; secrétaire
        général; secrétaire générale; secretario general; secretaria general; segretario
        generale; generalsekreterare; generalsekretær; c level executive; c suite; country
        chief executive; oberbürgermeister; bürgermeister; rector; rektor; vice chancellor;
        intendant; mayor""",
    ),
    (
        Post.CHIEF_OF_STAFF,
        _D,
        _F.STRATEGY,
        """
        chief of staff; directeur de cabinet; directrice de cabinet; chef de cabinet; cheffe de
        cabinet; jefe de gabinete; jefa de gabinete; chefe de gabinete; capo di gabinetto;
        stabschef; stabschefin; kabinettschef; kabinetschef""",
    ),
    # -- vice presidents
    (
        Post.VICE_PRESIDENT,
        _V,
        None,
        """
        vp; v p; svp; evp; rvp; gvp; sevp; avp; vps; snr vp; vice president; vice pres; vice
        prez; vice prezident; vice prezidentka; vicepresident; senior vice president;
        executive vice president; corporate vp; vice presidents; vizepräsident;
        vizepräsidentin; vice président; vice présidente; viceprésident; vicepresidente;
        vicepresidenta; vice presidente; vicepresidentessa; viceprezident; viceprezidentka;
        alelnök; başkan yardımcısı; genel müdür yardımcısı; icra kurulu üyesi; αντιπρόεδρος;
        вице президент; віце президент; vicepreședinte; podpredsjednik; potpredsednik;
        zastępca prezesa; zastępca dyrektora generalnego; заместитель генерального директора;
        varatoimitusjohtaja; varapresidentti; náměstek generálního ředitele; zástupce
        generálního ředitele; vezérigazgató helyettes; directeur général délégué adjoint;
        viceamministratore; نائب الرئيس; نائب رئيس; סמנכל; סמנכלית; phó tổng giám đốc; wakil
        president direktur; wakil president; wiceprezydent; naib president; סגן נשיא; סגנית
        נשיא; phó chủ tịch; उपाध्यक्ष; asepresident; varapresident; viceprezidents;
        viceprezidentas""",
    ),
    # -- directors and heads
    (
        Post.DIRECTOR,
        _D,
        None,
        """
        director; dir; directors; dirctr; direktor; direktorin; direktør; direktör;
        directeur; directrice; directora; diretor; diretora; direttore; direttrice; director
        adjunto; dyrektor; dyrektorka; ředitel; ředitelka; riaditeľ; riaditeľka; igazgató;
        directoare; direktörü; direktorica; direktorka; direktors; direktorius; direktorė;
        direktore; johtaja; διευθυντής; διευθύντρια; директор; директорка; δντης; dirigente;
        drejtor; giám đốc; direktur; pengarah; निदेशक; prokurist; prokuristin; prokurent;
        prokurentka; prokurista; prokuristka; generalbevollmächtigter;
        generalbevollmächtigte; zastępca dyrektora; zastępczyni dyrektora; wicedyrektor;
        wicedyrektorka; zástupce ředitele; zástupkyně ředitele; zástupca riaditeľa;
        igazgatóhelyettes; igazgató helyettes; заместитель директора; зам директора;
        заступник директора; zamjenik direktora; zamenik direktora; direktör yardımcısı;
        direktor yardımcısı; apulaisjohtaja; varajohtaja; sous directeur; sous directrice;
        vice directeur; υποδιευθυντής; υποδιευθύντρια; ppa; bereichsleiter; bereichsleiterin;
        bereichsleitung; hauptabteilungsleiter; hauptabteilungsleiterin; ressortleiter;
        ressortleiterin; náměstek; náměstkyně; editor in chief; chefredakteur;
        chefredakteurin; rédacteur en chef; direktion; rédactrice en chef; chefredaktör;
        fondé de pouvoir; fondée de pouvoir; gevolmachtigde; procuratore; apoderado; mudir;
        daire başkanı; chefarzt; chefärztin; vicedirettore; vicedirettrice; vicedirector;
        vicedirectora; vicedirecteur; vizedirektor; vizedirektorin; hoofdredacteur; direttore
        responsabile; caporedattore; redaktor naczelny; redaktor naczelna; šéfredaktor;
        šéfredaktorka; főszerkesztő; redactor jefe; redactora jefa; redator chefe; ansvarig
        utgivare; sjefredaktør; päätoimittaja; главный редактор; αρχισυντάκτης; genel yayın
        yönetmeni""",
    ),
    (
        Post.DIRECTOR,
        _D,
        _F.FINANCE,
        """
        daf; raf; director economic; directoare economică; director económico; directora
        económica""",
    ),
    (Post.DIRECTOR, _D, _F.HR, "drh"),
    (Post.DIRECTOR, _D, _F.IT, "dsi"),
    (Post.DIRECTOR, _D, _F.MARKETING, "dircom"),
    (
        Post.HEAD,
        _D,
        None,
        """
        head; global head; group head; co head; leiter; leiterin; leitung; gesamtleiter;
        gesamtleitung; hoofd; head of; dept head; department head; practice head;
        responsable de la direction; chef du département; division chief; branch head;
        abteilungsleiter; abteilungsleiterin; abteilungsleitung; abteilungschef; chef de service;
        cheffe de service; chef du service; chef de département; cheffe de département;
        afdelingshoofd; avdelningschef; afdelingschef; afdelingsleder; avdelingsleder;
        osztályvezető; kierownik działu; kierowniczka działu; vedoucí oddělení; vedoucí odboru;
        vedúci oddelenia; vedúca oddelenia; jefe de departamento; jefa de departamento; chefe de
        departamento; capo dipartimento; osastopäällikkö; начальник отдела; руководитель отдела;
        руководитель департамента; начальник управления; керівник відділу; начальник відділу;
        ръководител отдел; началник отдел; voditelj odjela; voditeljica odjela; vodja oddelka;
        șef departament; bölüm müdürü; departman müdürü; υπεύθυνος τμήματος; προϊστάμενος
        τμήματος; προϊσταμένη τμήματος; skyriaus vadovas; skyriaus vadovė; osakonnajuhataja;
        ראש מחלקה; رئيس قسم; رئيسة قسم; trưởng phòng""",
    ),
    (
        Post.DEAN,
        _D,
        _F.EDUCATION,
        """
        dean; dekan; dekanin; doyen; doyenne; decano; preside; headmaster; headmistress;
        head teacher; headteacher; schulleiter; schulleiterin; proviseur; rehtori""",
    ),
    # -- managers
    (
        Post.GENERAL_MANAGER,
        _C,
        _F.GENERAL_MANAGEMENT,
        "general manager; gen mgr; gen manager; general mgr; genl mgr; genl manager; gen mngr",
    ),
    (
        Post.GENERAL_MANAGER,
        _D,
        _F.GENERAL_MANAGEMENT,
        """
        country manager; country director; country head; country lead; country mgr; country
        general manager; landeschef; landechef; landsjef; ländermanager""",
    ),
    (
        Post.GENERAL_MANAGER,
        _M,
        _F.GENERAL_MANAGEMENT,
        """
        regional general manager; deputy general manager; assistant general manager;
        niederlassungsleiter; niederlassungsleiterin; betriebsleiter; betriebsleiterin;
        werkleiter; werksleiter; werkleiterin; werksleiterin; directeur de site;
        vestigingsdirecteur; standortleiter; standortleiterin; vestigingsmanager;
        bedrijfsleider; platschef""",
    ),
    (
        Post.GENERAL_MANAGER,
        _M,
        _F.OPERATIONS,
        "plant manager; site manager; factory manager; fabrikschef; fabrikchef; fabrikksjef",
    ),
    (Post.GM, _C, _F.GENERAL_MANAGEMENT, "gm"),
    (
        Post.MANAGER,
        _M,
        None,
        """
        manager; mgr; mngr; mgmr; managers; manageress; mgrs; mangr; mgnr; supervisor;
        superviser; superintendent; foreman; forewoman; team leader; teamleader; section
        chief; unit chief; teamleiter; teamleiterin; teamleitung; gruppenleiter;
        gruppenleiterin; projektleiter; projektleiterin; projektleitung; filialleiter;
        filialleiterin; schichtleiter; bauleiter; bauleiterin; marktleiter; referatsleiter;
        referatsleiterin; sachgebietsleiter; sachgebietsleiterin; produktleiter; meister;
        küchenchef; vorarbeiter; stationsleitung; pflegedienstleitung; responsable; chef de
        projet; cheffe de projet; chef de produit; cheffe de produit; chef d'équipe; cheffe
        d'équipe; chef d'agence; chef des ventes; chef de secteur; encadrant; cadre; directeur
        de magasin; manageur; manageuse; chef comptable; chef d'atelier; chef de groupe;
        gerente; encargado; encargada; coordenador; coordenadora; supervisora; gestor;
        gestora; responsável; gerenta; mando intermedio; subgerente; gerência; jefatura;
        responsabile; capo; capo progetto; capoarea; capo area; caporeparto; capo reparto;
        quadro; capocantiere; referente responsabile; area manager; store manager; teamleider;
        afdelingsmanager; projectleider; ploegleider; leidinggevende; filiaalmanager;
        teamchef; verantwoordelijke; projektledare; gruppchef; enhetschef; arbetsledare;
        teamleder; projektleder; prosjektleder; afdelingsdirektør; ansvarig; ansvarlig;
        bestyrer; päällikkö; esimies; esihenkilö; vetäjä; tiiminvetäjä; kierownik;
        kierowniczka; menedżer; menadżer; menedżerka; menadżerka; manedżer; brygadzista;
        główny księgowy; główna księgowa; naczelnik; koordynator zespołu; manažer; manažerka;
        manažér; manažérka; mistr; hlavní účetní; csoportvezető; menedzser; főkönyvelő;
        műszakvezető; șef serviciu; responsabil; manageră; müdür; müdürü; yönetici;
        yöneticisi; şefi; müdiresi; müdür yardımcısı; müdürlüğü; sorumlusu; υπεύθυνος;
        υπεύθυνη; προϊστάμενος; προϊσταμένη; μάνατζερ; менеджер; заведующий; заведующая;
        главный бухгалтер; управляющий; завідувач; завідувачка; менеджерка; очільник;
        очільниця; мениджърка; главен счетоводител; мениджър; menadžer; vodja; juhataja; juht;
        vadītājs; vadītāja; vadovas; vadovė; vadybininkas; vadybininkė; projektų vadovė;
        menadžerka; teamleidster; مدير; مديرة; المدير; רئيس قسم; רئيس; מנהל; מנהלת; trưởng
        nhóm; trưởng bộ phận; trưởng ban; quản lý; manajer; pengurus; kepala; penyelia; ketua;
        مشرف; مشرفة; ראש צוות; ראש תחום; प्रबंधक; महाप्रबंधक; managerin; managere; ledare;
        verantwortlicher; verantwortliche; takım lideri; ekip lideri; lideri; birim sorumlusu;
        superintendente; encarregado; encarregada; capoturno; caposquadra; capoufficio;
        capogruppo; capofiliale; capocommessa; caposervizio; capofficina; бригадир; прораб;
        poslovođa; poslovodja; zastępca kierownika; zástupce vedoucího; заместитель
        начальника; заместитель руководителя; заступник начальника; dgm; agm; projektijuht;
        müügijuht; tootejuht; grupijuht""",
    ),
    # -- who leads the function named beside, as "head of" does; of a project or a team, a manager
    (
        Post.FUNCTION_HEAD,
        _M,
        None,
        """
        jefe; jefa; chefe; chef; sjef; leder; vedoucí; vedúci; vedúca; vezető; szef; szefowa;
        šéf; šéfka; șef; sef; şef; șefă; руководитель; начальник; керівник; керівниця;
        начальниця; руководительница; ръководител; ръководителка; началник; началничка;
        voditelj; voditeljica; rukovodilac; rukovoditelj; rukovoditeljka; šef; šefica; leider;
        leidster; cheffe; chefin; lederen""",
    ),
    (
        Post.LEAD,
        _M,
        None,
        """
        lead; leader; co lead; colead; team lead; teamlead; techlead; líder; lider; líder de
        equipo; lidere; liderka""",
    ),
    (Post.CONTROLLER, _I, _F.FINANCE, "controller; comptroller; treasurer; auditor; bookkeeper"),
)

# Bodies that lead a company (beginnings of words, inflected), and who sits in or heads one:
# "Mitglied des Verwaltungsrates", "presidenta de la junta directiva", "член правления".
BODIES: Final = """
        vorstand; verwaltungsrat; aufsichtsrat; beirat; geschäftsleitung; geschäftsführung;
        konzernleitung; unternehmensleitung; direktorium; direktion; conseil; directoire;
        comex; codir; comité; comite; consejo; junta; directorio; directiva; conselho;
        diretoria; cda; consiglio; collegio; comitato; raad; directie; bestuur;
        managementteam; styrelse; styret; bestyrelse; ledning; ledelse; hallitu; johtoryhm;
        zarząd; rady; představenstv; predstavenstv; dozorčí; igazgatóság; felügyelőbizottság;
        consiliu; directorat; kurul; διοικητικ; правлен; правлін; совет; ради; съвет;
        управителн; uprav; nadzorn; odbor; juhatus; nõukogu; valdes; padomes; valdyb; dewan;
        lembaga"""
MEMBERS: Final = """
        mitglied; membre; miembro; vocal; membro; lid; ledamot; medlem; jäsen; varajäsen;
        członek; członkini; člen; členka; tag; tagja; membru; membră; üye; üyesi; μέλος;
        член; членкиня; član; članica; liige; loceklis; narys; anggota; ahli; delegierter;
        delegierte; ersatzmitglied; ehrenmitglied; administrateur"""
CHAIRS: Final = """
        vorsitzender; vorsitzende; präsident; präsidentin; obmann; obfrau; président;
        présidente; presidente; presidenta; presidentessa; voorzitter; vicevoorzitter;
        ordförande; formand; puheenjohtaja; przewodniczący; przewodnicząca;
        wiceprzewodniczący; předseda; předsedkyně; místopředseda; predseda; predsedníčka;
        podpredseda; elnök; elnöke; președinte; președintele; başkan; başkanı; πρόεδρος;
        председатель; зампред; голова; председател; predsjednik; predsjednica; predsednik;
        predsednica; esimees; priekšsēdētājs; pirmininkas; ketua"""

# Endings of words written as one; the first that fits decides, after the whole words above.
ENDINGS: Final[tuple[tuple[Post, Level, str], ...]] = (
    (Post.CHIEF_EXECUTIVE, _C, "geschäftsführer; geschäftsführerin; geschäftsleiter"),
    (Post.BOARD, _C, "vorstand; vorständin; vorstandsmitglied"),
    (Post.OWNER, _C, "inhaber; inhaberin; eigentümer; eigentümerin; unternehmer; unternehmerin"),
    (Post.FOUNDER, _C, "gründer; gründerin; grundare; stifter; grunnlegger; grundlægger"),
    (
        Post.DIRECTOR,
        _D,
        """direktor; direktorin; direktør; direktör; directeur; directrice; johtaja;
        igazgató; ředitel; director; direktors; direktorius; direktorė; direktorka; direktörü;
        riaditeľ""",
    ),
    (Post.HEAD, _D, "leiter; leiterin; leitung"),
    (Post.FUNCTION_HEAD, _M, "chef; chefin; sjef; leder; leider; hoofd; vezető"),
    (
        Post.MANAGER,
        _M,
        """
        manager; managerin; managere; päällikkö; ledare; ansvarig; ansvarlig;
        verantwortlicher; verantwortliche; menedzser; leader; müdürü; beauftragter; meister;
        esimies; esihenkilö; vetäjä; juht; juhataja; vadovas; vadītājs""",
    ),
)
NOT_ENDINGS: Final = """
        souschef; sous chef; begleiter; halbleiter; kundenbegleiter; reiseleiter; feeder;
        hausmeister; weltmeister; quartiermeister"""
