# What the gate finds (QF5xx review, QF6xx history, trust root and versions of the matrix).
# The value is the headline, .label says why, .help what to do. Steps, departments and people have names beside their ids; `page` is a path as a shell takes it.

## Review

QF501 = no valid signature for step { $step-name } (`{ $step }`) of { $department-name } (`{ $department }`)
    .label = who may sign: { $people-names }
    .help = have one of them read it and run `qianfa approve { $page } --step { $step }`
QF502 = the signature of { $person-name } (`{ $person }`) for step { $step-name } (`{ $step }`) is void
    .label = sign-off `{ $commit }` had not seen commit `{ $because }`, which touched this content
    .help = look at `git show { $because }`, then have { $person-name } sign again: `qianfa renew --step { $step } { $page }` where the text is the one they signed, `qianfa approve { $page } --step { $step }` otherwise
QF503 = the signature of { $person-name } (`{ $person }`) for step { $step-name } (`{ $step }`) has no authority
    .label = sign-off `{ $commit }`, by version { $serial } of the matrix: { $reason ->
        [suspended] the key was suspended
        [revoked] the key was revoked
        [compromised] the key was compromised
        [unregistered] the key was not registered
        [no-grant] the person did not hold the step
        [outside] it does not come from genesis
       *[other] { $reason }
    }
    .help = have somebody sign who holds the step, `qianfa status { $page }` names them; if this person should, change and sign `reviewers.toml`, merge, and have them sign again
QF504 = { $person-name } (`{ $person }`) for both { $first-name } (`{ $first }`) and { $second-name } (`{ $second }`)
    .label = one person fills one step
    .help = have another person who may sign fill one of them; `qianfa status { $page }` names them
QF505 = { $person-name } (`{ $person }`), an author of this version, for step { $step-name } (`{ $step }`)
    .label = sign-off `{ $commit }` does not count: nobody reviews what they wrote (commit `{ $change }`)
    .help = have another person of that step sign; `qianfa status { $page }` names them
QF506 = no writer's signature on commit `{ $commit }`
    .label = who may write: { $people-names }
    .help = have one of them read it and run `qianfa vouch { $page }`; let git sign the next commits: `git config commit.gpgSign true`
QF506-key = { $person-name } (`{ $person }`) without write authority in commit `{ $commit }`
    .label = who may write: { $people-names }
    .help = have one of them read it and run `qianfa vouch { $page }`; if { $person-name } should write, grant `write`, sign that, and let them vouch
QF507 = sign-off lines in commit `{ $commit }`, which is no sign-off
    .label = a commit that changes files or has several parents never is one; its lines `Qianfa-` do nothing
    .help = sign apart with `qianfa approve`; if the branch was squashed, run `qianfa adopt <BRANCH>`
QF508 = malformed sign-off `{ $commit }`, which counts nothing
    .label = line { $line }: { sign-off-fault }
    .help = have its signer sign again with `qianfa approve` or `qianfa object`
QF508-stops = malformed sign-off `{ $commit }` of { $person-name } (`{ $person }`), which stops its items
    .label = line { $line }: { sign-off-fault }; it may have been an objection
    .help = have { $person-name } sign again on top of it with `qianfa approve` or `qianfa object`; if they have left, write `void = ["{ $commit }"]` into the next version of `reviewers.toml` and run `qianfa policy sign --next`
QF509 = sign-off `{ $commit }` by the compromised key of { $person-name } (`{ $person }`)
    .label = the key is marked `compromised`, and `trusted-through` does not reach this sign-off
    .help = register a new key, and have { $person-name } read it and run `qianfa renew --step { $step } { $page }`
QF510 = the signature for { $second-name } (`{ $second }`) not upon that for { $first-name } (`{ $first }`)
    .label = a later step signs over what the earlier ones signed
    .help = merge the newest main branch, then have the later step signed again: `qianfa renew --step { $second } { $page }`
QF511 = objection of { $person-name } (`{ $person }`) in step { $step-name } (`{ $step }`)
    .label = reason: { $reason } (objection `{ $commit }`)
    .help = mend the page and have it signed anew; if the objection was a mistake, have { $person-name } run `qianfa approve { $page } --step { $step }`
QF512 = `{ $path }` removed without the sign-offs of a withdrawal
    .label = it has left the site; steps still missing: { $step-names }
    .help = have each step run `qianfa withdraw { $page } --step <STEP> -m <REASON>`; if it was deleted by mistake, put it back and have it signed again
QF513 = moved from `{ $from }` to `{ $to }` without the old requirement
    .label = the old requirement adds these steps: { $step-names }
    .help = have them signed with `qianfa approve { $page } --step <STEP>`, or undo the change
QF514 = no rule that covers `{ $path }`
    .label = it belongs to no page and no `[[scope]]`, so nobody reviews it
    .help = add a `[[scope]]` with `steps` or `published = false` to `reviewers.toml` and run `qianfa policy sign`
QF515 = an older version on the site, approved in `{ $commit }`
    .label = the present version is not approved
    .help = see what differs with `qianfa diff { $page }`, and who must sign with `qianfa status { $page }`
QF515-none = not approved, and no older version to show
    .label = { $reason ->
        [never] no version was ever completely approved
        [differ] several versions were approved last, and they differ
        [ended] it was withdrawn, objected to or made non-public since its approval
        [column] the matrix has no such column any more
        [withhold] `site.toml` says that no older version is shown
       *[other] { $reason }
    }
    .help = see who must sign with `qianfa status { $page }`
QF517 = word list `{ $name }` other than the archived one
    .label = version { $serial } of the matrix uses the archived one
    .help = if the list was meant to change, write its new hash into `reviewers.toml` and run `qianfa policy sign`; otherwise put the list back
QF518 = copied sign-off `{ $commit }` of { $person-name } (`{ $person }`), which counts nothing
    .label = a rebase or cherry-pick gave it another parent or key
    .help = if the old branch is still there, run `qianfa adopt <BRANCH>`; otherwise have its signer run `qianfa renew --step <STEP>`. Merge next time, do not rebase
QF519 = published in an emergency, ordinary steps missing
    .label = steps still missing: { $step-names }
    .help = have them signed with `qianfa approve { $page } --step <STEP>`, without `--emergency`

## History

QF601 = incomplete history: signatures cannot be judged
    .label = { $reason ->
        [shallow] this is a shallow clone, its history is cut off
        [partial] this is a partial clone, some objects were not fetched
        [missing] an object is missing or cannot be read
       *[other] { $reason }
    }
    .help = { $reason ->
        [shallow] run `git fetch --unshallow`; in CI write `fetch-depth: 0`
        [partial] clone anew and whole, without `--filter`
       *[other] run `git fsck --full` to see what is missing, then clone anew from a whole repository
    }
QF602 = replaced or grafted history: `{ $path }`
    .label = git shows another history than there is
    .help = find out why it is there and remove it: `git replace -d <COMMIT>`, or delete `.git/info/grafts`
QF603 = `{ $commit }` does not descend from genesis
    .label = trust begins at genesis, and this history does not come from there
    .help = run `qianfa trust show` to check the trust root, and `git log -1` to see whether this is the right branch
QF603-warning = commit `{ $commit }` in the history does not descend from genesis
    .label = no signature in it counts
    .help = if its text is wanted, have somebody with write authority run `qianfa vouch <PAGE>`, and have it reviewed
QF604 = last published commit `{ $commit }` not in the history
    .label = releases only move forward; somebody may have force-pushed
    .help = fetch the newest history; if the branch was force-pushed, find out by whom and merge `{ $commit }`

## Trust root and versions of the matrix

QF605 = `{ $file }` is no valid version of the matrix
    .label = { $reason }
    .help = have those who are missing run `qianfa policy sign`; delete a draft that nobody wants
QF606 = `{ $file }`, a valid version, missing, changed or twinned
    .label = versions of the matrix are only ever added
    .help = put it back from history: `git checkout <COMMIT> -- .qianfa/policy`; of two with one serial keep one, and name the other in `rejects` of the next
QF607 = `reviewers.toml` is not version { $serial }, which is in force
    .label = it differs from what was signed
    .help = if the change is meant, raise `serial` and have enough people run `qianfa policy sign`; otherwise put version { $serial } back
QF608 = the trust root is not pinned
    .label = the repository has to be believed about itself
    .help = compare `qianfa trust show` with its people by another way, then run `qianfa trust pin`; in CI set `QIANFA_TRUST={ $trust }`
QF609 = hostile file or file name `{ $path }`
    .label = { $reason ->
        [twin] another name differs only in case or Unicode form
        [symlink] it is a symbolic link
        [submodule] it is a submodule
        [mode] its file mode is not an ordinary one
        [order] the entries of its folder are unsorted or stand twice
        [character] its name has control or bidirectional characters
       *[other] { $reason }
    }
    .help = rename it, delete it, or make it a plain file, and commit

# What is wrong in a sign-off; QF508 and the server's hook refer to it.
sign-off-fault =
    { $reason ->
        [text] not UTF-8 text, or a NUL or carriage return in it
        [size] the signed commit is larger than 1 MiB
        [end] exactly one newline should end it
        [subject] no subject, or no blank line before the block
        [stray] a line that begins with `Qianfa-` outside the block
        [version] expected `Qianfa-Version: 1` here
        [root] expected `Qianfa-Root` here, with the hash of version 1 of the matrix
        [key] expected `Qianfa-Key` here, with the fingerprint of the key that signs
        [parent] expected `Qianfa-Parent` here, with the full id of the parent
        [policy] expected `Qianfa-Policy` here, with serial and hash of the version that held when it was signed
        [action] expected `Qianfa-Action` here: approve, object, withdraw, emergency or vouch
        [step] `Qianfa-Step` should name a step, and stand in no vouch
        [item] `Qianfa-Item` should name mode, both hashes and path of a file as the commit holds it
        [order] the lines `Qianfa-Item` should be sorted by path, none twice
        [count] there should be 1 to 4,096 lines `Qianfa-Item`
        [reason] an objection without a reason
        [signature] no valid signature by a registered key
       *[other] { $reason }
    }
