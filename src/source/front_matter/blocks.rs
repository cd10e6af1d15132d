//! From the tree of a front matter to its values: the block of each kind of page.

use crate::diag::{Finding, Sink, codes};
use crate::fields::{Node, Reader, Value};
use crate::model::{Kind, PageId, Spanned};
use crate::source::Place;
use crate::source::front_matter::keys::{allowed, block_of};
use crate::source::front_matter::read::{
    count, csv_name, day, file, items, required_day, required_file, required_limit, required_moment, required_text,
    some_texts, spanned_text, text, texts, whole,
};
use crate::source::front_matter::types::{
    Adoption, Annual, Block, Dataset, DocumentBlock, Form, Guest, Guide, Interview, InterviewQuestion, Material,
    Message, MessageKind, Outcome, Precheck, Question, QuestionKind, ResultRow, Results, Survey, Table1, Table2,
    Table3, Validity,
};
use crate::source::front_matter::{DIALECT, Expected, read};

/// The blocks of a page.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) document: Option<Box<DocumentBlock>>,
    pub(super) interprets: Vec<Spanned<PageId>>,
    pub(super) block: Option<Box<Block>>,
}

/// The keys whose presence depends on the kind of the page.
const BLOCKS: [&str; 11] = [
    "document",
    "interprets",
    "guide",
    "results",
    "results_file",
    "message",
    "survey",
    "annual",
    "dataset",
    "interview",
    "form",
];

/// Reads the blocks of a page of the kind `expected`, and reports those of other kinds and one that is missing.
pub(super) fn read(r: &mut Reader<'_>, expected: Expected) -> Blocks {
    let kind = match (expected.kind, expected.place) {
        (Some(kind), Place::Page) => kind,
        // The gate asks for the index number, and whatever else is wrong with the block is not for it to say.
        (None, Place::Page) => {
            let document = r.take("document").and_then(|entry| {
                let file = r.place(entry.node.span).file;
                document(&mut Reader::new(file, DIALECT, entry.node, &mut Sink::default()))
            });
            refuse_blocks(r, |_| false, None, "");
            return Blocks { document: document.map(Box::new), ..Blocks::default() };
        }
        (kind, _) => {
            refuse_blocks(r, |_| false, kind.map(|_| "introduction"), "");
            return Blocks::default();
        }
    };
    refuse_blocks(r, |key| allowed(key, kind), Some(""), kind.as_str());
    let before = r.sink().len();
    let document = r.table("document").and_then(|mut r| finished(document(&mut r), r)).map(Box::new);
    let interprets = items(r.parsed_list("interprets", "expected-id", PageId::parse));
    let block = block(r, kind).map(Box::new);
    if let Some(required) = block_of(kind)
        && r.sink().len() == before
        && !(block.is_some() || (required == "document" && document.is_some()) || !interprets.is_empty())
    {
        let at = r.place(r.span());
        r.sink().push(Finding::new(codes::MISSING_BLOCK, at).with("key", required).with("kind", kind.as_str()));
    }
    Blocks { document, interprets, block }
}

/// Takes every block that `may` does not allow, and reports it with the message `variant`, if there is one.
fn refuse_blocks(r: &mut Reader<'_>, may: impl Fn(&str) -> bool, variant: Option<&str>, kind: &str) {
    for key in BLOCKS {
        if may(key) {
            continue;
        }
        let (Some(entry), Some(variant)) = (r.take(key), variant) else { continue };
        let finding = Finding::new(codes::BLOCK_OF_OTHER_KIND, r.place(entry.key.span)).with("key", key);
        let finding = if variant.is_empty() { finding.with("kind", kind) } else { finding.variant(variant) };
        r.sink().push(finding);
    }
}

fn block(r: &mut Reader<'_>, kind: Kind) -> Option<Block> {
    let key = match kind {
        Kind::Result => return results(r).map(Block::Results),
        Kind::Document | Kind::Interpretation | Kind::Article | Kind::Standing | Kind::Home => return None,
        Kind::Guide => "guide",
        Kind::Message => "message",
        Kind::Survey => "survey",
        Kind::Annual => "annual",
        Kind::Dataset => "dataset",
        Kind::Interview => "interview",
        Kind::Form => "form",
    };
    let mut r = r.table(key)?;
    let block = match kind {
        Kind::Guide => guide(&mut r).map(Block::Guide),
        Kind::Message => message(&mut r).map(Block::Message),
        Kind::Survey => survey(&mut r).map(Block::Survey),
        Kind::Annual => annual(&mut r).map(Block::Annual),
        Kind::Dataset => dataset(&mut r).map(Block::Dataset),
        Kind::Interview => interview(&mut r).map(Block::Interview),
        _ => form(&mut r).map(Block::Form),
    };
    r.finish();
    block
}

fn document(r: &mut Reader<'_>) -> Option<DocumentBlock> {
    let validity = r.required("validity", "expected-validity", |t| Validity::parse(t).ok_or(()));
    Some(DocumentBlock {
        number: spanned_text(r, "number"),
        issuer: text(r, "issuer"),
        co_issuers: texts(r, "co_issuers"),
        made: day(r, "made").map(|d| d.value),
        effective: day(r, "effective").map(|d| d.value),
        expires: day(r, "expires").map(|d| d.value),
        genre: text(r, "genre"),
        theme: text(r, "theme"),
        replaces: items(r.parsed_list("replaces", "expected-id", PageId::parse)),
        index: spanned_text(r, "index"),
        validity: validity?.value,
    })
}

fn guide(r: &mut Reader<'_>) -> Option<Guide> {
    let item_code = required_text(r, "item_code");
    let basis = some_texts(r, "basis");
    let conditions = some_texts(r, "conditions");
    let materials = r.require("materials", |r, key| r.tables(key, material));
    let (place, hours, phone) = (required_text(r, "place"), required_text(r, "hours"), required_text(r, "phone"));
    let steps = some_texts(r, "steps");
    let (legal_days, promised_days) = (required_limit(r, "legal_days"), required_limit(r, "promised_days"));
    let fee = required_text(r, "fee");
    Some(Guide {
        kind: text(r, "kind"),
        target: text(r, "target"),
        complaint: text(r, "complaint"),
        result: text(r, "result"),
        online: text(r, "online"),
        precheck: whole(r.tables("precheck", precheck)),
        item_code: item_code?,
        basis: basis?.value,
        conditions: conditions?.value,
        materials: whole(materials),
        place: place?,
        hours: hours?,
        phone: phone?,
        steps: steps?.value,
        legal_days: legal_days?,
        promised_days: promised_days?,
        fee: fee?,
    })
}

fn material(r: &mut Reader<'_>) -> Option<Material> {
    let name = required_text(r, "name");
    Some(Material {
        form: file(r, "form"),
        sample: file(r, "sample"),
        copies: count(r, "copies"),
        original: r.boolean("original").map(|b| b.value),
        required: text(r, "required"),
        source: text(r, "source"),
        name: name?,
    })
}

fn precheck(r: &mut Reader<'_>) -> Option<Precheck> {
    let (field, rule) = (required_text(r, "field"), required_text(r, "rule"));
    Some(Precheck { field: field?, rule: rule? })
}

fn results(r: &mut Reader<'_>) -> Option<Results> {
    let rows = r.tables("results", result_row);
    let file = r.parsed("results_file", "expected-csv", csv_name);
    match (rows, file) {
        (Some(_), Some(file)) => {
            r.report_bad("results_file", file.span, &file.value, "expected-one-of-results");
            None
        }
        (Some(rows), None) => {
            if rows.value.is_empty() {
                r.report_bad("results", rows.span, "[]", "expected-items");
            }
            Some(Results::Rows(rows.value.into_iter().flatten().collect()))
        }
        (None, file) => file.map(Results::File),
    }
}

fn result_row(r: &mut Reader<'_>) -> Option<ResultRow> {
    let (case_no, item) = (required_text(r, "case_no"), required_text(r, "item"));
    let applicant = r.required_text("applicant");
    let (accepted, decided) = (required_day(r, "accepted"), required_day(r, "decided"));
    let decision = required_text(r, "decision");
    Some(ResultRow {
        uscc: text(r, "uscc"),
        id_masked: spanned_text(r, "id_masked"),
        reason: text(r, "reason"),
        remedy: text(r, "remedy"),
        case_no: case_no?,
        item: item?,
        applicant: applicant?,
        accepted: accepted?.value,
        decided: decided?,
        decision: decision?,
    })
}

fn message(r: &mut Reader<'_>) -> Option<Message> {
    let no = required_text(r, "no");
    let kind = r.required("kind", "expected-message-kind", |t| MessageKind::parse(t).ok_or(()));
    let received = required_moment(r, "received");
    let department = r.required("department", "expected-department", crate::model::DepartmentId::parse);
    let (asker, question) = (r.required_text("asker"), required_text(r, "question"));
    Some(Message {
        accepted: read::moment(r, "accepted"),
        replied: read::moment(r, "replied"),
        channel: text(r, "channel"),
        topic: text(r, "topic"),
        no: no?,
        kind: kind?.value,
        received: received?.value,
        department: department?,
        asker: asker?,
        question: question?,
    })
}

fn survey(r: &mut Reader<'_>) -> Option<Survey> {
    let (opens, closes) = (required_day(r, "opens"), required_day(r, "closes"));
    let questions = r.require("questions", |r, key| r.tables(key, question));
    Some(Survey {
        anonymous: r.boolean("anonymous").map(|b| b.value),
        responses: count(r, "responses"),
        results: r.parsed("results", "expected-csv", csv_name),
        adoption: whole(r.tables("adoption", adoption)),
        opens: opens?.value,
        closes: closes?,
        questions: whole(questions),
    })
}

fn question(r: &mut Reader<'_>) -> Option<Question> {
    let (id, words) = (required_text(r, "id"), required_text(r, "text"));
    let kind = r.required("kind", "expected-question-kind", |t| QuestionKind::parse(t).ok_or(()));
    Some(Question {
        options: texts(r, "options"),
        max_chars: count(r, "max_chars"),
        id: id?,
        kind: kind?.value,
        text: words?,
    })
}

fn adoption(r: &mut Reader<'_>) -> Option<Adoption> {
    let opinion = required_text(r, "opinion");
    let outcome = r.required("outcome", "expected-outcome", |t| Outcome::parse(t).ok_or(()));
    Some(Adoption { reason: text(r, "reason"), opinion: opinion?, outcome: outcome?.value })
}

fn annual(r: &mut Reader<'_>) -> Option<Annual> {
    let year = r.require("year", year);
    let table1 = r.table("table1").and_then(|mut r| finished(table1(&mut r), r));
    let table2 = r.table("table2").and_then(|mut r| finished(table2(&mut r), r));
    let table3 = r.table("table3").and_then(|mut r| finished(table3(&mut r), r));
    Some(Annual { table1, table2, table3, year: year? })
}

fn finished<T>(value: T, r: Reader<'_>) -> T {
    r.finish();
    value
}

fn year(r: &mut Reader<'_>, key: &'static str) -> Option<i16> {
    let number = r.integer(key)?;
    let year = i16::try_from(number.value).ok().filter(|y| (1900..=2999).contains(y));
    if year.is_none() {
        r.report_bad(key, number.span, &number.value.to_string(), "expected-year");
    }
    year
}

fn table1(r: &mut Reader<'_>) -> Option<Table1> {
    let (regulations, normative) = (counts(r, "regulations"), counts(r, "normative"));
    let (licences, penalties) = (r.require("licences", count), r.require("penalties", count));
    let (compulsory, fees) = (r.require("compulsory", count), r.require("fees", fees));
    Some(Table1 {
        regulations: regulations?.value,
        normative: normative?.value,
        licences: licences?,
        penalties: penalties?,
        compulsory: compulsory?,
        fees: fees?,
    })
}

fn fees(r: &mut Reader<'_>, key: &'static str) -> Option<f64> {
    let number = r.number(key)?;
    if number.value >= 0.0 && number.value.is_finite() {
        return Some(number.value);
    }
    r.report_bad(key, number.span, &number.value.to_string(), "expected-number");
    None
}

fn table2(r: &mut Reader<'_>) -> Option<Table2> {
    let (new, carried_in) = (counts(r, "new"), counts(r, "carried_in"));
    let (granted, partly, refused) = (counts(r, "granted"), counts(r, "partly"), counts(r, "refused"));
    let (unable, dismissed, other) = (counts(r, "unable"), counts(r, "dismissed"), counts(r, "other"));
    let (processed, carried_out) = (counts(r, "processed"), counts(r, "carried_out"));
    Some(Table2 {
        new: new?,
        carried_in: carried_in?,
        granted: granted?,
        partly: partly?,
        refused: refused?,
        unable: unable?,
        dismissed: dismissed?,
        other: other?,
        processed: processed?,
        carried_out: carried_out?,
    })
}

fn table3(r: &mut Reader<'_>) -> Option<Table3> {
    let (review, suit_direct) = (counts(r, "review"), counts(r, "suit_direct"));
    let suit_after_review = counts(r, "suit_after_review");
    Some(Table3 { review: review?, suit_direct: suit_direct?, suit_after_review: suit_after_review? })
}

/// Takes a row of exactly `N` whole numbers, which must be there.
fn counts<const N: usize>(r: &mut Reader<'_>, key: &'static str) -> Option<Spanned<[u32; N]>> {
    let list = r.require(key, |r, key| r.list(key))?;
    let numbers: Option<Vec<u32>> = list.value.iter().map(as_count).collect();
    let row = numbers.and_then(|n| <[u32; N]>::try_from(n).ok());
    if row.is_none() {
        let expected = match N {
            3 => "expected-counts-3",
            5 => "expected-counts-5",
            _ => "expected-counts-7",
        };
        r.report_bad(key, list.span, &shown(&list.value), expected);
    }
    Some(Spanned::new(row?, list.span))
}

fn as_count(node: &Node) -> Option<u32> {
    match node.value {
        Value::Integer(n) => u32::try_from(n).ok(),
        _ => None,
    }
}

/// Returns a row as somebody may have written it.
fn shown(items: &[Node]) -> String {
    let words: Vec<String> = items
        .iter()
        .map(|item| match &item.value {
            Value::Integer(n) => n.to_string(),
            Value::Float(n) => n.to_string(),
            Value::Text(text) => text.clone(),
            _ => "…".to_owned(),
        })
        .collect();
    format!("[{}]", words.join(", "))
}

fn dataset(r: &mut Reader<'_>) -> Option<Dataset> {
    let file = r.required("file", "expected-csv", csv_name);
    let (columns, licence) = (some_texts(r, "columns"), required_text(r, "licence"));
    Some(Dataset { min_cell: count(r, "min_cell"), file: file?, columns: columns?, licence: licence? })
}

fn interview(r: &mut Reader<'_>) -> Option<Interview> {
    let time = required_moment(r, "time");
    let guests = r.require("guests", |r, key| r.tables(key, guest));
    Some(Interview {
        host: text(r, "host"),
        questions: whole(r.tables("questions", interview_question)),
        time: time?.value,
        guests: whole(guests),
    })
}

fn guest(r: &mut Reader<'_>) -> Option<Guest> {
    let (name, title) = (required_text(r, "name"), required_text(r, "title"));
    Some(Guest { name: name?, title: title? })
}

fn interview_question(r: &mut Reader<'_>) -> Option<InterviewQuestion> {
    let (words, answer) = (required_text(r, "text"), required_text(r, "answer"));
    Some(InterviewQuestion { by: text(r, "by"), text: words?, answer: answer? })
}

fn form(r: &mut Reader<'_>) -> Option<Form> {
    let (blank, sample) = (required_file(r, "blank"), required_file(r, "sample"));
    let version = required_text(r, "version");
    Some(Form {
        item: r.parsed("item", "expected-id", PageId::parse),
        blank: blank?,
        sample: sample?,
        version: version?,
    })
}
