//! The font's outlines as a signed distance field: how far each texel is from the nearest edge, so that letters are
//! crisp at any size. Made from the outlines when a text is drawn for the first time, in some milliseconds.

use glam::Vec2;
use ttf_parser::{Face, GlyphId, OutlineBuilder, Rect};

use crate::Font;
use crate::font::face;

/// Texels of an em.
const EM: f32 = 56.0;
/// How far from an edge the field reaches, texels.
pub(crate) const SPREAD: f32 = 5.0;
/// The field's width, texels.
const WIDTH: i32 = 1024;
/// Straight pieces that a curve is cut into.
const PIECES: i32 = 6;

/// All glyphs' fields in one picture.
pub(crate) struct Atlas {
    /// Texels.
    pub size: [u32; 2],
    /// One byte a texel, row by row: 128 is on an edge, more is inside; 255 is [`SPREAD`] texels from it.
    pub texels: Vec<u8>,
    /// For each glyph: what it covers about the pen (left, bottom, right, top; ems), and where in the picture that is
    /// (left, bottom, right, top; texels).
    pub places: Vec<[[f32; 4]; 2]>,
}

impl Atlas {
    /// Draws every glyph of the built-in font.
    pub(crate) fn new() -> Atlas {
        let mut atlas = Atlas { size: [WIDTH as u32, 1], texels: Vec::new(), places: Vec::new() };
        let Some(face) = face() else { return atlas };
        let ([mut x, mut y], mut row_height) = ([0, 0], 0);
        for id in &Font::get().ids {
            let Some((low, field)) = field(&face, *id) else {
                atlas.places.push([[0.0; 4]; 2]);
                continue;
            };
            let [width, height] = field.size;
            if x + width > WIDTH {
                (x, y, row_height) = (0, y + row_height, 0);
            }
            row_height = row_height.max(height);
            atlas.texels.resize(((y + row_height) * WIDTH) as usize, 0);
            for (row, texels) in (y..).zip(field.texels.chunks(width as usize)) {
                let start = (row * WIDTH + x) as usize;
                if let Some(to) = atlas.texels.get_mut(start..start + texels.len()) {
                    to.copy_from_slice(texels);
                }
            }
            // Rows go up in the field as they do about the pen.
            let (size, place) = (Vec2::new(width as f32, height as f32), Vec2::new(x as f32, y as f32));
            let (low, high) = (low / EM, (low + size) / EM);
            atlas.places.push([
                [low.x, low.y, high.x, high.y],
                [place.x, place.y, place.x + size.x, place.y + size.y],
            ]);
            x += width;
        }
        atlas.size[1] = (atlas.texels.len() as u32 / WIDTH as u32).max(1);
        atlas.texels.resize((atlas.size[0] * atlas.size[1]) as usize, 0);
        atlas
    }
}

/// One glyph's field, lowest row first.
struct Field {
    size: [i32; 2],
    texels: Vec<u8>,
}

/// A glyph's field and where its lower left corner is from the pen, texels. `None` for glyphs without an outline.
fn field(face: &Face<'_>, id: GlyphId) -> Option<(Vec2, Field)> {
    let scale = EM / f32::from(face.units_per_em());
    let mut outline = Outline { scale, ..Outline::default() };
    let Rect { x_min, y_min, x_max, y_max } = face.outline_glyph(id, &mut outline)?;
    let low = (Vec2::new(f32::from(x_min), f32::from(y_min)) * scale - SPREAD).floor();
    let high = (Vec2::new(f32::from(x_max), f32::from(y_max)) * scale + SPREAD).ceil();
    let [width, height] = (high - low).to_array().map(|side| side as i32);
    let edges: Vec<[Vec2; 2]> = outline.edges.iter().map(|edge| edge.map(|end| end - low)).collect();

    let mut distances = vec![SPREAD; (width * height) as usize];
    for &[from, to] in &edges {
        let (first, last) = (from.min(to) - SPREAD, from.max(to) + SPREAD);
        for y in (first.y as i32).max(0)..=(last.y as i32).min(height - 1) {
            for x in (first.x as i32).max(0)..=(last.x as i32).min(width - 1) {
                let here = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
                if let Some(distance) = distances.get_mut((y * width + x) as usize) {
                    *distance = distance.min(distance_to(here, from, to));
                }
            }
        }
    }
    let texels = distances.iter().enumerate().map(|(i, distance)| {
        let (x, y) = (i as i32 % width, i as i32 / width);
        let here = Vec2::new(x as f32 + 0.5, y as f32 + 0.5);
        let signed = if is_inside(&edges, here) { *distance } else { -*distance };
        (128.0 + signed / SPREAD * 127.0).clamp(0.0, 255.0) as u8
    });
    Some((low, Field { size: [width, height], texels: texels.collect() }))
}

fn distance_to(here: Vec2, from: Vec2, to: Vec2) -> f32 {
    let along = to - from;
    let t = ((here - from).dot(along) / along.length_squared().max(1e-12)).clamp(0.0, 1.0);
    here.distance(from + along * t)
}

/// By the winding number of a ray to the right.
fn is_inside(edges: &[[Vec2; 2]], here: Vec2) -> bool {
    let mut winding = 0;
    for &[from, to] in edges {
        if (from.y <= here.y) == (to.y <= here.y) {
            continue;
        }
        let x = from.x + (here.y - from.y) / (to.y - from.y) * (to.x - from.x);
        if x > here.x {
            winding += if to.y > from.y { 1 } else { -1 };
        }
    }
    winding != 0
}

/// An outline as straight edges, texels.
#[derive(Default)]
struct Outline {
    scale: f32,
    edges: Vec<[Vec2; 2]>,
    start: Vec2,
    pen: Vec2,
}

impl Outline {
    fn edge(&mut self, to: Vec2) {
        if to != self.pen {
            self.edges.push([self.pen, to]);
        }
        self.pen = to;
    }

    fn at(&self, x: f32, y: f32) -> Vec2 {
        Vec2::new(x, y) * self.scale
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen = self.at(x, y);
        self.start = self.pen;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.edge(self.at(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.pen, self.at(x1, y1), self.at(x, y));
        for piece in 1..=PIECES {
            let t = piece as f32 / PIECES as f32;
            self.edge(a.lerp(b, t).lerp(b.lerp(c, t), t));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.pen, self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        for piece in 1..=PIECES {
            let t = piece as f32 / PIECES as f32;
            let (ab, bc, cd) = (a.lerp(b, t), b.lerp(c, t), c.lerp(d, t));
            self.edge(ab.lerp(bc, t).lerp(bc.lerp(cd, t), t));
        }
    }

    fn close(&mut self) {
        self.edge(self.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The byte of a letter's field at a place in ems from the pen.
    fn texel(atlas: &Atlas, letter: char, place: Vec2) -> u8 {
        let [[left, bottom, right, top], [u0, v0, u1, v1]] =
            atlas.places[usize::from(Font::get().glyph(letter))];
        let x = u0 + (place.x - left) / (right - left) * (u1 - u0);
        let y = v0 + (place.y - bottom) / (top - bottom) * (v1 - v0);
        atlas.texels[y as usize * atlas.size[0] as usize + x as usize]
    }

    #[test]
    fn letters_are_inside_where_their_ink_is() {
        let atlas = Atlas::new();
        let middle = |letter| Font::get().width(&String::from(letter)) * 0.5;
        assert!(texel(&atlas, 'l', Vec2::new(middle('l'), 0.35)) > 140, "the stem of an l");
        assert!(texel(&atlas, 'O', Vec2::new(middle('O'), 0.36)) < 60, "the hole of an O");
        assert!(texel(&atlas, 'O', Vec2::new(middle('O'), 0.04)) > 128, "the foot of an O");
    }

    #[test]
    fn every_glyph_has_a_place_and_a_blank_has_none() {
        let atlas = Atlas::new();
        assert_eq!(atlas.places.len(), Font::get().ids.len());
        assert_eq!(atlas.places[usize::from(Font::get().glyph(' '))], [[0.0; 4]; 2]);
        assert!(atlas.size[1] <= 2048, "{:?}", atlas.size);
        let end = |place: &[[f32; 4]; 2]| {
            place[1][2] <= atlas.size[0] as f32 && place[1][3] <= atlas.size[1] as f32
        };
        assert!(atlas.places.iter().all(end));
    }
}
