//! Transcripts of the command line: `TRYCMD=overwrite` writes them afresh.

#[test]
fn every_transcript_is_what_the_program_says() {
    trycmd::TestCases::new().env("LANG", "zh_CN.UTF-8").case("tests/cli/*.md");
}
