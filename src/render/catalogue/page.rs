//! A list of the catalogue, with the values that lead to the others.

use tera::Value;

use super::{By, Catalogue, LINKED, TABLE};
use crate::render::context::{CatalogueContext, FacetValueView, FacetView};
use crate::render::entries::entries;
use crate::render::index_pages::pager;
use crate::render::page::insert_page_url;
use crate::render::view::View;
use crate::render::{CatalogueList, Plan, RenderError, addresses};
use crate::review::Purpose;

/// Renders page `number` of a list.
pub(in crate::render) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    catalogue: &Catalogue<'_>,
    (list, number): (CatalogueList, u32),
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let (theme, mut context) = (plan.theme.of(&catalogue.site), plan.site(&catalogue.site)?.elsewhere.clone());
    let choices = catalogue.choices.of(list, || {
        let mut context = context.clone();
        context.insert_value("facets", Value::try_from_serializable(&facets(view, catalogue, list))?);
        context.insert("whole", &list.0.map(|_| addresses::local(&catalogue.path(CatalogueList(None), 1))));
        theme.fragment("parts/facets.html", &context)
    })?;
    let count = catalogue.documents(list).len();
    let mut pages = catalogue.pages(view, list);
    let all = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let shown = pages.nth(number as usize - 1).unwrap_or(&[]);
    let url = view.addresses.absolute(&catalogue.site, &catalogue.path(list, number))?;
    insert_page_url(&mut context, &url);
    context.insert("url", &url);
    context.insert_value("choices", Value::safe_string(&choices));
    context.insert_value("entries", entries(plan, &catalogue.site, shown)?);
    let value = catalogue.value(list);
    let seen = CatalogueContext {
        by: value.map(|(facet, _)| by_name(view, facet.by)),
        value: value.map(|(_, value)| value.name.as_ref()),
        count,
        pager: pager(&|n| addresses::local(&catalogue.path(list, n)), number, all, count),
        table: addresses::local(TABLE),
        linked: addresses::local(LINKED),
    };
    context.insert_value("catalogue", Value::try_from_serializable(&seen)?);
    theme.render("catalogue.html", &context, out)
}

fn facets<'a>(view: &View<'a>, catalogue: &'a Catalogue<'_>, list: CatalogueList) -> Vec<FacetView<'a>> {
    let numbered = catalogue.facets.iter().zip(0_u8..);
    let seen = numbered.map(|(facet, number)| FacetView {
        name: by_name(view, facet.by),
        values: facet
            .values
            .iter()
            .zip(0_u32..)
            .map(|(value, at)| {
                let own = CatalogueList(Some((number, at)));
                FacetValueView {
                    name: &value.name,
                    url: addresses::local(&catalogue.path(own, 1)),
                    count: value.documents.len(),
                    current: own == list,
                }
            })
            .collect(),
    });
    seen.collect()
}

fn by_name<'a>(view: &View<'a>, by: By) -> &'a str {
    let w = view.words;
    match by {
        By::Theme => &w.document_theme,
        By::Genre => &w.document_genre,
        By::Year => &w.catalogue_year,
        By::Department => &w.department,
        By::Validity => &w.document_validity,
    }
}
