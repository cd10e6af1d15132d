# 审核链里的问题（QF517、QF6xx）：同一条规则的各种情形。
# 值是标题，.label 说原因，.help 说怎么办。

## 词表

QF517-absent = 版本库里没有词表 `{ $name }`
    .label = 第 { $serial } 版责任明细表靠它判断要不要升级审核；找不到，有关栏目一律不发
    .help = 从历史里恢复这个文件：`git checkout <提交> -- .qianfa/policy`
QF517-text = 词表 `{ $name }` 读不出来
    .label = 词表应当是 UTF-8 文本，不超过 4 MiB；读不出来，有关栏目一律不发
    .help = 换一份能读的词表，把摘要写进下一版 `reviewers.toml`，请规定人数签名

## 历史从哪里来

QF603-genesis = 创始提交 `{ $genesis }` 里不是信任根所指的第 1 版
    .label = 那里应当只有第 1 版责任明细表，摘要与信任根一致，并有规定人数的签名
    .help = 用 `qianfa trust show` 核对信任根；写错了的，换成正确的创始提交
QF603-no-genesis = 历史里没有创始提交 `{ $genesis }`
    .label = 信任从创始提交开始，这段历史不是从那里来的
    .help = 用 `qianfa trust show` 核对信任根，看取来的是不是这个版本库、这个分支
QF603-several = 可以当创始提交的有 { $count } 个：`{ $commits }`
    .label = 它们各自带来第 1 版责任明细表，谁也不在谁后面，版本库自己说不清信谁
    .help = 用别的途径问清楚，再运行 `qianfa trust pin`

## 不算数的版本

QF605-after-other = `{ $file }` 的 `after` 所指的提交里，最新的不是它的上一版
    .label = 这一版应当从上一版生效之后、下一版生效之前的提交算起
    .help = 把 `after` 改成上一版生效之后的提交，重新签名
QF605-after-outside = `{ $file }` 的 `after` 所指的提交不是创始提交的后代
    .label = 那里没有一版责任明细表生效
    .help = 把 `after` 改成主分支上的提交，重新签名
QF605-after-unknown = `{ $file }` 的 `after` 所指的提交不在历史里
    .label = 不知道这一版从哪里算起
    .help = 合并那个提交所在的分支；没有那个提交的，改正 `after`，重新签名
QF605-gap = `{ $file }` 前面缺一版有效的
    .label = 各版按序号一版接一版
    .help = 先把前一版补齐签好；不要这一版的，删去这个文件
QF605-id-again = `{ $file }` 把离开的人的代号 `{ $person }` 给了另一个人
    .label = 这个代号原来是{ $before }，现在写成{ $now }
    .help = 给{ $now }另起一个代号，重新签名
QF605-many = 第 1 版责任明细表的草稿太多
    .label = 没有固定信任根，程序不再一份份看下去
    .help = 用别的途径问清信任根，运行 `qianfa trust pin`
QF605-mode = `{ $file }` 不是普通文件
    .label = 链接、可执行文件和子模块不能当责任明细表
    .help = 删去它，放入普通文件
QF605-more = 另有 { $count } 个文件不是有效的版本
    .label = 这个文件夹里只放有效的版本和它们的签名、词表
    .help = 把多余的文件删去
QF605-none = 没有一版责任明细表生效
    .label = 历史里没有 `.qianfa/policy/0001.toml` 带着它自己规定的签名
    .help = 写好 `reviewers.toml`，请规定人数运行 `qianfa policy sign`
QF605-own-root = `{ $file }` 缺新的管理人的签名
    .label = 改了 `[root]`，新的管理人也要签：需要 { $needed } 人，已签 { $count } 人（{ $signed }）
    .help = 还可以签的人：{ $able }；请他们运行 `qianfa policy sign`
QF605-previous = `{ $file }` 的 `previous` 不是上一版的摘要
    .label = 它不是接着生效的上一版写的
    .help = 把 `previous` 改成上一版的摘要，重新签名
QF605-rejects-itself = `{ $file }` 否定了它自己前面的一版
    .label = `rejects` 只能写另一支上同号的版本
    .help = 从 `rejects` 里删去它，重新签名
QF605-root = `{ $file }` 不是信任根所指的第 1 版
    .label = 第 1 版的摘要应当与信任根一致
    .help = 从历史里恢复第 1 版；本来就错了的，用 `qianfa trust show` 核对信任根
QF605-serial = `{ $file }` 里写的是第 { $found } 版
    .label = 文件名里的序号和 `serial` 应当一致
    .help = 改正 `serial` 或者文件名，重新签名
QF605-shared-key = `{ $file }` 把 `{ $other }` 的密钥给了 `{ $person }`
    .label = 一把密钥从头到尾只属于一个人
    .help = 请 `{ $person }` 另做一把密钥，重新签名
QF605-signature = `{ $file }` 不算数
    .label = 它不是 `{ $person }` 用当时有效的密钥对第 { $serial } 版签的，或者这人不是管理人
    .help = 删去它；要签的，请 `{ $person }` 运行 `qianfa policy sign`
QF605-signatures = `{ $file }` 缺管理人的签名
    .label = 需要上一版的管理人 { $needed } 人，已签 { $count } 人（{ $signed }）
    .help = 还可以签的人：{ $able }；请他们运行 `qianfa policy sign`，不要这一版的，删去这个文件
QF605-state = `{ $file }` 让 `{ $person }` 的密钥从 `{ $from }` 变成 `{ $to }`
    .label = 暂停可以恢复；注销和失密不能回头
    .help = 给 `{ $person }` 登记一把新的密钥，重新签名
QF605-stray = `{ $file }` 不属于任何有效的版本
    .label = 这个文件夹里只放有效的版本和它们的签名、词表
    .help = 删去它
QF605-structure = `{ $file }` 读不懂
    .label = 格式、序号、`previous`、`after`、`rejects`、`void`、`[root]` 或者密钥的归属有错
    .help = 在 `reviewers.toml` 里改好，`qianfa check` 说没有问题之后重新签名
QF605-trusted-through = 第 { $serial } 版写的 `trusted-through` 不算数
    .label = `{ $commit }` 不在这一版的 `after` 之前，失密的密钥签的一概不算
    .help = 在下一版里改成 `after` 之前的提交
QF605-unreadable = `{ $file }` 不是 UTF-8 文本，或者太大
    .label = 责任明细表不超过 4 MiB
    .help = 删去它，放入能读的文件

## 丢了的版本

QF606-changed = 生效过的 `{ $file }` 被改了
    .label = 签过名的一版一个字也不能改
    .help = 从历史里恢复：`git checkout <提交> -- .qianfa/policy`；要改的，写成下一版
QF606-twin = 第 { $serial } 版有两份，都签过名
    .label = 一份是 `{ $other }`，另一份是 `{ $sha256 }`
    .help = 留下一份，在以后的一版里写 `rejects = ["sha256:{ $sha256 }"]`，请规定人数签名
QF606-unsupported = 生效过的 `{ $file }` 缺了签名，或者前面的版本缺了
    .label = 文件还在，但这里已经看不出它有效
    .help = 从历史里恢复：`git checkout <提交> -- .qianfa/policy`

## 大家看到的文件

QF607-absent = 没有 `reviewers.toml`
    .label = 生效的是 `{ $archived }`
    .help = 把 `{ $archived }` 复制成 `reviewers.toml`

## 审核：签名

QF501-nobody = 缺少{ $department-name }（`{ $department }`）的“{ $step-name }”（`{ $step }`）签名，没有人能签
    .label = 有权限的人或者没有密钥，或者是作者，或者已经签了另一步
    .help = 在 `reviewers.toml` 里给别人授权或者登记密钥，再运行 `qianfa policy sign --next`
QF501-file = 缺少“{ $step-name }”（`{ $step }`）签名
    .label = 可以签的人：{ $people-names }
    .help = 请其中一人看过之后运行 `qianfa approve { $page } --step { $step }`
QF501-withheld = 说不清需要谁签：第 { $serial } 版责任明细表有错
    .label = 步骤、升级或者范围写错了，宁可不发布
    .help = 运行 `qianfa check` 看错在哪里，改好后签下一版
QF501-no-cell = `{ $path }` 在责任明细表里没有对应的要求
    .label = 栏目、处室或者密级不合，或者文件读不懂
    .help = 运行 `qianfa check { $page }` 看哪里不合
QF502-version = { $person-name }（`{ $person }`）的“{ $step-name }”（`{ $step }`）签的是另一版
    .label = 签名 `{ $commit }` 之后内容变了
    .help = 请{ $person-name }看过之后运行 `qianfa approve { $page } --step { $step }`
QF502-declared = { $person-name }（`{ $person }`）的“{ $step-name }”（`{ $step }`）签名已被责任明细表宣布无效
    .label = 签名 `{ $commit }` 列在 `void` 里
    .help = 请{ $person-name }或者别人重新签：`qianfa approve { $page } --step { $step }`
QF502-objected = { $person-name }（`{ $person }`）的“{ $step-name }”（`{ $step }`）签名被本人的退回取代
    .label = 退回 `{ $because }` 在签名 `{ $commit }` 之后，或者与它并列
    .help = 改稿后重新签；退回有误的，请{ $person-name }运行 `qianfa approve { $page } --step { $step }`
QF508-stops-all = { $person-name }（`{ $person }`）的审核签名 `{ $commit }` 写法不对，又读不出说的是哪些文件，全部停止发布
    .label = 第 { $line } 行：{ sign-off-fault }；它也可能是一次退回
    .help = 请{ $person-name }在它之后用 `qianfa approve` 或 `qianfa object` 再签一次；已经离任的，在下一版 `reviewers.toml` 里写 `void = ["{ $commit }"]`，再运行 `qianfa policy sign --next`
QF515-site = `site.toml` 没有批准，也没有批准过的旧版
    .label = 没有配置就没有网站
    .help = 请有权限的人运行 `qianfa approve site.toml --step <步骤>`
QF515-single = `site.toml` 的新旧两版，一个写的是单站，一个写的是站群
    .label = 单站和站群的栏目目录不同，不能混用
    .help = 先请有权限的人批准 `site.toml`，再发布
QF517-withheld = 不知道要不要升级审核：词表 `{ $name }` 不是存档的那一份
    .label = 第 { $serial } 版责任明细表用到它
    .help = 把存档的词表恢复到 `.qianfa/policy/` 里，或者签下一版
QF604-root = 已经发布的网站出自另一个信任根（提交 `{ $commit }`）
    .label = 两个信任根不能写进同一个目录
    .help = 换一个输出目录，或者查明哪一个信任根是真的

## 发布

QF404-held = 网址 `{ $address }` 有两页要用，其中显示的是旧版
    .label = 另一页是 { $other }
    .help = 改其中一页的文件名或者 `id`，或者先审完新版
QF414-waits = 链接的页面还没有审完，暂不发布
    .label = 发布时这里只显示文字
    .help = 等 { $page } 审完，链接会自己出现
QF120-before = 索引号 `{ $index }` 发给过另一个页面
    .label = { $other } 用过它；号码只发一次，那个页面撤下或换号以后也不再用
    .help = 运行 `qianfa check --fix`，换成下一个没有用过的号；如果是同一份文件换了文件名，写上原来的 `id` 或 `redirect_from`
QF410-lost = 原来的网址 `{ $address }` 没有去处
    .label = 这一页批准过的那一版用的是它
    .help = 在前言里写 `redirect_from: [{ $address }]`；内容要换网址的，最好写明 `id`
