### The command line: help, failures, what verbs say.

## The frame of the help

cli-heading-usage = Usage:
cli-heading-verbs = Commands
cli-heading-verb = COMMAND
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-global = Global options
cli-heading-examples = Examples:
cli-usage-options = [OPTIONS]

## The help of each verb

cli = 签发 qianfa: checks the content of a group of websites against its responsibility matrix, previews static sites
    .example =
        qianfa demo
        qianfa check
        qianfa build --preview
        qianfa check --help
    .arg-work-in = Work in this directory [default: the current one]
    .arg-lang = Which language to speak: zh-CN, en [default: QIANFA_LANG, site.toml, LANG, in this order]
    .arg-color = When to use colour: auto (on a terminal), always, never [default: auto]
    .arg-quiet = Say only results and failures
    .arg-verbose = Say more: how it was done, and how long it took
    .arg-as-of = Call this moment now, such as 2026-11-23T09:00; same moment, same result [default: the clock]
    .arg-help = Show help
    .arg-version = Show the version
cli-demo = Make a whole sample group of sites, check it, build it, and say what to open
    .example =
        qianfa demo
        qianfa demo ~/anlan
    .arg-dir = Where, empty or not there yet [default: qianfa-demo]
cli-init = Make a new, empty site: configuration, responsibility matrix with you as root, repository
    .example =
        qianfa init
        qianfa init bureau-site
    .arg-dir = Where, empty or not there yet [default: the current directory]
cli-new = Make a page with its department, level and so on prefilled from the matrix
    .example =
        qianfa new portal/notice --title 关于组织申报示范项目的通知
        qianfa new 通知公告 --title 关于开展调查的通知 --slug survey
    .arg-column = Id or name of the column
    .arg-title = The title
    .arg-slug = File name without date and extension [default: made from the time]
cli-check = Check everything that people wrote: formats, matrix, content, links
    .example =
        qianfa check
        qianfa check content/portal/notice
        qianfa check --fix
        qianfa check --format github
    .arg-paths = Only what is wrong in these files and directories [default: all]
    .arg-fix = Mend what can be mended without changing the meaning
    .arg-rev = Check this commit instead of the work tree
    .arg-worktree = Only the work tree, no reviews
    .arg-strict = Warnings about the matrix count as errors
    .arg-complete = What waits for signatures counts as an error
    .arg-trust = File that holds the trust root [default: QIANFA_TRUST, then the repository's qianfa.trust]
    .arg-format = Form of the report: human, concise, json, sarif, github, gitlab [default: human]
    .arg-show-source = Quote the text of pages also off the terminal; not where logs are public
cli-explain = Show the manual of a finding: what it is, why it matters, what to do
    .example =
        qianfa explain QF104
    .arg-code = Code of the finding, such as QF104
cli-matrix = Show the responsibility matrix as a table: column, level, who signs
    .example =
        qianfa matrix
        qianfa matrix whois portal/notice
cli-matrix-whois = Say in one line who answers for a column or page and who signs, or what a person may do
    .example =
        qianfa matrix whois portal/notice
        qianfa matrix whois content/portal/notice/2026-11-20-a.md
        qianfa matrix whois yue
    .arg-name = A column, a page or a person
cli-build = Release the sites: only what carries every signature; or build a preview
    .example =
        qianfa build
        qianfa build --strict --trust ../trust
        qianfa build --preview
        qianfa build --preview --site portal --out /tmp/preview
        qianfa --as-of 2026-11-23T09:00 build --shard 2/5 --out part-2
    .arg-preview = The work tree as it is: watermarked, not to be indexed
    .arg-out = The directory that holds the sites [default: public; of a preview: public/.preview]
    .arg-rev = The commit to release [default: HEAD]
    .arg-strict = Warnings about the matrix count as errors; no cache is used
    .arg-trust-cache = Use what earlier runs on this machine verified, also with --strict
    .arg-complete = Release nothing while anything waits
    .arg-unpinned = Release without a trust root: only to try things out
    .arg-trust = File that holds the trust root [default: QIANFA_TRUST, then the repository's qianfa.trust]
    .arg-published = manifest.json of what was published elsewhere: a release never falls behind it
    .arg-site = Only this site
    .arg-full = Build everything anew, using nothing of the last build
    .arg-shard = Only part K of N, for `qianfa join`; all parts need the same --as-of
    .arg-format = Form of the report: human, concise, json, sarif, github, gitlab [default: human]
    .arg-show-source = Quote the text of pages also off the terminal; not where logs are public
cli-join = Join the parts that `build --shard` made into the whole, if they are all there and as they were made
    .example =
        qianfa join part-1 part-2 part-3 --out public
    .arg-parts = The directories of all parts, in any order
    .arg-out = The directory that will hold the sites
cli-status = Show how far the reviews are: who still has to sign, who has signed
    .example =
        qianfa status
        qianfa status content/portal/notice
        qianfa status --for yue
    .arg-paths = Only these files and folders [default: everything that waits]
    .arg-person = Only what waits for this person: id or name
    .arg-rev = Which commit to look at [default: HEAD]
    .arg-trust = File that holds the trust root [default: QIANFA_TRUST, then the repository's qianfa.trust]
    .arg-format = Form of the report: human, json and others [default: human]
    .arg-show-source = Quote pages even off the terminal; not where logs are public
cli-audit = Check the evidence of a page or the whole site from nothing, and print the git commands that repeat it
    .example =
        qianfa audit
        qianfa audit content/portal/notice/2026-11-20-a.md
        qianfa audit --rev v2026.11 --format json
    .arg-paths = Only these files and folders [default: everything]
    .arg-rev = Which commit to look at [default: HEAD]
    .arg-trust = File that holds the trust root [default: QIANFA_TRUST, then the repository's qianfa.trust]
    .arg-format = Form of the report: human, json and others [default: human]
    .arg-show-source = Quote pages even off the terminal; not where logs are public
cli-policy = Versions of the responsibility matrix: sign, show, compare
    .example =
        qianfa policy log
        qianfa policy diff
        qianfa policy sign --next
cli-policy-sign = Archive reviewers.toml as the next version, and sign it
    .example =
        qianfa policy sign --next
        qianfa policy sign --key ~/.ssh/id_ed25519 --commit
    .arg-key = Sign with this key [default: git's user.signingKey]
    .arg-after = From which commit it holds [default: where we part from the published branch, else HEAD]
    .arg-next = First write serial, previous and after for the next version; nothing else changes
    .arg-commit = Commit it as well, signed
cli-policy-show = Show a version of the matrix exactly as it was signed
    .example =
        qianfa policy show
        qianfa policy show 3
    .arg-serial = Which version [default: the newest]
cli-policy-log = List the versions: hash, place, signers
    .example =
        qianfa policy log
cli-policy-diff = Compare two versions: in words, then line by line
    .example =
        qianfa policy diff
        qianfa policy diff 2 3
    .arg-from = The older version [default: the newest]
    .arg-to = The newer version [default: reviewers.toml of the work tree]
cli-people = The permission archive: who may do what
    .example =
        qianfa people
        qianfa people log
        qianfa people at 2026-11-20
cli-people-log = What was granted, changed, suspended, resumed and revoked, version by version
    .example =
        qianfa people log
cli-people-at = Who could do what on a day or in a commit
    .example =
        qianfa people at 2026-11-20
        qianfa people at HEAD~10
    .arg-when = A day, or a commit
cli-people-audit = What somebody should ask about
    .example =
        qianfa people audit
cli-people-allowed-signers = Print an allowed_signers file, for git and ssh-keygen
    .example =
        qianfa people allowed-signers
cli-trust = The trust root: the hash of the first matrix, and the commit that brought it
    .example =
        qianfa trust show
        qianfa trust pin
cli-trust-show = Show the trust root
    .example =
        qianfa trust show
cli-trust-pin = Note on this machine what the repository says of its own root
    .example =
        qianfa trust pin
        qianfa trust pin --force
    .arg-force = Even over another trust root
cli-hooks = Install git hooks
    .example =
        qianfa hooks install
cli-hooks-install = Install the hooks; those of others stay as they are
    .example =
        qianfa hooks install
        qianfa hooks install --server
    .arg-server = The server's pre-receive [default: in a bare repository; elsewhere pre-commit and pre-rebase]
cli-hook = Called by git's hooks
    .example =
        qianfa hook pre-commit
        qianfa hook pre-rebase main
cli-hook-pre-commit = Before a commit: who becomes an author, what is not signed, which pages have errors
    .example =
        qianfa hook pre-commit
cli-hook-pre-rebase = sign-offs are not rebased
    .example =
        qianfa hook pre-rebase main
    .arg-upstream = Onto what
    .arg-branch = Which branch [default: HEAD]
cli-hook-pre-receive = Judge a push before the server takes it; reads git's lines from standard input
    .example =
        qianfa hook pre-receive
cli-diff = Show how a page in HEAD differs from its last approved edition
    .example =
        qianfa diff content/portal/notice/2026-11-20-a.md
    .arg-path = The page
    .arg-show-source = Show the text off the terminal, too; not where the log is public
cli-approve = Approve these pages as they are, with all files that they use
    .example =
        qianfa approve content/portal/notice/2026-11-20-a.md --step head
        qianfa approve content/portal/notice --step final
        qianfa approve content/portal/notice/2026-11-20-a.md --step leader --emergency -m typhoon
    .arg-paths = Pages, folders, theme folders or site.toml; of a folder, what waits for you in this step
    .arg-step = The step that you sign, such as head, leader, final
    .arg-emergency = Sign for an emergency; -m must say why
    .arg-message = A remark; for an emergency the reason
    .arg-key = Sign with the key in this file [default: user.signingKey of git]
    .arg-yes = Sign without asking
    .arg-show-source = Show differences of text off the terminal, too; not where the log is public
cli-object = Send these pages back as they are, with a reason
    .example =
        qianfa object content/portal/notice/2026-11-20-a.md --step leader -m 'wrong figures'
    .arg-paths = Pages, folders, theme folders or site.toml
    .arg-step = The step in which you object
    .arg-message = The reason
    .arg-key = Sign with the key in this file [default: user.signingKey of git]
    .arg-yes = Sign without asking
    .arg-show-source = Show differences of text off the terminal, too; not where the log is public
cli-withdraw = Agree that pages that were deleted stay off the site
    .example =
        qianfa withdraw content/portal/notice/2026-11-20-a.md --step head -m outdated
    .arg-paths = Pages that were deleted, or the folders that they lay in
    .arg-step = The step that you sign
    .arg-message = The reason
    .arg-key = Sign with the key in this file [default: user.signingKey of git]
    .arg-yes = Sign without asking
    .arg-show-source = Show differences of text off the terminal, too; not where the log is public
cli-vouch = Answer, as somebody who may write there, for changes that nobody signed
    .example =
        qianfa vouch content/portal/notice/2026-11-20-a.md
        qianfa vouch content/portal
    .arg-paths = Pages, folders, theme folders or site.toml; of a folder, what nobody answers for
    .arg-key = Sign with the key in this file [default: user.signingKey of git]
    .arg-yes = Sign without asking
    .arg-show-source = Show differences of text off the terminal, too; not where the log is public
cli-renew = Sign again what you signed before and what no longer counts
    .example =
        qianfa renew --step final
        qianfa renew --step final content/portal/notice
    .arg-paths = Only these [default: everything that can be renewed]
    .arg-step = The step that you sign
    .arg-key = Sign with the key in this file [default: user.signingKey of git]
    .arg-yes = Sign without asking
    .arg-show-source = Show differences of text off the terminal, too; not where the log is public
cli-adopt = Merge a branch back after a squash, so that its signatures count again
    .example =
        qianfa adopt feature/notice
    .arg-reference = The branch, tag or commit
cli-serve = Browse the preview of the work tree on this machine: fresh after every save, with findings and review state
    .example =
        qianfa serve
        qianfa serve --addr 127.0.0.1:8080
    .arg-addr = Address and port on this machine [default: 127.0.0.1:1111]
cli-completions = Print the script that completes commands in a shell
    .example =
        qianfa completions bash
        qianfa completions zsh
    .arg-shell = bash, zsh, fish, powershell, elvish
cli-man = Write manual pages, one for each command
    .example =
        qianfa man man1
    .arg-dir = Where

## Mistakes on the command line

cli-error-unknown-verb = no command `{ $verb }`
cli-error-no-verb = a command is missing
cli-error-unknown-argument = no option `{ $arg }`
cli-error-extra = `{ $arg }` is one too many
cli-error-missing = `{ $arg }` is missing
cli-error-value = `{ $arg }` cannot be `{ $found }`
cli-error-no-value = nothing follows `{ $arg }`
cli-error-expected = `{ $arg }` was given as `{ $found }`; expected { $expected }
cli-error-conflict = `{ $arg }` cannot be used with `{ $other }`
cli-error-count = wrong number of values for `{ $arg }`
cli-error-utf8 = an argument is not UTF-8
cli-error-other = the command cannot be understood: { $reason }
cli-error-similar = did you mean `{ $similar }`?
cli-error-values = possible values: { $values }
cli-error-usage = usage: { $usage }
cli-error-help = see `qianfa --help`
cli-expected-moment = date and time, such as `2026-11-23T09:00`
cli-expected-site = the id of a site, such as `portal`
cli-expected-shard = part and number of parts, such as `2/5`, with at most 1000 parts
cli-expected-step = the id of a step, such as `head`
cli-expected-address = an address and port of this machine, such as `127.0.0.1:1111`

## Failures

cli-shard-clock = parts of a build must be made for one moment, and each machine has a clock of its own
cli-shard-clock-hint = give all of them the same `--as-of`, or the same SOURCE_DATE_EPOCH
cli-bad-epoch = SOURCE_DATE_EPOCH is `{ $found }`
cli-bad-epoch-hint = write the seconds since 1970, such as `1795395600`, or use `--as-of`
cli-bad-clock = the system clock is not between the years 1900 and 2999
cli-output-lost = not all output could be written
failure-internal-hint = this is a fault of the program: please report this message to its developers
failure-man = the manual page cannot be made
failure-read = cannot read `{ $path }`
failure-write = cannot write `{ $path }`
failure-not-ours = `{ $path }` holds other files and was left alone
failure-not-ours-hint = take an empty directory, or another one with `--out`
failure-other-mark = `{ $path }` holds the other kind of build and was left alone
failure-other-mark-hint = a preview and a release never share a directory: take another one with `--out`
failure-busy = another qianfa is writing; its lock is `{ $path }`
failure-busy-hint = wait until it is done
failure-render = `{ $output }` could not be made
failure-git = the repository cannot be read
failure-not-top = { $path } is not the top folder of its repository
failure-not-top-hint = signatures name paths from the top of the repository; give the site a repository of its own
failure-no-repository = `{ $path }` is not in a git repository
failure-no-repository-hint = name the site's directory with `-C`, or make one with `qianfa init`
failure-foreign-owner = `{ $path }` belongs to another user, so its configuration is not trusted
failure-foreign-owner-hint = if you trust it, run `git config --global --add safe.directory { $path }`
failure-shallow = the history of the repository is cut off (shallow clone)
failure-shallow-hint = run `git fetch --unshallow`
failure-object-format = the repository has object names of format `{ $format }`; only `sha1` is supported
failure-object-format-hint = a clone keeps the format; make a new repository with `git init --object-format=sha1` and bring the content into it
failure-ref-storage = the repository stores its branches as `{ $format }`, which cannot be read
failure-ref-storage-hint = run `git refs migrate --ref-format=files`
failure-unborn = branch `{ $branch }` has no commit yet
failure-no-revision = `{ $revision }` names no commit

## What verbs say when they are done

man-made = { $count ->
        [one] 1 manual page
       *[other] { $count } manual pages
    } written to `{ $dir }`
