//! What is made of the impl block: the block as it is, and behind it the exports.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, FnArg, Ident, ImplItem, ImplItemFn, ItemImpl, Result};

use crate::hooks::{Hook, Kind};

/// The block and its exports.
///
/// # Errors
/// It is no inherent impl block, none of its functions is a hook, or one has another signature.
pub fn expand(attribute: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let has_std = reads_std(attribute)?;
    let block: ItemImpl = syn::parse2(item).map_err(|error| {
        Error::new(error.span(), "#[script] belongs to an impl block: `#[script] impl Spinner { … }`")
    })?;
    if let Some((_, of, _)) = &block.trait_ {
        return Err(Error::new_spanned(
            of,
            "#[script] belongs to a block of the type's own functions, not of a trait's",
        ));
    }
    if let Some(generic) = block.generics.params.first() {
        return Err(Error::new_spanned(
            generic,
            "a guest has one state, of one type: #[script] takes no generics",
        ));
    }
    let functions = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    let mut exports = Vec::new();
    let (mut is_lent, mut first) = (false, None);
    for function in functions {
        let Some(hook) = Hook::of(function)? else { continue };
        first = first.or(Some(hook.name));
        is_lent |= hook.params.iter().any(|(_, kind)| kind.is_lent());
        exports.push(export(hook, function));
    }
    if first.is_none() {
        let message = "none of these functions is called by the engine; define `fn on_update(&mut self, entity: Entity, dt: f32)`, say";
        return Err(Error::new_spanned(&block.self_ty, message));
    }
    let state = state(&block);
    let alloc = is_lent.then(|| {
        quote! {
            #[unsafe(no_mangle)]
            extern "C" fn alloc(size: usize) -> *mut u8 {
                ::luminara_guest::room(size)
            }
        }
    });
    let panic = (!has_std).then(|| {
        quote! {
            #[cfg(target_arch = "wasm32")]
            #[panic_handler]
            fn panic(info: &::core::panic::PanicInfo<'_>) -> ! {
                ::luminara_guest::give_up(info)
            }
        }
    });
    Ok(quote! {
        #block
        const _: () = {
            #state
            #alloc
            #(#exports)*
            #panic
        };
    })
}

/// Whether the attribute says `std`.
fn reads_std(attribute: TokenStream) -> Result<bool> {
    if attribute.is_empty() {
        return Ok(false);
    }
    let word: Ident = syn::parse2(attribute)?;
    match word == "std" {
        true => Ok(true),
        false => {
            Err(Error::new(word.span(), format!("#[script] may say `std` and nothing else, got `{word}`")))
        }
    }
}

/// The guest's one state, and how it is reached.
fn state(block: &ItemImpl) -> TokenStream {
    let ty = &block.self_ty;
    let has_start =
        block.items.iter().any(|item| matches!(item, ImplItem::Const(constant) if constant.ident == "START"));
    match has_start {
        true => quote! {
            static STATE: ::luminara_guest::Cell<#ty> = ::luminara_guest::Cell::new(<#ty>::START);
            fn state() -> &'static mut #ty {
                STATE.get()
            }
        },
        false => quote! {
            static STATE: ::luminara_guest::Cell<::core::option::Option<#ty>> = ::luminara_guest::Cell::new(::core::option::Option::None);
            fn state() -> &'static mut #ty {
                STATE.get().get_or_insert_with(<#ty as ::core::default::Default>::default)
            }
        },
    }
}

/// The function that the engine calls. It takes all that the engine gives, and hands on what the guest's own takes.
fn export(hook: &Hook, function: &ImplItemFn) -> TokenStream {
    let (mut params, mut args) = (Vec::new(), Vec::new());
    for (i, (_, kind)) in hook.params.iter().enumerate() {
        let (value, len) = (format_ident!("value_{i}"), format_ident!("len_{i}"));
        let (param, arg) = match kind {
            Kind::Entity => (quote!(#value: i64), quote!(::luminara_guest::Entity(#value))),
            Kind::Seconds => (quote!(#value: f32), quote!(#value)),
            Kind::Number => (quote!(#value: i32), quote!(#value)),
            Kind::Bytes => (
                quote!(#value: *const u8, #len: usize),
                quote!(unsafe { ::luminara_guest::lent(#value, #len) }),
            ),
            Kind::Text => (
                quote!(#value: *const u8, #len: usize),
                quote!(::core::str::from_utf8(unsafe { ::luminara_guest::lent(#value, #len) }).unwrap_or_default()),
            ),
        };
        params.push(param);
        args.push(arg);
    }
    let taken = function.sig.inputs.iter().filter(|input| matches!(input, FnArg::Typed(_))).count();
    args.truncate(taken);
    let name = &function.sig.ident;
    quote! {
        #[unsafe(no_mangle)]
        #[allow(unused_variables)]
        extern "C" fn #name(#(#params),*) {
            state().#name(#(#args),*)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a block, behind the text that it is said of.
    fn error(block: &str) -> String {
        let error = expand(TokenStream::new(), block.parse().unwrap()).unwrap_err();
        let (start, end) = (error.span().start().column, error.span().end().column);
        format!("{}: {error}", &block[start..end])
    }

    fn expanded(attribute: &str, block: &str) -> String {
        expand(attribute.parse().unwrap(), block.parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn a_wrong_signature_is_said_where_it_is() {
        assert_eq!(
            error("impl S { fn on_update(&mut self, entity: Entity, dt: f64) {} }"),
            "f64: 'dt' is expected to be `f32`; the engine calls `fn on_update(&mut self, entity: Entity, dt: f32)`"
        );
        assert_eq!(
            error("impl S { fn on_event(&mut self, event: &str) {} }"),
            "&str: 'event' is expected to be `i32`; the engine calls `fn on_event(&mut self, event: i32, data: &[u8])`"
        );
        assert_eq!(
            error("impl S { fn on_init(self, entity: Entity) {} }"),
            "self: a hook takes `&mut self`; the engine calls `fn on_init(&mut self, entity: Entity)`"
        );
        assert_eq!(
            error("impl S { fn on_init(entity: Entity) {} }"),
            "entity: Entity: a hook takes `&mut self`; the engine calls `fn on_init(&mut self, entity: Entity)`"
        );
        assert_eq!(
            error("impl S { fn on_reload(&mut self, all: bool) {} }"),
            "all: bool: 'on_reload' has a parameter too many; the engine calls `fn on_reload(&mut self)`"
        );
        assert_eq!(
            error("impl S { fn on_save(&mut self) -> u32 { 1 } }"),
            "u32: a hook gives nothing back; the engine calls `fn on_save(&mut self)`"
        );
    }

    #[test]
    fn what_is_no_hook_is_told_the_hooks() {
        let message = error("impl S { fn on_tick(&mut self) {} }");
        assert!(
            message.starts_with(
                "on_tick: the engine calls no 'on_tick'; it calls on_init, on_start, on_update,"
            )
        );
        assert!(error("impl S { fn steer(&self) {} }").starts_with("S: none of these functions"));
        assert!(error("impl Script for S { fn on_init(&mut self) {} }").contains("not of a trait's"));
        assert!(error("struct S;").contains("belongs to an impl block"));
        assert!(error("impl<T> S<T> { fn on_init(&mut self) {} }").starts_with("T: "));
        let wrong = expand("core".parse().unwrap(), "impl S { fn on_init(&mut self) {} }".parse().unwrap());
        assert!(wrong.unwrap_err().to_string().contains("may say `std`"));
    }

    #[test]
    fn exports_take_what_the_engine_gives() {
        let text = expanded("", "impl S { fn on_update(&mut self) {} fn steer(&self) {} }");
        assert!(text.contains(
            "extern \"C\" fn on_update (value_0 : i64 , value_1 : f32) { state () . on_update () }"
        ));
        assert!(text.contains("Default") && text.contains("panic_handler"));
        assert!(!text.contains("fn alloc"));
        let text = expanded(
            "std",
            "impl S { const START: Self = S; fn on_trigger(&mut self, e: Entity, name: &str, other: luminara_guest::Entity) {} }",
        );
        assert!(text.contains("S > :: START") && !text.contains("panic_handler"));
        assert!(text.contains("fn alloc") && text.contains("len_1 : usize"));
    }
}
