//! A feed as JSON Feed 1.1 (jsonfeed.org).

use serde_json::{Value, json};

use super::{Entry, Feed};

/// Writes `feed` at the end of `out`.
pub(super) fn write(feed: &Feed<'_>, out: &mut Vec<u8>) {
    let head = &feed.head;
    let object = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.home,
        "feed_url": format!("{}json", head.own),
        "language": head.language,
        "authors": [{"name": head.author}],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    out.extend_from_slice(format!("{object:#}\n").as_bytes());
}

fn item(entry: &Entry<'_>) -> Value {
    let mut item = json!({
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        // Every item must have a content; the page itself is one click away.
        "content_text": entry.summary.unwrap_or(entry.title),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}],
    });
    if let Some(summary) = entry.summary {
        item["summary"] = summary.into();
    }
    if !entry.keywords.is_empty() {
        item["tags"] = entry.keywords.into();
    }
    item
}
