"""Other looks of the training pages: cut off, without menus, indents or blank lines, with teasers of other
pages between the paragraphs; and pages in Korean, for which there is no gold."""

import pathlib
import random

import plain_labels
import plain_pages as pp


def rows(page):
    """The lines of a page with their labels: (line, label, counts); blank lines have the label `None`."""
    labels = iter(zip(page["labels"], page["counts"]))
    out = []
    for raw in page["text"].replace("\f", "\n").split("\n"):
        blank = not raw.strip(plain_labels.WHITE)
        out.append((raw, None, True) if blank else (raw, *next(labels)))
    return out


def runs(pages):
    """Stretches of furniture that stand after a page's first body line: teasers, forms, credits."""
    out = []
    for page in pages:
        found = rows(page)
        body = [at for at, row in enumerate(found) if row[1] is not None and row[1] > 0.5]
        if not body:
            continue
        at = body[0]
        while at < len(found):
            end = at
            while end < len(found) and (found[end][1] is None or found[end][1] < 0.1):
                end += 1
            run = [row for row in found[at:end] if row[1] is not None]
            for start in range(0, len(run), 6):
                part = run[start : start + 6]
                if sum(len(pp.words(row[0])) for row in part) >= 4 * len(part):
                    out.append(part)
            at = end + 1
    return out


def mutate(page, number, pool):
    """A changed copy of a page; `pool` holds stretches of furniture of pages of the same fold."""
    rng = random.Random(f"{page['id']}/{number}")
    found = rows(page)
    body = [at for at, row in enumerate(found) if row[1] is not None and row[1] > 0.5]
    if body:
        first, last = body[0], body[-1]
        if rng.random() < 0.4:
            found = found[: last + 1 + rng.choice((0, 1, 3, 10, 40))]
        head = 0
        if rng.random() < 0.4:
            head = max(0, first - rng.choice((0, 1, 2, 3, 6, 12)))
            found = found[head:]
        clean = rng.random() < 0.12
        if clean:
            found = [row for row in found if row[1] is None or row[1] > 0.3]
        elif rng.random() < 0.7 and pool:
            for _ in range(rng.choice((1, 1, 2, 3, 4))):
                inside = [at for at, row in enumerate(found) if row[1] is not None and row[1] > 0.5]
                if len(inside) < 3:
                    break
                at = rng.choice(inside[1:])
                part = rng.choice(pool)[: rng.choice((1, 1, 2, 3, 6))]
                blank = [("", None, True)] if rng.random() < 0.5 else []
                found[at:at] = blank + [(raw, 0.0, True) for raw, _, _ in part] + blank
    if rng.random() < 0.5:
        found = [(raw.strip(plain_labels.WHITE), label, counts) for raw, label, counts in found]
    blanks = rng.random()
    if blanks < 0.25:
        found = [row for row in found if row[1] is not None]
    elif blanks < 0.4:
        found = [x for row in found if row[1] is not None for x in (row, ("", None, True))]
    return made(page["id"], found, 0.6, page["title"])


def made(page_id, found, weight, title=None):
    """A page of lines with labels."""
    text = "\n".join(raw for raw, _, _ in found)
    kept = [row for row in found if row[1] is not None]
    return {
        "id": page_id,
        "text": text,
        "labels": [label for _, label, _ in kept],
        "counts": [counts for _, _, counts in kept],
        "lines": plain_labels.lines(text),
        "body": "",
        "title": title,
        "mutation": True,
        "weight": weight,
    }


MENU = [
    "홈",
    "메뉴",
    "검색",
    "정치",
    "경제",
    "사회",
    "국제",
    "문화",
    "스포츠",
    "연예",
    "오피니언",
    "사설",
    "칼럼",
    "포토",
    "동영상",
    "라이프",
    "건강",
    "과학",
    "날씨",
    "지역",
    "전국",
    "북한",
    "산업",
    "증권",
    "부동산",
    "인물",
    "속보",
    "최신기사",
    "전체기사",
    "로그인",
    "회원가입",
    "구독신청",
    "기사제보",
    "뉴스레터",
    "국방",
    "외교",
    "통일",
    "대통령실",
    "국회",
    "정당",
    "금융",
    "기업",
    "전체메뉴",
    "마이페이지",
    "팟캐스트",
    "카드뉴스",
    "이슈",
    "기획",
    "연재",
    "만평",
    "부고",
    "인사",
    "English",
    "日本語",
    "中文",
    "많이본뉴스",
    "실시간뉴스",
    "영상뉴스",
]
TOOLS = """글자크기 설정|가 가 가|공유하기|페이스북 트위터 카카오톡 URL복사|기사 스크랩|인쇄하기|댓글 0|본문 바로가기|메뉴 바로가기|글자 작게 글자 크게
기사저장|좋아요 0 화나요 0 슬퍼요 0|닫기|더보기|이 기사를 공유합니다|음성으로 듣기|구독 버튼을 누르면 새 소식을 받을 수 있습니다|다국어 번역""".replace(
    "\n", "|"
).split("|")
FOOT = """회사소개|광고문의|이용약관|개인정보처리방침|청소년보호정책|저작권보호정책|이메일무단수집거부|고객센터|찾아오시는 길
주소 : 서울특별시 중구 세종대로 000 00빌딩 5층|대표전화 : 02-000-0000|팩스 : 02-000-0001|등록번호 : 서울 아00000|등록일 : 2010.01.01
발행인 : 홍길동|편집인 : 홍길동|청소년보호책임자 : 홍길동|Copyright © 무단전재 및 재배포 금지|저작권자 © 무단 전재 및 재배포 금지
본 사이트의 모든 콘텐츠는 저작권법의 보호를 받으며 무단 전재, 복사, 배포를 금합니다.""".replace("\n", "|").split("|")
HEADS = [
    "관련기사",
    "많이 본 뉴스",
    "인기기사",
    "추천뉴스",
    "주요뉴스",
    "최신기사",
    "실시간 인기",
    "이 기자의 다른기사",
    "오늘의 핫이슈",
    "댓글",
    "함께 본 기사",
]


def korean(count=90):
    """Pages in Korean: paragraphs of speeches between menus, headlines and imprints."""
    rng = random.Random(11)
    speeches = []
    for path in sorted(pathlib.Path(pp.SHARED / "captures/ko").glob("e9t-*.txt")):
        lines = [s.strip() for s in path.read_text(encoding="utf-8").split("\n")]
        speeches.append([s for s in lines if len(s) > 30])
    if not speeches:
        return []
    words = [w.strip(".,\"'“”") for s in speeches for line in s[:20] for w in line.split()]
    words = [w for w in words if 2 <= len(w) <= 5 and w[-1] not in "은는을를의에로다며고"]

    def headline():
        return " ".join(rng.sample(words, rng.randint(4, 9))) + rng.choice(("", "", "…", "?", "”"))

    out = []
    for number in range(count):
        speech = rng.choice(speeches)
        start = rng.randrange(max(1, len(speech) - 5))
        body = speech[start : start + rng.randint(4, 14)]
        # A paragraph of a speech is long; news has one to three sentences.
        if rng.random() < 0.7:
            body = [". ".join(p.split(". ")[: rng.randint(1, 3)]).rstrip(".") + "." for p in body]
        gap = [("", None, True)] if rng.random() < 0.6 else []
        found = []

        def add(lines, label=0.0, apart=False):
            for line in lines:
                found.append((line, label, True))
                if apart:
                    found.extend(gap)

        title = headline()
        if rng.random() < 0.8:
            add(rng.sample(MENU, rng.randint(3, 40)))
        add([f"{title} - 뉴스"] if rng.random() < 0.3 else [])
        add([title], apart=True)
        if rng.random() < 0.5:
            add([headline()], apart=True)
        add(
            rng.sample(
                [
                    "홍길동 기자",
                    "입력 2020.01.01 10:20",
                    "2020-01-01 10:20 송고",
                    "승인 2020.01.01 09:00 수정 2020.01.01 11:00",
                ],
                rng.randint(1, 2),
            )
        )
        add(rng.sample(TOOLS, rng.randint(0, 6)))
        for at, paragraph in enumerate(body):
            add([paragraph], 1.0, apart=True)
            if at and rng.random() < 0.08:
                add([rng.choice((f"{headline()} [사진=연합뉴스]", f"▲ {headline()} ⓒ 뉴스1", headline()))], apart=True)
        add(
            rng.sample(
                [
                    "홍길동 기자 gildong@example.com",
                    "저작권자 © 무단전재 및 재배포 금지",
                    "<저작권자(c) 무단 전재-재배포 금지>",
                    "(끝)",
                    "#북한 #회담 #정치",
                ],
                rng.randint(0, 3),
            )
        )
        for _ in range(rng.randint(0, 4)):
            add([rng.choice(HEADS)])
            for _ in range(rng.randint(3, 10)):
                add([headline()])
                if rng.random() < 0.2:
                    add([" ".join(rng.choice(rng.choice(speeches)).split()[:20]) + "..."])
        if rng.random() < 0.8:
            add(rng.sample(FOOT, rng.randint(3, len(FOOT))))
        out.append(made(f"korean-{number}", found, 0.5, title))
    return out
