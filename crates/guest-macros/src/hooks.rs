//! The hooks: what a guest may define, and how that is checked.

use syn::spanned::Spanned;
use syn::{Error, FnArg, ImplItemFn, Result, ReturnType, Type};

/// What crosses to a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An `Entity`, from an `i64`.
    Entity,
    /// An `f32`: seconds.
    Seconds,
    /// An `i32`: the number of an event.
    Number,
    /// A `&[u8]`, from a pointer and a length.
    Bytes,
    /// A `&str`, from a pointer and a length.
    Text,
}

impl Kind {
    /// As a guest writes it.
    pub fn written(self) -> &'static str {
        match self {
            Kind::Entity => "Entity",
            Kind::Seconds => "f32",
            Kind::Number => "i32",
            Kind::Bytes => "&[u8]",
            Kind::Text => "&str",
        }
    }

    /// Whether a type is written like it. Aliases and paths are let through by their last name alone.
    fn fits(self, ty: &Type) -> bool {
        match (self, ty) {
            (Kind::Entity | Kind::Seconds | Kind::Number, Type::Path(path)) => {
                path.path.segments.last().is_some_and(|last| last.ident == self.written())
            }
            (Kind::Bytes, Type::Reference(reference)) => {
                matches!(&*reference.elem, Type::Slice(slice) if matches!(&*slice.elem, Type::Path(path) if path.path.is_ident("u8")))
            }
            (Kind::Text, Type::Reference(reference)) => {
                matches!(&*reference.elem, Type::Path(path) if path.path.is_ident("str"))
            }
            _ => false,
        }
    }

    /// Whether the host has to find a place for it in the guest's memory.
    pub fn is_lent(self) -> bool {
        matches!(self, Kind::Bytes | Kind::Text)
    }
}

/// A function that the engine calls.
pub struct Hook {
    /// The function that an author writes.
    pub name: &'static str,
    /// Its parameters behind `self`.
    pub params: &'static [(&'static str, Kind)],
}

const ENTITY: (&str, Kind) = ("entity", Kind::Entity);
const OTHER: (&str, Kind) = ("other", Kind::Entity);
const DT: (&str, Kind) = ("dt", Kind::Seconds);
const NAME: (&str, Kind) = ("name", Kind::Text);
const DATA: (&str, Kind) = ("data", Kind::Bytes);

/// All of them.
pub const HOOKS: &[Hook] = &[
    Hook { name: "on_init", params: &[ENTITY] },
    Hook { name: "on_start", params: &[ENTITY] },
    Hook { name: "on_update", params: &[ENTITY, DT] },
    Hook { name: "on_fixed_update", params: &[ENTITY, DT] },
    Hook { name: "on_event", params: &[("event", Kind::Number), DATA] },
    Hook { name: "on_collision", params: &[ENTITY, OTHER] },
    Hook { name: "on_collision_stay", params: &[ENTITY, OTHER] },
    Hook { name: "on_collision_end", params: &[ENTITY, OTHER] },
    Hook { name: "on_trigger", params: &[ENTITY, NAME, OTHER] },
    Hook { name: "on_trigger_stay", params: &[ENTITY, NAME, OTHER] },
    Hook { name: "on_trigger_end", params: &[ENTITY, NAME, OTHER] },
    Hook { name: "on_destroy", params: &[ENTITY] },
    Hook { name: "on_save", params: &[] },
    Hook { name: "on_restore", params: &[DATA] },
    Hook { name: "on_reload", params: &[] },
];

impl Hook {
    /// The hook that a function is; `None` of one that isn't called like one.
    ///
    /// # Errors
    /// It is called `on_…` and is no hook, or has another signature.
    pub fn of(function: &ImplItemFn) -> Result<Option<&'static Self>> {
        let name = function.sig.ident.to_string();
        if !name.starts_with("on_") {
            return Ok(None);
        }
        let Some(hook) = HOOKS.iter().find(|hook| hook.name == name) else {
            let names: Vec<_> = HOOKS.iter().map(|hook| hook.name).collect();
            let message = format!(
                "the engine calls no '{name}'; it calls {}. A function of the guest's own has a name without 'on_'",
                names.join(", ")
            );
            return Err(Error::new(function.sig.ident.span(), message));
        };
        hook.check(function).map(|()| Some(hook))
    }

    /// How it is written.
    pub fn signature(&self) -> String {
        let params: String =
            self.params.iter().map(|(name, kind)| format!(", {name}: {}", kind.written())).collect();
        format!("fn {}(&mut self{params})", self.name)
    }

    fn check(&self, function: &ImplItemFn) -> Result<()> {
        let wrong = |at: &dyn Spanned, what: &str| {
            Err(Error::new(at.span(), format!("{what}; the engine calls `{}`", self.signature())))
        };
        let signature = &function.sig;
        let mut inputs = signature.inputs.iter();
        match inputs.next() {
            Some(FnArg::Receiver(receiver)) if receiver.reference.is_some() => {}
            Some(other) => return wrong(other, "a hook takes `&mut self`"),
            None => return wrong(&signature.paren_token.span.join(), "a hook takes `&mut self`"),
        }
        for (i, input) in inputs.enumerate() {
            let FnArg::Typed(input) = input else { continue };
            match self.params.get(i) {
                Some((_, kind)) if kind.fits(&input.ty) => {}
                Some((name, kind)) => {
                    return wrong(&input.ty, &format!("'{name}' is expected to be `{}`", kind.written()));
                }
                None => return wrong(input, &format!("'{}' has a parameter too many", self.name)),
            }
        }
        if let ReturnType::Type(_, ty) = &signature.output {
            return wrong(ty, "a hook gives nothing back");
        }
        match (&signature.asyncness, signature.generics.params.first()) {
            (Some(keyword), _) => wrong(keyword, "a hook isn't async"),
            (None, Some(generic)) => wrong(generic, "a hook isn't generic"),
            (None, None) => Ok(()),
        }
    }
}
