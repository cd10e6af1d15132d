### 命令行：帮助、失败、各命令说的话。

## 帮助的骨架

cli-heading-usage = 用法:
cli-heading-verbs = 命令
cli-heading-verb = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-heading-global = 通用选项
cli-heading-examples = 例子:
cli-usage-options = [选项]

## 各命令的帮助

cli = 签发：按责任明细表检查网站群的内容，生成静态网站的预览
    .example =
        qianfa demo
        qianfa check
        qianfa build --preview
        qianfa check --help
    .arg-work-in = 在这个目录里工作 [默认：当前目录]
    .arg-lang = 说哪种语言：zh-CN、en [默认：依次看 QIANFA_LANG、site.toml、LANG]
    .arg-color = 何时着色：auto（在终端里）、always、never [默认：auto]
    .arg-quiet = 只说结果和失败
    .arg-verbose = 多说一些：怎么做的，用了多久
    .arg-as-of = 把这一刻当作现在，如 2026-11-23T09:00；同一刻，同样的结果 [默认：此刻]
    .arg-help = 显示帮助
    .arg-version = 显示版本
cli-demo = 造一个完整的样板网站群，检查，生成，告诉您打开什么
    .example =
        qianfa demo
        qianfa demo ~/anlan
    .arg-dir = 放在哪个目录，须为空或不存在 [默认：qianfa-demo]
cli-init = 建一个新的空站点：配置、责任明细表（您是第一位负责人）、版本库
    .example =
        qianfa init
        qianfa init bureau-site
    .arg-dir = 放在哪个目录，须为空或不存在 [默认：当前目录]
cli-new = 新建一个页面，责任处室、密级等按责任明细表填好
    .example =
        qianfa new portal/notice --title 关于组织申报示范项目的通知
        qianfa new 通知公告 --title 关于开展调查的通知 --slug survey
    .arg-column = 栏目的代号或名称
    .arg-title = 标题
    .arg-slug = 文件名，不带日期和扩展名 [默认：按时间取名]
cli-check = 检查大家写的一切：格式、责任明细表、正文、链接
    .example =
        qianfa check
        qianfa check content/portal/notice
        qianfa check --fix
        qianfa check --format github
    .arg-paths = 只说这些文件和目录里的问题 [默认：全部]
    .arg-fix = 把不改变意思的问题直接改好
    .arg-rev = 检查这个提交，不看工作区
    .arg-worktree = 只看工作区，不看审核
    .arg-strict = 责任明细表的警告也算错误
    .arg-complete = 还没审完的也算错误
    .arg-trust = 存放信任根的文件 [默认：依次看 QIANFA_TRUST、版本库的 qianfa.trust]
    .arg-format = 报告的格式：human、concise、json、sarif、github、gitlab [默认：human]
    .arg-show-source = 不在终端里也引用页面原文；日志若公开，请勿使用
cli-explain = 显示一个问题代码的说明：查什么，为什么要紧，怎么改
    .example =
        qianfa explain QF104
    .arg-code = 问题代码，如 QF104
cli-matrix = 用表格显示责任明细表：哪个栏目、哪个密级，由谁签
    .example =
        qianfa matrix
        qianfa matrix whois portal/notice
cli-matrix-whois = 用一行回答：这个栏目、页面或这位同志，谁负责，谁来签
    .example =
        qianfa matrix whois portal/notice
        qianfa matrix whois content/portal/notice/2026-11-20-a.md
        qianfa matrix whois yue
    .arg-name = 栏目、页面或人的代号
cli-build = 发布网站：只发布签名齐全的内容；也可以生成预览
    .example =
        qianfa build
        qianfa build --strict --trust ../trust
        qianfa build --preview
        qianfa build --preview --site portal --out /tmp/preview
        qianfa --as-of 2026-11-23T09:00 build --shard 2/5 --out part-2
    .arg-preview = 预览工作区现在的样子：带水印，不供检索
    .arg-out = 各站点的目录放在哪里 [默认：public；预览：public/.preview]
    .arg-rev = 发布哪个提交 [默认：HEAD]
    .arg-strict = 责任明细表的警告也算错误；不用任何缓存
    .arg-trust-cache = 本机以前验证过的不再重新验证，与 --strict 同用时也一样
    .arg-complete = 只要还有没审完的，就不发布
    .arg-unpinned = 没有信任根也发布：只供试用
    .arg-trust = 存放信任根的文件 [默认：依次看 QIANFA_TRUST、版本库的 qianfa.trust]
    .arg-published = 在别处发布的那一版的 manifest.json，发布不得倒退
    .arg-site = 只生成这个站点
    .arg-full = 不用上一次的结果，全部重新生成
    .arg-shard = 只生成 N 份中的第 K 份，留给 `qianfa join` 合并；各份的 --as-of 必须相同
    .arg-format = 报告的格式：human、concise、json、sarif、github、gitlab [默认：human]
    .arg-show-source = 不在终端里也引用页面原文；日志若公开，请勿使用
cli-join = 把 `build --shard` 生成的各份合成整体：一份不缺、原样未动才合
    .example =
        qianfa join part-1 part-2 part-3 --out public
    .arg-parts = 各份所在的目录，先后不论
    .arg-out = 各站点的目录放在哪里
cli-status = 显示审核到了哪一步：等谁签，谁已经签过
    .example =
        qianfa status
        qianfa status content/portal/notice
        qianfa status --for 岳晓帆
    .arg-paths = 只说这些文件和目录 [默认：所有未完的]
    .arg-person = 只说等这位同志签的：代号或姓名
    .arg-rev = 看哪个提交 [默认：HEAD]
    .arg-trust = 存放信任根的文件 [默认：依次看 QIANFA_TRUST、版本库的 qianfa.trust]
    .arg-format = 报告的格式：human、json 等 [默认：human]
    .arg-show-source = 不在终端里也引用页面原文；日志若公开，请勿使用
cli-audit = 从头复核一个页面或整个网站的证据，并给出只用 git 复核的命令
    .example =
        qianfa audit
        qianfa audit content/portal/notice/2026-11-20-a.md
        qianfa audit --rev v2026.11 --format json
    .arg-paths = 只看这些文件和目录 [默认：全部]
    .arg-rev = 看哪个提交 [默认：HEAD]
    .arg-trust = 存放信任根的文件 [默认：依次看 QIANFA_TRUST、版本库的 qianfa.trust]
    .arg-format = 报告的格式：human、json 等 [默认：human]
    .arg-show-source = 不在终端里也引用页面原文；日志若公开，请勿使用
cli-policy = 责任明细表的各版：签名、查看、比较
    .example =
        qianfa policy log
        qianfa policy diff
        qianfa policy sign --next
cli-policy-sign = 把 reviewers.toml 作为下一版存档并签名
    .example =
        qianfa policy sign --next
        qianfa policy sign --key ~/.ssh/id_ed25519 --commit
    .arg-key = 用这把密钥签 [默认：git 的 user.signingKey]
    .arg-after = 从哪个提交起算 [默认：与已发布分支分开的地方，没有就用 HEAD]
    .arg-next = 先把 serial、previous、after 三行写成下一版的，其余不动
    .arg-commit = 签完就提交，提交也签名
cli-policy-show = 显示一版责任明细表，与签名时一字不差
    .example =
        qianfa policy show
        qianfa policy show 3
    .arg-serial = 第几版 [默认：最新一版]
cli-policy-log = 列出各版：摘要、从哪里起算、由谁签
    .example =
        qianfa policy log
cli-policy-diff = 比较两版：先用话说，再逐行列出
    .example =
        qianfa policy diff
        qianfa policy diff 2 3
    .arg-from = 旧的一版 [默认：最新一版]
    .arg-to = 新的一版 [默认：工作区的 reviewers.toml]
cli-people = 权限管理档案：谁能做什么
    .example =
        qianfa people
        qianfa people log
        qianfa people at 2026-11-20
cli-people-log = 授权、调整、暂停、恢复、注销，一版一版列出
    .example =
        qianfa people log
cli-people-at = 某一天或某个提交时，谁能做什么
    .example =
        qianfa people at 2026-11-20
        qianfa people at HEAD~10
    .arg-when = 日期，或者提交
cli-people-audit = 档案里值得过问的地方
    .example =
        qianfa people audit
cli-people-allowed-signers = 输出 allowed_signers 文件，供 git 和 ssh-keygen 核对签名
    .example =
        qianfa people allowed-signers
cli-trust = 信任根：第一版责任明细表的摘要，和带来它的提交
    .example =
        qianfa trust show
        qianfa trust pin
cli-trust-show = 显示信任根
    .example =
        qianfa trust show
cli-trust-pin = 把版本库自己说的信任根记在本机
    .example =
        qianfa trust pin
        qianfa trust pin --force
    .arg-force = 已记下别的信任根也改过来
cli-hooks = 装上 git 的钩子
    .example =
        qianfa hooks install
cli-hooks-install = 装上钩子；别人写的钩子不动
    .example =
        qianfa hooks install
        qianfa hooks install --server
    .arg-server = 装服务器上的 pre-receive [默认：裸库装它，其余装 pre-commit 和 pre-rebase]
cli-hook = 由 git 的钩子调用
    .example =
        qianfa hook pre-commit
        qianfa hook pre-rebase main
cli-hook-pre-commit = 提交之前提醒：会成为作者、没有签名、页面有错
    .example =
        qianfa hook pre-commit
cli-hook-pre-rebase = 有审核签名的提交不让变基
    .example =
        qianfa hook pre-rebase main
    .arg-upstream = 变基到哪里
    .arg-branch = 变基哪个分支 [默认：HEAD]
cli-hook-pre-receive = 服务器收下推送之前把关；从标准输入读 git 给的各行
    .example =
        qianfa hook pre-receive
cli-diff = 显示 HEAD 里的稿件与上一个审定版的差别
    .example =
        qianfa diff content/portal/notice/2026-11-20-a.md
    .arg-path = 稿件
    .arg-show-source = 不在终端里也显示原文；日志若公开，请勿使用
cli-approve = 同意：签下这些稿件现在的内容，连同它们用到的全部文件
    .example =
        qianfa approve content/portal/notice/2026-11-20-a.md --step head
        qianfa approve content/portal/notice --step final
        qianfa approve content/portal/notice/2026-11-20-a.md --step leader --emergency -m 台风预警
    .arg-paths = 稿件、目录、主题目录或 site.toml；目录里只签等您这一步的
    .arg-step = 以哪个步骤签，如 head、leader、final
    .arg-emergency = 按应急发布签，须用 -m 说明理由
    .arg-message = 附言；应急发布时是理由
    .arg-key = 用这个密钥文件签 [默认：git 的 user.signingKey]
    .arg-yes = 不再询问，直接签
    .arg-show-source = 不在终端里也显示原文的差别；日志若公开，请勿使用
cli-object = 退回：不同意这些稿件现在的内容，并说明理由
    .example =
        qianfa object content/portal/notice/2026-11-20-a.md --step leader -m 数字有误
    .arg-paths = 稿件、目录、主题目录或 site.toml
    .arg-step = 以哪个步骤退回
    .arg-message = 理由
    .arg-key = 用这个密钥文件签 [默认：git 的 user.signingKey]
    .arg-yes = 不再询问，直接签
    .arg-show-source = 不在终端里也显示原文的差别；日志若公开，请勿使用
cli-withdraw = 撤下：同意已经删除的页面不再公开
    .example =
        qianfa withdraw content/portal/notice/2026-11-20-a.md --step head -m 已过期
    .arg-paths = 已经删除的页面，或者它们原来的目录
    .arg-step = 以哪个步骤签
    .arg-message = 理由
    .arg-key = 用这个密钥文件签 [默认：git 的 user.signingKey]
    .arg-yes = 不再询问，直接签
    .arg-show-source = 不在终端里也显示原文的差别；日志若公开，请勿使用
cli-vouch = 担保：由有拟稿权限的人，为没有签名的改动负责
    .example =
        qianfa vouch content/portal/notice/2026-11-20-a.md
        qianfa vouch content/portal
    .arg-paths = 稿件、目录、主题目录或 site.toml；目录里只签需要担保的
    .arg-key = 用这个密钥文件签 [默认：git 的 user.signingKey]
    .arg-yes = 不再询问，直接签
    .arg-show-source = 不在终端里也显示原文的差别；日志若公开，请勿使用
cli-renew = 补签：把您以前签过、现在不再算数的，原样再签一次
    .example =
        qianfa renew --step final
        qianfa renew --step final content/portal/notice
    .arg-paths = 只签这些 [默认：所有可以补签的]
    .arg-step = 以哪个步骤签
    .arg-key = 用这个密钥文件签 [默认：git 的 user.signingKey]
    .arg-yes = 不再询问，直接签
    .arg-show-source = 不在终端里也显示原文的差别；日志若公开，请勿使用
cli-adopt = 接回：压缩合并以后，把原分支的提交并回来，让它们的签名重新算数
    .example =
        qianfa adopt feature/notice
    .arg-reference = 原来的分支、标签或提交
cli-serve = 在本机的浏览器里看工作区的预览：保存后自动刷新，并显示问题和审签情况
    .example =
        qianfa serve
        qianfa serve --addr 127.0.0.1:8080
    .arg-addr = 本机地址和端口 [默认：127.0.0.1:1111]
cli-completions = 输出命令补全脚本
    .example =
        qianfa completions bash
        qianfa completions zsh
    .arg-shell = bash、zsh、fish、powershell、elvish
cli-man = 写出手册页，每个命令一页
    .example =
        qianfa man man1
    .arg-dir = 放在哪个目录

## 命令写错了

cli-error-unknown-verb = 没有 `{ $verb }` 这个命令
cli-error-no-verb = 缺少命令
cli-error-unknown-argument = 没有 `{ $arg }` 这个选项
cli-error-extra = 多了 `{ $arg }`
cli-error-missing = 缺少 `{ $arg }`
cli-error-value = `{ $arg }` 不能是 `{ $found }`
cli-error-no-value = `{ $arg }` 后面缺少内容
cli-error-expected = `{ $arg }` 写成了 `{ $found }`，应为{ $expected }
cli-error-conflict = `{ $arg }` 不能与 `{ $other }` 同时使用
cli-error-count = `{ $arg }` 的个数不对
cli-error-utf8 = 参数不是 UTF-8 文字
cli-error-other = 命令无法理解：{ $reason }
cli-error-similar = 是否想写 `{ $similar }`？
cli-error-values = 可选：{ $values }
cli-error-usage = 用法：{ $usage }
cli-error-help = 用 `qianfa --help` 查看帮助
cli-expected-moment = 日期和时间，如 `2026-11-23T09:00`
cli-expected-site = 站点的代号，如 `portal`
cli-expected-shard = 第几份、共几份，如 `2/5`，最多 1000 份
cli-expected-step = 步骤的代号，如 `head`
cli-expected-address = 本机的地址和端口，如 `127.0.0.1:1111`

## 失败

cli-shard-clock = 各份必须按同一个时刻生成，而每台机器都有自己的时钟
cli-shard-clock-hint = 各份都用同样的 `--as-of`，或者同样的 SOURCE_DATE_EPOCH
cli-bad-epoch = SOURCE_DATE_EPOCH 写成了 `{ $found }`
cli-bad-epoch-hint = 应为 1970 年以来的秒数，如 `1795395600`；也可以改用 `--as-of`
cli-bad-clock = 系统时钟不在 1900 年到 2999 年之间
cli-output-lost = 输出没有写完
failure-internal-hint = 这是程序的错，请把这条消息报告给开发者
failure-man = 手册页写不出来
failure-read = 读不了 `{ $path }`
failure-write = 写不了 `{ $path }`
failure-not-ours = `{ $path }` 里有别的文件，没有动它
failure-not-ours-hint = 换一个空目录，或用 `--out` 指定别的目录
failure-other-mark = `{ $path }` 是另一种生成的结果，没有动它
failure-other-mark-hint = 预览和正式发布不能写到同一个目录，请用 `--out` 指定别的目录
failure-busy = 另一个 qianfa 正在写，锁文件是 `{ $path }`
failure-busy-hint = 等它写完再试
failure-render = 生成 `{ $output }` 时出错
failure-git = 版本库读不了
failure-not-top = { $path } 不是版本库的顶层目录
failure-not-top-hint = 签名写的是从版本库顶层算起的路径；请给网站一个自己的版本库
failure-no-repository = `{ $path }` 不在 git 版本库里
failure-no-repository-hint = 用 `-C` 指定站点的目录，或用 `qianfa init` 新建一个
failure-foreign-owner = `{ $path }` 属于另一个用户，不敢相信它的配置
failure-foreign-owner-hint = 若可信，请运行 `git config --global --add safe.directory { $path }`
failure-shallow = 版本库的历史不完整（浅克隆）
failure-shallow-hint = 请运行 `git fetch --unshallow`
failure-object-format = 版本库用的是 `{ $format }` 格式的编号，只支持 `sha1`
failure-object-format-hint = 用 `git clone` 不会改变它；请用 `git init --object-format=sha1` 新建版本库，再把内容放进去
failure-ref-storage = 版本库的分支存成了 `{ $format }`，读不了
failure-ref-storage-hint = 请运行 `git refs migrate --ref-format=files`
failure-unborn = 分支 `{ $branch }` 还没有提交
failure-no-revision = `{ $revision }` 不是任何提交

## 各命令做完后说的话

man-made = 写好 { $count } 页手册，在 `{ $dir }`
