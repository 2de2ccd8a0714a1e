//! The reference: Markdown, a page a module or type, one of components, one of hooks, and an index.

use std::fmt::Write;

use luminara_script::docs::{default_text, parse, structs, written};
use luminara_script::{
    Description, FunctionDef, HookDef, Module, ParamDef, Registry, StructDef, Type, TypeDef, math,
};

use crate::docs::{signature, summary};

const COMPONENTS: &str = "components";
const HOOKS: &str = "hooks-of-a-script";
const LANGUAGES: &str = "languages";

/// Every page with its file name.
pub fn pages(registry: &Registry, languages: &[&Description]) -> Vec<(String, String)> {
    let new = |title: &str| Page { text: format!("# {title}\n"), languages, options: Vec::new() };
    let mut pages = vec![("README.md".to_owned(), index(new("What scripts can use"), registry))];
    for module in &registry.modules {
        pages.push((format!("{}.md", module.name), module_page(new(module.name), registry, module)));
    }
    for ty in pure_types(registry) {
        pages.push((format!("{}.md", ty.name), type_page(new(ty.name), registry, ty)));
    }
    pages.push((format!("{COMPONENTS}.md"), components_page(new("Components"), registry)));
    pages.push((format!("{HOOKS}.md"), hooks_page(new("Hooks of a script"), registry)));
    pages.push((format!("{LANGUAGES}.md"), languages_page(new("Languages"))));
    pages
}

/// The types that have a page of their own: no module has their name.
fn pure_types(registry: &Registry) -> impl Iterator<Item = &TypeDef> {
    registry.types.iter().filter(|ty| registry.module(ty.name).is_none())
}

fn index(mut out: Page<'_>, registry: &Registry) -> String {
    out.paragraph(
        "Made by `luminara docs` from the definitions in the engine; don't edit it. Each [language](languages.md)'s own library is there as well, without what \
         reaches files and processes.\n\nEvery function checks its arguments: one of the wrong type is an error that names the argument, what it \
         expects and what it got. A parameter with `?` or a default may be left out. Lengths are metres, times seconds, angles \
         radians, +X is right, +Y up and -Z forward, unless an entry says otherwise.",
    );
    out.heading(2, "Modules");
    let modules = registry.modules.iter().map(|module| (module.name.to_owned(), module.name, module.doc));
    out.links(modules);
    out.heading(2, "Types");
    out.links(registry.types.iter().map(|ty| (ty.name.to_owned(), ty.name, ty.doc)));
    out.heading(2, "Components");
    let components = registry.components.iter();
    out.links(components.map(|def| (format!("{COMPONENTS}.md#{}", slug(def.name)), def.name, def.doc)));
    let others = structs(registry).into_iter().skip(registry.components.len());
    out.heading(2, "Other structs");
    out.links(others.map(|def| (format!("{COMPONENTS}.md#{}", slug(def.name)), def.name, def.doc)));
    out.heading(2, "Hooks of a script");
    out.paragraph("Functions that a script defines and the engine calls, all of them optional.");
    let hooks = registry.hooks.iter();
    out.links(hooks.map(|hook| (format!("{HOOKS}.md#{}", slug(hook.name)), hook.name, hook.doc)));
    out.text
}

fn module_page(mut out: Page<'_>, registry: &Registry, module: &Module) -> String {
    out.doc(module.name, module.doc);
    if let Some(call) = &module.call {
        out.function(2, module.name, call);
    }
    for function in &module.functions {
        out.function(2, &format!("{}.{}", module.name, function.name), function);
    }
    if !module.constants.is_empty() {
        out.heading(2, "Constants");
        out.table(&["name", "value", "what it is"]);
        for constant in &module.constants {
            let name = format!("{}.{}", module.name, constant.name);
            out.row(&[&code(&name), &code(&constant.value.to_string()), constant.doc]);
        }
    }
    if let Some(ty) = registry.ty(module.name) {
        out.heading(1, &format!("The type {}", ty.name));
        out.members(ty, struct_of(registry, ty.name));
    }
    out.text
}

fn type_page(mut out: Page<'_>, registry: &Registry, ty: &TypeDef) -> String {
    out.members(ty, struct_of(registry, ty.name));
    out.text
}

fn struct_of(registry: &Registry, name: &str) -> Option<&'static StructDef> {
    structs(registry).into_iter().find(|def| def.name == name)
}

fn components_page(mut out: Page<'_>, registry: &Registry) -> String {
    out.paragraph(
        "What an entity consists of. Each has a short form in `world.spawn { Name = { field = … } }` and is reached by \
         `entity:get_component(\"Name\")`. A script may use any other name with a capital for a component of its own.",
    );
    let structs = structs(registry);
    let (components, others) = structs.split_at(registry.components.len().min(structs.len()));
    for def in components {
        out.structure(def);
    }
    if !others.is_empty() {
        out.heading(1, "Other structs");
        out.paragraph("What functions give or take by value.");
        for def in others {
            out.structure(def);
        }
    }
    out.text
}

fn hooks_page(mut out: Page<'_>, registry: &Registry) -> String {
    out.paragraph("Functions that a script defines and the engine calls, all of them optional.");
    for hook in &registry.hooks {
        out.heading(2, hook.name);
        out.code_block(&hook_signature(hook));
        if !hook.params.is_empty() {
            out.table(&["parameter", "type"]);
        }
        for param in &hook.params {
            out.row(&[&code(param.name), &code(&param.ty.to_string())]);
        }
        out.doc(hook.name, hook.doc);
    }
    out.text
}

fn languages_page(mut out: Page<'_>) -> String {
    out.paragraph("What scripts can be written in. The examples of the reference are in the first, and where another's idiom differs, in that too.");
    for language in out.languages {
        let info = language.info;
        out.heading(2, &format!("{} {}", info.name, info.version));
        let files: Vec<String> =
            info.extensions.iter().map(|extension| code(&format!(".{extension}"))).collect();
        let abilities = [
            (info.abilities.debugger, "stop at breakpoints"),
            (info.abilities.profiler, "be profiled"),
            (info.abilities.pausing, "be paused over several frames (`over_budget`)"),
            (info.abilities.shared_instances, "share one instance between entities (`shared_instances`)"),
        ];
        let can: Vec<&str> = abilities.iter().filter(|(can, _)| *can).map(|(_, what)| *what).collect();
        let can =
            if can.is_empty() { String::new() } else { format!(" Its scripts can {}.", can.join(", ")) };
        out.paragraph(&format!(
            "Files that end in {}. A comment begins with {}.{can}",
            files.join(" or "),
            code(language.comment.line)
        ));
        if language.library.is_empty() {
            continue;
        }
        out.table(&["its own library", "what it does"]);
        for entry in language.library {
            let name = match entry.params {
                Some(params) => format!("{}({params})", entry.name),
                None => entry.name.to_owned(),
            };
            out.row(&[&code(&name), entry.doc]);
        }
    }
    out.text
}

fn hook_signature(hook: &HookDef) -> String {
    let params: Vec<&str> = hook.params.iter().map(|param| param.name).collect();
    format!("function {}({}) … end", hook.name, params.join(", "))
}

/// GitHub's anchor of a heading.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

/// A page as it grows.
struct Page<'a> {
    text: String,
    languages: &'a [&'a Description],
    /// The options that are listed already, with the function where they are.
    options: Vec<(&'static StructDef, String)>,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        let marks = "#".repeat(level);
        // Writing to a string can't fail.
        let _ = writeln!(self.text, "\n{marks} {text}");
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(self.text, "\n{text}");
        }
    }

    fn code_block(&mut self, text: &str) {
        let _ = writeln!(self.text, "\n```lua\n{text}\n```");
    }

    /// What a doc comment says, and the examples that languages have of what it is of.
    fn doc(&mut self, of: &str, doc: &str) {
        let doc = parse(doc);
        self.paragraph(&doc.text);
        if !doc.errors.is_empty() {
            self.paragraph(&format!("**Errors.** {}", doc.errors));
        }
        for example in &doc.examples {
            self.code_block(example);
        }
        for language in self.languages {
            if let Some(example) = language.example(of) {
                let fence = language.starter.map_or(language.info.id, |starter| starter.extension);
                let example = example.trim_end();
                let _ = writeln!(self.text, "\nIn {}:\n\n```{fence}\n{example}\n```", language.info.name);
            }
        }
    }

    fn function(&mut self, level: usize, name: &str, function: &FunctionDef) {
        self.heading(level, name);
        self.code_block(&signature(name, function));
        self.params(&function.params);
        for param in &function.params {
            self.options(name, param);
        }
        self.doc(name, function.doc);
    }

    fn params(&mut self, params: &[ParamDef]) {
        if params.is_empty() {
            return;
        }
        self.table(&["parameter", "type", "when left out"]);
        for param in params {
            let name = if param.ty == Type::Rest { "..." } else { param.name };
            let default = match (param.default, &param.ty) {
                (Some(default), _) => code(&default_text(default)),
                (None, Type::Optional(_)) => "nil".into(),
                (None, Type::Rest) => "none".into(),
                (None, _) => "an error".into(),
            };
            let ty =
                if param.ty == Type::Rest { "any number of any".into() } else { code(&param.ty.to_string()) };
            self.row(&[&code(name), &ty, &default]);
        }
    }

    /// What may stand in a table of options, once a page.
    fn options(&mut self, function: &str, param: &ParamDef) {
        let Some(def) = param.options else { return };
        if let Some((_, first)) = self.options.iter().find(|(known, _)| *known == def) {
            let place = format!("**Options.** Those of [{first}](#{}).", slug(first));
            self.paragraph(&place);
            return;
        }
        self.options.push((def, function.to_owned()));
        self.paragraph(&format!("**Options.** {}", def.doc));
        self.table(&["option", "type", "range", "when left out", "what it is"]);
        for field in &def.fields {
            let range = field.range.map(|range| range.to_string()).unwrap_or_default();
            let (ty, default) = (field.ty.to_string(), written(&field.default));
            self.row(&[&code(field.name), &code(&ty), &range, &code(&default), field.doc]);
        }
    }

    fn members(&mut self, ty: &TypeDef, fields: Option<&StructDef>) {
        self.doc(ty.name, ty.doc);
        let parts = math::component_names(ty.name);
        if !parts.is_empty() || !ty.properties.is_empty() || fields.is_some() {
            self.heading(2, "Fields");
            self.table(&["field", "type", "what it is"]);
        }
        for part in parts {
            self.row(&[&code(part), &code("number"), "Its part; read and write."]);
        }
        for field in fields.iter().flat_map(|def| &def.fields) {
            self.row(&[&code(field.name), &code(&field.ty.to_string()), field.doc]);
        }
        for property in &ty.properties {
            let mut doc = property.doc.replace('\n', " ");
            if property.set.is_none() {
                doc.push_str(" Read only.");
            }
            self.row(&[&code(property.name), &code(&property.ty.to_string()), &doc]);
        }
        for method in &ty.methods {
            self.function(2, &format!("{}:{}", ty.name, method.name), method);
        }
    }

    fn structure(&mut self, def: &StructDef) {
        self.heading(2, def.name);
        self.doc(def.name, def.doc);
        if def.fields.is_empty() {
            return;
        }
        self.table(&["field", "type", "default", "what it is"]);
        for field in &def.fields {
            let (ty, default) = (field.ty.to_string(), written(&field.default));
            self.row(&[&code(field.name), &code(&ty), &code(&default), field.doc]);
        }
    }

    fn table(&mut self, columns: &[&str]) {
        self.line("");
        self.line(&format!("| {} |", columns.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(columns.len())));
    }

    fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('\n', " ")).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    /// A list of links: target (a page's name, or a file with an anchor), text, and a doc comment to sum up.
    fn links<'a>(&mut self, links: impl Iterator<Item = (String, &'a str, &'a str)>) {
        self.line("");
        for (target, text, doc) in links {
            let target = if target.contains(".md") { target } else { format!("{target}.md") };
            self.line(&format!("- [{text}]({target}): {}", summary(docs_without_signature(doc))));
        }
    }
}

/// A hook's doc comment without the signature that it begins with.
fn docs_without_signature(doc: &str) -> &str {
    match doc.strip_prefix('`').and_then(|rest| rest.split_once("`: ")) {
        Some((_, rest)) => rest,
        None => doc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_github_s() {
        assert_eq!(slug("world.spawn"), "worldspawn");
        assert_eq!(slug("on_update"), "on_update");
        assert_eq!(slug("Hooks of a script"), "hooks-of-a-script");
    }

    #[test]
    fn a_module_and_its_type_share_a_page() {
        let mut registry = Registry::default();
        math::register(&mut registry);
        let pages = pages(&registry, &[]);
        let (_, page) = pages.iter().find(|(name, _)| name == "vec3.md").unwrap();
        assert!(page.contains("vec3(x: number = 0, y: number?, z: number?) → vec3"), "{page}");
        assert!(page.contains("# The type vec3") && page.contains("## vec3:cross"), "{page}");
        assert!(page.contains("| `x` | `number` |"), "{page}");
    }
}
