//! `assets`: the project's files.

use luminara_script::{CallSite, FunctionHandle, HostError, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::assets::AssetType;
use crate::parts::handlers::Waiting;

/// The project's files: data as tables, text, bytes. An asset is called by its file's name, such as "levels/first.json".
///
/// A script that loads a file while its top level runs is run again when the file changes, as when its own code does; one
/// that waits for the file by `assets.on_reload` goes on instead, and is told.
///
/// ```lua
/// if assets.exists("level.json") then
///   local level = assets.load("level.json")
///   for _, place in ipairs(level.crates) do
///     world.spawn { shape = "cube", position = vec3(table.unpack(place)) }
///   end
/// end
/// ```
#[luminara_script::module("assets", host = Scene)]
pub mod assets_module {
    use super::*;

    /// A file's content: a table for `.json` and `.toml`, text for what is text, a list of numbers for what is neither. A sound, a
    /// picture, a font or a model gives its file's name, which is what other modules take. `type` says how to read it: "data", "text"
    /// or "bytes".
    ///
    /// ```lua
    /// print(assets.load("game.toml").scripts[1])  --> main.lua
    /// print(#assets.load("main.lua", "bytes") == assets.size("main.lua"))  --> true
    /// ```
    pub fn load(
        scene: &mut Scene,
        site: &dyn CallSite,
        file: SmolStr,
        r#type: Option<AssetType>,
    ) -> Result<Value, HostError> {
        super::load(scene, site, file, r#type)
    }

    /// Lets go of what `load` keeps of a file for the next time.
    ///
    /// ```lua
    /// assets.load("main.lua")
    /// assets.unload("main.lua")
    /// print(assets.is_loaded("main.lua"))  --> false
    /// ```
    pub fn unload(scene: &mut Scene, file: SmolStr) {
        scene.assets.unload(&file);
    }

    /// Whether a file's content is kept for the next `load`.
    ///
    /// ```lua
    /// print(assets.is_loaded("main.lua"))  --> false
    /// ```
    pub fn is_loaded(scene: &mut Scene, file: SmolStr) -> bool {
        scene.assets.is_loaded(&file)
    }

    /// Whether the project has a file.
    ///
    /// ```lua
    /// print(assets.exists("main.lua"), assets.exists("none.json"))  --> true false
    /// ```
    pub fn exists(scene: &mut Scene, file: SmolStr) -> bool {
        scene.files.contains_key(&file)
    }

    /// The whole name of the file that is meant by a part of it: "first" or "first.json" for "levels/first.json". Nil where no
    /// file is meant; of several, the first by name.
    ///
    /// ```lua
    /// print(assets.path("orbit"))  --> orbit.lua
    /// ```
    pub fn path(scene: &mut Scene, name: SmolStr) -> Option<SmolStr> {
        scene.find_file(&name)
    }

    /// What sort of file it is: "data", "text", "sound", "image", "font", "model", "script" or "bytes".
    ///
    /// ```lua
    /// print(assets.type("game.toml"), assets.type("main.lua"))  --> data script
    /// ```
    pub fn r#type(scene: &mut Scene, file: SmolStr) -> Result<AssetType, HostError> {
        let (file, _) = scene.file(&file)?;
        Ok(AssetType::of(&file, &scene.extensions))
    }

    /// How large a file is, bytes.
    ///
    /// ```lua
    /// print(assets.size("orbit.lua") > 0)  --> true
    /// ```
    pub fn size(scene: &mut Scene, file: SmolStr) -> Result<i64, HostError> {
        Ok(scene.file(&file)?.1.len() as i64)
    }

    /// The files of a sort, by name.
    ///
    /// ```lua
    /// for _, file in ipairs(assets.find_by_type("sound")) do print(file) end
    /// ```
    pub fn find_by_type(scene: &mut Scene, r#type: AssetType) -> Vec<SmolStr> {
        let is_of = |file: &&SmolStr| AssetType::of(file, &scene.extensions) == r#type;
        scene.files.keys().filter(is_of).cloned().collect()
    }

    /// All files by name, or those of a folder.
    ///
    /// ```lua
    /// print(table.concat(assets.list(), " "))  --> example.lua game.toml main.lua orbit.lua
    /// ```
    pub fn list(scene: &mut Scene, folder: Option<SmolStr>) -> Vec<SmolStr> {
        let folder = folder.map(|folder| format!("{}/", folder.trim_end_matches('/')));
        let is_in = |file: &&SmolStr| folder.as_ref().is_none_or(|folder| file.starts_with(folder.as_str()));
        scene.files.keys().filter(is_in).cloned().collect()
    }

    /// Reads a file again, and tells those who wait for it, in the next frame.
    ///
    /// ```lua
    /// assets.on_reload(function(file) print(file) end, "game.toml")
    /// assets.reload("game.toml")  --> game.toml
    /// ```
    pub fn reload(scene: &mut Scene, file: SmolStr) -> Result<(), HostError> {
        let (file, _) = scene.file(&file)?;
        scene.assets.unload(&file);
        if !scene.assets.reloaded.contains(&file) {
            scene.assets.reloaded.push(file);
        }
        Ok(())
    }

    /// The same for all files that are loaded, or those of a sort. Gives how many.
    ///
    /// ```lua
    /// print(assets.reload_all("data"))  --> 0
    /// ```
    pub fn reload_all(scene: &mut Scene, r#type: Option<AssetType>) -> Result<i64, HostError> {
        let is_of = |file: &&SmolStr| r#type.is_none_or(|ty| AssetType::of(file, &scene.extensions) == ty);
        let files: Vec<SmolStr> = scene.assets.loaded().filter(is_of).cloned().collect();
        let count = files.len() as i64;
        files.into_iter().try_for_each(|file| reload(scene, file))?;
        Ok(count)
    }

    /// Calls a function with a file's name when its content changes, or that of any file that is no script. Content that can't be
    /// read is reported, and what was loaded before stays. Gives a number for `assets.off`.
    ///
    /// ```lua
    /// assets.on_reload(function(file)
    ///   if assets.type(file) == "data" then print(file, "has changed") end
    /// end)
    /// ```
    pub fn on_reload(
        scene: &mut Scene,
        callback: FunctionHandle,
        file: Option<SmolStr>,
    ) -> Result<i64, HostError> {
        let id = scene.new_handler_id(callback.instance());
        scene.assets.listen(id, file, callback)?;
        Ok(id as i64)
    }

    /// Ends what `assets.on_reload` began.
    ///
    /// ```lua
    /// local waiting = assets.on_reload(print)
    /// assets.off(waiting)
    /// ```
    pub fn off(scene: &mut Scene, listener: i64) {
        scene.assets.listeners.remove(&[listener as u64]);
    }
}

fn load(
    scene: &mut Scene,
    site: &dyn CallSite,
    file: SmolStr,
    ty: Option<AssetType>,
) -> Result<Value, HostError> {
    let outcome = scene.file(&file).and_then(|(file, bytes)| {
        let ty = ty.unwrap_or_else(|| AssetType::of(&file, &scene.extensions));
        scene.assets.load(&file, &bytes, ty).map_err(|error| error.into_host_error(&file))
    });
    if scene.is_setting_up || outcome.is_err() {
        scene.assets.note_user(file, site.instance());
    }
    outcome
}
