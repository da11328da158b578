//! Words of Korean that report speech.

/// Nouns that `하다` makes verbs of saying.
const SAYING: &str = "말 말씀 강조 지적 주장 언급 전 보도 설명 발표 선언 경고 비난 비판 촉구 당부 평가 소개 역설 반박 호소 \
    인용 규정 확언 표명 요구 요청 제안 약속 다짐 단언 일축 부인 인정 시인 해명 사과 우려 질타 성토 규탄 폭로 조언 충고 칭찬 \
    극찬 응수 반문 자평 회고 회상 전망 진단 분석 예측 추정 판단 단정 주문 지시 답변 대답 답 질문 반발 항변 항의 토로 한탄 \
    고백 진술 증언 명시 공언 장담 호언 확신 위협 맹비난 맹비판 직격 일갈 호평 혹평 격려 축하 애도 위로 연설 발언 통보 공지 \
    예고 시사 피력 제기 확인 재확인 추가 부연 상기 기대 술회 개탄 논평 조롱 비유 묘사 표현 지칭 명명 요약 정의 고발 탄원 \
    간청 애원 독려 채근 경계 조소 힐난 타박 두둔 옹호 반색 자신 자부 자랑 자책 실토 귀띔 귀뜸 암시 내정 결론 공개 성명 단호 \
    공표 선포 천명 언명 력설 론평 론증 련설 주의 지령 명령 권고 권유 제의 문의 하소연 너스레 엄포 회답 회신 응답 화답 \
    극언 직언 간언 첨언 서술 기술 기록 게재 반대 찬성 동의 환영 꾸중 꾸지람 훈시 설득 추궁 따끔";

/// Beginnings of other verbs of saying.
const STEMS: &str = "밝히 밝혔 밝힌 밝힐 덧붙 내다봤 내다보 내다본 꼬집 털어놓 털어놨 털어논 적었 적은 적혀 적고 쓰여 썼 물었 \
    물으 되물 묻자 외치 외쳤 외친 부르짖 맞받 못박 못을 알리 알렸 알린 들려줬 내비 드러냈 드러내 이르시 일렀 가르치시 \
    거들 치켜세 추켜 추어올 몰아붙 몰아세 쏘아붙 받아쳤 받아치 잘라 선을 입을 목소리 힘주 힘을 운을 말문 \
    이야기했 이야기하 이야기한 얘기했 얘기하 얘기한 소감 속내 심경 밀어붙 깎아내 폄하 폄훼 깎아 꾸짖 나무라 나무랐 타일 \
    의미를 의의를 느꼈 생각한 생각했 봤다 보았 여겼 털어 전해 전했 전한 전하 외면 호평 불렀 부른 부르며 꼽았 꼽은 꼽으";

/// What a verb of saying may go on with behind its noun.
const DOES: [char; 13] = [
    '하', '한', '할', '함', '해', '했', '합', '되', '됐', '된', '됩', '돼', '드',
];

/// What a light verb that reports is, behind a joint (`…라고 했다`).
const LIGHT: [&str; 12] = [
    "했다",
    "했으며",
    "했고",
    "했지만",
    "한다",
    "하고있다",
    "하였다",
    "하시였다",
    "하셨다",
    "한 ",
    "했는데",
    "하자",
];

/// Whether a word, its marks aside, is a verb of saying.
pub(super) fn says(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let noun = |noun: &str| {
        word.strip_prefix(noun)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|c| DOES.contains(&c))
    };
    STEMS.split_whitespace().any(|s| word.starts_with(s)) || SAYING.split_whitespace().any(noun)
}

/// Whether a word is the light verb behind a joint.
pub(super) fn is_light(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    LIGHT.contains(&word)
}

/// Nouns of what is said, behind `…라는` and in `…라고 한 것이 A의 말이다`.
const SAID: &str = "말 설명 지적 주장 평가 전망 분석 입장 생각 전언 얘기 이야기 판단 견해 관측 의견 조언 당부 비판 반응 목소리 \
    글 메시지 취지 답변 발언 반론 의혹 우려 불만 요구 요청 호소 뜻 의지 방침 각오 소감 포부 다짐 심경 질문 기대 논리 해명 \
    경고 대답 립장 론리 게 것이 것 의도 제안 계획 결의 표현 문구";

/// Whether a word is a noun of what is said, a particle aside.
pub(super) fn is_said(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    SAID.split_whitespace().any(|noun| {
        word.strip_prefix(noun).is_some_and(|rest| {
            rest.chars().count() <= 3 && (noun.chars().count() > 1 || rest.chars().count() <= 2)
        })
    })
}

/// What ties quoted words to their verb, longest first where one begins another.
const JOINTS: &str = "이라고까지 라고까지 이라고도 라고도 이라면서도 라면서도 이라면서 라면서 이라며 라며 이라고 라고 이라는데 라는데 \
    이라는 라는 이라던 라던 이라 라 고도 고 며 면서도 면서 는데 는 이란 란 하고 하며 하면서 했고 이라면 라면 이냐고 냐고 자고 \
    다고 다며 다면서 로 으로 이라거나 라거나 거나 하는 이라기보다 이라지만 라지만 지만";

/// Whether what follows a closing mark ties the words to a verb.
pub(super) fn is_joint(rest: &str) -> bool {
    let word = joint(rest);
    !word.is_empty() && JOINTS.split_whitespace().any(|j| j == word)
}

/// The word behind a closing mark: with nothing or with white space between.
pub(super) fn joint(rest: &str) -> &str {
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

/// What a noun of a person, a body or a medium ends with: these speak.
const SPEAKERS: &str = "관계자 소식통 전문가 주민 시민 기자 변호사 의사 교사 학생 남성 여성 녀성 선수 감독 작가 배우 가수 대변인 \
    당국자 당국 경찰 검찰 군 정부 측 목격자 담당자 회사 업체 단체 협회 보고서 성명 논평 사설 담화 보도 공보 기사 신문 통신 방송 \
    매체 언론 인사 의원 위원회 위원장 총리 대통령 장관 차관 국장 실장 부장 부부장 회장 사장 대표 교수 연구원 박사 소장 원장 총장 \
    비서 총비서 주석 대사 외교관 대원 병사 군인 농민 노동자 로동자 학자 평론가 해설자 분석가 애널리스트 운동가 활동가 신부 목사 \
    승려 랍비 어머니 아버지 부모 아들 딸 아내 남편 형 동생 누나 누이 언니 친구 동료 이웃 손님 고객 승객 조종사 선장 학부모 \
    피해자 유족 가족 생존자 환자 간호사 창립자 설립자 경영자 주지사 시장 도지사 지사 군수 판사 검사 재판부 법원 국회 의회 여당 \
    야당 당 정당 민주당 공화당 진영 캠프 청와대 백악관 국방부 외무성 외교부 통일부 국무부 대통령실 관리 관료 간부 참가자 참석자 \
    출연자 연설자 보고자 토론자 대표단 단장 사령관 사령부 장군 대장 대장동지 원수 수령님 동지 수상 왕 여왕 왕자 국왕 교황 추기경 \
    네티즌 누리꾼 팬 회원 직원 노조 위원 씨 군 양 옹 여사 선생 저자 필자 관객 독자 시청자 후보 특사 보좌관 고문 수석 차장 과장 \
    팀장 본부장 센터장 지부장 서장 청장 처장 관장 이사장 이사 은행 기업 대학 연구소 연구팀 연구진 조사단 위원들 사람들 그들 이들 \
    국가 조선 북한 한국 일본 미국 중국 러시아 남조선 북측 남측 우리측 미측 홍보담당자 대리인 변호인 소방서 서비스";

/// Whether a word is a noun of a body or of people, and no name (`여당 대변인`).
pub(in crate::facts::quotes) fn is_side(word: &str) -> bool {
    word.chars().count() > 1 && SPEAKERS.split_whitespace().any(|s| s == word)
}

/// Nouns of texts that say what is in them.
const TEXTS: &str = "서한 편지 성명 보고서 글 문서 담화 사설 기사 메시지 메세지 팻말 현수막 플래카드 전단 삐라 공고 공문 안내문 \
    입장문 사과문 결의문 선언문 축전 조전 논평 론평 이메일 트윗 게시물 유서 일기";

/// Whether a noun is a text.
pub(super) fn is_text(stem: &str) -> bool {
    TEXTS.split_whitespace().any(|t| stem.ends_with(t))
}

/// Pronouns of people.
const PRONOUNS: &str = "그 그녀 그들 이들 그이 나 저 우리 당신";

/// Whether a noun, without its particle, names one who can speak.
pub(in crate::facts::quotes) fn is_someone(stem: &str) -> bool {
    let stem = stem.trim_end_matches(|c: char| !c.is_alphanumeric());
    let plural = stem.strip_suffix("들").unwrap_or(stem);
    PRONOUNS.split_whitespace().any(|p| p == stem)
        || SPEAKERS.split_whitespace().any(|s| {
            plural
                .strip_suffix(s)
                .is_some_and(|rest| s.chars().count() > 1 || !rest.is_empty())
        })
}
