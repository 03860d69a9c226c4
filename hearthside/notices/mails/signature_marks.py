# SPDX-License-Identifier: AGPL-3.0-or-later
"""How signatures, closing words and warnings of firms look, in languages people write in."""

from __future__ import annotations

import re
from typing import Final

DELIMITER: Final = re.compile(r"^\s{0,3}(--|—|––|__|-- )\s*$")
DEVICES: Final = (
    r"iphone|ipad|ios|android|galaxy|samsung|huawei|xiaomi|redmi|pixel|oneplus|motorola|nokia|"
    r"blackberry|windows|outlook|yahoo|gmail|gmx|web\.de|aol|proton\w*|tutanota|tuta|hotmail|"
    r"thunderbird|k-9|fairemail|spark|airmail|mail\w*|mobile?|m[oó]vil|tel[eé]fono|handy|"
    r"smartphone|mobilger[aä]t|mobiltelefon|t[eé]l[eé]phone|portable|cell|phone|device|tablet|"
    r"telefon\w*|dispositivo|celular|cellulare|t-?mobile|orange|free|o2|vodafone"
)
SENT: Final = re.compile(
    r"^\W{0,3}(sent|send|get|gesendet|geschickt|von meinem|diese nachricht wurde|enviado|enviada|"
    r"obt[eé]n|obtener|descarg\w+|envoy[eé]|t[eé]l[eé]charge\w*|obtenez|inviato|scarica|ottieni|"
    r"verzonden|verstuurd|download|skickat|sendt|sent fra|wys[lł]an\w*|odesl[aá]no|"
    r"отправлено|надіслано|l[aä]hetetty|trimis|desde mi|iphone から|"
    r"iphoneから|从我的|發自我的|发自我的|"
    r"나의)\b.*?(" + DEVICES + r")\b.*$",
    re.I,
)
"""What a programme may write below, and what may as well be somebody's words."""
SENT_PLAINLY: Final = re.compile(
    r"^\W{0,3}(?:"
    r"(?:sent|gesendet|geschickt|enviad[oa]|envoy[eé]|inviato|verzonden|verstuurd|skickat|sendt|"
    r"wys[lł]an\w*|odesl[aá]no|отправлено|надіслано|l[aä]hetetty|trimis)\s+"
    r"(?:from|via|with|using|by|securely|von|mit|aus|[uü]ber|desde|de|du|con|por|depuis|avec|dal|"
    r"da|tramite|vanaf|met|via|fr[aå]n?|z|ze|с|из|зі|з|din)\s+"
    r"(?:[^\W\d_]+\s+){0,2}(?:" + DEVICES + r")\b(?:\s+[\w.+-]+){0,3}\W*(?:https?://\S+)?\W*$|"
    r"(?:get|download|obt[eé]n|obtener|descarg\w+|t[eé]l[eé]charge\w*|obtenez|scarica|ottieni|"
    r"holen sie sich|laden sie)\s+(?:outlook|yahoo|bluemail|aqua ?mail|proton\w*|spark|gmail|"
    r"thunderbird|k-9)\b|"
    r"(?:von meinem|diese nachricht wurde)\b.*\b(?:" + DEVICES + r")\b.*\b(?:gesendet|geschickt)\b|"
    r"desde mi (?:" + DEVICES + r")\b|"
    r"(?:iphone ?から|从我的|發自我的|发自我的|나의).*?(?:" + DEVICES + r"|送信|发送|傳送|보냄)"
    r").*$",
    re.I,
)
"""What a programme writes below; where more stands in the line, these are somebody's words."""
NOTE_WORD: Final = re.compile(
    r"(?:" + DEVICES + r"|sent|gesendet|geschickt|enviad[oa]|envoy[eé]|inviato|verzonden|verstuurd|"
    r"skickat|sendt|wys[lł]an\w*|odesl[aá]no|отправлено|надіслано|l[aä]hetetty|trimis|"
    r"get|download|obt[eé]n|obtener|descarg(?:a|ar|ue)|t[eé]l[eé]charge[rz]|obtenez|scarica|ottieni|"
    r"holen|laden|ger[aä]t|sie|sich|herunter|wurde|diese|nachricht|message|"
    r"from|via|with|using|by|securely|von|mit|aus|[uü]ber|desde|de|du|con|por|depuis|avec|dal|"
    r"da|tramite|vanaf|met|fr[aå]n?|z|ze|с|из|зі|з|din|for|on|para|f[uü]r|pour|per|voor|til|dla|для|"
    r"my|mi|meinem|mon|mio|mijn|min|mit|meu|mojego|моего|мого|the|an?|el|la|le|l|dem|einem|"
    r"e|e?mail|app|secure|aqua|web|blue|bluemail|note|ultra|plus|pro|max|mini|lite|edge|moto|"
    r"xperia|sony|lg|htc|honor|oppo|realme|fairphone|phone|tab|"
    r"从我的|發自我的|发自我的|から|送信|发送|發送|傳送|手机|手機|나의|에서|보냄){1,4}|"
    r"[^\W\d_]*\d\w*|(?-i:[A-Z]{1,2})",
    re.I,
)
"""A word that such a line may consist of: a number, or a short name of a model, is one, too."""
CLOSINGS: Final = (
    r"(?:with |mit |con |avec )?(?:(?:very |all |much |lots of |my |the )*)"
    r"(?:best(?: regards| wishes)?|kind(?:est)? regards|warm(?:est)? (?:regards|wishes)|regards|"
    r"wishes|sincerely(?: yours)?|yours(?: (?:sincerely|truly|faithfully))?|cheers|love|hugs?|"
    r"big hug|xo(?:xo)*|x+|take care|be well|thanks?(?: (?:again|so much|a lot|you))?|thank you|"
    r"many thanks|ta|peace|blessings|cordially|respectfully|"
    r"(?:viele|liebe|herzliche|beste|sch[oö]ne|freundliche|ganz liebe|mit freundlichen|"
    r"mit (?:lieben|besten|herzlichen)) (?:gr[uü](?:ß|ss)en?|w[uü]nsche)|gr[uü](?:ß|ss)e?|lg|vg|"
    r"mfg|hg|bg|alles (?:liebe|gute)|bis bald|danke(?: dir| euch)?|vielen dank|deine?|eure?|"
    r"(?:un |muchos |mil )?(?:abrazos?|saludos?|besos?)(?: (?:cordiales|fuertes?|grandes?))?|"
    r"un (?:abrazo|saludo) (?:fuerte|grande|cordial)|atentamente|cari[nñ]os?|con cari[nñ]o|"
    r"(?:muchas |mil )?gracias|cu[ií]dat[ei]?|hasta (?:pronto|luego)|"
    r"cordialement|bien cordialement|bien [aà] (?:vous|toi)|amiti[eé]s|bises?|bisous|"
    r"amicalement|salutations(?: distingu[eé]es)?|merci(?: beaucoup)?|[aà] bient[oô]t|"
    r"je t.embrasse|"
    r"(?:cordiali |distinti |tanti )?saluti|un abbraccio|baci|grazie(?: mille)?|ciao|"
    r"(?:met )?vriendelijke groeten?|groet(?:en|jes)?|liefs|bedankt|"
    r"(?:med )?(?:v[aä]nlig|venlig|vennlig) h[aei]lsning(?:ar)?|mvh|h[aä]lsningar|tack|tak|"
    r"(?:com os melhores )?cumprimentos|abra[cç]os?|beijos?|obrigad[oa]|"
    r"pozdrawiam|dzi[eę]kuj[eę]|с уважением|спасибо|обнимаю)"
)
CLOSING: Final = re.compile(rf"^\s*({CLOSINGS})\s*[,.!…–—-]*\s*$", re.I)
CLOSED_BY: Final = re.compile(
    rf"^\s*({CLOSINGS})\s*[,–—-]+\s*([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,3}})\s*[.!]?\s*$",
    re.I,
)
SIGNED: Final = re.compile(r"^\s*[-–—~*/]+\s*([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})\s*$")
FORMAL: Final = re.compile(
    r"\b(?:regards|wishes|sincerely|yours|faithfully|truly|cordially|respectfully|best|cheers|ta|"
    r"gr[uü](?:ß|ss)\w*|w[uü]nschen?|lg|vg|mfg|hg|bg|bis bald|deine?|eure?|saludos?|atentamente|"
    r"hasta|cordialement|salutations|bient[oô]t|saluti|ciao|groet\w*|h[aei]lsning\w*|mvh|"
    r"cumprimentos|pozdrawiam|уважением)\b",
    re.I,
)
"""What closes any letter; other closings ("love", "a hug") are words to somebody, and stay."""
LEGAL_PLAINLY: Final = re.compile(
    r"^[^\w\n]*(?:please,? )?(?:consider the environment before (?:you )?print(?:ing)?|"
    r"think before you print)(?: out)?(?: this)?(?: (?:e-?mail|message|mail))?\W*$|"
    r"^\W*antes de imprimir\b[^\n]{0,60}\b(?:medio ?ambiente|necesario)\W*$|"
    r"^\W*(?:virus.?free|libre de virus|virenfrei|sans virus)\W{1,3}(?:www\.)?(?:avast|avg)\.com\b"
    r"(?:\s*<?https?://\S+|[^\n]*\bthis (?:e-?mail|message)\b[^\n]*)?\W*$|"
    r"\b(?:checked for viruses by|wurde von) avast\b|"
    r"sitz der gesellschaft\W{0,3}:|handelsregister\b[^\n]{0,50}\bhr[ab]\b",
    re.I,
)
"""Of one line."""
LEGAL_PERHAPS: Final = re.compile(
    r"(consider the environment|think before you print|antes de imprimir|virus.?free|\bavast\b|"
    r"sitz der gesellschaft|handelsregister)",
    re.I,
)
"""What a firm may write below, and what may as well be somebody's words."""
PERSONAL: Final = re.compile(
    r"\b(?:i|i['’]m|me|my|mine|myself|ich|mir|mich|mein\w*|yo|me|mis?|je|j['’]\w+|mon|mes|io|"
    r"mio|ik|mijn|jag|jeg|eu|meu|minha|ja|mnie|я|мне|меня)\b",
    re.I,
)
LEGAL: Final = re.compile(
    r"(confidential|intended (?:only|solely|for)|recipient|disclaimer|privileged|unauthori[sz]ed|"
    r"vertraulich|bestimmungsgem[aä](?:ß|ss)|empf[aä]nger|confidencial|destinatari[oa]|"
    r"aviso? (?:legal|de confidenti)|confidentiel|destinataire|riservat|vertrouwelijk|"
    r"registered (?:in|office)|gesch[aä]ftsf[uü]hrer)",
    re.I,
)
THIS_MAIL: Final = re.compile(
    r"\b(?:this|these|the above|diese|dieser|este|esta|estos|ce|cette|questo|questa|dit|deze|denna|"
    r"denne)\s+(?:electronic\s+)?(?:e-?mails?|messages?|communication|nachricht|mensajes?|"
    r"correos?|comunicaci[oó]n|courriels?|messaggio|comunicazione|berichten?)\b",
    re.I,
)
LABELS: Final = re.compile(
    r"\b(tel|telefon\w*|t[eé]l[eé]fono|t[eé]l|phone|mobile?|mob|cell|m[oó]vil|handy|fax|e-?mail|mail|"
    r"web|website|skype|signal|whatsapp|telegram|linkedin|twitter|instagram|facebook|address|"
    r"direcci[oó]n|adresse|office|p|m|t|f|w|e)\b\s*[.:]?",
    re.I,
)
POSTSCRIPT: Final = re.compile(r"^\s*(p\. ?)?p\. ?(s|d)\.?\b|^\s*(p?ps|p?pd)\b", re.I)
REACHED: Final = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|@\w{3,}", re.I)
SENTENCE_END: Final = re.compile(r"[.!?…:;。！？؟।,)”\"']\s*$")
COMMON: Final = frozenset({
    "ok", "okay", "yes", "no", "sure", "same", "agreed", "exactly", "true", "amen", "here",
    "all", "both", "everybody", "everyone", "really", "truly", "again", "you", "friend", "friends",
    "amiga", "amigo", "todos", "todas", "alle", "hi", "hello", "hey", "maybe", "always",
    "never", "soon", "please", "sorry", "indeed",
    "yep", "yeah", "nope", "ja", "nein", "sí", "si", "vale", "claro", "oui", "non", "bien",
    "genau", "stimmt", "danke", "hola", "hallo", "bonjour", "ahora", "siempre", "nunca",
    "quizá", "igual", "exacto"
})  # fmt: skip
PARTICLES: Final = frozenset({
    "von", "van", "der", "den", "de", "del", "la", "las", "los", "di", "da", "dos", "y", "e", "and",
    "und", "et", "&"
})  # fmt: skip
