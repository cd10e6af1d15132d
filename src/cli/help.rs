//! Help in the language of the run: the words of `commands.ftl` are put into the command line that `args` declares.
//!
//! `cli-check` says what the verb does, its attribute `.arg-fix` what an option does, `.example` how it is used;
//! `cli-matrix-whois` is a verb below a verb; `cli` itself holds the options that every verb takes.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Args;
use crate::diag::Message;
use crate::i18n::Catalog;

/// Returns the whole command line with its help in the language of `catalog`.
pub(super) fn command(catalog: &Catalog) -> Command {
    let mut command = translate(Args::command(), "cli", catalog);
    // Building hands the global options down to the verbs; only then their usage lines are complete.
    command.build();
    translate_usage(command, catalog)
}

fn word(catalog: &Catalog, id: &'static str) -> String {
    catalog.text(&Message::new(id))
}

fn translate(command: Command, id: &str, catalog: &Catalog) -> Command {
    let message = Message::new(id.to_owned());
    let example = catalog.attribute(&message, "example").map(|example| examples(&example, catalog));
    let command = command
        .about(catalog.text(&message))
        .help_template(template(catalog))
        .subcommand_help_heading(word(catalog, "cli-heading-verbs"))
        .subcommand_value_name(word(catalog, "cli-heading-verb"))
        .mut_args(|arg| translate_arg(arg, &message, catalog))
        .mut_subcommands(|verb| {
            let id = format!("{id}-{}", verb.get_name());
            translate(verb, &id, catalog)
        });
    match example {
        Some(example) => command.after_help(example),
        None => command,
    }
}

fn template(catalog: &Catalog) -> String {
    let usage = word(catalog, "cli-heading-usage");
    format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}")
}

fn examples(example: &str, catalog: &Catalog) -> String {
    let lines = example.lines().map(|line| format!("  {line}\n"));
    format!("{}\n{}", word(catalog, "cli-heading-examples"), lines.collect::<String>().trim_end())
}

fn translate_arg(arg: Arg, message: &Message, catalog: &Catalog) -> Arg {
    let name = format!("arg-{}", arg.get_id().as_str().replace('_', "-"));
    let heading = if arg.is_positional() {
        "cli-heading-arguments"
    } else if arg.is_global_set() || matches!(arg.get_action(), ArgAction::Version) {
        "cli-heading-global"
    } else {
        "cli-heading-options"
    };
    // Defaults and possible values are told in the words themselves, as clap would tell them in English.
    let takes_values = arg.get_action().takes_values();
    arg.help(catalog.attribute(message, &name).unwrap_or(name))
        .help_heading(word(catalog, heading))
        .hide_default_value(takes_values)
        .hide_possible_values(takes_values)
}

fn translate_usage(mut command: Command, catalog: &Catalog) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", &word(catalog, "cli-usage-options"));
    let mut command = command.override_usage(usage);
    for verb in command.get_subcommands_mut() {
        *verb = translate_usage(std::mem::take(verb), catalog);
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use clap::error::ErrorKind;

    use super::*;
    use crate::model::Lang;

    fn all(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        command.get_subcommands().for_each(|verb| all(verb, visit));
    }

    #[test]
    fn every_verb_and_option_has_words_in_both_languages() {
        for lang in [Lang::ZhCn, Lang::En] {
            all(&command(&Catalog::new(lang)), &mut |command| {
                let about = command.get_about().unwrap().to_string();
                assert!(!about.starts_with("cli"), "{about}");
                for arg in command.get_arguments() {
                    let help = arg.get_help().unwrap().to_string();
                    assert!(!help.starts_with("arg-"), "{}: {help}", command.get_name());
                }
            });
        }
    }

    #[test]
    fn every_verb_has_an_example_and_every_example_can_be_typed() {
        for lang in [Lang::ZhCn, Lang::En] {
            all(&command(&Catalog::new(lang)), &mut |command| {
                let help = command.get_after_help().unwrap_or_else(|| panic!("{}", command.get_name())).to_string();
                for line in help.lines().skip(1) {
                    let typed = line.split('#').next().unwrap().split_whitespace().map(|w| w.trim_matches('\''));
                    if let Err(error) = Args::try_parse_from(typed) {
                        assert_eq!(error.kind(), ErrorKind::DisplayHelp, "{line}: {error}");
                    }
                }
            });
        }
    }

    #[test]
    fn no_verb_has_an_argument_of_the_same_name_as_a_global_option() {
        // The parser would hand the value of one to the other, silently.
        let root = Args::command();
        let global: Vec<_> = root.get_arguments().map(|a| a.get_id().clone()).collect();
        all(&root, &mut |verb| {
            let own = verb.get_arguments().filter(|a| verb.get_name() != "qianfa" && !a.is_global_set());
            let twice: Vec<_> = own.map(Arg::get_id).filter(|id| global.contains(id)).collect();
            assert!(twice.is_empty(), "{}: {twice:?}", verb.get_name());
        });
    }

    #[test]
    fn no_english_of_the_parser_is_left_in_chinese_help() {
        all(&command(&Catalog::new(Lang::ZhCn)), &mut |command| {
            let help = command.clone().render_help().to_string();
            for word in ["Usage", "Options", "OPTIONS", "Arguments", "Commands", "COMMAND", "default", "possible"] {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
        });
    }
}
