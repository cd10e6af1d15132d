# 读取稿件时发现的问题：前言（front matter）、文件夹和稿件旁边的文件。
# 值是标题，.label 说原因，.help 说怎么办。

## 前言在哪里

QF100 = 稿件没有前言
    .label = 第一行应当是 `---`
    .help = 在开头写两行 `---`，中间写明 `title`（标题）、`department`（责任处室）、`confidentiality`（密级）和 `date`（发布时间）
QF100-late = 前言不在第一行
    .label = `---` 前面还有内容
    .help = 删去它前面的空行和空格
QF100-toml = 前言用了 `+++`
    .label = 这里的前言写在两行 `---` 之间，用 YAML
    .help = 改成 `---`，并把 `键 = 值` 改成 `键: 值`
QF100-unclosed = 前言没有结束
    .label = 从这里开始，后面没有单独一行的 `---`
    .help = 在前言后面补上一行 `---`

## 栏目

QF101 = `{ $folder }` 不是栏目
    .label = 责任明细表里没有这个栏目，也没有它的上级栏目
    .help = 把稿件移到栏目的文件夹里；要新设栏目，先修改 `reviewers.toml`
QF101-similar = `{ $folder }` 不是栏目
    .label = 责任明细表里没有这个栏目
    .help = 是否想放在 `{ $similar }`？
QF115 = 栏目 `{ $column }` 不能放稿件
    .label = 它只汇集下级栏目的稿件
    .help = 把稿件移到它下面的一个栏目里

## 前言的写法

QF106-behind-quote = 引号或括号后面还有文字：`{ $found }`
    .label = 一个值到引号或括号为止
    .help = 把整个值放进单引号，例如 `'“十四五”规划'`、`'[通知]关于……'`
QF106-block-header = `{ $found }` 不能跟在 `|` 或 `>` 后面
    .label = 多行文字从下一行开始
    .help = 把文字移到下一行，并比这一行多缩进两格
QF106-bracket = `{ $found }` 没有与它成对的括号
    .label = 括号不成对
    .help = 检查 `[` 与 `]`、`{"{"}` 与 `{"}"}` 是否成对
QF106-colon = 值里有冒号和空格
    .label = 这里又出现了一个冒号，被当成另一个键
    .help = 把整个值放进单引号，例如 `title: '通知: 关于……'`；中文里请用全角冒号 `：`
QF106-comma = 列表的两项之间没有逗号
    .label = 这里应当有半角逗号，或者括号应当已经结束
    .help = 各项之间写半角逗号 `,`；含有引号或冒号的项放进单引号
QF106-comment = `#` 前面没有空格
    .label = 注释的 `#` 前面要有空格
    .help = 在 `#` 前面加一个空格；`#` 是文字的一部分的，把整个值放进单引号
QF106-dash = `-` 的位置不对
    .label = 列表的每一项要另起一行
    .help = 把 `- ` 移到下一行，或者写成 `[甲, 乙]`；`-` 是文字的一部分的，把整个值放进单引号
QF106-full-width-colon = 键后面是全角冒号
    .label = 这里应当是半角冒号和一个空格
    .help = 改成 `: `
QF106-indent = 缩进不对：`{ $found }`
    .label = 这一行与上面的行没有对齐
    .help = 同一层的键左边对齐，下一层多缩进两格
QF106-no-colon = 这一行没有冒号：`{ $found }`
    .label = 这里应当是 `键: 值`
    .help = 补上键和半角冒号；是上一行的续行的，多缩进两格
QF106-no-space = 冒号后面没有空格
    .label = 半角冒号后面要有一个空格
    .help = 在冒号后面加一个空格
QF106-no-table = 前言里没有 `键: 值`
    .label = 这里应当是一行一个 `键: 值`
    .help = 写成 `title: 标题` 的样子，用半角冒号和一个空格
QF106-other = 前言不合 YAML 语法
    .label = 读到这里读不下去：{ $reason }
    .help = 检查这一行和上一行的冒号、引号、括号和缩进；含有标点的值可以放进单引号
QF106-reserved = 值不能以 `{ $found }` 开头
    .label = 这个符号在 YAML 里另有用处
    .help = 把整个值放进单引号
QF106-tab = 用了制表符缩进
    .label = 缩进只能用空格
    .help = 把制表符改成空格，每层两格
QF106-unclosed-bracket = 括号没有结束
    .label = 从这里开始，后面没有成对的括号
    .help = 补上 `]` 或 `{"}"}`；是文字的一部分的，把整个值放进单引号
QF106-unclosed-quote = 引号没有结束
    .label = 从这里开始，后面没有成对的引号
    .help = 在值的末尾补上同样的引号
QF111 = `{ $key }` 写了两次
    .label = 第二次写在这里
    .help = 只留一处
QF111-first = 第一次写在这里

## 前言里不许有的东西

QF112-alias = 前言里不用别名：`{ $found }`
    .label = 以 `*` 开头的值在 YAML 里是别名
    .help = 把整个值放进单引号；要重复的内容请照写一遍
QF112-anchor = 前言里不用锚点：`{ $found }`
    .label = 以 `&` 开头的值在 YAML 里是锚点
    .help = 把整个值放进单引号
QF112-character = 前言里有看不见的字符 { $character }
    .label = 它会让审核的人看到的与实际的不同
    .help = 删去它；多半是从别处粘贴来的
QF112-deep = 前言嵌套太深
    .label = 最多 { $most } 层
    .help = 检查是否误写了许多括号或缩进
QF112-directive = 前言里不用指令：`{ $found }`
    .label = 行首的 `%` 在 YAML 里是指令
    .help = 删去这一行
QF112-document = 前言里不能有第二份文档：`{ $found }`
    .label = 这一行在 YAML 里结束一份文档
    .help = 删去这一行
QF112-escape = 引号里不用转义：`{ $found }`
    .label = 审核的人看不出它是什么字符
    .help = 直接写出这个字符，或者改用单引号
QF112-key = 键只能是一个短词：`{ $found }`
    .label = 这里不能作键
    .help = 键用说明里的英文名；是文字的，把整个值放进单引号
QF112-merge = 前言里不用合并：`{ $found }`
    .label = `<<` 在 YAML 里把别处的内容并进来
    .help = 把要用的键照写一遍
QF112-number = 数字的写法不通用：`{ $found }`
    .label = 不同的程序会把它读成不同的东西
    .help = 写成普通的十进制数；是编号的，放进单引号
QF112-size = 前言太长：{ $size } 字节
    .label = 最多 { $most } 字节
    .help = 把长的内容移到正文，或者移到稿件旁边的 CSV 文件
QF112-tag = 前言里不用标签：`{ $found }`
    .label = 以 `!` 开头的值在 YAML 里是标签
    .help = 把整个值放进单引号

## 键和值

QF107 = 未知的键 `{ $key }`
    .label = 没有这个键
    .help = 删去它，或者在 `docs/front-matter.md` 里查对写法
QF107-similar = 未知的键 `{ $key }`
    .label = 没有这个键
    .help = 是否想写 `{ $similar }`？
QF108 = 缺少必填字段 `{ $key }`（{ $field }）
    .label = 这里必须写明它
    .help = 补上 `{ $key }`
QF109 = `{ $key }`（{ $field }）的类型不对
    .label = 写成了{ $found }
    .help = 应当写{ $expected }
QF109-brackets = `{ $key }`（{ $field }）应当是列表
    .label = 写成了{ $found }
    .help = 放进方括号，用半角逗号隔开，例如 `[甲, 乙]`
QF109-empty = `{ $key }`（{ $field }）后面没有内容
    .label = 冒号后面是空的
    .help = 写上内容，或者删去这一行
QF109-quotes = `{ $key }`（{ $field }）应当是文字
    .label = 写成了{ $found }
    .help = 放进单引号，例如 `'2026'`
QF109-value = `{ $key }`（{ $field }）的写法不对
    .label = 看起来只是一个数字
    .help = 应当写：{ $expected }
QF110 = `{ $key }`（{ $field }）写了 `{ $found }`
    .label = 这个值不能用
    .help = 应当写：{ $expected }
QF110-empty = `{ $key }`（{ $field }）是空的
    .label = 这里没有内容
    .help = 应当写：{ $expected }
QF113 = `{ $key }`（{ $field }）不能写在这个栏目的稿件里
    .label = { $kind ->
        [article] 新闻、通知
        [document] 公文
        [interpretation] 政策解读
        [guide] 办事指南
        [result] 办理公示
        [message] 公众留言
        [survey] 调查征集
        [annual] 年度报告
        [dataset] 数据
        [interview] 在线访谈
        [form] 表格
        [standing] 常设页面
       *[other] 首页
    }类的稿件没有这一段
    .help = 删去这一段，或者把稿件移到相应的栏目
QF113-introduction = 栏目介绍里不能写 `{ $key }`（{ $field }）
    .label = `_index.md` 只介绍栏目
    .help = 删去这一段，或者另写一篇稿件
QF114 = 缺少 `{ $key }`（{ $field }）
    .label = { $kind ->
        [document] 公文
        [interpretation] 政策解读
        [guide] 办事指南
        [result] 办理公示
        [message] 公众留言
        [survey] 调查征集
        [annual] 年度报告
        [dataset] 数据
        [interview] 在线访谈
        [form] 表格
       *[other] 这一
    }类的稿件必须有这一段
    .help = 补上 `{ $key }`，写法见 `docs/front-matter.md`

## 稿件旁边的文件

QF403 = 没有文件 `{ $file }`
    .label = `{ $key }`（{ $field }）写的文件不在 `{ $folder }/` 里
    .help = 把文件放进这个文件夹，或者改正文件名
QF403-link = 没有文件 `{ $file }`
    .label = `{ $folder }/` 里没有这个文件
    .help = 把文件放进这个文件夹，或者改正链接
QF403-link-similar = 没有文件 `{ $file }`
    .label = 这里没有这个文件
    .help = 是否想写 `{ $similar }`？
QF403-similar = 没有文件 `{ $file }`
    .label = `{ $key }`（{ $field }）写的文件不在 `{ $folder }/` 里
    .help = 是否想写 `{ $similar }`？这里只写文件名，不写文件夹，大小写要一致
QF405 = 文件 `{ $path }` 没有用到
    .label = `{ $page }` 没有提到它，不会发布
    .help = 在稿件里链接它或列为附件；没有用的，删去
QF123-columns = 表格的列太多：`{ $path }`
    .label = 最多 { $most } 列
    .help = 拆成几个表格
QF123-empty = 表格是空的：`{ $path }`
    .label = 第一行应当是各列的名称
    .help = 补上表头和数据
QF123-large = 表格太大：`{ $path }`
    .label = 最多 { $most } KiB
    .help = 页面上只放摘要，全部数据作为附件
QF123-ragged = `{ $path }` 第 { $line } 行有 { $cells } 列，表头有 { $header } 列
    .label = 列数与表头不同
    .help = 检查逗号；含有逗号的内容放进半角双引号
QF123-rows = 表格的行太多：`{ $path }`
    .label = 最多 { $most } 行
    .help = 页面上只放摘要，全部数据作为附件

## 文件和文件夹

QF209-encoding = 文件不是 UTF-8 编码
    .label = 从这里开始不是 UTF-8
    .help = 在编辑器里另存为 UTF-8；原来多半是 GBK
QF406-address = 稿件的地址太长：`{ $path }`
    .label = 文件名或 `id` 太长
    .help = 改短文件名，或者写一个短的 `id`
QF406-character = 路径里有不许用的字符 { $character }：`{ $path }`
    .label = 它看不见，或者在别的系统里另有用处
    .help = 改名
QF406-encoding = 路径不是 UTF-8 编码：`{ $path }`
    .label = 别的系统读不出这个名字
    .help = 改名
QF406-long = 路径太长：`{ $path }`
    .label = 最多 { $most } 字节
    .help = 改短文件名
QF406-nfc = 路径的字符是拆开写的：`{ $path }`
    .label = 别的系统会把它拼成另一个名字
    .help = 重新输入文件名（在 macOS 上复制的名字常是这样）
QF406-other = 另一个在这里
QF406-plain = 路径不通用：`{ $path }`
    .label = 别的系统里没有这样的路径
    .help = 改名
QF406-twin = 两个路径在别的系统里是同一个：`{ $path }`
    .label = 与 `{ $other }` 只差大小写
    .help = 给其中一个改名
QF407 = 符号链接：`{ $path }`
    .label = 不跟随链接，它指向的内容不会发布
    .help = 换成文件本身
QF408 = 读不了 `{ $path }`
    .label = { $reason }
    .help = 检查文件的权限和磁盘
QF408-large = 稿件太大：`{ $path }`
    .label = 最多 { $most } MiB
    .help = 把大的内容作为附件
QF408-special = `{ $path }` 不是普通文件
    .label = 是设备、管道或套接字
    .help = 删去它
QF413 = 文件 `{ $path }` 不在任何稿件旁边
    .label = 不会发布
    .help = 放进与稿件同名的文件夹，例如 `a.md` 的文件放在 `a/`
QF413-extension = 文件 `{ $path }` 不会当作稿件
    .label = 稿件的文件名以小写的 `.md` 结尾
    .help = 改名
QF413-index = `{ $path }` 不会发布
    .label = `{ $folder }` 是栏目，栏目的介绍写在 `_index.md` 里
    .help = 改名为 `_index.md`
QF413-introduction = `{ $path }` 不会发布
    .label = `{ $folder }` 不是栏目，没有介绍
    .help = 移到栏目的文件夹里，或者改成一篇稿件
QF413-page = 稿件 `{ $path }` 不在任何站点里
    .label = 不会发布
    .help = 移到 `content/` 下面栏目的文件夹里

## 应有的值

expected-address = 站内地址：以 `/` 开头，不带 `?` 和 `#`，如 `/notice/2026/1109-a.html`
expected-attachment-kind = `form`（空白表）、`sample`（样表）、`annex`（附件）或 `official`（正式文本）
expected-count = 从 0 到 4294967295 的整数
expected-counts-3 = 3 个从 0 起的整数，如 `[0, 1, 12]`
expected-counts-5 = 5 个从 0 起的整数：维持、纠正、其他、尚未审结、总计
expected-counts-7 = 7 个从 0 起的整数：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
expected-csv = 稿件旁边的 CSV 文件名，以小写的 `.csv` 结尾
expected-file = 稿件旁边的文件名，不带 `..` 和开头的 `/`，如 `form.docx`
expected-items = 至少一项
expected-keyword = 一个关键词：不超过 30 个字，里面没有逗号、顿号和分号；各项用半角逗号隔开，如 `[电子商务, 示范项目]`
expected-message-kind = `enquiry`（咨询）、`complaint`（投诉）、`suggestion`（建议）、`report`（举报）、`help`（求助）或 `thanks`（感谢）
expected-moment = 存在的日期和时间，如 `2026-11-09 10:00`
expected-number = 从 0 起的数
expected-one-of-results = 不写（`results` 和 `results_file` 只写一个）
expected-outcome = `adopted`（采纳）、`partly`（部分采纳）或 `declined`（未采纳）
expected-question-kind = `single`（单选）、`multiple`（多选）或 `text`（填空）
expected-url = 以 `https://` 或 `http://` 开头的地址，里面没有空格
expected-validity = `in-force`（有效）、`lapsed`（失效）、`repealed`（废止）或 `amended`（已修改）
expected-year = 1900 到 2999 的年份
QF609-mode = 提交里的 `{ $path }` 不是普通文件
    .label = 它的模式是 { $mode }，只收 100644 和 100755
    .help = 从仓库里删去它；子模块换成文件本身
