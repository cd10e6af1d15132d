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

## build, serve

build-unknown-site = the group has no site `{ $site }`
build-out = a preview cannot be written to `{ $path }`
build-out-hint = content, themes, the repository or releases live there; choose an empty folder, or leave out `--out` (public/.preview)
build-read = read and checked { $pages } files, { $seconds } s so far
build-written = wrote { $files } files, { $seconds } s so far
build-made = Preview made: { $pages } pages, { $sites } sites, { $files } files, { $size }; { $withheld } pages with errors withheld; { $seconds } s; in { $out }
progress-read = reading and checking
progress-write = rendering
serve-site = { $url }  { $name }
serve-stop = Stop with Ctrl+C.
serve-failed = cannot open `{ $address }`
serve-failed-hint = it may be taken: choose another port with `--addr 127.0.0.1:8080`

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
policy-next-written =
    reviewers.toml has these lines now:
    { $lines }
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
hook-malformed = [QF508] the sign-off { $commit } is malformed (line { $line }: { $fault }); its signer signs again with `qianfa approve` and its like
hook-copied = [QF518] { $commit } is a sign-off copied by a rebase or a cherry-pick and counts nothing; merge instead, or have its signer sign again
hook-unrelated = [QF603] { $commit } does not come from our history; commit its content as an ordinary change instead of merging another repository
hook-unsigned =
    [QF506] `{ $path }` was changed by { $commit }, and nobody who may write there signed that; { $people ->
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
