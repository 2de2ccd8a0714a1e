//! Physics: what falls, bounces and pushes. The solver is rapier; this keeps its bodies and the world's components the same, both ways,
//! within one frame: what scripts changed goes in before a step, what the step moved comes out after it.
//!
//! Everything that goes in is finite and of a size that single precision can hold, so that the solver can't fail.

mod bodies;
mod components;
mod contacts;
mod joints;
mod links;
mod outlines;
mod queries;
mod shapes;
mod simulation;

pub use bodies::is_physical;
pub use components::{Collider, Joint, RigidBody, Trigger};
pub use contacts::{Contact, Moment};
pub use outlines::Outlined;
pub use queries::{Filter, Hit, parse_shape};
pub use simulation::{Physics, Shown};
