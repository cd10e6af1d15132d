# 网页上的话：没有人写、但是页面上要有的字。
# 每个页面的框架
theme-skip = 跳到主要内容
theme-home = 首页
theme-menu = 栏目菜单
theme-navigation = 主导航
theme-you-are-here = 当前位置
theme-side-navigation = 本栏目导航
theme-demo-banner = 演示站点：城市、机构、人员和内容均为虚构，不是政府网站。
theme-preview-banner = 预览：内容未经签发，请勿转发或者引用。
theme-colon = ：
theme-more = 更多
theme-more-of = 更多：{ $name }
theme-outside-link = 外部链接
theme-page-address = 网址
theme-reading = 阅读方式
theme-reading-elder = 长者模式
theme-reading-contrast = 高对比度
theme-reading-size = 字号
theme-reading-normal = 标准
theme-reading-large = 大
theme-reading-largest = 特大

# 页脚
theme-party-mark = 党政机关网站标识
theme-party-mark-demo = 演示站点，不链接
theme-report-error = 我为政府网站找错
theme-report-error-demo = 演示站点，不受理
theme-id-code = 网站标识码
theme-sponsor = 主办单位
theme-operator = 承办单位
theme-address = 地址
theme-tel = 联系电话
theme-icp = ICP备案编号
theme-police = 公安备案号
theme-police-missing = 演示站点，未备案
theme-site-map = 站点地图
theme-feed = 信息订阅
theme-feed-of = 订阅“{ $name }”
theme-group-sites = 网站群

# 列表
theme-list-empty = 本栏目暂无内容。
theme-pager = 翻页
theme-page-number = 第{ $page }页
theme-page-of = 第{ $page }页，共{ $pages }页，{ $count }条
theme-previous = 上一页
theme-next = 下一页
theme-keyword-title = 关键词：{ $name }
theme-keyword-newest = 最新{ $count }条
theme-from-site = 来自{ $name }

# 首页
theme-block-news = 新闻
theme-block-open = 信息公开
theme-block-services = 网上办事
theme-block-interaction = 互动交流
theme-block-channels = 业务频道
theme-about-site = 关于本站
theme-quick-links = 常用服务

# 其他页面
theme-withdrawn = 这个页面已经撤下
theme-withdrawn-help = 页面不再提供。可以从首页或者站点地图查找其他内容。
theme-not-found = 没有找到这个页面
theme-not-found-help = 网址可能输入有误，或者页面已经移动、撤下。可以从首页或者站点地图查找。
theme-moved = 页面地址已变更
theme-moved-help = 正在转到新地址；没有自动跳转的，请点击下面的链接。

# 搜索
theme-search = 搜索
theme-search-label = 搜索标题、正文和文号
theme-search-hint = 可以输入任意文字，如“外贸”，或者文号；多个词用空格隔开。
theme-search-button = 搜索
theme-search-site = 网站
theme-search-all-sites = 全部网站
theme-search-column = 栏目
theme-search-all-columns = 全部栏目
theme-search-year = 年份
theme-search-all-years = 全部年份
theme-search-kind = 类型
theme-search-all-kinds = 全部类型
theme-search-sort = 排序
theme-search-by-relevance = 标题优先
theme-search-by-date = 最新优先
theme-search-results = 搜索结果
theme-search-no-script = 搜索需要浏览器运行脚本。脚本不可用时，可以从站点地图或者下面的栏目查找。
theme-search-columns = 按栏目查找
theme-search-empty = 请输入要搜索的文字。
theme-search-working = 正在搜索……
theme-search-none = 没有找到符合条件的内容。
theme-search-none-help = 可以减少文字、换一个说法，或者放宽筛选条件。
theme-search-found = 找到{ $count }条结果。
theme-search-about = 约有{ $count }条结果。
theme-search-shown = 已经显示{ $count }条结果。
theme-search-more = 更多结果
theme-search-failed = 搜索数据没有取到。请检查网络，再试一次。
theme-search-retry = 再试一次
theme-search-long = 搜索词太长，只按前面的文字查找。
theme-search-kind-article = 文章
theme-search-kind-document = 公文
theme-search-kind-interpretation = 政策解读
theme-search-kind-guide = 办事指南
theme-search-kind-result = 办理公示
theme-search-kind-message = 留言答复
theme-search-kind-survey = 调查征集
theme-search-kind-annual = 年度报告
theme-search-kind-dataset = 数据
theme-search-kind-interview = 在线访谈
theme-search-kind-form = 表格
theme-search-kind-standing = 常设页面

# 每篇文章
theme-published = 发布时间
theme-source = 来源
theme-department = 责任处室
theme-co-departments = 会签处室
theme-author = 责任编辑
theme-keywords = 关键词
theme-contents = 本页目录
theme-expires = 截止时间
theme-expired = 已截止
theme-confirmed = 最近确认
theme-attachments = 附件下载
theme-gallery = 图片
theme-photo-by = 摄影：{ $name }
theme-download = 下载
theme-table-of = { $name }（表格）
theme-file-missing = 文件缺失
theme-digest = 校验码 SHA-256
theme-attachment-form = 空白表
theme-attachment-sample = 样表
theme-attachment-annex = 附件
theme-attachment-official = 正式文本
theme-reprint = 转载信息
theme-reprint-site = 来源网站
theme-reprint-time = 原文时间
theme-reprint-licence = 转载许可
theme-reprint-link = 原文链接

# 正文里附加的话
theme-body-table = 表格
theme-body-footnotes = 注释
theme-body-back = 返回正文
theme-body-done = 已完成
theme-body-open = 未完成

# 公文
theme-document = 公文信息
theme-document-index = 索引号
theme-document-theme = 主题分类
theme-document-genre = 体裁分类
theme-document-issuer = 发文机关
theme-document-made = 成文日期
theme-document-title = 标题
theme-document-number = 发文字号
theme-document-published = 发布日期
theme-document-validity = 有效性
theme-document-subject = 主题词
theme-document-effective = 施行日期
theme-document-expires = 有效期至
theme-in-force = 有效
theme-not-yet-in-force = 尚未施行
theme-lapsed = 失效
theme-repealed = 废止
theme-amended = 已修改
theme-replaces = 本文件施行后废止：
theme-replaced-by = 本文件已被废止，现行文件：
theme-replaced-by-later = 本文件自{ $day }起废止，由下列文件代替：
theme-interpretations = 政策解读
theme-interprets = 解读的文件

# 办事指南
theme-guide = 基本信息
theme-guide-name = 事项名称
theme-guide-item-code = 事项编码
theme-guide-kind = 事项类型
theme-guide-target = 服务对象
theme-guide-basis = 设定依据
theme-guide-conditions = 申请条件
theme-guide-materials = 办理材料
theme-guide-place = 办理地点
theme-guide-hours = 办理时间
theme-guide-phone = 联系电话
theme-guide-complaint = 监督电话
theme-guide-steps = 办理流程
theme-guide-legal-days = 法定时限
theme-guide-promised-days = 承诺时限
theme-guide-fee = 收费
theme-guide-result = 办理结果
theme-guide-online = 网办深度
theme-guide-precheck = 自查要求
theme-guide-precheck-help = 提交前请按下列要求逐项自查。
theme-material-number = 序号
theme-material-name = 材料名称
theme-material-original = 原件或复印件
theme-material-copies = 份数
theme-material-required = 必要性
theme-material-source = 来源渠道
theme-material-files = 表格和样例
theme-material-is-original = 原件
theme-material-is-copy = 复印件
theme-blank-form = 空白表
theme-filled-sample = 填写样例
theme-forms-of-guide = 表格下载
theme-guide-of-form = 对应事项
theme-form-version = 版本
theme-form-files = 表格下载
theme-limit-days = { $count }日
theme-limit-working-days = { $count }个工作日
theme-limit-months = { $count }个月
theme-limit-years = { $count }年
theme-rule-uscc = 18位，校验码正确
theme-rule-required = 必填
theme-rule-date = 填写日期，如 2026-11-09
theme-rule-number = 填写数字
theme-rule-at-least = 填写数字，不小于 { $count }
theme-rule-at-most = 填写数字，不大于 { $count }
theme-rule-more-than = 填写数字，大于 { $count }
theme-rule-less-than = 填写数字，小于 { $count }

# 办理公示
theme-results = 办理结果
theme-result-case-no = 受理编号
theme-result-item = 事项
theme-result-applicant = 申请人
theme-result-uscc = 统一社会信用代码
theme-result-id-masked = 证件号码
theme-result-accepted = 受理日期
theme-result-decided = 决定日期
theme-result-decision = 决定
theme-result-reason = 理由
theme-result-remedy = 救济途径

# 公众留言
theme-message-no = 编号
theme-message-kind = 类型
theme-message-received = 收到时间
theme-message-accepted = 受理时间
theme-message-replied = 答复时间
theme-message-asker = 来信人
theme-message-channel = 渠道
theme-message-topic = 主题
theme-message-question = 来信内容
theme-message-reply = 答复内容
theme-message-department = 答复处室
theme-message-waiting = 正在办理，答复后在本页公布。
theme-kind-enquiry = 咨询
theme-kind-complaint = 投诉
theme-kind-suggestion = 建议
theme-kind-report = 举报
theme-kind-help = 求助
theme-kind-thanks = 感谢

# 调查征集
theme-survey-open = 征集中
theme-survey-closed = 已结束
theme-survey-not-yet = 未开始
theme-survey-opens = 开始日期
theme-survey-closes = 截止日期
theme-survey-anonymous = 匿名
theme-survey-named = 实名
theme-survey-privacy = 参与方式
theme-survey-responses = 回收份数
theme-survey-responses-count = { $count }份
theme-survey-questions = 调查问题
theme-survey-results = 调查结果
theme-survey-results-of = 第{ $question }题结果
theme-survey-option = 选项
theme-survey-count = 人数
theme-survey-share = 占比
theme-survey-bar = 图示
theme-survey-adoption = 意见采纳情况
theme-survey-opinion = 意见
theme-survey-outcome = 处理
theme-survey-reason = 说明
theme-survey-single = 单选
theme-survey-multiple = 多选
theme-survey-text = 填写
theme-survey-max-chars = 不超过{ $count }字
theme-adopted = 采纳
theme-partly-adopted = 部分采纳
theme-declined = 未采纳

# 年度报告
theme-annual-part1 = 二、主动公开政府信息情况
theme-annual-part2 = 三、收到和处理政府信息公开申请情况
theme-annual-part3 = 四、政府信息公开行政复议、行政诉讼情况
theme-annual-tables = 统计表
theme-annual-table1 = 表一 主动公开政府信息情况
theme-annual-table2 = 表二 收到和处理政府信息公开申请情况
theme-annual-table3 = 表三 政府信息公开行政复议、行政诉讼情况
theme-annual-item = 信息内容
theme-annual-article-1 = 第二十条第（一）项
theme-annual-article-5 = 第二十条第（五）项
theme-annual-article-6 = 第二十条第（六）项
theme-annual-article-8 = 第二十条第（八）项
theme-annual-made = 本年制发件数
theme-annual-repealed = 本年废止件数
theme-annual-in-force = 现行有效件数
theme-annual-regulations = 规章
theme-annual-normative = 行政规范性文件
theme-annual-licences = 行政许可（本年处理决定数量）
theme-annual-penalties = 行政处罚（本年处理决定数量）
theme-annual-compulsory = 行政强制（本年处理决定数量）
theme-annual-fees = 行政事业性收费（本年收费金额，万元）
theme-annual-requests = 本列数据的勾稽关系：第一项加第二项之和，等于第三项加第四项之和
theme-annual-natural = 自然人
theme-annual-business = 商业企业
theme-annual-research = 科研机构
theme-annual-charity = 社会公益组织
theme-annual-legal = 法律服务机构
theme-annual-other = 其他
theme-annual-total = 总计
theme-annual-organisations = 法人或其他组织
theme-annual-new = 一、本年新收政府信息公开申请数量
theme-annual-carried-in = 二、上年结转政府信息公开申请数量
theme-annual-outcome = 三、本年度办理结果
theme-annual-granted = （一）予以公开
theme-annual-partly = （二）部分公开
theme-annual-refused = （三）不予公开
theme-annual-unable = （四）无法提供
theme-annual-dismissed = （五）不予处理
theme-annual-other-handling = （六）其他处理
theme-annual-processed = （七）总计
theme-annual-carried-out = 四、结转下年度继续办理
theme-annual-upheld = 结果维持
theme-annual-corrected = 结果纠正
theme-annual-other-result = 其他结果
theme-annual-pending = 尚未审结
theme-annual-review = 行政复议
theme-annual-suit-direct = 行政诉讼：未经复议直接起诉
theme-annual-suit-after-review = 行政诉讼：复议后起诉

# 数据
theme-dataset = 数据说明
theme-dataset-columns = 数据项
theme-dataset-licence = 使用许可
theme-dataset-min-cell = 保护规则
theme-dataset-min-cell-value = 少于{ $count }个样本的数据不公布
theme-dataset-table = 数据表
theme-dataset-more = 还有{ $count }行，请下载文件查看。

# 在线访谈
theme-interview-time = 访谈时间
theme-interview-guests = 访谈嘉宾
theme-interview-host = 主持人
theme-interview-questions = 访谈实录
theme-interview-question = 问
theme-interview-answer = 答

# 网站群登记与归档
theme-register = 网站群
theme-register-note = { $group }的全部网站
theme-register-table = 下载登记表（CSV）
theme-register-data = 登记数据（JSON）

# 答复统计
theme-statistics = { $name }答复统计
theme-statistics-note = 按公开的来信统计；办理时间从收到的次日起算，按工作日平均。
theme-statistics-month = 月份
theme-statistics-received = 收到（件）
theme-statistics-replied = 答复（件）
theme-statistics-days = 平均办理时间（工作日）
theme-statistics-total = 合计
theme-statistics-table = 下载统计表（CSV）
theme-site-name = 网站名称
theme-site-domain = 网站域名
theme-site-tier = 站点类别
theme-site-state = 网站状态
theme-site-since = 状态起始日期
theme-site-successor = 接替网站
theme-site-closed = 本网站已于 { $day } 关停归档，内容不再更新。
theme-site-moved = 本网站已于 { $day } 迁移归档，内容不再更新。
theme-column-archived = 本栏目已于 { $day } 归档，内容不再更新。
theme-tier-center = 中心站点
theme-tier-topic = 专题站点
theme-tier-county = 县（市、区）站点
theme-state-planned = 规划
theme-state-building = 在建
theme-state-running = 运行
theme-state-revising = 改版
theme-state-closed = 已关停
theme-state-moved = 已迁移
theme-changes = 更新记录
theme-versions = 本页的其他语种

# 文件目录
theme-catalogue = 公开文件目录
theme-catalogue-note = 公开的文件，可按主题、体裁、年份、责任处室和有效性查找。
theme-catalogue-all = 全部文件
theme-catalogue-year = 年份
theme-catalogue-url = 网址
theme-catalogue-count = 共 { $count } 件
theme-catalogue-choose = 按分类查找
theme-catalogue-table = 下载目录（CSV）
theme-catalogue-data = 目录数据（JSON-LD）
theme-disclosure = 法定主动公开内容
theme-disclosure-item = 公开事项
theme-disclosure-column = 公开栏目
theme-disclosure-basis = 公开依据
theme-disclosure-within = 公开时限

# 离站提示
theme-leaving = 您即将离开本网站
theme-leaving-to = 链接指向 { $host }，不是政府网站：
theme-leaving-note = 该网站的内容和安全由其开办者负责，与{ $site }无关。请核对网址，注意保护个人信息。
theme-leaving-go = 继续访问
