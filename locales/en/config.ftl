# Faults of site.toml, reviewers.toml, theme.toml and data files (QF0xx).
# The value is the headline, .label says why, .help what to do.

## Unreadable files

QF001 = not TOML
    .label = reading ends here: { $reason }
    .help = check that quotes, brackets and equals signs are complete, and that a line says one thing
QF001-absent = no reviewers.toml
    .label = this file holds the responsibility matrix: who answers for a column, who reviews its pages
    .help = add it; a site made by `qianfa init` shows one
QF001-duplicate = `{ $key }` is written twice
    .label = the same name stands above
    .help = delete one of them, or give it another name
QF001-equals = no equals sign in this line
    .label = a full-width punctuation mark stands here
    .help = write `=` for `：` or `＝`
QF001-no-value = a name without a value
    .label = `=` and a value should follow the name
    .help = write `name = value`; begin remarks with `#`
QF001-one-line = two things in one line
    .label = a new line should begin here
    .help = move the second to a line of its own
QF001-open-header = a heading that does not end
    .label = `]` is missing
    .help = add `]`
QF001-open-list = a list that does not end
    .label = `]` or a comma is missing
    .help = put commas between the items and `]` at the end
QF001-open-text = a text that does not end
    .label = its second quotation mark is missing
    .help = add `"` in the same line
QF001-quotes = a text in Chinese quotation marks
    .label = TOML knows only `"`
    .help = write `""` for `“”`
QF001-size = a file of { $size } bytes
    .label = at most { $most } bytes
    .help = check whether something else was put into it

QF001-unquoted = no value, or a text without quotation marks
    .label = texts stand in `"`
    .help = write `"text"`

## Keys and values

QF002 = unknown key `{ $key }`
    .label = there is no such key
    .help = delete it, or check its spelling
QF002-similar = unknown key `{ $key }`
    .label = there is no such key
    .help = write `{ $similar }`, if that was meant
QF003 = `{ $key }` of another type
    .label = this is { $found }
    .help = write { $expected }
QF004 = missing `{ $key }`
    .label = this paragraph must say it
    .help = add `{ $short }` to this paragraph
QF004-grant = a grant that does not say for what
    .label = without a scope it grants nothing
    .help = add `departments`, `columns` or `paths`
QF005 = `{ $key }` is `{ $found }`
    .label = this value cannot be used
    .help = write: { $expected }
QF005-empty = empty `{ $key }`
    .label = this says nothing
    .help = write: { $expected }

## Sites

QF006 = two sites with the domain `{ $found }`
    .label = `{ $site }` and `{ $other }` have the same domain
    .help = give one of them a domain of its own
QF007 = two sites with the identification code `{ $found }`
    .label = `{ $site }` and `{ $other }` have the same code
    .help = check the register: one code a site
label-first-site = first used by `{ $site }`
QF008 = footer of site `{ $site }` without `{ $key }`
    .label = the footer of every page must show it
    .help = add `{ $key }`
QF008-issued = footer of site `{ $site }` without `{ $key }`
    .label = the footer of every page must show it
    .help = add `{ $key }`; only a demo (`demo = true`) may leave it out
QF009 = unknown theme `{ $theme }`
    .label = neither `themes/` nor the program has it
    .help = check the name, or put the theme into `themes/{ $theme }/`
QF009-similar = unknown theme `{ $theme }`
    .label = neither `themes/` nor the program has it
    .help = write `{ $similar }`, if that was meant
QF010 = a theme that cannot be used
    .label = the template engine says: { $reason }
    .help = mend the template that it names
QF010-folder = theme that calls itself `{ $found }`
    .label = its folder has another name
    .help = give `name` and folder the same name
QF010-itself = theme `{ $found }` that inherits itself
    .label = what it lacks would be looked for without end
    .help = name another theme, or delete this line
QF010-template = template path `{ $found }`
    .label = only a relative path inside `templates/` can be used
    .help = write a path such as `article.html`
QF010-template-text = a fault in a template
    .label = the template engine says: { $reason }
    .help = mend this place; a site that changes no template needs no `themes/`, the program carries one
QF010-token = style token `{ $found }`
    .label = names are lower-case letters, digits and hyphens; values have no `;`, `<`, `>`, `@`, backslash, brace, comment or `url(`
    .help = write a colour, a length or a font name and nothing else
QF011 = no working-day table for { $year }
    .label = working days of that year cannot be counted
    .help = make `data/calendar-{ $year }.toml` once the State Council has published the days off
QF012 = site `{ $site }` without columns
    .label = no column of the matrix begins with `{ $site }`
    .help = add its columns to `reviewers.toml`, or delete the site
QF013 = column `{ $column }` outside all sites
    .label = `site.toml` has no site `{ $site }`
    .help = check the first segment of the column id, or register the site in `site.toml`
QF014 = unknown site `{ $site }`
    .label = `site.toml` has no such site
    .help = check the id, or register the site in `site.toml`
QF014-similar = unknown site `{ $site }`
    .label = `site.toml` has no such site
    .help = write `{ $similar }`, if that was meant

## Matrix: names

QF020-column = unknown column `{ $name }`
    .label = there is no paragraph [column."{ $name }"]
    .help = check the id, or add the paragraph
QF020-column-similar = unknown column `{ $name }`
    .label = there is no paragraph [column."{ $name }"]
    .help = write `{ $similar }`, if that was meant
QF020-department = unknown department `{ $name }`
    .label = there is no paragraph [department.{ $name }]
    .help = check the id, or add the paragraph
QF020-department-similar = unknown department `{ $name }`
    .label = there is no paragraph [department.{ $name }]
    .help = write `{ $similar }`, if that was meant
QF020-level = unknown level `{ $name }`
    .label = there is no paragraph [level.{ $name }]
    .help = check the id, or add the paragraph
QF020-level-similar = unknown level `{ $name }`
    .label = there is no paragraph [level.{ $name }]
    .help = write `{ $similar }`, if that was meant
QF020-lexicon = unknown word list `{ $name }`
    .label = there is no paragraph [lexicon.{ $name }]
    .help = check the name, or add the paragraph with the list's hash
QF020-lexicon-similar = unknown word list `{ $name }`
    .label = there is no paragraph [lexicon.{ $name }]
    .help = write `{ $similar }`, if that was meant
QF020-person = unknown person `{ $name }`
    .label = there is no paragraph [person.{ $name }]
    .help = check the id, or add the paragraph
QF020-person-similar = unknown person `{ $name }`
    .label = there is no paragraph [person.{ $name }]
    .help = write `{ $similar }`, if that was meant
QF020-step = unknown step `{ $name }`
    .label = there is no paragraph [step.{ $name }]
    .help = check the id, or add the paragraph; `write` is for grants only
QF020-step-similar = unknown step `{ $name }`
    .label = there is no paragraph [step.{ $name }]
    .help = write `{ $similar }`, if that was meant

## Matrix: people

QF021-author = column `{ $column }` in which nobody may write
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }
    .help = grant somebody `step = "write"` for this column
QF021-emergency = too few people for an emergency in column `{ $column }`
    .label = department `{ $department }`: { $steps }
    .help = add grants, so that each step has a person of its own who did not write the page
QF021-escalated = too few people in column `{ $column }` once steps are added
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }; steps: { $steps }
    .help = add grants, so that each step has a person of its own after escalation too
QF021-few = too few reviewers in column `{ $column }`
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }; { $steps } together have fewer people than steps, and nobody signs two
    .help = add a reviewer for one of these steps
QF021-nobody = column `{ $column }` that nobody may review
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }; nobody is granted these steps: { $steps }
    .help = add a grant for these departments, or take out of the column what it does not need
QF021-own = column `{ $column }` where an author leaves nobody to review
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }; what { $people } writes nobody else can sign: { $steps }
    .help = add a reviewer, or withdraw these people's grant to write
QF021-scope = too few reviewers for `{ $path }`
    .label = steps: { $steps }
    .help = grant reviewers `departments = ["*"]`, or `paths` that hold these files; who changes them cannot review them
QF022 = { $count ->
        [1] column `{ $column }` that hangs on { $people }
       *[other] column `{ $column }` that hangs on single people
    }
    .label = department/level: { $more ->
        [0] { $cells }
       *[other] { $cells } and { $more } more
    }; when one of { $people } is away, somebody is missing
    .help = add a deputy for the same step

## Matrix: keys

QF023 = one key for `{ $person }` and `{ $other }`
    .label = a key belongs to one person
    .help = let one of them make another: `ssh-keygen -t ed25519`
QF023-twice = the same key of `{ $person }` twice
    .label = two paragraphs would give it two states
    .help = keep one paragraph and change `state` there
label-first-key = first registered for `{ $person }`
QF024-algorithm = a key of `{ $algorithm }`
    .label = only ed25519 (hardware keys too), ECDSA P-256 and P-384 can be registered
    .help = make another key with `ssh-keygen -t ed25519` and register the line of its `.pub` file
QF024-application = a hardware key that was not made for SSH
    .label = its application does not begin with `ssh:`, so a website could have it sign
    .help = make another with `ssh-keygen -t ed25519-sk` and register the line of its `.pub` file
QF024-certificate = a certificate, `{ $algorithm }`
    .label = others can issue it; it does not prove who signs
    .help = register the public key itself; if there is none, make one: `ssh-keygen -t ed25519`
QF024-malformed = not an SSH public key
    .label = expected one line `ssh-ed25519 AAAA… name`
    .help = copy the line of the `.pub` file; if there is none, make one: `ssh-keygen -t ed25519`
QF024-private = a private key
    .label = a private key that stood in a file cannot be used any more
    .help = delete it and give it up at once, make another with `ssh-keygen -t ed25519` and register the line of its `.pub` file
QF024-weak = a key that anybody can sign for
    .label = its point has small order
    .help = make another: `ssh-keygen -t ed25519`

## Matrix: columns

QF025 = limit `{ $found }` of column `{ $column }` looser than the national one
    .label = at most `{ $national }`: { $source }
    .help = write a limit of at most `{ $national }`
QF026-departments = column `{ $column }` without a responsible department
    .label = somebody must answer for every column; the first department does
    .help = add `departments = ["id"]`, or `["*"]` if all may contribute
QF026-description = column `{ $column }` without a description
    .label = the national page tag ColumnDescription needs it
    .help = add `description`, one sentence on what the column holds
QF026-keywords = column `{ $column }` without keywords
    .label = the national page tag ColumnKeywords needs them
    .help = add `keywords`, at least one
QF026-type = column `{ $column }` without a type
    .label = the national page tag ColumnType needs it
    .help = add `type`, one of `data/column-types.toml`
QF027 = unknown column type `{ $found }`
    .label = the national page tag ColumnType has no such value
    .help = write one of `data/column-types.toml`, letter by letter
QF027-similar = unknown column type `{ $found }`
    .label = the national page tag ColumnType has no such value
    .help = write `{ $similar }`, if that was meant
QF028 = level `{ $level }` that no column allows
    .label = a page of this level can stand nowhere
    .help = add it to the `levels` of a column, or delete this paragraph

## Matrix: the rest

QF029 = { $threshold } signatures of { $people } people
    .label = never enough: this file could not be changed any more
    .help = lower `threshold`, or add `people`
QF029-none = { $threshold } signatures to change this file
    .label = anybody could change it
    .help = write a `threshold` from 1 to { $people }
QF030 = column `{ $column }` above itself
    .label = { $path } → …
    .help = change the `parent` of one of these columns
QF031 = empty `{ $key }`
    .label = an empty list demands nothing and allows nothing
    .help = name at least one, or delete the line
QF031-each = level `{ $level }` that demands co-departments only
    .label = a page without co-departments would need no signature at all
    .help = add another step to `steps`
QF031-when = escalation without a condition
    .label = without one it meets every page
    .help = add a condition; steps for every page belong to the `steps` of a level
QF032 = escalation that adds nothing: { $steps }
    .label = every page that it can meet needs these steps already
    .help = delete this paragraph, or name other steps
QF033 = column `{ $column }` with two levels of one rank and different steps
    .label = moving from `{ $level }` to `{ $other }` is not lowering, so the old steps are not asked for
    .help = give them different ranks, the less demanding one the lower
QF034 = item `{ $item }` that cannot be published in column `{ $column }`
    .label = `{ $department }` does not contribute to the column, or the column has no pages of its own
    .help = change `column` or `department` of the item, or add the department to the column
QF035 = too many paragraphs `{ $key }`
    .label = at most { $most }
    .help = merge them, or delete what is not used
QF035-cells = matrix too large to look for people in every cell
    .label = columns, departments and grants together exceed what the program examines
    .help = name fewer departments in columns, or merge grants
