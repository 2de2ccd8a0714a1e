//! What is drawn over the scene: lines, boxes, triangles and text, as plain data.
//!
//! A place on the screen is in units from the picture's upper left, to the right and down; a place in the world is in
//! the world's units. The third coordinate of a place on the screen is 0.

use glam::{Vec2, Vec3};

/// Which figure a [`Primitive`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Line = 0,
    Box = 1,
    Triangle = 2,
    Glyph = 3,
    Picture = 4,
}

const WORLD: u32 = 1 << 4;
const ON_TOP: u32 = 1 << 5;
const LABEL: u32 = 1 << 6;
const PIXELATED: u32 = 1 << 7;
const TURNED: u32 = 1 << 8;
const LAYER_SHIFT: u32 = 16;
const LAYER_ZERO: i32 = 1 << 15;

/// Where a [`Primitive`] lies and what it is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// In the world, not on the screen.
    pub world: bool,
    /// In the world: seen through what is in front of it.
    pub on_top: bool,
    /// Higher ones cover lower ones of the same space. From -32768 to 32767.
    pub layer: i16,
}

/// The image that stands in for one that isn't there or can't be read: a pattern that can't be overlooked. A renderer has it from the start.
pub const BROKEN_IMAGE: u32 = 0;

/// What a picture's figure shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// The image, by the number that it was given to the renderer with. Below 2^24.
    pub image: u32,
    /// Left, top, right and bottom edge, each from 0 to 1 of the image. A left edge beyond the right one mirrors it.
    pub edges: [f32; 4],
    /// It lies in the image turned clockwise by a quarter, as packers of sheets turn it.
    pub is_turned: bool,
    /// Enlarged, its pixels stay squares.
    pub is_pixelated: bool,
}

/// One figure of one colour. As the vertex shader reads it, so that a frame's figures are one buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "gpu", derive(bytemuck::Pod, bytemuck::Zeroable))]
#[repr(C)]
pub struct Primitive {
    a: [f32; 3],
    kind: u32,
    b: [f32; 3],
    p: f32,
    c: [f32; 3],
    q: f32,
    r: [f32; 3],
    /// sRGB, red in the lowest byte.
    color: u32,
}

/// The group of figures that one pipeline draws, in drawing order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg(feature = "gpu")]
pub(crate) enum Group {
    /// In the world, behind what is in front of it.
    World,
    /// In the world, on top of the scene.
    OnTop,
    /// On the screen.
    Screen,
}

impl Primitive {
    fn new(figure: Figure, at: Order, color: [f32; 4]) -> Primitive {
        let flag = |on: bool, bit: u32| if on { bit } else { 0 };
        let layer = (i32::from(at.layer) + LAYER_ZERO) as u32;
        Primitive {
            kind: figure as u32 | flag(at.world, WORLD) | flag(at.on_top, ON_TOP) | layer << LAYER_SHIFT,
            color: packed(color),
            ..Primitive::default()
        }
    }

    /// A line with round ends. `thickness` is in screen units, in the world too. `color` is sRGB with alpha.
    pub fn line(at: Order, from: Vec3, to: Vec3, thickness: f32, color: [f32; 4]) -> Primitive {
        let (a, b) = (from.to_array(), to.to_array());
        Primitive { a, b, p: thickness, ..Primitive::new(Figure::Line, at, color) }
    }

    /// A rectangle about `centre`: `right` and `up` are half its sides. `radius` rounds its corners, in units of its
    /// space. `thickness` is its edge's, in screen units, inside of the rectangle; `None` fills it.
    pub fn rectangle(
        at: Order,
        centre: Vec3,
        [right, up]: [Vec3; 2],
        radius: f32,
        thickness: Option<f32>,
        color: [f32; 4],
    ) -> Primitive {
        Primitive {
            a: centre.to_array(),
            b: right.to_array(),
            c: up.to_array(),
            p: thickness.unwrap_or(0.0),
            q: radius,
            ..Primitive::new(Figure::Box, at, color)
        }
    }

    /// A filled triangle, seen from both sides.
    pub fn triangle(at: Order, corners: [Vec3; 3], color: [f32; 4]) -> Primitive {
        let [a, b, c] = corners.map(|corner| corner.to_array());
        Primitive { a, b, c, ..Primitive::new(Figure::Triangle, at, color) }
    }

    /// A letter on the screen: `pen` is where its baseline begins. `glyph` is [`Font::glyph`](crate::Font::glyph)'s,
    /// `size` the height of a line's letters in units.
    pub fn glyph(at: Order, pen: Vec2, glyph: u16, size: f32, color: [f32; 4]) -> Primitive {
        Primitive {
            a: [pen.x, pen.y, 0.0],
            p: size,
            q: f32::from(glyph),
            ..Primitive::new(Figure::Glyph, at, color)
        }
    }

    /// A letter of a label that hangs on a place in the world: `pen` is relative to where that is on the screen.
    pub fn label_glyph(
        at: Order,
        anchor: Vec3,
        pen: Vec2,
        glyph: u16,
        size: f32,
        color: [f32; 4],
    ) -> Primitive {
        let made = Primitive::new(Figure::Glyph, at, color);
        Primitive {
            a: anchor.to_array(),
            b: [pen.x, pen.y, 0.0],
            p: size,
            q: f32::from(glyph),
            kind: made.kind | LABEL,
            ..made
        }
    }

    /// A letter that lies in the world: `pen` is where its baseline begins, `right` and `up` are as long as a line's letters
    /// are high.
    pub fn flat_glyph(
        at: Order,
        pen: Vec3,
        [right, up]: [Vec3; 2],
        glyph: u16,
        color: [f32; 4],
    ) -> Primitive {
        Primitive {
            a: pen.to_array(),
            b: right.to_array(),
            c: up.to_array(),
            p: 1.0,
            q: f32::from(glyph),
            ..Primitive::new(Figure::Glyph, at, color)
        }
    }

    /// A part of an image on a rectangle about `centre`: `right` and `up` are half its sides. `tint` is sRGB with alpha and multiplies
    /// the image's colours. Nothing is drawn as long as the renderer hasn't got the image.
    pub fn picture(
        at: Order,
        centre: Vec3,
        [right, up]: [Vec3; 2],
        region: Region,
        tint: [f32; 4],
    ) -> Primitive {
        let [left, top, far, bottom] = region.edges;
        let made = Primitive::new(Figure::Picture, at, tint);
        let flag = |on: bool, bit: u32| if on { bit } else { 0 };
        Primitive {
            a: centre.to_array(),
            b: right.to_array(),
            c: up.to_array(),
            p: left,
            q: top,
            r: [far, bottom, region.image as f32],
            kind: made.kind | flag(region.is_pixelated, PIXELATED) | flag(region.is_turned, TURNED),
            ..made
        }
    }

    /// The image that it shows.
    #[cfg(feature = "gpu")]
    pub(crate) fn image(&self) -> Option<u32> {
        (self.kind & 0xf == Figure::Picture as u32).then_some(self.r[2] as u32)
    }

    /// The same with the image's number replaced, by its place among those that are bound.
    #[cfg(feature = "gpu")]
    pub(crate) fn with_slot(self, slot: usize) -> Primitive {
        let [far, bottom, _] = self.r;
        Primitive { r: [far, bottom, slot as f32], ..self }
    }

    /// What it is sorted by: its group, then its layer.
    #[cfg(feature = "gpu")]
    pub(crate) fn order(&self) -> (Group, u32) {
        let group = match (self.kind & WORLD != 0, self.kind & ON_TOP != 0) {
            (true, false) => Group::World,
            (true, true) => Group::OnTop,
            (false, _) => Group::Screen,
        };
        (group, self.kind >> LAYER_SHIFT)
    }

    /// Whether it is a letter.
    #[cfg(feature = "gpu")]
    pub(crate) fn is_glyph(&self) -> bool {
        self.kind & 0xf == Figure::Glyph as u32
    }
}

fn packed(color: [f32; 4]) -> u32 {
    let byte = |channel: f32| (channel.clamp(0.0, 1.0) * 255.0 + 0.5) as u32;
    let [r, g, b, a] = color;
    byte(r) | byte(g) << 8 | byte(b) << 16 | byte(a) << 24
}

/// A frame's figures, those drawn later over those drawn before, layer by layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// The figures.
    pub primitives: Vec<Primitive>,
    /// The rectangle in screen units that is fitted into the picture, centred. `None`: a unit is a CSS pixel.
    pub view: Option<Vec2>,
    /// Device pixels in a CSS pixel.
    pub pixel_ratio: f32,
}

impl Default for Overlay {
    fn default() -> Self {
        Overlay { primitives: Vec::new(), view: None, pixel_ratio: 1.0 }
    }
}

impl Overlay {
    /// Pixels in a screen unit, and the pixel of the screen's origin, in a picture of `size` pixels. It has `scale` times the
    /// device pixels of the place that it is shown in, along a side.
    pub fn fit(&self, size: Vec2, scale: f32) -> (f32, Vec2) {
        match self.view {
            Some(view) if view.min_element() > 0.0 => {
                let scale = (size / view).min_element();
                (scale, (size - view * scale) * 0.5)
            }
            _ => (if self.pixel_ratio > 0.0 { self.pixel_ratio * scale } else { scale }, Vec2::ZERO),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_fitted_into_the_middle() {
        let overlay = Overlay { view: Some(Vec2::new(320.0, 200.0)), ..Overlay::default() };
        assert_eq!(overlay.fit(Vec2::new(640.0, 600.0), 0.5), (2.0, Vec2::new(0.0, 100.0)));
        let overlay = Overlay { pixel_ratio: 3.0, ..Overlay::default() };
        assert_eq!(overlay.fit(Vec2::ONE, 1.0), (3.0, Vec2::ZERO));
        assert_eq!(overlay.fit(Vec2::ONE, 0.5), (1.5, Vec2::ZERO));
    }

    #[test]
    #[cfg(feature = "gpu")]
    fn the_screen_covers_the_world_and_higher_layers_lower_ones() {
        let at = |world, on_top, layer| {
            Primitive::triangle(Order { world, on_top, layer }, [Vec3::ZERO; 3], [1.0; 4]).order()
        };
        let ascending = [
            at(true, false, -3),
            at(true, false, 7),
            at(true, true, i16::MIN),
            at(false, false, -1),
            at(false, true, 0),
        ];
        assert!(ascending.is_sorted());
    }

    #[test]
    #[cfg(feature = "gpu")]
    fn a_picture_knows_its_image_until_it_has_a_place() {
        for image in [0, 1, (1 << 24) - 1] {
            let region = Region { image, edges: [0.0, 0.0, 1.0, 1.0], is_turned: false, is_pixelated: true };
            let picture =
                Primitive::picture(Order::default(), Vec3::ZERO, [Vec3::X, Vec3::Y], region, [1.0; 4]);
            assert_eq!(picture.image(), Some(image));
            assert_eq!(picture.with_slot(3).image(), Some(3));
        }
        assert_eq!(Primitive::default().image(), None);
    }

    #[test]
    fn colours_are_packed_red_first() {
        assert_eq!(packed([1.0, 0.0, 2.0, 0.5]), 0x80ff_00ff);
    }
}
