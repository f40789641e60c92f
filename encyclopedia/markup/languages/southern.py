"""Greek and Turkish."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, capitalised, ending, listed

GREEK = Language(
    inflected=ending(r"\w+"),
    whole=listed("""
        του της τον την των τους τις τα το τη αυτό αυτή αυτός εδώ εκεί τότε τώρα πια πολύ λίγο ξανά
        μαζί μόνο όμως ήταν είναι έχει είχε ναι όχι γη φως ζωή γιος
        """),
    # Longer words have an accent, and a cut one loses it or ends with a consonant that ends no whole word.
    endings=ending(
        r"\w*[άέήίόύώΐΰ]\w*(?:[αεηιουωάέήίόύώς])|\w*[άέήίόύώΐΰ]\w*[αεηιουω]ν|\w*[αεηιουω](?:ών|ήν|ού|ός|ή|ά|ό|ές|ής)"
    ),
    capital_endings=ending(
        r"\w*[άέήίόύώΐΰΆΈΉΊΌΎΏ]\w*(?:[αεηιουωάέήίόύώς])|\w*[άέήίόύώΐΰ]\w*[αεηιουω]ν"
    ),
    not_whole=listed("""
        κος κα δις δρος άγιος δηλ κλπ κτλ κεφ σελ σημ υποσ λεωφ συγγρ εκδ μτφ πρόεδρ καθηγ
        """),
    questions=capitalised("τι ποιος ποια ποιο ποιοι πόσοι πόσες πόσο πώς πότε πού γιατί μήπως"),
    question_sign=";",
    starters=capitalised("""
        αυτό αυτός αυτή αυτοί αυτές αυτά όταν αφού επειδή αν αλλά όμως έτσι τότε μετά πριν κατά
        μέχρι χωρίς εκεί εδώ επίσης αργότερα σήμερα τώρα κανείς τίποτα πολλοί μερικοί όλοι κάθε
        ποιος πώς γιατί πού ενώ δεν ήταν είναι
        """),
    articles=capitalised("""
        ο η το οι τα στο στη στην στον στις στα στους τον την του της των τους ένας μια ένα
        """),
    year_ends=True,
)

TURKISH = Language(
    vocabulary="tr",
    inflected=ending(r"""
        \w{3,}(?:d[ıiuü]r|t[ıiuü]r|yor|m[ıiuü]ş|ecek|acak|l[ae]r|nd[ae]n|n[ıiuü]n|l[ıiuü]k|mak|mek)
        |\w{4,}[ıiuüae]r
        """),
    whole=listed("""
        o bu şu ben sen biz siz var yok değil çok az da de ki ile için gibi kadar sonra önce bir iki idi imiş
        şey olay saray alay ise dedi der etti oldu ses iz söz göz üç yıl gün ay hafta su yol ev köy il ülke dil kitap
        savaş barış halk ordu kral kız oğul baba anne
        """),
    endings=ending(r"""

        \w{2,}(?:d[ıiuü]r|t[ıiuü]r|yor|m[ıiuü]ş|ecek|acak|maz|mez|l[ae]r|nd[ae]n|d[ae]n|t[ae]n|[ae]n|[ıiuü]n|[ıiuü]m|l[ıiuü]k
        |[ıiuüae]r|d[ıiuü]k|s[ıiuü]z|[ıiuü]z|[ıiuü]ş|mak|mek|n[ıiuü]n)
        """),
    capital_endings=ending(r"\w{3,}(?:l[ae]r|oğlu|bul|stan)"),
    final_consonants=frozenset("y"),
    finite=ending(
        r"\w{2,}(?:[dt][ıiuü]|[dt][ıiuü]r|m[ıiuü]şt[ıiuü]|yor|[dt][ıiuü]l[ae]r|[ae]bilir)|etti|oldu|dedi|idi"
    ),
    suffixed=ending(
        r"[^\W_]+['’](?:[nys]?[ıiuüae]|[dt][ıiuü]|[dty]?[ae]n?|[yn]?l[ae]|n?[ıiuü]n|nd[ae]n?|l[ae]r[ıiuü]?|y?d[ıiuü]|d[ıiuü]r)"
    ),
    questions=capitalised("kim ne neden niçin niye nasıl nerede nereye kaç hangi"),
    not_whole=listed("""
        prof doç yrd öğr gör alb yzb tuğg org kor mah cad sok apt müh mim ecz vet dr av op uzm bkz çev
        haz yay ing fr alm rus yun ar far lat örn vb vs vd der muhar gener minar idar müdir nazar numar
        tasar hz şti ltd gen orgen tümgen korgen bşk kaym müd ist ank
        """),
    starters=capitalised("""
        Kaç Kimi Hangi Niçin Niye Nerede Nereye Belki Galiba Herhalde Elbette Tabii Hâlâ Henüz
        Hemen Daima Bazen Çoğu Sık Genellikle Özellikle Sadece Yalnızca Yalnız Üstelik Oysa
        Halbuki Dolayısıyla Bundan Buradan Oradan Ondan Böyle Öyle Bununla Başka Diğer Öteki
        Birkaç Çok Öyleyse Yoksa Hatta Bile Nihayet Sonunda Eskiden Dün Yarın Biraz Benim Bizim
        Bunu Birisi Hepsi Herkes Bunun Buna Bunlar Şu Onun Onlar Onların Ancak Fakat Ama Çünkü
        Daha Sonra Önce Ayrıca Böylece Bugün Şimdi Burada Orada İlk Hiç Bazı Birçok Bütün Tüm
        Kimse Neden Nasıl Eğer Yine Artık Kısa
        """),
    articles=capitalised("Bu Bir"),
    weak_starters=capitalised("Kim En Pek Hep Onu O Her Ne Ben Biz Ve"),
    year_words=listed("yıl"),
    months=listed("""
        ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık ocakta şubatta martta
        nisanda mayısta haziranda temmuzda ağustosta eylülde ekimde kasımda aralıkta
        """),
)
