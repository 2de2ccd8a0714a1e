//! `web/src/project/rules.ts` says what the tables of `name.rs`, `caps.rs` and `left_out.rs` say, and what game.toml is called. Renew it by
//! `LUMINARA_BLESS=1 cargo test -p luminara-project`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::Path;

use luminara_project::name::{
    CONTROL, DEVICE_NUMBERS, DEVICES, DOTS, FORBIDDEN, LITTER, LITTER_START, LONGEST, NUMBERED_DEVICES,
    REPOSITORY, SHORT_NAME, TOOLS, UNSEEN,
};
use luminara_project::{Caps, Manifest, NameProblem, Sieve, Why, check_name, zip};

/// Names that this crate and the page must judge alike, with what they say.
const JUDGED: &str = "tests/judged-names.json";

fn ranges(ranges: &[(char, char)]) -> String {
    ranges.iter().fold(String::new(), |mut text, (first, last)| {
        let _ = write!(text, "\\u{{{:x}}}", u32::from(*first));
        if first != last {
            let _ = write!(text, "-\\u{{{:x}}}", u32::from(*last));
        }
        text
    })
}

fn characters(characters: &[char]) -> String {
    ranges(&characters.iter().map(|it| (*it, *it)).collect::<Vec<_>>())
}

fn words(words: &[&str]) -> String {
    words.join("|").replace('$', "\\$").replace('.', "\\.").replace('\r', "\\r")
}

fn page_rules() -> String {
    let Caps { link_chars, archive_bytes, files, file_bytes, total_bytes } = Caps::PROJECT;
    let signatures: Vec<String> = zip::SIGNATURES
        .iter()
        .map(|bytes| format!("[{}]", bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")))
        .collect();
    let (control, unseen) = (ranges(&CONTROL), ranges(&UNSEEN));
    let (dots, forbidden) = (characters(&DOTS), characters(&FORBIDDEN));
    let (devices, numbered) = (words(&DEVICES), words(&NUMBERED_DEVICES));
    let numbers = String::from_iter(DEVICE_NUMBERS);
    let (litter, litter_start, tools) = (words(&LITTER), words(&[LITTER_START]), words(&TOOLS));
    format!(
        "// Generated from crates/project/src by its tests. Don't edit it; renew it by\n\
         // `LUMINARA_BLESS=1 cargo test -p luminara-project`.\n\
         // What is odd in a name is what they look for.\n\
         /* eslint-disable no-control-regex, no-misleading-character-class */\n\
         \n\
         /** The file that says what a project is. */\n\
         export const MANIFEST = {:?};\n\
         \n\
         /** What a project may have: characters of its link, bytes of its zip archive, files, bytes of a file and of all of them. */\n\
         export const CAPS = {{ linkChars: {link_chars}, archiveBytes: {archive_bytes}, files: {files}, fileBytes: {file_bytes}, totalBytes: {total_bytes} }} as const;\n\
         \n\
         /** What zip archives begin with. */\n\
         export const ZIP_SIGNATURES: readonly (readonly number[])[] = [{}];\n\
         \n\
         /** The rules for names; what each is for stands in name.rs. Those of a part are for what lies between two slashes. */\n\
         export const NAMES = {{\n\
         \x20 longest: {LONGEST},\n\
         \x20 control: /[{control}]/u,\n\
         \x20 forbidden: /[{forbidden}]/u,\n\
         \x20 unseen: /[{unseen}]/gu,\n\
         \x20 hiddenPart: /^[{unseen}]*(?!\\.+$)[{dots}]/u,\n\
         \x20 litterPart: /^(?:(?:{litter})$|{litter_start})/i,\n\
         \x20 toolPart: /^(?:{tools})$/i,\n\
         \x20 repositoryFile: /^{REPOSITORY}$/i,\n\
         \x20 deviceStem: /^(?:{devices}|(?:{numbered})[{numbers}])\\s*$/i,\n\
         \x20 shortStem: /^[^~]{{1,{SHORT_NAME}}}~[0-9]+$/u,\n\
         }} as const;\n\
         \n\
         /** Why a file is left out though its name is one. */\n\
         export const LEFT_OUT = {{\n\
         \x20 hidden: {:?},\n\
         \x20 tool: {:?},\n\
         \x20 repository: {:?},\n\
         }} as const;\n",
        Manifest::FILE,
        signatures.join(", "),
        Why::Hidden.to_string(),
        Why::Tool.to_string(),
        Why::Repository.to_string(),
    )
}

/// What becomes of a file of that name: `taken`, `litter`, `hostile`, or why it is left out.
fn judged(name: &str) -> String {
    let mut sieve = Sieve::default();
    match sieve.takes(name) {
        Err(_) => "hostile".into(),
        Ok(true) => "taken".into(),
        Ok(false) => match check_name(name).unwrap_err().problem {
            NameProblem::Litter(_) => "litter".into(),
            NameProblem::Hidden(_) => "hidden".into(),
            NameProblem::Tool(_) => "tool".into(),
            NameProblem::Repository(_) => "repository".into(),
            _ => "name".into(),
        },
    }
}

fn compare(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("LUMINARA_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "{} is out of date; run with LUMINARA_BLESS=1", path.display());
}

#[test]
fn the_pages_rules_are_up_to_date() {
    compare("../../web/src/project/rules.ts", &page_rules());
}

/// The page's test reads the same list (`web/src/project/file-names.test.ts`).
#[test]
fn names_are_judged_as_the_list_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(JUDGED);
    let list: Vec<(String, String)> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(list.len() > 100);
    for (name, verdict) in list {
        assert_eq!(judged(&name), verdict, "{name:?}");
    }
}
