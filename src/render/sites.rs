//! The register of sites 网站群站点登记: which sites the group has, who answers for each, and in what state it is.
//!
//! On the portal only, where the group has more than one site; as a page, as a table and as data.

use serde_json::json;

use super::context::{Badge, Link, RegisteredSite, SiteTier, Tone};
use super::csv::{self, Cell};
use super::page::insert_page_url;
use super::view::View;
use super::{Plan, RenderError, SitesForm};
use crate::config::{Config, Site, State, Successor, Tier};
use crate::model::SiteId;
use crate::review::Purpose;

/// Returns whether the register stands on `site`.
pub(super) fn are_registered(config: &Config, site: &Site) -> bool {
    site.id == config.group.portal && config.sites.len() > 1
}

/// Returns where the register stands.
pub(super) fn name(form: SitesForm) -> &'static str {
    match form {
        SitesForm::Page => "sites.html",
        SitesForm::Csv => "sites.csv",
        SitesForm::Json => "sites.json",
    }
}

/// Renders the register.
pub(super) fn render<P: Purpose>(plan: &Plan<'_, P>, form: SitesForm, out: &mut Vec<u8>) -> Result<(), RenderError> {
    match form {
        SitesForm::Page => page(plan, out),
        SitesForm::Csv => table(&plan.view, out),
        SitesForm::Json => data(&plan.view, out),
    }
}

fn page<P: Purpose>(plan: &Plan<'_, P>, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let view = &plan.view;
    let portal = &view.config.group.portal;
    let mut context = plan.site(portal)?.elsewhere.clone();
    insert_page_url(&mut context, &view.addresses.absolute(portal, name(SitesForm::Page))?);
    let tiers: Result<Vec<_>, RenderError> =
        [Tier::Center, Tier::Topic, Tier::County].into_iter().map(|tier| site_tier(view, tier)).collect();
    context.insert("tiers", &tiers?.into_iter().filter(|tier| !tier.sites.is_empty()).collect::<Vec<_>>());
    plan.theme.of(portal).render("sites.html", &context, out)
}

fn site_tier<'a>(view: &View<'a>, tier: Tier) -> Result<SiteTier<'a>, RenderError> {
    let sites = view.config.sites.iter().filter(|site| site.tier == tier).map(|site| registered(view, site));
    Ok(SiteTier { name: tier_name(view, tier), sites: sites.collect::<Result<_, _>>()? })
}

fn registered<'a>(view: &View<'a>, site: &'a Site) -> Result<RegisteredSite<'a>, RenderError> {
    let portal = &view.config.group.portal;
    let columns = view.lists.first_level(view.columns, &site.id);
    Ok(RegisteredSite {
        name: &site.name,
        url: home(view, portal, &site.id)?,
        domain: &site.domain.value,
        id_code: &site.id_code.value,
        sponsor: &site.sponsor,
        operator: &site.operator,
        tel: &site.tel,
        state: state_badge(view, site.state),
        since: site.since,
        successor: site.successor.as_ref().map(|to| successor(view, portal, to)).transpose()?,
        columns: columns.iter().map(|i| view.column_link(portal, *i)).collect::<Result<_, _>>()?,
    })
}

fn home(view: &View<'_>, from: &SiteId, site: &SiteId) -> Result<String, RenderError> {
    view.addresses.link(from, site, "index.html")
}

/// Returns a link to who goes on with a site that is archived.
pub(super) fn successor<'a>(view: &View<'a>, from: &SiteId, to: &'a Successor) -> Result<Link<'a>, RenderError> {
    Ok(match to {
        Successor::Site(id) => Link { name: view.site(id)?.name.as_str().into(), url: home(view, from, id)? },
        Successor::Elsewhere(domain) => Link { name: domain.as_str().into(), url: format!("https://{domain}/") },
    })
}

fn tier_name<'a>(view: &View<'a>, tier: Tier) -> &'a str {
    let w = view.words;
    match tier {
        Tier::Center => &w.tier_center,
        Tier::Topic => &w.tier_topic,
        Tier::County => &w.tier_county,
    }
}

fn state_badge<'a>(view: &View<'a>, state: State) -> Badge<'a> {
    let w = view.words;
    let (text, tone) = match state {
        State::Planned => (&w.state_planned, Tone::Quiet),
        State::Building => (&w.state_building, Tone::Quiet),
        State::Running => (&w.state_running, Tone::Good),
        State::Revising => (&w.state_revising, Tone::Good),
        State::Closed => (&w.state_closed, Tone::Bad),
        State::Moved => (&w.state_moved, Tone::Bad),
    };
    Badge { text, tone }
}

fn table(view: &View<'_>, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let w = view.words;
    let head = [
        &w.site_name,
        &w.site_domain,
        &w.id_code,
        &w.site_tier,
        &w.site_state,
        &w.site_since,
        &w.site_successor,
        &w.sponsor,
        &w.operator,
        &w.icp,
        &w.police,
        &w.address,
        &w.tel,
    ];
    let rows = view.config.sites.iter().map(|site| {
        let since = site.since.map(|day| day.to_string()).unwrap_or_default();
        let successor = site.successor.as_ref().map(|to| domain(view, to)).transpose()?.unwrap_or_default();
        Ok((site, since, successor))
    });
    let rows: Vec<(&Site, String, &str)> = rows.collect::<Result<_, RenderError>>()?;
    let cells = rows.iter().map(|(site, since, successor)| {
        let [text, code] = [|t| Cell::Text(t), |t| Cell::Code(t)] as [fn(&str) -> Cell<'_>; 2];
        vec![
            text(&site.name),
            text(&site.domain.value),
            code(&site.id_code.value),
            text(tier_name(view, site.tier)),
            text(state_badge(view, site.state).text),
            text(since),
            text(successor),
            text(&site.sponsor),
            text(&site.operator),
            text(&site.icp),
            code(&site.police),
            text(&site.address),
            text(&site.tel),
        ]
    });
    csv::write(out, &head.map(String::as_str), cells);
    Ok(())
}

/// Returns the domain of who goes on with a site.
fn domain<'a>(view: &View<'a>, to: &'a Successor) -> Result<&'a str, RenderError> {
    match to {
        Successor::Site(id) => Ok(&view.site(id)?.domain.value),
        Successor::Elsewhere(domain) => Ok(domain),
    }
}

fn data(view: &View<'_>, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let site = |site: &Site| {
        let successor = site.successor.as_ref().map(|to| domain(view, to)).transpose()?;
        Ok(json!({
            "id": site.id.as_str(),
            "name": site.name,
            "domain": site.domain.value,
            "id_code": site.id_code.value,
            "tier": site.tier.as_str(),
            "state": site.state.as_str(),
            "since": site.since.map(|day| day.to_string()),
            "successor": successor,
            "sponsor": site.sponsor,
            "operator": site.operator,
            "icp": site.icp,
            "police": site.police,
            "address": site.address,
            "tel": site.tel,
        }))
    };
    let sites: Vec<serde_json::Value> = view.config.sites.iter().map(site).collect::<Result<_, RenderError>>()?;
    let object = json!({"schema": 1, "group": view.config.group.name, "sites": sites});
    out.extend_from_slice(format!("{object:#}\n").as_bytes());
    Ok(())
}
