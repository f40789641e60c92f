"""Words by which the parts of a reference are told apart: places of printing, publishers, given names. Pure.

Names stand one a line or between bars; they are compared without accents. A name that is not here is judged by the
punctuation around it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final


def unaccented(words: str) -> str:
    """Lower case, without marks on letters."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


_PLACES = """
Amsterdam|Ankara|Antwerp|Antwerpen|Athens|Auckland|Austin|Baden-Baden|Baltimore|Bamberg|Barcelona|Bari|Basel|Basle
Basingstoke|Bath|Beijing|Beirut|Belfast|Berkeley|Berlin|Bern|Berne|Bielefeld|Bilbao|Bloomington|Bochum|Bogotá|Bologna
Bonn|Boston|Boulder|Bratislava|Braunschweig|Bremen|Breslau|Brescia|Bristol|Brno|Bruges|Brussels|Bruxelles|Bucharest
București|Budapest|Buenos Aires|Cairo|Calcutta|Cambridge|Canberra|Caracas|Catania|Chapel Hill|Chicago|Chichester
Cologne|Coimbra|Copenhagen|Córdoba|Cork|Darmstadt|Delhi|Den Haag|Détroit|Detroit|Dordrecht|Dortmund|Dresden|Dublin
Durham|Düsseldorf|Edinburgh|Erlangen|Essen|Evanston|Farnham|Firenze|Florence|Frankfurt|Frankfurt am Main
Frankfurt a. M.|Frankfurt a.M.|Frankfurt/Main|Frankfurt/M.|Freiburg|Freiburg im Breisgau|Freiburg i. Br.|Genève|Geneva
Genf|Genova|Gent|Giessen|Gießen|Glasgow|Göttingen|Granada|Graz|Grenoble|Guadalajara|Haifa|Halle|Halle (Saale)|Hamburg
Hannover|Harmondsworth|Havana|La Habana|Heidelberg|Helsinki|Hildesheim|Hong Kong|Houndmills|Innsbruck|Istanbul|Ithaca
Jena|Jerusalem|Johannesburg|Karlsruhe|Kassel|Kiel|Kiev|Kyiv|Koblenz|Köln|København|Königsberg|Konstanz|Kraków|Kyoto
La Haye|La Paz|La Plata|Lausanne|Leeds|Leicester|Leiden|Leipzig|Leningrad|Leuven|Lewiston|Liège|Lille|Lima|Limoges
Lincoln|Lisboa|Lisbon|Liverpool|Ljubljana|London|Londres|Los Angeles|Louvain|Lund|Lyon|Madison|Madrid|Mainz|Málaga
Malden|Manchester|Mannheim|Marburg|Marseille|Melbourne|México|México D. F.|México, D. F.|México D.F.|México, D.F.
Ciudad de México|Mexico City|Middletown|Milan|Milano|Minneapolis|Minsk|Modena|Montevideo|Montpellier|Montréal|Montreal
Moscow|Moskau|Moskva|Moscou|Moscú|Mosca|Mumbai|Bombay|Munich|München|Münster|Nancy|Nanterre|Nantes|Napoli|Naples
Neuchâtel|Neuwied|New Brunswick|New Delhi|New Haven|New York|Nueva York|Nijmegen|Norman|Notre Dame|Nürnberg|Oakland
Oldenburg|Opladen|Osaka|Oslo|Oviedo|Oxford|Paderborn|Padova|Palermo|Palo Alto|Pamplona|Paris|París|Parigi|Passau
Perugia|Petersburg|Petrograd|Philadelphia|Pisa|Pittsburgh|Poitiers|Potsdam|Poznań|Prag|Prague|Praha|Princeton
Providence|Quito|Ravenna|Reading|Regensburg|Reinbek|Reinbek bei Hamburg|Rennes|Riga|Rio de Janeiro|Rochester|Roma|Rome
Rom|Rostock|Rotterdam|Saarbrücken|Saint-Denis|Salamanca|Salzburg|San Diego|San Francisco|San José|Santa Barbara
Santander|Santiago|Santiago de Chile|São Paulo|Seattle|Seoul|Sevilla|Shanghai|Sheffield|Siena|Singapore|Sofia
St. Louis|St Louis|St. Petersburg|Stanford|Stockholm|Strasbourg|Stuttgart|Sydney|Tallinn|Tartu|Tel Aviv|The Hague
Thousand Oaks|Tokyo|Torino|Toronto|Toulouse|Tours|Trento|Trier|Trieste|Tübingen|Turin|Turku|Uppsala|Urbana|Utrecht
Valencia|Valladolid|Vancouver|Venezia|Venice|Verona|Vienna|Vilnius|Warsaw|Warschau|Warszawa|Washington|Washington, DC
Washington, D.C.|Washington D.C.|Washington DC|Weilerswist|Weimar|Weinheim|Westport|Wien|Wiesbaden|Wolfenbüttel
Wuppertal|Würzburg|Zagreb|Zaragoza|Zürich|Zurich|Bari-Roma|Paris-La Haye|Harlow|Abingdon|Aldershot|Albany|Ann Arbor
Armonk|Athens, OH|Atlanta|Birmingham|Columbus|Dallas|Denver|Englewood Cliffs|Garden City|Hanover|Hoboken|Honolulu
Jefferson|Lanham|Lawrence|Lexington|Nashville|New Orleans|Portland|Reading, MA|Southampton|Stroud|Syracuse|Tucson
Tuscaloosa|West Lafayette|Woodstock|York|Exeter|Cardiff|Swansea|Hounslow|Montreuil|Saint-Étienne|Aix-en-Provence
Bordeaux|Besançon|Caen|Dijon|Perpignan|Arles|Ginevra|Lugano|Bellinzona|Rimini|Soveria Mannelli|Macerata|Pavia|Udine
Vicenza|Alicante|Almería|Cádiz|Gijón|Logroño|Murcia|San Sebastián|Vitoria|Tegucigalpa|Managua|Asunción|Puebla|Xalapa
Quebec|Québec|Ottawa|Laval|Brest
М.|Л.|СПб.|СПб|Пг.|Л. ; М.|М.; Л.|М. ; Л.|М.—Л.|М.–Л.|М.-Л.|М., Л.|М.; СПб.|Москва|Ленинград|Санкт-Петербург|Петроград
Киев|К.|Харьков|Минск|Мн.|Новосибирск|Екатеринбург|Свердловск|Казань|Саратов|Самара|Воронеж|Ростов-на-Дону|Ростов н/Д
Томск|Иркутск|Владивосток|Хабаровск|Тарту|Таллин|Рига|Вильнюс|Тбилиси|Ереван|Баку|Алма-Ата|Алматы|Ташкент|Берлин|Париж
Прага|Нью-Йорк|Лондон|Женева|Вена|Мюнхен|Варшава|София|Белград|Рига|Одесса|Львов|Днепропетровск|Нижний Новгород
Горький
Ярославль|Тверь|Калуга|Тула|Смоленск|Пермь|Уфа|Челябинск|Омск|Красноярск|Ставрополь|Краснодар|Волгоград|Иерусалим
Тель-Авив|Вологда|Архангельск|Мурманск|Петрозаводск|Псков|Псков|Рязань|Пенза
"""

_PUBLISHERS = """
Academic Press|Adelphi|Aguilar|Akal|Akademie Verlag|Albin Michel|Alianza|Alianza Editorial|Allen & Unwin|Allen Lane
Ariel|Armand Colin|Ashgate|Aubier|Aufbau|Basic Books|Beck|C. H. Beck|C.H. Beck|Bertelsmann|Bibliopolis|Bloomsbury
Blackwell|Böhlau|Bollati Boringhieri|Bompiani|Brill|Bulzoni|Calmann-Lévy|Campus|Carocci|Cátedra|Cedam|Clarendon Press
Continuum|Crítica|Croom Helm|CUP|Dalloz|De Gruyter|Walter de Gruyter|Debate|Del Rey|Diederichs|Dietz|Doubleday|dtv
Duncker & Humblot|Dutton|Econ|Éditions sociales|Editori Riuniti|Edward Elgar|Einaudi|Electa|Elsevier|Faber
Faber & Faber
Faber and Faber|Farrar, Straus and Giroux|Fayard|Feltrinelli|Fink|Fischer|S. Fischer|Flammarion
Fondo de Cultura Económica
Free Press|Gallimard|Garland|Garzanti|Gedisa|Giuffrè|Giunti|Grasset|Greenwood|Gredos|Guida|Hachette|Hanser|Harcourt
Harper|Harper & Row|HarperCollins|Harrassowitz|Harvester|Hatier|Heinemann|Herder|Hermann|Hoffmann und Campe
Hogarth Press
Hutchinson|Il Mulino|il Mulino|Il Saggiatore|Insel|J. H. W. Dietz|Jonathan Cape|Julliard|Karthala|Kegan Paul
Kiepenheuer
Kiepenheuer & Witsch|Klett|Klett-Cotta|Klincksieck|Klostermann|Knopf|Alfred A. Knopf|Kohlhammer|Kröner|L’Harmattan
L'Harmattan
La Découverte|La Dispute|La Fabrique|La Nuova Italia|Lang|Peter Lang|Larousse|Laterza|Lawrence & Wishart
Leske + Budrich
Liguori|Limes|List|Longman|Longmans|Losada|Luchterhand|Macmillan|Manesse|Marcial Pons|Marsilio|Maspero|Mentis
Merlin Press
Metzler|Meiner|Michael Joseph|MIT Press|Mohr|Mohr Siebeck|Mondadori|Monthly Review Press|Mouton|Mursia|Neri Pozza
New Left Books|Niemeyer|Nomos|Northwestern|Norton|W. W. Norton|W.W. Norton|Odile Jacob|Oldenbourg|Olms|Olschki|OUP
Palgrave|Palgrave Macmillan|Pantheon|Pathfinder|Payot|Pendo|Penguin|Penguin Books|Perrin|Piper|Planeta|Pluto Press
Plon
Polity|Polity Press|Praeger|Presses universitaires de France|PUF|Propyläen|Promedia|Quadrige|Random House|Reclam
Rizzoli
Rotbuch|Routledge|Rowohlt|Sage|Sansoni|Schocken|Schöningh|Scribner|Seix Barral|Sellerio|Seuil|Le Seuil|Siglo XXI
Simon & Schuster
Simon and Schuster|Sindbad|Sperling & Kupfer|Springer|St. Martin’s Press|St. Martin's Press|Steiner|Stock|Suhrkamp
Taurus
Tecnos|Temas de Hoy|Thames & Hudson|Transaction|Tusquets|UTET|Utet|UTB|Unwin Hyman|Ullstein|Vandenhoeck & Ruprecht
Vanguard Press|Velbrück|Verso|Vieweg|Viking|Vintage|Vrin|Vuibert|Wagenbach|Wallstein|Weidenfeld & Nicolson
Weidenfeld and Nicolson|Westview|Wiley|Zed Books|Zsolnay|VSA|VS Verlag|Westdeutscher Verlag|Karl Dietz
АСТ|Алгоритм|Воениздат|Вагриус|Высшая школа|Гнозис|Госполитиздат|Детская литература|Искусство|Книга|Крафт|Логос|Мысль
Молодая гвардия|Наука|Новое литературное обозрение|НЛО|Новый хронограф|ОГИЗ|Политиздат|Прогресс|РОССПЭН|Республика
Русский путь
Советский писатель|Терра|Центрполиграф|Эксмо|Вече|Художественная литература|Academia|Гослитиздат|Лениздат
Международные отношения
"""
_PUBLISHING: Final = re.compile(
    r"(?i)\b(?:press|publishers?|publishing|books|verlag\w*|verlagsanstalt|verl\.|druckerei|buchhandlung|buchverlag"
    r"|[ée]ditions?|[ée]d\.|editorial|editores|ediciones|edizioni|editore|editrice|editori|casa editrice|libreria"
    r"|librairie|imprimerie|imprenta|tipografia|tipograf[ií]a|presses|university|universit[äàéy]\w*|universidad"
    r"|institut[oe]?|institución|издательство|изд-во|издат\w*|типография|тип\.|& co|& sons|& figli|& cie|gmbh|ltd|inc"
    r"|stationery office|printing office|akademie|academy|academia|society|association)(?!\w)"
)

_GIVEN = """
Aaron Abraham Achille Adam Adela Adolf Adolfo Adrian Adriana Agnes Agnès Alain Alan Albert Alberto Aldo Alec Aleksandr
Alejandro Alessandro Alex Alexander Alexandra Alexandre Alexei Alexis Alfred Alfredo Alice Allan Allen Alphonse
Américo
Amos Ana Anastasio Anatole Anders André Andrea Andreas Andrei Andrew Angel Ángel Angela Angelo Anita Ann Anna Anne
Annette Annie Anthony Antoine Anton Antonia Antonin Antonio Ariel Arlette Armand Armando Arnold Arno Arthur Arturo
August
Auguste Augusto Axel Barbara Barry Beatrice Beatriz Ben Benedetto Benedict Benito Benjamin Bernard Bernhard Bertha
Bertram
Bertrand Boris Brian Bruce Bruno Camille Carl Carla Carlo Carlos Carmen Carol Caroline Catalina Catherine Cecilia
Célestin
Charles Charlotte Chiara Christa Christian Christina Christine Christoph Christophe Christopher Clara Claude
Claudia Claudio
Clemens Colin Constance Cornelia Cornelius Craig Cristina Cynthia Daniel Daniela Daniele Daniella Dario David
Deborah Delio
Denis Dennis Detlef Detlev Diana Diego Dieter Dietrich Dirk Dmitri Dmitry Domenico Dominique Don Donald Dora Doris
Dorothy
Douglas Duncan Edgar Edith Edmund Édouard Eduard Eduardo Edward Edwin Egon Eileen Elena Eleanor Elisabeth Élisabeth
Elizabeth
Ellen Elsa Emil Émile Emilia Emilio Emily Emma Emmanuel Enrico Enrique Enzo Eric Erich Erik Ernest Ernesto Ernst Erwin
Esther Étienne Eugen Eugène Eugene Eugenia Eugenio Eva Eve Evelyn Fabio Federico Felipe Felix Félix Ferdinand Fernand
Fernando Florence Florian Frances Francesca Francesco Francis Francisco Franco François Françoise Frank Frantz
Franz Fred
Frederic Frédéric Frederick Friedrich Fritz Gabriel Gabriela Gabriella Gabriele Gaetano Gaston Gayatri Geoff
Geoffrey Georg
George Georges Gérard Gerald Gerd Gerhard Gerta Germaine Giacomo Gian Gianfranco Gianni Gilbert Gilles Giorgio
Giovanna
Giovanni Gisela Giulia Giulio Giuliano Giuseppe Gonzalo Gordon Götz Graham Grant Greg Gregory Guglielmo Guido
Guillermo Gunther
Günter Günther Gustav Gustave Guy Hannah Hannes Hans Hans-Georg Hans-Jürgen Hans-Peter Hans-Ulrich Harald Harold
Harry Heide Heidi
Heiner Heinrich Heinz Helen Hélène Helga Helmut Hendrik Henri Henrik Henry Herbert Hermann Hilda Hildegard Horst
Howard Hubert Hugh
Hugo Ian Ignacio Ignaz Igor Ilse Immanuel Inge Ingrid Irene Irina Isaac Isabel Isabella Isaiah Isidro Italo Ivan
Jack Jacob
Jacques Jaime Jakob James Jan Jane Janet Javier Jean Jean-Claude Jean-François Jean-Jacques Jean-Louis Jean-Paul
Jean-Pierre
Jeanne Jeffrey Jens Jerome Jerry Jesús Jim Joachim Joan Joaquín Jochen Joe Johann Johannes John Jon Jonathan Jordi
Jorge José
Josef Josep Joseph Joshua Joyce Juan Judith Jules Julia Julian Julián Julie Julien Julio Julius Jürgen Justin Karen
Karin Karl
Karl-Heinz Kate Katharina Katherine Kathleen Katrin Keith Ken Kenneth Kevin Klaus Konrad Kurt Lars Laura Laurence
Laurent Lauren
Lawrence Leo León Leon Léon Leonard Leonardo Leonid Leopold Leslie Lev Lewis Lidia Lily Linda Lisa Lorenzo Lothar
Louis Louise
Luca Lucia Luciano Lucien Lucio Lucy Ludwig Luigi Luis Luisa Lutz Lynn Madeleine Magda Manfred Manuel Marc Marcel
Marcello
Marco Marcos Marcus Margaret Margarita Margit Marguerite Maria María Mariana Marianne Marie Marina Mario Marion
Mark Markus Martha
Martin Martín Martina Mary Massimo Mathias Matteo Matthew Matthias Maurice Mauricio Maurizio Max Maxim Maxime
Melanie Miguel
Michael Michel Michela Michele Michelle Mihail Mikhail Milan Miriam Monica Monika Monique Moritz Moses Moshe Muriel
Nancy Natalia
Natalie Nathan Neil Niall Nicholas Nicola Nicolas Nicolás Nicole Nigel Nikita Nikolai Nikolaus Nina Noam Noel Nora
Norbert Norberto
Norman Octavio Olga Oliver Olivier Orlando Oscar Oskar Oswald Otto Pablo Palmiro Paola Paolo Patricia Patrick Paul
Paula Pauline
Pedro Peter Philip Philipp Philippe Pier Pierre Piero Pietro Primo Quentin Rachel Rafael Raffaele Rainer Ralf Ralph
Ramón Ranajit
Raoul Raphael Raúl Raymond Rebecca Reinhard Reinhart Renate René Renée Renzo Ricardo Riccardo Richard Rita Robert
Roberto Robin
Roger Roland Rolf Roman Romano Ron Ronald Rosa Rosario Ross Rudolf Rudi Rupert Russell Ruth Sabine Sally Salvador
Salvatore Sam
Samuel Sandra Santiago Santos Sara Sarah Sebastian Sébastien Sergei Sergey Serge Sergio Seymour Sheila Sidney
Siegfried Sigmund
Silvia Silvio Simon Simone Slavoj Sofia Sophie Stefan Stefano Steffen Stephan Stephen Steve Steven Stuart Susan
Susanne Suzanne
Sven Sylvia Sylvie Tamara Tania Tariq Ted Teresa Terry Theda Theodor Theodore Thérèse Thomas Tibor Tim Timothy Tom
Tomás Tommaso
Tony Ulrich Ulrike Umberto Ursula Ute Valentin Valentino Vasily Vera Verena Vicente Victor Víctor Vincent Vincenzo
Viktor Vito
Vittorio Vladimir Volker Walter Wendy Werner Wilfried Wilhelm Will Willi William Willy Winston Wolf Wolfgang Xavier
Yvan Yves
Yvonne Zygmunt Gøran Göran Ashish Daron Simone Delia Aurelio Emanuele Cesare Corrado Ettore Felice Gaspare Giacinto
Rossana Rina
Анна Александр Алексей Анатолий Андрей Борис Василий Виктор Владимир Георгий Григорий Дмитрий Евгений Иван Игорь
Илья Иосиф Карл
Константин Лев Леонид Максим Михаил Николай Олег Павел Пётр Роберт Роман Сергей Степан Фёдор Фридрих Юрий Яков
"""


def _listed(names: str, between: str = "|") -> list[str]:
    return [
        name.strip() for line in names.split("\n") for name in line.split(between) if name.strip()
    ]


GIVEN_NAMES: Final = frozenset(map(unaccented, _listed(_GIVEN, " ")))
_KNOWN_PUBLISHERS: Final = frozenset(map(unaccented, _listed(_PUBLISHERS)))
_STATE = (
    r"(?:,?\s\(?(?:MA|Mass\.|CA|Calif\.|NJ|N\.J\.|NY|N\.Y\.|CT|Conn\.|IL|Ill\.|PA|Pa\.|MD|Md\.|TX|OH|MI|WI"
    r"|VA|NC|N\.C\.|IN|Ind\.|UK|Eng\.)\)?)?"
)
_PLACE = (
    "(?:"
    + "|".join(
        re.escape(name).replace(r"\ ", r"\s")
        for name in sorted(_listed(_PLACES), key=len, reverse=True)
    )
    + ")"
    + _STATE
)
PLACES: Final = (
    rf"{_PLACE}(?:(?:\s?[/–—\-]\s?|\s?[;,]\s|\s(?:and|und|et|y|e|и|u\.|&)\s){_PLACE}){{0,4}}"
)
_PLACES_ALONE: Final = re.compile(PLACES)


def is_place(words: str) -> bool:
    """Whether the words are one or more known places and nothing else."""
    return _PLACES_ALONE.fullmatch(words.strip()) is not None


def is_publisher(words: str) -> bool:
    """Whether the words are a known publisher's or hold a word that publishers call themselves by."""
    plain = unaccented(words.strip(" ."))
    return plain in _KNOWN_PUBLISHERS or (" " in plain and bool(_PUBLISHING.search(words)))


def is_given_name(word: str) -> bool:
    parts = unaccented(word.strip(".,")).split("-")
    return "-".join(parts) in GIVEN_NAMES or all(part in GIVEN_NAMES for part in parts)
