//! The frame of a page: what every page of a column shows alike, rendered once.
//!
//! Templates see it as `chrome`: `lang`, `head` (tags of site and column, style sheet), `top` (banner, header,
//! navigation, way from the home page), `side` (the columns beside this one), `footer`, and `footer_rest`. The footer
//! is cut where the page's own address belongs (in the link to 我为政府网站找错), so that it too is rendered once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::{Context, Value};

use super::context::{ArchivedView, ColumnView, FrameContext, Link, NavItem, SiteView};
use super::search;
use super::view::{View, in_folder};
use super::{ColumnIndex, RenderError, SitesForm, Theme, addresses, sites};
use crate::config::{Site, State};
use crate::model::{Kind, SiteId};

/// Where a page stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stand {
    /// The home page.
    Home,
    /// A column: its lists and its pages.
    Column(ColumnIndex),
    /// Neither: keywords, maps, errors, redirects.
    Elsewhere,
}

/// Stands in the footer for the address of the page; a noncharacter, which no configuration holds.
const PAGE_URL: &str = "\u{fdd1}";

/// What the frames of one site share.
pub(super) struct Frame<'v, 'a> {
    view: &'v View<'a>,
    theme: &'v Theme,
    words: &'v Value,
    site: &'a Site,
    view_of_site: SiteView<'a>,
    first_level: Vec<ColumnIndex>,
    footer: (String, Option<String>),
}

/// How every page looks and speaks.
#[derive(Clone, Copy)]
pub(super) struct Look<'v> {
    /// The templates.
    pub(super) theme: &'v Theme,
    /// The words, as templates see them.
    pub(super) words: &'v Value,
}

/// How the whole build is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Showing {
    /// A preview: watermark, never indexed.
    pub(super) preview: bool,
    /// The site has a feed.
    pub(super) feed: bool,
    /// The site has documents.
    pub(super) catalogue: bool,
}

impl<'v, 'a> Frame<'v, 'a> {
    /// Prepares the frames of `site`.
    pub(super) fn new(
        look: Look<'v>,
        view: &'v View<'a>,
        site: &'a Site,
        showing: Showing,
    ) -> Result<Self, RenderError> {
        let Look { theme, words } = look;
        let first_level = view.lists.first_level(view.columns, &site.id);
        let view_of_site = site_view(view, site, showing)?;
        let mut frame = Self { view, theme, words, site, view_of_site, first_level, footer: (String::new(), None) };
        let footer = frame.render("parts/footer.html", &frame.context(Stand::Elsewhere)?)?;
        frame.footer = match footer.split_once(PAGE_URL) {
            Some((before, after)) => (before.to_owned(), Some(after.to_owned())),
            None => (footer, None),
        };
        Ok(frame)
    }

    /// Returns what every template of a page at `stand` sees; the page adds its own.
    pub(super) fn page_context(&self, stand: Stand) -> Result<Context, RenderError> {
        let mut context = self.base();
        let frame = self.context(stand)?;
        let mut chrome: BTreeMap<&'static str, Value> = BTreeMap::new();
        chrome.insert("lang", Value::normal_string(self.view.config.group.lang.tag()));
        for (key, part) in [("head", "parts/head.html"), ("top", "parts/top.html"), ("side", "parts/side.html")] {
            chrome.insert(key, Value::safe_string(&self.render(part, &frame)?));
        }
        chrome.insert("footer", Value::safe_string(&self.footer.0));
        chrome.insert("footer_rest", self.footer.1.as_deref().map_or_else(Value::none, Value::safe_string));
        context.insert_value("chrome", Value::from(chrome));
        context.insert_value("site", Value::try_from_serializable(&self.view_of_site)?);
        if let Some(column) = &frame.column {
            context.insert_value("column", Value::try_from_serializable(column)?);
        }
        Ok(context)
    }

    fn base(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("asset", self.theme.paths().clone());
        context.insert_value("w", self.words.clone());
        context
    }

    fn render(&self, part: &str, frame: &FrameContext<'_>) -> Result<String, RenderError> {
        let mut context = Context::from_serialize(frame)?;
        context.extend(self.base());
        self.theme.fragment(part, &context)
    }

    fn context(&self, stand: Stand) -> Result<FrameContext<'_>, RenderError> {
        let way = match stand {
            Stand::Column(index) => self.view.lists.way(index),
            Stand::Home | Stand::Elsewhere => Vec::new(),
        };
        let (side_title, side) = self.side(stand)?;
        Ok(FrameContext {
            site: &self.view_of_site,
            column: self.column_view(stand)?,
            home: stand == Stand::Home,
            navigation: self.nav_items(&self.first_level, way.first().copied())?,
            crumbs: self.links(&way)?,
            side_title,
            side,
            sites: other_sites(self.view, &self.site.id)?,
            page_url: PAGE_URL,
        })
    }

    fn links(&self, columns: &[ColumnIndex]) -> Result<Vec<Link<'a>>, RenderError> {
        columns.iter().map(|i| self.view.column_link(&self.site.id, *i)).collect()
    }

    fn nav_items(
        &self,
        columns: &[ColumnIndex],
        current: Option<ColumnIndex>,
    ) -> Result<Vec<NavItem<'a>>, RenderError> {
        let item = |index: &ColumnIndex| {
            let column = self.view.column(*index);
            let url = self.view.column_url(&self.site.id, column)?;
            Ok(NavItem { name: &column.name, url, current: Some(*index) == current })
        };
        columns.iter().map(item).collect()
    }

    /// Returns the columns below this one or, where there are none, those beside it.
    fn side(&self, stand: Stand) -> Result<(Option<Link<'a>>, Vec<NavItem<'a>>), RenderError> {
        let Stand::Column(index) = stand else { return Ok((None, Vec::new())) };
        let lists = &self.view.lists;
        let head = if lists.children(index).is_empty() { lists.parent(index) } else { Some(index) };
        let Some(head) = head else { return Ok((None, Vec::new())) };
        let items = self.nav_items(lists.children(head), Some(index))?;
        Ok((Some(self.view.column_link(&self.site.id, head)?), items))
    }

    fn column_view(&self, stand: Stand) -> Result<Option<ColumnView<'a>>, RenderError> {
        let Stand::Column(index) = stand else { return Ok(None) };
        column_view(self.view, index).map(Some)
    }
}

/// Returns a column as templates of its own site see it.
pub(super) fn column_view<'a>(view: &View<'a>, index: ColumnIndex) -> Result<ColumnView<'a>, RenderError> {
    let column = view.column(index);
    let feed = (!view.lists.pages(index).is_empty()).then(|| addresses::local(&in_folder(column, "feed.xml")));
    Ok(ColumnView {
        name: &column.name,
        url: view.column_url(&column.site, column)?,
        description: if column.description.is_empty() { &column.name } else { &column.description },
        keywords: if column.keywords.is_empty() { column.name.clone() } else { column.keywords.join(",") },
        type_name: &column.column_type,
        kind: column.kind.map_or("container", Kind::as_str),
        feed,
        archived: column.archived,
    })
}

fn site_view<'a>(view: &View<'a>, site: &'a Site, showing: Showing) -> Result<SiteView<'a>, RenderError> {
    let group = &view.config.group;
    Ok(SiteView {
        name: &site.name,
        domain: &site.domain.value,
        id_code: &site.id_code.value,
        sponsor: &site.sponsor,
        operator: &site.operator,
        icp: &site.icp,
        police: &site.police,
        conac_id: &site.conac_id,
        address: &site.address,
        tel: &site.tel,
        group: &group.name,
        portal: site.id == group.portal,
        indexed: !group.demo && !showing.preview,
        demo: group.demo,
        preview: showing.preview,
        feed: showing.feed.then(|| "/feed.xml".to_owned()),
        search: view.config.build.search.then(|| addresses::local(search::PAGE)),
        archived: archived(view, site)?,
        catalogue: showing.catalogue.then(|| "/catalogue.html".to_owned()),
        register: register(view, site)?,
    })
}

fn archived<'a>(view: &View<'a>, site: &'a Site) -> Result<Option<ArchivedView<'a>>, RenderError> {
    let Some(since) = site.since.filter(|_| site.state.is_archived()) else { return Ok(None) };
    let successor = site.successor.as_ref().map(|to| sites::successor(view, &site.id, to)).transpose()?;
    Ok(Some(ArchivedView { since, moved: site.state == State::Moved, successor }))
}

fn register(view: &View<'_>, site: &Site) -> Result<Option<String>, RenderError> {
    let portal = view.site(&view.config.group.portal)?;
    let path = sites::name(SitesForm::Page);
    sites::are_registered(view.config, portal).then(|| view.addresses.link(&site.id, &portal.id, path)).transpose()
}

fn other_sites<'a>(view: &View<'a>, site: &SiteId) -> Result<Vec<Link<'a>>, RenderError> {
    // What is planned, or kept as it was, stands in the register.
    let at_work = |s: &&Site| !matches!(s.state, State::Planned | State::Closed | State::Moved);
    let others = view.config.sites.iter().filter(|s| s.id != *site).filter(at_work);
    others
        .map(|s| Ok(Link { name: Cow::Borrowed(&s.name), url: view.addresses.absolute(&s.id, "index.html")? }))
        .collect()
}
