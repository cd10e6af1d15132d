//! What an output was made from, as a release's manifest names it.

use super::outputs::{Output, What};
use super::{Plan, RenderError, home};
use crate::review::Purpose;
use crate::source::PageIndex;

impl<P: Purpose> Plan<'_, P> {
    /// Returns the files of the repository that are in `output` whole, in a fixed order; what the program brings itself
    /// is named `program:<version>`.
    ///
    /// Lists, feeds and maps hold titles and summaries of many pages and name none of them: those are all in the
    /// manifest by themselves. The configuration and the theme are in every page.
    ///
    /// # Errors
    /// The output is not one of this plan.
    pub fn origins(&self, output: &Output) -> Result<Vec<String>, RenderError> {
        Ok(match output.what {
            What::Page(index) => self.unit(index),
            What::Twin(index) | What::Results(index) => vec![self.view.library.page(index).path.as_str().to_owned()],
            What::Redirect(index) => vec![self.view.library.page(index).path.as_str().to_owned()],
            What::File(index, file) | What::Picture(index, file, _) => {
                vec![self.file_beside(index, file)?.path.as_str().to_owned()]
            }
            What::Home => {
                home::introduction(&self.view, &output.site).map_or_else(Vec::new, |(index, _)| self.unit(index))
            }
            What::List(column, 1) => {
                let introduction = self.view.library.introductions.get(&self.view.column(column).id);
                introduction.filter(|i| self.view.shows(**i)).map_or_else(Vec::new, |index| self.unit(*index))
            }
            What::Asset(number) => self.asset(&output.site, number)?.from.clone(),
            What::List(..)
            | What::Keyword(_)
            | What::NotFound
            | What::SiteMapPage
            | What::SiteMap(_)
            | What::Feed(..)
            | What::Sites(_)
            | What::Statistics(..)
            | What::Catalogue(..)
            | What::CatalogueTable
            | What::CatalogueData
            | What::Leaving(_)
            | What::SearchPage
            | What::SearchDirectory
            | What::SearchPart(..)
            | What::Notice(_)
            | What::Robots => Vec::new(),
        })
    }

    /// Returns a page and the files that it uses.
    fn unit(&self, index: PageIndex) -> Vec<String> {
        let page = self.view.library.page(index);
        let files = page.files.iter().filter(|f| f.used).map(|f| &f.path);
        std::iter::once(&page.path).chain(files).map(|path| path.as_str().to_owned()).collect()
    }
}

impl What {
    /// Returns the word for this kind of output in a manifest.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::List(..) => "list",
            Self::Page(_) => "page",
            Self::Twin(_) => "twin",
            Self::SearchPage | Self::SearchDirectory | Self::SearchPart(..) => "search",
            Self::Keyword(_) => "keyword",
            Self::NotFound => "not-found",
            Self::SiteMapPage | Self::SiteMap(_) => "map",
            Self::Feed(..) => "feed",
            Self::Sites(_) => "sites",
            Self::Statistics(..) => "statistics",
            Self::Results(_) => "results",
            Self::Leaving(_) => "leaving",
            Self::Catalogue(..) | Self::CatalogueTable | Self::CatalogueData => "catalogue",
            Self::Redirect(_) => "redirect",
            Self::Notice(_) => "notice",
            Self::Robots => "robots",
            Self::Asset(_) => "theme",
            Self::File(..) => "file",
            Self::Picture(..) => "picture",
        }
    }
}
