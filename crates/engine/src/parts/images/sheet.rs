//! Sheets: an image with many frames in it, and a JSON file beside it that says where each is, as TexturePacker and Aseprite write it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use luminara_project::Data;
use smol_str::{SmolStr, format_smolstr};

/// Frames that a sheet may have.
const MOST_FRAMES: usize = 10_000;

/// A part of a sheet's image. All in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What the sheet calls it.
    pub name: SmolStr,
    /// Left, top, width and height in the image; of one that lies turned, the width and height that it is shown with.
    pub part: [u32; 4],
    /// It lies in the image turned clockwise by a quarter.
    pub is_turned: bool,
    /// Width and height before what is transparent was cut off.
    pub whole: [u32; 2],
    /// Left and top of the part in the whole.
    pub offset: [u32; 2],
}

/// What a sheet's file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The image, as the file names it; "" where it names none.
    pub image: SmolStr,
    /// In their order: that of the file, or, where it has none, of their names, with numbers in them by their value.
    pub frames: Vec<Frame>,
    by_name: BTreeMap<SmolStr, usize>,
}

impl Sheet {
    /// Reads a sheet's file.
    pub fn read(data: &Data) -> Result<Sheet, String> {
        let Data::Table(root) = data else { return Err("is no sheet: it has no 'frames'".into()) };
        let (frames, image) = match (root.get("frames"), root.get("textures")) {
            (Some(frames), _) => (frames, field(root.get("meta"), "image")),
            (None, Some(Data::List(textures))) => match &textures[..] {
                [one] => (
                    field(Some(one), "frames").ok_or("is a sheet without 'frames'")?,
                    field(Some(one), "image"),
                ),
                many => {
                    return Err(format!("names {} images; a sheet with one image is expected", many.len()));
                }
            },
            _ => return Err("is no sheet: it has no 'frames'".into()),
        };
        let mut read: Vec<Frame> = match frames {
            Data::List(list) => {
                let frame = |(i, data): (usize, &Data)| {
                    let name = match field(Some(data), "filename").or_else(|| field(Some(data), "name")) {
                        Some(Data::Text(name)) => SmolStr::from(name),
                        _ => format_smolstr!("{}", i + 1),
                    };
                    frame(name, data)
                };
                list.iter().enumerate().map(frame).collect::<Result<_, _>>()?
            }
            Data::Table(table) => {
                let mut named: Vec<_> = table.iter().collect();
                named.sort_by(|a, b| by_numbers(a.0, b.0));
                named.into_iter().map(|(name, data)| frame(name.into(), data)).collect::<Result<_, _>>()?
            }
            _ => return Err("has 'frames' that are neither a list nor a table".into()),
        };
        if read.len() > MOST_FRAMES {
            return Err(format!("has {} frames; at most {MOST_FRAMES} are taken", read.len()));
        }
        read.shrink_to_fit();
        let by_name = read.iter().enumerate().map(|(i, frame)| (frame.name.clone(), i)).collect();
        let image = match image {
            Some(Data::Text(image)) => image.replace('\\', "/").into(),
            _ => SmolStr::default(),
        };
        Ok(Sheet { image, frames: read, by_name })
    }

    /// A frame by its name, with or without the ending that it has.
    pub fn find(&self, name: &str) -> Option<&Frame> {
        let index = self.by_name.get(name).copied().or_else(|| {
            let without = |frame: &Frame| frame.name.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
            self.frames.iter().position(without)
        });
        self.frames.get(index?)
    }

    /// All names, for messages.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.frames.iter().map(|frame| frame.name.as_str())
    }
}

fn frame(name: SmolStr, data: &Data) -> Result<Frame, String> {
    let rect = field(Some(data), "frame").ok_or_else(|| format!("has a frame '{name}' without a 'frame'"))?;
    let number = |of: Option<&Data>, key: &str, least: i64| match of.and_then(|of| field(Some(of), key)) {
        Some(Data::Int(number)) if (least..=i64::from(luminara_image::MOST_SIDE)).contains(number) => {
            Ok(Some(*number as u32))
        }
        Some(Data::Float(number)) if *number >= least as f64 && *number <= f64::from(luminara_image::MOST_SIDE) => {
            Ok(Some(*number as u32))
        }
        None => Ok(None),
        Some(_) => Err(format!("has a frame '{name}' whose '{key}' is no number of pixels")),
    };
    let must = |key, least| {
        number(Some(rect), key, least)?.ok_or_else(|| format!("has a frame '{name}' without '{key}'"))
    };
    let part = [must("x", 0)?, must("y", 0)?, must("w", 1)?, must("h", 1)?];
    let source = field(Some(data), "sourceSize");
    let whole = [number(source, "w", 1)?.unwrap_or(part[2]), number(source, "h", 1)?.unwrap_or(part[3])];
    let place = field(Some(data), "spriteSourceSize");
    let offset = [number(place, "x", 0)?.unwrap_or(0), number(place, "y", 0)?.unwrap_or(0)];
    let is_turned = matches!(field(Some(data), "rotated"), Some(Data::Bool(true)));
    // A whole that is smaller than its part would be drawn outside of itself.
    let whole = [whole[0].max(offset[0] + part[2]), whole[1].max(offset[1] + part[3])];
    Ok(Frame { name, part, is_turned, whole, offset })
}

fn field<'a>(data: Option<&'a Data>, name: &str) -> Option<&'a Data> {
    match data {
        Some(Data::Table(table)) => table.get(name),
        _ => None,
    }
}

/// Names in the order in which a person would put them: "walk 2" before "walk 10".
fn by_numbers(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (in_a, in_b) = (digits(a), digits(b));
        if in_a > 0 && in_b > 0 {
            let (number_a, rest_a) = a.split_at(in_a);
            let (number_b, rest_b) = b.split_at(in_b);
            let (plain_a, plain_b) = (number_a.trim_start_matches('0'), number_b.trim_start_matches('0'));
            let order = plain_a.len().cmp(&plain_b.len()).then(plain_a.cmp(plain_b)).then(in_a.cmp(&in_b));
            if order.is_ne() {
                return order;
            }
            (a, b) = (rest_a, rest_b);
            continue;
        }
        let (mut letters_a, mut letters_b) = (a.chars(), b.chars());
        match (letters_a.next(), letters_b.next()) {
            (Some(x), Some(y)) if x == y => (a, b) = (letters_a.as_str(), letters_b.as_str()),
            (x, y) => return x.cmp(&y),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Sheet, String> {
        Sheet::read(&Data::from_json(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_list_keeps_its_order_and_a_table_is_put_in_the_order_of_its_numbers() {
        let rect = r#""frame":{"x":0,"y":0,"w":8,"h":4}"#;
        let list = read(&format!(r#"{{"frames":[{{"filename":"b.png",{rect}}},{{"filename":"a.png",{rect}}}]}}"#)).unwrap();
        assert_eq!(list.names().collect::<Vec<_>>(), ["b.png", "a.png"]);
        let names = ["hero 10.ase", "hero 2.ase", "hero 1.ase", "Hero", "hero", "hero 02.ase"];
        let rows: Vec<String> = names.iter().map(|name| format!(r#""{name}":{{{rect}}}"#)).collect();
        let table = read(&format!(r#"{{"frames":{{{}}},"meta":{{"image":"art\\hero.png"}}}}"#, rows.join(","))).unwrap();
        let order = ["Hero", "hero", "hero 1.ase", "hero 2.ase", "hero 02.ase", "hero 10.ase"];
        assert_eq!(table.names().collect::<Vec<_>>(), order);
        assert_eq!(table.image, "art/hero.png");
        assert_eq!(table.find("hero 10").unwrap().name, "hero 10.ase");
        assert_eq!(table.find("hero 3"), None);
    }

    #[test]
    fn what_was_cut_off_and_turned_is_read() {
        let text = r#"{"frames":{"a":{"frame":{"x":1,"y":2,"w":3,"h":4},"rotated":true,"trimmed":true,
            "spriteSourceSize":{"x":5,"y":6,"w":3,"h":4},"sourceSize":{"w":16,"h":8}}}}"#;
        let frame = Frame { name: "a".into(), part: [1, 2, 3, 4], is_turned: true, whole: [16, 10], offset: [5, 6] };
        assert_eq!(read(text).unwrap().frames, [frame], "the whole is never smaller than its part");
    }

    #[test]
    fn the_textures_of_one_image_are_a_sheet_too() {
        let text = r#"{"textures":[{"image":"a.png","frames":[{"filename":"x","frame":{"x":0,"y":0,"w":1,"h":1}}]}]}"#;
        assert_eq!(read(text).unwrap().image, "a.png");
    }

    #[test]
    fn what_is_no_sheet_says_why() {
        for (text, why) in [
            ("[]", "is no sheet"),
            ("{}", "is no sheet"),
            (r#"{"frames":3}"#, "neither a list nor a table"),
            (r#"{"frames":{"a":{}}}"#, "has a frame 'a' without a 'frame'"),
            (r#"{"frames":{"a":{"frame":{"x":0,"y":0,"w":4}}}}"#, "has a frame 'a' without 'h'"),
            (r#"{"frames":{"a":{"frame":{"x":-1,"y":0,"w":4,"h":4}}}}"#, "'x' is no number of pixels"),
            (r#"{"frames":{"a":{"frame":{"x":0,"y":0,"w":0,"h":4}}}}"#, "'w' is no number of pixels"),
            (r#"{"frames":{"a":{"frame":{"x":1e99,"y":0,"w":4,"h":4}}}}"#, "'x' is no number of pixels"),
            (r#"{"textures":[{},{}]}"#, "names 2 images"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
