//! `ScriptStruct` and `ScriptEnum`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Expr, Fields, Lit, Meta, Result, Token};

/// The text of an item's doc comment.
pub fn doc(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let Meta::NameValue(pair) = &attribute.meta
            && let Expr::Lit(literal) = &pair.value
            && let Lit::Str(text) = &literal.lit
        {
            let line = text.value();
            lines.push(line.strip_prefix(' ').unwrap_or(&line).to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The `Range` that `#[within(low, high)]` or `#[above(low, high)]` says.
fn range(attributes: &[Attribute]) -> Result<Option<TokenStream>> {
    let says_range =
        |attribute: &&Attribute| ["within", "above"].iter().any(|name| attribute.path().is_ident(name));
    let Some(attribute) = attributes.iter().find(says_range) else {
        return Ok(None);
    };
    let is_above = attribute.path().is_ident("above");
    let bounds = attribute.parse_args_with(Punctuated::<Expr, Token![,]>::parse_terminated)?;
    match bounds.into_iter().collect::<Vec<_>>().as_slice() {
        [low, high] => Ok(Some(quote! {
            luminara_script::Range { low: f64::from(#low), high: f64::from(#high), is_above: #is_above }
        })),
        _ => Err(Error::new_spanned(attribute, "two bounds are expected: #[within(0, 4)]")),
    }
}

fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

pub fn script_struct(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(input, "ScriptStruct is for structs with named fields"));
    };
    let ident = &input.ident;
    let name = ident.to_string();
    let text = doc(&input.attrs);
    let fields: Vec<_> = match &data.fields {
        Fields::Named(fields) => fields.named.iter().collect(),
        Fields::Unit => Vec::new(),
        Fields::Unnamed(_) => {
            return Err(Error::new_spanned(input, "ScriptStruct is for structs with named fields"));
        }
    };
    let (mut defs, mut gets, mut sets) = (Vec::new(), Vec::new(), Vec::new());
    for (i, field) in fields.iter().enumerate() {
        let (id, ty) = (&field.ident, &field.ty);
        let field_name = id.as_ref().map(ToString::to_string).unwrap_or_default();
        let field_name = field_name.trim_start_matches("r#");
        let field_doc = doc(&field.attrs);
        if field_doc.is_empty() {
            return Err(Error::new_spanned(field, "a field that scripts see needs a doc comment"));
        }
        let (range, check) = match range(&field.attrs)? {
            Some(range) => (
                quote! { Some(#range) },
                quote! { luminara_script::convert::check_range(value, what, #range)?; },
            ),
            None => (quote! { None }, TokenStream::new()),
        };
        defs.push(quote! {
            luminara_script::FieldDef {
                name: #field_name,
                doc: luminara_script::doc_text!(#field_doc),
                ty: <#ty as luminara_script::ScriptType>::script_type(),
                range: #range,
                default: luminara_script::IntoValue::into_value(default.#id.clone()),
            }
        });
        gets.push(quote! { #i => luminara_script::IntoValue::into_value(self.#id.clone()) });
        sets.push(quote! {
            #i => {
                let what = || what(#field_name);
                let next = <#ty as luminara_script::FromValue>::expect(value, what)?;
                if !luminara_script::convert::Finite::is_all_finite(&next) {
                    return Err(luminara_script::HostError::new(format!(
                        "{} must be finite, got {value}", what()
                    )));
                }
                #check
                self.#id = next;
                Ok(())
            }
        });
    }
    Ok(quote! {
        impl luminara_script::ScriptStruct for #ident {
            fn def() -> &'static luminara_script::StructDef {
                static DEF: std::sync::LazyLock<luminara_script::StructDef> = std::sync::LazyLock::new(|| {
                    let default = <#ident as Default>::default();
                    let _ = &default;
                    luminara_script::StructDef { name: #name, doc: luminara_script::doc_text!(#text), fields: vec![#(#defs),*] }
                });
                &DEF
            }

            fn get(&self, field: usize) -> luminara_script::Value {
                match field {
                    #(#gets,)*
                    _ => luminara_script::Value::Nil,
                }
            }

            fn set_as(
                &mut self,
                field: usize,
                value: &luminara_script::Value,
                what: &dyn Fn(&str) -> String,
            ) -> Result<(), luminara_script::HostError> {
                match field {
                    #(#sets,)*
                    _ => Err(luminara_script::HostError::new(format!("{} has no field {field}", #name))),
                }
            }
        }

        impl luminara_script::ScriptType for #ident {
            fn script_type() -> luminara_script::Type {
                luminara_script::Type::Struct(<Self as luminara_script::ScriptStruct>::def())
            }
        }

        impl luminara_script::FromValue for #ident {
            fn from_value(value: &luminara_script::Value) -> Option<Self> {
                luminara_script::convert::struct_from_value(value)
            }
        }

        impl luminara_script::IntoValue for #ident {
            fn into_value(self) -> luminara_script::Value {
                luminara_script::convert::struct_into_value(&self)
            }
        }
    })
}

pub fn variant_docs(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(input, "VariantDocs is for enums"));
    };
    let ident = &input.ident;
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let docs = data.variants.iter().map(|variant| doc(&variant.attrs));
    Ok(quote! {
        impl #ident {
            /// The variant's doc comment, Markdown.
            pub fn doc(self) -> &'static str {
                match self {
                    #(Self::#variants => #docs,)*
                }
            }
        }
    })
}

pub fn script_enum(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(input, "ScriptEnum is for enums"));
    };
    let ident = &input.ident;
    let mut variants = Vec::new();
    let mut words = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            return Err(Error::new_spanned(variant, "ScriptEnum is for variants without fields"));
        }
        variants.push(&variant.ident);
        words.push(snake_case(&variant.ident.to_string()));
    }
    Ok(quote! {
        impl luminara_script::ScriptEnum for #ident {
            const WORDS: &'static [&'static str] = &[#(#words),*];

            fn from_word(word: &str) -> Option<Self> {
                match word {
                    #(#words => Some(Self::#variants),)*
                    _ => None,
                }
            }

            fn word(self) -> &'static str {
                match self {
                    #(Self::#variants => #words,)*
                }
            }
        }

        impl luminara_script::ScriptType for #ident {
            fn script_type() -> luminara_script::Type {
                luminara_script::Type::Word(<Self as luminara_script::ScriptEnum>::WORDS)
            }
        }

        impl luminara_script::FromValue for #ident {
            fn from_value(value: &luminara_script::Value) -> Option<Self> {
                match value {
                    luminara_script::Value::Str(word) => <Self as luminara_script::ScriptEnum>::from_word(word),
                    _ => None,
                }
            }
        }

        impl luminara_script::IntoValue for #ident {
            fn into_value(self) -> luminara_script::Value {
                luminara_script::Value::string(luminara_script::ScriptEnum::word(self))
            }
        }

        impl luminara_script::convert::Finite for #ident {
            fn is_all_finite(&self) -> bool {
                true
            }
        }
    })
}
