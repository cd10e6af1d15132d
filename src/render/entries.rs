//! Entries: what stands for a page wherever it is listed. A page stands in the list of its column, in those of its
//! keywords and in up to six of the catalogue; its entry is the same in all of them, and rendered once.

use std::sync::OnceLock;

use tera::Value;

use super::view::View;
use super::{Plan, RenderError};
use crate::config::Config;
use crate::model::SiteId;
use crate::review::Purpose;
use crate::source::PageIndex;

/// The entries that lists of whole sites are made of, each rendered by whoever needs it first.
#[derive(Debug)]
pub(super) struct Entries {
    /// Of each page, on its own site.
    own: Vec<Slot>,
    /// Of each page, on the portal, where that is another site: it gathers what others publish.
    portal: Vec<Slot>,
}

type Slot = OnceLock<Box<str>>;

impl Entries {
    /// Returns no entries of so many pages yet.
    pub(super) fn of(pages: usize, config: &Config) -> Self {
        let slots = |count| std::iter::repeat_with(Slot::new).take(count).collect();
        Self { own: slots(pages), portal: slots(if config.sites.len() > 1 { pages } else { 0 }) }
    }

    fn slot(&self, view: &View<'_>, site: &SiteId, index: PageIndex) -> Option<&Slot> {
        let slots = match view.library.page(index).site == *site {
            true => &self.own,
            false if *site == view.config.group.portal => &self.portal,
            false => return None,
        };
        slots.get(index.0 as usize)
    }
}

/// Returns the entries of these pages in a list of `site`, as HTML: `parts/item.html` of each.
///
/// # Errors
/// The template is wrong, or an address is none.
pub(super) fn entries<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    pages: &[PageIndex],
) -> Result<Value, RenderError> {
    let (theme, mut context, mut all) = (plan.theme.of(site), None, String::new());
    let mut make = |index| {
        let context = match &mut context {
            Some(context) => context,
            None => context.insert(plan.site(site)?.elsewhere.clone()),
        };
        context.insert_value("item", Value::try_from_serializable(&plan.view.item(site, index)?)?);
        theme.fragment("parts/item.html", context)
    };
    for index in pages {
        let Some(slot) = plan.entries.slot(&plan.view, site, *index) else {
            all.push_str(&make(*index)?);
            continue;
        };
        match slot.get() {
            Some(entry) => all.push_str(entry),
            None => {
                let made = make(*index)?.into_boxed_str();
                all.push_str(slot.get_or_init(|| made));
            }
        }
    }
    Ok(Value::safe_string(&all))
}
