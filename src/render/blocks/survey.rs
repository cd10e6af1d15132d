//! 调查征集: the questions, how they were answered, and what became of opinions.

use crate::render::context::{AdoptionView, AnswerView, Badge, QuestionView, SurveyView, Tone};
use crate::render::view::View;
use crate::render::{Originals, RenderError};
use crate::source::{Adoption, Outcome, Page, Question, QuestionKind, Survey, Table};

/// Returns the survey as its template sees it; `counts` has the columns question, option and count.
pub(super) fn view<'a>(
    view: &View<'a>,
    page: &Page,
    survey: &'a Survey,
    (counts, originals): (Option<Table>, &dyn Originals),
) -> Result<SurveyView<'a>, RenderError> {
    let counts = counts.unwrap_or_default();
    let file = survey.results.as_ref().map(|f| view.download(page, &f.value, &f.value, None, originals)).transpose()?;
    Ok(SurveyView {
        state: view.survey_state(survey),
        opens: survey.opens,
        closes: survey.closes.value,
        anonymous: survey.anonymous,
        responses: survey.responses,
        questions: survey.questions.iter().map(|q| question(view, survey, q, &counts)).collect(),
        file,
        adoption: survey.adoption.iter().map(|a| adoption(view, a)).collect(),
    })
}

fn question<'a>(view: &View<'a>, survey: &Survey, question: &'a Question, counts: &Table) -> QuestionView<'a> {
    let w = view.words;
    QuestionView {
        text: &question.text,
        kind: match question.kind {
            QuestionKind::Single => &w.survey_single,
            QuestionKind::Multiple => &w.survey_multiple,
            QuestionKind::Text => &w.survey_text,
        },
        options: &question.options,
        max_chars: question.max_chars,
        answers: answers(survey.responses, &question.id, counts),
    }
}

/// Returns the answers to the question `id`, with their shares of the responses or, where those are not known, of all
/// its answers.
fn answers(responses: Option<u32>, id: &str, counts: &Table) -> Vec<AnswerView> {
    let rows = counts.rows.iter().filter_map(|row| match row.as_slice() {
        [question, option, count, ..] if question.trim() == id => Some((option, count.trim().parse::<u64>().ok()?)),
        _ => None,
    });
    let rows: Vec<(&String, u64)> = rows.collect();
    let sum: u64 = rows.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n));
    let whole = responses.map_or(sum, u64::from).max(1);
    rows.into_iter().map(|(option, count)| answer(option, count, whole)).collect()
}

fn answer(option: &str, count: u64, whole: u64) -> AnswerView {
    let permille = u128::from(count) * 1000 + u128::from(whole) / 2;
    let permille = u64::try_from(permille / u128::from(whole)).unwrap_or(u64::MAX);
    let share = format!("{}.{}%", permille / 10, permille % 10);
    AnswerView { option: option.to_owned(), count, share, length: (permille / 10).min(100) }
}

fn adoption<'a>(view: &View<'a>, adoption: &'a Adoption) -> AdoptionView<'a> {
    let w = view.words;
    let outcome = match adoption.outcome {
        Outcome::Adopted => Badge { text: &w.adopted, tone: Tone::Good },
        Outcome::Partly => Badge { text: &w.partly_adopted, tone: Tone::Quiet },
        Outcome::Declined => Badge { text: &w.declined, tone: Tone::Bad },
    };
    AdoptionView { opinion: &adoption.opinion, outcome, reason: adoption.reason.as_deref() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_never_longer_than_their_bar() {
        let seen = answer("满意", 502, 1286);
        assert_eq!((seen.share.as_str(), seen.length), ("39.0%", 39));
        assert_eq!(answer("x", 3, 1).length, 100);
        assert_eq!(answer("x", u64::MAX, 1).length, 100);
    }

    #[test]
    fn answers_belong_to_their_question_and_numbers_are_numbers() {
        let row = |q: &str, o: &str, n: &str| vec![q.to_owned(), o.to_owned(), n.to_owned()];
        let rows = vec![row("q1", "a", "30"), row("q1", "b", "10"), row("q2", "c", "5"), row("q1", "d", "many")];
        let counts = Table { rows, ..Table::default() };
        let seen = answers(None, "q1", &counts);
        assert_eq!(seen.iter().map(|a| a.share.as_str()).collect::<Vec<_>>(), ["75.0%", "25.0%"]);
        assert_eq!(answers(Some(80), "q1", &counts)[0].share, "37.5%");
    }
}
