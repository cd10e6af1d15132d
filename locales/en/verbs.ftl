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

## build

release-unpinned = no trust root, no release
release-unpinned-hint = compare it with somebody and run `qianfa trust pin`, or give `--trust FILE`; `--unpinned` only to try things out
release-made = Released { $pages } pages of { $sites } sites, { $files } files, { $size }; { $waiting } wait, { $held } of them shown as last approved; { $seconds } s, in { $out }
release-trust = Keep the new trust root, the next release needs it: { $trust }
release-stopped = Nothing was released; the site stays as it was.
