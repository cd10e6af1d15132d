//! The blocks that are shown as they are: messages, data sets, interviews, forms.

use crate::render::context::{DatasetView, ExchangeView, FormView, GuestView, InterviewView, MessageView};
use crate::render::view::View;
use crate::render::{Originals, RenderError};
use crate::source::{Dataset, Form, Interview, InterviewQuestion, Message, Page};

/// Returns a message as its template sees it.
pub(super) fn message<'a>(view: &View<'a>, message: &'a Message) -> MessageView<'a> {
    MessageView {
        no: &message.no,
        kind: view.message_kind(message.kind),
        received: message.received,
        accepted: message.accepted.map(|m| m.value),
        replied: message.replied.map(|m| m.value),
        department: view.department(&message.department.value),
        asker: &message.asker.value,
        question: message.question.lines().map(str::trim).filter(|l| !l.is_empty()).collect(),
        channel: message.channel.as_deref(),
        topic: message.topic.as_deref(),
    }
}

/// Returns a data set as its template sees it.
pub(super) fn dataset<'a>(
    view: &View<'a>,
    page: &Page,
    dataset: &'a Dataset,
    originals: &dyn Originals,
) -> Result<DatasetView<'a>, RenderError> {
    Ok(DatasetView {
        file: view.download(page, &dataset.file.value, &dataset.file.value, None, originals)?,
        columns: &dataset.columns.value,
        licence: &dataset.licence,
        min_cell: dataset.min_cell,
    })
}

/// Returns an interview as its template sees it.
pub(super) fn interview(interview: &Interview) -> InterviewView<'_> {
    InterviewView {
        time: interview.time,
        guests: interview.guests.iter().map(|g| GuestView { name: &g.name, title: &g.title }).collect(),
        host: interview.host.as_deref(),
        questions: interview.questions.iter().map(exchange).collect(),
    }
}

fn exchange(question: &InterviewQuestion) -> ExchangeView<'_> {
    ExchangeView { by: question.by.as_deref(), text: &question.text, answer: &question.answer }
}

/// Returns a form as its template sees it.
pub(super) fn form<'a>(
    view: &View<'a>,
    page: &Page,
    form: &'a Form,
    originals: &dyn Originals,
) -> Result<FormView<'a>, RenderError> {
    let w = view.words;
    let guide = view.named(form.item.iter().map(|id| &id.value));
    Ok(FormView {
        version: &form.version,
        blank: view.download(page, &form.blank.value, &w.blank_form, None, originals)?,
        sample: view.download(page, &form.sample.value, &w.filled_sample, None, originals)?,
        guide: view.page_links(&page.site, guide)?.pop(),
    })
}
