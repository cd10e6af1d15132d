# Problems of the chain (QF517, QF6xx): the cases of one rule.
# The value is the headline, .label says why, .help what to do.

## Word lists

QF517-absent = word list `{ $name }` not in the repository
    .label = version { $serial } of the matrix decides by it whether to escalate; the columns concerned are withheld
    .help = put it back from history: `git checkout <COMMIT> -- .qianfa/policy`
QF517-text = word list `{ $name }` cannot be read
    .label = a word list is UTF-8 text of at most 4 MiB; the columns concerned are withheld
    .help = take a list that can be read, write its hash into the next `reviewers.toml` and have enough people sign

## Where history comes from

QF603-genesis = genesis `{ $genesis }` does not carry the version 1 that the trust root names
    .label = it must hold version 1 of the matrix alone, with the hash of the trust root and enough signatures
    .help = check the trust root with `qianfa trust show`; if it is wrong, pin the right genesis
QF603-no-genesis = genesis `{ $genesis }` not in the history
    .label = trust begins at genesis, and this history does not come from there
    .help = check with `qianfa trust show` whether this is the right repository and branch
QF603-several = { $count } commits could be genesis: `{ $commits }`
    .label = each brings a version 1 and none comes after another, so the repository cannot say whom to believe
    .help = ask its people by another way, then run `qianfa trust pin`

## Versions that do not count

QF605-after-other = in the commit that `{ $file }` names as `after`, another version than the one before is the newest
    .label = a version holds from a commit after the one before it and before the next
    .help = let `after` name a commit in which the version before is in force, and have it signed again
QF605-after-outside = the commit that `{ $file }` names as `after` does not descend from genesis
    .label = no version of the matrix is in force there
    .help = let `after` name a commit of the main branch, and have it signed again
QF605-after-unknown = the commit that `{ $file }` names as `after` is not in the history
    .label = nobody can say from where this version holds
    .help = merge the branch of that commit; if there is none, mend `after` and have it signed again
QF605-gap = no valid version before `{ $file }`
    .label = versions follow each other by number
    .help = complete the version before first; delete a draft that nobody wants
QF605-id-again = `{ $file }` gives the id `{ $person }` of somebody who left to another person
    .label = it was { $before }, and is now { $now }
    .help = give { $now } an id of their own, and have it signed again
QF605-many = too many drafts of version 1 of the matrix
    .label = without a pinned trust root they are not all looked through
    .help = ask for the trust root by another way, and run `qianfa trust pin`
QF605-mode = `{ $file }` is no plain file
    .label = a link, a program or a submodule is no matrix
    .help = delete it, and put a plain file in its place
QF605-more = { $count } more files that are no valid version
    .label = this folder holds valid versions, their signatures and word lists, and nothing else
    .help = delete what does not belong here
QF605-none = no version of the matrix in force
    .label = history holds no `.qianfa/policy/0001.toml` with the signatures that it demands itself
    .help = write `reviewers.toml`, and have enough people run `qianfa policy sign`
QF605-own-root = `{ $file }` lacks signatures of its new root
    .label = `[root]` changed, so its own people sign too: { $needed } needed, { $count } there ({ $signed })
    .help = who could sign: { $able }; have them run `qianfa policy sign`
QF605-previous = `previous` of `{ $file }` is not the hash of the version before
    .label = it was not written after the version in force
    .help = let `previous` be the hash of the version before, and have it signed again
QF605-rejects-itself = `{ $file }` rejects a version before itself
    .label = `rejects` names versions of another branch
    .help = take it out of `rejects`, and have it signed again
QF605-root = `{ $file }` is not the version 1 that the trust root names
    .label = version 1 must have the hash of the trust root
    .help = put version 1 back from history; if it was never right, check `qianfa trust show`
QF605-serial = `{ $file }` says that it is version { $found }
    .label = the number in the file's name and `serial` must agree
    .help = mend `serial` or the name, and have it signed again
QF605-shared-key = `{ $file }` gives a key of `{ $other }` to `{ $person }`
    .label = a key belongs to one person for ever
    .help = have `{ $person }` make a key of their own, and have it signed again
QF605-signature = `{ $file }` does not count
    .label = `{ $person }` did not make it over version { $serial } with a key active then, or is not of the root
    .help = delete it; if `{ $person }` should sign, have them run `qianfa policy sign`
QF605-signatures = `{ $file }` lacks signatures of the root
    .label = { $needed } people of the root before it needed, { $count } there ({ $signed })
    .help = who could sign: { $able }; have them run `qianfa policy sign`, or delete a draft that nobody wants
QF605-state = `{ $file }` turns a key of `{ $person }` from `{ $from }` to `{ $to }`
    .label = a suspended key can be resumed; a revoked or compromised one never comes back
    .help = register a new key for `{ $person }`, and have it signed again
QF605-stray = `{ $file }` belongs to no valid version
    .label = this folder holds valid versions, their signatures and word lists, and nothing else
    .help = delete it
QF605-structure = `{ $file }` cannot be understood
    .label = format, serial, `previous`, `after`, `rejects`, `void`, `[root]` or the owner of a key is wrong
    .help = mend it in `reviewers.toml` until `qianfa check` is content, and have it signed again
QF605-trusted-through = `trusted-through` of version { $serial } counts nothing
    .label = `{ $commit }` does not lie before its `after`, so nothing that the compromised key signed counts
    .help = name a commit before `after` in the next version
QF605-unreadable = `{ $file }` is no UTF-8 text, or too large
    .label = a matrix has at most 4 MiB
    .help = delete it, and put a file in its place that can be read

## Versions that were lost

QF606-changed = `{ $file }`, once in force, was changed
    .label = not a letter of a signed version may change
    .help = put it back from history: `git checkout <COMMIT> -- .qianfa/policy`; write a change as the next version
QF606-twin = two signed versions { $serial }
    .label = one is `{ $other }`, the other `{ $sha256 }`
    .help = keep one, write `rejects = ["sha256:{ $sha256 }"]` into a later version, and have enough people sign it
QF606-unsupported = `{ $file }`, once in force, lacks its signatures or the versions before it
    .label = the file is there, but nothing here shows that it is valid
    .help = put them back from history: `git checkout <COMMIT> -- .qianfa/policy`

## The file that people see

QF607-absent = no `reviewers.toml`
    .label = `{ $archived }` is in force
    .help = copy `{ $archived }` to `reviewers.toml`

## Review: signatures

QF501-nobody = no signature for step { $step-name } (`{ $step }`) of { $department-name } (`{ $department }`), and nobody can give it
    .label = whoever may has no key, is an author, or fills another step
    .help = grant the step to others or register a key in `reviewers.toml`, then run `qianfa policy sign --next`
QF501-file = no signature for step { $step-name } (`{ $step }`)
    .label = who may sign: { $people-names }
    .help = have one of them read it and run `qianfa approve { $page } --step { $step }`
QF501-withheld = nobody can say who must sign: version { $serial } of the matrix has errors
    .label = a step, an escalation or a scope is wrong, so nothing is published on a guess
    .help = run `qianfa check` to see where, mend it and sign the next version
QF501-no-cell = the matrix has no requirement for `{ $path }`
    .label = its column, department or level does not fit, or it cannot be read
    .help = run `qianfa check { $page }` to see what does not fit
QF502-version = { $person-name } (`{ $person }`) signed another version in step { $step-name } (`{ $step }`)
    .label = it changed after sign-off `{ $commit }`
    .help = have { $person-name } read it and run `qianfa approve { $page } --step { $step }`
QF502-declared = the matrix declares the signature of { $person-name } (`{ $person }`) for step { $step-name } (`{ $step }`) without force
    .label = sign-off `{ $commit }` stands in `void`
    .help = have { $person-name } or somebody else sign again: `qianfa approve { $page } --step { $step }`
QF502-objected = { $person-name } (`{ $person }`) took back the signature for step { $step-name } (`{ $step }`) by an objection
    .label = objection `{ $because }` comes after sign-off `{ $commit }` or beside it
    .help = mend the text and have it signed again; if the objection was a mistake, have { $person-name } run `qianfa approve { $page } --step { $step }`
QF508-stops-all = malformed sign-off `{ $commit }` of { $person-name } (`{ $person }`), and nobody can read which files it is about: everything stops
    .label = line { $line }: { sign-off-fault }; it may have been an objection
    .help = have { $person-name } sign again on top of it with `qianfa approve` or `qianfa object`; if they have left, write `void = ["{ $commit }"]` into the next version of `reviewers.toml` and run `qianfa policy sign --next`
QF515-site = `site.toml` is not approved, and no version of it ever was
    .label = no configuration, no site
    .help = whoever may runs `qianfa approve site.toml --step <step>`
QF515-single = one version of `site.toml` describes one site, the other a group
    .label = their columns lie in different folders and cannot be mixed
    .help = have `site.toml` approved first, then release
QF517-withheld = nobody can say whether the review escalates: word list `{ $name }` is not the archived one
    .label = version { $serial } of the matrix uses it
    .help = put the archived list back into `.qianfa/policy/`, or sign the next version
QF604-root = what is published comes from another trust root (commit `{ $commit }`)
    .label = two trust roots cannot share a folder
    .help = use another output folder, or find out which root is the true one

## Release

QF404-held = two pages want the address `{ $address }`, one of them as it was last approved
    .label = the other is { $other }
    .help = change the file name or `id` of one of them, or have the new version approved
QF414-waits = the page that this links to waits for signatures and is not published
    .label = in the release this is plain text
    .help = once { $page } is approved the link appears by itself
QF120-before = the index number `{ $index }` was issued to another page
    .label = { $other } had it; a number is issued once and stays used when that page is gone or has another
    .help = run `qianfa check --fix`, which takes the next free number; if it is the same document under another file name, give it the old `id` or `redirect_from`
QF410-lost = nothing leads away from the former address `{ $address }`
    .label = the last approved edition of this page stood there
    .help = write `redirect_from: [{ $address }]` into its front matter; with an `id` a page keeps its address
