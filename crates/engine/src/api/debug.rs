//! `debug`: what helps to find out what goes on.

use glam::Vec3;
use luminara_script::{CallSite, Color, HostError, Value};

use crate::frame::scene::Scene;
use crate::parts::debugging::Lasting;

/// What helps to find out what goes on: values shown in the corner of the picture, marks in the world that stay for a
/// while, and a stop. Lua's own `debug` library (`debug.traceback` and the like) is here too.
///
/// ```lua
/// function on_update()
///   debug.watch("height", entity.position.y)
///   if entity.position.y < -10 then debug.break_here() end
/// end
/// ```
#[luminara_script::module("debug", host = Scene)]
pub mod debug_module {
    use super::*;

    /// Stops here: a debugger, if one is attached, before the next line; else the scene is paused at the end of this frame,
    /// and the console says where. Without a page there is nobody to go on, so only the console says it.
    ///
    /// ```lua
    /// if entity.position.y < -10 then debug.break_here() end
    /// ```
    pub fn break_here(scene: &mut Scene, site: &dyn CallSite) {
        if !site.break_here() {
            scene.stop_here(site.position());
        }
    }

    /// Shows a value by its name in the upper left corner of the picture, until `debug.unwatch` or the script's end. At most
    /// 32 are shown, a line each.
    ///
    /// ```lua
    /// debug.watch("speed", entity.velocity:length())
    /// ```
    pub fn watch(
        scene: &mut Scene,
        site: &dyn CallSite,
        name: String,
        value: Value,
    ) -> Result<(), HostError> {
        scene.debugging.watch(site.instance(), &name, &value)
    }

    /// Shows a watched value no more; without a name none.
    ///
    /// ```lua
    /// debug.unwatch("speed")
    /// ```
    pub fn unwatch(scene: &mut Scene, name: Option<String>) {
        scene.debugging.unwatch(name.as_deref());
    }

    /// What is watched, a line each as the picture shows it.
    ///
    /// ```lua
    /// debug.watch("lives", 3)
    /// print(debug.watches()[1])  --> lives: 3
    /// ```
    pub fn watches(scene: &mut Scene) -> Vec<String> {
        scene.debugging.lines().collect()
    }

    /// A line in the world that stays for some simulated seconds, seen through everything; 0: for this frame.
    ///
    /// ```lua
    /// debug.line(vec3(0, 0, 0), entity.position, color.red, 2)
    /// ```
    pub fn line(
        scene: &mut Scene,
        from: Vec3,
        to: Vec3,
        color: Option<Color>,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        scene.mark("debug.line", Lasting::Line(from, to), color, seconds)
    }

    /// The edges of a box, about its middle.
    ///
    /// ```lua
    /// debug.box(entity.position, vec3(1, 1, 1), color.yellow, 1)
    /// ```
    pub fn r#box(
        scene: &mut Scene,
        center: Vec3,
        size: Vec3,
        color: Option<Color>,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        scene.mark("debug.box", Lasting::Box(center, size), color, seconds)
    }

    /// A sphere's circles about the three axes.
    ///
    /// ```lua
    /// debug.sphere(entity.position, 2, color.green, 1)
    /// ```
    pub fn sphere(
        scene: &mut Scene,
        center: Vec3,
        radius: f32,
        color: Option<Color>,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        scene.mark("debug.sphere", Lasting::Sphere(center, radius), color, seconds)
    }

    /// A label in the world.
    ///
    /// ```lua
    /// debug.text("here", entity.position, color.white, 1)
    /// ```
    pub fn text(
        scene: &mut Scene,
        text: String,
        at: Vec3,
        color: Option<Color>,
        #[default(0.0)] seconds: f64,
    ) -> Result<(), HostError> {
        scene.mark("debug.text", Lasting::Text(text, at), color, seconds)
    }
}
