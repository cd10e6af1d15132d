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

## join

join-out = 不能合并到 `{ $path }`：`{ $part }` 这一份也在那里
join-no-part = `{ $path }` 不是本版本能合并的一份
join-no-part-hint = 各份都用同一版本的 `qianfa build --shard K/N` 生成；搬运时连隐藏文件一起搬
join-missing = 缺少这几份：{ $parts }
join-missing-hint = 一次写全各份的目录
join-twice = `{ $path }` 是第 { $number } 份，而第 { $number } 份已经有了
join-differs = `{ $path }` 不是同一次生成的：{ $difference ->
        [number] 总份数不同
        [program] 程序版本不同
        [now] 时刻不同
        [source] 提交、信任根、责任明细表或工作区不同
       *[whole] 全部文件不同
    }
join-differs-hint = 各份重新生成：同一个提交，同样的 `--as-of`，同一个程序
join-foreign = `{ $path }` 列出了 `{ $file }`，而它属于另一份
join-extra = `{ $path }` 里多出 `{ $file }`，清单上没有
join-lacks = `{ $path }` 里缺少 `{ $file }`，清单上有
join-changed = `{ $path }` 里的 `{ $file }` 生成以后被改动过
join-incomplete = 站点 `{ $site }` 的各份合起来不是整体
join-altered-hint = 什么也没有写；请重新取来或重新生成这一份，并查清是谁改的
join-other-root = `{ $path }` 里发布的是另一个信任根的网站
join-made = 合并 { $parts } 份：{ $sites } 个网站，{ $files } 个文件，{ $size }；{ $seconds } 秒，在 { $out }
join-commit = 发布的提交是 { $commit }

## build

build-unknown-site = 网站群里没有站点 `{ $site }`
build-out = 预览不能写到 `{ $path }`
build-out-hint = 那里是稿件、主题、版本库或者正式发布的地方；请另选一个空目录，或者省略 `--out`（默认 public/.preview）
build-read = 读取和检查了 { $pages } 个文件，到此用时 { $seconds } 秒
build-written = 写好了 { $files } 个文件，到此用时 { $seconds } 秒
build-made = 预览已生成：{ $pages } 个页面，{ $sites } 个站点，{ $files } 个文件{ $unchanged ->
        [0] {""}
       *[other] （其中 { $unchanged } 个没有变化）
    }，{ $size }；{ $withheld } 个有错误的页面没有显示；用时 { $seconds } 秒；在 `{ $out }`
progress-read = 读取和检查
progress-write = 生成

## serve

serve-site = { $url }  { $name }
serve-nothing = { $url }  还没有网页，改好以后自动显示
serve-stop = 保存后自动刷新；按 Ctrl+C 停止
serve-failed = 打不开 `{ $address }`
serve-failed-hint = 可能已被占用，请用 `--addr 127.0.0.1:8080` 换一个端口
serve-polls = 系统不能通知这么多目录的改动，改为每秒查看一次：{ $reason }（Linux 可以调大 fs.inotify.max_user_watches）
serve-deaf = 无法察觉文件的改动
serve-what = { $path }
serve-what-and = { $path } 等 { $count } 个文件
serve-what-folders = 目录有变动
serve-made = { $what }：已更新，{ $errors } 个错误，{ $warnings } 个警告，用时 { $milliseconds } 毫秒
serve-stays = { $what }：没有更新，仍显示上一次的网页：{ $why }
live-title = 签发预览
live-close = 收起
live-draft = 这是草稿（draft: true）：只在本机的 serve 里显示，不会进入预览目录，也不会发布。
live-withheld = 这一页有错误，没有显示。改好保存后自动恢复。
live-old = 这一页有错误，现在显示的是改错以前的样子。改好保存后自动恢复。
live-stale = 现在显示的是上一次成功生成的网页；改好保存后自动更新。
live-findings = 这一页的问题
live-elsewhere = 别处的错误
live-review = 审签
live-next = 现在轮到
live-error = 错误
live-warning = 警告
live-note = 建议
live-fixable = `qianfa check --fix` 可以自动改好。
live-away = serve 已停止
live-trouble = 网页没有更新
live-errors = { $count } 个错误
live-warnings = { $count } 个警告
live-is-draft = 草稿
live-approved = 已签齐
live-waits = 待审签
live-plain = 预览
live-whole = 全站 { $errors } 个错误，{ $warnings } 个警告
live-whole-waiting = 全站 { $errors } 个错误，{ $warnings } 个警告，{ $waiting } 项待审签
live-uncommitted-new = 还没有提交：先 `git commit`，才能审签。
live-uncommitted = 工作区里的这一页和最近一次提交的不同：审签只针对提交了的内容。
live-no-policy = 还没有可用的责任明细表，说不出该由谁审签：{ $why }
live-nothing = 还没有网页
live-nothing-text = 配置或者模板有错误，网站生成不出来。改好保存，这里会自动显示。
live-making-text = 正在生成，马上就好。
live-withheld-title = 这一页暂不显示
live-withheld-text = 它有错误，所以没有生成。改好保存，这里会自动显示。

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
status-waits = … { $step }：等{ $people }
status-reason = ! { $what }：{ $why }
status-nobody-may = ✗ { $step }：没有人能签
status-gone = 已从网站撤下，还差撤下签名
status-sum = 审核完毕 { $approved } 项，未完 { $waiting } 项。

## audit

audit-root =
    信任根 sha256:{ $root }
    创始提交 { $genesis }
    复核的提交 { $head }
audit-author = 作者 { $person }（{ $key }）提交 { $commit }
audit-nobody = 没有登记的人签过的改动，提交 { $commit }
audit-step = ✓ { $step }：{ $person }（{ $key }），按第 { $versions } 版，提交 { $commit }
audit-open = … { $step }：还没有
audit-sum = 复核了 { $count } 项。

## policy

policy-first = 第 { $serial } 版 sha256:{ $sha256 }，签名：{ $people }
policy-version = 第 { $serial } 版 sha256:{ $sha256 }，从 { $after } 起算，签名：{ $people }
policy-no-version = 没有第 { $serial } 版；最新的是第 { $newest } 版
policy-no-file = 没有 `reviewers.toml`
policy-path = `{ $path }` 不能作为路径
policy-next-written = reviewers.toml 改了这三行：{ $lines }
policy-next-hint = 若要下一版，请运行 `qianfa policy sign --next`，它只改 serial、previous、after 三行
policy-other-place = `reviewers.toml` 里的 `after` 不是 { $after }
policy-no-lexicon = 找不到摘要相符的词表 `{ $name }`
policy-no-lexicon-hint = 把词表放在 `data/lexicon/{ $name }.txt`，再把它的 SHA-256 写进 `[lexicon.{ $name }]`
policy-other-draft = `{ $path }` 是另一份草稿，没有动它
policy-other-draft-hint = 不要那一份的，删去 `{ $path }` 和同号的签名再试
policy-stranger = 这把密钥（{ $key }）签了也不算：它不是 `[root]` 里的人正在使用的密钥
policy-stranger-hint = 能签的人：{ $people }；密钥用 `--key` 或 `git config user.signingKey` 指定
policy-signed = { $person } 已签第 { $serial } 版。
policy-still =
    { $missing ->
        [0] 上一版的管理人已签够：{ $signed }。
       *[other] 上一版的管理人还差 { $missing } 人；已签：{ $signed }；还可以签：{ $open }。
    }
policy-still-own =
    { $missing ->
        [0] 新的管理人已签够：{ $signed }。
       *[other] 新的管理人还差 { $missing } 人；已签：{ $signed }；还可以签：{ $open }。
    }
policy-add = 接下来：git add reviewers.toml .qianfa/policy/{ $serial }.*
policy-commit = 责任明细表第 { $serial } 版，{ $person } 签名
policy-committed = 已提交 { $commit }
policy-same = 没有差别。
policy-new = + { $kind } { $name }
policy-gone = - { $kind } { $name }
policy-changed = ~ { $kind } { $name }
policy-kind =
    { $kind ->
        [policy] 总则
        [root] 管理人
        [department] 处室
        [person] 人员
        [key] 密钥
        [step] 步骤
        [level] 密级
        [column] 栏目
        [escalate] 自动加签
        [emergency] 应急发布
        [lexicon] 词表
        [scope] 其他文件
        [grant] 授权
       *[other] { $kind }
    }

## people

people-person = { $person } { $department }：{ $steps }
people-key-line =
    { $key } { $state ->
        [active] 使用中
        [suspended] 已暂停
        [revoked] 已注销
       *[compromised] 已失密
    }，{ $since } 登记
people-write = 拟稿
people-root = 签发责任明细表
people-key = 密钥 { $key }
people-step = { $step }
people-version = 第 { $serial } 版，签名：{ $people }
people-change =
    { $what ->
        [grant] 授权
        [adjust] 调整
        [suspend] 暂停
        [resume] 恢复
        [revoke] 注销
       *[compromise] 失密
    } { $person } { $of } { $basis }
people-at = 按提交 { $commit } 里的第 { $serial } 版；日期不是证据，提交的先后才是。
people-nothing = { $when } 的时候还没有责任明细表
people-no-basis = { $person } 的“{ $step }”没有写依据
people-no-key = { $person } 有授权，没有能用的密钥
people-no-step = { $person } 什么也不能签
people-few-roots = 管理人里能签的 { $able } 人，须签 { $threshold } 人：一人不在就改不了责任明细表
people-future-key = { $person } 的密钥登记日期 { $day } 还没有到
people-old-key = { $person } 的密钥 { $day } 登记，已经超过期限
people-concerns = { $count } 处值得过问。

## trust

trust-pinned = 来自 { $from }。
trust-unpinned = 本机没有记下信任根，这是版本库自己说的；用电话或书面核对之后运行 `qianfa trust pin`。
trust-same = 早已记下，没有改动。
trust-other = 本机记下的是另一个信任根：{ $before }；版本库说的是：{ $now }
trust-other-hint = 先弄清为什么不同；确实换了的，用 `qianfa trust pin --force`
trust-compare = 已记在本机；这是版本库自己说的，请让另一位同事念出他的，逐字核对。

## hooks、hook

ask-input = 标准输入读不了
hooks-installed = 已装好 `{ $path }`
hooks-foreign = `{ $path }` 是别人写的，没有动它；要用的话，在里面加一行 `qianfa hook { $name } "$@"`
hook-line = 读不懂 git 给的一行：{ $line }
hook-refused = 不收 { $reference }：{ $what }
hook-warning = 提醒 { $reference }：{ $what }
hook-finding = [{ $code }] { $what }（{ $why }）；{ $how }
hook-replace = 替换对象会让人看到另一段历史；请删去它再推
hook-delete = 已发布的分支不能删；要换分支的，请服务器管理员先改 `qianfa.published`
hook-back = 推送会丢掉提交 { $commit }；请先 `git pull` 合并，不要强推
hook-incomplete = 历史读不全（{ $reason }）；请从完整的克隆推送
hook-malformed = [QF508] 提交 { $commit } 的审核签名不合格式（第 { $line } 行：{ sign-off-fault }）；请签名的同志用 `qianfa approve` 等命令重新签
hook-copied = [QF518] 提交 { $commit } 是变基或拣选来的签名，不算数；请用合并，变过基的请签名的同志重新签
hook-unrelated = [QF603] 提交 { $commit } 不是从本单位的历史来的；请把内容作为普通改动提交，不要合并别的版本库
hook-unsigned = [QF506] `{ $path }` 由提交 { $commit } 改动，没有能写这里的人签名；{ $people ->
        [none] 现在没有人能写这里，请管理人先授权
       *[other] 请{ $people }用自己的密钥签名提交，或运行 `qianfa vouch` 担保
    }
hook-old-key = 提交 { $commit } 用的密钥 { $since } 登记，已过期限；请{ $person }做一把新密钥，请管理人登记
hook-future = 提交 { $commit } 自称作于 { $claimed }，服务器现在是 { $now }；请校准电脑的时钟，重新提交
hook-backdated = `{ $path }` 的发布时间 { $date } 早于它第一次提交（{ $first }）一天以上；请编辑改正 `date`，迁入旧稿的请管理员暂设 `qianfa.importing`
hook-not-signing = 提交没有签名，关口不会认；请运行 `git config gpg.format ssh` 和 `git config commit.gpgSign true`
hook-no-key = git 不知道用哪把密钥签；请运行 `git config user.signingKey ~/.ssh/id_ed25519`
hook-strange-key = git 用的密钥没有登记，签了也不算；请管理人在 `reviewers.toml` 里登记它
hook-inactive-key =
    您的密钥{ $state ->
        [suspended] 已暂停
        [revoked] 已注销
       *[compromised] 已失密
    }，签了不算；请管理人登记一把新的
hook-own-old-key = 您的密钥 { $since } 登记，已过期限，服务器不会收；请换一把，请管理人登记
hook-ageing-key = 您的密钥还有 { $left } 天到期；请换一把，请管理人登记
hook-author = 提交以后您就是 `{ $path }` 的作者，不能再签“{ $steps }”；要审这一篇的，请信息员来改
hook-faults = 页面有错，没有提交；改好再试，一定要先提交的用 `git commit --no-verify`
hook-rebase = 这里有 { $count } 个审核签名，变基以后就不算数了；请用 `git merge`

## build

release-out-committed = `{ $path }` 已经提交进版本库，而那里是放发布结果的地方
release-out-committed-hint = 那里的东西没有人审签：用 `git rm` 移出版本库，或用 `--out` 另选目录
release-unpinned = 没有信任根，不发布
release-unpinned-hint = 与另一位同志核对后运行 `qianfa trust pin`，或用 `--trust 文件`；只想试试时加 `--unpinned`
release-made = 发布 { $pages } 页，{ $sites } 个网站，{ $files } 个文件{ $unchanged ->
        [0] {""}
       *[other] （其中 { $unchanged } 个没有变化）
    }，{ $size }；待审 { $waiting } 项，其中 { $held } 项显示上一个审定版；{ $seconds } 秒，在 { $out }
release-trust = 请保存新的信任根，下次发布要用：{ $trust }
release-stopped = 没有发布，网站保持原样。

## 签名

failure-moved = { $reference } 已经移动，没有覆盖
failure-moved-hint = 请再运行一次
failure-signer = 没有签成
failure-signer-hint = 看看口令、硬件密钥和 `git config user.signingKey`；用 `ssh-keygen -Y sign` 可以单独试一次
failure-signing-format = git 没有用 SSH 密钥签名
failure-signing-format-hint = 用 `git config gpg.format ssh` 改过来
sign-detached = HEAD 不在任何分支上，签了也没有分支记住它
sign-detached-hint = 先用 `git switch <分支>` 回到分支
sign-no-key = 看不出 git 用哪把密钥签名
sign-no-key-hint = 用 `git config user.signingKey <公钥文件>` 设好，或者用 `--key <文件>` 指定
sign-key-unknown = 现行责任明细表里没有登记这把密钥 { $key }
sign-key-suspended = 这把密钥已暂停使用：{ $key }
sign-key-revoked = 这把密钥已注销：{ $key }
sign-key-compromised = 这把密钥已落入他人之手，永远不能再用：{ $key }
sign-key-unknown-hint = 请{ $people }在责任明细表里登记您的密钥，再用 `qianfa policy sign` 签发
sign-key-ends = 提醒：您的密钥用到 { $last } 为止（{ $since } 登记），请早些换一把，请{ $people }登记
sign-key-old = 您的密钥只能用到 { $last }（{ $since } 登记），不能再用来签发
sign-key-old-hint = 换一把新密钥，请{ $people }登记；以前签的仍然算数
sign-unknown-step = 责任明细表里没有步骤 `{ $step }`
sign-unknown-step-hint = 有这些步骤：{ $steps }
sign-no-reason = 缺少理由
sign-unpublished = `{ $path }` 的密级不公开，不需要也不能签发
sign-matrix = `{ $path }` 与责任明细表不符，还说不出要谁签
sign-matrix-hint = 先看 `qianfa check { $path }`
sign-approved = `{ $path }` 已经审核完毕，不需要应急发布
sign-not-needed = `{ $path }` 不需要“{ $step }”
sign-needed-hint = 需要的是：{ $steps }
sign-no-emergency = `{ $path }` 不能以“{ $step }”应急发布：责任明细表的 [emergency] 没有这个步骤或者这个栏目
sign-already = `{ $path }` 的“{ $step }”已由{ $people }签过
sign-not-yours = `{ $path }`：{ $person }没有{ $department }的“{ $step }”权限
sign-not-yours-file = `{ $path }`：{ $person }没有“{ $step }”权限
sign-two-steps = `{ $path }`：您已签了其中的“{ $other }”，一人不能签两步
sign-author = `{ $path }`：您写过这一版，不能审自己的稿
sign-author-commit = `{ $path }`：您写过这一版（提交 { $commit }），不能审自己的稿
sign-order = `{ $path }`：“{ $earlier }”还没有签，现在签“{ $step }”不算数
sign-order-hint = 先签“{ $earlier }”，可以签的人：{ $people }
sign-others-hint = 可以签的人：{ $people }
sign-nobody-hint = 现在没有人能签；请责任明细表的负责人授权
sign-no-writer = `{ $path }`：{ $person }没有拟稿权限，不能担保
sign-answered = `{ $path }` 的改动有人负责，不需要担保
sign-folder-hint = `{ $path }` 里没有一项是您现在能签的
sign-policy = `{ $path }` 不这样签
sign-policy-hint = 责任明细表用 `qianfa policy sign` 签发
sign-no-unit = `{ $path }` 不属于任何会公开的稿件
sign-no-unit-hint = 附件要由稿件引用，或者放在稿件自己的目录里
sign-not-committed = `{ $path }` 还没有提交，不能签
sign-not-committed-hint = 先用 `git add` 和 `git commit -S` 提交
sign-gone = `{ $path }` 已经删除
sign-gone-hint = 如果它公开过，用 `qianfa withdraw { $path } --step <步骤> -m <理由>`
sign-not-plain = `{ $path }` 不是普通文件，或者太大，不能签
sign-too-large = `{ $path }` 的文件太多，一次签不下（最多 4096 个）
sign-uncommitted = 注意：有 { $files } 个文件还没有提交（{ $paths }）；签的只是 HEAD 里的版本
sign-unanswered = 注意：{ $units } 项里有没人负责的改动，签完后还要有拟稿权限的人用 `qianfa vouch` 担保
sign-vouch-author = 注意：担保的人就是作者，不能再审这些稿件
sign-veto = 注意：您退回以后，这些内容不会公开，直到改稿或者您再签同意
sign-no-veto = 注意：您退回以后，您自己签过的同意不再算数；这个步骤没有否决权
sign-moved-page = 页面已移动
sign-left-behind = 注意：它原来在 `{ $path }`，那里的撤下您现在还不能签：
sign-still-there = `{ $path }` 还在，不能撤下
sign-still-there-hint = 先用 `git rm { $path }` 删除并提交，网站会立即撤下它，然后再签
sign-never-published = `{ $path }` 没有公开过，或者从来没有这个页面，不需要撤下
sign-ask = { $person }，签这 { $files } 个文件吗？（y/n）
sign-asking = 正在请您的签名器签名；用硬件密钥的，请触摸它
sign-objected = 注意：`{ $path }` 被{ $people }退回，在其同意之前不会公开：{ $reason }
sign-nothing = 没有签。
sign-done = { $person }签好了 { $files } 个文件，共 { $commits } 个提交，最后一个是 { $commit }
sign-next = 接下来：{ $step }，等{ $people }（{ $units } 项）
sign-next-nobody = 接下来：{ $step }，但现在没有人能签（{ $units } 项）
sign-complete = 各步骤都签了：{ $units } 项
sign-subject = { $action ->
        [approve] 同意（{ $step }）
        [object] 退回（{ $step }）
        [withdraw] 撤下（{ $step }）
        [emergency] 应急发布（{ $step }）
       *[vouch] 担保
    }：{ $path }{ $files ->
        [1] {""}
       *[other] {" "}等 { $files } 个文件
    }
sign-text = 附言不能这样写
sign-text-hint = 附言里不能有以 `Qianfa-` 开头的行和控制字符
sign-wrong = 签好的提交 { $commit } 不是要签的内容，分支没有动
sign-wrong-hint = 检查 `gpg.ssh.program` 和 `user.signingKey`：签名的必须是登记的那把密钥
sign-moved = 签名的时候别人移动了 { $branch }，签好的 { $commit } 没有放进去
sign-moved-hint = 再运行一次，重新看过再签
sheet-what = { $action ->
        [approve] 同意：{ $step }
        [object] 退回：{ $step }
        [withdraw] 撤下：{ $step }
        [emergency] 应急发布：{ $step }
       *[vouch] 担保
    }
sheet-who = 签名人：{ $person }（{ $key }）
sheet-states = 声明：{ $text }
sheet-file = { $path }  { $change }  { $mode } sha256:{ $sha256 } { $size } 字节
sheet-moved = { $path }  页面已移走，同时签撤下
sheet-gone = { $path }  已删除；最后的审定版 { $edition }
change-new = 新
change-same = 与审定版相同
change-gone = 已去掉
change-bytes = 已更换
change-text = 增 { $added } 行，删 { $removed } 行
renew-nothing = 您在这个步骤没有需要补签的
renew-never = `{ $path }` 的这一版您没有签过
renew-never-hint = 没签过的用 `qianfa approve`
renew-apart = 只有落入他人之手的密钥签过，请看过再逐个写明路径：{ $paths }
renew-path = { $path }
adopt-known = HEAD 里已经有 `{ $ref }`
adopt-unrelated = `{ $ref }` 与 HEAD 没有共同的历史
adopt-nothing = 接回 `{ $ref }` 也不会让任何签名重新算数，没有动分支
adopt-broken = 接回以后责任明细表的历史不成立，没有动分支。
adopt-subject = 接回 { $ref } 的签名
adopt-done = 已接回 `{ $ref }`，合并提交是 { $commit }
adopt-counts = 重新算数：{ $path } { $step } { $person } { $commit }
adopt-lost = 不再算数：{ $path } { $step } { $person } { $commit }
adopt-verdict = 现在：{ $path } { $verdict }
diff-no-such = HEAD 里没有 `{ $path }`，也没有公开过
diff-no-such-hint = 请写稿件的路径，如 `content/portal/notice/2026-11-20-a.md`
diff-gone = { $path }  HEAD 里已删除；最后的审定版在提交 { $edition }
diff-approved = { $path }  HEAD 就是审定版
diff-never = { $path }  没有审定版，全是新的
diff-held = { $path }  与网站上的审定版（提交 { $edition }）相比：
diff-ended = { $path }  与最后的审定版（提交 { $edition }，已不再显示）相比：
diff-hidden = 不在终端里，没有显示原文；需要时加 `--show-source`
diff-uncommitted = 注意：{ $path } 有没提交的改动；比较的是 HEAD 里的版本

## check

check-no-policy = 还没有签过名的责任明细表，这次只检查内容，不看审核。

## demo：签名

demo-signed = 已按责任明细表签名 { $count } 次；还有一页待审、一页被退回、一页显示旧版、一页已撤下，用 qianfa status 看
demo-no-editor = { $path } 没有人能写
demo-chain = 样板的责任明细表没有生效

## init：签名

init-unsigned = 第一版责任明细表还没有签名（{ $reason }）；请运行 qianfa policy sign --commit，再运行 qianfa trust pin
