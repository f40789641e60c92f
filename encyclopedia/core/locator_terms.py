"""Labels of places in a source ("p.", "ch.", "vol."): the terms of CSL 1.0.2, how they are typed and written.

https://docs.citationstyles.org/en/stable/specification.html#locators
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LocatorTerm:
    """One kind of place.

    `typed` are the labels that a citation may begin a locator with. `understood` are further ones, which only the
    wording of notes knows: if texts were read with them, checked locators would change and their checks would lapse.
    `one` and `several` are the label as notes write it, "" where a number stands alone.
    """

    typed: frozenset[str]
    understood: frozenset[str]
    one: str
    several: str


_TABLE: Final = """
act             | act acts                                      |            | act     | acts
appendix        | app. apps. appendix appendices                |            | app.    | apps.
article-locator | art. arts. article articles                   |            | art.    | arts.
book            | bk. bks. book books                           |            | bk.     | bks.
canto           | canto cantos                                  |            | canto   | cantos
chapter         | ch. chs. chap. chaps. chapter chapters        |            | chap.   | chaps.
column          | col. cols. column columns                     |            | col.    | cols.
elocation       | loc. locs. location locations                 |            | loc.    | locs.
equation        | eq. eqs. equation equations                   | eqq.       | eq.     | eqq.
figure          | fig. figs. figure figures                     |            | fig.    | figs.
folio           | fol. fols. folio folios                       | f. ff. fo. | fol.    | fols.
issue           | no. nos. number numbers issue issues          | nr.        | no.     | nos.
line            | l. ll. line lines                             |            | line    | lines
note            | n. nn. note notes                             | fn.        | n.      | nn.
opus            | op. opp. opus opera                           |            | op.     | opp.
page            | p. pp. pg. pgs. page pages                    |            |         |
paragraph       | para. paras. paragraph paragraphs ¶ ¶¶        | par. pars. | para.   | paras.
part            | pt. pts. part parts                           |            | pt.     | pts.
rule            | r. rr. rule rules                             |            | r.      | rr.
scene           | sc. scs. scene scenes                         |            | sc.     | scs.
section         | sec. secs. sect. sects. section sections § §§ |            | sec.    | secs.
sub-verbo       | s.v. s.vv.                                    | sv. under  | under   | under
supplement      | supp. supps. suppl. supplement supplements    |            | supp.   | supps.
table           | tbl. tbls. table tables                       |            | tbl.    | tbls.
timestamp       | timestamp timestamps                          |            |         |
title-locator   | tit. tits. title titles                       |            | title   | titles
verse           | v. vv. verse verses                           |            | v.      | vv.
version         | ver. vers. version versions                   |            | version | versions
volume          | vol. vols. volume volumes                     |            | vol.    | vols.
"""
LOCATOR_TERMS: Final = {
    name: LocatorTerm(frozenset(typed.split()), frozenset(understood.split()), one, several)
    for name, typed, understood, one, several in (
        [cell.strip() for cell in line.split("|")] for line in _TABLE.strip().splitlines()
    )
}
