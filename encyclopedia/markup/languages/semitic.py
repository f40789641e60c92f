"""Arabic and Hebrew: no capitals, so that only a word that is certainly whole ends a sentence."""

from __future__ import annotations

from encyclopedia.markup.languages.language import Language, ending, listed

ARABIC = Language(
    whole=listed("""
        هو هي هم له لها لهم به بها بهم فيه فيها منه منها عنه عنها إليه إليها عليه عليها هناك هنا
        أيضا كذلك بعد قبل ذلك هذه تلك هذا
        """),
    # "ة", "ى" and "ء" stand at the ends of words only.
    endings=ending(
        r"\w{2,}[ةىء] | \w{2,}(?:ها|وا|هم|ين|ون|ات|ان|نا|ية) | ال\w{3,} | [وبلفك]ال\w{3,} | \w{6,}"
    ),
    not_whole=listed("بروف مهندس دكتور الخ إلخ استاذ أستاذ"),
    year_ends=True,
    caseless=True,
)

HEBREW = Language(
    whole=listed("""
        הוא היא הם הן זה זו זאת לו לה לי בו בה בי לנו להם בהם שלו שלה שלי אותו אותה אליו אליה ממנו
        ממנה כאן שם רק גם לא עוד שוב מאוד היום אתמול בית העיר הים יום שנה אב אם בן בת עיר
        """),
    # Final letters stand at the ends of whole words only; what is cut off shows "כמנפצ" there.
    endings=ending(r"\w{2,}[םןץףך] | \w{2,}ה | \w{3,}[יות] | \w{4,}[אבגדזחטלסעקרש]"),
    not_whole=listed("פרופ אינג אונ רחוב שדרו קפטן"),
    year_ends=True,
    caseless=True,
)
