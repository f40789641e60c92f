"""Polish and Czech."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

POLISH = Language(
    # I
    vocabulary="pl",
    inflected=ending(
        r"\w{2,}(?:ych|ich|ach|ów|ość|ść|ć|ź|dź|owych|iem|kiem)|\w{3,}[aiyą]ł|\w{4,}(?:ych|em|ym|im)"
    ),
    # E
    whole=listed("""
        miał dał grał brał nich ich tych dach dachu strach ruch on ona ono oni one ich jego jej mu im
        nich nim nas was nam wam mnie ciebie siebie to ten tam tu tak nie już jeszcze wszystko był była
        było były jest są dom rok roku lat dni dzień czas syn ojciec brat mąż żona król las śnieg chleb
        sad sąd lud kraj most port brzeg wiek głos list cel zamek koniec początek człowiek naród zakład
        wschód zachód północ południe język raz razem wtedy teraz znów potem dziś więcej mniej lepiej
        dalej niego niej dwóch trzech obu sam sama wojsk wojen miast ziem dwa trzy cztery pięć sześć
        siedem osiem rzek ludzi osób strajk partii bunt spisek bank pochód wyrok spór wróg dług próg
        medal chłop wsi wieś wiatr haft poemat fakt teatr film dwór bór mur chór sznur sygnał udział
        szedł wszedł poszedł zmarł umarł padł siadł zjadł dostał stał znał
        """),
    nouns=listed("""
        polska polski polsce warszawa warszawie warszawy kraków krakowie krakowa lwów lwowie wilno
        paryż paryżu rzym rzymie berlin londyn wiedeń europa europie rosja niemcy francja gdańsk
        poznań
        """),
    endings=ending(r"""
        \w{3,}(?:ch)|\w{2,}(?:ów|ść|ć|ź|dź|ją|ię|ość)|\w{3,}(?:[ąaiyóu]ł|iał)

        |\w{3,}(?:(?<!d)em|(?<![nk])om|(?<!l)ej|aj|im|ym|nik|yk|ek|ec|iec|anin|arz|erz|ak|cień|eń|ań|ów|az|ód|ąd|ad|er|or|ent|ant|an|on
        |ąt|ęt|in|yn|us|izm|yzm|iem|mistrz|osób|yzn|tet)
        """),
    capital_endings=ending(
        r"\w{3,}(?:ch|ów|wicz|ski|cki|em|ie|ach|iem|ń|[ńi]sk|burg|iej|[cnw]ej)|\w{2,}[ąęó]"
    ),
    never_cut=listed("lat"),
    months=listed("""
        stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
        grudnia
        """),
    finite=ending(r"\w{2,}(?:[aeiyoąę]ł[aoy]|ął|[aeiyę]li|owano|[rcds]zono|iono|ięto)"),
    beginnings=ending(
        r"\w{2,}(?:ow|yw|iw)ał[aoy]?|\w{2,}owali|\w{5,}(?:[iay]ły)|\w{3,}(?:owano|[rcds]zono|iono|ięto)|\w{2,}szedł"
    ),
    not_whole=listed("""
        przyp
        marszał czas gen płk kpt por ks bp abp kard św bł inż arch dyr prez przew sekr min red adw woj pow gm tow
        ob zał wyd ur zm pol niem franc ang łac gr wł hiszp ros ukr czes prof doc hab mgr lek dział
        akadem kapitał generał prał dyplom tys mln mld zł gr nr str tab rys tom cz rozdz ok godz tzw
        tzn np itd itp im ul al pl os hr starosad podpor porucz kapit majster marsz admir minist
        magist rejest kanon prob kan sędz burm wojew kaszt podskarb hetm chor stol podst ministr
        dziek prof por rtm kmdr wach plut sierż szer
        """),
    questions=capitalised(
        "kto co gdzie jak kiedy dlaczego skąd dokąd ile czyj jaki jaka jakie czy"
    ),
    starters=capitalised("""
        obie większość
        podobno zawsze nigdy nigdzie często rzadko czasem czasami niekiedy wczoraj jutro dawniej
        wcześniej niegdyś dotąd odtąd stąd stamtąd tutaj tymczasem natomiast zresztą jednakże
        lecz ponieważ gdyż zanim dopóki czy żeby ażeby chyba może pewnie prawdopodobnie zapewne
        oczywiście niestety ostatecznie dopiero zaledwie prawie niemal około zarówno albo żaden
        żadna żadne niektóre kilka kilku wiele większość mało dużo obie obaj inny inne nasz
        nasza nasze który która które którzy jaki jaka jakie czyj wobec wskutek wzdłuż obok poza
        ponad poprzez spośród zamiast koło dookoła wokół naprzeciw wbrew skąd dokąd ona ono oni
        to ten ta ci tego tam wtedy tu gdy kiedy jeśli jeżeli choć chociaż aby jednak potem
        następnie po dlatego także również oprócz przez wśród między przed nad pod przy bez dla
        z od razem wkrótce później początkowo wreszcie dziś teraz jego jej ich wszyscy wszystko
        każdy wielu niektórzy nikt nic kto co gdzie jak dlaczego taki taka takie w we ze już
        jeszcze właśnie tylko nawet mimo dzięki podczas według był była było
        """)
    - capitalised("ta ci to po pod nic jak był"),
    pronouns=capitalised("my wy"),
    weak_starters=capitalised("""
        oba inna inni ile skoro są nie on na po za do ale i o a ja ty ani u ta ci to pod tak jak
        był nic
        """),
    year_words=listed("""
        styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku
        listopadzie grudniu stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
        października listopada grudnia roku w od do
        """),
    year_marks=listed("r"),
)

CZECH = Language(
    # I
    vocabulary="cs",
    inflected=ending(r"""
        \w{2,}(?:ých|ích|ách|ech|ům|ův|ého|ost|ským|ným|[oe]val|ím)|\w{3,}[ýí]m|\w*(?:desát|náct|cet)
        |\w{4,}(?:it|ovat)|\w{2,}(?:[ěščřž]en|ven)|\w{4,}(?:al|il|ěl|em)
        """),
    whole=listed("""
        mít být žít jít my vy ty dva tři pět šest sedm osm devět deset sto uvnitř venku doma odtud nich
        jich těch všech strach on ona ono oni je ho jej mu jí jim nim nás vás nám vám mě tě sebe to ten
        tam tu tak ne už ještě vše byl byla bylo byli jest jsou dům rok roku let dní den dne čas syn
        otec bratr muž žena král les sníh chléb sad soud lid kraj most břeh věk hlas list cíl hrad zámek
        konec začátek člověk národ závod východ západ sever jih jazyk spolu tehdy teď zas potom dnes víc
        jez mez věž lež nouz bot boty oko ruka noha uhlí pivo korun osad příliv odliv deník žánr robot
        život pot plot kout vůz kůň nůž stůl důl sůl hůl pól vál král sál bál žal sklep strop chlap
        čep hřib zub dub hrob klub žlab hněv zpěv krev církev odliv zásah vrah plech hřích břich
        méně lépe dál něj ní dvou sám sama vojsk vojen měst zemí řek šel přišel odešel našel vzal dal
        psal stál znal zemřel žil pak
        """),
    nouns=listed("""
        praha praze prahy brno brně vídeň vídni paříž paříži řím berlín londýn čechy čechách morava
        moravě brna tomáš lukáš matyáš evropa evropě rusko německo francie plzeň
        """),
    endings=ending(r"""
        \w*(?:padl|vedl|kradl|nesl|vezl|mohl|řekl|rostl|četl|tekl|táhl|sáhl|čkou|náct) |\w{4,}(?:čet|tev)
        |\w{3,}(?:ch)|\w{2,}(?:[čsc]ky|tí|[aeiyíuáě]l|ost|ův|ů)

        |\w{3,}(?:[ýíů]m|(?<!j)em|(?<!n)om|ník|tel|ek|ec|ák|ík|ař|ář|íř|át|ít|ět|at|it|ut|out|en|án|áno|ěn|ismus|us|od|ud|ad|or
        |ov|ev|in|ím|ám|ům|ím)
        """),
    capital_endings=ending(
        r"\w{3,}(?:ch|ov|ova|ský|ová|em|ě|ích|burk|ín|ice|icích|[áí]k|ek|ář)|\w{2,}[ýáíéů]"
    ),
    finite=ending(r"\w{3,}(?:[aeiyěu]l[aoiy])"),
    not_whole=listed("""
        gen plk kpt por prof doc ing arch dr mgr red min řed tajem předs akadem minist magist rejst
        kapit generál admirál vyd nakl přel tab obr str roč sv čís tzv např atd apod resp tj tzn zv
        pseud překl novin okr kraj čes něm franc angl lat řec ital špan rus pol mil mld tis kč hal č st nám ul tř nábř
        hr kníž arcib bisk faráž dět kard opat far ředit místn starosta poruč podpor četn vojen štáb
        nadpor mjr býv vl jm
        """)
    - listed("starosta"),
    questions=capitalised("""
        kdo co kde jak kdy proč odkud kam kolik čí jaký jaká jaké který která které
        """),
    starters=capitalised("""
        poslední ostatní všichni napadlo odmítl
        žádný žádná žádné některý některé několik mnoho málo většina vždy nikdy někdy často
        zřídka občas zatím dosud stále znovu opět ihned hned pozdě včera zítra letos loni kdysi
        dříve předtím nato přitom přesto naopak jinak jinde všude nikde někde zde odtud proti
        vedle podél uprostřed uvnitř vně mimo okolo vůči kvůli skrz zatímco protože jelikož
        neboť avšak ovšem tudíž tedy totiž prý snad možná zřejmě patrně pravděpodobně samozřejmě
        bohužel naštěstí konečně zejména hlavně především zhruba téměř skoro sotva teprve
        alespoň aspoň jiný jiné obě který která které kteří čí moje můj náš naše tento tato toto
        tyto tito tomuto těmto tomu tím ona ono to ten ta ti toho tam tehdy tu když kdy jestliže
        pokud ačkoli aby však potom poté následně proto také kromě přes mezi před nad pod při
        bez pro z od kolem spolu brzy později zpočátku nakonec dnes nyní jeho její jejich
        všichni vše každý mnozí někteří nikdo nic kdo co kde jak proč takový v ve ze už ještě
        právě jen dokonce navzdory díky během podle byl byla bylo
        """)
    - capitalised("ta ti to pod při nic jak kdy byl"),
    pronouns=capitalised("my vy já"),
    weak_starters=capitalised("""
        do oba sem jim asi jiní on na po za ale i o a ne ty ani u s k ta ti to pod při jak kdy
        se si byl nic
        """),
    year_words=listed("""
        lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci létě
        ledna února března dubna května června července srpna října prosince roce roku léta od
        do
        """),
)
