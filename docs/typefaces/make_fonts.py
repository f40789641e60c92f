"""Make the site's typefaces in static/fonts/, and the style sheet that names them.

From the packages `source-serif` 4.5.1 and `source-sans` 3.52.0 of the npm registry, unpacked:

    npm pack source-serif@4.5.1 source-sans@3.52.0
    for file in source-*.tgz; do mkdir "${file%.tgz}"; tar xzf "$file" -C "${file%.tgz}"; done
    pip install fonttools==4.68.0 brotli==1.2.1
    python docs/typefaces/make_fonts.py FOLDER-WITH-BOTH

The same packages and tools give the same bytes. Their licence (beside this file) lets a changed copy be passed on, but
not under the name "Source": what is made here is called "Stet Serif" and "Stet Sans".
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
STATIC = HERE.parents[1] / "static"
# A page loads the files of the scripts that it uses, so that an English page has the last alone. Where two have a
# character, a browser takes the face that is named later: so the others may be told by whole blocks.
SCRIPTS = {
    "greek": "0370-03FF,1F00-1FFF",
    "cyrillic": "0400-052F,2116",
    "latin-ext": "0100-024F,0259,02B0-02FF,0300-0331,1E00-1EFF,20A0-20BF,2113",
    "latin": "0020-007E,00A0-00FF,0131,0152-0153,0160-0161,0178,017D-017E,02BB-02BC,02C6,02DA,02DC,"
    "2010-2015,2018-201A,201C-201E,2020-2022,2026,202F,2030,2032-2033,2039-203A,2044,20AC,2122,"
    "2190-2193,2212",
}
# What the style sheets ask for, kerning and ligatures besides. The sans gets no old-style figures: beside capitals
# and in tables lining ones are wanted, whatever the text around says.
FEATURES = ["kern", "liga", "locl", "lnum", "pnum", "tnum"]
OLD_STYLE = ["onum"]
PLACED_ACCENTS = ["ccmp", "mark", "mkmk"]


@dataclass(frozen=True)
class Face:
    """A face to be made: of which file, with which weights, for which scripts."""

    family: str
    style: str
    weights: str
    file: str
    axes: dict[str, object]
    scripts: tuple[str, ...] = tuple(SCRIPTS)

    @property
    def features(self) -> list[str]:
        return FEATURES + OLD_STYLE if self.family == "Stet Serif" else FEATURES


ROMAN, ITALIC = "SourceSerif4Variable-Roman.ttf", "SourceSerif4Variable-Italic.ttf"
UPRIGHT, SLANTED = "SourceSans3VF-Upright.ttf", "SourceSans3VF-Italic.ttf"
# Letters as they are drawn for text: the axis of optical sizes would double each file, and so would a second weight of
# the italics, which most pages do without.
FACES = {
    "serif": Face("Stet Serif", "normal", "400 600", ROMAN, {"wght": (400, 600), "opsz": 20}),
    "serif-italic": Face("Stet Serif", "italic", "400", ITALIC, {"wght": 400, "opsz": 20}),
    "serif-italic-600": Face(
        "Stet Serif", "italic", "600", ITALIC, {"wght": 600, "opsz": 20}, ("latin",)
    ),
    "sans": Face("Stet Sans", "normal", "400 600", UPRIGHT, {"wght": (400, 600)}),
    "sans-italic": Face("Stet Sans", "italic", "400", SLANTED, {"wght": 400}, ("latin",)),
}


# Measured on fonts of the same widths (Gelasio, Liberation Serif, Liberation Sans).
FALLBACKS = {
    "Stet Serif": {
        "Georgia": {"normal": 0.4381, "italic": 0.4477},
        "Times New Roman": {"normal": 0.3990, "italic": 0.3996},
    },
    "Stet Sans": {"Arial": {"normal": 0.4359, "italic": 0.4359}},
}

LOCAL = {
    ("Georgia", "normal"): ["Georgia"],
    ("Georgia", "italic"): ["Georgia Italic", "Georgia-Italic"],
    ("Times New Roman", "normal"): ["Times New Roman", "Liberation Serif"],
    ("Times New Roman", "italic"): [
        "Times New Roman Italic",
        "TimesNewRomanPS-ItalicMT",
        "Liberation Serif Italic",
    ],
    ("Arial", "normal"): ["Arial", "Liberation Sans"],
    ("Arial", "italic"): ["Arial Italic", "Arial-ItalicMT", "Liberation Sans Italic"],
}
ENGLISH = (
    "The letters of a language are not equally frequent: what an ordinary sentence of English needs on a line is the "
    "mean over the letters that it has, with the spaces between its words, and that is what is measured here."
)
HEAD = """/*
 * The site's typefaces, made by docs/typefaces/make_fonts.py: do not edit. They are changed copies of Source Serif 4
 * and Source Sans 3 (copyright Adobe), under the SIL Open Font License 1.1, https://openfontlicense.org
 */"""


def make(folder: Path) -> None:
    target = STATIC / "fonts"
    for old in target.glob("*.woff2"):
        old.unlink()
    rules, fallbacks = [], []
    for name, face in FACES.items():
        (path,) = (path for path in folder.rglob(face.file) if "WOFF" not in str(path))
        for script in face.scripts:
            font = subset(path, script, face.features)
            font = instantiateVariableFont(font, face.axes)
            rename(font, face)
            if script == "latin" and not name.endswith("600"):
                fallbacks += fallback_rules(font, face)
            font.flavor = "woff2"
            file = target / f"{name}-{script}.woff2"
            font.save(file)
            rules.append(rule(face, file.name, SCRIPTS[script]))
            sys.stdout.write(f"{file.stat().st_size:>7} {file.name}\n")
    sheet = "\n\n".join([HEAD, *rules, *fallbacks])
    (STATIC / "css" / "typefaces.css").write_text(sheet + "\n", encoding="utf-8")


def subset(path: Path, script: str, features: list[str]) -> TTFont:
    """The font of this file with the script's characters alone."""
    asked = set(parse_unicodes(SCRIPTS[script]))
    options = Options()
    # Of an accent that is a character of its own the Latin file has none: the next one has them all.
    options.layout_features = features if script == "latin" else features + PLACED_ACCENTS
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=asked | {0x20})
    font = TTFont(path, recalcTimestamp=False)
    subsetter.subset(font)
    kept = BytesIO()
    font.save(kept)
    return TTFont(kept, recalcTimestamp=False)


def rename(font: TTFont, face: Face) -> None:
    """Takes the reserved name away; the copyright and the licence stay."""
    kept = [name for name in font["name"].names if name.nameID in {0, 5, 13, 14}]
    font["name"].names = kept
    whole = f"{face.family} {face.style.title()}"
    postscript = whole.replace(" ", "")
    for number, value in enumerate((face.family, face.style.title(), whole, whole), start=1):
        font["name"].setName(value, number, 3, 1, 0x409)
    font["name"].setName(postscript, 6, 3, 1, 0x409)
    if "STAT" in font:  # it names its axes' values by names that are gone
        del font["STAT"]


def rule(face: Face, file: str, ranges: str) -> str:
    ranges = ", ".join(f"U+{block}" for block in ranges.split(","))
    return f"""@font-face {{
  font-family: "{face.family}";
  font-style: {face.style};
  font-weight: {face.weights};
  font-display: optional;
  src: url("../fonts/{file}") format("woff2");
  unicode-range: {ranges};
}}"""


def fallback_rules(font: TTFont, face: Face) -> Iterator[str]:
    """Fonts that are there already, made to take the room that this one takes."""
    em = font["head"].unitsPerEm
    characters, metrics = font.getBestCmap(), font["hmtx"]
    width = sum(metrics[characters[ord(letter)]][0] for letter in ENGLISH) / len(ENGLISH) / em
    line = font["hhea"]
    for name, widths in FALLBACKS[face.family].items():
        scale = width / widths[face.style]
        yield f"""@font-face {{
  font-family: "{face.family} from {name}";
  font-style: {face.style};
  src: {", ".join(f'local("{local}")' for local in LOCAL[name, face.style])};
  size-adjust: {scale:.1%};
  ascent-override: {line.ascent / em / scale:.1%};
  descent-override: {-line.descent / em / scale:.1%};
  line-gap-override: {line.lineGap / em / scale:.1%};
}}"""


if __name__ == "__main__":
    make(Path(sys.argv[1]))
