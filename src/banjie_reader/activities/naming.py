"""How running text names an event: 召开…会议, “…”画展在X开幕, 将举办《…》.

Each pattern leaves the name in its group `title`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from banjie_reader.model import Span
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_SESSION = "次(?:[常全][体委]|理事|委员|代表|主席)?(?:扩大)?会议?"  # 四届二次常委会
_NOUN = any_of(_WORDS["event_nouns"]) + f"|{_SESSION}"
QUOTED = r"(?:[“「《『][^”」》』“\"\n]{2,40}[”」》』])"
OBJECT = rf"(?:{QUOTED}|[^，。；：、,;:\s“”「」《》『』])"
OBJECT_OR_BLANK = rf"(?:{OBJECT}|(?<=[一-龥”]) (?=[一-龥“]))"  # 拥抱春天 绽放美丽“三八”活动
_HELD = re.compile(
    rf"(?:{any_of(_WORDS['event_verbs'])})[了的]?(?: (?=[“「《『]))?"
    rf"(?P<title>{OBJECT_OR_BLANK}{{0,46}}?(?:{_NOUN})(?:(?:——?)?{QUOTED})?)"
    r"(?=[，。；！、,;!）)\s]|$|在|进行|\d{1,3}[场期次项])"
)
_HELD_LIST = re.compile(  # 开展“湖风”习俗介绍、猜灯谜活动
    rf"(?:{any_of(_WORDS['event_verbs'])})了?(?P<title>{QUOTED}[^，。；“「,;\n]{{2,40}}、[^，。；“「,;\n]{{2,20}}?(?:{_NOUN}))"
    r"(?=[，。；！,;!]|$)"
)
_CALLED = re.compile(  # 召开2026年“科普周”活动筹备会: whatever is called and ends so is a meeting
    rf"召开了?(?: (?=[“「]))?(?P<title>{OBJECT}{{2,46}}?(?<![委理协学商工社])会议?)"
    rf"(?=[，。；！,;!）)]|$|{any_of(_WORDS['business'])})"
)
_MET = re.compile(  # 召开会议部署防汛工作: named by its business alone
    rf"召开了?(?P<title>(?:会议|大会)(?:{any_of(_WORDS['business'])})[^，。；！,;!）)\n]{{2,40}})"
)
_NO_NAME = re.compile(any_of([*_WORDS["event_verbs"], *_WORDS["inviting"]]))
_HELD_QUOTED = re.compile(  # 开展了“湖畔徒步、携手同行健步走活动”
    rf"(?:{any_of(_WORDS['event_verbs'])})了?(?P<title>[“「][^”」“「\n]{{4,60}}(?:{_NOUN})[”」])"
    r"(?=[，。；！,;!]|$)"
)
_VISITING = re.compile(any_of(_WORDS["visiting"]))
_VISITED = re.compile(  # 一行到柳堤县调研湿地保护工作
    r"(?:一行|带队|率队|带领[^，。；,;]{2,12}|率[^，。；,;]{2,16}?)"
    r"(?![^，。；,;\n]*(?:开展|举办|举行|召开))"
    rf"(?P<title>[^，。；,;“\n]{{0,24}}?(?:{any_of(_WORDS['visiting'])})(?!报告|课题)[^，。；,;\n]{{0,24}})"
    r"(?=[，。；,;]|$)"
    # 市政协主席石鸣到水杉街道调研社区工作
    rf"|(?:书记|主席|主任|委员|{any_of(_WORDS['heads'])})[一-龥]{{2,4}}?"
    rf"(?P<tour>(?:到|赴|莅|深入|前往)[^，。；,;“\n]{{2,24}}?(?:{any_of(_WORDS['visiting'])})(?!报告|课题)"
    r"[^，。；,;\n]{0,24})(?=[，。；,;]|$)"
    # 深入湖岸社区，就护湖情况展开全面调研
    rf"|[，,](?P<study>(?:就|围绕|针对)[^。；，,\n]{{4,40}}?(?:展开|进行|开展)了?[^，。；,;]{{0,6}}"
    rf"(?:{any_of(_WORDS['visiting'])}))(?=[，。；,;]|$)"
)
_HELD_NAME = re.compile(
    rf"(?:举办|举行|主办|合办|办理|推出)了?(?P<title>{QUOTED}(?:[^，。；、,;\s“”]{{0,12}}"
    r"[会展赛礼式营课节坊班剧])?)(?=[，。；！,;!]|$)"
)
_THERE_IS = re.compile(  # 晚上七时，在水杉厅则有“湖风”音乐会
    rf"(?:在|于)[^，。；,;]{{2,20}}?(?:则|还|也|将)?有[^，。；,;“「《]{{0,16}}(?P<title>{QUOTED}(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
_THERE_WILL_BE = re.compile(  # 在二楼体验区，将有古法造纸课堂活动
    rf"(?:将|还将|也将)有(?P<title>{OBJECT}{{2,20}}?(?:{_NOUN}))(?=[，。；！,;!]|$)"
)
_GIVEN = re.compile(
    rf"(?:{any_of(_WORDS['giving'])})了?(?P<title>《[^》\n]{{2,40}}》(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
# 作了题为“湖与城”的报告；以《候鸟的路》为题开设讲座；在水杉厅开讲，主题为《湖的年轮》
_ON = re.compile(
    rf"(?:{any_of(_WORDS['talking'])})了?(?:一场|一次)?(?:题为|主题为)(?P<title>{QUOTED}的?(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
    rf"|以(?P<by>{QUOTED})为(?:主?题)[，,]?[^。；，,]{{0,12}}?(?:{any_of(_WORDS['talking'])})"
    rf"|(?:开讲|讲座|演讲|报告|宣讲|授课)[^。；，,]{{0,12}}[，,](?:主题|题目|讲题)[为是](?P<theme>{QUOTED})"
)
_IN_TURN = re.compile(  # 首先为“湖风”画展，第二为“湖声”音乐会
    rf"(?:首先|其次|最后|第[一二三四五六七八九十][场项个]?)[，,]?[为是](?P<title>{QUOTED}(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
_DONE_FOR = re.compile(  # 对困难老人进行重阳节慰问
    rf"[对为给向到赴在][^，。；,;]{{2,20}}进行了?(?P<title>{OBJECT}{{2,20}}?(?:{_NOUN}))(?=[，。；！,;!]|$)"
)
_INVITED = re.compile(  # 日前在文康中心邀请65岁以上长辈参加重阳敬老活动
    rf"邀请[^，。；,;]{{2,20}}?参加(?P<title>{OBJECT}{{0,30}}?(?:{_NOUN}))(?=[，。；！,;!]|$)"
)
_OF_HOSTS = re.compile(
    rf"(?:主办|承办|举办|协办)[的之](?P<title>{OBJECT}{{2,46}}?(?:{_NOUN})(?:{QUOTED})?)"
    rf"(?=[，。；,;将]|{any_of(_WORDS['taking_place'])})"
)
_OF_HOSTS_NAME = re.compile(  # 在文昌馆举办的“书香湖城”，
    rf"(?:主办|承办|举办|举行)的(?P<title>{QUOTED})(?=[，。；,;、]|以及|和|及|等|$)"
)
VAGUE_NAME = re.compile(
    rf"(?:{any_of(_WORDS['vague_openers'])}|(?:近|约|超)?[一两二三四五六七八九十百数多几\d]+[余多]?(?:场|项|个|次|类|大))"
    r"[^“「《『]*(?:活动|演出|比赛|展览|讲座|培训|研讨会|论坛|赛事)(?:$|[^“「《『]{0,4}(?:庆祝|纪念|迎接))"
    r"|(?:本次|此次|这次|上述)[^“「《『]{0,2}(?:活动|演出|比赛|展览|讲座|培训)$"
    r"|大型(?:文艺|群众|公益|户外)?(?:活动|演出|比赛|展览|讲座|培训)$"  # 大型义诊活动 says which
)
_VENUE = any_of(wordlist("units")["places"])
_SET = r"(?:[（(][^（()）\n]{1,24}[)）]|[^，。；,;（(])"  # 2月1日(农历正月初八)
_HOSTS = (
    r"(?:[^，。；]{2,40}(?:主办|承办|举办)的"
    r"|由[^。；]{2,120}?(?:主办|承办|协办|举办|组织|规划|策划|赞助)[的之])"
)
# 第三届《湖风》美术、书法作品展: a count of its own lets a name hold a list
_LISTING = rf"第[\d一二三四五六七八九十百]{{1,4}}届[^，。；,;]{{2,40}}?(?:{_NOUN})"
_PARTS = r"(?:之?《[^》\n]{2,30}》(?:[、和及与]《[^》\n]{2,30}》)*)"  # 系列讲座之《甲》和《乙》
_AND_ALSO = rf"(?:以及[^，。；]{{4,60}}?(?:{_NOUN}))"  # 汇演以及展演将在A上演: the first is named
_ROUND = r"(?:第[\d一二三四五六七八九十]{1,3}[场期讲站轮])"  # 新生辩论赛第5场在水杉厅举行
# 演讲比赛将于7月举行总决赛
_PART = r"总?决赛|[初复预]赛|(?:开幕|闭幕|启动|颁奖)(?:仪?式|典礼)(?=[，。；,;]|$)"
_DAY = (
    r"(?:(?:20\d\d年)?(?:\d{1,2}|[上本下](?=月)|[一二三四五六七八九十廿]{1,3})[月日]"
    r"|[本下]?(?:周|星期)[一二三四五六日天末]|[今明昨当][天晚日])"
)
TAKES_PLACE = re.compile(
    rf"(?:(?<=[，。；！？】△▲●■◆,;!?\s])|(?<!.)){_HOSTS}?"
    rf"(?P<title>{OBJECT}{{1,46}}?(?:{_NOUN})|{OBJECT}{{0,30}}?{QUOTED}|{_LISTING}){_PARTS}?{_AND_ALSO}?{_ROUND}?"
    rf"(?:[，,]将?于[^，。；,;]{{2,16}}?|[，,]?(?:则|也|将)?于?{_DAY}[^，。；,;]{{0,18}}?[，,]?)?"
    r"(?:先后|分别|同步|同时|陆续|相继|率先|也|还)?(?:即?将|已|拟|预?定|正)?"
    rf"(?:(?:在|于|假){_SET}{{1,48}}?)?"
    r"(?:正式|隆重|圆满|成功|顺利|如期|热闹|精彩|热烈|火热|在|已|将|今天|今日|昨天|昨日)*"
    rf"(?:{any_of(_WORDS['taking_place'])})(?!仪式|式|典礼|的|前夕|之际|在即)"
    # what is held stands behind it
    rf"(?!(?<=举行|举办|召开)(?![了过时后并至以共为]|{_PART})[一-龥“《「])"
)
_TAKING_PLACE = re.compile(any_of(_WORDS["taking_place"]))
_FROM_DAY = re.compile(
    r"[自从](?=(?:即日|[今明本]年|[\d一二三四五六七八九十]{1,4}[年月日])[^。；，]{0,24}[起至到])"
)
_OPEN = re.compile(
    rf"{_HOSTS}?(?P<title>{OBJECT}{{2,46}}?(?:{_NOUN})|{OBJECT}{{0,12}}?{QUOTED})(?:即?将|拟|定)?"
)
_ON_A_DAY = re.compile(  # 12月23日上午10时“湖声”亲子会，邀请…
    r"\d[日号](?:[（(][^（()）]{1,4}[)）])?(?:[上下]午|晚上?|早上)?(?:\d{1,2}[:：点时](?:\d{1,2}分?|半)?)?"
    rf"(?P<title>{QUOTED}(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)(?=[，,](?:将|邀|由|特邀|现场|为|带))"
)
_WILL = re.compile("将(?=由|向|邀请|邀|为(?!期)|带领|带着|通过|围绕|以)")
_NOT_TOLD = re.compile(rf"(?:{any_of(_WORDS['not_told_of'])}|[”」》』])$")
_CLAUSE_MARKS = "，。；,;！？）)】\n"
_NAME = 4  # characters
_LONGEST = 60
_SHORT_NAMES = {
    "会议",
    *(word for word in _WORDS["event_nouns"] if len(word) == 3 and word[-1] in "会礼式赛营"),
}
_LAST = re.compile(
    rf"(?=[^；;。]*\d[日月时])[^；;。]*[，,](?P<title>{OBJECT}{{3,40}}(?:{_NOUN}))[；;。]?$"
)
# 2月10日至3月3日，市图书馆网站，线上猜灯谜；
_FIELDS = re.compile(
    rf"[^，,。；;]{{0,6}}\d[^，,。；;]{{1,24}}[，,][^，,。；;\d]{{2,16}}[，,]"
    rf"(?P<title>{OBJECT}{{3,20}})[；;。]"
)
_LEAD_IN = re.compile(
    r"^(?:了|全市|我市|全区)?(?:[^“「《，]{0,30}?(?:以|围绕)[^，]{2,60}?为[^，]{1,4}的)"
    r"|^(?:一[场次个])?主题为(?=[“「《])|^一[场次](?=.{4})|^其中[，,]?|^【[^】]{2,20}】"
    r"|^[^“「《，]{1,8}(?:举行|举办|召开|推出)了?(?=.{4})"
    r"|^[（(][一二三四五六七八九十\d]{1,2}[)）]"
    r"|^由[^，]{2,40}?(?:准备|打造|编排|创排|带来|主办|承办|举办|组织|发起)的"
    r"|^[（(][^（()）]{2,16}(?:报导|报道|讯|电)[)）]|^自[^，]{4,24}?止"
    r"|^(?:首先|其次|最后|第[一二三四五六七八九十][场项个]?)[为是]"
    rf"|^[^“「《，]{{2,16}}(?:{_VENUE})的(?=[“「《])"  # 湖心馆的“湖风”画展
    rf"|^(?:一[场次个])?(?:{any_of(_WORDS['praise'])})的?(?=.{{4}})|^的(?=.{{4}})|^一连串(?=.{{4}})"
    r"|^[在于][^“「《，]{2,20}?(?:开展|举行|举办|召开|启动)了?(?=.{4})"
    r"|^\d{1,2}月\d{1,2}日(?:[（(][^（()）]{1,4}[)）])?(?:[上下]午|晚上?)?(?=[^至到、]{5})"
    r"|^(?:每[一-龥]{1,4})?[亦也还则]有(?=.{4})"
)
_UNCLOSED = re.compile(r"[（(][^（()）]*\Z")  # 联谊会（下简称联谊会
_AS = re.compile(rf"{QUOTED}[^“「《『，]{{0,8}}?(?=作为|将[组邀由带])")  # “湖风”作为本届的活动


def taking_place(text: str, part: Span) -> Iterator[re.Match[str]]:
    """Events that are said to take place; most sentences lack the verb, which is quick to see."""
    return TAKES_PLACE.finditer(text, *part) if _TAKING_PLACE.search(text, *part) else iter(())


def held(text: str, part: Span) -> Iterator[Span]:
    yield from (Span(*m.span("title")) for m in taking_place(text, part))
    for pattern in (_HELD, _CALLED, _MET, _HELD_NAME, _THERE_IS, _OF_HOSTS):
        yield from (Span(*m.span("title")) for m in pattern.finditer(text, *part))


def held_names(text: str, part: Span) -> list[Span]:
    """What is said to take place in a stretch of text, in order."""
    return sorted(held(text, part))


def _open_from(text: str, sentence: Span) -> Iterator[Span]:
    """湖畔书展自4月2日起至4月9日: what a clause says to be open from a day on."""
    for day in _FROM_DAY.finditer(text, *sentence):
        at = day.start()
        if named := _before(text, sentence.start, at - (text[at - 1] in "，,")):
            yield named


def told_further(text: str, sentence: Span) -> Iterator[Span]:
    """拓印体验活动将由馆员示范: what a clause tells of without a day, named before it."""
    for will in _WILL.finditer(text, *sentence):
        at = will.start()
        named = _before(text, sentence.start, at - (text[at - 1] in "，,"))
        if named and named.end - named.start > _NAME and not _NOT_TOLD.search(text, *named):
            yield named


def _before(text: str, begin: int, at: int) -> Span | None:
    """The event that the clause up to an offset is the name of."""
    earliest = max(begin, at - _LONGEST)
    start = max(earliest, *(text.rfind(mark, earliest, at) + 1 for mark in _CLAUSE_MARKS))
    if start == earliest > begin:
        return None
    named = _OPEN.fullmatch(text, start, at)
    return Span(*named.span("title")) if named else None


_NAMING = (
    *(
        _HELD,
        _HELD_LIST,
        _CALLED,
        _MET,
        _HELD_NAME,
        _HELD_QUOTED,
        TAKES_PLACE,
        _OF_HOSTS,
        _OF_HOSTS_NAME,
        _GIVEN,
    ),
    *(_ON_A_DAY, _DONE_FOR, _INVITED, _THERE_IS, _THERE_WILL_BE, _ON, _IN_TURN),
)


def _visits(text: str, sentence: Span) -> Iterator[tuple[int, int]]:
    """Visits and studies; most sentences lack the verb, which is quick to see."""
    if _VISITING.search(text, *sentence):
        for m in _VISITED.finditer(text, *sentence):
            yield m.span(m.lastgroup or 0)


def titles(text: str, sentence: Span) -> Iterator[Span]:
    found = (m for pattern in _NAMING for m in pattern.finditer(text, *sentence))
    by_verbs = (m.span(m.lastgroup or "title") for m in found)
    before = (_open_from(text, sentence), told_further(text, sentence), _visits(text, sentence))
    for span in chain(by_verbs, *before):
        start, end = _without_praise(text, span)
        is_name = end - start >= _NAME or text[start:end] in _SHORT_NAMES
        if is_name and not VAGUE_NAME.match(text, start, end):
            yield Span(start, end)
    last = _LAST.match(text, *sentence)
    if last is None and {text[sentence.start - 1], text[sentence.end - 1]} & {"；", ";"}:
        last = _FIELDS.fullmatch(text, *sentence)
    if last and not _NO_NAME.search(text, *last.span("title")):
        yield _without_praise(text, last.span("title"))


def _without_praise(text: str, span: tuple[int, int]) -> Span:
    """A name without what leads to it (一场温馨的…), up to what is said of it (…作为…)."""
    start, end = span
    while lead := _LEAD_IN.match(text[start:end]):
        start += lead.end()
    named = _AS.match(text, start, end)
    aside = _UNCLOSED.search(text, start, end)
    ends = (found.end() if found is named else found.start() for found in (named, aside) if found)
    return Span(start, min(ends, default=end))
