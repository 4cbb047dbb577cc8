"""Whether a word can be a syllable of Vietnamese: a closed set of onsets and rhymes, and the rules that join them."""

from __future__ import annotations

import unicodedata
from typing import Final

_RHYME_LIST: Final = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uây uân uâng uât uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
uy uya uych uyên uyêt uynh uyn uyp uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
"""
# After qu- the u is part of the onset; what follows is one of these.
_RHYME_AFTER_QU_LIST: Final = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê ên ênh êch êt
ơ ơi ôc y yên yêt ynh ych yt
"""
_RHYMES: Final = frozenset(_RHYME_LIST.split())
_RHYMES_AFTER_QU: Final = frozenset(_RHYME_AFTER_QU_LIST.split())

_ONSETS: Final = frozenset(("", "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx"))
_LONGEST_ONSET: Final = len("ngh")
_LONGEST: Final = len("nghiêng")

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_WITHOUT_TONE: Final = dict.fromkeys(map(ord, _TONES))
_STOPS: Final = ("c", "ch", "p", "t")
# Acute (sắc) and dot below (nặng).
_TONES_BEFORE_STOP: Final = (["\u0301"], ["\u0323"])
_FRONT_ONLY: Final = frozenset({"k", "gh", "ngh"})
_NEVER_FRONT: Final = frozenset({"c", "ng"})


def is_syllable(word: str) -> bool:
    """Return whether ``word`` can be one written syllable of Vietnamese, in any case, in NFC or NFD.

    Onset, rhyme, the spelling rules of c/k, g/gh, ng/ngh and q, and the tones that a rhyme in -c, -ch, -p, -t allows
    must fit. Where in the rhyme the tone mark stands is not looked at (hòa, hoà).
    """
    if len(word) > 3 * _LONGEST:
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", decomposed.translate(_WITHOUT_TONE))
    # Some words can be cut in two ways: "gi" is also g + i (gì, gìn, giêng).
    return any(_fits(plain[:cut], plain[cut:], tones) for cut in range(_LONGEST_ONSET + 1))


def _fits(onset: str, rhyme: str, tones: list[str]) -> bool:
    if onset not in _ONSETS or rhyme not in (_RHYMES_AFTER_QU if onset == "qu" else _RHYMES):
        return False
    front = rhyme[0] in "eêiy"
    if (front and onset in _NEVER_FRONT) or (not front and onset in _FRONT_ONLY):
        return False
    if onset == "g" and front and rhyme[0] != "i":
        return False
    return not rhyme.endswith(_STOPS) or tones in _TONES_BEFORE_STOP
