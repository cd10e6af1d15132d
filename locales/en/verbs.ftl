### What the verbs say.

## No site

failure-no-site = no site.toml in `{ $path }`
failure-no-site-hint = name the site's folder with `-C`, make one with `qianfa init`, or look at the sample with `qianfa demo`
failure-changed = `{ $path }` changed while it was built, or can no longer be read
failure-changed-hint = run the command again
failure-not-empty = `{ $path }` holds files and was left alone
failure-not-empty-hint = choose a folder that is empty or does not exist
failure-theme = the theme cannot render the pages
failure-key = no key was made
ask-nothing = the title is missing and nobody is there to ask: give it with `--title`

## demo, init, new

demo-made = The sample group is ready: { $files } files, a key for each of { $people } people, in { $dir }
demo-open =
    Next:
      qianfa -C { $dir } serve          look at it in a browser (http://portal.localhost:1111/)
      qianfa -C { $dir } matrix         who answers for what, who must sign
      qianfa -C { $dir } check          everything that can be said about what people wrote
    Home page: { $home }
init-made = The new site is ready in { $dir }; register your colleagues, then write a first page with `qianfa new news`
init-new-key = No key of yours was found, so one was made; its private half is { $path } – replace it by one with a passphrase before real use
new-ask-title = Title:
new-made = Made { $path } – fill in what is empty, and the body
new-unknown-column = the matrix has no column `{ $column }`
new-container = the column “{ $column }” only lists the pages of others
new-bad-slug = `{ $slug }` cannot be a file name: use lower-case letters, digits and hyphens
new-name-hint = see all columns with `qianfa matrix`
new-exists = `{ $path }` exists and was left alone
new-exists-hint = choose another file name with `--slug`
column-ambiguous = { $count } columns are called “{ $name }”
column-ambiguous-hint = give an id, such as `{ $first }` or `{ $second }`; all of them: { $ids }

## check, explain

check-mended = Mended: { $fixes }
check-outside = the site has no `{ $path }`
explain-unknown = no finding has the code or name `{ $code }`
explain-unknown-hint = codes look like `QF101`, names like `unknown-column`

## matrix

matrix-column = column
matrix-department = department
matrix-level = level
matrix-steps = who signs
matrix-and-others = { $name } … ({ $count } in all)
whois-authors = authors
whois-root = may sign the matrix
whois-unknown = no column, page or person is called `{ $name }`
whois-unknown-hint = give an id, a name, or the path of a page such as `content/portal/notice/2026-11-20-a.md`
whois-faulty = `{ $path }` has errors, so nobody can be named yet
whois-faulty-hint = see `qianfa check { $path }` first

## join

join-out = the whole cannot be written to `{ $path }`: the part `{ $part }` is at the same place
join-no-part = `{ $path }` is no part of a build that this version can join
join-no-part-hint = make all parts with `qianfa build --shard K/N` of the same version, and move hidden files too
join-missing = missing parts: { $parts }
join-missing-hint = name the directories of all parts in one call
join-twice = `{ $path }` is part { $number }, which is there already
join-differs = `{ $path }` is a part of another build: { $difference ->
        [number] another number of parts
        [program] another version of the program
        [now] another time
        [source] another commit, trust root or matrix, or another work tree
       *[whole] other files in all
    }
join-differs-hint = build all parts again: the same commit, the same `--as-of`, the same program
join-foreign = the part `{ $path }` lists `{ $file }`, which belongs to another part
join-extra = the part `{ $path }` holds `{ $file }`, which it does not list
join-lacks = the part `{ $path }` lacks `{ $file }`, which it lists
join-changed = in the part `{ $path }`, `{ $file }` was changed after it was made
join-incomplete = all parts of site `{ $site }` together are not the whole
join-altered-hint = nothing was written; fetch the part again, or build it again, and ask who changed it
join-other-root = `{ $path }` holds a release of another trust root
join-made = Joined { $parts } parts: { $sites } sites, { $files } files, { $size }; { $seconds } s, in { $out }
join-commit = Released is commit { $commit }

## build

build-unknown-site = the group has no site `{ $site }`
build-out = a preview cannot be written to `{ $path }`
build-out-hint = content, themes, the repository or releases live there; choose an empty folder, or leave out `--out` (public/.preview)
build-read = read and checked { $pages } files, { $seconds } s so far
build-written = wrote { $files } files, { $seconds } s so far
build-made = Preview made: { $pages } pages, { $sites } sites, { $files } files{ $unchanged ->
        [0] {""}
       *[other] , { $unchanged } of them unchanged
    }, { $size }; { $withheld } pages with errors withheld; { $seconds } s; in { $out }
progress-read = reading and checking
progress-write = rendering

## serve

serve-site = { $url }  { $name }
serve-nothing = { $url }  no pages yet; they appear once the errors are mended
serve-stop = Reloads when you save. Stop with Ctrl+C.
serve-failed = cannot open `{ $address }`
serve-failed-hint = it may be taken: choose another port with `--addr 127.0.0.1:8080`
serve-polls = the system cannot tell of changes in so many folders, so they are looked through every second: { $reason } (on Linux, raise fs.inotify.max_user_watches)
serve-deaf = changes of files cannot be noticed
serve-what = { $path }
serve-what-and = { $path } and others, { $count } files
serve-what-folders = folders changed
serve-made = { $what }: updated, { $errors } { $errors ->
        [one] error
       *[other] errors
    }, { $warnings } { $warnings ->
        [one] warning
       *[other] warnings
    }, { $milliseconds } ms
serve-stays = { $what }: not updated, the last good pages stay: { $why }
live-title = Preview
live-close = Close
live-draft = This is a draft (draft: true): only this machine's serve shows it; it is in no preview folder and is never published.
live-withheld = This page has errors and is not shown. Mend them and save, and it comes back by itself.
live-old = This page has errors; you see it as it was before. Mend them and save, and it is updated by itself.
live-stale = You see the last pages that could be made; they are updated by themselves once this is mended.
live-findings = On this page
live-elsewhere = Errors elsewhere
live-review = Review
live-next = next
live-error = Error
live-warning = Warning
live-note = Hint
live-fixable = `qianfa check --fix` can mend this.
live-away = serve has stopped
live-trouble = Pages were not updated
live-errors = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
live-warnings = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
live-is-draft = Draft
live-approved = Fully signed
live-waits = Waits for review
live-plain = Preview
live-whole = Whole group: { $errors } errors, { $warnings } warnings
live-whole-waiting = Whole group: { $errors } errors, { $warnings } warnings, { $waiting } waiting for review
live-uncommitted-new = Not committed yet: `git commit` it first, then it can be reviewed.
live-uncommitted = This page differs from the last commit: what is reviewed is what was committed.
live-no-policy = There is no responsibility matrix in force, so nobody can say who must sign: { $why }
live-nothing = No pages yet
live-nothing-text = The configuration or a template has errors, so the site cannot be made. Mend them and save, and it appears here.
live-making-text = They are being made; it takes a moment.
live-withheld-title = This page is not shown
live-withheld-text = It has errors and was not made. Mend them and save, and it appears here.

## status

trust-unreadable = what { $from } holds is no trust root
trust-unreadable-hint = a trust root is one line, sha256:<hash of the first matrix>@<first commit>, as `qianfa trust pin` writes it
status-nobody = nobody in the matrix is called { $name }
status-unit = { $path }
status-unit-files = { $path } ({ $files } files)
status-verdict =
    { $verdict ->
        [approved] approved
        [pending] waits for signatures
        [objected] sent back
        [refused] evidence does not hold
       *[unpublished] level is never published
    }
status-shown =
    { $edition ->
        [head] the site shows this version
        [held] the site shows the last approved version
       *[none] the site shows nothing
    }
status-signed = ✓ { $step } { $person } { $commit }
status-waits = … { $step }: waits for { $people }
status-reason = ! { $what }: { $why }
status-nobody-may = ✗ { $step }: nobody can sign
status-gone = taken down; signatures for the withdrawal are missing
status-sum = { $approved } approved, { $waiting } not.

## audit

audit-root =
    trust root sha256:{ $root }
    genesis { $genesis }
    audited commit { $head }
audit-author = author { $person } ({ $key }), commit { $commit }
audit-nobody = a change that nobody registered signed, commit { $commit }
audit-step = ✓ { $step }: { $person } ({ $key }), by version { $versions }, commit { $commit }
audit-open = … { $step }: not yet
audit-sum = { $count } audited.

## policy

policy-first = version { $serial } sha256:{ $sha256 }, signed by { $people }
policy-version = version { $serial } sha256:{ $sha256 }, after { $after }, signed by { $people }
policy-no-version = there is no version { $serial }; the newest is { $newest }
policy-no-file = there is no `reviewers.toml`
policy-path = `{ $path }` cannot be a path
policy-next-written = reviewers.toml has these lines now: { $lines }
policy-next-hint = for the next version run `qianfa policy sign --next`; it writes serial, previous and after, and nothing else
policy-other-place = `after` in `reviewers.toml` is not { $after }
policy-no-lexicon = no word list `{ $name }` has the hash that is named
policy-no-lexicon-hint = put it at `data/lexicon/{ $name }.txt` and its SHA-256 into `[lexicon.{ $name }]`
policy-other-draft = `{ $path }` is another draft, and was left alone
policy-other-draft-hint = if nobody wants it, delete `{ $path }` and the signatures of its number
policy-stranger = this key ({ $key }) would count nothing: nobody in `[root]` uses it
policy-stranger-hint = who could sign: { $people }; name the key with `--key` or `git config user.signingKey`
policy-signed = { $person } signed version { $serial }.
policy-still =
    { $missing ->
        [0] Enough people of the root before have signed: { $signed }.
       *[other] { $missing } more of the root before must sign; signed: { $signed }; could sign: { $open }.
    }
policy-still-own =
    { $missing ->
        [0] Enough people of the new root have signed: { $signed }.
       *[other] { $missing } more of the new root must sign; signed: { $signed }; could sign: { $open }.
    }
policy-add = next: git add reviewers.toml .qianfa/policy/{ $serial }.*
policy-commit = Matrix version { $serial }, signed by { $person }
policy-committed = committed as { $commit }
policy-same = No difference.
policy-new = + { $kind } { $name }
policy-gone = - { $kind } { $name }
policy-changed = ~ { $kind } { $name }
policy-kind =
    { $kind ->
        [policy] rules
        [root] root
        [department] department
        [person] person
        [key] key
        [step] step
        [level] level
        [column] column
        [escalate] escalation
        [emergency] emergency
        [lexicon] word list
        [scope] other files
        [grant] grant
       *[other] { $kind }
    }

## people

people-person = { $person } { $department }: { $steps }
people-key-line =
    { $key } { $state ->
        [active] active
        [suspended] suspended
        [revoked] revoked
       *[compromised] compromised
    }, registered { $since }
people-write = writing
people-root = signs the matrix
people-key = key { $key }
people-step = { $step }
people-version = version { $serial }, signed by { $people }
people-change =
    { $what ->
        [grant] granted
        [adjust] changed
        [suspend] suspended
        [resume] resumed
        [revoke] revoked
       *[compromise] compromised
    } { $person } { $of } { $basis }
people-at = By version { $serial } in commit { $commit }; a date is no evidence, the order of commits is.
people-nothing = there was no matrix at { $when }
people-no-basis = `{ $step }` of { $person } has no written basis
people-no-key = { $person } holds steps, but no key to sign with
people-no-step = { $person } may sign nothing
people-few-roots = { $able } of the root can sign and { $threshold } must: with one away nobody can change the matrix
people-future-key = the key of { $person } is registered for { $day }, which has not come
people-old-key = the key of { $person } was registered on { $day }, longer ago than is allowed
people-concerns = { $count } to ask about.

## trust

trust-pinned = From { $from }.
trust-unpinned = Nothing is pinned here; this is what the repository says itself. Compare it by telephone or on paper, then run `qianfa trust pin`.
trust-same = Pinned already; nothing changed.
trust-other = another trust root is pinned here: { $before }; the repository says { $now }
trust-other-hint = find out why they differ; if it did change, run `qianfa trust pin --force`
trust-compare = Pinned on this machine. It is what the repository says itself: have a colleague read theirs out, and compare every digit.

## hooks, hook

ask-input = standard input cannot be read
hooks-installed = installed `{ $path }`
hooks-foreign = `{ $path }` is somebody else's, and was left alone; to use ours, add the line `qianfa hook { $name } "$@"` to it
hook-line = a line from git cannot be understood: { $line }
hook-refused = refused { $reference }: { $what }
hook-warning = note on { $reference }: { $what }
hook-finding = [{ $code }] { $what } ({ $why }); { $how }
hook-replace = replacement objects show another history; delete it and push again
hook-delete = the published branch stays; to publish another one, the server's administrator sets `qianfa.published` first
hook-back = the push would lose commit { $commit }; merge with `git pull` instead of forcing
hook-incomplete = the history is not whole ({ $reason }); push from a complete clone
hook-malformed = [QF508] the sign-off { $commit } is malformed (line { $line }: { sign-off-fault }); its signer signs again with `qianfa approve` and its like
hook-copied = [QF518] { $commit } is a sign-off copied by a rebase or a cherry-pick and counts nothing; merge instead, or have its signer sign again
hook-unrelated = [QF603] { $commit } does not come from our history; commit its content as an ordinary change instead of merging another repository
hook-unsigned = [QF506] `{ $path }` was changed by { $commit }, and nobody who may write there signed that; { $people ->
        [none] nobody may write there now, the root grants it first
       *[other] { $people } commits it signed, or answers for it with `qianfa vouch`
    }
hook-old-key = the key that signed { $commit } is registered since { $since }, too long ago; { $person } makes a new one and the root registers it
hook-future = { $commit } claims to be made at { $claimed }, and here it is { $now }; set the computer's clock and commit again
hook-backdated = `{ $path }` claims { $date }, more than a day before its first commit ({ $first }); its editor mends `date`, and for an import of old pages the administrator sets `qianfa.importing` for that time
hook-not-signing = commits are not signed, and the gate will not take them; run `git config gpg.format ssh` and `git config commit.gpgSign true`
hook-no-key = git does not know which key to sign with; run `git config user.signingKey ~/.ssh/id_ed25519`
hook-strange-key = the key that git signs with is not registered and counts nothing; the root registers it in `reviewers.toml`
hook-inactive-key =
    your key is { $state ->
        [suspended] suspended
        [revoked] revoked
       *[compromised] compromised
    } and counts nothing; the root registers a new one
hook-own-old-key = your key is registered since { $since }, too long ago for the server; make a new one and have the root register it
hook-ageing-key = your key ends in { $left } days; make a new one and have the root register it
hook-author = this commit makes you an author of `{ $path }`, and authors do not sign { $steps }; to review it, let an editor change it
hook-faults = pages have errors, nothing was committed; mend them, or use `git commit --no-verify`
hook-rebase = { $count } sign-offs here would count nothing after a rebase; use `git merge`

## build

release-out-committed = `{ $path }` is committed, and lies where a release puts its output
release-out-committed-hint = nobody signs what lies there: remove it from the repository (`git rm`), or take another folder with `--out`
release-unpinned = no trust root, no release
release-unpinned-hint = compare it with somebody and run `qianfa trust pin`, or give `--trust FILE`; `--unpinned` only to try things out
release-made = Released { $pages } pages of { $sites } sites, { $files } files{ $unchanged ->
        [0] {""}
       *[other] , { $unchanged } of them unchanged
    }, { $size }; { $waiting } wait, { $held } of them shown as last approved; { $seconds } s, in { $out }
release-trust = Keep the new trust root, the next release needs it: { $trust }
release-stopped = Nothing was released; the site stays as it was.

## Signatures

failure-moved = { $reference } was moved meanwhile; it was left alone
failure-moved-hint = run it again
failure-signer = nothing was signed
failure-signer-hint = look at the passphrase, the hardware key and `git config user.signingKey`; `ssh-keygen -Y sign` tries it alone
failure-signing-format = git does not sign with an SSH key
failure-signing-format-hint = set it with `git config gpg.format ssh`
sign-detached = HEAD is on no branch; no branch would remember what is signed here
sign-detached-hint = go back to a branch with `git switch <branch>` first
sign-no-key = cannot tell which key git signs with
sign-no-key-hint = set it with `git config user.signingKey <public key file>`, or name it with `--key <file>`
sign-key-unknown = the matrix in force does not register the key { $key }
sign-key-suspended = this key is suspended: { $key }
sign-key-revoked = this key is revoked: { $key }
sign-key-compromised = this key is in other hands and can never sign again: { $key }
sign-key-unknown-hint = ask { $people } to register your key in the matrix and to sign that with `qianfa policy sign`
sign-key-ends = reminder: your key can be used until { $last } (registered on { $since }); take a new one soon and ask { $people } to register it
sign-key-old = your key could be used until { $last } (registered on { $since }); it cannot approve any more
sign-key-old-hint = take a new key and ask { $people } to register it; what you signed still counts
sign-unknown-step = the matrix has no step `{ $step }`
sign-unknown-step-hint = its steps are { $steps }
sign-no-reason = the reason is missing
sign-unpublished = the level of `{ $path }` is never published, so there is nothing to sign
sign-matrix = `{ $path }` does not agree with the matrix, so nobody can say who must sign
sign-matrix-hint = see `qianfa check { $path }` first
sign-approved = `{ $path }` is approved already and needs no emergency
sign-not-needed = `{ $path }` does not need "{ $step }"
sign-needed-hint = it needs { $steps }
sign-no-emergency = `{ $path }` cannot be published in an emergency by "{ $step }": [emergency] in the matrix does not name the step or the column
sign-already = "{ $step }" of `{ $path }` was signed by { $people } already
sign-not-yours = `{ $path }`: { $person } does not hold "{ $step }" for { $department } in this column
sign-not-yours-file = `{ $path }`: { $person } does not hold "{ $step }" for it
sign-two-steps = `{ $path }`: you signed "{ $other }" of it; nobody signs two steps
sign-author = `{ $path }`: you are an author of this version and cannot review it
sign-author-commit = `{ $path }`: you are an author of this version (commit { $commit }) and cannot review it
sign-order = `{ $path }`: "{ $earlier }" is not signed yet; "{ $step }" would not count now
sign-order-hint = "{ $earlier }" comes first; who can: { $people }
sign-others-hint = who can: { $people }
sign-nobody-hint = nobody can sign it now; ask those who answer for the matrix
sign-no-writer = `{ $path }`: { $person } may not write there, and cannot vouch for it
sign-answered = somebody answers for every change of `{ $path }`; nobody needs to vouch
sign-folder-hint = there is nothing in `{ $path }` that you could sign now
sign-policy = `{ $path }` is not signed this way
sign-policy-hint = the matrix is signed with `qianfa policy sign`
sign-no-unit = `{ $path }` belongs to nothing that is published
sign-no-unit-hint = an attachment is named by a page, or lies in the page's own folder
sign-not-committed = `{ $path }` is not committed, so it cannot be signed
sign-not-committed-hint = commit it first with `git add` and `git commit -S`
sign-gone = `{ $path }` is deleted
sign-gone-hint = if it was published, use `qianfa withdraw { $path } --step <step> -m <reason>`
sign-not-plain = `{ $path }` is no plain file, or too large to be signed
sign-too-large = `{ $path }` has too many files for one sign-off (at most 4096)
sign-uncommitted = note: { $files } files are not committed ({ $paths }); only what HEAD holds is signed
sign-unanswered = note: nobody answers for some change of { $units } of these; somebody who may write there must `qianfa vouch` for it
sign-vouch-author = note: who vouches is an author, and cannot review these pages
sign-veto = note: these versions will not be published until they change or you approve them
sign-no-veto = note: your own approvals of these versions will not count any more; this step has no veto
sign-moved-page = the page was moved
sign-left-behind = note: it came from `{ $path }`, whose withdrawal you cannot sign yet:
sign-still-there = `{ $path }` is still there
sign-still-there-hint = delete it with `git rm { $path }` and commit that; the site drops it at once, and then it can be signed
sign-never-published = `{ $path }` was never published, so there is nothing to withdraw
sign-ask = { $person }, sign these { $files } files? (y/n)
sign-asking = Asking your signer; touch your hardware key if you use one.
sign-objected = note: { $people } objects to `{ $path }`; it stays off the site until they approve: { $reason }
sign-nothing = Nothing was signed.
sign-done = { $person } signed { $files ->
        [one] 1 file
       *[other] { $files } files
    } in { $commits ->
        [one] 1 commit, { $commit }
       *[other] { $commits } commits, the last is { $commit }
    }
sign-next = next: { $step }, waits for { $people } ({ $units })
sign-next-nobody = next: { $step }, but nobody can sign it now ({ $units })
sign-complete = { $units ->
        [one] every step is signed
       *[other] every step is signed: { $units } pages
    }
sign-subject = { $action ->
        [approve] approve ({ $step })
        [object] object ({ $step })
        [withdraw] withdraw ({ $step })
        [emergency] emergency ({ $step })
       *[vouch] vouch
    }: { $path }{ $files ->
        [1] {""}
       *[other] {" "}… ({ $files } files)
    }
sign-text = the text cannot be signed as it is
sign-text-hint = no line of it may begin with `Qianfa-`, and it may hold no control characters
sign-wrong = the finished commit { $commit } is not what was to be signed; the branch was left alone
sign-wrong-hint = look at `gpg.ssh.program` and `user.signingKey`: the registered key must sign
sign-moved = somebody moved { $branch } while you signed; { $commit } was left out
sign-moved-hint = run it again, look at it again, and sign
sheet-what = { $action ->
        [approve] approve: { $step }
        [object] object: { $step }
        [withdraw] withdraw: { $step }
        [emergency] emergency: { $step }
       *[vouch] vouch
    }
sheet-who = by { $person } ({ $key })
sheet-states = states: { $text }
sheet-file = { $path }  { $change }  { $mode } sha256:{ $sha256 } { $size } bytes
sheet-moved = { $path }  was moved; its withdrawal is signed, too
sheet-gone = { $path }  is deleted; its last edition is { $edition }
change-new = new
change-same = as approved
change-gone = removed
change-bytes = replaced
change-text = +{ $added } −{ $removed } lines
renew-nothing = you have nothing to renew in this step
renew-never = you never signed this version of `{ $path }`
renew-never-hint = sign it with `qianfa approve`
renew-apart = only a key in other hands signed these; look at them and name each path: { $paths }
renew-path = { $path }
adopt-known = HEAD has `{ $ref }` already
adopt-unrelated = `{ $ref }` and HEAD have no history in common
adopt-nothing = no signature would count again with `{ $ref }`; the branch was left alone
adopt-broken = The chain of policies would not hold with it; the branch was left alone.
adopt-subject = adopt the signatures of { $ref }
adopt-done = adopted `{ $ref }` with the merge { $commit }
adopt-counts = counts again: { $path } { $step } { $person } { $commit }
adopt-lost = counts no more: { $path } { $step } { $person } { $commit }
adopt-verdict = now: { $path } { $verdict }
diff-no-such = HEAD has no `{ $path }`, and it was never published
diff-no-such-hint = give the path of a page, such as `content/portal/notice/2026-11-20-a.md`
diff-gone = { $path }  is deleted in HEAD; its last edition is in commit { $edition }
diff-approved = { $path }  HEAD is the approved edition
diff-never = { $path }  has no approved edition; all of it is new
diff-held = { $path }  against the edition on the site (commit { $edition }):
diff-ended = { $path }  against its last edition (commit { $edition }, no longer shown):
diff-hidden = off the terminal the text is not shown; use `--show-source` if you need it
diff-uncommitted = note: { $path } has changes that are not committed; HEAD is compared

## check

check-no-policy = No signed matrix yet: only the content was checked, no review.

## demo: signatures

demo-signed = Signed { $count } times as the matrix asks; one page waits, one was sent back, one is shown as it was, one was withdrawn: see qianfa status
demo-no-editor = nobody can write { $path }
demo-chain = the matrix of the sample is not in force

## init: signatures

init-unsigned = The first matrix is not signed yet ({ $reason }); run qianfa policy sign --commit, then qianfa trust pin
