//! Between values and files of data: what JSON and TOML can say of vectors, colours and entities.
//!
//! Of an entity, a list of numbers is a vector where a type is expected: `position = [0, 1, 0]`. Elsewhere in it a table with one tag
//! is one: `{ "vec3": [0, 1, 0] }`, likewise `vec2`, `vec4`, `quat`, `color`, `entity`. Other data is what it says.

mod read;
mod write;

pub use read::{environment_of, fields_of, plain};
pub use write::to_json;
