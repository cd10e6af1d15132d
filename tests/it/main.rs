//! Everything that is tested from outside, in one binary.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, reason = "tests say what they mean by their names")]
#![allow(clippy::disallowed_methods, reason = "tests start programs, and measure how long one ran before they kill it")]

// The rooms import only what ARCHITECTURE.md allows.
mod architecture;

// What the audit manual and the recipes for CI show, taken out of them and run.
mod audit_manual;

// The catalogue of documents and the disclosure platform.
mod catalogue;

// A folder read and checked as the program does it, for the tests below.
mod checked;

// Emphasis beside Chinese punctuation, against an independent reader.
mod cjk_oracle;

// Help, mistakes, exit codes and streams of the command line.
mod command_line;

// All examples of CommonMark 0.31.
mod commonmark;

// An office with real keys: the fixture for the tests of the gate.
mod desk;

// The look of one site of the group, as the manual of themes shows it.
mod county_theme;

// What random histories throw.
mod dice;

// Random histories, judged a second time by an auditor who has nothing but git.
mod differential;

// What somebody tries who holds an editor's key.
mod gate_attacks;

// A second round of it: where the gate and the renderer could disagree, and rules that look at less than their neighbours.
mod gate_attacks_again;

// What the site shows while HEAD is not approved.
mod gate_editions;

// Which approvals are alive, end to end: the table of the gate with real signatures.
mod gate_liveness;

// Attacks on the matrix and its chain, and what a later version does to what was approved.
mod gate_policies;

// What the gate promises of any history.
mod gate_properties;

// The clumsiest day of an office, and the way out.
mod gate_recovery;

// From nothing to a page on the site; what a release holds; the program's own sign-offs.
mod gate_release;

// Forged sign-offs, signatures and commit objects.
mod gate_sign_offs;

// Each finding of the gate, on a real history with real keys.
mod gate_verdicts;

// A small site, byte for byte.
mod golden;

// A group of sites, read from a folder and rendered in memory.
mod group;

// The register of sites, archives, and what programs are told of what is new.
mod group_pages;

// Bounds of time and memory, and traps on the disk, against somebody who can push anything.
mod hostile_again;

// Hooks at the desk, and the law at a real server that is really pushed to.
mod hooks;

// Random edits, built on what the last build left and built clean.
mod incremental;

// Index numbers of documents, as `new` gives them out.
mod index_numbers;

// That no page has the index number of another that was approved.
mod issued_numbers;

// Builds that are killed, and whoever reads meanwhile.
mod killed;

// Links that leave the group, and the notice before them.
mod leaving;

// Sign-offs on real histories: the table of the gate.
mod liveness;

// What holds for every text, however hostile.
mod markdown_promises;

// A strict little reader of HTML and XML.
mod markup;

// The national page tags and footer elements, over the whole output.
mod page_tags;

// The newcomer's transcript of the READMEs.
mod newcomer;

// A temporary repository for tests of reading.
mod pages;

// Photographs that nobody took.
mod photo;

// Pictures: their widths, and what is not published of them.
mod pictures;

// Every fault that can be planted in `site.toml` and `reviewers.toml` is found once, at its line.
mod planted_config;

// Faults planted into front matter, each found at its own place; the table of keys and its documentation.
mod planted_front_matter;

// Policies on real histories: which version counts where, and every way in which one does not.
mod policy_chain;

// A temporary repository with a history, made by git itself.
mod press;

// The preview of the whole sample: the same on every run, and whole whenever a run is killed.
mod preview;

// What `policy`, `trust`, `people` and `audit` say and write, on a real office.
mod policy_verbs;

// Real texts as pages: checked and previewed whole.
mod real_pages;

// Real Markdown of strangers, as text.
mod real_readmes;

// A small group with pages made to go wrong: what the output makes of each.
mod rendered;

// Every form of a report, in both languages.
mod reports;

// Repositories that are refused, and objects that lie.
mod repository;

// What the site changes of CommonMark, row by row.
// The cases of `tests/rules/`: for each code when it fires, when it must not, and the edge.
mod rule_cases;

// What must hold for all rules, and what is generated from them.
mod rules;

// The sample group as a stranger's repository.
mod sample;

// Every page of the sample group: what must hold for all of them.
mod sample_pages;

// The search index, asked as the script of the search page asks it.
mod search;

// The preview server: what a browser sees after a save, and who else sees nothing.
mod serve;

// Parts of a build, joined.
mod scale;

// Signatures as people's own tools make and check them.
mod signatures;

// What the site changes of CommonMark, row by row.
mod site_dialect;

// What a commit holds, read as its checkout is.
mod snapshot;

// Folders of pages: what lies beside what, what is refused, how pages hang together.
mod source_tree;

// The variables of templates, as docs/theme.md lists them: made from the types.
// Replies and results in figures.
mod statistics;

mod theme_manual;

// The style sheet of the theme: its hues, its contrast in every mode, its two scales.
mod theme_tokens;

// The verbs that sign: what they refuse, show, check and leave alone.
mod verbs;

// What an earlier run left changes nothing but time.
mod warm;

// Whatever the program can say has words, in both languages.
mod words;

// Transcripts of the command line.
mod transcripts;
