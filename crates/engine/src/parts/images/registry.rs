//! The images and sheets that were named so far.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use luminara_image::{Found, Sheet, look_at};
use luminara_project::Data;
use luminara_script::HostError;
use smol_str::SmolStr;

use crate::parts::images::cut::{Cut, Shape};

/// Images that a project may name.
const MOST_IMAGES: usize = 1_000;

/// Pixels that all of them may have: 256 MB of a GPU's memory.
const MOST_PIXELS: u64 = 1 << 26;

/// What is said of images that are wrong.
const MOST_SAID: usize = 100;

/// An image as a face of the engine decodes it.
#[derive(Clone, Debug)]
pub struct ImageFile {
    /// By what number the renderer knows it.
    pub id: u32,
    /// Greater for a later content.
    pub revision: u32,
    /// Its file.
    pub name: SmolStr,
    /// What sort it is, and how large.
    pub found: Found,
    /// Its file's content.
    pub bytes: Rc<[u8]>,
}

/// Reads a file of the project.
pub type ReadFile<'a> = &'a dyn Fn(&str) -> Result<Rc<[u8]>, HostError>;

/// What is known of the images and sheets that scripts named.
#[derive(Debug, Default)]
pub struct Images {
    files: Vec<ImageFile>,
    /// By name: the image's place in `files`, or why it is none.
    known: BTreeMap<SmolStr, Result<usize, HostError>>,
    sheets: BTreeMap<SmolStr, Result<(Rc<Sheet>, usize), HostError>>,
    revision: u32,
    /// Numbers that were given to images, of earlier projects too: a renderer may still have those.
    given: u32,
    /// What was said to be wrong.
    said: BTreeSet<SmolStr>,
    /// What was looked up last, since neighbours mostly show the same.
    last: Option<(SmolStr, usize)>,
}

impl Images {
    /// None, for a project that takes the place of another.
    pub fn after(before: &Images) -> Images {
        Images { revision: before.revision + 1, given: before.given, ..Images::default() }
    }

    /// Whether something is newly wrong: what was said is not said again until a file changes.
    pub fn is_newly_wrong(&mut self, message: &str) -> bool {
        self.said.len() < MOST_SAID && self.said.insert(message.into())
    }

    /// All images that can be shown.
    pub fn files(&self) -> &[ImageFile] {
        &self.files
    }

    /// Another number whenever [`files`](Images::files) gives something else.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// A file has another content, came or went.
    pub fn file_changed(&mut self, name: &str, read: ReadFile<'_>) {
        self.last = None;
        self.sheets.clear();
        self.said.clear();
        // Its number stays: until the new pixels are there, the old ones are shown.
        self.known.remove(name);
        self.known.retain(|_, known| known.is_ok());
        // What shows it may not be drawn anew before time passes.
        if self.files.iter().any(|file| file.name == name) {
            let _ = self.image(name, read);
        }
    }

    /// The part of an image that a script means.
    pub fn shape(&mut self, cut: &Cut<'_>, read: ReadFile<'_>) -> Result<Shape, HostError> {
        if let Some((name, index)) = &self.last
            && name == cut.image
            && let Some(file) = self.files.get(*index)
        {
            return cut.of_grid(file.id, [file.found.width, file.found.height]);
        }
        if is_sheet(cut.image) {
            let (sheet, index) = self.sheet(cut.image, read)?;
            return match self.files.get(index) {
                Some(ImageFile { id, found, .. }) => cut.of_sheet(&sheet, *id, [found.width, found.height]),
                None => Ok(Shape::missing()),
            };
        }
        let index = self.image(cut.image, read)?;
        self.last = Some((cut.image.into(), index));
        match self.files.get(index) {
            Some(ImageFile { id, found, .. }) => cut.of_grid(*id, [found.width, found.height]),
            None => Ok(Shape::missing()),
        }
    }

    fn image(&mut self, name: &str, read: ReadFile<'_>) -> Result<usize, HostError> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let looked_at = self.look_at(name, read);
        // A script that makes names up must not fill the memory.
        if self.known.len() >= MOST_IMAGES {
            self.known.retain(|_, known| known.is_ok());
        }
        self.known.insert(name.into(), looked_at.clone());
        looked_at
    }

    fn look_at(&mut self, name: &str, read: ReadFile<'_>) -> Result<usize, HostError> {
        let bytes = read(name)?;
        let found = look_at(&bytes).map_err(|error| HostError::new(format!("'{name}' {error}")))?;
        let here = self.files.iter().position(|file| file.name == name);
        if let Some(file) = here.and_then(|index| self.files.get_mut(index)) {
            if file.bytes != bytes {
                self.revision += 1;
                (file.bytes, file.found, file.revision) = (bytes, found, self.revision);
            }
            return Ok(here.unwrap_or(0));
        }
        if self.files.len() >= MOST_IMAGES {
            return Err(HostError::limit(format!(
                "more than {MOST_IMAGES} images are shown; put some together in a sheet"
            )));
        }
        let pixels = |found: &Found| {
            let (width, height) = found.drawn_size();
            u64::from(width) * u64::from(height)
        };
        let all: u64 = self.files.iter().map(|file| pixels(&file.found)).sum();
        if all + pixels(&found) > MOST_PIXELS {
            return Err(HostError::limit(format!(
                "'{name}' is one image too many: together they would have more than {} million pixels",
                MOST_PIXELS / 1_000_000
            )));
        }
        self.revision += 1;
        self.given += 1;
        let id = self.given;
        self.files.push(ImageFile { id, revision: self.revision, name: name.into(), found, bytes });
        Ok(self.files.len() - 1)
    }

    fn sheet(&mut self, name: &str, read: ReadFile<'_>) -> Result<(Rc<Sheet>, usize), HostError> {
        if let Some(known) = self.sheets.get(name) {
            return known.clone();
        }
        let sheet = self.read_sheet(name, read);
        if self.sheets.len() >= MOST_IMAGES {
            self.sheets.clear();
        }
        self.sheets.insert(name.into(), sheet.clone());
        sheet
    }

    fn read_sheet(&mut self, name: &str, read: ReadFile<'_>) -> Result<(Rc<Sheet>, usize), HostError> {
        let data =
            Data::from_json(&read(name)?).map_err(|error| HostError::new(format!("{name}:{error}")))?;
        let sheet = Sheet::read(&data).map_err(|why| HostError::new(format!("'{name}' {why}")))?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |file: &str| match folder {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        };
        // Tools write where the image was on the machine of whoever made it.
        let short = sheet.image.rsplit('/').next().unwrap_or_default();
        let stem =
            name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(stem, _)| stem);
        let places = match sheet.image.is_empty() {
            true => vec![beside(&format!("{stem}.png"))],
            false => vec![beside(&sheet.image), beside(short)],
        };
        let there = places.iter().find(|place| read(place).is_ok());
        let image = there.or(places.first()).map_or("", String::as_str);
        let index = self.image(image, read).map_err(|error| HostError {
            message: format!("the image of '{name}': {}", error.message),
            ..error
        })?;
        Ok((Rc::new(sheet), index))
    }
}

/// Whether a name is that of a sheet's file.
fn is_sheet(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn gif(width: u16, height: u16) -> Rc<[u8]> {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([0, 0, 0]);
        bytes.into()
    }

    fn cut(image: &str) -> Cut<'_> {
        Cut { image, frame: 1, region: "", columns: 1, rows: 1, margin: 0, spacing: 0 }
    }

    fn reader<'a>(
        files: &'a BTreeMap<&'a str, Rc<[u8]>>,
    ) -> impl Fn(&str) -> Result<Rc<[u8]>, HostError> + 'a {
        |name| files.get(name).cloned().ok_or_else(|| HostError::new(format!("no file '{name}'")))
    }

    #[test]
    fn an_image_keeps_its_number_when_its_content_changes() {
        let mut images = Images::default();
        let mut files = BTreeMap::from([("a.gif", gif(4, 2)), ("b.gif", gif(1, 1))]);
        let first = images.shape(&cut("a.gif"), &reader(&files)).unwrap();
        assert_eq!((first.image, first.part.to_array()), (1, [4.0, 2.0]));
        assert_eq!(images.shape(&cut("b.gif"), &reader(&files)).unwrap().image, 2);
        let before = images.revision();
        files.insert("a.gif", gif(8, 2));
        images.file_changed("a.gif", &reader(&files));
        let second = images.shape(&cut("a.gif"), &reader(&files)).unwrap();
        assert_eq!((second.image, second.part.to_array()), (1, [8.0, 2.0]));
        assert!(images.revision() > before);
        assert_eq!(images.files()[0].revision, images.revision());
        // The same content is nothing new.
        images.file_changed("a.gif", &reader(&files));
        images.shape(&cut("a.gif"), &reader(&files)).unwrap();
        assert_eq!(images.files()[0].revision, images.revision());
    }

    #[test]
    fn what_is_wrong_is_said_until_the_file_is_mended() {
        let mut images = Images::default();
        let mut files = BTreeMap::from([("a.png", Rc::from(&b"no picture"[..]))]);
        for _ in 0..2 {
            let error = images.shape(&cut("a.png"), &reader(&files)).unwrap_err();
            assert!(error.message.starts_with("'a.png' is no picture"), "{error}");
        }
        assert!(images.shape(&cut("b.gif"), &reader(&files)).is_err());
        files.insert("a.png", gif(3, 3));
        files.insert("b.gif", gif(3, 3));
        images.file_changed("a.png", &reader(&files));
        assert!(images.shape(&cut("a.png"), &reader(&files)).is_ok());
        assert!(images.shape(&cut("b.gif"), &reader(&files)).is_ok());
    }

    #[test]
    fn a_sheet_finds_its_image_where_it_lies_now() {
        let sheet = br#"{"frames":{"one":{"frame":{"x":2,"y":0,"w":2,"h":2}}},"meta":{"image":"C:\\work\\art\\a.gif"}}"#;
        let files = BTreeMap::from([("art/a.gif", gif(4, 2)), ("art/a.json", Rc::from(&sheet[..]))]);
        let mut images = Images::default();
        let shape = images.shape(&Cut { region: "one", ..cut("art/a.json") }, &reader(&files)).unwrap();
        assert_eq!(shape.edges, [0.5, 0.0, 1.0, 1.0]);
        let error = images.shape(&Cut { region: "ome", ..cut("art/a.json") }, &reader(&files)).unwrap_err();
        assert_eq!(error.message, "'art/a.json' has no frame 'ome'; did you mean 'one'?");
    }

    #[test]
    fn too_many_pixels_are_a_limit() {
        let mut images = Images::default();
        let names: Vec<String> = (0..5).map(|i| format!("{i}.gif")).collect();
        let files: BTreeMap<&str, Rc<[u8]>> =
            names.iter().map(|name| (name.as_str(), gif(4_096, 4_096))).collect();
        let read = reader(&files);
        for name in &names[..4] {
            images.shape(&cut(name), &read).unwrap();
        }
        let error = images.shape(&cut(&names[4]), &read).unwrap_err();
        assert!(error.message.contains("one image too many"), "{error}");
    }
}
