//! What of a page is searched: what its own page shows of its own words.
//!
//! Titles of other pages, file names and the words of the theme are not: whoever looks for them looks for something else.
//! `search.js` looks for the same in the page's JSON twin, which holds at least all of this.

use crate::render::view::View;
use crate::source::{Block, DocumentBlock, FrontMatter, Guide, Page, Results, Survey};

/// Says the words by which a page is known.
pub(super) fn heads(front: &FrontMatter, say: &mut dyn FnMut(&str)) {
    say(&front.title.value);
    let document = front.document.iter().flat_map(|d| [&d.number, &d.index]).flatten();
    let more = front.subtitle.iter().map(String::as_str).chain(document.map(|n| n.value.as_str()));
    more.chain(front.keywords.iter().map(String::as_str)).for_each(say);
}

/// Returns the whole numbers 文号 and 索引号 of a document.
pub(super) fn numbers(front: &FrontMatter) -> impl Iterator<Item = &str> {
    front.document.iter().flat_map(|d| [&d.number, &d.index]).flatten().map(|number| number.value.as_str())
}

/// Says all that is searched of a page but its body.
pub(super) fn all(view: &View<'_>, page: &Page, front: &FrontMatter, say: &mut dyn FnMut(&str)) {
    heads(front, say);
    [&front.summary, &front.author].into_iter().flatten().for_each(|text| say(text));
    match (&front.source, view.site(&page.site)) {
        (Some(source), _) => say(source),
        (None, Ok(site)) => say(&site.name),
        (None, Err(_)) => {}
    }
    let departments = std::iter::once(&front.department).chain(&front.co_departments);
    departments.for_each(|department| say(view.department(&department.value)));
    front.attachments.iter().for_each(|attachment| say(&attachment.name));
    front.changes.iter().for_each(|change| say(&change.note));
    if let Some(document) = &front.document {
        says_document(document, say);
    }
    if let Some(block) = front.block.as_deref() {
        says_block(block, say);
    }
}

fn says_document(document: &DocumentBlock, say: &mut dyn FnMut(&str)) {
    let issuers = document.issuer.iter().chain(&document.co_issuers);
    issuers.chain(&document.genre).chain(&document.theme).for_each(|text| say(text));
}

fn says_block(block: &Block, say: &mut dyn FnMut(&str)) {
    match block {
        Block::Guide(guide) => says_guide(guide, say),
        Block::Results(Results::Rows(rows)) => {
            for row in rows {
                [&row.case_no, &row.applicant.value, &row.decision].into_iter().for_each(|text| say(text));
                [&row.reason, &row.remedy].into_iter().flatten().for_each(|text| say(text));
            }
        }
        // Rows of a table are data, and lie beside the page.
        Block::Results(Results::File(_)) | Block::Annual(_) => {}
        Block::Message(message) => {
            [&message.no, &message.asker.value].into_iter().for_each(|text| say(text));
            message.question.lines().for_each(&mut *say);
            [&message.channel, &message.topic].into_iter().flatten().for_each(|text| say(text));
        }
        Block::Survey(survey) => says_survey(survey, say),
        Block::Dataset(dataset) => dataset.columns.value.iter().for_each(|text| say(text)),
        Block::Interview(interview) => {
            interview.guests.iter().flat_map(|guest| [&guest.name, &guest.title]).for_each(|text| say(text));
            interview.host.iter().for_each(|text| say(text));
            for question in &interview.questions {
                question.by.iter().chain([&question.text, &question.answer]).for_each(|text| say(text));
            }
        }
        Block::Form(form) => say(&form.version),
    }
}

fn says_guide(guide: &Guide, say: &mut dyn FnMut(&str)) {
    let one = [&guide.item_code, &guide.place, &guide.hours, &guide.phone, &guide.fee];
    let some = [&guide.kind, &guide.target, &guide.complaint, &guide.result, &guide.online];
    let many = guide.basis.iter().chain(&guide.conditions).chain(&guide.steps);
    one.into_iter().chain(some.into_iter().flatten()).chain(many).for_each(|text| say(text));
    for material in &guide.materials {
        let known = [&material.required, &material.source].into_iter().flatten();
        std::iter::once(&material.name).chain(known).for_each(|text| say(text));
    }
    guide.precheck.iter().for_each(|precheck| say(&precheck.field));
}

fn says_survey(survey: &Survey, say: &mut dyn FnMut(&str)) {
    for question in &survey.questions {
        std::iter::once(&question.text).chain(&question.options).for_each(|text| say(text));
    }
    for adoption in &survey.adoption {
        std::iter::once(&adoption.opinion).chain(&adoption.reason).for_each(|text| say(text));
    }
}
