//! The home page: what is new, and what people come for.

use tera::Value;

use super::context::{HomeContext, Item, Link, Section};
use super::index_pages::section;
use super::page::insert_page_url;
use super::view::View;
use super::{ColumnIndex, Originals, Plan, RenderError, body};
use crate::model::{Column, Kind, SiteId};
use crate::review::Purpose;
use crate::source::{FrontMatter, PageIndex};

/// The home page shows this many of each first-level column.
pub(super) const SHOWS: usize = 8;

/// Most links among those that people come for.
const QUICK: usize = 8;

/// This many columns of news stand at the top, the others among the channels.
const TOP_NEWS: usize = 2;

/// The parts of a home page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// 新闻.
    News,
    /// 信息公开.
    Open,
    /// 网上办事.
    Services,
    /// 互动交流.
    Interaction,
}

/// Renders the home page of `site`.
pub(super) fn render<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    originals: &dyn Originals,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let mut context = plan.site(site)?.home.clone();
    let url = view.addresses.absolute(site, "index.html")?;
    insert_page_url(&mut context, &url);
    context.insert("url", &url);
    let introduction = introduction(view, site);
    if let Some((index, _)) = introduction {
        context.insert_value("body", Value::safe_string(&body::render(view, index, originals)?));
    }
    let summary = introduction.and_then(|(_, front)| front.summary.as_deref());
    context.insert_value("home", Value::try_from_serializable(&home(view, site, summary)?)?);
    plan.theme.of(site).render("home.html", &context, out)
}

/// Returns what somebody wrote for the home page.
pub(super) fn introduction<'a>(view: &View<'a>, site: &SiteId) -> Option<(PageIndex, &'a FrontMatter)> {
    let column = view.columns.iter().find(|c| c.site == *site && c.kind == Some(Kind::Home))?;
    let index = *view.library.introductions.get(&column.id)?;
    Some((index, view.page(index).ok()?.1))
}

fn home<'a>(view: &View<'a>, site: &SiteId, summary: Option<&'a str>) -> Result<HomeContext<'a>, RenderError> {
    let mut home = HomeContext {
        summary,
        lead: None,
        news: Vec::new(),
        open: Vec::new(),
        services: Vec::new(),
        interaction: Vec::new(),
        channels: Vec::new(),
        quick: quick(view, site)?,
    };
    for index in view.lists.first_level(view.columns, site) {
        let section = section(view, site, index, SHOWS)?;
        match part(view.column(index)) {
            Part::News if home.news.len() < TOP_NEWS => home.news.push(section),
            Part::News => home.channels.push(section),
            Part::Open => home.open.push(section),
            Part::Services => home.services.push(section),
            Part::Interaction => home.interaction.push(section),
        }
    }
    home.lead = lead(&home.news);
    Ok(home)
}

/// Returns which part of the home page a first-level column belongs to, by its type and kind.
fn part(column: &Column) -> Part {
    match (column.column_type.as_str(), column.kind) {
        ("办事服务", _) | (_, Some(Kind::Guide | Kind::Form | Kind::Result)) => Part::Services,
        ("咨询投诉" | "征集调查" | "在线访谈", _) | (_, Some(Kind::Message | Kind::Survey | Kind::Interview)) => {
            Part::Interaction
        }
        ("工作动态" | "回应关切", _) | (_, Some(Kind::Article)) => Part::News,
        _ => Part::Open,
    }
}

/// Returns the newest page with a picture among the first column of news.
fn lead<'a>(news: &[Section<'a>]) -> Option<Item<'a>> {
    news.first()?.items.iter().find(|i| i.picture.is_some()).cloned()
}

/// Returns the columns of services and interaction that stand below the first level: what people come for.
fn quick<'a>(view: &View<'a>, site: &SiteId) -> Result<Vec<Link<'a>>, RenderError> {
    let wanted = |part_of: Part| {
        let tops = view.lists.first_level(view.columns, site);
        tops.into_iter().filter(move |i| part(view.column(*i)) == part_of).flat_map(|i| view.lists.children(i)).copied()
    };
    let half = |part_of| wanted(part_of).take(QUICK / 2).collect::<Vec<ColumnIndex>>();
    let both = half(Part::Services).into_iter().chain(half(Part::Interaction));
    both.map(|i| view.column_link(site, i)).collect()
}
