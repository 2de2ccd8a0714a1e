//! Scripts and the files that they read.

use std::collections::BTreeSet;

use luminara_script::{ErrorKind, Position, ScriptError, Source, Value};
use smol_str::SmolStr;

use crate::host::scripts::Scripts;
use crate::parts::assets::Unread;

impl Scripts {
    /// A file that is no script has new content: what was set up with it is set up anew, and who waits for it is told.
    pub fn asset_changed(&mut self, name: &str) {
        self.clear_problems(name);
        let file = SmolStr::from(name);
        let refreshed = {
            let scene = &mut *self.scene.borrow_mut();
            let bytes = scene.files.get(&file).cloned();
            bytes.map_or(Ok(()), |bytes| scene.assets.refresh(&file, &bytes))
        };
        if let Err(error) = refreshed {
            let (message, position) = match error {
                Unread::Data(error) => {
                    (error.message, Position { file, line: error.line, column: error.column })
                }
                Unread::Other(error) => (error.message, Position::line(name, 0)),
            };
            return self.report(ScriptError::new(ErrorKind::Syntax, message, position));
        }
        let users = self.scene.borrow_mut().assets.take_users(name);
        let files: BTreeSet<usize> =
            users.iter().filter_map(|id| self.running.get(id)).map(|running| running.file).collect();
        for index in files {
            let Some(script) = self.files.get(index).map(|file| file.name.clone()) else { continue };
            let bytes = self.scene.borrow().files.get(&script).cloned();
            if let Some(bytes) = bytes {
                self.put_file(&Source { file: script, bytes });
            }
        }
        self.tell_of_asset(&file);
    }

    /// Tells who waits for files that scripts had read again.
    pub fn tell_reloaded_assets(&mut self) {
        let files = std::mem::take(&mut self.scene.borrow_mut().assets.reloaded);
        for file in files {
            self.tell_of_asset(&file);
        }
    }

    fn tell_of_asset(&mut self, file: &SmolStr) {
        let functions = self.scene.borrow().assets.listeners_of(file);
        for function in functions {
            self.call_function(&function, &[Value::Str(file.clone())]);
        }
    }
}
