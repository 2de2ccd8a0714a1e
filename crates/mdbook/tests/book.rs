//! Books as mdBook sends them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use luminara_mdbook::{Settings, chapter, preprocess};
use luminara_project::link;
use serde_json::{Value, json};

const SCRIPT: &str = "\n\n<script src=\"https://play.example/luminara-docs.js\" async></script>\n";

fn settings(only_marked: bool) -> Settings {
    Settings { base: "https://play.example/".into(), only_marked }
}

fn made(markdown: &str, only_marked: bool) -> String {
    chapter(markdown, &settings(only_marked), Path::new("/nowhere")).unwrap()
}

#[test]
fn chapters_with_lua_get_the_script_and_others_stay() {
    let lua = "Text.\n\n```lua,title=main.lua\nprint(1)\n```\n";
    assert_eq!(made(lua, false), format!("{lua}{SCRIPT}"));
    for untouched in [
        "No code at all {{#include x}}",
        "```rust\nfn main() {}\n```\n",
        "```lua,no-run\nx\n```\n",
        "~~~text\n```lua\n{{#luminara x}}\n~~~\n",
        "    ```lua\n",
    ] {
        assert_eq!(made(untouched, false), untouched);
    }
}

#[test]
fn only_marked_blocks_are_live_where_the_book_says_so() {
    let markdown = "```lua\nx\n```\n````lua,playground\ny\n```\n````\n";
    assert_eq!(
        made(markdown, true),
        format!("```lua,no-run\nx\n```\n````lua,playground\ny\n```\n````\n{SCRIPT}")
    );
    assert_eq!(made("```lua\nx\n```\n", true), "```lua,no-run\nx\n```\n");
}

#[test]
fn a_project_becomes_an_element_with_its_link() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("src/part/game/parts")).unwrap();
    fs::write(folder.path().join("src/part/game/main.lua"), "print(1)").unwrap();
    fs::write(folder.path().join("src/part/game/parts/a.lua"), "x").unwrap();
    fs::write(folder.path().join("src/part/game/game.toml"), "name = 'A \"game\"'").unwrap();
    let book = |content: &str| {
        let inner =
            json!({ "Chapter": { "name": "b", "content": content, "path": "part/b.md", "sub_items": [] } });
        let outer =
            json!({ "Chapter": { "name": "a", "content": "plain", "path": "a.md", "sub_items": [inner] } });
        let context = json!({ "root": folder.path(), "config": { "book": { "src": "src" }, "preprocessor": { "luminara": { "base": "https://play.example" } } } });
        json!([context, { "sections": ["Separator", outer], "__non_exhaustive": null }]).to_string()
    };
    let output: Value = serde_json::from_str(
        &preprocess(&book("See: {{#luminara game height=300 readonly}}, \\{{#luminara x}}")).unwrap(),
    )
    .unwrap();
    assert_eq!(output["sections"][1]["Chapter"]["content"], "plain");
    let content = output["sections"][1]["Chapter"]["sub_items"][0]["Chapter"]["content"].as_str().unwrap();
    let (hash, rest) =
        content.strip_prefix("See: <luminara-playground hash=\"").unwrap().split_once('"').unwrap();
    assert_eq!(
        rest,
        format!(
            " name=\"A &quot;game&quot;\" height=\"300\" readonly=\"\"></luminara-playground>, {{{{#luminara x}}}}{SCRIPT}"
        )
    );
    assert_eq!(
        link::decode(hash).unwrap().files.keys().collect::<Vec<_>>(),
        ["game.toml", "main.lua", "parts/a.lua"]
    );

    for (content, message) in [
        ("\n{{#luminara gone}}", "part/b.md: line 2: can't read"),
        ("{{#luminara game onclick=x}}", "'onclick' is no attribute"),
        ("{{#luminara game", "not closed"),
    ] {
        let error = preprocess(&book(content)).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn wrong_input_says_what_is_missing() {
    assert!(preprocess("{").unwrap_err().contains("not what mdBook sends"));
    assert!(preprocess("[{}, {}]").unwrap_err().contains("needs base"));
    let context =
        json!({ "config": { "preprocessor": { "luminara": { "base": "https://x.y", "live": "some" } } } });
    assert!(preprocess(&json!([context, {}]).to_string()).unwrap_err().contains("\"all\" or \"marked\""));
}
