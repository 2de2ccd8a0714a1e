//! `scene`: sky, air and light from all sides.

use luminara_script::{HostError, ScriptStruct, Value};

use crate::components::Environment;
use crate::scene::Scene;

/// What is around the entities.
///
/// ```lua
/// scene.set_environment { sky = color.hex("#0b1026"), horizon = color.hex("#27335c"), fog = 0.02 }
/// ```
#[luminara_script::module("scene", host = Scene)]
pub mod scene_module {
    use super::*;

    /// The environment, a copy.
    ///
    /// ```lua
    /// local around = scene.environment()
    /// print(around.exposure)  --> 1.0
    /// ```
    pub fn environment(scene: &mut Scene) -> Environment {
        scene.environment.clone()
    }

    /// Sets the given fields of the environment: `sky`, `horizon`, `ground`, `ambient`, `fog`, `exposure`, `sun`, `grid`.
    ///
    /// ```lua
    /// scene.set_environment { sky = color.hex("#0b1026"), fog = 0.02 }
    /// ```
    pub fn set_environment(scene: &mut Scene, fields: Value) -> Result<(), HostError> {
        scene.environment.assign(&fields)
    }
}
