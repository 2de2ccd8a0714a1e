//! `luminara api`.

use std::process::ExitCode;

use clap::Args;
use luminara_script::docs::options;
use luminara_script::{FunctionDef, Registry};

/// The arguments of `luminara api`.
#[derive(Args)]
pub struct Api {
    /// Print the whole as JSON, with docs, types and defaults.
    #[arg(long)]
    json: bool,
}

impl Api {
    /// Prints the registry.
    pub fn execute(self) -> Result<ExitCode, String> {
        let registry = luminara_engine::api::registry();
        if self.json {
            let text = serde_json::to_string_pretty(&registry).map_err(|error| error.to_string())?;
            println!("{text}");
        } else {
            print!("{}", listing(&registry));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// A line for each function, method, property, component and option, with the first sentence of its docs.
fn listing(registry: &Registry) -> String {
    let mut out = String::new();
    let mut line = |what: String, doc: &str| {
        out.push_str(&format!("{what:<64} {}\n", doc.lines().next().unwrap_or_default()));
    };
    for module in &registry.modules {
        line(module.name.to_owned(), module.doc);
        if let Some(call) = &module.call {
            line(format!("  {}", signature(module.name, call)), call.doc);
        }
        for function in &module.functions {
            line(
                format!("  {}", signature(&format!("{}.{}", module.name, function.name), function)),
                function.doc,
            );
        }
        for constant in &module.constants {
            line(format!("  {}.{} = {}", module.name, constant.name, constant.value), constant.doc);
        }
    }
    for ty in &registry.types {
        line(ty.name.to_owned(), ty.doc);
        for property in &ty.properties {
            line(format!("  {}.{}: {}", ty.name, property.name, property.ty), property.doc);
        }
        for method in &ty.methods {
            line(format!("  {}", signature(&format!("{}:{}", ty.name, method.name), method)), method.doc);
        }
    }
    for def in registry.components.iter().copied().chain(options(registry)) {
        line(def.name.to_owned(), def.doc);
        for field in &def.fields {
            line(format!("  {}.{}: {} = {}", def.name, field.name, field.ty, field.default), field.doc);
        }
    }
    out
}

fn signature(name: &str, function: &FunctionDef) -> String {
    let params: Vec<String> = function
        .params
        .iter()
        .map(|param| match (param.default, param.options) {
            (Some(default), _) => format!("{}: {} = {default}", param.name, param.ty),
            (None, Some(options)) => format!("{}: {}?", param.name, options.name),
            (None, None) => format!("{}: {}", param.name, param.ty),
        })
        .collect();
    let returns = match function.returns {
        luminara_script::Type::Nil => String::new(),
        ref ty => format!(" -> {ty}"),
    };
    format!("{name}({}){returns}", params.join(", "))
}
