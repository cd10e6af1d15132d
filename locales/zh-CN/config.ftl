# site.toml、reviewers.toml、theme.toml 和数据文件里的问题（QF0xx）。
# 值是标题，.label 说原因，.help 说怎么办。

## 读不懂的文件

QF001 = 这里不合 TOML 语法
    .label = 解析到此为止：{ $reason }
    .help = 检查引号、方括号和等号是否成对，一行只写一项
QF001-absent = 没有 reviewers.toml
    .label = 责任明细表写在这个文件里：栏目归谁管，稿件由谁审核
    .help = 补上这个文件；`qianfa init` 新建的站点里有一份样子
QF001-duplicate = `{ $key }` 写了两次
    .label = 同一个名字前面已经写过
    .help = 删去其中一处，或者改用另一个名字
QF001-equals = 这一行没有半角等号
    .label = 这里用的是全角标点
    .help = 把 `：` 或 `＝` 改成半角的 `=`
QF001-no-value = 只有名字，没有值
    .label = 名字后面应当有 `=` 和值
    .help = 写成 `名字 = 值`；说明文字前面加 `#`
QF001-one-line = 一行写了两项
    .label = 这里应当换行
    .help = 把后一项移到下一行
QF001-open-header = 段落标题没有写完
    .label = 缺少 `]`
    .help = 补上 `]`
QF001-open-list = 列表没有写完
    .label = 缺少 `]` 或者逗号
    .help = 各项之间用半角逗号，最后补上 `]`
QF001-open-text = 文字没有写完
    .label = 缺少后面的引号
    .help = 在同一行补上半角引号
QF001-quotes = 文字用了中文引号
    .label = TOML 只认半角引号
    .help = 把 `“”` 改成 `""`
QF001-size = 文件太大：{ $size } 字节
    .label = 最多 { $most } 字节
    .help = 检查是否误放了别的内容

QF001-unquoted = 没有值，或者文字没有加引号
    .label = 文字要放在半角引号里
    .help = 写成 `"文字"`

## 键和值

QF002 = 未知的键 `{ $key }`
    .label = 没有这个键
    .help = 删去它，或者查对写法
QF002-similar = 未知的键 `{ $key }`
    .label = 没有这个键
    .help = 是否想写 `{ $similar }`？
QF003 = `{ $key }` 的类型不对
    .label = 写成了{ $found }
    .help = 应当写{ $expected }
QF004 = 缺少 `{ $key }`
    .label = 这一段必须写明它
    .help = 在这一段里补上 `{ $short }`
QF004-grant = 授权没有写明范围
    .label = 不写范围等于什么也没有授权
    .help = 补上 `departments`、`columns` 或 `paths`
QF005 = `{ $key }` 写了 `{ $found }`
    .label = 这个值不能用
    .help = 应当写：{ $expected }
QF005-empty = `{ $key }` 是空的
    .label = 这里没有内容
    .help = 应当写：{ $expected }

## 站点

QF006 = 域名 `{ $found }` 有两个站点在用
    .label = `{ $site }` 与 `{ $other }` 的域名相同
    .help = 给其中一个站点换上自己的域名
QF007 = 网站标识码 `{ $found }` 有两个站点在用
    .label = `{ $site }` 与 `{ $other }` 的标识码相同
    .help = 查对备案，一个站点一个标识码
label-first-site = `{ $site }` 先用了它
QF008 = 站点 `{ $site }` 的页脚缺少 `{ $key }`
    .label = 每个页面的页脚都要显示它
    .help = 补上 `{ $key }`
QF008-issued = 站点 `{ $site }` 的页脚缺少 `{ $key }`
    .label = 每个页面的页脚都要显示它
    .help = 补上 `{ $key }`；只有 `demo = true` 的演示站点可以不写
QF009 = 没有名为 `{ $theme }` 的网页模板
    .label = `themes/` 里没有，程序也不带
    .help = 查对名称，或者把模板放进 `themes/{ $theme }/`
QF009-similar = 没有名为 `{ $theme }` 的网页模板
    .label = `themes/` 里没有，程序也不带
    .help = 是否想写 `{ $similar }`？
QF010 = 网页模板不能用
    .label = 模板引擎的原话：{ $reason }
    .help = 改它说的模板文件
QF010-folder = 模板自称 `{ $found }`
    .label = 与所在文件夹的名字不同
    .help = 让 `name` 和文件夹同名
QF010-itself = 模板 `{ $found }` 继承自己
    .label = 找不到的文件会一直找下去
    .help = 改成另一个模板，或者删去这一行
QF010-template = 模板路径 `{ $found }` 不能用
    .label = 只能是 `templates/` 里的相对路径
    .help = 改成如 `article.html` 的路径
QF010-template-text = 网页模板这里有错
    .label = 模板引擎的原话：{ $reason }
    .help = 改这一处再试；不改模板的站点不需要 `themes/`，程序自带一份
QF010-token = 样式变量的值 `{ $found }` 不能用
    .label = 名称限小写字母、数字和连字符；值里不能有 `;`、`<`、`>`、`@`、反斜杠、花括号、注释和 `url(`
    .help = 只写颜色、长度或者字体名
QF011 = 没有 { $year } 年的工作日历
    .label = 这一年的工作日无从计算
    .help = 国务院办公厅公布放假安排后，新建 `data/calendar-{ $year }.toml`
QF012 = 站点 `{ $site }` 没有栏目
    .label = 责任明细表里没有以 `{ $site }` 开头的栏目
    .help = 在 `reviewers.toml` 里补上它的栏目，或者删去这个站点
QF013 = 栏目 `{ $column }` 不属于任何站点
    .label = `site.toml` 里没有站点 `{ $site }`
    .help = 查对栏目代号的第一段，或者在 `site.toml` 里登记站点
QF014 = 未知站点 `{ $site }`
    .label = `site.toml` 里没有这个站点
    .help = 查对代号，或者在 `site.toml` 里登记站点
QF014-similar = 未知站点 `{ $site }`
    .label = `site.toml` 里没有这个站点
    .help = 是否想写 `{ $similar }`？

## 责任明细表：名字

QF020-column = 未知栏目 `{ $name }`
    .label = 没有 [column."{ $name }"] 这一段
    .help = 查对代号，或者补上这一段
QF020-column-similar = 未知栏目 `{ $name }`
    .label = 没有 [column."{ $name }"] 这一段
    .help = 是否想写 `{ $similar }`？
QF020-department = 未知处室 `{ $name }`
    .label = 没有 [department.{ $name }] 这一段
    .help = 查对代号，或者补上这一段
QF020-department-similar = 未知处室 `{ $name }`
    .label = 没有 [department.{ $name }] 这一段
    .help = 是否想写 `{ $similar }`？
QF020-level = 未知密级 `{ $name }`
    .label = 没有 [level.{ $name }] 这一段
    .help = 查对代号，或者补上这一段
QF020-level-similar = 未知密级 `{ $name }`
    .label = 没有 [level.{ $name }] 这一段
    .help = 是否想写 `{ $similar }`？
QF020-lexicon = 未知词表 `{ $name }`
    .label = 没有 [lexicon.{ $name }] 这一段
    .help = 查对名称，或者补上这一段和词表的摘要
QF020-lexicon-similar = 未知词表 `{ $name }`
    .label = 没有 [lexicon.{ $name }] 这一段
    .help = 是否想写 `{ $similar }`？
QF020-person = 未知人员 `{ $name }`
    .label = 没有 [person.{ $name }] 这一段
    .help = 查对代号，或者补上这一段
QF020-person-similar = 未知人员 `{ $name }`
    .label = 没有 [person.{ $name }] 这一段
    .help = 是否想写 `{ $similar }`？
QF020-step = 未知步骤 `{ $name }`
    .label = 没有 [step.{ $name }] 这一段
    .help = 查对代号，或者补上这一段；`write`（拟稿）只用在授权里
QF020-step-similar = 未知步骤 `{ $name }`
    .label = 没有 [step.{ $name }] 这一段
    .help = 是否想写 `{ $similar }`？

## 责任明细表：人手

QF021-author = 栏目 `{ $column }` 无人可以拟稿
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }
    .help = 给信息员一项 `step = "write"` 的授权，写明这个栏目
QF021-emergency = 栏目 `{ $column }` 的应急发布凑不齐人
    .label = 处室 `{ $department }`：{ $steps }
    .help = 增加授权，使每一步都有不同的人可签，并且都不是拟稿人
QF021-escalated = 栏目 `{ $column }` 的稿件一经加签就凑不齐人
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }；步骤：{ $steps }
    .help = 增加授权，使加签之后每一步都有不同的人可签
QF021-few = 栏目 `{ $column }` 的审核人不够
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }；{ $steps }合起来人数少于步数，一人不能签两步
    .help = 给其中一步增加一名审核人
QF021-nobody = 栏目 `{ $column }` 无人可以审核
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }；没有人有这些步骤的授权：{ $steps }
    .help = 增加授权，写明这些处室；或者从栏目里去掉用不到的处室、密级
QF021-own = 栏目 `{ $column }` 有人拟稿就无人可审
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }；{ $people } 拟稿时，{ $steps }凑不齐其他人
    .help = 增加一名审核人，或者收回这些人的拟稿授权
QF021-scope = 文件 `{ $path }` 凑不齐审核人
    .label = 步骤：{ $steps }
    .help = 给审核人 `departments = ["*"]` 或者含有这些文件的 `paths`；改这些文件的人不能自己审
QF022 = { $count ->
        [1] 栏目 `{ $column }` 离不开 { $people }
       *[other] 栏目 `{ $column }` 缺一人就无法发布
    }
    .label = 处室和密级：{ $more ->
        [0] { $cells }
       *[other] { $cells } 等，另有 { $more } 处
    }；{ $people } 有一人不在，就凑不齐审核人
    .help = 给同一步骤增加一名 B 岗

## 责任明细表：密钥

QF023 = `{ $person }` 的密钥与 `{ $other }` 的是同一把
    .label = 一把密钥只属于一个人
    .help = 让其中一人另做一把：`ssh-keygen -t ed25519`
QF023-twice = `{ $person }` 的这把密钥登记了两次
    .label = 两段会有两种状态
    .help = 只留一段，在那一段里改 `state`
label-first-key = 先登记给了 `{ $person }`
QF024-algorithm = 不接受 `{ $algorithm }` 密钥
    .label = 只登记 ed25519（含硬件密钥）和 ECDSA P-256、P-384
    .help = 另做一把：`ssh-keygen -t ed25519`，登记 `.pub` 文件里的那一行
QF024-application = 这把硬件密钥不是为 SSH 做的
    .label = 用途不以 `ssh:` 开头，网站可以让它代签
    .help = 另做一把：`ssh-keygen -t ed25519-sk`，登记 `.pub` 文件里的那一行
QF024-certificate = 不接受证书 `{ $algorithm }`
    .label = 证书可以由别人签发，不能证明是本人
    .help = 登记公钥本身；没有就另做一把：`ssh-keygen -t ed25519`
QF024-malformed = 这不是一把 SSH 公钥
    .label = 应当是一行 `ssh-ed25519 AAAA… 名字`
    .help = 照抄 `.pub` 文件里的那一行；没有就另做一把：`ssh-keygen -t ed25519`
QF024-private = 这里贴的是私钥
    .label = 私钥一旦进入文件就不能再用
    .help = 立即删去并作废这把密钥，另做一把：`ssh-keygen -t ed25519`，只登记 `.pub` 文件里的那一行
QF024-weak = 这把密钥任何人都能冒签
    .label = 公钥是低阶点
    .help = 另做一把：`ssh-keygen -t ed25519`

## 责任明细表：栏目

QF025 = 栏目 `{ $column }` 的时限 `{ $found }` 松于国家规定
    .label = 最长 `{ $national }`：{ $source }
    .help = 改成不长于 `{ $national }` 的时限
QF026-departments = 栏目 `{ $column }` 没有责任处室
    .label = 每个栏目都要有处室负责，第一个负全责
    .help = 补上 `departments = ["处室代号"]`；所有处室都可以供稿的写 `["*"]`
QF026-description = 栏目 `{ $column }` 没有描述
    .label = 国家规定的网页标签（ColumnDescription）要用它
    .help = 补上 `description`，一句话说明栏目内容
QF026-keywords = 栏目 `{ $column }` 没有关键词
    .label = 国家规定的网页标签（ColumnKeywords）要用它
    .help = 补上 `keywords`，至少一个
QF026-type = 栏目 `{ $column }` 没有类别
    .label = 国家规定的网页标签（ColumnType）要用它
    .help = 补上 `type`，从 `data/column-types.toml` 里选一个
QF027 = 未知的栏目类别 `{ $found }`
    .label = 国家规定的网页标签（ColumnType）没有这个值
    .help = 从 `data/column-types.toml` 里选一个，一字不差
QF027-similar = 未知的栏目类别 `{ $found }`
    .label = 国家规定的网页标签（ColumnType）没有这个值
    .help = 是否想写 `{ $similar }`？
QF028 = 没有栏目允许密级 `{ $level }`
    .label = 写这个密级的稿件哪里都不能放
    .help = 在栏目的 `levels` 里写上它，或者删去这一段

## 责任明细表：其他

QF029 = 修改本表须 { $threshold } 人签名，人员只有 { $people } 名
    .label = 永远凑不齐，本表再也改不了
    .help = 减少 `threshold`，或者增加 `people`
QF029-none = 修改本表须 { $threshold } 人签名
    .label = 等于任何人都可以改
    .help = 把 `threshold` 改成 1 到 { $people }
QF030 = 栏目 `{ $column }` 绕了一圈成了自己的上级
    .label = { $path } → …
    .help = 改其中一个栏目的 `parent`
QF031 = `{ $key }` 是空的
    .label = 空的列表什么也不要求、什么也不允许
    .help = 至少写一项，或者删去这一行
QF031-each = 密级 `{ $level }` 只要求会签
    .label = 稿件没有会签处室时，就不需要任何人签名
    .help = 在 `steps` 里加上别的步骤
QF031-when = 自动加签没有写条件
    .label = 没有条件就是对所有稿件加签
    .help = 补上条件；所有稿件都要的步骤写在密级的 `steps` 里
QF032 = 自动加签 { $steps } 不起作用
    .label = 符合条件的稿件本来就要这些步骤
    .help = 删去这一段，或者改成别的步骤
QF033 = 栏目 `{ $column }` 的两个密级等级相同，步骤不同
    .label = 从 `{ $level }` 改成 `{ $other }` 不算降低密级，原来的步骤就不再要求
    .help = 给两个密级不同的 `rank`，要求少的在下
QF034 = 公开事项 `{ $item }` 发不到栏目 `{ $column }`
    .label = 栏目不由 `{ $department }` 供稿，或者自己没有页面
    .help = 改事项的 `column` 或 `department`，或者把处室加进栏目的 `departments`
QF035 = `{ $key }` 段落太多
    .label = 最多 { $most } 段
    .help = 合并或者删去用不到的段落
QF035-cells = 责任明细表太大，无法逐格核对人手
    .label = 栏目、处室和授权相乘，超出程序核对的上限
    .help = 减少栏目的处室，或者把授权合并
