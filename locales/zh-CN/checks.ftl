# 检查规则的结果（checks 发现的）。
# 值是标题，.label 说原因，.help 说怎么办。

## 站点和责任明细表之间

QF013-similar = 栏目 `{ $column }` 不属于任何站点
    .label = `site.toml` 里没有站点 `{ $site }`
    .help = 是否想写 `{ $similar }`？栏目代号和 `content/` 下的文件夹要一起改
QF014-department = 处室 `{ $department }` 属于没有登记的站点 `{ $site }`
    .label = `site.toml` 里没有这个站点
    .help = 改成登记过的站点，或者先在 `site.toml` 里登记
QF014-department-similar = 处室 `{ $department }` 属于没有登记的站点 `{ $site }`
    .label = `site.toml` 里没有这个站点
    .help = 是否想写 `{ $similar }`？

## 声明与责任明细表

QF102 = 处室 `{ $department }` 不负责栏目“{ $column }”
    .label = { $name }不在这个栏目的责任处室之列
    .help = 改成 { $allowed }，或者把页面移到它负责的栏目
QF103 = 栏目“{ $column }”不允许密级 `{ $level }`
    .label = “{ $name }”不在这个栏目的密级之列
    .help = 改成 { $allowed }；拿不准的，选更严的一级
QF104 = 未知处室 `{ $department }`
    .label = 责任明细表里没有这个代号
    .help = 用 `qianfa matrix` 查看全部代号
QF104-similar = 未知处室 `{ $department }`
    .label = 责任明细表里没有这个代号
    .help = 是否想写 `{ $similar }`？
QF105 = 未知密级 `{ $level }`
    .label = 责任明细表里没有这个代号
    .help = 改成 { $known } 之一
QF105-similar = 未知密级 `{ $level }`
    .label = 责任明细表里没有这个代号
    .help = 是否想写 `{ $similar }`？
QF116 = 密级 `{ $level }` 的页面不得放在这里
    .label = “{ $name }”永不发布，栏目“{ $column }”也没有允许它
    .help = 可以公开的，改成公开的密级并送审；不能公开的，移出仓库

## 页面之间

QF117 = 没有代号为 `{ $id }` 的页面
    .label = `{ $key }` 要写对方页面的 `id`
    .help = 核对代号；对方还没有 `id` 的，先给它写上
QF117-similar = 没有代号为 `{ $id }` 的页面
    .label = `{ $key }` 要写对方页面的 `id`
    .help = 是否想写 `{ $similar }`？
QF117-self = `{ $key }` 写了本页自己的代号 `{ $id }`
    .label = 要写另一个页面
    .help = 改成另一个页面的 `id`，或者删去
QF117-not-document = `{ $id }` 不是公文
    .label = { $page } 没有 `document` 一段
    .help = 改成公文页面的 `id`，或者给对方补上 `document`
QF117-not-guide = `{ $id }` 不是办事指南
    .label = { $page } 没有 `guide` 一段
    .help = 改成办事指南页面的 `id`
QF117-not-original = `{ $id }` 本身就是译文
    .label = { $page } 写了 `translates`
    .help = 改成原文页面的 `id`
QF117-same-language = `{ $id }` 与本页同一语种
    .label = 原文 { $page } 的语种与译文相同
    .help = 在译文里写明语种，如 `language: en`
QF118 = 本处室无权废止 `{ $id }`
    .label = 那份文件由{ $name }负责，发文机关也不同
    .help = 由原处室或者原发文机关的文件来写 `replaces`
QF119 = 页面代号 `{ $id }` 重复
    .label = { $other } 已经用了它
    .help = 换一个代号；已经发布过的，用 `redirect_from` 保留旧网址
QF120 = 索引号 `{ $index }` 重复
    .label = { $other } 已经用了它
    .help = 换成下一个没有用过的号

## 数字和时间

QF121 = “{ $row }”的总计是 { $found }，应为 { $expected }
    .label = 总计不等于各项之和
    .help = 核对这一行的各项和总计
QF121-processed = “{ $column }”的办理结果总计是 { $found }，应为 { $expected }
    .label = 不等于六种办理结果之和
    .help = 核对“{ $column }”一列的各种结果
QF121-balance = “{ $column }”的收支不平衡：{ $expected } 件收到，{ $found } 件有着落
    .label = 本年新收加上年结转，应等于办理结果总计加结转下年度
    .help = 核对“{ $column }”一列的这四个数
QF122-survey = 截止 { $second } 早于开始 { $first }
    .label = 调查要先开始，后截止
    .help = 核对并改正写错的一个
QF122-accepted = 受理 { $second } 早于收到 { $first }
    .label = 来信要先收到，后受理
    .help = 核对并改正写错的一个
QF122-replied = 答复 { $second } 早于收到 { $first }
    .label = 来信要先收到，后答复
    .help = 核对并改正写错的一个
QF122-replied-accepted = 答复 { $second } 早于受理 { $first }
    .label = 来信要先受理，后答复
    .help = 核对并改正写错的一个
QF122-decided = 决定 { $second } 早于受理 { $first }
    .label = 申请要先受理，后决定
    .help = 核对并改正写错的一个
QF122-made = 公布 { $second } 早于成文 { $first }
    .label = 文件要先成文，后公布
    .help = 核对原件的成文日期，或者页面的 `date`
QF122-effective = 施行 { $second } 早于成文 { $first }
    .label = 文件要先成文，后施行
    .help = 核对并改正写错的一个
QF122-document-expires = 失效 { $second } 早于施行 { $first }
    .label = 文件要先施行，后失效
    .help = 核对并改正写错的一个
QF122-expires = 截止 { $second } 早于发布 { $first }
    .label = 页面一发布就已经截止
    .help = 核对 `date` 和 `expires`
QF122-change = 更新 { $second } 早于 { $first }
    .label = 更新记录按时间先后写，不早于发布
    .help = 核对 `changes` 的日期和 `date`
QF122-limit = 承诺时限 { $second } 可能超过法定时限 { $first }
    .label = 承诺的时限只能更短
    .help = 缩短承诺时限；两个时限宜用同一种单位

## 页面旁边的表格

QF123 = { $file } 的表头与 `columns` 不同
    .label = 这里写的是 { $expected }，文件里是 { $found }
    .help = 改表头或者改 `columns`，两边逐字相同、次序一致
QF123-survey = { $file } 不是调查结果的表头
    .label = 应为 { $expected }，现在是 { $found }
    .help = 把第一行改成 { $expected }
QF123-question = { $file } 里有没有问过的问题 `{ $question }`
    .label = `survey.questions` 里没有这个 `id`
    .help = 改成问题的 `id`
QF123-option = 问题 `{ $question }` 没有选项“{ $option }”
    .label = `options` 里没有它
    .help = 与 `options` 逐字一致
QF123-count = { $file } 的份数“{ $found }”不是数字
    .label = `count` 一列要写从 0 起的整数
    .help = 改成整数，不带单位和逗号
QF123-results = { $file } 缺少列：{ $missing }
    .label = 办理公示的要素要齐全
    .help = 在表头补上这些列
QF123-results-unknown = { $file } 有不认识的列：{ $unknown }
    .label = 现在的表头是 { $found }
    .help = 改成规定的列名，或者删去这一列
QF123-cell = { $file } 的 `{ $column }` 空着
    .label = 这一列每行都要填
    .help = 补上内容
QF123-date = { $file } 的 `{ $column }` 写了“{ $found }”
    .label = 这一列要写日期
    .help = 写成 `2026-11-09` 的样子

## 个人信息

QF124 = `{ $key }` 写了个人的全名
    .label = 公开前要隐去
    .help = 写成 `{ $masked }`，或者“匿名”；已经提交的，报告信息部门
QF124-number = `{ $key }` 没有按规定隐去
    .label = 证件号码只留前两位和后三位
    .help = 写成 `{ $masked }`
QF124-identity = `{ $key }` 里有完整的公民身份号码
    .label = 公开前要隐去
    .help = 写成 `{ $masked }`；已经提交的，报告信息部门

## 正文

QF201 = 正文里有 HTML：`{ $tag }`
    .label = 版面只由网页模板决定
    .help = 改用 Markdown；要写出尖括号本身，前面加 `\`
QF201-comment = 正文里有 HTML 注释
    .label = 注释也会进入仓库，别人看得到
    .help = 删去；要说的话写进提交说明
QF201-active = 正文里有会运行或者嵌入别处内容的 HTML：`{ $tag }`
    .label = 这是暗链和挂马的入口
    .help = 删去；图片、附件、链接用 Markdown 写
QF201-style = 正文里用 HTML 改了样式：`{ $tag }`
    .label = 要求统一格式、统一字体、统一字号
    .help = 删去样式；重要的话用 `**加粗**`
QF203 = 标题跳了级：“{ $heading }”
    .label = 这是第 { $level } 级，上一个标题下面应是第 { $expected } 级
    .help = 逐级使用 `##`、`###`、`####`
QF203-first = 第一个标题“{ $heading }”不是 `##`
    .label = 这是第 { $level } 级，页面标题下面应是第 { $expected } 级
    .help = 改成 `## `，下面的标题依次改
QF204 = 正文里有一级标题“{ $heading }”
    .label = 一级标题是页面的标题，每页只有一个
    .help = 改成 `## `，下面的标题依次降一级
QF204-title = 正文又写了一遍标题
    .label = `title` 会显示成一级标题
    .help = 删去这一行
QF205 = 图片 `{ $image }` 没有文字说明
    .label = 看不到图片的人只能读到说明
    .help = 在方括号里写一句话，说清图上有什么
QF205-file-name = 图片 `{ $image }` 的说明只是文件名
    .label = “{ $alt }”没有说出图上有什么
    .help = 写一句话，说清图上有什么
QF206 = 链接没有文字
    .label = 指向 `{ $target }`，但看不见、点不到
    .help = 在方括号里写上文字，或者删去
QF206-target = 链接“{ $text }”没有目标
    .label = 圆括号里是空的
    .help = 补上目标，或者写成普通文字
QF207 = 引用 `{ $label }` 没有定义
    .label = 会原样显示成方括号
    .help = 补上 `[{ $label }]: 目标`，或者在方括号前加 `\`
QF207-footnote = 脚注 `{ $label }` 没有定义
    .label = 会原样显示成方括号
    .help = 补上 `[^{ $label }]: 说明`，或者删去
QF208 = 定义 `{ $label }` 没有用到
    .label = 读者看不到它
    .help = 删去，或者在该出现的地方引用
QF208-footnote = 脚注 `{ $label }` 没有用到
    .label = 它会孤零零地出现在页末
    .help = 在该出现的地方写上 `[^{ $label }]`，或者删去
QF209-long = 正文太长
    .label = 最多 { $most } KiB
    .help = 分成几页，或者把数据放进 CSV 附件
QF209-deep = 正文嵌套过深
    .label = 最多 { $most } 层
    .help = 去掉多余的引用、列表符号
QF209-noncharacter = 正文里有不是字符的编码 { $character }
    .label = 它留给程序自用，不能出现在文字里
    .help = 删去，或者把这一段重新输入
QF211 = 没有正文
    .label = 空白页面按没有内容计
    .help = 写上正文；只有附件的，概述它的主要内容
QF211-reply = 写了答复时间，却没有答复
    .label = 来信页面的正文就是答复
    .help = 写上答复；还没有答复的，删去 `replied`

## 用语和保密

QF301 = 疑似国家秘密标志“{ $mark }”
    .label = 涉密文件不得上网
    .help = 先不要改，也不要推送；报告保密审查员
QF301-remark = 疑似内部文件标志“{ $mark }”
    .label = 内部文件、不公开的文件不得上网
    .help = 先不要改，也不要推送；报告保密审查员
QF301-file = 文件名里有疑似秘密标志“{ $mark }”
    .label = 涉密文件不得上网
    .help = 先不要改名，也不要推送；报告保密审查员
QF304 = 汉字旁边用了半角的 `{ $found }`
    .label = 汉语文本用全角标点
    .help = 改成 `{ $expected }`
QF305 = 看不见的字符 { $character }
    .label = 它会让检索和比对失败
    .help = 删去
QF305-private = 私用区字符 { $character }
    .label = 在别人的电脑上显示为方框
    .help = 换成正式编码的字
QF305-replacement = 替换符 { $character }
    .label = 这里原来的内容没有读出来
    .help = 对照原件补上

## 链接和网址

QF401 = 链接的目标 `{ $target }` 不存在
    .label = 没有这个页面、栏目或者文件
    .help = 页面写 Markdown 文件名，例如 `../notice/2026-11-09-a.md`
QF401-similar = 链接的目标 `{ $target }` 不存在
    .label = 没有这个页面、栏目或者文件
    .help = 是否想写 `{ $similar }`？
QF402 = 目标页面没有 `#{ $anchor }` 这个位置
    .label = { $page } 里没有这样的标题
    .help = 改成页面里的标题，或者删去 `#` 和后面的字
QF402-similar = 目标页面没有 `#{ $anchor }` 这个位置
    .label = { $page } 里没有这样的标题
    .help = 是否想写 `#{ $similar }`？
QF404 = 网址 `{ $address }` 重复
    .label = { $other } 已经用了它
    .help = 改本页的文件名或者 `id`
QF404-folder = `{ $address }` 既要作文件，又要作文件夹
    .label = 这个网址或者它下面已经有文件
    .help = 改本页的文件名或者 `id`；是旧网址的，删去这一条
QF404-list = 网址 `{ $address }` 是栏目列表的
    .label = 栏目“{ $other }”的列表页用这个网址
    .help = 改本页的文件名或者 `id`
QF404-site = 网址 `{ $address }` 是网站自己的
    .label = 每个站点都有这样一页
    .help = 改本页的文件名或者 `id`
QF404-redirect = 旧网址 `{ $address }` 已经有别的页面
    .label = { $other } 用了它
    .help = 删去这一条
QF404-redirect-list = 旧网址 `{ $address }` 现在是栏目列表的
    .label = 栏目“{ $other }”的列表页用这个网址
    .help = 删去这一条
QF404-redirect-site = 旧网址 `{ $address }` 现在是网站自己的
    .label = 这个网址已经有页面
    .help = 删去这一条
QF409 = 单站点仓库里不能链接别的站点：`{ $target }`
    .label = 这里只有一个站点
    .help = 本站页面写 `/栏目/页面.md`；别的网站写完整网址
QF410 = 旧网址 `{ $address }` 写法不对
    .label = 要以 `/` 开头、以 `.html` 结尾，不超过八段，每段不太长，不带参数和空格，文件夹的名字里没有点，不在 `/assets/`、`/keyword/`、`/.well-known/` 里
    .help = 写成 `/notice/2025/0310-a.html` 的样子
QF410-self = 旧网址 `{ $address }` 就是本页的网址
    .label = 跳转到自己会没完没了
    .help = 删去这一条
QF411 = 不允许的链接协议 `{ $scheme }`
    .label = 只能用 `https`、`http`、`mailto`、`tel`
    .help = 文件放在页面旁边，链接写文件名；网站写 `https://` 网址
QF411-spaces = 链接的目标 `{ $target }` 里有空白或者换行
    .label = 浏览器会把它读成别的网址
    .help = 去掉空白和换行
QF414-errors = 链接的页面有错误，暂不发布
    .label = 发布时这里只显示文字
    .help = 先改正 { $page }
QF414-draft = 链接的页面是草稿，暂不发布
    .label = 发布时这里只显示文字
    .help = 写完 { $page } 并去掉 `draft`，或者删去链接
QF414-level = 链接的页面永不发布
    .label = { $page } 的密级规定不发布
    .help = 删去链接
QF415 = 附件 `{ $file }` 打开就会运行
    .label = `.{ $extension }` 文件会在读者的浏览器或者电脑里运行
    .help = 文字写成 Markdown 页面，图片用 PNG 或 JPEG，其他用 PDF、DOCX、XLSX 或 CSV
QF416 = 图片 `{ $file }` 读不懂
    .label = 它不完整，或者不是 JPEG、PNG、WebP 图片
    .help = 用看图软件打开它，另存为 JPEG 或 PNG，替换原来的文件
QF416-format = 图片 `{ $file }` 里的拍摄信息去不掉
    .label = `.{ $extension }` 图片可能记着拍摄的地点、时间和手机型号
    .help = 用看图软件打开它，另存为 JPEG 或 PNG；发布时自动去掉拍摄信息
QF416-large = 图片 `{ $file }` 太大
    .label = 图片最大 { $most } MiB
    .help = 缩小图片，或者作为 PDF 附件发布

## 另一处

label-column = 这个栏目
label-first-page = 先用的在这里
label-header = 文件的表头
label-replaced-document = 那份文件的责任处室是 `{ $department }`
