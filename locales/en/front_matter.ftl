# What is found while pages are read: front matter, folders, and files beside pages.
# The value is the headline, .label says why, .help what to do.

## Where the front matter is

QF100 = The page has no front matter
    .label = the first line should be `---`
    .help = begin with two lines `---` and state `title`, `department`, `confidentiality` and `date` between them
QF100-late = The front matter does not begin in the first line
    .label = something stands before `---`
    .help = delete the empty lines and blanks before it
QF100-toml = The front matter uses `+++`
    .label = front matter is YAML between two lines `---`
    .help = write `---`, and `key: value` for `key = value`
QF100-unclosed = The front matter does not end
    .label = it begins here, and no line `---` follows
    .help = add a line `---` after it

## Columns

QF101 = `{ $folder }` is no column
    .label = the responsibility matrix has neither this column nor one above it
    .help = move the page into the folder of a column; a new column begins in `reviewers.toml`
QF101-similar = `{ $folder }` is no column
    .label = the responsibility matrix does not have this column
    .help = did you mean `{ $similar }`?
QF115 = Column `{ $column }` holds no pages
    .label = it only lists the pages of the columns below it
    .help = move the page into one of the columns below it

## How front matter is written

QF106-behind-quote = Text behind a quote or bracket: `{ $found }`
    .label = a value ends with its quote or bracket
    .help = put the whole value into single quotes, such as `'[Notice] on …'`
QF106-block-header = `{ $found }` cannot follow `|` or `>`
    .label = the lines of the text begin in the next line
    .help = move the text to the next line, indented by two more blanks
QF106-bracket = `{ $found }` has no bracket to pair with
    .label = brackets do not pair
    .help = check that `[` and `]`, `{"{"}` and `{"}"}` pair
QF106-colon = A colon and a blank inside a value
    .label = this second colon is taken for another key
    .help = put the whole value into single quotes, such as `title: 'Notice: on …'`
QF106-comma = No comma between two items of a list
    .label = a comma should stand here, or the bracket should have ended
    .help = write `,` between items; put items with quotes or colons into single quotes
QF106-comment = No blank before `#`
    .label = the `#` of a comment needs a blank before it
    .help = add a blank before `#`; if it belongs to the text, put the whole value into single quotes
QF106-dash = `-` in the wrong place
    .label = each item of a list begins a line
    .help = move `- ` to the next line, or write `[a, b]`; if it belongs to the text, put the whole value into single quotes
QF106-full-width-colon = A full-width colon behind a key
    .label = a plain colon and a blank should stand here
    .help = write `: `
QF106-indent = Wrong indentation: `{ $found }`
    .label = this line does not line up with those above
    .help = line up the keys of one level, and indent the next level by two blanks
QF106-no-colon = No colon in this line: `{ $found }`
    .label = `key: value` should stand here
    .help = add the key and a colon; if the line continues the one above, indent it by two blanks
QF106-no-space = No blank behind the colon
    .label = a blank belongs behind the colon
    .help = add a blank behind the colon
QF106-no-table = No `key: value` in the front matter
    .label = one `key: value` a line should stand here
    .help = write it like `title: Title`, with a plain colon and a blank
QF106-other = The front matter is not YAML
    .label = reading stopped here: { $reason }
    .help = check colons, quotes, brackets and indentation of this line and the one above; values with punctuation may be put into single quotes
QF106-reserved = A value cannot begin with `{ $found }`
    .label = this character means something else in YAML
    .help = put the whole value into single quotes
QF106-tab = Indented with a tab
    .label = only blanks indent
    .help = replace the tab by blanks, two for each level
QF106-unclosed-bracket = A bracket does not end
    .label = it begins here, and none pairs with it
    .help = add `]` or `{"}"}`; if it belongs to the text, put the whole value into single quotes
QF106-unclosed-quote = A quote does not end
    .label = it begins here, and none pairs with it
    .help = add the same quote at the end of the value
QF111 = `{ $key }` is written twice
    .label = for the second time here
    .help = keep one
QF111-first = for the first time here

## What front matter may not hold

QF112-alias = No aliases in front matter: `{ $found }`
    .label = a value that begins with `*` is an alias in YAML
    .help = put the whole value into single quotes; write out what repeats
QF112-anchor = No anchors in front matter: `{ $found }`
    .label = a value that begins with `&` is an anchor in YAML
    .help = put the whole value into single quotes
QF112-character = A character that nobody sees in front matter: { $character }
    .label = reviewers would see something else than what is there
    .help = delete it; it was probably pasted
QF112-deep = Front matter is nested too deep
    .label = at most { $most } levels
    .help = look for stray brackets or indentation
QF112-directive = No directives in front matter: `{ $found }`
    .label = `%` at the beginning of a line is a directive in YAML
    .help = delete the line
QF112-document = No second document in front matter: `{ $found }`
    .label = this line ends a document in YAML
    .help = delete the line
QF112-escape = No escapes inside quotes: `{ $found }`
    .label = reviewers cannot see which character it is
    .help = write the character itself, or use single quotes
QF112-key = A key is one short word: `{ $found }`
    .label = this cannot be a key
    .help = use the names of the manual; if it is text, put the whole value into single quotes
QF112-merge = No merges in front matter: `{ $found }`
    .label = `<<` takes in what stands elsewhere
    .help = write out the keys
QF112-number = A number that programs read differently: `{ $found }`
    .label = it is one thing to one program and another to the next
    .help = write a plain decimal number; put numbers of cases or forms into single quotes
QF112-size = Front matter is too long: { $size } bytes
    .label = at most { $most } bytes
    .help = move what is long into the body, or into a CSV file beside the page
QF112-tag = No tags in front matter: `{ $found }`
    .label = a value that begins with `!` is a tag in YAML
    .help = put the whole value into single quotes

## Keys and values

QF107 = Unknown key `{ $key }`
    .label = there is no such key
    .help = delete it, or look it up in `docs/front-matter.md`
QF107-similar = Unknown key `{ $key }`
    .label = there is no such key
    .help = did you mean `{ $similar }`?
QF108 = Missing key `{ $key }` ({ $field })
    .label = this must be stated here
    .help = add `{ $key }`
QF109 = `{ $key }` ({ $field }) has the wrong type
    .label = this is { $found }
    .help = write { $expected }
QF109-brackets = `{ $key }` ({ $field }) should be a list
    .label = this is { $found }
    .help = put it into brackets, separated by commas, such as `[a, b]`
QF109-empty = Nothing behind `{ $key }` ({ $field })
    .label = nothing follows the colon
    .help = write something, or delete the line
QF109-quotes = `{ $key }` ({ $field }) should be a text
    .label = this is { $found }
    .help = put it into single quotes, such as `'2026'`
QF109-value = `{ $key }` ({ $field }) is written wrong
    .label = this looks like a mere number
    .help = write { $expected }
QF110 = `{ $key }` ({ $field }) is `{ $found }`
    .label = this value cannot be used
    .help = write { $expected }
QF110-empty = empty `{ $key }` ({ $field })
    .label = this says nothing
    .help = write { $expected }
QF113 = `{ $key }` ({ $field }) cannot stand in a page of this column
    .label = { $kind ->
        [article] news and notices
        [document] documents
        [interpretation] interpretations
        [guide] service guides
        [result] published results
        [message] messages
        [survey] surveys
        [annual] annual reports
        [dataset] data sets
        [interview] interviews
        [form] forms
        [standing] standing pages
       *[other] home pages
    } do not have it
    .help = delete it, or move the page to a column that has it
QF113-introduction = The introduction of a column cannot have `{ $key }` ({ $field })
    .label = `_index.md` only introduces the column
    .help = delete it, or write a page of its own
QF114 = Missing `{ $key }` ({ $field })
    .label = { $kind ->
        [document] documents
        [interpretation] interpretations
        [guide] service guides
        [result] published results
        [message] messages
        [survey] surveys
        [annual] annual reports
        [dataset] data sets
        [interview] interviews
        [form] forms
       *[other] these pages
    } must have it
    .help = add `{ $key }`; `docs/front-matter.md` shows how

## Files beside pages

QF403 = No file `{ $file }`
    .label = `{ $key }` ({ $field }) names a file that is not in `{ $folder }/`
    .help = put the file into this folder, or correct its name
QF403-link = No file `{ $file }`
    .label = it is not in `{ $folder }/`
    .help = put the file into this folder, or correct the link
QF403-link-similar = No file `{ $file }`
    .label = there is no such file here
    .help = did you mean `{ $similar }`?
QF403-similar = No file `{ $file }`
    .label = `{ $key }` ({ $field }) names a file that is not in `{ $folder }/`
    .help = did you mean `{ $similar }`? Write the name of the file without its folder; case matters
QF405 = File `{ $path }` is not used
    .label = `{ $page }` does not refer to it, and it is not published
    .help = link to it or list it as an attachment; delete it if it is of no use
QF123-columns = Too many columns: `{ $path }`
    .label = at most { $most } columns
    .help = divide the table
QF123-empty = An empty table: `{ $path }`
    .label = the first line should name the columns
    .help = add the header and the data
QF123-large = The table is too large: `{ $path }`
    .label = at most { $most } KiB
    .help = put a summary on the page, and attach the whole
QF123-ragged = Line { $line } of `{ $path }` has { $cells } cells, the header { $header }
    .label = not as many as the header
    .help = check the commas; put what holds commas into double quotes
QF123-rows = Too many rows: `{ $path }`
    .label = at most { $most } rows
    .help = put a summary on the page, and attach the whole

## Files and folders

QF209-encoding = The file is not UTF-8
    .label = from here it is not UTF-8
    .help = save it as UTF-8 in the editor; it was probably GBK
QF406-address = The address of the page is too long: `{ $path }`
    .label = the name of the file or the `id` is too long
    .help = shorten the name, or write a short `id`
QF406-character = A character that paths may not hold, { $character }: `{ $path }`
    .label = nobody sees it, or other systems use it for something else
    .help = rename it
QF406-encoding = A path that is not UTF-8: `{ $path }`
    .label = other systems cannot read this name
    .help = rename it
QF406-long = The path is too long: `{ $path }`
    .label = at most { $most } bytes
    .help = shorten the name
QF406-nfc = A path with decomposed characters: `{ $path }`
    .label = other systems would spell it differently
    .help = type the name again (names copied on macOS are often like this)
QF406-other = the other is here
QF406-plain = A path that is not plain: `{ $path }`
    .label = other systems have no such path
    .help = rename it
QF406-twin = Two paths are one on other systems: `{ $path }`
    .label = it differs from `{ $other }` in case only
    .help = rename one of them
QF407 = A symbolic link: `{ $path }`
    .label = links are not followed, and what it points to is not published
    .help = put the file itself there
QF408 = Cannot read `{ $path }`
    .label = { $reason }
    .help = check permissions and disk
QF408-large = The page is too large: `{ $path }`
    .label = at most { $most } MiB
    .help = attach what is large
QF408-special = `{ $path }` is not a regular file
    .label = it is a device, a pipe or a socket
    .help = delete it
QF413 = File `{ $path }` lies beside no page
    .label = it is not published
    .help = put it into a folder with the name of the page: the files of `a.md` lie in `a/`
QF413-extension = File `{ $path }` is not taken for a page
    .label = the name of a page ends in a lower-case `.md`
    .help = rename it
QF413-index = `{ $path }` is not published
    .label = `{ $folder }` is a column, and columns are introduced by `_index.md`
    .help = rename it to `_index.md`
QF413-introduction = `{ $path }` is not published
    .label = `{ $folder }` is no column and has no introduction
    .help = move it into the folder of a column, or make it a page
QF413-page = Page `{ $path }` lies in no site
    .label = it is not published
    .help = move it into the folder of a column below `content/`

## Expected values

expected-address = an address of the site: it begins with `/` and has neither `?` nor `#`, such as `/notice/2026/1109-a.html`
expected-attachment-kind = `form`, `sample`, `annex` or `official`
expected-count = a whole number from 0 to 4294967295
expected-counts-3 = 3 whole numbers from 0, such as `[0, 1, 12]`
expected-counts-5 = 5 whole numbers from 0: upheld, corrected, other, pending, total
expected-counts-7 = 7 whole numbers from 0: people, businesses, research, charities, legal services, other, total
expected-csv = the name of a CSV file beside the page, ending in a lower-case `.csv`
expected-file = the name of a file beside the page, without `..` or a `/` at the beginning, such as `form.docx`
expected-items = at least one item
expected-keyword = one keyword of at most 30 characters without commas or semicolons; items are separated by commas, such as `[trade, e-commerce]`
expected-message-kind = `enquiry`, `complaint`, `suggestion`, `report`, `help` or `thanks`
expected-moment = a day and time that exist, such as `2026-11-09 10:00`
expected-number = a number from 0
expected-one-of-results = nothing (either `results` or `results_file`)
expected-outcome = `adopted`, `partly` or `declined`
expected-question-kind = `single`, `multiple` or `text`
expected-url = an address that begins with `https://` or `http://`, without blanks
expected-validity = `in-force`, `lapsed`, `repealed` or `amended`
expected-year = a year from 1900 to 2999
QF609-mode = `{ $path }` is no plain file in the commit
    .label = its mode is { $mode }; only 100644 and 100755 are taken
    .help = remove it from the repository; put the files themselves in the place of a submodule
