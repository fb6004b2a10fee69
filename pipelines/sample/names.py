"""Invented names: surnames by how common they are, given names by sex and the years in which they were in fashion."""

from __future__ import annotations

from itertools import accumulate
from random import Random

# Surnames in falling order of frequency, with a rough weight per thousand for each group.
_SURNAMES = (
    (74, "王李"), (68, "张"), (52, "刘"), (45, "陈"), (30, "杨"), (23, "黄"), (21, "赵吴"), (19, "周"), (14, "徐孙"),
    (12, "马朱胡"), (11, "郭何"), (10, "林高罗"), (8, "郑梁谢宋唐"), (6, "许韩邓冯曹彭曾肖"), (5, "田董潘袁蔡蒋余于杜"),
    (4, "叶程魏苏吕丁任卢姚沈钟"), (3, "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫"),
    (2, "段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔文兰施洪"),
)  # fmt: skip
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "司徒", "夏侯")
SURNAMES = [name for _, group in _SURNAMES for name in group]
_REACH = list(accumulate(weight for weight, group in _SURNAMES for _ in group))

# (born before, first characters, second characters) for men and women.
_GIVEN = {
    "男": (
        (1945, "德福永长金玉国正文光世家宝万春", "山海林才贵财祥生田发有根荣昌清"),
        (1965, "建志国卫海文新永德忠维学宏兴", "国军华平明强民东峰林生良庆才"),
        (1990, "志海晓建伟俊立永小文振宏春少", "强军勇斌峰涛辉鹏飞刚伟波磊东"),
        (9999, "子浩宇俊博梓一嘉天皓奕泽", "涵轩然豪宇泽辰阳航睿霖杰"),
    ),
    "女": (
        (1945, "秀桂玉淑凤兰翠巧素金月菊银彩", "英兰珍芳莲娥华琴香云花芝梅妹"),
        (1965, "秀桂玉丽美春爱红建惠素月慧淑", "华芳萍梅霞红玲琴英娣珍兰云凤"),
        (1990, "晓丽海艳小春红燕雪文亚静慧玉", "燕娟丽霞梅敏玲芳娜静红艳琴萍"),
        (9999, "子梓欣雨诗思佳可一语若依", "涵萱怡彤妍琪瑶馨晴萌玥桐"),
    ),
}
_SINGLE = {"男": "强伟勇军斌涛杰辉鹏磊刚平明", "女": "芳敏静丽娟艳霞燕玲梅英萍红"}
_LONG = (("阿里木", "热依木"), ("艾合买提", "托乎提"), ("巴图", "苏和"), ("古丽娜", "艾山"), ("玛依拉", "吐尔逊"))


def surname(rng: Random) -> str:
    if rng.randrange(300) == 0:
        return rng.choice(_COMPOUND)
    at = rng.randrange(_REACH[-1])
    return next(name for name, reach in zip(SURNAMES, _REACH, strict=True) if at < reach)


def given(rng: Random, sex: str, birth_year: int) -> str:
    if birth_year >= 1945 and rng.randrange(8) == 0:
        return rng.choice(_SINGLE[sex])
    firsts, seconds = next((first, second) for before, first, second in _GIVEN[sex] if birth_year < before)
    first = rng.choice(firsts)
    return first + rng.choice(seconds.replace(first, ""))


def full_name(rng: Random, sex: str, birth_year: int, family: str | None = None) -> str:
    """A name; `family` gives the surname of a household. One in 400 has the dot of minority names."""
    if family is None and rng.randrange(400) == 0:
        return "·".join(rng.choice(_LONG))
    return (family or surname(rng)) + given(rng, sex, birth_year)


_VILLAGES = (
    "东风红旗前进胜利新民永丰和平团结光明向阳五星双桥沙河柳庄杨树大桥南湾北塘西河东湖石桥青龙三里河东河西新桥小圩长堤"
    "高墩枣林桑园竹溪荷塘白鹭陈巷李家王楼张集赵庄周埠徐渡孙圩马塘朱桥胡桥郭庄何湾林场罗庄梁埠谢桥宋集唐圩许庄韩墩曹甸"
    "彭村田舍丰收幸福民主建国先锋联合利民富强新华兴隆永安太平"
)
VILLAGES = [_VILLAGES[n : n + 2] for n in range(0, len(_VILLAGES), 2)]
_COMMUNITIES = "城中城南城北文昌人民解放建设新村花园湖滨朝阳康宁滨河锦绣福苑惠民安居阳光和谐春风"
COMMUNITIES = [_COMMUNITIES[n : n + 2] for n in range(0, len(_COMMUNITIES), 2)]
