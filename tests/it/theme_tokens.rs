//! The style sheet of the theme keeps to its tokens: three hues whatever `--hue` is, contrast in every mode, one scale
//! of type and one of distances.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The sheet without its comments.
static SHEET: LazyLock<String> = LazyLock::new(|| {
    let text = include_str!("../../themes/gov/static/site.css");
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| Some(part.split_once("*/")?.1)).collect::<String>()
});

/// Text and its ground, by the names of their tokens.
const TEXT: [(&str, &str); 25] = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink", "brand-wash"),
    ("ink", "accent-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "wash"),
    ("ink-soft", "brand-wash"),
    ("ink-soft", "accent-wash"),
    ("brand", "paper"),
    ("brand", "wash"),
    ("brand", "brand-wash"),
    ("brand-deep", "paper"),
    ("brand-deep", "wash"),
    ("brand-deep", "brand-wash"),
    ("accent", "paper"),
    ("accent", "wash"),
    ("accent", "accent-wash"),
    ("accent", "brand-wash"),
    ("good", "paper"),
    ("good", "wash"),
    ("good", "good-wash"),
    ("on-band", "band"),
    ("on-band", "band-deep"),
    ("on-band", "band-accent"),
    ("paper", "brand"),
];

/// Lines that say where something can be used, and their ground.
const EDGES: [(&str, &str); 3] = [("line-strong", "paper"), ("line-strong", "wash"), ("brand", "paper")];

/// WCAG 2.2 AA 1.4.3, text; and 1.4.6 (AAA) for who asked for more contrast.
const CONTRAST: f64 = 4.5;
const MORE_CONTRAST: f64 = 7.0;
/// WCAG 2.2 AA 1.4.11, what is not text.
const EDGE_CONTRAST: f64 = 3.0;

/// Below this share of all light between its strongest and its weakest channel, a colour is a neutral.
const NEUTRAL: f64 = 0.12;

/// What a distance may be written as, if not by its token: a step of the scale, a hairline, a share of the window.
const STEPS: [&str; 12] =
    ["0", "1", "1px", "4vw", ".25rem", ".5rem", ".75rem", "1rem", "1.5rem", "2rem", "3rem", "4rem"];

type Tokens = BTreeMap<&'static str, &'static str>;

/// A rule: where it stands (`@media print`, or empty), its selector and its declarations.
struct Rule {
    media: String,
    selector: String,
    declarations: Vec<(&'static str, &'static str)>,
}

/// Reads the sheet; blocks are nested at most once, in `@media` and `@supports`.
fn rules() -> Vec<Rule> {
    let (mut found, mut open) = (Vec::new(), Vec::<&str>::new());
    let mut rest: &'static str = SHEET.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (before, sign) = (&rest[..at], rest.as_bytes()[at]);
        rest = &rest[at + 1..];
        match sign {
            b'{' => {
                open.push(before);
                found.push(Rule { media: above(&open), selector: before.trim().to_owned(), declarations: Vec::new() });
            }
            _ => {
                if let (Some((name, value)), Some(rule)) = (before.split_once(':'), found.last_mut()) {
                    rule.declarations.push((name.trim(), value.trim()));
                }
                if sign == b'}' {
                    open.pop();
                }
            }
        }
    }
    assert!(open.is_empty(), "a block is not closed: {open:?}");
    found
}

fn above(open: &[&str]) -> String {
    open[..open.len() - 1].iter().map(|s| s.trim()).collect::<Vec<_>>().join(" ")
}

/// Returns the tokens of the rule that `is_it`, over `below`.
fn tokens(below: &Tokens, is_it: impl Fn(&Rule) -> bool) -> Tokens {
    let mut tokens = below.clone();
    let rules = rules();
    let rule = rules.iter().find(|r| is_it(r)).expect("the sheet has this block of tokens");
    tokens.extend(rule.declarations.iter().filter_map(|(n, v)| Some((n.strip_prefix("--")?, *v))));
    tokens
}

/// The tokens of each mode, with the contrast that it promises.
fn modes() -> [(&'static str, Tokens, f64); 3] {
    let normal = tokens(&Tokens::new(), |r| r.selector == ":root" && r.media.is_empty());
    let more = tokens(&normal, |r| r.selector == ":root" && r.media.contains("prefers-contrast"));
    let high = tokens(&normal, |r| r.selector.contains("contrast:checked"));
    [("normal", normal, CONTRAST), ("prefers-contrast", more, MORE_CONTRAST), ("contrast", high, MORE_CONTRAST)]
}

/// A colour from 0 to 1; with the name of its hue where it takes that from a token.
fn colour(value: &str, tokens: &Tokens, hue: f64) -> Option<([f64; 3], Option<&'static str>)> {
    if let Some(hex) = value.strip_prefix('#') {
        let wide: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
        let channel = |i: usize| f64::from(u8::from_str_radix(&wide[i..i + 2], 16).unwrap()) / 255.0;
        return Some(([channel(0), channel(2), channel(4)], None));
    }
    let inside = value.strip_prefix("hsl(var(--")?.strip_suffix("%)")?;
    let (name, rest) = inside.split_once(") ")?;
    let (saturation, lightness) = rest.split_once("% ")?;
    let percent = |text: &str| text.parse::<f64>().unwrap() / 100.0;
    let (name, own) = tokens.get_key_value(name).expect("a hue is a token");
    let degrees = if *name == "hue" { hue } else { own.parse().unwrap() };
    Some((hsl(degrees, percent(saturation), percent(lightness)), Some(name)))
}

/// CSS Color 4, "HSL to sRGB".
fn hsl(hue: f64, saturation: f64, lightness: f64) -> [f64; 3] {
    let a = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|n| {
        let k: f64 = (n + hue / 30.0) % 12.0;
        lightness - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

/// WCAG 2.2, "relative luminance" and "contrast ratio".
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_stands_out_from_its_ground_in_every_mode_and_for_every_hue() {
    for (mode, tokens, least) in modes() {
        let edges = EDGES.iter().map(|pair| (pair, EDGE_CONTRAST));
        for ((text, ground), least) in TEXT.iter().map(|pair| (pair, least)).chain(edges) {
            for hue in 0..360 {
                let of = |name: &str| colour(tokens[name], &tokens, f64::from(hue)).expect("a colour").0;
                let found = contrast(of(text), of(ground));
                assert!(found >= least, "{mode}: --{text} on --{ground} has {found:.2} at the hue {hue}");
            }
        }
    }
}

#[test]
fn there_are_three_hues_and_neutrals() {
    let mut hues = BTreeSet::new();
    let [(_, normal, _), ..] = modes();
    for rule in rules() {
        for (name, value) in rule.declarations.iter().filter(|(n, _)| n.starts_with("--")) {
            let Some((rgb, hue)) = colour(value, &normal, 208.0) else { continue };
            let span = rgb.iter().copied().fold(0.0, f64::max) - rgb.iter().copied().fold(1.0, f64::min);
            assert!(hue.is_some() || span < NEUTRAL, "{name}: {value} is a hue of its own");
            hues.extend(hue);
        }
    }
    assert_eq!(hues, BTreeSet::from(["hue", "accent-hue", "good-hue"]));
}

#[test]
fn colours_are_written_as_tokens_and_nowhere_else() {
    let names = ["red", "white", "black", "blue", "green", "gray", "grey", "yellow", "orange"];
    for rule in rules() {
        for (name, value) in rule.declarations.iter().filter(|(n, _)| !n.starts_with("--")) {
            let literal = value.contains('#') || ["rgb", "hsl", "lch(", "lab("].iter().any(|f| value.contains(f));
            let named = value.split([' ', ',', '(', ')']).any(|word| names.contains(&word));
            assert!(!literal && !named, "{} {{ {name}: {value} }}: give it a token", rule.selector);
        }
    }
}

#[test]
fn type_and_distances_come_from_their_scales() {
    for rule in rules().iter().filter(|r| !r.media.contains("print") && !r.selector.starts_with('@')) {
        for (name, value) in &rule.declarations {
            let place = format!("{} {{ {name}: {value} }}", rule.selector);
            if *name == "font-size" {
                let taken = value.contains("var(--s") || value.ends_with("em") && !value.ends_with("rem");
                assert!(taken, "{place}: take a --size");
            }
            if name.starts_with("padding") || name.starts_with("margin") || *name == "gap" || *name == "column-gap" {
                let literal = value.split([' ', '(', ')', ',']).find(|word| {
                    let length = word.trim_start_matches('-');
                    let number = length.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                    number && !STEPS.contains(&length) && (length.ends_with("rem") || !length.ends_with("em"))
                });
                assert_eq!(literal, None, "{place}: take a --space");
            }
        }
    }
}
