//! `module` and `methods`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Error, Expr, ExprLit, FnArg, Ident, Item, ItemFn, ItemMod, Lit, LitFloat, LitStr, Pat, Path,
    Result, ReturnType, Token, Type, Visibility,
};

use crate::structs::doc;

/// `"world", host = Scene`.
pub struct Attributes {
    name: LitStr,
    host: Option<Path>,
}

impl Parse for Attributes {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        let mut host = None;
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            if key != "host" {
                return Err(Error::new_spanned(key, "expected `host = Type`"));
            }
            input.parse::<Token![=]>()?;
            host = Some(input.parse()?);
        }
        Ok(Self { name, host })
    }
}

/// What a parameter is for.
enum Role {
    Host,
    Site,
    Rest,
    /// The receiver of a method that changes it.
    MutableReceiver(Type),
    Value(Type),
}

struct Parameter {
    name: String,
    role: Role,
    default: Option<Expr>,
}

fn takes_attribute(attributes: &mut Vec<Attribute>, name: &str) -> Option<Attribute> {
    let index = attributes.iter().position(|attribute| attribute.path().is_ident(name))?;
    Some(attributes.remove(index))
}

fn last_segment_is(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == name)
}

/// A default as it is written, but for a number with a fraction that an `f32` starts from: without a suffix that would be an `f64`.
fn of_type(default: &Expr, ty: &Type) -> Expr {
    let is_f32 = matches!(ty, Type::Path(path) if path.path.is_ident("f32"));
    match default {
        Expr::Lit(literal) if is_f32 => match &literal.lit {
            Lit::Float(number) if number.suffix().is_empty() => {
                let number = LitFloat::new(&format!("{}_f32", number.base10_digits()), number.span());
                Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Float(number) })
            }
            _ => default.clone(),
        },
        _ => default.clone(),
    }
}

/// Whether a parameter is read as a table of options, whose messages name the function.
fn is_options(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if last_segment_is(&path.path, "Options"))
}

fn parameters(function: &mut ItemFn, host: Option<&Path>) -> Result<Vec<Parameter>> {
    let mut out = Vec::new();
    for input in &mut function.sig.inputs {
        let FnArg::Typed(input) = input else {
            return Err(Error::new_spanned(input, "functions of a module take no self"));
        };
        let Pat::Ident(pattern) = &*input.pat else {
            return Err(Error::new_spanned(&input.pat, "a parameter that scripts see needs a name"));
        };
        let name = pattern.ident.to_string().trim_start_matches('_').trim_start_matches("r#").to_owned();
        let default = match takes_attribute(&mut input.attrs, "default") {
            Some(attribute) => Some(attribute.parse_args()?),
            None => None,
        };
        let role = match &*input.ty {
            Type::Reference(reference) => match &*reference.elem {
                Type::TraitObject(_) => Role::Site,
                Type::Path(path)
                    if host.is_some_and(|host| {
                        host.segments.last().map(|s| &s.ident) == path.path.segments.last().map(|s| &s.ident)
                    }) =>
                {
                    Role::Host
                }
                other => Role::MutableReceiver(other.clone()),
            },
            Type::Path(path) if last_segment_is(&path.path, "Rest") => Role::Rest,
            other => Role::Value(other.clone()),
        };
        out.push(Parameter { name, role, default });
    }
    Ok(out)
}

/// The wrapper that unpacks arguments, and the `FunctionDef` expression that names it.
fn bind(
    function: &mut ItemFn,
    owner: &str,
    host: Option<&Path>,
    is_method: bool,
) -> Result<(TokenStream, TokenStream)> {
    let ident = function.sig.ident.clone();
    let name = ident.to_string();
    let name = name.trim_start_matches("r#").to_owned();
    let text = doc(&function.attrs);
    if text.is_empty() {
        return Err(Error::new_spanned(&function.sig, "a function that scripts see needs a doc comment"));
    }
    let parameters = parameters(function, host)?;
    let shown = match (is_method, name.as_str()) {
        (true, _) => format!("{owner}:{name}"),
        (false, "call_module") => owner.to_owned(),
        (false, _) => format!("{owner}.{name}"),
    };

    let (mut unpack, mut pass, mut defs) = (Vec::new(), Vec::new(), Vec::new());
    let mut mutates = false;
    let mut index = 0usize;
    let mut receiver_seen = !is_method;
    for parameter in &parameters {
        let local = format_ident!("argument_{}", parameter.name);
        match &parameter.role {
            Role::Host => pass.push(quote! { host }),
            Role::Site => pass.push(quote! { call.site }),
            Role::Rest => {
                let name = &parameter.name;
                unpack.push(quote! {
                    let #local = luminara_script::Rest(call.args.get(#index..).unwrap_or_default().to_vec());
                });
                pass.push(quote! { #local });
                defs.push(quote! {
                    luminara_script::ParamDef {
                        name: #name,
                        ty: luminara_script::Type::Rest,
                        default: None,
                        options: None,
                    }
                });
            }
            Role::MutableReceiver(ty) | Role::Value(ty) => {
                let is_receiver = !receiver_seen;
                receiver_seen = true;
                let number = if is_method { index } else { index + 1 };
                let what = match is_receiver {
                    true => format!("the receiver of {shown}"),
                    false => format!("argument {number} ('{}') of {shown}", parameter.name),
                };
                let value = quote! { call.args.get(#index).unwrap_or(&luminara_script::Value::Nil) };
                let read = match is_options(ty) {
                    true => quote! { <#ty>::read(#value, #shown, #what)? },
                    false => quote! {
                        <#ty as luminara_script::FromValue>::expect(#value, || #what.to_owned())?
                    },
                };
                let read = match parameter.default.as_ref().map(|default| of_type(default, ty)) {
                    Some(default) => quote! {
                        match call.args.get(#index) {
                            None | Some(luminara_script::Value::Nil) => <#ty>::from(#default),
                            Some(_) => #read,
                        }
                    },
                    None => read,
                };
                if matches!(parameter.role, Role::MutableReceiver(_)) {
                    mutates = true;
                    unpack.push(quote! { let mut #local = #read; });
                    pass.push(quote! { &mut #local });
                } else {
                    unpack.push(quote! { let #local = #read; });
                    pass.push(quote! { #local });
                }
                if !is_receiver {
                    let name = &parameter.name;
                    let default = match &parameter.default {
                        Some(default) => {
                            let text = quote!(#default).to_string().replace(" :: ", ".");
                            quote! { Some(#text) }
                        }
                        None => quote! { None },
                    };
                    defs.push(quote! {
                        luminara_script::ParamDef {
                            name: #name,
                            ty: <#ty as luminara_script::ScriptType>::script_type(),
                            default: #default,
                            options: <#ty as luminara_script::ScriptType>::options(),
                        }
                    });
                }
                index += 1;
            }
        }
    }

    let (returned, fallible) = match &function.sig.output {
        ReturnType::Default => (quote! { () }, false),
        ReturnType::Type(_, ty) => match &**ty {
            Type::Path(path) if last_segment_is(&path.path, "Result") => {
                let inner = path.path.segments.last().and_then(|segment| match &segment.arguments {
                    syn::PathArguments::AngleBracketed(arguments) => arguments.args.first().cloned(),
                    _ => None,
                });
                (quote! { #inner }, true)
            }
            other => (quote! { #other }, false),
        },
    };
    let question = fallible.then(|| quote! { ? });
    let uses_host = parameters.iter().any(|parameter| matches!(parameter.role, Role::Host));
    let downcast = match host {
        Some(host) if uses_host => quote! {
            let Some(host) = call.host.downcast_mut::<#host>() else {
                return Err(luminara_script::HostError::new("this host has no such state"));
            };
        },
        _ => quote! {},
    };
    let write_back = mutates.then(|| {
        parameters.iter().find(|parameter| matches!(parameter.role, Role::MutableReceiver(_))).map(
            |parameter| {
                let local = format_ident!("argument_{}", parameter.name);
                quote! {
                    if let Some(slot) = call.args.first_mut() {
                        *slot = luminara_script::IntoValue::into_value(#local);
                    }
                }
            },
        )
    });
    let entry = format_ident!("entry_{}", name);
    let wrapper = quote! {
        fn #entry(call: &mut luminara_script::Call<'_>) -> Result<luminara_script::Value, luminara_script::HostError> {
            let _ = &call;
            #(#unpack)*
            #downcast
            #[allow(clippy::let_unit_value, clippy::unit_arg)]
            let result: #returned = #ident(#(#pass),*)#question;
            #write_back
            #[allow(clippy::unit_arg)]
            Ok(luminara_script::IntoValue::into_value(result))
        }
    };
    let definition = quote! {
        luminara_script::FunctionDef {
            name: #name,
            doc: luminara_script::doc_text!(#text),
            params: vec![#(#defs),*],
            returns: <#returned as luminara_script::ScriptType>::script_type(),
            mutates: #mutates,
            entry: #entry,
        }
    };
    Ok((wrapper, definition))
}

fn content(input: &mut ItemMod) -> Result<&mut Vec<Item>> {
    match &mut input.content {
        Some((_, items)) => Ok(items),
        None => Err(Error::new_spanned(&input.ident, "the module's body must stand here")),
    }
}

pub fn module(attributes: &Attributes, mut input: ItemMod) -> Result<TokenStream> {
    let name = &attributes.name;
    let owner = name.value();
    let text = doc(&input.attrs);
    let host = attributes.host.as_ref();
    let (mut wrappers, mut functions, mut constants) = (Vec::new(), Vec::new(), Vec::new());
    let mut call = quote! { None };
    for item in content(&mut input)? {
        match item {
            Item::Fn(function) if matches!(function.vis, Visibility::Public(_)) => {
                let (wrapper, definition) = bind(function, &owner, host, false)?;
                wrappers.push(wrapper);
                match function.sig.ident == "call_module" {
                    true => call = quote! { Some(#definition) },
                    false => functions.push(definition),
                }
            }
            Item::Const(constant) if matches!(constant.vis, Visibility::Public(_)) => {
                let (ident, constant_doc) = (&constant.ident, doc(&constant.attrs));
                let constant_name = ident.to_string().to_lowercase();
                constants.push(quote! {
                    luminara_script::ConstantDef {
                        name: #constant_name,
                        doc: luminara_script::doc_text!(#constant_doc),
                        value: luminara_script::IntoValue::into_value(#ident),
                    }
                });
            }
            _ => {}
        }
    }
    let made: TokenStream = quote! {
        #(#wrappers)*

        /// The module with its docs and entry points.
        pub fn module() -> luminara_script::Module {
            luminara_script::Module {
                name: #name,
                doc: luminara_script::doc_text!(#text),
                call: #call,
                functions: vec![#(#functions),*],
                constants: vec![#(#constants),*],
            }
        }
    };
    content(&mut input)?.push(Item::Verbatim(made));
    Ok(quote! { #input })
}

pub fn methods(attributes: &Attributes, mut input: ItemMod) -> Result<TokenStream> {
    let name = &attributes.name;
    let owner = name.value();
    let text = doc(&input.attrs);
    let host = attributes.host.as_ref();
    let (mut wrappers, mut methods, mut setters) = (Vec::new(), Vec::new(), Vec::new());
    let mut getters = Vec::new();
    for item in content(&mut input)? {
        let Item::Fn(function) = item else { continue };
        if !matches!(function.vis, Visibility::Public(_)) {
            continue;
        }
        let is_getter = takes_attribute(&mut function.attrs, "get").is_some();
        let is_setter = takes_attribute(&mut function.attrs, "set").is_some();
        let is_method_too = takes_attribute(&mut function.attrs, "method").is_some();
        let (wrapper, definition) = bind(function, &owner, host, true)?;
        wrappers.push(wrapper);
        let function_name = function.sig.ident.to_string();
        if is_getter {
            getters.push((
                function_name.trim_start_matches("r#").to_owned(),
                doc(&function.attrs),
                definition,
            ));
            continue;
        }
        if is_setter {
            let property = function_name.trim_start_matches("set_").to_owned();
            setters.push((property, format_ident!("entry_{}", function_name)));
        }
        if !is_setter || is_method_too {
            methods.push(definition);
        }
    }
    let properties = getters.iter().map(|(property, property_doc, definition)| {
        let getter = format_ident!("entry_{}", property);
        let set = match setters.iter().find(|(of, _)| of == property) {
            Some((_, entry)) => quote! { Some(#entry) },
            None => quote! { None },
        };
        quote! {
            luminara_script::PropertyDef {
                name: #property,
                doc: luminara_script::doc_text!(#property_doc),
                ty: { let definition = #definition; definition.returns },
                get: #getter,
                set: #set,
            }
        }
    });
    let made: TokenStream = quote! {
        #(#wrappers)*

        /// The type with its docs and entry points.
        pub fn type_def() -> luminara_script::TypeDef {
            luminara_script::TypeDef {
                name: #name,
                doc: luminara_script::doc_text!(#text),
                properties: vec![#(#properties),*],
                methods: vec![#(#methods),*],
            }
        }
    };
    content(&mut input)?.push(Item::Verbatim(made));
    Ok(quote! { #input })
}
