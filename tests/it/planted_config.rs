//! Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line, with words in both
//! languages; and what is no fault is not found.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use proptest::prelude::*;
use qianfa::config::read_site;
use qianfa::diag::{Arg, Finding, Message, Severity, Sink, Sources};
use qianfa::fields::MAX_TOML;
use qianfa::policy::{Inputs, Policy, Standards, check_cells, read};

const SITE: &str = include_str!("../data/group/site.toml");
const REVIEWERS: &str = include_str!("../data/group/reviewers.toml");

/// Which of the two files a fault is planted in.
#[derive(Clone, Copy, PartialEq)]
enum File {
    Site,
    Reviewers,
}
use File::{Reviewers, Site};

impl File {
    fn name(self) -> &'static str {
        if self == Site { "site.toml" } else { "reviewers.toml" }
    }

    fn text(self) -> &'static str {
        if self == Site { SITE } else { REVIEWERS }
    }
}

/// Makes `edits` in `file`, each a needle that stands there once and what replaces it; then `message` is found, and
/// nothing else, at the first line of `marker`.
struct Fault {
    name: &'static str,
    file: File,
    edits: &'static [(&'static str, &'static str)],
    message: &'static str,
    marker: &'static str,
}

macro_rules! faults {
    ($($name:literal: $file:ident { $($needle:expr => $replacement:expr),* }, $message:literal at $marker:expr;)*) => {
        &[$(Fault {
            name: $name, file: $file, edits: &[$(($needle, $replacement)),*], message: $message, marker: $marker,
        }),*]
    };
}

/// The end of the matrix, where more paragraphs can be added.
const END: &str = "paths = [\"themes/**\"]";

const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOF an-ran";
const P256: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBN3SbIgP/8c3A9KCly2oY9C0M6pOPL6Fkilr6q3vYC7BYtcMmMtVZAuBTBqGl1bkE30c6rXr3i5Ak4Lv83Am7P0=";
const P521: &str = "ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBADbFkPMtAysANpfASgRKTet5/knNQ2sbTB734fBVfZVV/mmDZrW5KB2i1EeiuLneYc3Bl/hNKUf2acmYmu/v3gQcAHGMSqouHuJHkjHd8Up8Oi1KtzLjuJvDMhSeGQMyze65xSNngsC3e3CBKoIXYl0xLRNUj6OBQfomLNFn8gX1bywQQ== p521";
const CERTIFICATE: &str = "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29t c";
/// The same point as [`ED25519`], as a hardware key would hold it.
const SAME_POINT: &str = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOFAAAABHNzaDo=";
/// The same, made for a website.
const WEBSITE: &str = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOFAAAABHdlYjo=";
/// The neutral element: every signature of the right form is good under it.
const WEAK: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA weak";

const FAULTS: &[Fault] = faults! {
    // The files as such.
    "a line that is not TOML": Site { "tier = \"center\"" => "tier = center" }, "QF001-unquoted" at "tier = center";
    "a site written twice": Site { "[site.east]" => "[site.portal]" }, "QF001-duplicate" at "[site.portal]\nname = \"东村";
    "Chinese quotation marks": Reviewers { "\"办公室\"" => "“办公室”" }, "QF001-quotes" at "“办公室”";
    "a full-width equals sign": Reviewers { "serial = 1" => "serial＝1" }, "QF001-equals" at "serial＝1";
    "a department written twice": Reviewers { "[department.info]" => "[department.office]" }, "QF001-duplicate" at "[department.office]\nname = \"信息处\"";
    // site.toml.
    "an unknown key": Site { "page-size" => "page-sise" }, "QF002-similar" at "page-sise";
    "an unknown table": Site { "[build]" => "[building-materials]\nx = 1\n[build]" }, "QF002" at "building-materials";
    "no group name": Site { "name = \"小镇网站群\"\n" => "" }, "QF004" at "[group]";
    "no portal": Site { "portal = \"portal\"\n" => "" }, "QF004" at "[group]";
    "a portal that is no site": Site { "portal = \"portal\"" => "portal = \"portel\"" }, "QF014-similar" at "portel";
    "a portal like no site": Site { "portal = \"portal\"" => "portal = \"somewhere\"" }, "QF014" at "somewhere";
    "a time zone of another planet": Site { "Asia/Shanghai" => "Mars/Olympus" }, "QF005" at "Mars";
    "a language that nobody speaks here": Site { "zh-CN" => "tlh" }, "QF005" at "tlh";
    "a text for yes or no": Site { "demo = false" => "demo = \"no\"" }, "QF003" at "demo";
    "lists of a thousand entries": Site { "page-size = 20" => "page-size = 1000" }, "QF005" at "page-size";
    "lists of no entry": Site { "page-size = 20" => "page-size = 0" }, "QF005" at "page-size";
    "an unknown way to wait": Site { "\"hold\"" => "\"wait\"" }, "QF005" at "pending";
    "a site id in capitals": Site { "[site.east]" => "[site.East]" }, "QF005" at "[site.East]";
    "a domain in capitals": Site { "\"town.example\"" => "\"Town.example\"" }, "QF005" at "Town";
    "a domain with its scheme": Site { "\"town.example\"" => "\"https://town.example\"" }, "QF005" at "https:";
    "one domain for two sites": Site { "\"east.town.example\"" => "\"town.example\"" }, "QF006" at "domain = \"town.example\"\nid_code = \"bm";
    "one code for two sites": Site { "bm00000002" => "0000000001" }, "QF007" at "id_code = \"0000000001\"\ntier = \"county\"";
    "a code that is too short": Site { "\"0000000001\"" => "\"000000001\"" }, "QF005" at "000000001";
    "a tier that is none": Site { "\"county\"" => "\"village\"" }, "QF005" at "village";
    "a closed site of which nobody knows since when": Site { "state = \"planned\"" => "state = \"closed\"" }, "QF004" at "[site.east]";
    "a site that was moved nobody knows where": Site { "state = \"planned\"" => "state = \"moved\"\nsince = 2026-11-01" }, "QF004" at "[site.east]";
    "a site that goes on with itself": Site { "state = \"planned\"" => "state = \"closed\"\nsince = 2026-11-01\nsuccessor = \"east\"" }, "QF005" at "successor";
    "a successor that is neither site nor domain": Site { "state = \"planned\"" => "state = \"closed\"\nsince = 2026-11-01\nsuccessor = \"https://x.example/\"" }, "QF005" at "successor";
    "a state since a day that never was": Site { "state = \"planned\"" => "state = \"planned\"\nsince = \"2026-02-30\"" }, "QF005" at "since";
    "a column archived on no day": Reviewers { "[column.\"portal/notice\"]" => "[column.\"portal/notice\"]\narchived = \"soon\"" }, "QF005" at "archived";
    "a state that is none": Site { "\"planned\"" => "\"dreamt\"" }, "QF005" at "dreamt";
    "no sponsor in the footer": Site { "sponsor = \"东村村委会\"\n" => "" }, "QF008" at "[site.east]";
    "an empty telephone number in the footer": Site { "\"0000-8000001\"" => "\" \"" }, "QF008" at "tel = \" \"";
    "no police filing outside a demo": Site { "police = \"00000000000001\"\n" => "" }, "QF008-issued" at "[site.portal]";
    "an empty site mark outside a demo": Site { "0000AAAA" => "" }, "QF008-issued" at "conac_id = \"\"";
    "a police filing that is too short": Site { "00000000000002" => "2" }, "QF005" at "police = \"2\"";
    "a site mark that breaks out of a link": Site { "0000BBBB" => "0\\\"><script>" }, "QF005" at "<script>";
    // reviewers.toml: which version it is.
    "a format of the future": Reviewers { "format = 1" => "format = 2" }, "QF005" at "format";
    "no serial number": Reviewers { "serial = 1\n" => "" }, "QF004" at "# A small matrix";
    "a serial number of none": Reviewers { "serial = 1" => "serial = 0" }, "QF005" at "serial";
    "a first version with one before": Reviewers { "previous = \"\"" => "previous = \"sha256:9a31135e361a53b302a0be81661fc4a383af72f5896b25508f1ff59c44f1800f\"" }, "QF005" at "previous";
    "a second version without its place": Reviewers { "serial = 1\nprevious = \"\"" => "serial = 2\nprevious = \"sha256:9a31135e361a53b302a0be81661fc4a383af72f5896b25508f1ff59c44f1800f\"" }, "QF004" at "# A small matrix";
    "a second version without the first": Reviewers { "serial = 1\nprevious = \"\"" => "serial = 2\nprevious = \"\"\nafter = \"ce013625030ba8dba906f756967f9e9ca394464a\"" }, "QF005-empty" at "previous";
    "a first version with a place": Reviewers { "previous = \"\"" => "after = \"ce013625030ba8dba906f756967f9e9ca394464a\"" }, "QF005" at "after";
    "an abbreviated commit": Reviewers { "previous = \"\"" => "void = [\"ce01362\"]" }, "QF005" at "void";
    "unsigned changes maybe": Reviewers { "\"refuse\"" => "\"maybe\"" }, "QF005" at "maybe";
    "a key age without a unit": Reviewers { "\"180d\"" => "\"180\"" }, "QF005" at "key-max-age";
    // reviewers.toml: names that do not exist.
    "a root person who does not exist": Reviewers { "\"chen-xi\", \"du-heng\"]" => "\"chen-si\", \"du-heng\"]" }, "QF020-person-similar" at "chen-si";
    "a person's department": Reviewers { "department = \"info\"\n\n[person.chen-xi]" => "department = \"inof\"\n\n[person.chen-xi]" }, "QF020-department-similar" at "inof";
    "a key's person": Reviewers { "[[key]]\nperson = \"an-ran\"" => "[[key]]\nperson = \"nobody-at-all\"" }, "QF020-person" at "nobody-at-all";
    "a grant's person": Reviewers { "person = \"bai-lu\"\nstep" => "person = \"bailu\"\nstep" }, "QF020-person-similar" at "bailu";
    "a grant's step": Reviewers { "person = \"bai-lu\"\nstep = \"head\"" => "person = \"bai-lu\"\nstep = \"haed\"" }, "QF020-step-similar" at "haed";
    "a grant's department": Reviewers { "departments = [\"office\", \"info\"]\nbasis" => "departments = [\"offce\", \"info\"]\nbasis" }, "QF020-department-similar" at "offce";
    "a grant's column": Reviewers { "columns = [\"portal/policy\"]" => "columns = [\"portal/polcy\"]" }, "QF020-column-similar" at "polcy";
    "a grant's folder": Reviewers { "[\"portal/**\", \"east/**\"]" => "[\"portal/**\", \"east/**\", \"west/**\"]" }, "QF020-column-similar" at "west/**";
    "a star beside a department": Reviewers { "departments = [\"office\", \"info\"]\nbasis" => "departments = [\"office\", \"*\"]\nbasis" }, "QF020-department" at "\"*\"]\nbasis";
    "a level's step": Reviewers { "steps = [\"head\", \"leader\", \"final\"]" => "steps = [\"head\", \"reader\", \"final\"]" }, "QF020-step-similar" at "reader";
    "a level that demands drafting": Reviewers { "steps = [\"head\", \"leader\", \"final\"]" => "steps = [\"head\", \"write\", \"final\"]" }, "QF020-step" at "\"write\", ";
    "a column's department": Reviewers { "departments = [\"office\", \"info\"]\nlevels" => "departments = [\"office\", \"xxc\"]\nlevels" }, "QF020-department" at "xxc";
    "a column's level": Reviewers { "levels = [\"public\", \"sensitive\"]" => "levels = [\"pubic\", \"sensitive\"]" }, "QF020-level-similar" at "pubic";
    "a column's additional step": Reviewers { "add-steps = [\"leader\"]" => "add-steps = [\"legal\"]" }, "QF020-step" at "add-steps";
    "a column's parent": Reviewers { "parent = \"portal/info\"\norder = 12" => "parent = \"portal/inof\"\norder = 12" }, "QF020-column-similar" at "inof";
    "a column to aggregate": Reviewers { "aggregate = [\"east/news\"]" => "aggregate = [\"east/new\"]" }, "QF020-column-similar" at "aggregate";
    "an escalation's word list": Reviewers { "words = \"topics\"" => "words = \"topic\"" }, "QF020-lexicon-similar" at "when";
    "an escalation's level": Reviewers { "topics\", levels = [\"public\"]" => "topics\", levels = [\"top-secret\"]" }, "QF020-level" at "when";
    "an escalation's column": Reviewers { "\"east/news\"] }" => "\"west/news\"] }" }, "QF020-column-similar" at "when";
    "an escalation's step": Reviewers { "add = [\"leader\"]" => "add = [\"laeder\"]" }, "QF020-step-similar" at "laeder";
    "an emergency's step": Reviewers { "steps = [\"leader\", \"final\"]\ncolumns" => "steps = [\"leader\", \"finale\"]\ncolumns" }, "QF020-step-similar" at "finale";
    "an emergency's column": Reviewers { "columns = [\"portal/notice\"]\nreview" => "columns = [\"portal/notices\"]\nreview" }, "QF020-column-similar" at "portal/notices";
    "a scope's step": Reviewers { "steps = [\"final\"]" => "steps = [\"last\"]" }, "QF020-step" at "last";
    "an item's column": Reviewers { "column = \"portal/policy\"" => "column = \"portal/polizy\"" }, "QF020-column-similar" at "polizy";
    "an item's department": Reviewers { "department = \"office\"\nbasis" => "department = \"offis\"\nbasis" }, "QF020-department-similar" at "offis";
    // reviewers.toml: people enough.
    "nobody to write": Reviewers { "columns = [\"portal/**\", \"east/**\"]" => "columns = [\"portal/**\", \"east\"]" }, "QF021-author" at "[column.\"east/news\"]";
    "nobody for a step": Reviewers {
        "first-level = true\nreply" => "add-steps = [\"check\"]\nreply",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\""
    }, "QF021-nobody" at "[column.\"east/news\"]";
    "two steps for one person": Reviewers {
        "first-level = true\nreply" => "add-steps = [\"check\", \"proof\"]\nreply",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\"\n[step.proof]\nname = \"校对\"\norder = 31\nstatement = \"已校对。\"\n[[grant]]\nperson = \"an-ran\"\nstep = \"check\"\ndepartments = [\"*\"]\n[[grant]]\nperson = \"an-ran\"\nstep = \"proof\"\ndepartments = [\"*\"]"
    }, "QF021-few" at "[column.\"east/news\"]";
    "an author who is the only reviewer": Reviewers {
        "first-level = true\nreply" => "add-steps = [\"check\"]\nreply",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\"\n[[grant]]\nperson = \"fang-yuan\"\nstep = \"check\"\ncolumns = [\"east/**\"]"
    }, "QF021-own" at "[column.\"east/news\"]";
    "a step that hangs on one person": Reviewers {
        "first-level = true\nreply" => "add-steps = [\"check\"]\nreply",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\"\n[[grant]]\nperson = \"an-ran\"\nstep = \"check\"\ncolumns = [\"east/**\"]"
    }, "QF022" at "[column.\"east/news\"]";
    "nobody for a step that escalation adds": Reviewers {
        "add = [\"leader\"]" => "add = [\"check\"]",
        "[\"portal/**\", \"east/news\"]" => "[\"east/news\"]",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\""
    }, "QF021-escalated" at "[column.\"east/news\"]";
    "nobody for an emergency": Reviewers {
        "steps = [\"leader\", \"final\"]\ncolumns" => "steps = [\"check\", \"final\"]\ncolumns",
        END => "paths = [\"themes/**\"]\n[step.check]\nname = \"复核\"\norder = 30\nstatement = \"已复核。\""
    }, "QF021-emergency" at "[emergency]";
    "nobody for the theme": Reviewers { "steps = [\"final\"]" => "steps = [\"head\"]" }, "QF021-scope" at "[[scope]]";
    // reviewers.toml: keys.
    "one key for two people": Reviewers { P256 => ED25519 }, "QF023" at "public = \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOF an-ran\"\nstate = \"compromised\"";
    "one key for two people, once in hardware": Reviewers { P256 => SAME_POINT }, "QF023" at "sk-ssh";
    "one key registered twice": Reviewers { "person = \"chen-xi\"\npublic" => "person = \"an-ran\"\npublic", P256 => ED25519 }, "QF023-twice" at "public = \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK67vlLjNH6WFXtpjt2illqpYwUhOz+wpWgL5S7YoxOF an-ran\"\nstate = \"compromised\"";
    "an RSA key": Reviewers { P256 => "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQ== old" }, "QF024-algorithm" at "ssh-rsa";
    "a DSA key": Reviewers { P256 => "ssh-dss AAAAB3NzaC1kc3M=" }, "QF024-algorithm" at "ssh-dss";
    "a P-521 key": Reviewers { P256 => P521 }, "QF024-algorithm" at "nistp521";
    "a certificate": Reviewers { P256 => CERTIFICATE }, "QF024-certificate" at "cert-v01";
    "a private key": Reviewers { P256 => "-----BEGIN OPENSSH PRIVATE KEY-----" }, "QF024-private" at "BEGIN";
    "a key that anybody can sign for": Reviewers { P256 => WEAK }, "QF024-weak" at "weak";
    "a hardware key of a website": Reviewers { P256 => WEBSITE }, "QF024-application" at "sk-ssh";
    "a key cut short": Reviewers { ED25519 => "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK67vl an-ran" }, "QF024-malformed" at "AAAAIK67vl an-ran";
    "a key of another name than its bytes": Reviewers { "ecdsa-sha2-nistp256 AAAA" => "ecdsa-sha2-nistp384 AAAA" }, "QF024-malformed" at "ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYA";
    "a fingerprint for a key": Reviewers { P256 => "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDTp8" }, "QF024-malformed" at "SHA256:";
    "a key state that is none": Reviewers { "\"suspended\"" => "\"asleep\"" }, "QF005" at "asleep";
    "a key since a day that never was": Reviewers { "since = 2026-01-05\ntrusted" => "since = \"2026-02-30\"\ntrusted" }, "QF005" at "2026-02-30";
    "trust in a key that is not compromised": Reviewers { "\"compromised\"" => "\"revoked\"" }, "QF005" at "trusted-through";
    // reviewers.toml: columns.
    "a limit looser than the national one": Reviewers { "limit = \"14d\"" => "limit = \"15d\"" }, "QF025" at "15d";
    "a limit looser only in a short month": Reviewers { "limit = \"14d\"" => "limit = \"11wd\"" }, "QF025" at "11wd";
    "a limit looser for its type": Reviewers { "limit = \"90d\"" => "limit = \"1y\"" }, "QF025" at "1y";
    "an answer later than the state allows": Reviewers { "reply-within = \"5wd\"" => "reply-within = \"4mo\"" }, "QF025" at "4mo";
    "a column without a department": Reviewers { "departments = [\"office\", \"info\"]\nlevels" => "levels" }, "QF026-departments" at "[column.\"portal/notice\"]";
    "a column with no department named": Reviewers { "departments = [\"office\", \"info\"]\nlevels" => "departments = []\nlevels" }, "QF026-departments" at "departments = []";
    "a container without a department": Reviewers { "departments = [\"office\"]\n" => "" }, "QF026-departments" at "[column.\"portal/info\"]";
    "a column without a type": Reviewers { "type = \"工作动态\"\n" => "" }, "QF026-type" at "[column.\"east/news\"]";
    "a column without keywords": Reviewers { "keywords = [\"政策\"]\n" => "" }, "QF026-keywords" at "[column.\"portal/policy\"]";
    "a column with empty keywords": Reviewers { "keywords = [\"政策\"]" => "keywords = []" }, "QF026-keywords" at "keywords = []";
    "a column with an empty description": Reviewers { "\"通知和公告\"" => "\"\"" }, "QF026-description" at "description = \"\"";
    "an unknown column type": Reviewers { "\"首页\"\nclass = \"news\"\nlimit = \"7d\"" => "\"网站首页\"\nclass = \"news\"\nlimit = \"7d\"" }, "QF027-similar" at "网站首页";
    "a column type like no other": Reviewers { "type = \"工作动态\"" => "type = \"公文办理情况通报\"" }, "QF027" at "公文办理情况通报";
    "a column without levels": Reviewers { "levels = [\"sensitive\"]\n" => "" }, "QF004" at "[column.\"portal/policy\"]";
    "a column with no level": Reviewers { "levels = [\"sensitive\"]" => "levels = []" }, "QF031" at "levels = []";
    "a column without a kind": Reviewers { "kind = \"document\"\n" => "" }, "QF004" at "[column.\"portal/policy\"]";
    "a kind that is none": Reviewers { "\"document\"" => "\"novel\"" }, "QF005" at "novel";
    "a class that is none": Reviewers { "class = \"news\"\nlimit = \"14d\"" => "class = \"old\"\nlimit = \"14d\"" }, "QF005" at "class = \"old\"";
    "a limit without a unit": Reviewers { "limit = \"30d\"" => "limit = \"30\"" }, "QF005" at "limit = \"30\"";
    "a limit as a number": Reviewers { "limit = \"30d\"" => "limit = 30" }, "QF003" at "limit = 30";
    "a home page in a folder": Reviewers { "kind = \"document\"" => "kind = \"home\"" }, "QF005" at "kind = \"home\"\ntype = \"政策文件\"";
    "a site that is no home page": Reviewers { "kind = \"home\"\ntype = \"首页\"\nclass = \"news\"\nlimit = \"14d\"" => "kind = \"article\"\ntype = \"首页\"\nclass = \"news\"\nlimit = \"14d\"" }, "QF005" at "kind = \"article\"\ntype = \"首页\"";
    "a container with a kind": Reviewers { "container = true" => "container = true\nkind = \"article\"" }, "QF005" at "kind = \"article\"\nfirst-level";
    "a first-level column below another": Reviewers { "order = 12" => "first-level = true" }, "QF005" at "first-level = true\nkeywords = [\"政策\"]";
    "a parent in another site": Reviewers { "order = 12" => "order = 13", "first-level = true\nreply" => "parent = \"portal/info\"\nreply" }, "QF005" at "parent = \"portal/info\"\nreply";
    "columns above each other": Reviewers { "first-level = true\norder = 10" => "parent = \"portal/notice\"" }, "QF030" at "parent = \"portal/notice\"";
    "a column that lists itself": Reviewers { "aggregate = [\"east/news\"]" => "aggregate = [\"portal/notice\"]" }, "QF005" at "aggregate";
    "a column id in capitals": Reviewers { "first-level = true\nreply" => "first-level = true\nreply", END => "paths = [\"themes/**\"]\n[column.\"East/News\"]\nname = \"x\"" }, "QF005" at "East/News";
    "a level that no column allows": Reviewers { END => "paths = [\"themes/**\"]\n[level.urgent]\nname = \"急\"\nrank = 3\npublish = true\nsteps = [\"final\"]" }, "QF028" at "[level.urgent]";
    "two levels of one rank in a column": Reviewers { "rank = 1" => "rank = 0" }, "QF033" at "[column.\"portal/notice\"]";
    // reviewers.toml: the rest.
    "more signatures than people": Reviewers { "threshold = 2" => "threshold = 4" }, "QF029" at "threshold";
    "no signatures at all": Reviewers { "threshold = 2" => "threshold = 0" }, "QF029-none" at "threshold";
    "no people at the root": Reviewers { "people = [\"an-ran\", \"chen-xi\", \"du-heng\"]" => "people = []" }, "QF031" at "people = []";
    "a root person twice": Reviewers { "people = [\"an-ran\", \"chen-xi\"" => "people = [\"an-ran\", \"an-ran\"" }, "QF005" at "people";
    "no root": Reviewers { "[root]\npeople = [\"an-ran\", \"chen-xi\", \"du-heng\"]\nthreshold = 2\n" => "" }, "QF004" at "# A small matrix";
    "a published level without steps": Reviewers { "steps = [\"head\", \"final\"]\n" => "" }, "QF004" at "[level.public]";
    "a published level with no step": Reviewers { "steps = [\"head\", \"final\"]" => "steps = []" }, "QF031" at "steps = []";
    "a published level that only co-departments sign": Reviewers { "steps = [\"head\", \"final\"]" => "steps = [\"cosign\"]" }, "QF031-each" at "[level.public]";
    "a level that does not say whether it is published": Reviewers { "publish = false\n" => "" }, "QF004" at "[level.internal]";
    "an unknown key of a level": Reviewers { "publish = false" => "publish = false\npublic = false" }, "QF002-similar" at "public = false";
    "a step that is each something else": Reviewers { "\"co-departments\"" => "\"co-authors\"" }, "QF005" at "co-authors";
    "a paragraph for drafting": Reviewers { END => "paths = [\"themes/**\"]\n[step.write]\nname = \"拟稿\"\norder = 1\nstatement = \"x\"" }, "QF005" at "[step.write]";
    "a grant for nothing": Reviewers { "paths = [\"themes/**\"]" => "basis = \"无\"" }, "QF004-grant" at "[[grant]]\nperson = \"fang-yuan\"\nstep = \"write\"\nbasis";
    "a grant for no column": Reviewers { "columns = [\"portal/policy\"]" => "columns = []" }, "QF031" at "columns = []";
    "a grant for no path": Reviewers { END => "paths = []" }, "QF031" at "paths = []";
    "a path out of the repository": Reviewers { END => "paths = [\"../themes/**\"]" }, "QF005" at "../themes";
    "a path with a star in its middle": Reviewers { END => "paths = [\"themes/*/a.css\"]" }, "QF005" at "themes/*/";
    "an escalation without a condition": Reviewers { "when = { words = \"topics\", levels = [\"public\"], columns = [\"portal/**\", \"east/news\"] }" => "when = {}" }, "QF031-when" at "when = {}";
    "an escalation that adds no step": Reviewers { "add = [\"leader\"]" => "add = []" }, "QF031" at "add = []";
    "an escalation that adds what is there": Reviewers { "add = [\"leader\"]" => "add = [\"final\"]" }, "QF032" at "[[escalate]]";
    "a word list without its hash": Reviewers { "sha256 = \"9a31" => "sha256 = \"" }, "QF005" at "sha256 = \"135e";
    "an emergency with one step": Reviewers { "steps = [\"leader\", \"final\"]\ncolumns" => "steps = [\"final\"]\ncolumns" }, "QF005" at "steps = [\"final\"]\ncolumns";
    "an emergency that co-departments sign": Reviewers { "steps = [\"leader\", \"final\"]\ncolumns" => "steps = [\"cosign\", \"final\"]\ncolumns" }, "QF005" at "[emergency]";
    "an emergency without a time": Reviewers { "review-after = \"1wd\"" => "review-after = \"soon\"" }, "QF005" at "soon";
    "published files without steps": Reviewers { "path = \"docs/**\"\npublished = false" => "path = \"docs/**\"" }, "QF004" at "[[scope]]\npath = \"docs/**\"";
    "a scope outside the repository": Reviewers { "\"docs/**\"" => "\"/etc/**\"" }, "QF005" at "/etc";
    "an item in a column of others": Reviewers { "column = \"portal/policy\"" => "column = \"east/news\"" }, "QF034" at "[disclosure.notice]";
    "an item in a container": Reviewers { "column = \"portal/policy\"" => "column = \"portal/info\"" }, "QF034" at "[disclosure.notice]";
    "an item without a basis": Reviewers { "basis = \"条例第二十条第(一)项\"\n" => "" }, "QF004" at "[disclosure.notice]";
    "a person without a name": Reviewers { "name = \"安然\"\n" => "" }, "QF004" at "[person.an-ran]";
    "a department id in capitals": Reviewers { END => "paths = [\"themes/**\"]\n[department.XXC]\nname = \"信息处\"" }, "QF005" at "[department.XXC]";
};

/// Changes that are no faults.
const HARMLESS: &[(&str, File, &str, &str)] = &[
    ("a demo need not have an authority's numbers", Site, "demo = false", "demo = true"),
    ("a format that is not written is the first", Reviewers, "format = 1\n", ""),
    ("what [policy] does not say is strict", Reviewers, "ordered = true\n", ""),
    ("[build] may say nothing", Site, "theme = \"gov\"\n", ""),
    ("a limit may be stricter than the national one", Reviewers, "limit = \"14d\"", "limit = \"1d\""),
    ("a limit may be left out", Reviewers, "limit = \"14d\"\n", ""),
    ("a basis may be left out", Reviewers, "basis = \"镇信〔2026〕1号\"\n", ""),
    (
        "levels of one rank may be in different columns",
        Reviewers,
        "levels = [\"public\", \"sensitive\"]",
        "levels = [\"sensitive\"]",
    ),
    ("a hash may carry its name", Reviewers, "sha256 = \"", "sha256 = \"sha256:"),
    ("columns may be reached by their site", Reviewers, "\"east/**\"", "\"east\", \"east/news\""),
    (
        "a repository without emergencies has none",
        Reviewers,
        "[emergency]\nsteps = [\"leader\", \"final\"]\ncolumns = [\"portal/notice\"]\nreview-after = \"1wd\"\n",
        "",
    ),
];

struct Found {
    findings: Vec<Finding>,
    accepted: bool,
}

/// Reads both files as the program does, as if every cell had pages.
fn check(site: &str, reviewers: &str) -> (Found, Found) {
    let mut sink = Sink::default();
    let config = read_site("site.toml", site, &mut sink);
    let single = config.as_ref().is_some_and(|c| c.single);
    let site = Found { accepted: config.is_some(), findings: sink.into_sorted() };
    let mut sink = Sink::default();
    let policy = policy(reviewers, single, &mut sink);
    let reviewers = Found { accepted: policy.is_some(), findings: sink.into_sorted() };
    (site, reviewers)
}

fn policy(text: &str, single: bool, sink: &mut Sink) -> Option<Policy> {
    let standards = Standards::embedded();
    let policy = read("reviewers.toml", text, Inputs { single, standards: &standards }, sink);
    if let Some(policy) = &policy {
        check_cells("reviewers.toml", policy, &|_, _, _| true, sink);
    }
    policy
}

fn line_of(file: &str, text: &str, finding: &Finding) -> usize {
    let mut sources = Sources::default();
    sources.insert(file, text);
    sources.position(&finding.at).line
}

#[test]
fn the_base_has_no_fault() {
    let (site, reviewers) = check(SITE, REVIEWERS);
    assert_eq!((site.findings, reviewers.findings), (Vec::new(), Vec::new()));
    assert!(site.accepted && reviewers.accepted);
}

#[test]
fn every_planted_fault_is_found_once_at_its_line() {
    let mut wrong = Vec::new();
    for fault in FAULTS {
        let mut text = fault.file.text().to_owned();
        for (needle, replacement) in fault.edits {
            assert_eq!(text.matches(needle).count(), 1, "{}: {needle}", fault.name);
            text = text.replacen(needle, replacement, 1);
        }
        let found = if fault.file == Site { check(&text, REVIEWERS).0 } else { check(SITE, &text).1 };
        let name = fault.file.name();
        let seen: Vec<(String, usize)> =
            found.findings.iter().map(|f| (f.message.id.to_string(), line_of(name, &text, f))).collect();
        let at = text.find(fault.marker).unwrap_or_else(|| panic!("{}: {}", fault.name, fault.marker));
        let expected = vec![(fault.message.to_owned(), text[..at].matches('\n').count() + 1)];
        let errors = found.findings.iter().any(|f| f.severity == Severity::Error);
        let by_cells = fault.message.starts_with("QF021");
        if seen != expected || found.accepted == (errors && !by_cells) {
            wrong.push(format!("{}: {seen:?}, not {expected:?}; accepted {}", fault.name, found.accepted));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_fault_is_not_found() {
    for (name, file, needle, replacement) in HARMLESS {
        assert!(file.text().contains(needle), "{name}");
        let text = file.text().replacen(needle, replacement, 1);
        let (site, reviewers) = if *file == Site { check(&text, REVIEWERS) } else { check(SITE, &text) };
        assert_eq!((site.findings, reviewers.findings), (Vec::new(), Vec::new()), "{name}");
    }
}

#[test]
fn a_demo_may_leave_out_what_an_authority_issues() {
    let text = SITE.replace("demo = false", "demo = true").replace("0000AAAA", "");
    let text = text.replace("police = \"00000000000002\"\n", "");
    let config = read_site("site.toml", &text, &mut Sink::default()).unwrap();
    assert_eq!((&*config.sites[0].conac_id, &*config.sites[1].police), ("", ""));
}

#[test]
fn two_sites_with_one_domain_are_shown_in_both_places() {
    let text = SITE.replace("east.town.example", "town.example");
    let found = check(&text, REVIEWERS).0.findings;
    let label = &found[0].labels[0];
    let mut sources = Sources::default();
    sources.insert("site.toml", &*text);
    assert_eq!(&text.lines().nth(sources.position(&label.at).line - 1).unwrap()[..6], "domain");
}

#[test]
fn one_site_may_leave_the_site_level_out() {
    let group = "[group]\nname = \"小镇\"\n";
    let start = SITE.find("[site.portal]").unwrap();
    let one = &SITE[start..SITE.find("[site.east]").unwrap()];
    let site = format!("{group}{}", one.replace("[site.portal]", "[site]"));
    let config = read_site("site.toml", &site, &mut Sink::default()).unwrap();
    assert!(config.single);
    assert_eq!((config.sites.len(), config.group.portal.as_str()), (1, "site"));
    let reviewers = REVIEWERS.replace("column.\"portal\"", "column.home").replace("east", "portal/east");
    let reviewers = reviewers.replace("department.portal/east", "department.east");
    let reviewers = reviewers.replace("department = \"portal/east\"", "department = \"east\"");
    let reviewers = reviewers.replace("departments = [\"portal/east\"]", "departments = [\"east\"]");
    let reviewers = reviewers.replace("site = \"portal/east\"", "site = \"east\"");
    let reviewers = reviewers.replace("column.\"portal/", "column.\"").replace("\"portal/", "\"");
    let reviewers = reviewers.replace(
        "kind = \"home\"\ntype = \"首页\"\nclass = \"news\"\nlimit = \"14d\"",
        "kind = \"standing\"\ntype = \"首页\"\nclass = \"news\"\nlimit = \"14d\"",
    );
    let reviewers = reviewers.replace(
        "columns = [\"**\", \"east/**\"]",
        "columns = [\"home\", \"info\", \"notice\", \"policy\", \"east/**\"]",
    );
    let reviewers = reviewers.replace("columns = [\"**\", \"east/news\"]", "columns = [\"home\", \"east/news\"]");
    let mut sink = Sink::default();
    let policy = policy(&reviewers, true, &mut sink);
    assert_eq!(sink.into_sorted(), Vec::new());
    let columns = policy.unwrap().columns();
    let address =
        |id: &str| columns.iter().find(|c| c.id.as_str() == id).map(|c| (c.site.to_string(), c.address.clone()));
    assert_eq!(address("home"), Some(("site".into(), String::new())));
    assert_eq!(address("notice"), Some(("site".into(), "notice".into())));
}

#[test]
fn columns_are_shown_by_their_order_and_then_as_written() {
    let policy = policy(REVIEWERS, false, &mut Sink::default()).unwrap();
    let shown: Vec<(String, String)> = policy.columns().into_iter().map(|c| (c.id.to_string(), c.address)).collect();
    let expected = [
        ("portal", ""),
        ("east", ""),
        ("east/news", "news"),
        ("portal/info", "info"),
        ("portal/notice", "notice"),
        ("portal/policy", "policy"),
    ];
    assert_eq!(shown, expected.map(|(id, address)| (id.to_owned(), address.to_owned())));
    let departments: Vec<String> = policy.departments().into_iter().map(|d| d.id.to_string()).collect();
    assert_eq!(departments, ["office", "info", "east"]);
}

#[test]
fn a_cell_that_no_page_uses_yet_is_a_warning() {
    let text = REVIEWERS.replace("columns = [\"portal/**\", \"east/**\"]", "columns = [\"portal/**\", \"east\"]");
    let standards = Standards::embedded();
    let mut sink = Sink::default();
    let policy = read("reviewers.toml", &text, Inputs { single: false, standards: &standards }, &mut sink).unwrap();
    check_cells("reviewers.toml", &policy, &|_, _, _| false, &mut sink);
    assert_eq!((sink.len(), sink.has_errors()), (1, false));
    check_cells("reviewers.toml", &policy, &|column, _, _| column.as_str() == "east/news", &mut sink);
    assert_eq!((sink.len(), sink.has_errors()), (2, true));
}

#[test]
fn a_pasted_private_key_does_not_travel_on_in_the_finding() {
    let text = REVIEWERS.replace(ED25519, "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEAAAAABG5vbmU");
    let found = check(SITE, &text).1.findings;
    assert_eq!(found.len(), 1);
    assert!(!format!("{found:?}").contains("b3Blbn"));
}

/// The catalogue of one language, as the files of this room write it.
fn catalogue(lang: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new(vec![lang.parse().unwrap()]);
    bundle.set_use_isolating(false);
    for file in ["config.ftl", "fields.ftl"] {
        let path = format!("{}/locales/{lang}/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        bundle.add_resource(FluentResource::try_new(text).unwrap()).unwrap();
    }
    bundle
}

/// Returns the words of a message, headline and attributes, and fails if any is missing or uses an unknown argument.
fn words(bundle: &FluentBundle<FluentResource>, message: &Message, attributes: &[&str]) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in &message.args {
        match value {
            Arg::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
            Arg::Number(n) => args.set(*name, FluentValue::from(*n)),
        }
    }
    let pattern = bundle.get_message(&message.id).unwrap_or_else(|| panic!("no words for {}", message.id));
    let mut errors = Vec::new();
    let mut said = bundle.format_pattern(pattern.value().unwrap(), Some(&args), &mut errors).into_owned();
    for name in attributes {
        let attribute = pattern.get_attribute(name).unwrap_or_else(|| panic!("{} has no .{name}", message.id));
        said = format!("{said}\n{}", bundle.format_pattern(attribute.value(), Some(&args), &mut errors));
    }
    assert!(errors.is_empty(), "{}: {errors:?}", message.id);
    said
}

#[test]
fn every_finding_has_words_in_both_languages() {
    let mut ids = BTreeSet::new();
    for lang in ["zh-CN", "en"] {
        let bundle = catalogue(lang);
        for fault in FAULTS {
            let text = fault.edits.iter().fold(fault.file.text().to_owned(), |t, (from, to)| t.replacen(from, to, 1));
            let (site, reviewers) = if fault.file == Site { check(&text, REVIEWERS) } else { check(SITE, &text) };
            for finding in site.findings.iter().chain(&reviewers.findings) {
                ids.insert(finding.message.id.to_string());
                assert!(!words(&bundle, &finding.message, &["label", "help"]).contains("{$"));
                finding.labels.iter().for_each(|l| drop(words(&bundle, &l.message, &[])));
                for name in ["expected", "found"] {
                    let typed = finding.message.id == "QF003";
                    if let Some(Arg::Text(id)) = finding.message.args.get(name).filter(|_| typed || name == "expected")
                    {
                        let id = if typed { format!("type-{id}") } else { id.clone() };
                        assert!(bundle.has_message(&id), "{lang} lacks {id}");
                    }
                }
            }
        }
    }
    assert!(ids.len() >= 45, "{} kinds of findings are planted", ids.len());
}

#[test]
fn both_languages_have_the_same_messages() {
    for file in ["config.ftl", "fields.ftl"] {
        let ids = |lang: &str| {
            let text =
                std::fs::read_to_string(format!("{}/locales/{lang}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            let id = |line: &str| line.split_once(" =").map(|(id, _)| id.to_owned());
            text.lines().filter(|l| !l.starts_with('#')).filter_map(id).collect::<Vec<_>>()
        };
        assert_eq!(ids("zh-CN"), ids("en"), "{file}");
    }
}

#[test]
fn a_matrix_larger_than_a_megabyte_is_refused() {
    let text = format!("{REVIEWERS}\n# {}", "x".repeat(MAX_TOML));
    let found = check(SITE, &text).1;
    assert_eq!(found.findings.iter().map(|f| &*f.message.id).collect::<Vec<_>>(), ["QF001-size"]);
}

/// Files near the bound in size, each made to be slow for a reader that is not careful.
fn hostile() -> Vec<(&'static str, String)> {
    let repeat = |n: usize, line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    let column = |id: String| {
        format!(
            "[column.\"{id}\"]\nname=\"x\"\ndepartments=[\"*\"]\nlevels=[\"public\"]\nkind=\"article\"\ntype=\"工作动态\"\nclass=\"other\"\nkeywords=[\"x\"]\ndescription=\"x\"\n"
        )
    };
    let long = "a".repeat(400_000);
    vec![
        (
            "grants and departments",
            repeat(6000, &|i| {
                format!(
                    "[[grant]]\nperson=\"fang-yuan\"\nstep=\"write\"\ncolumns=[\"portal/**\"]\n[department.d{i}]\nname=\"处\"\n"
                )
            }),
        ),
        (
            "columns and departments",
            repeat(2000, &|i| column(format!("portal/c{i}")))
                + &repeat(10_000, &|i| format!("[department.d{i}]\nname=\"x\"\n")),
        ),
        (
            "columns and escalations",
            repeat(2500, &|i| column(format!("portal/c{i}")))
                + &repeat(250, &|_| "[[escalate]]\nwhen={words=\"topics\"}\nadd=[\"head\",\"final\"]\n".to_owned()),
        ),
        (
            "authors who sign",
            repeat(3000, &|i| {
                format!(
                    "[person.p{i}]\nname=\"x\"\ndepartment=\"east\"\n[[grant]]\nperson=\"p{i}\"\nstep=\"write\"\ndepartments=[\"*\"]\n[[grant]]\nperson=\"p{i}\"\nstep=\"final\"\ndepartments=[\"*\"]\n[[grant]]\nperson=\"p{i}\"\nstep=\"head\"\ndepartments=[\"*\"]\n"
                )
            }),
        ),
        (
            "a ladder of parents",
            repeat(4000, &|i| {
                column(format!("portal/c{i}")).replace("name=", &format!("parent=\"portal/c{}\"\nname=", i + 1))
            }) + &column("portal/c4000".to_owned()),
        ),
        ("unknown names", "[[grant]]\nperson=\"nobody\"\nstep=\"nothing\"\ndepartments=[\"nowhere\"]\n".repeat(12_000)),
        ("unknown keys", repeat(100_000, &|i| format!("k{i}=1\n"))),
        (
            "unknown names among many",
            repeat(4000, &|i| {
                format!(
                    "[person.{}{i}]\nname=\"x\"\ndepartment=\"east\"\n[[grant]]\nperson=\"{}\"\nstep=\"head\"\ndepartments=[\"*\"]\n",
                    "a".repeat(40),
                    "b".repeat(44)
                )
            }),
        ),
        (
            "one very long name",
            format!(
                "[person.{long}]\nname=\"x\"\ndepartment=\"east\"\n[[grant]]\nperson=\"{long}b\"\nstep=\"head\"\ndepartments=[\"*\"]\n"
            ),
        ),
        (
            "one very long list",
            format!("[[grant]]\nperson=\"an-ran\"\nstep=\"head\"\ndepartments=[{}]\n", "\"east\",".repeat(100_000)),
        ),
    ]
}

#[test]
fn a_hostile_matrix_ends_soon() {
    let head = REVIEWERS.replace("previous = \"\"\n", "");
    for (name, text) in hostile() {
        // Keys without a table come first.
        let text = if name == "unknown keys" { format!("{text}{head}") } else { format!("{head}\n{text}") };
        assert!(text.len() < MAX_TOML, "{name}: {}", text.len());
        check(SITE, &text);
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC*") {
        check(&text, &text);
    }

    #[test]
    fn no_damage_makes_a_reader_panic(at in 0usize..6000, length in 0usize..40, junk in "[\\[\\]\"=.,{}a-z0-9*/ \n\u{4e00}-\u{4e20}]{0,12}") {
        let damage = |text: &str| {
            let from = (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let to = (from + length..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
            format!("{}{junk}{}", &text[..from], &text[to..])
        };
        let (site, reviewers) = check(&damage(SITE), &damage(REVIEWERS));
        for found in [site, reviewers] {
            let errors = found.findings.iter().any(|f| f.severity == Severity::Error && f.code.number() != 21);
            prop_assert_eq!(found.accepted, !errors);
        }
    }
}
