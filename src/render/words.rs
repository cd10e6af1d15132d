//! The words of the pages: everything that stands on a page and that nobody wrote into it.
//!
//! Declared once here, so that the compiler knows the words that this room uses, and given by the caller from
//! `locales/*/theme.ftl`. A word with arguments holds each as `{name}`, to be filled in later.

use serde::Serialize;

macro_rules! words {
    ($($name:ident $(($($arg:ident),+))?,)*) => {
        /// The words, in one language; templates see them as `w`.
        #[derive(Clone, Debug, Serialize)]
        #[expect(missing_docs, reason = "a word's name and its text in theme.ftl say what it is")]
        pub struct Words { $(pub $name: String,)* }

        impl Words {
            /// Asks `say` for every word: its message id (`theme-list-empty`) and the names of its arguments, each of
            /// which must come back as `{name}`.
            pub fn gather(mut say: impl FnMut(&str, &[&'static str]) -> String) -> Self {
                Self { $($name: say(&id(stringify!($name)), &[$($(stringify!($arg)),+)?]),)* }
            }
        }
    };
}

fn id(name: &str) -> String {
    format!("theme-{}", name.replace('_', "-"))
}

words! {
    // The frame of every page.
    skip,
    home,
    menu,
    navigation,
    you_are_here,
    side_navigation,
    demo_banner,
    preview_banner,
    colon,
    more,
    more_of(name),
    outside_link,
    leaving,
    leaving_to(host),
    leaving_note(site),
    leaving_go,
    page_address,
    reading,
    reading_elder,
    reading_contrast,
    reading_size,
    reading_normal,
    reading_large,
    reading_largest,

    // The footer.
    party_mark,
    party_mark_demo,
    report_error,
    report_error_demo,
    id_code,
    sponsor,
    operator,
    address,
    tel,
    icp,
    police,
    police_missing,
    site_map,
    feed,
    feed_of(name),
    group_sites,

    // The register of sites, and what is kept as it was.
    register,
    register_note(group),
    register_table,
    register_data,

    // What a column of messages came to.
    statistics(name),
    statistics_note,
    statistics_month,
    statistics_received,
    statistics_replied,
    statistics_days,
    statistics_total,
    statistics_table,
    site_name,
    site_domain,
    site_tier,
    site_state,
    site_since,
    site_successor,
    site_closed(day),
    site_moved(day),
    column_archived(day),
    tier_center,
    tier_topic,
    tier_county,
    state_planned,
    state_building,
    state_running,
    state_revising,
    state_closed,
    state_moved,

    // Lists.
    list_empty,
    pager,
    page_number(page),
    page_of(page, pages, count),
    previous,
    next,
    keyword_title(name),
    keyword_newest(count),
    from_site(name),

    // Home.
    block_news,
    block_open,
    block_services,
    block_interaction,
    block_channels,
    about_site,
    quick_links,

    // Other pages.
    not_found,
    not_found_help,
    moved,
    moved_help,
    withdrawn,
    withdrawn_help,

    // Searching; those with arguments are filled in by the script.
    search,
    search_label,
    search_hint,
    search_button,
    search_site,
    search_all_sites,
    search_column,
    search_all_columns,
    search_year,
    search_all_years,
    search_kind,
    search_all_kinds,
    search_sort,
    search_by_relevance,
    search_by_date,
    search_results,
    search_no_script,
    search_columns,
    search_empty,
    search_working,
    search_none,
    search_none_help,
    search_found(count),
    search_about(count),
    search_shown(count),
    search_more,
    search_failed,
    search_retry,
    search_long,
    search_kind_article,
    search_kind_document,
    search_kind_interpretation,
    search_kind_guide,
    search_kind_result,
    search_kind_message,
    search_kind_survey,
    search_kind_annual,
    search_kind_dataset,
    search_kind_interview,
    search_kind_form,
    search_kind_standing,

    // Every article.
    published,
    source,
    department,
    co_departments,
    author,
    keywords,
    contents,
    expires,
    expired,
    confirmed,
    changes,
    versions,
    attachments,
    gallery,
    photo_by(name),
    download,
    table_of(name),
    file_missing,
    digest,
    attachment_form,
    attachment_sample,
    attachment_annex,
    attachment_official,
    reprint,
    reprint_site,
    reprint_time,
    reprint_licence,
    reprint_link,

    // What a text says beside itself.
    body_table,
    body_footnotes,
    body_back,
    body_done,
    body_open,

    // Documents.
    document,
    document_index,
    document_theme,
    document_genre,
    document_issuer,
    document_made,
    document_title,
    document_number,
    document_published,
    document_validity,
    document_subject,
    document_effective,
    document_expires,

    // The catalogue of documents.
    catalogue,
    catalogue_note,
    catalogue_all,
    catalogue_year,
    catalogue_url,
    catalogue_count(count),
    catalogue_choose,
    catalogue_table,
    catalogue_data,
    disclosure,
    disclosure_item,
    disclosure_column,
    disclosure_basis,
    disclosure_within,
    in_force,
    not_yet_in_force,
    lapsed,
    repealed,
    amended,
    replaces,
    replaced_by,
    replaced_by_later(day),
    interpretations,
    interprets,

    // Guides.
    guide,
    guide_name,
    guide_item_code,
    guide_kind,
    guide_target,
    guide_basis,
    guide_conditions,
    guide_materials,
    guide_place,
    guide_hours,
    guide_phone,
    guide_complaint,
    guide_steps,
    guide_legal_days,
    guide_promised_days,
    guide_fee,
    guide_result,
    guide_online,
    guide_precheck,
    guide_precheck_help,
    material_number,
    material_name,
    material_original,
    material_copies,
    material_required,
    material_source,
    material_files,
    material_is_original,
    material_is_copy,
    blank_form,
    filled_sample,
    forms_of_guide,
    guide_of_form,
    form_version,
    form_files,
    limit_days(count),
    limit_working_days(count),
    limit_months(count),
    limit_years(count),
    rule_uscc,
    rule_required,
    rule_date,
    rule_number,
    rule_at_least(count),
    rule_at_most(count),
    rule_more_than(count),
    rule_less_than(count),

    // Results.
    results,
    result_case_no,
    result_item,
    result_applicant,
    result_uscc,
    result_id_masked,
    result_accepted,
    result_decided,
    result_decision,
    result_reason,
    result_remedy,

    // Messages.
    message_no,
    message_kind,
    message_received,
    message_accepted,
    message_replied,
    message_asker,
    message_channel,
    message_topic,
    message_question,
    message_reply,
    message_department,
    message_waiting,
    kind_enquiry,
    kind_complaint,
    kind_suggestion,
    kind_report,
    kind_help,
    kind_thanks,

    // Surveys.
    survey_open,
    survey_closed,
    survey_not_yet,
    survey_opens,
    survey_closes,
    survey_anonymous,
    survey_named,
    survey_privacy,
    survey_responses,
    survey_responses_count(count),
    survey_questions,
    survey_results,
    survey_results_of(question),
    survey_option,
    survey_count,
    survey_share,
    survey_bar,
    survey_adoption,
    survey_opinion,
    survey_outcome,
    survey_reason,
    survey_single,
    survey_multiple,
    survey_text,
    survey_max_chars(count),
    adopted,
    partly_adopted,
    declined,

    // Annual reports.
    annual_part1,
    annual_part2,
    annual_part3,
    annual_tables,
    annual_table1,
    annual_table2,
    annual_table3,
    annual_item,
    annual_article_1,
    annual_article_5,
    annual_article_6,
    annual_article_8,
    annual_made,
    annual_repealed,
    annual_in_force,
    annual_regulations,
    annual_normative,
    annual_licences,
    annual_penalties,
    annual_compulsory,
    annual_fees,
    annual_requests,
    annual_natural,
    annual_business,
    annual_research,
    annual_charity,
    annual_legal,
    annual_other,
    annual_total,
    annual_organisations,
    annual_new,
    annual_carried_in,
    annual_outcome,
    annual_granted,
    annual_partly,
    annual_refused,
    annual_unable,
    annual_dismissed,
    annual_other_handling,
    annual_processed,
    annual_carried_out,
    annual_upheld,
    annual_corrected,
    annual_other_result,
    annual_pending,
    annual_review,
    annual_suit_direct,
    annual_suit_after_review,

    // Data sets.
    dataset,
    dataset_columns,
    dataset_licence,
    dataset_min_cell,
    dataset_min_cell_value(count),
    dataset_table,
    dataset_more(count),

    // Interviews.
    interview_time,
    interview_guests,
    interview_host,
    interview_questions,
    interview_question,
    interview_answer,
}

/// Returns `word` with its arguments filled in; one that is not there stays as it is.
pub(super) fn fill(word: &str, args: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(word.len() + 16);
    let mut rest = word;
    while let Some(start) = rest.find('{') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find('}') else { break };
        match args.iter().find(|(name, _)| *name == &rest[1..end]) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_once_and_never_again() {
        assert_eq!(fill("第 {page} 页，共 {pages} 页", &[("page", "2"), ("pages", "5")]), "第 2 页，共 5 页");
        assert_eq!(fill("“{name}”", &[("name", "{name}")]), "“{name}”");
        assert_eq!(fill("{other} {", &[("name", "x")]), "{other} {");
    }

    #[test]
    fn a_word_is_asked_for_by_its_id_with_its_arguments() {
        let mut asked = Vec::new();
        Words::gather(|id, args| {
            asked.push((id.to_owned(), args.join(",")));
            String::new()
        });
        assert!(asked.contains(&("theme-page-of".into(), "page,pages,count".into())));
        assert!(asked.contains(&("theme-home".into(), String::new())));
    }
}
