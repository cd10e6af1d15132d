# The words of the pages: what stands on them and nobody wrote.
# The frame of every page
theme-skip = Skip to main content
theme-home = Home
theme-menu = Menu
theme-navigation = Main navigation
theme-you-are-here = You are here
theme-side-navigation = In this section
theme-demo-banner = Demonstration: the city, its offices, people and content are invented. This is not a government website.
theme-preview-banner = Preview: not signed for publication. Do not share or quote.
theme-colon = :{" "}
theme-more = More
theme-more-of = More: { $name }
theme-outside-link = external link
theme-page-address = Address of this page
theme-reading = How to read
theme-reading-elder = Easy reading
theme-reading-contrast = High contrast
theme-reading-size = Size of text
theme-reading-normal = Normal
theme-reading-large = Large
theme-reading-largest = Largest

# The footer
theme-party-mark = Party and government site mark
theme-party-mark-demo = Demonstration, no link
theme-report-error = Report an error on a government site
theme-report-error-demo = Demonstration, not in service
theme-id-code = Site identification code
theme-sponsor = Sponsor
theme-operator = Operator
theme-address = Address
theme-tel = Telephone
theme-icp = ICP filing number
theme-police = Public security filing number
theme-police-missing = Demonstration, not filed
theme-site-map = Site map
theme-feed = Feed
theme-feed-of = Feed of { $name }
theme-group-sites = Site group

# Lists
theme-list-empty = Nothing here yet.
theme-pager = Pages
theme-page-number = Page { $page }
theme-page-of = Page { $page } of { $pages }, { $count } entries
theme-previous = Previous
theme-next = Next
theme-keyword-title = Keyword: { $name }
theme-keyword-newest = Newest { $count }
theme-from-site = From { $name }

# Home page
theme-block-news = News
theme-block-open = Information disclosure
theme-block-services = Services
theme-block-interaction = Interaction
theme-block-channels = Channels
theme-about-site = About this site
theme-quick-links = Frequently used

# Other pages
theme-withdrawn = This page was withdrawn
theme-withdrawn-help = It is no longer offered. Other content can be found from the home page or the site map.
theme-not-found = Page not found
theme-not-found-help = The address may be mistyped, or the page was moved or withdrawn. Try the home page or the site map.
theme-moved = This page has moved
theme-moved-help = You are being taken to the new address. If nothing happens, follow the link below.

# Searching
theme-search = Search
theme-search-label = Search titles, texts and document numbers
theme-search-hint = Any words will do, or the number of a document; put spaces between words.
theme-search-button = Search
theme-search-site = Site
theme-search-all-sites = All sites
theme-search-column = Column
theme-search-all-columns = All columns
theme-search-year = Year
theme-search-all-years = All years
theme-search-kind = Kind
theme-search-all-kinds = All kinds
theme-search-sort = Order
theme-search-by-relevance = Titles first
theme-search-by-date = Newest first
theme-search-results = Results
theme-search-no-script = Searching needs scripts. Without them, the site map and the columns below lead to everything.
theme-search-columns = By column
theme-search-empty = Enter what you are looking for.
theme-search-working = Searching …
theme-search-none = Nothing was found.
theme-search-none-help = Try fewer or other words, or fewer filters.
theme-search-found = Results found: { $count }.
theme-search-about = Results found: about { $count }.
theme-search-shown = Results shown: { $count }.
theme-search-more = More results
theme-search-failed = The search index could not be fetched. Check the connection and try again.
theme-search-retry = Try again
theme-search-long = That is very long; only the beginning was searched for.
theme-search-kind-article = Article
theme-search-kind-document = Document
theme-search-kind-interpretation = Interpretation
theme-search-kind-guide = Service guide
theme-search-kind-result = Decisions
theme-search-kind-message = Message and reply
theme-search-kind-survey = Survey
theme-search-kind-annual = Annual report
theme-search-kind-dataset = Data
theme-search-kind-interview = Interview
theme-search-kind-form = Form
theme-search-kind-standing = Standing page

# Every article
theme-published = Published
theme-source = Source
theme-department = Responsible department
theme-co-departments = Co-signing departments
theme-author = Editor
theme-keywords = Keywords
theme-contents = On this page
theme-expires = Closes
theme-expired = Closed
theme-confirmed = Last confirmed
theme-attachments = Attachments
theme-gallery = Pictures
theme-photo-by = Photo: { $name }
theme-download = Download
theme-table-of = { $name } (table)
theme-file-missing = file missing
theme-digest = checksum SHA-256
theme-attachment-form = Blank form
theme-attachment-sample = Sample
theme-attachment-annex = Annex
theme-attachment-official = Official text
theme-reprint = Reprint
theme-reprint-site = Original site
theme-reprint-time = Original time
theme-reprint-licence = Permission
theme-reprint-link = Original link

# What a text says beside itself
theme-body-table = Table
theme-body-footnotes = Notes
theme-body-back = Back to text
theme-body-done = Done
theme-body-open = Not done

# Documents
theme-document = Document record
theme-document-index = Index number
theme-document-theme = Theme
theme-document-genre = Genre
theme-document-issuer = Issuing body
theme-document-made = Date of document
theme-document-title = Title
theme-document-number = Document number
theme-document-published = Published
theme-document-validity = Validity
theme-document-subject = Subject words
theme-document-effective = In force from
theme-document-expires = In force until
theme-in-force = In force
theme-not-yet-in-force = Not yet in force
theme-lapsed = Lapsed
theme-repealed = Repealed
theme-amended = Amended
theme-replaces = Replaces:{" "}
theme-replaced-by = Repealed; now in force:{" "}
theme-replaced-by-later = To be repealed from { $day }; replaced by:{" "}
theme-interpretations = Interpretations
theme-interprets = Document explained

# Service guides
theme-guide = Basic information
theme-guide-name = Service item
theme-guide-item-code = Item code
theme-guide-kind = Type of item
theme-guide-target = For whom
theme-guide-basis = Legal basis
theme-guide-conditions = Conditions
theme-guide-materials = Required materials
theme-guide-place = Place
theme-guide-hours = Hours
theme-guide-phone = Telephone
theme-guide-complaint = Complaints
theme-guide-steps = Steps
theme-guide-legal-days = Statutory time
theme-guide-promised-days = Promised time
theme-guide-fee = Fee
theme-guide-result = Result
theme-guide-online = Online
theme-guide-precheck = Check yourself
theme-guide-precheck-help = Check each line before you submit.
theme-material-number = No.
theme-material-name = Material
theme-material-original = Original or copy
theme-material-copies = Copies
theme-material-required = Required
theme-material-source = Source
theme-material-files = Form and sample
theme-material-is-original = Original
theme-material-is-copy = Copy
theme-blank-form = Blank form
theme-filled-sample = Filled sample
theme-forms-of-guide = Forms
theme-guide-of-form = Service item
theme-form-version = Version
theme-form-files = Files
theme-limit-days = { $count } days
theme-limit-working-days = { $count } working days
theme-limit-months = { $count } months
theme-limit-years = { $count } years
theme-rule-uscc = 18 characters with a correct check character
theme-rule-required = Required
theme-rule-date = A date, such as 2026-11-09
theme-rule-number = A number
theme-rule-at-least = A number, { $count } or more
theme-rule-at-most = A number, { $count } or less
theme-rule-more-than = A number above { $count }
theme-rule-less-than = A number below { $count }

# Results
theme-results = Results
theme-result-case-no = Case number
theme-result-item = Item
theme-result-applicant = Applicant
theme-result-uscc = Unified social credit code
theme-result-id-masked = Identity number
theme-result-accepted = Accepted
theme-result-decided = Decided
theme-result-decision = Decision
theme-result-reason = Reason
theme-result-remedy = Remedy

# Messages
theme-message-no = Number
theme-message-kind = Type
theme-message-received = Received
theme-message-accepted = Accepted
theme-message-replied = Replied
theme-message-asker = From
theme-message-channel = Channel
theme-message-topic = Topic
theme-message-question = Message
theme-message-reply = Reply
theme-message-department = Replying department
theme-message-waiting = In hand. The reply will be published here.
theme-kind-enquiry = Enquiry
theme-kind-complaint = Complaint
theme-kind-suggestion = Suggestion
theme-kind-report = Report
theme-kind-help = Help
theme-kind-thanks = Thanks

# Surveys and consultations
theme-survey-open = Open
theme-survey-closed = Closed
theme-survey-not-yet = Not yet open
theme-survey-opens = Opens
theme-survey-closes = Closes
theme-survey-anonymous = Anonymous
theme-survey-named = With name
theme-survey-privacy = How to take part
theme-survey-responses = Responses
theme-survey-responses-count = { $count }
theme-survey-questions = Questions
theme-survey-results = Results
theme-survey-results-of = Results of question { $question }
theme-survey-option = Option
theme-survey-count = Count
theme-survey-share = Share
theme-survey-bar = Chart
theme-survey-adoption = What became of opinions
theme-survey-opinion = Opinion
theme-survey-outcome = Outcome
theme-survey-reason = Reason
theme-survey-single = one answer
theme-survey-multiple = several answers
theme-survey-text = text
theme-survey-max-chars = at most { $count } characters
theme-adopted = Adopted
theme-partly-adopted = Partly adopted
theme-declined = Declined

# Annual reports (国办公开办函〔2021〕30号)
theme-annual-part1 = 2. Proactive disclosure
theme-annual-part2 = 3. Requests received and handled
theme-annual-part3 = 4. Administrative review and litigation
theme-annual-tables = Tables
theme-annual-table1 = Table 1: Proactive disclosure
theme-annual-table2 = Table 2: Requests received and handled
theme-annual-table3 = Table 3: Administrative review and litigation
theme-annual-item = Item
theme-annual-article-1 = Article 20 (1)
theme-annual-article-5 = Article 20 (5)
theme-annual-article-6 = Article 20 (6)
theme-annual-article-8 = Article 20 (8)
theme-annual-made = Made this year
theme-annual-repealed = Repealed this year
theme-annual-in-force = In force
theme-annual-regulations = Regulations
theme-annual-normative = Normative documents
theme-annual-licences = Licences (decisions this year)
theme-annual-penalties = Penalties (decisions this year)
theme-annual-compulsory = Compulsory measures (decisions this year)
theme-annual-fees = Administrative fees (this year, 10,000 yuan)
theme-annual-requests = First item plus second equal third plus fourth
theme-annual-natural = Natural persons
theme-annual-business = Businesses
theme-annual-research = Research bodies
theme-annual-charity = Public-benefit bodies
theme-annual-legal = Legal services
theme-annual-other = Others
theme-annual-total = Total
theme-annual-organisations = Legal persons and other organisations
theme-annual-new = 1. Received this year
theme-annual-carried-in = 2. Carried over from last year
theme-annual-outcome = 3. Outcomes this year
theme-annual-granted = (1) Granted
theme-annual-partly = (2) Partly granted
theme-annual-refused = (3) Refused
theme-annual-unable = (4) Unable to provide
theme-annual-dismissed = (5) Dismissed
theme-annual-other-handling = (6) Other handling
theme-annual-processed = (7) Total
theme-annual-carried-out = 4. Carried over to next year
theme-annual-upheld = Upheld
theme-annual-corrected = Corrected
theme-annual-other-result = Other result
theme-annual-pending = Pending
theme-annual-review = Administrative review
theme-annual-suit-direct = Litigation without review
theme-annual-suit-after-review = Litigation after review

# Data sets
theme-dataset = About the data
theme-dataset-columns = Columns
theme-dataset-licence = Licence
theme-dataset-min-cell = Protection
theme-dataset-min-cell-value = Figures of fewer than { $count } are withheld
theme-dataset-table = Table
theme-dataset-more = { $count } more rows are in the file.

# Interviews
theme-interview-time = Time
theme-interview-guests = Guests
theme-interview-host = Host
theme-interview-questions = Record
theme-interview-question = Question
theme-interview-answer = Answer

# The register of sites, and archives
theme-register = Sites of the group
theme-register-note = All sites of { $group }
theme-register-table = Download the register (CSV)
theme-register-data = The register as data (JSON)

# What a column of messages came to
theme-statistics = { $name }: replies in numbers
theme-statistics-note = Counted over the messages that are published; the time is the average number of working days after the day on which a message came.
theme-statistics-month = Month
theme-statistics-received = Received
theme-statistics-replied = Answered
theme-statistics-days = Time to answer, working days
theme-statistics-total = Total
theme-statistics-table = Download the figures (CSV)
theme-site-name = Site
theme-site-domain = Domain
theme-site-tier = Rank
theme-site-state = State
theme-site-since = In this state since
theme-site-successor = Continued by
theme-site-closed = This site was closed and archived on { $day }. It is no longer updated.
theme-site-moved = This site was moved and archived on { $day }. It is no longer updated.
theme-column-archived = This column was archived on { $day }. It is no longer updated.
theme-tier-center = Central sites
theme-tier-topic = Topical sites
theme-tier-county = County sites
theme-state-planned = planned
theme-state-building = in preparation
theme-state-running = running
theme-state-revising = being revised
theme-state-closed = closed
theme-state-moved = moved
theme-changes = Changes
theme-versions = This page in other languages

# The catalogue of documents
theme-catalogue = Catalogue of documents
theme-catalogue-note = Published documents, by theme, genre, year, department and validity.
theme-catalogue-all = All documents
theme-catalogue-year = Year
theme-catalogue-url = Address
theme-catalogue-count = { $count } documents
theme-catalogue-choose = Find by
theme-catalogue-table = Download the catalogue (CSV)
theme-catalogue-data = The catalogue as data (JSON-LD)
theme-disclosure = Disclosed by law
theme-disclosure-item = Item
theme-disclosure-column = Where
theme-disclosure-basis = Basis
theme-disclosure-within = Within

# Leaving the site
theme-leaving = You are about to leave this site
theme-leaving-to = The link leads to { $host }, which is not a government site:
theme-leaving-note = Whoever runs that site answers for it, not { $site }. Please check the address and take care of your personal data.
theme-leaving-go = Go on
