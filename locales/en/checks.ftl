# What the rules find (everything raised in checks).
# The value is the headline, .label says why, .help what to do.

## Between sites and the matrix

QF013-similar = column `{ $column }` of no site
    .label = `site.toml` has no site `{ $site }`
    .help = write `{ $similar }`, if that was meant; change the id and the folder in `content/` together
QF014-department = department `{ $department }` of an unregistered site `{ $site }`
    .label = `site.toml` has no such site
    .help = name a registered site, or register it in `site.toml`
QF014-department-similar = department `{ $department }` of an unregistered site `{ $site }`
    .label = `site.toml` has no such site
    .help = write `{ $similar }`, if that was meant

## What pages declare

QF102 = department `{ $department }` is not responsible for column “{ $column }”
    .label = { $name } is not among the column's departments
    .help = name { $allowed }, or move the page to one of its columns
QF103 = level `{ $level }` is not allowed in column “{ $column }”
    .label = “{ $name }” is not among the column's levels
    .help = declare { $allowed }; in doubt, the stricter
QF104 = unknown department `{ $department }`
    .label = the matrix has no such id
    .help = look the ids up with `qianfa matrix`
QF104-similar = unknown department `{ $department }`
    .label = the matrix has no such id
    .help = write `{ $similar }`, if that was meant
QF105 = unknown level `{ $level }`
    .label = the matrix has no such id
    .help = declare one of { $known }
QF105-similar = unknown level `{ $level }`
    .label = the matrix has no such id
    .help = write `{ $similar }`, if that was meant
QF116 = a page of level `{ $level }` must not lie here
    .label = “{ $name }” is never published, and column “{ $column }” does not allow it
    .help = if it may be public, declare a public level and have it reviewed; if not, take it out of the repository

## Between pages

QF117 = no page has the id `{ $id }`
    .label = `{ $key }` names the `id` of another page
    .help = check the id; give the other page one if it has none
QF117-similar = no page has the id `{ $id }`
    .label = `{ $key }` names the `id` of another page
    .help = write `{ $similar }`, if that was meant
QF117-self = `{ $key }` names the page's own id `{ $id }`
    .label = it must be another page
    .help = name another page, or remove it
QF117-not-document = `{ $id }` is not a document
    .label = { $page } has no `document`
    .help = name a document, or give that page its `document`
QF117-not-guide = `{ $id }` is not a guide
    .label = { $page } has no `guide`
    .help = name a guide
QF117-not-original = `{ $id }` is a translation itself
    .label = { $page } has `translates`
    .help = name the `id` of the original
QF117-same-language = `{ $id }` is in the language of this page
    .label = the original { $page } and its translation have one language
    .help = say in which language the translation is, such as `language: en`
QF118 = this department cannot repeal `{ $id }`
    .label = { $name } answers for it, and its issuer differs
    .help = let a document of that department or issuer say `replaces`
QF119 = the id `{ $id }` is taken
    .label = { $other } has it
    .help = choose another id; if the page was published, keep its address with `redirect_from`
QF120 = the index number `{ $index }` is taken
    .label = { $other } has it
    .help = take the next free number

## Numbers and dates

QF121 = the total of “{ $row }” is { $found }, not { $expected }
    .label = the total is not the sum of its row
    .help = compare the figures of this row
QF121-processed = the outcomes of “{ $column }” total { $found }, not { $expected }
    .label = not the sum of the six outcomes
    .help = compare the outcomes in column “{ $column }”
QF121-balance = “{ $column }” does not balance: { $expected } came in, { $found } are accounted for
    .label = new and carried in must equal processed and carried out
    .help = compare these four figures in column “{ $column }”
QF122-survey = closes { $second }, before it opens { $first }
    .label = a survey opens first
    .help = correct the wrong date
QF122-accepted = accepted { $second }, before it was received { $first }
    .label = a letter is received first
    .help = correct the wrong date
QF122-replied = replied { $second }, before it was received { $first }
    .label = a letter is received first
    .help = correct the wrong date
QF122-replied-accepted = replied { $second }, before it was accepted { $first }
    .label = a letter is accepted first
    .help = correct the wrong date
QF122-decided = decided { $second }, before it was accepted { $first }
    .label = an application is accepted first
    .help = correct the wrong date
QF122-made = published { $second }, before it was made { $first }
    .label = a document is made first
    .help = compare the original with `date`
QF122-effective = in effect { $second }, before it was made { $first }
    .label = a document is made first
    .help = correct the wrong date
QF122-document-expires = expires { $second }, before it takes effect { $first }
    .label = a document takes effect first
    .help = correct the wrong date
QF122-expires = expires { $second }, before it is published { $first }
    .label = the page would be closed from the start
    .help = compare `date` and `expires`
QF122-change = changed { $second }, before { $first }
    .label = changes stand in the order of their days, none before publication
    .help = compare the days of `changes` with `date`
QF122-limit = the promised { $second } may exceed the legal { $first }
    .label = a promise can only be shorter
    .help = promise less; one unit for both is best

## Tables beside pages

QF123 = the header of { $file } differs from `columns`
    .label = here it is { $expected }, in the file { $found }
    .help = change one of them, so that both agree word by word and in order
QF123-survey = { $file } lacks the header of survey results
    .label = { $found } instead of { $expected }
    .help = make { $expected } its first line
QF123-question = { $file } names a question `{ $question }` that was not asked
    .label = `survey.questions` has no such `id`
    .help = use the question's `id`
QF123-option = question `{ $question }` has no option “{ $option }”
    .label = it is not among its `options`
    .help = write it as in `options`
QF123-count = the count “{ $found }” in { $file } is no number
    .label = `count` holds whole numbers from 0
    .help = write a whole number without unit or comma
QF123-results = { $file } lacks columns: { $missing }
    .label = published results must be complete
    .help = add these columns to its header
QF123-results-unknown = { $file } has unknown columns: { $unknown }
    .label = its header is { $found }
    .help = rename or remove them
QF123-cell = `{ $column }` is empty in { $file }
    .label = every row must fill this column
    .help = fill it in
QF123-date = `{ $column }` in { $file } is “{ $found }”
    .label = this column holds days
    .help = write `2026-11-09`

## Personal data

QF124 = `{ $key }` shows a person's full name
    .label = it must be masked before it is published
    .help = write `{ $masked }` or 匿名; if it was committed, tell the information office
QF124-number = `{ $key }` is not masked as prescribed
    .label = only the first two and the last three characters may show
    .help = write `{ $masked }`
QF124-identity = `{ $key }` holds a full identity number
    .label = it must be masked before it is published
    .help = write `{ $masked }`; if it was committed, tell the information office

## Bodies

QF201 = HTML in the body: `{ $tag }`
    .label = the theme alone decides how pages look
    .help = use Markdown; write `\` before the character itself
QF201-comment = an HTML comment in the body
    .label = comments stand in the repository for others to read
    .help = remove it; what is to be said belongs in the commit message
QF201-active = HTML that runs or embeds something: `{ $tag }`
    .label = this lets strangers in
    .help = remove it; write images, attachments and links in Markdown
QF201-style = HTML that changes the style: `{ $tag }`
    .label = one format and one font are demanded
    .help = remove it; use `**bold**` for what matters
QF203 = the heading “{ $heading }” skips a level
    .label = level { $level } where { $expected } should follow
    .help = use `##`, `###`, `####` one after another
QF203-first = the first heading “{ $heading }” is not `##`
    .label = level { $level } where { $expected } should follow the title
    .help = make it `## `, and those below it accordingly
QF204 = a heading of the first level: “{ $heading }”
    .label = that is the page's title, and a page has one
    .help = make it `## `, and lower those below it
QF204-title = the title once more
    .label = `title` is shown as the heading of the first level
    .help = remove this line
QF205 = image `{ $image }` without words
    .label = those who do not see it have only its words
    .help = say in the brackets what it shows
QF205-file-name = image `{ $image }` with nothing but its file name
    .label = “{ $alt }” does not say what it shows
    .help = say in a sentence what it shows
QF206 = a link without text
    .label = it leads to `{ $target }`, but nobody can see or press it
    .help = write a text into the brackets, or remove it
QF206-target = the link “{ $text }” has no target
    .label = nothing stands in the parentheses
    .help = add the target, or write plain text
QF207 = the reference `{ $label }` is not defined
    .label = readers see its brackets
    .help = add `[{ $label }]: target`, or write `\` before the bracket
QF207-footnote = the footnote `{ $label }` is not defined
    .label = readers see its brackets
    .help = add `[^{ $label }]: text`, or remove it
QF208 = the definition `{ $label }` is not used
    .label = readers do not see it
    .help = remove it, or refer to it where it belongs
QF208-footnote = the footnote `{ $label }` is not used
    .label = it stands alone at the end of the page
    .help = write `[^{ $label }]` where it belongs, or remove it
QF209-long = a body too long
    .label = at most { $most } KiB
    .help = divide it into pages, or put data into a CSV attachment
QF209-deep = a body nested too deeply
    .label = at most { $most } levels
    .help = remove quotes and list marks that are not needed
QF209-noncharacter = the noncharacter { $character } in the body
    .label = it is reserved for programs
    .help = remove it, or type the passage anew
QF211 = no body
    .label = an empty page counts as no content
    .help = write the body; sum up what attachments say
QF211-reply = a time of reply, but no reply
    .label = the body of such a page is the reply
    .help = write the reply, or remove `replied`

## Wording and secrecy

QF301 = what looks like a mark of secrecy: “{ $mark }”
    .label = secret documents must not go online
    .help = do not change or push it yet; tell the secrecy officer
QF301-remark = what looks like a mark of an internal document: “{ $mark }”
    .label = internal documents must not go online
    .help = do not change or push it yet; tell the secrecy officer
QF301-file = a file name with what looks like a mark of secrecy: “{ $mark }”
    .label = secret documents must not go online
    .help = do not rename or push it yet; tell the secrecy officer
QF304 = a half-width `{ $found }` beside Chinese characters
    .label = Chinese text takes full-width marks
    .help = write `{ $expected }`
QF305 = the invisible character { $character }
    .label = it breaks search and comparison
    .help = delete it
QF305-private = the private-use character { $character }
    .label = on other machines it is a box
    .help = write the encoded character
QF305-replacement = the replacement character { $character }
    .label = what stood here could not be read
    .help = fill it in from the original

## Links and addresses

QF401 = the target `{ $target }` does not exist
    .label = there is no such page, column or file
    .help = name the Markdown file, such as `../notice/2026-11-09-a.md`
QF401-similar = the target `{ $target }` does not exist
    .label = there is no such page, column or file
    .help = write `{ $similar }`, if that was meant
QF402 = no heading `#{ $anchor }` on the page
    .label = { $page } has no such heading
    .help = name one of its headings, or remove `#` and what follows
QF402-similar = no heading `#{ $anchor }` on the page
    .label = { $page } has no such heading
    .help = write `#{ $similar }`, if that was meant
QF404 = the address `{ $address }` is taken
    .label = { $other } has it
    .help = change the name of this file or its `id`
QF404-folder = `{ $address }` would be a file and a folder
    .label = something stands there already, or below it
    .help = change the name of this file or its `id`; remove a former address
QF404-list = the address `{ $address }` is a column's list
    .label = the list of column “{ $other }” stands there
    .help = change the name of this file or its `id`
QF404-site = the address `{ $address }` is the site's own
    .label = every site has such a page
    .help = change the name of this file or its `id`
QF404-redirect = the former address `{ $address }` is taken
    .label = { $other } has it
    .help = remove this entry
QF404-redirect-list = the former address `{ $address }` is a column's list now
    .label = the list of column “{ $other }” stands there
    .help = remove this entry
QF404-redirect-site = the former address `{ $address }` is the site's own now
    .label = a page stands there
    .help = remove this entry
QF409 = a link to another site in a repository of one: `{ $target }`
    .label = there is only one site here
    .help = write `/column/page.md` for a page of this site, the full address for another website
QF410 = the former address `{ $address }` cannot be written
    .label = it begins with `/`, ends with `.html`, has at most 8 short segments, no parameters or spaces, no dot in a folder's name, and does not lie in `/assets/`, `/keyword/` or `/.well-known/`
    .help = write it like `/notice/2025/0310-a.html`
QF410-self = the former address `{ $address }` is the page's own
    .label = it would lead to itself for ever
    .help = remove this entry
QF411 = the scheme `{ $scheme }` is not allowed
    .label = only `https`, `http`, `mailto` and `tel` are
    .help = put files beside the page and link to them; write `https://` for a website
QF411-spaces = white space in the target `{ $target }`
    .label = browsers read it as another address
    .help = remove spaces and line breaks
QF414-errors = the page that this links to has errors and is not published
    .label = in the release this is plain text
    .help = mend { $page } first
QF414-draft = the page that this links to is a draft and is not published
    .label = in the release this is plain text
    .help = finish { $page } and remove `draft`, or remove the link
QF414-level = the page that this links to is never published
    .label = the level of { $page } forbids it
    .help = remove the link
QF415 = the attachment `{ $file }` would run when it is opened
    .label = `.{ $extension }` files run in the reader's browser or computer
    .help = write text as a Markdown page; use PNG or JPEG for pictures, PDF, DOCX, XLSX or CSV for the rest
QF416 = the picture `{ $file }` cannot be read
    .label = it is not whole, or neither JPEG, PNG nor WebP
    .help = open it in a viewer, save it as JPEG or PNG, and put that in its place
QF416-format = what a camera noted cannot be taken out of `{ $file }`
    .label = `.{ $extension }` pictures may say where, when and with which telephone they were taken
    .help = open it in a viewer and save it as JPEG or PNG; what the camera noted is taken out of those when they are published
QF416-large = the picture `{ $file }` is too large
    .label = at most { $most } MiB
    .help = make it smaller, or publish it as a PDF

## Another place

label-column = this column
label-first-page = the first stands here
label-header = the header of the file
label-replaced-document = the department of that document is `{ $department }`
