"""What is spelt as a Vietnamese syllable can be: enough to tell a right decoding from a wrong one.

>>> is_syllable("nghiêng"), is_syllable("Quốc"), is_syllable("ho¹ch"), is_syllable("các"), is_syllable("cãc")
(True, True, False, True, False)
"""

from __future__ import annotations

import functools
import unicodedata

from tiendo import late

_ONSET = "ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|[bcdđghklmnpqrstvx]"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uac uach uan uang uanh uao uat uay uăc uăn uăng uăp uăt uâc uân uâng uât uây uc ue uen ueo uet uê uêch uên uênh
uêt ui uit um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưng ưn ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ưm y yêm yên yêng yêt yêu yêc ynh yt
"""
_SYLLABLE = late.pattern(f"(?:{_ONSET})?(?:{'|'.join(_RIMES.split())})")
_TONES = late.pattern("[\u0300\u0301\u0303\u0309\u0323]")
_LEVEL_OF_STOPS = late.pattern("[\u0300\u0303\u0309]")
_STOPS = ("c", "ch", "p", "t")


@functools.lru_cache(maxsize=8_192)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelt as a syllable of Vietnamese, in any case, with either place of the tone."""
    loose = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(loose)
    plain = unicodedata.normalize("NFC", _TONES.sub("", loose))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not (plain.endswith(_STOPS) and tones and _LEVEL_OF_STOPS.match(tones[0]))
