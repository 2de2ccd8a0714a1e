//! One Rust definition of a component or a module, turned into bindings, docs and schemas.
