# 审核关口查出的问题（QF5xx 审核，QF6xx 历史、信任根和责任明细表的版本）。
# 值是标题，.label 说原因，.help 说怎么办。步骤、处室、人员写名称和代号，提交写编号；`page` 是可以直接写进命令的路径。

## 审核

QF501 = 缺少{ $department-name }（`{ $department }`）的“{ $step-name }”（`{ $step }`）签名
    .label = 可以签的人：{ $people-names }
    .help = 请其中一人看过之后运行 `qianfa approve { $page } --step { $step }`
QF502 = { $person-name }（`{ $person }`）的“{ $step-name }”（`{ $step }`）签名已失效
    .label = 签名 `{ $commit }` 时没有见过提交 `{ $because }`，它动过这里的内容
    .help = 用 `git show { $because }` 看改了什么，再请{ $person-name }重新签：内容与当初相同的用 `qianfa renew --step { $step } { $page }`，不同的用 `qianfa approve { $page } --step { $step }`
QF503 = { $person-name }（`{ $person }`）的“{ $step-name }”（`{ $step }`）签名不算数
    .label = 签名 `{ $commit }`，按第 { $serial } 版责任明细表：{ $reason ->
        [suspended] 密钥已经暂停
        [revoked] 密钥已经注销
        [compromised] 密钥已经失密
        [unregistered] 密钥没有登记
        [no-grant] 没有这一步的授权
        [outside] 它不是从创始提交来的
       *[other] { $reason }
    }
    .help = 请有权限的人签，用 `qianfa status { $page }` 看是谁；本人应当有权限的，先改 `reviewers.toml` 并签名，合并之后再请本人重新签
QF504 = { $person-name }（`{ $person }`）签了“{ $first-name }”（`{ $first }`）和“{ $second-name }”（`{ $second }`）两步
    .label = 一个人只能签一步
    .help = 请另一个有权限的人签其中一步；用 `qianfa status { $page }` 看谁可以签
QF505 = { $person-name }（`{ $person }`）是这一版的作者，不能审“{ $step-name }”（`{ $step }`）
    .label = 签名 `{ $commit }` 不算数：写的人不审自己写的（提交 `{ $change }`）
    .help = 请同一步骤的另一个人签；用 `qianfa status { $page }` 看谁可以签
QF506 = 提交 `{ $commit }` 的改动没有有效的拟稿签名
    .label = 可以拟稿的人：{ $people-names }
    .help = 请其中一人看过之后运行 `qianfa vouch { $page }`；以后的提交用 `git config commit.gpgSign true` 自动签名
QF506-key = { $person-name }（`{ $person }`）在提交 `{ $commit }` 时没有拟稿权限
    .label = 可以拟稿的人：{ $people-names }
    .help = 请其中一人看过之后运行 `qianfa vouch { $page }`；{ $person-name }应当有权限的，补上 `write` 授权并签名，由本人担保
QF507 = 提交 `{ $commit }` 不是审核签名，却写了签名行
    .label = 改动文件或者有几个上级的提交从来不是审核签名，以 `Qianfa-` 开头的行不起作用
    .help = 要审核的，另外运行 `qianfa approve`；分支被压缩过的，运行 `qianfa adopt <分支>`
QF508 = 审核签名 `{ $commit }` 写法不对，不算数
    .label = 第 { $line } 行：{ sign-off-fault }
    .help = 请签名人用 `qianfa approve` 或 `qianfa object` 再签一次
QF508-stops = { $person-name }（`{ $person }`）的审核签名 `{ $commit }` 写法不对，所列的文件停止发布
    .label = 第 { $line } 行：{ sign-off-fault }；它也可能是一次退回
    .help = 请{ $person-name }在它之后用 `qianfa approve` 或 `qianfa object` 再签一次；已经离任的，在下一版 `reviewers.toml` 里写 `void = ["{ $commit }"]`，再运行 `qianfa policy sign --next`
QF509 = { $person-name }（`{ $person }`）的密钥已经失密，签名 `{ $commit }` 作废
    .label = 密钥标为 `compromised`，这个签名不在 `trusted-through` 以内
    .help = 登记新密钥，请{ $person-name }看过之后运行 `qianfa renew --step { $step } { $page }`
QF510 = “{ $second-name }”（`{ $second }`）的签名不在“{ $first-name }”（`{ $first }`）的签名之后
    .label = 步骤在后的人签名时，要看得见前面各步的签名
    .help = 合并最新的主分支，再请步骤在后的人运行 `qianfa renew --step { $second } { $page }`
QF511 = { $person-name }（`{ $person }`）在“{ $step-name }”（`{ $step }`）退回了这一版
    .label = 理由：{ $reason }（退回 `{ $commit }`）
    .help = 按理由改稿，重新送审；退回有误的，请{ $person-name }运行 `qianfa approve { $page } --step { $step }`
QF512 = `{ $path }` 已经删去，撤下还缺审核签名
    .label = 页面已不在网站上；还缺的步骤：{ $step-names }
    .help = 请各步的人运行 `qianfa withdraw { $page } --step <步骤> -m <理由>`；误删的，恢复之后重新审核
QF513 = 从 `{ $from }` 改成 `{ $to }`，没有经过原来的审核
    .label = 原来的要求还要这些步骤：{ $step-names }
    .help = 请这些步骤的人运行 `qianfa approve { $page } --step <步骤>`，或者改回来
QF514 = 没有规定管到 `{ $path }`
    .label = 它不属于任何页面，也不合任何 `[[scope]]`，没有人负责审核
    .help = 在 `reviewers.toml` 里加一段 `[[scope]]`，写明 `steps` 或者 `published = false`，再运行 `qianfa policy sign`
QF515 = 网站显示的是旧版，批准于 `{ $commit }`
    .label = 现在这一版还没有批准
    .help = 用 `qianfa diff { $page }` 看差在哪里，用 `qianfa status { $page }` 看还缺谁的签名
QF515-none = 这一版没有批准，也没有旧版可以显示
    .label = { $reason ->
        [never] 从来没有全部批准过
        [differ] 有几个批准过的旧版，互不相同
        [ended] 旧版批准之后被撤下、退回过，或者改为不公开过
        [column] 责任明细表里已经没有这个栏目
        [withhold] `site.toml` 规定不显示旧版
       *[other] { $reason }
    }
    .help = 用 `qianfa status { $page }` 看还缺谁的签名
QF517 = 词表 `{ $name }` 与存档的不同
    .label = 第 { $serial } 版责任明细表用的是存档的那一份
    .help = 要改词表的，把新的摘要写进 `reviewers.toml` 再运行 `qianfa policy sign`；不要改的，恢复词表
QF518 = { $person-name }（`{ $person }`）的审核签名 `{ $commit }` 是复制的，不算数
    .label = 变基或者拣选改了它的上级，或者换了密钥
    .help = 原来的分支还在的，运行 `qianfa adopt <分支>`；不在了的，请本人运行 `qianfa renew --step <步骤>`。以后合并，不要变基
QF519 = 应急发布，尚缺平常的审核
    .label = 还缺的步骤：{ $step-names }
    .help = 请这些步骤的人运行 `qianfa approve { $page } --step <步骤>`，不带 `--emergency`

## 历史

QF601 = 版本历史不完整，不能核对签名
    .label = { $reason ->
        [shallow] 这是浅克隆，历史被截断了
        [partial] 这是部分克隆，有的对象没有取来
        [missing] 缺少对象，或者对象读不出来
       *[other] { $reason }
    }
    .help = { $reason ->
        [shallow] 运行 `git fetch --unshallow`；CI 里写 `fetch-depth: 0`
        [partial] 重新完整克隆，不带 `--filter`
       *[other] 运行 `git fsck --full` 看缺了什么，再从完整的版本库重新克隆
    }
QF602 = 版本历史被替换或者嫁接：`{ $path }`
    .label = git 显示的历史与真正的不同
    .help = 查明来由后删去：`git replace -d <提交>`，或者删去 `.git/info/grafts`
QF603 = `{ $commit }` 不是创始提交的后代
    .label = 信任从创始提交开始，这段历史不是从那里来的
    .help = 运行 `qianfa trust show` 核对信任根，用 `git log -1` 核对是不是这个分支
QF603-warning = 历史里混有不是从创始提交来的提交 `{ $commit }`
    .label = 其中的签名一概不算
    .help = 要用其中文字的，请有拟稿权限的人运行 `qianfa vouch <稿件>`，再审核
QF604 = 历史里没有上次发布的提交 `{ $commit }`
    .label = 发布只能向前走；可能有人强行推送过
    .help = 取最新的历史；确被强行推送的，查明是谁，再合并 `{ $commit }`

## 信任根和责任明细表的版本

QF605 = `{ $file }` 不是有效的一版责任明细表
    .label = { $reason }
    .help = 请还没有签的人运行 `qianfa policy sign`；不要这一版的，从版本库里删去
QF606 = 生效的 `{ $file }` 缺了、改了，或者与另一版同号
    .label = 责任明细表的各版只能增加，不能删改
    .help = 从历史里恢复：`git checkout <提交> -- .qianfa/policy`；同号的只留一版，在下一版的 `rejects` 里写上另一版
QF607 = `reviewers.toml` 不是生效的第 { $serial } 版
    .label = 与签过名的那一版不是一字不差
    .help = 要改的，`serial` 加一，请规定人数运行 `qianfa policy sign`；不要改的，恢复第 { $serial } 版
QF608 = 没有固定信任根
    .label = 只好相信版本库自己说的
    .help = 用别的途径核对 `qianfa trust show` 的内容，再运行 `qianfa trust pin`；CI 里设 `QIANFA_TRUST={ $trust }`
QF609 = 危险的文件或文件名 `{ $path }`
    .label = { $reason ->
        [twin] 有一个名字只差大小写或者统一码写法
        [symlink] 是符号链接
        [submodule] 是子模块
        [mode] 文件权限少见
        [order] 目录里的条目没有排好，或者重复
        [character] 名字里有控制字符或者双向字符
       *[other] { $reason }
    }
    .help = 改名、删去，或者换成普通文件，再提交

# 审核签名的哪一处写法不对；QF508 和服务器上的钩子引用。
sign-off-fault =
    { $reason ->
        [text] 不是 UTF-8 文本，或者有空字符、回车符
        [size] 签名的提交大于 1 MiB
        [end] 末尾应当恰好有一个换行
        [subject] 缺标题，或者签名块前面没有空行
        [stray] 签名块以外有以 `Qianfa-` 开头的行
        [version] 这里应当是 `Qianfa-Version: 1`
        [root] 这里应当是 `Qianfa-Root`，写第 1 版责任明细表的摘要
        [key] 这里应当是 `Qianfa-Key`，写签名密钥的指纹
        [parent] 这里应当是 `Qianfa-Parent`，写上级提交的完整编号
        [policy] 这里应当是 `Qianfa-Policy`，写签名时有效的那一版的序号和摘要
        [action] 这里应当是 `Qianfa-Action`，写 approve、object、withdraw、emergency 或者 vouch
        [step] `Qianfa-Step` 应当写步骤，担保时不写
        [item] `Qianfa-Item` 应当写明权限、两个摘要和路径，与提交里的文件一致
        [order] 各行 `Qianfa-Item` 应当按路径排好，不重复
        [count] `Qianfa-Item` 应当有 1 到 4096 行
        [reason] 退回没有写理由
        [signature] 没有登记的密钥的有效签名
       *[other] { $reason }
    }
