"""Arabic and Hebrew: no capitals, so that only a word that is certainly whole ends a sentence."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, ending, listed

ARABIC = Language(
    whole=listed("""
        هو هي هم له لها لهم به بها بهم فيه فيها منه منها عنه عنها إليه إليها عليه عليها هناك هنا جدا
        معا غدا أبدا فقط مرة عام يوم سنة بيت ملك ولد بنت باب نهر بحر جبل حرب سلم ماء نار أرض كثيرا
        قليلا أيضا كذلك بعد قبل ذلك هذه تلك هذا
        """),
    # "ة", "ى" and "ء" stand at the ends of words only.
    endings=ending(
        r"""\w{2,}[ةىء] | \w{2,}(?:ها|وا|هم|ين|ون|ات|ان|نا|ية) | ال\w{3,} | [وبلفك]ال\w{3,} | (?!ال)\w{3,}[اه]
        | (?!و)\w{5,} | \w{6,}"""
    ),
    not_whole=listed("بروف مهندس دكتور الخ إلخ استاذ أستاذ"),
    starters=listed("""
        ثم لكن كما وقد لم كان كانت هو هي وفي بعد قبل عندما حين ومع ولم ولما وكان وكانت هذا هذه هناك
        لذلك ومن وهو وهي وبعد وقبل إلا إذا لأن
        """),
    year_ends=True,
    caseless=True,
)

HEBREW = Language(
    whole=listed("""
        מיד ריק חלש קטן גדול שבוע נהר הר ים עץ ילד איש עיר מלך בית חג לבד ביחד כסף זהב דרך ארץ אור
        מים אש אוויר אדם חיים מוות שלום צבא חיל רב מתו מת חי קם בא הלך שב ישב עמד נפל נולד נפטר נותר
        נשאר נשרף נבנה נסגר נפתח כיכר ספרד הוא היא הם הן זה זו זאת לו לה לי בו בה בי לנו להם בהם שלו
        שלה שלי אותו אותה אליו אליה ממנו ממנה כאן שם רק גם לא עוד שוב מאוד היום אתמול בית העיר הים
        יום שנה אב אם בן בת עיר
        """),
    # Final letters stand at the ends of whole words only; what is cut off shows "כמנפצ" there.
    endings=ending(r"\w{2,}[םןץףך] | \w{2,}ה | \w{3,}[יות] | (?!ו)\w{4,}[^כמנפצ] | \w{5,}[^כמנפצ]"),
    not_whole=listed("פרופ אינג אונ רחוב שדרו קפטן"),
    starters=listed("""
        הוא היא הם הן זה זו כאשר לאחר אחרי לפני אך אולם אבל לכן בשנת עם גם כך אז אחר בעת במהלך מאז
        עד כיום היום למרות בגלל רק איש כאן לא אין יש
        """),
    year_ends=True,
    caseless=True,
)
