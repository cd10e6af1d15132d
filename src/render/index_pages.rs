//! Pages that lead to others: lists, keywords, the site map, and those for who went astray.

use tera::Value;

use super::blocks::limit;
use super::context::{Branch, DisclosedView, Item, ListContext, Pager, PagerNumber, Section};
use super::entries::entries;
use super::page::insert_page_url;
use super::view::{self, View};
use super::{ColumnIndex, Originals, Plan, RenderError, addresses, body, statistics};
use crate::model::{Column, Kind, SiteId};
use crate::review::Purpose;
use crate::source::PageIndex;

/// ColumnType of the column that leads to all that is disclosed (国办发〔2017〕47号).
const DISCLOSURE: &str = "信息公开目录";

/// The page of a keyword shows the newest of its pages.
pub(super) const KEYWORD_SHOWS: usize = 50;

/// A container shows this many of each column below it.
pub(super) const CONTAINER_SHOWS: usize = 6;

/// The site map shows columns this deep.
const MAP_DEPTH: usize = 4;

/// Returns how many list pages a column with `count` entries has; a container has one.
pub(super) fn list_pages(column: &Column, count: usize, page_size: usize) -> u32 {
    if column.kind.is_none() {
        return 1;
    }
    u32::try_from(count.div_ceil(page_size.max(1)).max(1)).unwrap_or(u32::MAX)
}

/// Renders list page `number` of a column.
pub(super) fn list<P: Purpose>(
    plan: &Plan<'_, P>,
    index: ColumnIndex,
    number: u32,
    originals: &dyn Originals,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let column = view.column(index);
    let mut context = plan.column_context(index)?;
    let url = view.addresses.absolute(&column.site, &view::list_path(column, number))?;
    insert_page_url(&mut context, &url);
    context.insert("url", &url);
    if number == 1
        && let Some(introduction) = view.library.introductions.get(&column.id).filter(|i| view.shows(**i))
    {
        context.insert_value("body", Value::safe_string(&body::render(view, *introduction, originals)?));
    }
    let template = if column.kind.is_none() {
        let below = view.lists.children(index).iter().map(|i| section(view, &column.site, *i, CONTAINER_SHOWS));
        context.insert("sections", &below.collect::<Result<Vec<_>, _>>()?);
        if column.column_type == DISCLOSURE {
            context.insert("disclosure", &disclosure(view, &column.site)?);
        }
        "container.html"
    } else {
        context.insert_value("entries", entries(plan, &column.site, shown(view, index, number))?);
        "list.html"
    };
    context.insert_value("list", Value::try_from_serializable(&list_context(view, index, number)?)?);
    plan.theme.of(&column.site).render(template, &context, out)
}

fn list_context<'a>(view: &View<'a>, index: ColumnIndex, number: u32) -> Result<ListContext<'a>, RenderError> {
    let column = view.column(index);
    let pages = view.lists.pages(index);
    let size = view.config.build.page_size.max(1);
    let children = view.lists.children(index).iter().map(|i| view.column_link(&column.site, *i));
    Ok(ListContext {
        title: &column.name,
        children: children.collect::<Result<_, _>>()?,
        pager: pager(
            &|n| addresses::local(&view::list_path(column, n)),
            number,
            list_pages(column, pages.len(), size),
            pages.len(),
        ),
        department: column.departments.first().map(|d| view.department(d)),
        statistics: statistics::are_made(view, index).then(|| statistics::url(column)),
    })
}

/// Returns what a site must publish on its own account, column by column.
fn disclosure<'a>(view: &View<'a>, site: &SiteId) -> Result<Vec<DisclosedView<'a>>, RenderError> {
    let columns = super::lists::indices(view.columns).filter(|(column, _)| column.site == *site);
    let items = columns.flat_map(|(column, index)| column.disclosure.iter().map(move |item| (index, item)));
    let seen = items.map(|(index, item)| {
        Ok(DisclosedView {
            name: &item.name,
            column: view.column_link(site, index)?,
            department: view.department(&item.department),
            basis: &item.basis,
            within: limit(view.words, item.within),
            count: view.lists.pages(index).len(),
        })
    });
    seen.collect()
}

/// Returns the pages of list page `number` of a column; a container shows its columns instead.
pub(super) fn shown<'v>(view: &'v View<'_>, index: ColumnIndex, number: u32) -> &'v [PageIndex] {
    if view.column(index).kind.is_none() {
        return &[];
    }
    let size = view.config.build.page_size.max(1);
    view.lists.pages(index).chunks(size).nth(number as usize - 1).unwrap_or(&[])
}

/// Returns the entries of these pages in a list of `site`.
pub(super) fn items<'a>(view: &View<'a>, site: &SiteId, pages: &[PageIndex]) -> Result<Vec<Item<'a>>, RenderError> {
    pages.iter().map(|i| view.item(site, *i)).collect()
}

/// Returns a column with its newest pages.
pub(super) fn section<'a>(
    view: &View<'a>,
    site: &SiteId,
    index: ColumnIndex,
    shows: usize,
) -> Result<Section<'a>, RenderError> {
    let column = view.column(index);
    let pages = view.lists.pages(index);
    let children = view.lists.children(index).iter().map(|i| view.column_link(site, *i));
    Ok(Section {
        name: &column.name,
        url: view.column_url(site, column)?,
        description: &column.description,
        kind: column.kind.map_or("container", Kind::as_str),
        items: items(view, site, &pages[..pages.len().min(shows)])?,
        children: children.collect::<Result<_, _>>()?,
    })
}

/// Returns where page `number` of `pages` stands, each at its `url`; none where there is one page only.
pub(super) fn pager(url: &dyn Fn(u32) -> String, number: u32, pages: u32, count: usize) -> Option<Pager> {
    if pages < 2 {
        return None;
    }
    let mut numbers = Vec::new();
    let mut last = 0;
    for n in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(number) <= 2) {
        if n > last + 1 {
            numbers.push(PagerNumber { number: n, url: None, current: false });
        }
        numbers.push(PagerNumber { number: n, url: Some(url(n)), current: n == number });
        last = n;
    }
    let previous = (number > 1).then(|| url(number - 1));
    Some(Pager { page: number, pages, count, previous, next: (number < pages).then(|| url(number + 1)), numbers })
}

/// Renders the page of a keyword.
pub(super) fn keyword<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    number: u32,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let missing = || RenderError::Missing { what: format!("keyword {number}") };
    let keyword = plan.keywords.get(number as usize).ok_or_else(missing)?;
    let mut context = plan.site(site)?.elsewhere.clone();
    let known = plan.view.library.by_keyword.get(site).and_then(|all| all.get(keyword.name)).ok_or_else(missing)?;
    insert_page_url(&mut context, &plan.view.addresses.absolute(site, &view::keyword_path(known))?);
    context.insert("keyword", keyword.name);
    context.insert("count", &keyword.pages.len());
    context.insert_value("entries", entries(plan, site, &keyword.pages)?);
    plan.theme.of(site).render("keyword.html", &context, out)
}

/// Renders `404.html`.
pub(super) fn not_found<P: Purpose>(plan: &Plan<'_, P>, site: &SiteId, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let mut context = plan.site(site)?.elsewhere.clone();
    insert_page_url(&mut context, &plan.view.addresses.absolute(site, "404.html")?);
    plan.theme.of(site).render("404.html", &context, out)
}

/// Renders the address of a page that is gone.
pub(super) fn notice<P: Purpose>(plan: &Plan<'_, P>, number: u32, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let missing = || RenderError::Missing { what: format!("notice {number}") };
    let notice = plan.notices.get(number as usize).ok_or_else(missing)?;
    let mut context = plan.site(&notice.site)?.elsewhere.clone();
    insert_page_url(&mut context, &plan.view.addresses.absolute(&notice.site, notice.path.as_str())?);
    plan.theme.of(&notice.site).render("withdrawn.html", &context, out)
}

/// Renders the address that a page once had.
pub(super) fn redirect<P: Purpose>(
    plan: &Plan<'_, P>,
    site: &SiteId,
    target: PageIndex,
    out: &mut Vec<u8>,
) -> Result<(), RenderError> {
    let view = &plan.view;
    let (page, _) = view.page(target)?;
    let mut context = plan.site(site)?.elsewhere.clone();
    let absolute = view.addresses.absolute(&page.site, page.address.as_str())?;
    insert_page_url(&mut context, &absolute);
    context.insert("target", &view.page_link(site, target)?);
    context.insert("url", &absolute);
    plan.theme.of(site).render("redirect.html", &context, out)
}

/// Renders `sitemap.html`: the tree of columns.
pub(super) fn site_map<P: Purpose>(plan: &Plan<'_, P>, site: &SiteId, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let view = &plan.view;
    let mut context = plan.site(site)?.elsewhere.clone();
    insert_page_url(&mut context, &view.addresses.absolute(site, "sitemap.html")?);
    let mut top: Vec<ColumnIndex> = super::lists::indices(view.columns)
        .filter(|(c, i)| c.site == *site && c.kind != Some(Kind::Home) && view.lists.parent(*i).is_none())
        .map(|(_, i)| i)
        .collect();
    top.sort_by_key(|i| view.column(*i).order);
    let branches: Result<Vec<_>, _> = top.into_iter().map(|i| branch(view, i, MAP_DEPTH)).collect();
    context.insert("branches", &branches?);
    plan.theme.of(site).render("sitemap.html", &context, out)
}

fn branch<'a>(view: &View<'a>, index: ColumnIndex, depth: usize) -> Result<Branch<'a>, RenderError> {
    let column = view.column(index);
    let below: &[ColumnIndex] = if depth > 1 { view.lists.children(index) } else { &[] };
    Ok(Branch {
        name: &column.name,
        url: view.column_url(&column.site, column)?,
        description: &column.description,
        children: below.iter().map(|i| branch(view, *i, depth - 1)).collect::<Result<_, _>>()?,
    })
}
