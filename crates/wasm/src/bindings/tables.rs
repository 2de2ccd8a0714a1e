//! The tables of `docs/wasm-abi.md`.

use luminara_abi::layout::Kind;
use luminara_script::docs::opening;

use super::Kit;

pub(super) fn generate(kit: &Kit) -> String {
    let mut out =
        "## Plain functions\n\nIn the modules `luminara` and `env`. A pointer's name ends in `*`.\n\n"
            .to_owned();
    out.push_str("| function | what it does |\n| --- | --- |\n");
    for import in kit.imports.iter().filter(|import| import.is_plain()) {
        out.push_str(&format!("| `{}` | {} |\n", import.declaration(), import.doc));
    }
    out.push_str("\n## Functions of the registry\n\nIn the module `luminara`.\n\n| function | what it does |\n| --- | --- |\n");
    for import in kit.imports.iter().filter(|import| !import.is_plain()) {
        let mut doc = opening(import.doc).replace('|', "\\|");
        if let Some(options) = import.options {
            let names: Vec<String> = options.fields.iter().map(|field| format!("`{}`", field.name)).collect();
            doc.push_str(&format!(" Options: {}.", names.join(", ")));
        }
        out.push_str(&format!("| `{}` | {doc} |\n", import.declaration()));
    }
    out.push_str("\n## Components\n\n| component | number | bytes | fields: offset, kind |\n| --- | --- | --- | --- |\n");
    for (number, layout) in kit.layouts.iter().enumerate() {
        let fields: Vec<String> = layout
            .fields
            .iter()
            .map(|field| {
                let words = match field.kind {
                    Kind::Word(words) => format!(" ({})", words.join(", ")),
                    _ => String::new(),
                };
                format!("`{}` {} {}{words}", field.name, field.offset, field.kind.name())
            })
            .collect();
        out.push_str(&format!(
            "| {} | {number} | {} | {} |\n",
            layout.def.name,
            layout.size,
            fields.join("; ")
        ));
    }
    out
}
