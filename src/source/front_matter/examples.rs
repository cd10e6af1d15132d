//! A page of each kind, as small as it may be and still be whole: for the documentation, for `new`, and for tests.

use crate::model::Kind;

/// Returns the front matter of an example page, without the lines around it; files that it names lie beside the page.
pub fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => ARTICLE,
        Kind::Document => DOCUMENT,
        Kind::Interpretation => INTERPRETATION,
        Kind::Guide => GUIDE,
        Kind::Result => RESULT,
        Kind::Message => MESSAGE,
        Kind::Survey => SURVEY,
        Kind::Annual => ANNUAL,
        Kind::Dataset => DATASET,
        Kind::Interview => INTERVIEW,
        Kind::Form => FORM,
        Kind::Standing => STANDING,
        Kind::Home => HOME,
    }
}

const ARTICLE: &str = "\
title: 关于组织申报2027年市级电子商务示范项目的通知
department: xxc                 # 责任处室
confidentiality: public         # 密级
date: 2026-11-09 10:00          # 发布时间
author: 秦雨
source: 安澜市商务局
summary: 申报范围、条件、材料和截止时间。
keywords: [电子商务, 示范项目]
expires: 2026-12-11 17:30       # 过后显示“已截止”
images:
  - file: hall.png
    alt: 去年的评审会现场
attachments:
  - file: form.docx
    name: 申报表
    kind: form
";

const DOCUMENT: &str = "\
title: 安澜市电子商务示范项目管理办法
department: zhc
confidentiality: public
date: 2026-11-09 10:00
id: dzsw-sfxm-glbf
document:
  number: 安商规〔2026〕3号
  issuer: 安澜市商务局
  made: 2026-11-02
  effective: 2026-12-01
  expires: 2031-11-30
  genre: 行政规范性文件
  theme: 商贸
  validity: in-force
  replaces: [dzsw-sfxm-zxbf]
  index: 11000000MBA10000XB/2026-00042
";

const INTERPRETATION: &str = "\
title: 《安澜市电子商务示范项目管理办法》解读
department: zhc
confidentiality: public
date: 2026-11-09 10:00
interprets: [dzsw-sfxm-glbf]
";

const GUIDE: &str = "\
title: 单用途商业预付卡备案
department: smfw
confidentiality: public
date: 2026-11-09 10:00
id: bszn-yfk
confirmed: 2026-11-09
guide:
  item_code: '00000000000000000004'
  kind: 行政备案
  basis:
    - 《单用途商业预付卡管理办法（试行）》第七条
  target: 企业法人
  conditions:
    - 从事零售、住宿和餐饮、居民服务业务
  materials:
    - name: 备案表
      form: form.docx
      sample: sample.pdf
      copies: 2
      original: true
      required: 必需
      source: 申请人填写
    - name: 营业执照复印件
      copies: 1
      original: false
  place: 安澜市政务服务中心（望江路8号）2楼B16窗口
  hours: 工作日9:00—12:00，13:30—17:00
  phone: 0000-8001005
  complaint: 0000-8001000
  steps: [提交, 受理, 审核, 备案]
  legal_days: 20wd
  promised_days: 5wd
  fee: 不收费
  result: 备案编号
  online: 全程网办
  precheck:
    - field: 注册资本
      rule: 规模发卡企业不低于100万元
";

const RESULT: &str = "\
title: 2026年11月第1批行政备案结果
department: smfw
confidentiality: public
date: 2026-11-09 10:00
results:
  - case_no: 2026-BA-0031
    item: 单用途商业预付卡备案
    applicant: 安澜市望江百货有限公司
    uscc: 910000000000000X01
    accepted: 2026-11-02
    decided: 2026-11-05
    decision: 准予备案
  - case_no: 2026-BA-0032
    item: 单用途商业预付卡备案
    applicant: 李**
    id_masked: 000000********001X
    accepted: 2026-11-03
    decided: 2026-11-06
    decision: 不予备案
    reason: 材料不齐
    remedy: 60日内可以申请行政复议
";

const MESSAGE: &str = "\
title: 关于预付卡退费的咨询
department: smfw
confidentiality: sensitive
date: 2026-11-09 10:00
message:
  no: ZX-2026-0031
  kind: enquiry
  received: 2026-11-02 09:12
  accepted: 2026-11-02 15:00
  replied: 2026-11-06 16:30
  department: smfw
  asker: 李**
  channel: 网站
  topic: 预付卡
  question: |
    我办的健身卡还有一半没有用，门店搬走了。

    请问怎样退费？
";

const SURVEY: &str = "\
title: 关于社区食堂管理办法的意见征集
department: smfw
confidentiality: public
date: 2026-11-09 10:00
survey:
  opens: 2026-11-09
  closes: 2026-12-09
  anonymous: true
  questions:
    - id: q1
      kind: single
      text: 您多久去一次社区食堂？
      options: [每天, 每周, 很少]
    - id: q2
      kind: text
      text: 您还有什么意见？
      max_chars: 500
  responses: 312
  results: results.csv            # 表头为 question,option,count
  adoption:
    - opinion: 延长晚餐供应时间
      outcome: adopted
      reason: 已写入第九条
";

const ANNUAL: &str = "\
title: 2025年政府信息公开工作年度报告
department: bgs
confidentiality: public
date: 2026-01-20 10:00
annual:
  year: 2025
  table1:
    regulations: [0, 0, 0]        # 制发、废止、现行有效
    normative: [2, 1, 9]
    licences: 120
    penalties: 3
    compulsory: 0
    fees: 0.5                     # 万元
  table2:                         # 自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    new: [5, 2, 0, 0, 1, 0, 8]
    carried_in: [1, 0, 0, 0, 0, 0, 1]
    granted: [4, 1, 0, 0, 1, 0, 6]
    partly: [1, 0, 0, 0, 0, 0, 1]
    refused: [0, 0, 0, 0, 0, 0, 0]
    unable: [0, 1, 0, 0, 0, 0, 1]
    dismissed: [0, 0, 0, 0, 0, 0, 0]
    other: [0, 0, 0, 0, 0, 0, 0]
    processed: [5, 2, 0, 0, 1, 0, 8]
    carried_out: [1, 0, 0, 0, 0, 0, 1]
  table3:                         # 维持、纠正、其他、尚未审结、总计
    review: [1, 0, 0, 0, 1]
    suit_direct: [0, 0, 0, 0, 0]
    suit_after_review: [0, 0, 0, 0, 0]
";

const DATASET: &str = "\
title: 2026年三季度社会消费品零售额
department: scyx
confidentiality: public
date: 2026-11-09 10:00
dataset:
  file: retail.csv
  columns: [月份, 零售额]
  licence: CC-BY-4.0
  min_cell: 5
";

const INTERVIEW: &str = "\
title: 在线访谈：电子商务示范项目怎么报
department: xxc
confidentiality: public
date: 2026-11-09 10:00
interview:
  time: 2026-11-06 15:00
  guests:
    - name: 岳晓帆
      title: 商务信息处负责人
  host: 秦雨
  questions:
    - by: 网民“望江客”
      text: 个体工商户可以申报吗？
      answer: 可以，条件见通知第二条。
";

const FORM: &str = "\
title: 单用途商业预付卡备案表
department: smfw
confidentiality: public
date: 2026-11-09 10:00
form:
  blank: form.docx
  sample: sample.pdf
  version: '2026'
  item: bszn-yfk
";

const STANDING: &str = "\
title: 机构职能
department: bgs
confidentiality: public
date: 2026-11-09 10:00
confirmed: 2026-11-09
";

const HOME: &str = "\
title: 中国安澜商务
department: xxc
confidentiality: public
summary: 安澜市商务局门户网站。
";
