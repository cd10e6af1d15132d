### 各命令说的话。

## 没有站点

failure-no-site = `{ $path }` 里没有 site.toml
failure-no-site-hint = 请用 `-C` 指定站点的目录，或用 `qianfa init` 新建一个，或用 `qianfa demo` 看看样板
failure-changed = `{ $path }` 在生成过程中变了，或者读不了了
failure-changed-hint = 请再运行一次
failure-not-empty = `{ $path }` 里已有文件，没有动它
failure-not-empty-hint = 请换一个空的或者不存在的目录
failure-theme = 主题不能用来生成页面
failure-key = 没有生成密钥
ask-nothing = 缺少标题，也没有人可以问：请用 `--title` 写明

## demo、init、new

demo-made = 样板网站群已建好：{ $files } 个文件，{ $people } 人各有一把密钥，在 `{ $dir }`
demo-open =
    接下来：
      qianfa -C { $dir } serve          在浏览器里看（http://portal.localhost:1111/）
      qianfa -C { $dir } matrix         谁负责什么，谁来签
      qianfa -C { $dir } check          检查大家写的一切
    首页文件：{ $home }
init-made = 新站点已建好，在 `{ $dir }`；接下来请登记同事，然后用 `qianfa new news` 写第一篇
init-new-key = 没有找到您的密钥，新生成了一把，私钥在 `{ $path }`；正式使用前请换成有口令的密钥
new-ask-title = 标题：
new-made = 已新建 `{ $path }`，请填写空着的各项和正文
new-unknown-column = 责任明细表里没有栏目 `{ $column }`
new-container = 栏目“{ $column }”只汇集下级栏目，不能在里面写页面
new-bad-slug = 文件名 `{ $slug }` 不能用：只用小写字母、数字和连字符
new-name-hint = 用 `qianfa matrix` 查看全部栏目
new-exists = `{ $path }` 已经有了，没有动它
new-exists-hint = 用 `--slug` 另取一个文件名
column-ambiguous = 有 { $count } 个栏目叫“{ $name }”
column-ambiguous-hint = 请写代号，如 `{ $first }` 或 `{ $second }`；全部是：{ $ids }

## check、explain

check-mended = 已改好 { $fixes } 处
check-outside = 站点里没有 `{ $path }`
explain-unknown = 没有代码或名称为 `{ $code }` 的问题
explain-unknown-hint = 代码形如 `QF101`，名称形如 `unknown-column`

## matrix

matrix-column = 栏目
matrix-department = 责任处室
matrix-level = 密级
matrix-steps = 谁来签
matrix-and-others = { $name } 等 { $count } 个
whois-authors = 拟稿
whois-root = 可以签发责任明细表
whois-unknown = 没有叫 `{ $name }` 的栏目、页面或人
whois-unknown-hint = 可以写代号、名称，或页面的路径，如 `content/portal/notice/2026-11-20-a.md`
whois-faulty = `{ $path }` 有错误，还说不出由谁负责
whois-faulty-hint = 先看 `qianfa check { $path }`

## build、serve

build-unknown-site = 网站群里没有站点 `{ $site }`
build-out = 预览不能写到 `{ $path }`
build-out-hint = 那里是稿件、主题、版本库或者正式发布的地方；请另选一个空目录，或者省略 `--out`（默认 public/.preview）
build-read = 读取和检查了 { $pages } 个文件，到此用时 { $seconds } 秒
build-written = 写好了 { $files } 个文件，到此用时 { $seconds } 秒
build-made = 预览已生成：{ $pages } 个页面，{ $sites } 个站点，{ $files } 个文件，{ $size }；{ $withheld } 个有错误的页面没有显示；用时 { $seconds } 秒；在 `{ $out }`
progress-read = 读取和检查
progress-write = 生成
serve-site = { $url }  { $name }
serve-stop = 按 Ctrl+C 停止
serve-failed = 打不开 `{ $address }`
serve-failed-hint = 可能已被占用，请用 `--addr 127.0.0.1:8080` 换一个端口

## status

trust-unreadable = { $from } 里的不是信任根
trust-unreadable-hint = 信任根写成一行：sha256:<第一版责任明细表的摘要>@<首个提交>，由 `qianfa trust pin` 写出
status-nobody = 责任明细表里没有这个人：{ $name }
status-unit = { $path }
status-unit-files = { $path }（共 { $files } 个文件）
status-verdict =
    { $verdict ->
        [approved] 审核完毕
        [pending] 待审
        [objected] 被退回
        [refused] 证据不成立
       *[unpublished] 密级不公开
    }
status-shown =
    { $edition ->
        [head] 网站显示这一版
        [held] 网站显示上一个审定版
       *[none] 网站不显示
    }
status-signed = ✓ { $step } { $person } { $commit }
status-waits = … { $step }：等 { $people }
status-nobody-may = ✗ { $step }：没有人能签
status-gone = 已从网站撤下，还差撤下签名
status-sum = 审核完毕 { $approved } 项，未完 { $waiting } 项。

## build

release-unpinned = 没有信任根，不发布
release-unpinned-hint = 与另一位同志核对后运行 `qianfa trust pin`，或用 `--trust 文件`；只想试试时加 `--unpinned`
release-made = 发布 { $pages } 页，{ $sites } 个网站，{ $files } 个文件，{ $size }；待审 { $waiting } 项，其中 { $held } 项显示上一个审定版；{ $seconds } 秒，在 { $out }
release-trust = 请保存新的信任根，下次发布要用：{ $trust }
release-stopped = 没有发布，网站保持原样。
