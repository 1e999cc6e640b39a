"""Posts, helpers and functions in Chinese, Japanese and Korean titles.

These scripts set no spaces, so that the words are found anywhere in a title, the longest first,
and a word for a helper or a trainee anywhere makes the whole title theirs.
"""

from __future__ import annotations

from typing import Final

from netgraph.domain.seniority import Function, Level, Post

_C, _V, _D, _M = Level.C_LEVEL, Level.VP, Level.DIRECTOR, Level.MANAGER
_F = Function

# Written without spaces, so found anywhere in the text; longest first.
IDEOGRAPHS: Final[tuple[tuple[Post, Level, Function | None, str], ...]] = (
    (
        Post.CHIEF_EXECUTIVE,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        代表取締役; 代表取締役社長; 代表社員; 代表执行役; 代表執行役; 取締役社長;
        ประธานเจ้าหน้าที่บริหาร; กรรมการผู้จัดการ; ซีอีโอ; เจ้าของ; 老板; 老闆; 最高経営責任者;
        社長; 代表理事; 首席执行官; 首席執行官; 行政总裁; 行政總裁; 执行长; 執行長; 总经理;
        總經理; 总裁; 總裁; 法人代表; 代表董事; 대표이사; 대표; 사장; 최고경영자""",
    ),
    (
        Post.CHAIR,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        会長; 董事长; ประธานกรรมการ; 이사장; 理事长; 理事長; 董事長; 主席; 회장; 의장;
        取締役会長""",
    ),
    (
        Post.BOARD,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        取締役; 董事; 専務取締役; 常務取締役; 監査役""",
    ),
    (
        Post.FOUNDER,
        _C,
        _F.GENERAL_MANAGEMENT,
        """
        创始人; 創辦人; 共同創辦人; 合伙创始人; 创始合伙人; 설립자; 창립자; ผู้ก่อตั้ง;
        ผู้ร่วมก่อตั้ง; 创办人; 創業者; 联合创始人; 共同創業者; 創始人; 창업자; 공동창업자""",
    ),
    (
        Post.CHIEF,
        _C,
        _F.FINANCE,
        """
        首席财务官; 財務長; 最高財務責任者; 최고재무책임자""",
    ),
    (
        Post.CHIEF,
        _C,
        _F.ENGINEERING,
        """
        首席技术官; 技術長; 最高技術責任者; 최고기술책임자""",
    ),
    (
        Post.CHIEF,
        _C,
        _F.OPERATIONS,
        """
        首席运营官; 營運長; 最高執行責任者; 최고운영책임자""",
    ),
    (Post.CHIEF, _C, _F.IT, "首席信息官; 最高情報責任者; 資訊長"),
    (
        Post.CHIEF,
        _C,
        _F.MARKETING,
        """
        首席市场官; 最高マーケティング責任者; 行銷長""",
    ),
    (
        Post.VICE_PRESIDENT,
        _V,
        None,
        """
        副总裁; 副總裁; 副董事长; รองประธาน; รองกรรมการผู้จัดการ; ผู้ช่วยกรรมการผู้จัดการ; 副总经理;
        副總經理; 副社長; 執行役員; 常務; 専務; 副总; 부사장; 전무; 상무; 副总监""",
    ),
    (
        Post.DIRECTOR,
        _D,
        None,
        """
        总监; 總監; ผู้อำนวยการ; 院長; 廠長; 校长; 校長; 연구소장; 센터장; 원장; 部長; 本部長;
        事業部長; 局長; 所長; 院长; 厂长; 工場長; 이사; 본부장; 실장; ディレクター""",
    ),
    (
        Post.MANAGER,
        _M,
        None,
        """
        经理; 經理; ผู้จัดการ; หัวหน้า; 主查; 主査; 支店長; 工段长; 주임; 지점장; 점장; 파트장;
        主管; 主任; 课长; 課長; 係長; 室長; 次長; 店長; 组长; 組長; 部长; 处长; 处長;
        マネージャー; マネジャー; リーダー; 부장; 차장; 과장; 팀장; 매니저; 店长; 科长; 科長;
        班长""",
    ),
)
IDEOGRAPH_SUPPORT: Final = """
        助理; 秘书; ผู้ช่วย; เลขานุการ; นักศึกษา; 秘書; アシスタント; 補佐; 实习; 實習; インターン;
        비서; 인턴; 어시스턴트"""
IDEOGRAPH_FUNCTIONS: Final[tuple[tuple[Function, str], ...]] = (
    (Function.SALES, "销售; 銷售; ฝ่ายขาย; 営業; 영업; 業務; 业务"),
    (
        Function.MARKETING,
        """
        市场; 市場; การตลาด; 营销; 行銷; マーケティング; 마케팅; 品牌""",
    ),
    (
        Function.FINANCE,
        """
        财务; 財務; การเงิน; บัญชี; 経理; 会计; 會計; 재무; 회계""",
    ),
    (Function.HR, "人事; 人力; บุคคล; 人材; 인사"),
    (Function.IT, "信息; 情報; システム; 資訊; 정보"),
    (
        Function.ENGINEERING,
        """
        技术; 技術; 工程; 개발; 開発; エンジニア; ソフトウェア; วิศวกร; 工程师""",
    ),
    (Function.PROCUREMENT, "采购; 採購; 購買; 調達; 구매"),
    (
        Function.OPERATIONS,
        """
        运营; 營運; 生产; 生産; 製造; 운영; 생산; 项目; 專案; プロジェクト; 프로젝트; โครงการ""",
    ),
    (Function.PRODUCT, "产品; 產品; 製品; 제품"),
    (Function.RESEARCH, "研发; 研發; 研究; 연구"),
    (Function.LEGAL, "法务; 法務; 법무; 律师; 律師; 弁護士; 변호사"),
    (Function.CONSULTING, "顾问; 顧問; コンサルタント; 컨설턴트; ที่ปรึกษา"),
    (Function.STRATEGY, "战略; 戰略; 企画; 戦略; 전략; 기획"),
)
