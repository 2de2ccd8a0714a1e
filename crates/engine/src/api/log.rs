//! `log`: the console, by level.

use luminara_script::{CallSite, LogLevel, Rest};

use crate::frame::scene::Scene;

/// The console, by level. `print` is the same as `log.info`.
///
/// ```lua
/// log.warn("out of fuel")
/// ```
#[luminara_script::module("log", host = Scene)]
pub mod log_module {
    use super::*;

    /// Says something that only the one who looks for it wants to know.
    ///
    /// ```lua
    /// log.debug("speed", entity.velocity:length())
    /// ```
    pub fn debug(scene: &mut Scene, site: &dyn CallSite, values: Rest) {
        super::say(scene, site, LogLevel::Debug, &values);
    }

    /// Says something.
    ///
    /// ```lua
    /// log.info("coins:", 3)  --> coins: 3
    /// ```
    pub fn info(scene: &mut Scene, site: &dyn CallSite, values: Rest) {
        super::say(scene, site, LogLevel::Info, &values);
    }

    /// Says that something is odd.
    ///
    /// ```lua
    /// log.warn("out of fuel")
    /// ```
    pub fn warn(scene: &mut Scene, site: &dyn CallSite, values: Rest) {
        super::say(scene, site, LogLevel::Warn, &values);
    }

    /// Says that something is broken. The script goes on.
    ///
    /// ```lua
    /// log.error("the level has no exit")
    /// ```
    pub fn error(scene: &mut Scene, site: &dyn CallSite, values: Rest) {
        super::say(scene, site, LogLevel::Error, &values);
    }
}

fn say(scene: &mut Scene, site: &dyn CallSite, level: LogLevel, values: &Rest) {
    let text: Vec<String> = values.0.iter().map(ToString::to_string).collect();
    scene.say(level, text.join("\t"), site.position());
}
