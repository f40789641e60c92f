"""Russian, Ukrainian, Polish, Czech."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

_EAST_SLAVIC_BEGINNINGS = ending(
    r"\w{4,}(?:лся|лась|лось|лись|лася|лося|лися|ються|уться)|\w{3,}(?:ова|ева|ива|ыва|юва|ува)ли|\w{4,}тали"
)
_YEAR_WITH_ENDING = ending(r"(?:1\d|20)\d\d[-‐‑](?:м|го|му|й|е|х|ми|ом|ий|ому)")

RUSSIAN = Language(
    whole=listed("""
        мы вы ты два три пять шесть семь восемь девять десять двое трое четверо обе оба дни сна
        поезд фронт роман голод холод завтрак обед он она они их его её ему ей им них нём нас
        вас нам вам мне тебе себя это тот там тут здесь так да нет не уже ещё всё все всех всем
        был была было были есть ней жил пал пел шёл пошёл ушёл пришёл нашёл умер стал дал взял
        дом год года лет день дня мир мира век века час часа сын отец брат муж жена мать дочь
        дети царь конь город лес луг снег хлеб сад путь речь жизнь смерть власть часть честь
        нефть уголь сталь медь соль ночь дождь огонь корабль площадь область поход приход доход
        выход вход народов флот дворец конец человек людей война мост порт остров берег восток
        закон храм бой бог чай лёд мёд воск шёлк скот корм труд спор стол стул чём этом том
        одном самом обоих двух трёх назад вперёд вокруг напротив вслед вместе один раз больше
        завод раскол банк бунт мятеж террор режим съезд зал штаб оркестр ураган лозунг класс протест
        арест манифест тысяч тысячу копеек жертв масс лбу устав тираж митинг отряд
        вдвое втрое телефон телеграф губернатор пингвин мороз опрос вопрос прииск прииски сон звон
                слон трон салон вагон балкон район миллион меньше лучше хуже дальше теперь вновь опять снова
        навсегда вовремя нынче
        """),
    nouns=listed("""
        россия россии москва москве москвы париже вена прага киеве сибирь сибири урале европа европе
        волга пётр павел
        """),
    endings=ending(r"""
        \w{3,}(?:ртв|ыш|еж)
        |\w{2,}(?:[йь]|ых|их|ах|ях|ём|ов(?<!сков)|ев|лся|ился|ался|ть|ость|ест[ьв])
        |\w{3,}(?:(?<!но)ом|(?<!ад)ем|[^грм]ам|ям|ыл|ул|ял|зал|сал|шал|жал|вал|гал|пал|чал|щал|хал|бал|мал|(?<!бо)(?<!би)ил
        |(?<!т)ел|ает|яет|ует|еет|ёт|ают|яют|уют|еют|ут|ют|ован|[чжшщн]ен|жден|лен|ён|[нкгшщч]им|ым|дал|ник|щик|чик|изм|ество|еств|ений
        |город|ость|век|ход|воз|рез|ток|вор|мен|ей|ад|яд|ец|ок|[уе]к|ив|ыв|[её]р|ос|ус|ис|ас|ат|ят|ит|от|ет)
        """),
    capital_endings=ending(r"\w{2,}(?:[йь]|ом|ем|ым|ах|ых|граде|бурге|ске|ич|ова|ева)"),
    not_whole=listed("""
        стих тов проф ген лейт полк кап акад инж доц канд архит полит минист магист регист губерн осн
        основ псков харьков тамбов ростов азов серпух казах академ систем матем програм телегр
        эконом автоном департ композ репет театр смолен мобил цивил учит писат феодал медал педал
        вандал скандал газ запад моск стр рис табл илл изд ред сост пер вып кн им ул пл пер
        наб просп бул гг обл респ зам зав нач пом сек секр св прп еп архиеп митр иером архим прот гр
        бар кн адм адъют мин макс руб коп тыс млн млрд чел экз шт кв куб англ франц нем испан итал
        лат греч рим исп герм америк голланд португ австр польск чешск шведск датск норвеж финск тур
        япон кит тж напр др пр тп тд см ср худож заслуж нар режис скульп отечеств государств военн
        центр национ капитал специал генерал адмирал провинц муниц гос парт комит совет испол ком
        деп сенат кавалер профес полков сержант старш младш отв техн журн газ сб приват фельдм
        фельдмарш штабс ротм поруч подпор урожд урож предст председ
        """),
    questions=capitalised("""
        кто что где как когда почему зачем куда откуда сколько чей какой какая какое какие
        """),
    starters=capitalised("""
        вчера завтра раньше прежде давно недавно иногда часто редко всегда никогда нигде везде
        всюду отсюда оттуда туда сюда куда откуда зачем сколько чей какой какая какое какие
        который которая которые моё мои наш наша наше наши само сами весь вся всякий любой
        другой другая другие иной иные несколько много мало немного больше почти едва разве
        неужели пожалуй наверное вероятно возможно видимо кажется конечно впрочем итак значит
        следовательно зато либо или поскольку вдоль вокруг вне внутри возле напротив против ради
        согласно вопреки вследствие сквозь спустя обычно особенно он она оно это этот эта эти
        того тот та те там тогда здесь когда если хотя чтобы однако затем потом после поэтому
        также кроме через среди между перед над под при без для из от об около вместе вскоре
        позже сначала наконец сегодня теперь его её их все всё каждый многие некоторые никто
        ничто ничего кто что где как почему такой такая такое такие в с к во со уже ещё именно
        лишь только даже несмотря благодаря
        """)
    - capitalised("та те то под при он"),
    pronouns=capitalised("они мы вы"),
    weak_starters=capitalised("""
        сам сама моя он на по за до но и у о а не я ты ни то так та те под при
        """),
    beginnings=_EAST_SLAVIC_BEGINNINGS,
    finite=ending(
        r"\w{2,}(?:лся|лась|лось|лись|[её]тся|ится|ются|ятся)|\w{4,}(?:или|али|ило|ала|ила)"
    ),
    suffixed=_YEAR_WITH_ENDING,
    months=listed(
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    ),
    enclitics=listed("то либо нибудь ка"),
    year_ends=True,
    year_marks=listed("г гг"),
    before_numbers=listed("до из в с к около почти и было от свыше более менее"),
)

UKRAINIAN = Language(
    whole=listed("""
        кас осіб чисел страйк натовп сам пішов знайшов прийшов відійшов увійшов готов любов знов кров
        голод холод фронт роман один раз він вона вони їх його її йому їй їм них ньому нас вас нам вам
        мені тобі себе це той там тут так ні не вже ще все всі всіх був була було були є жив пав умер
        помер став дав взяв дім рік року років день дня мир миру час часу син батько брат мати дочка
        діти цар кінь місто ліс сніг хліб сад суд шлях мова життя смерть влада частина народ завод похід
        вихід вхід флот полк палац кінець війна міст порт острів берег північ південь захід схід закон
        храм план бій бог газ чай труд один раз назад уперед навколо разом більше менше краще далі тепер
        знову назавжди
        """),
    nouns=listed("""
        україна україни україні києві києва львові одеса полтава європа росія польща
        """),
    endings=ending(r"""
        \w{2,}(?:[йь]|их|ах|ях|ів|їв|ло|ла|ли|ть|ість|ся|сь)
        |\w{3,}(?:(?<!но)ом|(?<!ад)ем|єм|[^грм]ам|ям|ав|яв|ив|ув|ів|ював|[кнгшщчт]им|ник|щик|чик|изм|ізм|ець|ок|ек|род|хід|від|рік
        |ією|ою|ує|ає|яє|ють|уть|ить|ан|ен|ят|ат|ет|ит|іт|от|ір|ор|ер)
        """),
    capital_endings=ending(r"\w{2,}(?:[йь]|ом|ем|им|ах|их|ич|енко|чук)"),
    not_whole=listed("""
        тов проф ген лейт полк кап акад інж доц канд архіт мініст магіст губерн академ систем матем
        програм економ автоном стор рис табл вид ред упоряд пер вип кн ім вул пл просп обл респ заст
        нач секр св еп архієп митр прот гр адм млн млрд тис крб коп чол прим англ франц нім ісп італ
        лат грец див напр ін та худож заслуж нар реж держ військ центр націон капітал спеціал
        генерал адмірал рр ст нар журн газ зб сотн отам гетьм козац сержант старш молодш парт коміт
        фабр дир декан ректор канон
        """),
    questions=capitalised("хто що де як коли чому навіщо куди звідки скільки чий який яка яке які"),
    starters=capitalised("""
        вчора завтра раніше давно недавно іноді часто рідко завжди ніколи ніде скрізь усюди
        звідси звідти туди сюди куди звідки навіщо скільки чий який яка яке які котрий моє мої
        наш наша наше наші самі весь вся всякий інший інша інші кілька мало небагато більше
        майже ледве хіба невже мабуть напевно ймовірно можливо здається звичайно втім отже
        значить зате або чи оскільки вздовж навколо поза всередині біля навпроти проти заради
        згідно всупереч внаслідок крізь зазвичай особливо вона воно це цей ця ці того той там
        тоді тут коли якщо хоча щоб однак проте потім після тому також крім через серед між
        перед над без для із від близько разом незабаром пізніше спочатку нарешті сьогодні тепер
        його її їх усі все кожен багато деякі ніхто ніщо нічого хто що де як чому такий така
        таке такі в з уже ще саме лише тільки навіть попри завдяки згодом під при
        """)
    - capitalised("під при"),
    pronouns=capitalised("вони ми ви"),
    weak_starters=capitalised("""
        сам сама моя будь він на по за до але й і у о а не я ти ні то так під при та
        """),
    beginnings=_EAST_SLAVIC_BEGINNINGS,
    finite=ending(r"\w{2,}(?:вся|лася|лося|лися|ться)|\w{4,}(?:или|али|ило|ала|ила)"),
    suffixed=_YEAR_WITH_ENDING,
    months=listed("""
        січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
        """),
    year_ends=True,
    year_marks=listed("р рр"),
    before_numbers=listed("до з в у із близько майже і було від понад"),
)

POLISH = Language(
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
        czas gen płk kpt por ks bp abp kard św bł inż arch dyr prez przew sekr min red adw woj pow gm tow
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
        |\w{3,}(?:ch)|\w{2,}(?:[čsc]ky|tí|[aeiyíuá]l|ost|ův|ů)
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
