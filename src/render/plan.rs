//! Which outputs there are, and how each one's bytes are made.

use std::collections::HashSet;
use std::marker::PhantomData;

use rayon::prelude::*;
use tera::{Context, Value};

use super::addresses::Addresses;
use super::catalogue::{self, Catalogue};
use super::chrome::{Frame, Look, Showing, Stand};
use super::entries::Entries;
use super::leaving::{self, Leaving};
use super::view::{self, Parts, View};
use super::{
    Addressing, Attachment, Bodies, ColumnIndex, FeedForm, Notice, Originals, Output, RenderError, SitesForm,
    StatisticsForm, Theme, What, Words, blocks, feed, home, index_pages, page, pictures, search, site_map, sites,
    statistics, twin,
};
use crate::config::{Config, Site};
use crate::model::{Apart, Calendar, Column, ContentPath, Department, Kind, Moment, OutputPath, SiteId};
use crate::review::{Edition, Purpose};
use crate::source::{self, FileBeside, Library, PageIndex, Place};

/// All that rendering depends on.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a, P: Purpose> {
    /// `site.toml`.
    pub config: &'a Config,
    /// The columns of the matrix.
    pub columns: &'a [Column],
    /// The departments of the matrix.
    pub departments: &'a [Department],
    /// The working days.
    pub calendar: &'a Calendar,
    /// All pages.
    pub library: &'a Library,
    /// The texts of pages that need not be read again, if there are any.
    pub bodies: Option<&'a Bodies>,
    /// Those that are shown.
    pub edition: &'a Edition<P>,
    /// How pages look.
    pub theme: &'a Theme,
    /// The words of the pages.
    pub words: &'a Words,
    /// When this is: decides what has expired and which survey is open, and nothing else.
    pub now: Moment,
    /// Where links to other sites lead.
    pub addressing: Addressing,
    /// Where pages stood that are gone.
    pub notices: &'a [Notice],
}

/// The outputs to make, with the purpose of their edition.
#[derive(Debug)]
pub struct Plan<'a, P: Purpose> {
    pub(super) view: View<'a>,
    pub(super) theme: &'a Theme,
    /// Kept for its type: what was planned for a preview cannot be published.
    purpose: PhantomData<P>,
    outputs: Vec<Output>,
    pub(super) sites: Vec<SitePlan>,
    /// What the templates of each column's pages see; none for columns of the home page.
    pub(super) columns: Vec<Option<Context>>,
    pub(super) keywords: Vec<KeywordPlan<'a>>,
    pub(super) notices: &'a [Notice],
    pub(super) search: search::Index,
    pub(super) catalogues: Vec<Catalogue<'a>>,
    pub(super) entries: Entries,
    pub(super) leaving: Vec<Leaving<'a>>,
}

/// What the pages of one site share.
#[derive(Debug)]
pub(super) struct SitePlan {
    pub(super) id: SiteId,
    pub(super) home: Context,
    pub(super) elsewhere: Context,
    /// Its shown pages, newest first; only as many as a feed or a map takes.
    pub(super) pages: Vec<PageIndex>,
}

/// The page of a keyword.
#[derive(Debug)]
pub(super) struct KeywordPlan<'a> {
    pub(super) name: &'a str,
    pub(super) pages: Vec<PageIndex>,
}

/// What became of an output that was rendered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// Its bytes are in the buffer.
    Buffer,
    /// Its bytes are these.
    Bytes(Vec<u8>),
    /// Its bytes are those of this file of the work tree.
    Copy(ContentPath),
}

/// Plans the outputs: what is shared is rendered here, and no page.
///
/// # Errors
/// A template is wrong, two outputs want one place, or an address is none.
pub fn plan<P: Purpose>(inputs: Inputs<'_, P>) -> Result<Plan<'_, P>, RenderError> {
    let Inputs { config, columns, departments, calendar, library, bodies, edition, theme, words, now, .. } = inputs;
    let Inputs { addressing, notices, .. } = inputs;
    let addresses = Addresses::new(config, addressing);
    let parts = Parts { config, columns, departments, calendar, library, bodies, words, now, addresses };
    let view = View::new(parts, |page| edition.shows(page));
    let mut plan = Plan {
        view,
        theme,
        purpose: PhantomData,
        outputs: Vec::with_capacity(library.pages().len() + library.pages().len() / 8),
        sites: Vec::new(),
        columns: Vec::new(),
        keywords: Vec::new(),
        catalogues: Vec::new(),
        entries: Entries::of(library.pages().len(), config),
        leaving: Vec::new(),
        notices,
        search: search::Index::default(),
    };
    plan.columns.resize_with(columns.len(), || None);
    let words = Value::try_from_serializable(words)?;
    for site in &config.sites {
        plan.add_site(site, &words)?;
    }
    plan.refuse_twins()?;
    Ok(plan)
}

impl<P: Purpose> Plan<'_, P> {
    /// Returns the outputs: site by site, in an order that depends on the input alone.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// Makes the bytes of `output` at the end of `out`, or names the file whose bytes they are.
    ///
    /// # Errors
    /// A template or a table is wrong, or an original cannot be read again.
    pub fn render(
        &self,
        output: &Output,
        originals: &dyn Originals,
        out: &mut Vec<u8>,
    ) -> Result<Rendered, RenderError> {
        match output.what {
            What::Page(index) => page::render(self, index, originals, out)?,
            What::Twin(index) => twin::render(self, index, originals, out)?,
            What::SearchPage => search::page(self, &output.site, out)?,
            What::SearchDirectory => search::directory(self, &output.site, out)?,
            What::SearchPart(segment, file) => {
                self.search.render(&self.view, (segment, file), originals, out)?;
            }
            What::Home => home::render(self, &output.site, originals, out)?,
            What::List(column, number) => index_pages::list(self, column, number, originals, out)?,
            What::Keyword(number) => index_pages::keyword(self, &output.site, number, out)?,
            What::NotFound => index_pages::not_found(self, &output.site, out)?,
            What::SiteMapPage => index_pages::site_map(self, &output.site, out)?,
            What::Redirect(target) => index_pages::redirect(self, &output.site, target, out)?,
            What::SiteMap(part) => site_map::render(self, &output.site, part, out)?,
            What::Notice(number) => index_pages::notice(self, number, out)?,
            What::Leaving(number) => leaving::render(self, number, out)?,
            What::Robots => site_map::robots(self, &output.site, P::PREVIEW, out)?,
            What::Feed(column, form) => feed::render(self, &output.site, (column, form), out)?,
            What::Catalogue(list, number) => {
                catalogue::render(self, self.catalogue(&output.site)?, (list, number), out)?;
            }
            What::CatalogueTable => catalogue::table(&self.view, self.catalogue(&output.site)?, out)?,
            What::CatalogueData => catalogue::linked(&self.view, self.catalogue(&output.site)?, out)?,
            What::Sites(form) => sites::render(self, form, out)?,
            What::Statistics(column, form) => statistics::render(self, column, form, out)?,
            What::Results(index) => blocks::result_table(&self.view, index, out)?,
            What::Asset(number) => out.extend_from_slice(&self.asset(&output.site, number)?.bytes),
            What::File(index, file) => return self.file(index, file, originals),
            What::Picture(index, file, width) => {
                let narrowed = pictures::narrowed(self.file_beside(index, file)?, width, originals)?;
                return Ok(Rendered::Bytes(narrowed));
            }
        }
        Ok(Rendered::Buffer)
    }

    /// Returns the file with this number of the theme of a site.
    pub(super) fn asset(&self, site: &SiteId, number: u32) -> Result<&super::assets::Asset, RenderError> {
        let missing = || RenderError::Missing { what: format!("file {number} of the theme") };
        self.theme.of(site).assets().nth(number as usize).ok_or_else(missing)
    }

    fn file(&self, page: PageIndex, file: u32, originals: &dyn Originals) -> Result<Rendered, RenderError> {
        let file = self.file_beside(page, file)?;
        if source::is_cleaned(&file.name) {
            return Ok(Rendered::Bytes(pictures::cleaned(file, originals)?));
        }
        Ok(match originals.file(file)? {
            Attachment::Bytes(bytes) => Rendered::Bytes(bytes),
            Attachment::InWorkTree(path) => Rendered::Copy(path),
        })
    }

    /// Returns the file of this number beside a page.
    pub(super) fn file_beside(&self, page: PageIndex, file: u32) -> Result<&FileBeside, RenderError> {
        let page = self.view.library.page(page);
        let missing = || RenderError::Missing { what: format!("file {file} beside {}", page.path) };
        page.files.get(file as usize).ok_or_else(missing)
    }

    /// Returns the catalogue of `site`.
    pub(super) fn catalogue(&self, site: &SiteId) -> Result<&Catalogue<'_>, RenderError> {
        let missing = || RenderError::Missing { what: format!("catalogue of {site}") };
        self.catalogues.iter().find(|c| c.site == *site).ok_or_else(missing)
    }

    /// Returns what the pages of `site` share.
    pub(super) fn site(&self, site: &SiteId) -> Result<&SitePlan, RenderError> {
        let missing = || RenderError::Missing { what: format!("site {site}") };
        self.sites.iter().find(|s| s.id == *site).ok_or_else(missing)
    }

    /// Returns what templates of the column's pages see.
    pub(super) fn column_context(&self, column: ColumnIndex) -> Result<Context, RenderError> {
        let missing = || RenderError::Missing { what: format!("column {}", self.view.column(column).id) };
        self.columns[column.get()].clone().ok_or_else(missing)
    }
}

// Planning, in the order of the outputs.
impl<'a, P: Purpose> Plan<'a, P> {
    fn add_site(&mut self, site: &'a Site, words: &Value) -> Result<(), RenderError> {
        let pages = self.newest(site);
        let catalogue = self.view.config.build.catalogue.then(|| Catalogue::of(&self.view, site)).flatten();
        let showing = Showing { preview: P::PREVIEW, feed: !pages.is_empty(), catalogue: catalogue.is_some() };
        let (home, elsewhere) = self.make_frames(site, showing, words)?;
        self.push(site, "index.html", What::Home)?;
        self.add_lists(site)?;
        self.add_pages(site)?;
        if self.view.config.build.search {
            self.add_search(site)?;
        }
        self.add_keywords(site)?;
        self.push(site, "404.html", What::NotFound)?;
        self.push(site, "sitemap.html", What::SiteMapPage)?;
        for part in site_map::parts(site_map::count(&self.view, &site.id, pages.len())) {
            self.push(site, &site_map::name(part), What::SiteMap(part))?;
        }
        if !pages.is_empty() {
            self.add_feeds(site, None, |name| name.to_owned())?;
        }
        if let Some(catalogue) = catalogue {
            self.add_catalogue(site, catalogue)?;
        }
        if sites::are_registered(self.view.config, site) {
            self.add_register(site)?;
        }
        self.push(site, "robots.txt", What::Robots)?;
        for url in leaving::of_site(&self.view, &site.id) {
            let number = u32::try_from(self.leaving.len()).unwrap_or(u32::MAX);
            self.push(site, &leaving::path(url), What::Leaving(number))?;
            self.leaving.push(Leaving { site: site.id.clone(), url });
        }
        self.add_redirects(site)?;
        for (asset, number) in self.theme.of(&site.id).assets().zip(0..) {
            self.outputs.push(Output { site: site.id.clone(), path: asset.path.clone(), what: What::Asset(number) });
        }
        self.add_files(site)?;
        self.add_notices(site);
        self.sites.push(SitePlan { id: site.id.clone(), home, elsewhere, pages });
        Ok(())
    }

    /// Renders the frames of the site, of its home page and of each of its columns.
    fn make_frames(
        &mut self,
        site: &'a Site,
        showing: Showing,
        words: &Value,
    ) -> Result<(Context, Context), RenderError> {
        let frame = Frame::new(Look { theme: self.theme.of(&site.id), words }, &self.view, site, showing)?;
        let own = super::lists::indices(self.view.columns).filter(|(c, _)| c.site == site.id);
        let own: Vec<_> = own.filter(|(c, _)| c.kind != Some(Kind::Home)).map(|(_, index)| index).collect();
        let made: Result<Vec<_>, RenderError> =
            own.par_iter().map(|i| Ok((*i, frame.page_context(Stand::Column(*i))?))).collect();
        let contexts = (frame.page_context(Stand::Home)?, frame.page_context(Stand::Elsewhere)?);
        for (index, context) in made? {
            self.columns[index.get()] = Some(context);
        }
        Ok(contexts)
    }

    /// Returns the shown pages of the site, newest first.
    fn newest(&self, site: &Site) -> Vec<PageIndex> {
        let is_own = |i: &PageIndex| self.view.shows(*i) && self.view.library.page(*i).site == site.id;
        self.view.library.newest.par_iter().copied().filter(is_own).collect()
    }

    fn push(&mut self, site: &Site, path: &str, what: What) -> Result<(), RenderError> {
        self.outputs.push(Output { site: site.id.clone(), path: view::output_path(path)?, what });
        Ok(())
    }

    fn add_lists(&mut self, site: &Site) -> Result<(), RenderError> {
        let columns = self.view.columns;
        for (column, index) in super::lists::indices(columns).filter(|(c, _)| c.site == site.id) {
            if column.kind == Some(Kind::Home) {
                continue;
            }
            let count = self.view.lists.pages(index).len();
            for number in 1..=index_pages::list_pages(column, count, self.view.config.build.page_size) {
                self.push(site, &view::list_path(column, number), What::List(index, number))?;
            }
            if statistics::are_made(&self.view, index) {
                for form in [StatisticsForm::Page, StatisticsForm::Csv] {
                    self.push(site, &view::in_folder(column, statistics::name(form)), What::Statistics(index, form))?;
                }
            }
            if count > 0 {
                self.add_feeds(site, Some(index), |name| view::in_folder(column, name))?;
            }
        }
        Ok(())
    }

    fn add_feeds(
        &mut self,
        site: &Site,
        column: Option<ColumnIndex>,
        place: impl Fn(&str) -> String,
    ) -> Result<(), RenderError> {
        self.push(site, &place("feed.xml"), What::Feed(column, FeedForm::Atom))?;
        self.push(site, &place("feed.json"), What::Feed(column, FeedForm::Json))
    }

    fn add_catalogue(&mut self, site: &Site, catalogue: Catalogue<'a>) -> Result<(), RenderError> {
        for list in catalogue.lists() {
            let pages = u32::try_from(catalogue.pages(&self.view, list).len()).unwrap_or(u32::MAX);
            for number in 1..=pages {
                self.push(site, &catalogue.path(list, number), What::Catalogue(list, number))?;
            }
        }
        self.push(site, catalogue::TABLE, What::CatalogueTable)?;
        self.push(site, catalogue::LINKED, What::CatalogueData)?;
        self.catalogues.push(catalogue);
        Ok(())
    }

    fn add_register(&mut self, site: &Site) -> Result<(), RenderError> {
        for form in [SitesForm::Page, SitesForm::Csv, SitesForm::Json] {
            self.push(site, sites::name(form), What::Sites(form))?;
        }
        Ok(())
    }

    /// Adds the pages, each with its twins behind it.
    fn add_pages(&mut self, site: &Site) -> Result<(), RenderError> {
        for (index, page, _) in self.view.shown(&site.id) {
            if page.place == Place::Page {
                let what = What::Page(index);
                self.outputs.push(Output { site: site.id.clone(), path: page.address.clone(), what });
            }
            if let Some(path) = blocks::result_table_place(page) {
                let (path, what) = (view::output_path(&path)?, What::Results(index));
                self.outputs.push(Output { site: site.id.clone(), path, what });
            }
            for (root, path) in search::twins(self.view.config, &site.id, page.address.as_str()) {
                let path = view::output_path(&path)?;
                self.outputs.push(Output { site: root.clone(), path, what: What::Twin(index) });
            }
        }
        Ok(())
    }

    /// Adds the search page and the index, each segment with its copy for the portal beside it: both are made in one go.
    fn add_search(&mut self, site: &'a Site) -> Result<(), RenderError> {
        self.push(site, search::PAGE, What::SearchPage)?;
        self.push(site, search::DIRECTORY, What::SearchDirectory)?;
        for (index, segment) in self.search.add(&self.view, &site.id) {
            for file in 0..segment.files() {
                let path = view::output_path(&segment.place(file))?;
                for root in search::roots(self.view.config, &site.id) {
                    let what = What::SearchPart(index, file);
                    self.outputs.push(Output { site: root.clone(), path: path.clone(), what });
                }
            }
        }
        Ok(())
    }

    fn add_keywords(&mut self, site: &Site) -> Result<(), RenderError> {
        if !self.view.config.build.keyword_pages {
            return Ok(());
        }
        let library = self.view.library;
        for (name, keyword) in library.by_keyword.get(&site.id).into_iter().flatten() {
            let shown = keyword.pages.iter().copied().filter(|i| self.view.shows(*i));
            let pages: Vec<_> = shown.take(index_pages::KEYWORD_SHOWS).collect();
            if pages.is_empty() {
                continue;
            }
            let number = u32::try_from(self.keywords.len()).unwrap_or(u32::MAX);
            self.push(site, &view::keyword_path(keyword), What::Keyword(number))?;
            self.keywords.push(KeywordPlan { name, pages });
        }
        Ok(())
    }

    fn add_redirects(&mut self, site: &Site) -> Result<(), RenderError> {
        for (index, page, front) in self.view.shown(&site.id) {
            for old in front.rare().into_iter().flat_map(|front| &front.redirect_from) {
                let bad = || RenderError::BadAddress { page: page.path.clone(), address: old.value.clone() };
                let path = old.value.strip_prefix('/').and_then(old_path).ok_or_else(bad)?;
                self.outputs.push(Output { site: site.id.clone(), path, what: What::Redirect(index) });
            }
        }
        Ok(())
    }

    /// What stands there now needs no notice, such as the list that an introduction stood on.
    fn add_notices(&mut self, site: &Site) {
        if self.notices.is_empty() {
            return;
        }
        let taken: HashSet<&OutputPath> = self.outputs.iter().filter(|o| o.site == site.id).map(|o| &o.path).collect();
        let own = self.notices.iter().zip(0..).filter(|(n, _)| n.site == site.id && !taken.contains(&n.path));
        let outputs: Vec<Output> = own
            .map(|(n, number)| Output { site: n.site.clone(), path: n.path.clone(), what: What::Notice(number) })
            .collect();
        self.outputs.extend(outputs);
    }

    fn add_files(&mut self, site: &Site) -> Result<(), RenderError> {
        for (index, page, _) in self.view.shown(&site.id) {
            for (file, number) in page.files.iter().zip(0..).filter(|(f, _)| f.used) {
                let path = view::output_path(&view::file_path(page, &file.name))?;
                self.outputs.push(Output { site: site.id.clone(), path, what: What::File(index, number) });
                // The widest first: each is made of the one before.
                let widths: Vec<u32> = pictures::widths(file).collect();
                for width in widths.into_iter().rev() {
                    if let Some(place) = pictures::place(page, file, width) {
                        let (path, what) = (view::output_path(&place)?, What::Picture(index, number, width));
                        self.outputs.push(Output { site: site.id.clone(), path, what });
                    }
                }
            }
        }
        Ok(())
    }

    /// Two outputs at one place would be a silent loss, one below another cannot be written.
    fn refuse_twins(&self) -> Result<(), RenderError> {
        match twin(&self.outputs) {
            Some(o) => Err(RenderError::TwoAtOnePlace { site: o.site.clone(), path: o.path.clone() }),
            None => Ok(()),
        }
    }
}

/// Returns an output that stands where another stands, or where another has its folder.
fn twin(outputs: &[Output]) -> Option<&Output> {
    let mut apart = Apart::with_capacity(outputs.len());
    outputs.iter().for_each(|output| apart.add(&output.site, output.path.as_str()));
    if apart.are_apart() {
        return None;
    }
    let mut files = HashSet::with_capacity(outputs.len());
    let mut folders = HashSet::new();
    for output in outputs {
        if !files.insert((&output.site, output.path.as_str())) {
            return Some(output);
        }
        let mut path = output.path.as_str();
        // Above a folder that was seen all were seen.
        while let Some((folder, _)) =
            path.rsplit_once('/').filter(|(folder, _)| folders.insert((&output.site, *folder)))
        {
            path = folder;
        }
    }
    outputs.iter().find(|o| folders.contains(&(&o.site, o.path.as_str())))
}

/// Returns the output at an address that a page once had: `notice/a.html`, or a folder's `index.html`.
fn old_path(address: &str) -> Option<OutputPath> {
    let file =
        if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.into() };
    OutputPath::parse(&file).filter(|p| p.as_str().ends_with(".html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn robots(site: &str, path: &str) -> Output {
        let (site, path) = (SiteId::parse(site).unwrap(), OutputPath::parse(path).unwrap());
        Output { site, path, what: What::Robots }
    }

    #[test]
    fn no_output_stands_at_or_below_another() {
        let twin = |paths: &[(&str, &str)]| {
            let outputs: Vec<_> = paths.iter().map(|(site, path)| robots(site, path)).collect();
            twin(&outputs).map(|o| o.path.as_str().to_owned())
        };
        assert_eq!(twin(&[("a", "x/y.html"), ("a", "x/z/y.html"), ("b", "x/y.html"), ("a", "x.html")]), None);
        assert_eq!(twin(&[("a", "x/y.html"), ("a", "x/y.html")]).as_deref(), Some("x/y.html"));
        assert_eq!(twin(&[("a", "y.html"), ("a", "y.html/b/c.html")]).as_deref(), Some("y.html"));
        assert_eq!(twin(&[("a", "x/b/c/d.html"), ("a", "x/b/d.html"), ("a", "x/b")]).as_deref(), Some("x/b"));
        assert_eq!(twin(&[("a", "y.html"), ("b", "y.html/b.html")]), None);
    }
}
