//! A project's files as scripts read them: data as tables, text, bytes; and who wants to hear when one changes.
//!
//! A kind of file that another module takes by name (a sound, later a picture or a model) is known here by its name alone.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use luminara_project::{Data, DataError};
use luminara_script::{FunctionHandle, HostError, InstanceId, ScriptEnum, Value};
use smol_str::SmolStr;

use crate::parts::audio::is_sound_file;
use crate::parts::data;
use crate::parts::handlers::Handlers;

/// The largest file of data or text that is read, bytes.
const MOST_DATA: usize = 1 << 20;

/// The largest file that is read as a list of bytes.
const MOST_BYTES: usize = 1 << 18;

/// What may be loaded at once, bytes of files.
const MOST_LOADED: usize = 1 << 23;

/// Functions that may wait for changes.
const MOST_LISTENERS: usize = 1_000;

/// What sort of file an asset is, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ScriptEnum)]
pub enum AssetType {
    /// `.json` and `.toml`: tables.
    Data,
    /// `.txt`, `.md`, `.csv` and the like.
    Text,
    /// What `audio.play` takes.
    Sound,
    /// Pictures.
    Image,
    /// Fonts.
    Font,
    /// Models of things.
    Model,
    /// What runs.
    Script,
    /// Everything else.
    Bytes,
}

impl AssetType {
    /// The sort of a file. `scripts` are the extensions of those that run.
    pub fn of(file: &str, scripts: &[&str]) -> Self {
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            other if scripts.contains(&other) => AssetType::Script,
            "json" | "toml" => AssetType::Data,
            "txt" | "md" | "csv" | "tsv" | "xml" | "yaml" | "yml" | "ini" | "html" | "css" | "wgsl"
            | "glsl" => AssetType::Text,
            "png" | "jpg" | "jpeg" | "webp" | "gif" | "avif" | "svg" => AssetType::Image,
            "ttf" | "otf" | "woff" | "woff2" => AssetType::Font,
            "gltf" | "glb" | "obj" => AssetType::Model,
            _ if is_sound_file(file) => AssetType::Sound,
            _ => AssetType::Bytes,
        }
    }

    /// What a file of data says: TOML by its name, else JSON.
    pub fn data_of(file: &str, bytes: &[u8]) -> Result<Data, DataError> {
        match file.to_ascii_lowercase().ends_with(".toml") {
            true => Data::from_toml(bytes),
            false => Data::from_json(bytes),
        }
    }

    /// The file's content as scripts get it.
    fn read(self, file: &SmolStr, bytes: &[u8]) -> Result<Value, Unread> {
        let fits = |most: usize| match bytes.len() <= most {
            true => Ok(()),
            false => Err(Unread::other(format!(
                "'{file}' has {} bytes; at most {most} are read as {}",
                bytes.len(),
                self.word()
            ))),
        };
        match self {
            AssetType::Data => {
                fits(MOST_DATA)?;
                Ok(data::plain(&Self::data_of(file, bytes).map_err(Unread::Data)?))
            }
            AssetType::Text | AssetType::Script => {
                fits(MOST_DATA)?;
                let text = std::str::from_utf8(bytes).map_err(|_| {
                    Unread::other(format!(
                        "'{file}' is no UTF-8 text; assets.load(\"{file}\", \"bytes\") reads it"
                    ))
                })?;
                Ok(Value::string(text.strip_prefix('\u{feff}').unwrap_or(text)))
            }
            AssetType::Bytes => {
                fits(MOST_BYTES)?;
                Ok(Value::Array(
                    bytes.iter().map(|byte| Value::Int(i64::from(*byte))).collect::<Vec<_>>().into(),
                ))
            }
            AssetType::Sound | AssetType::Image | AssetType::Font | AssetType::Model => {
                Ok(Value::Str(file.clone()))
            }
        }
    }
}

/// Why a file can't be read.
#[derive(Debug)]
pub enum Unread {
    /// Its data is broken there.
    Data(DataError),
    /// Something else.
    Other(HostError),
}

impl Unread {
    fn other(message: String) -> Self {
        Unread::Other(HostError::new(message))
    }

    /// As a script's error.
    pub fn into_host_error(self, file: &str) -> HostError {
        match self {
            Unread::Data(error) => HostError::new(format!("{file}:{error}")),
            Unread::Other(error) => error,
        }
    }
}

/// What is loaded, and who wants to hear when it changes.
#[derive(Debug, Default)]
pub struct Assets {
    loaded: BTreeMap<SmolStr, Loaded>,
    loaded_bytes: usize,
    /// Functions that wait for a file to change; `None`: for any.
    pub(crate) listeners: Handlers<Option<SmolStr>>,
    /// Who was set up with a file's content, or failed to be.
    users: BTreeMap<SmolStr, BTreeSet<InstanceId>>,
    /// Files that scripts asked to be told of again.
    pub reloaded: Vec<SmolStr>,
}

/// A file's content in the forms in which it was asked for.
#[derive(Debug, Default)]
struct Loaded {
    bytes: usize,
    values: BTreeMap<AssetType, Value>,
}

impl Assets {
    /// A file's content, read at the first time.
    pub fn load(&mut self, file: &SmolStr, bytes: &Rc<[u8]>, ty: AssetType) -> Result<Value, Unread> {
        if let Some(value) = self.loaded.get(file).and_then(|loaded| loaded.values.get(&ty)) {
            return Ok(value.clone());
        }
        if self.loaded_bytes + bytes.len() > MOST_LOADED {
            return Err(Unread::Other(HostError::limit(format!(
                "more than {MOST_LOADED} bytes of files would be loaded; assets.unload some first"
            ))));
        }
        let value = ty.read(file, bytes)?;
        self.loaded_bytes += bytes.len();
        let loaded = self.loaded.entry(file.clone()).or_default();
        loaded.bytes += bytes.len();
        loaded.values.insert(ty, value.clone());
        Ok(value)
    }

    /// Whether a file's content is kept.
    pub fn is_loaded(&self, file: &str) -> bool {
        self.loaded.contains_key(file)
    }

    /// The files whose content is kept, in order.
    pub fn loaded(&self) -> impl Iterator<Item = &SmolStr> {
        self.loaded.keys()
    }

    /// Lets a file's content go. Gives the forms in which it was kept.
    pub fn unload(&mut self, file: &str) -> Vec<AssetType> {
        let Some(loaded) = self.loaded.remove(file) else { return Vec::new() };
        self.loaded_bytes -= loaded.bytes;
        loaded.values.into_keys().collect()
    }

    /// Reads a file again in every form in which it is kept. On an error the old content stays.
    pub fn refresh(&mut self, file: &SmolStr, bytes: &Rc<[u8]>) -> Result<(), Unread> {
        let forms: Vec<AssetType> =
            self.loaded.get(file).map(|loaded| loaded.values.keys().copied().collect()).unwrap_or_default();
        for ty in &forms {
            ty.read(file, bytes)?;
        }
        self.unload(file);
        for ty in forms {
            self.load(file, bytes, ty)?;
        }
        Ok(())
    }

    /// Has a function called when a file, or any, changes.
    pub fn listen(
        &mut self,
        id: u64,
        file: Option<SmolStr>,
        function: FunctionHandle,
    ) -> Result<(), HostError> {
        if self.listeners.len() >= MOST_LISTENERS {
            return Err(HostError::limit(format!("{MOST_LISTENERS} functions wait for files already")));
        }
        self.listeners.add(id, function, file);
        Ok(())
    }

    /// What is to be called for a file that changed.
    pub fn listeners_of(&self, file: &str) -> Vec<FunctionHandle> {
        self.listeners.waiting_for(|name| name.as_ref().is_none_or(|name| name == file))
    }

    /// Notes that what an instance set up depends on a file.
    pub fn note_user(&mut self, file: SmolStr, instance: InstanceId) {
        self.users.entry(file).or_default().insert(instance);
    }

    /// Who was set up with a file and wants to hear nothing of it: these are set up anew when it changes.
    pub fn take_users(&mut self, file: &str) -> Vec<InstanceId> {
        let heard: BTreeSet<InstanceId> =
            self.listeners_of(file).iter().map(FunctionHandle::instance).collect();
        let users = self.users.remove(file).unwrap_or_default();
        users.difference(&heard).copied().collect()
    }

    /// An instance ended.
    pub fn forget_user(&mut self, instance: InstanceId) {
        self.users.retain(|_, users| {
            users.remove(&instance);
            !users.is_empty()
        });
    }
}
