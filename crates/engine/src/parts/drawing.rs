//! What scripts draw by hand in a frame, and the screen that they draw on.

use std::sync::Arc;

use glam::{Vec2, Vec3};
use luminara_render::{Font, Order, Overlay, Primitive, Region};
use luminara_script::HostError;

/// Figures that one frame may draw; each letter is one.
pub const MOST_FIGURES: usize = 100_000;

/// Corners that a polygon may have, and points that a line may go through.
pub const MOST_POINTS: usize = 4_096;

/// Letters that one text may have.
pub const MOST_LETTERS: usize = 10_000;

/// The picture that is drawn on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// Width and height, CSS pixels.
    pub size: Vec2,
    /// Device pixels in a CSS pixel.
    pub pixel_ratio: f32,
}

impl Screen {
    /// A picture of that many CSS pixels, with that many device pixels in each.
    pub fn new(width: f32, height: f32, pixel_ratio: f32) -> Self {
        Self { size: Vec2::new(width, height), pixel_ratio }
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new(960.0, 600.0, 1.0)
    }
}

/// A place to draw at: on the screen (z is 0) or in the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// In pixels from the upper left, or in metres of the world.
    pub at: Vec3,
    /// Whether it is in the world.
    pub in_world: bool,
}

/// How a figure looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// sRGB with alpha.
    pub color: [f32; 4],
    /// The width of a line or of a figure's edge, screen units. `None`: the usual line, the filled figure.
    pub thickness: Option<f32>,
    /// Higher layers cover lower ones.
    pub layer: i16,
    /// In the world: seen through what is in front.
    pub on_top: bool,
}

/// What was drawn in a frame.
pub struct Drawing {
    /// What the renderer is given; it holds on to it no longer than a picture takes.
    pub overlay: Arc<Overlay>,
    /// What is drawn on.
    pub screen: Screen,
    earcut: earcut::Earcut<f32>,
    flat: Vec<[f32; 2]>,
    triangles: Vec<u32>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            overlay: Arc::default(),
            screen: Screen::default(),
            earcut: earcut::Earcut::new(),
            flat: Vec::new(),
            triangles: Vec::new(),
        }
    }
}

impl Drawing {
    /// Forgets the last frame's figures.
    pub fn start_frame(&mut self) {
        let ratio = self.screen.pixel_ratio;
        let overlay = self.overlay_mut();
        overlay.primitives.clear();
        overlay.pixel_ratio = ratio;
    }

    /// The picture has another size.
    pub fn resize(&mut self, screen: Screen) {
        if screen.size.is_finite() && screen.size.min_element() >= 1.0 && screen.pixel_ratio > 0.0 {
            self.screen = screen;
            self.overlay_mut().pixel_ratio = screen.pixel_ratio;
        }
    }

    /// Makes the screen units those of a rectangle that is fitted into the picture; `None`: CSS pixels.
    pub fn set_view(&mut self, view: Option<Vec2>) {
        self.overlay_mut().view = view;
    }

    /// How large the screen is, in its units: the view, or the picture.
    pub fn size(&self) -> Vec2 {
        self.overlay.view.unwrap_or(self.screen.size)
    }

    /// CSS pixels of the picture in screen units.
    pub fn to_view(&self, pixels: Vec2) -> Vec2 {
        let (scale, origin) =
            Overlay { view: self.overlay.view, ..Overlay::default() }.fit(self.screen.size, 1.0);
        (pixels - origin) / scale
    }

    /// The overlay to change; another one while a picture of the last is still being drawn.
    fn overlay_mut(&mut self) -> &mut Overlay {
        Arc::make_mut(&mut self.overlay)
    }

    fn push(&mut self, primitive: Primitive) -> Result<(), HostError> {
        let overlay = self.overlay_mut();
        if overlay.primitives.len() >= MOST_FIGURES {
            return Err(HostError::limit(format!(
                "more than {MOST_FIGURES} figures and letters were drawn in one frame; draw less, or make entities"
            )));
        }
        overlay.primitives.push(primitive);
        Ok(())
    }

    /// A line through points of one space.
    pub fn line(&mut self, points: impl Iterator<Item = Point>, paint: Paint) -> Result<(), HostError> {
        let thickness = paint.thickness.unwrap_or(1.0);
        let mut last: Option<Point> = None;
        for point in points {
            if let Some(from) = last {
                self.push(Primitive::line(paint.at(from), from.at, point.at, thickness, paint.color))?;
            }
            last = Some(point);
        }
        Ok(())
    }

    /// A rectangle about a point, with half its sides.
    pub fn rectangle(
        &mut self,
        centre: Point,
        sides: [Vec3; 2],
        radius: f32,
        paint: Paint,
    ) -> Result<(), HostError> {
        let at = paint.at(centre);
        self.push(Primitive::rectangle(at, centre.at, sides, radius, paint.thickness, paint.color))
    }

    /// A rectangle of an image, with half its sides to the right and up.
    pub fn picture(
        &mut self,
        centre: Point,
        sides: [Vec3; 2],
        region: Region,
        paint: Paint,
    ) -> Result<(), HostError> {
        self.push(Primitive::picture(paint.at(centre), centre.at, sides, region, paint.color))
    }

    /// A polygon of three points or more, of one space and about in one plane; it may be dented but not cross itself.
    pub fn polygon(&mut self, points: &[Point], paint: Paint) -> Result<(), HostError> {
        let [first, second, .., last] = points else { return Ok(()) };
        if paint.thickness.is_some() {
            self.line(points.iter().copied().chain([*first, *second]).take(points.len() + 1), paint)?;
            return Ok(());
        }
        if points.len() == 3 {
            let corners = [first.at, second.at, last.at];
            return self.push(Primitive::triangle(paint.at(*first), corners, paint.color));
        }
        self.flatten(points);
        let (mut earcut, mut triangles) =
            (std::mem::take(&mut self.earcut), std::mem::take(&mut self.triangles));
        earcut.earcut(self.flat.iter().copied(), &[], &mut triangles);
        let mut result = Ok(());
        for corners in triangles.chunks_exact(3) {
            let corner = |i: usize| {
                let index = corners.get(i).copied().unwrap_or(0) as usize;
                points.get(index).map_or(first.at, |point| point.at)
            };
            let made = Primitive::triangle(paint.at(*first), [corner(0), corner(1), corner(2)], paint.color);
            result = self.push(made);
            if result.is_err() {
                break;
            }
        }
        (self.earcut, self.triangles) = (earcut, triangles);
        result
    }

    /// The points without the axis along which the polygon is thinnest.
    fn flatten(&mut self, points: &[Point]) {
        let ring = points.iter().zip(points.iter().cycle().skip(1));
        let normal: Vec3 = ring.map(|(a, b)| a.at.cross(b.at)).sum::<Vec3>().abs();
        self.flat.clear();
        self.flat.extend(points.iter().map(|Point { at, .. }| {
            if normal.z >= normal.x && normal.z >= normal.y {
                [at.x, at.y]
            } else if normal.y >= normal.x {
                [at.x, at.z]
            } else {
                [at.y, at.z]
            }
        }));
    }

    /// Lines of text. `align` is 0 where the lines begin at the point, 0.5 where they lie about it, 1 where they end
    /// there. The point is at the height of the first line's top.
    pub fn text(
        &mut self,
        text: &str,
        point: Point,
        size: f32,
        align: f32,
        paint: Paint,
    ) -> Result<(), HostError> {
        let at = paint.at(point);
        let mut outcome = Ok(());
        each_letter(text, align, |pen, glyph| {
            let pen = pen * size;
            let made = match point.in_world {
                true => Primitive::label_glyph(at, point.at, pen, glyph, size, paint.color),
                false => Primitive::glyph(at, point.at.truncate() + pen, glyph, size, paint.color),
            };
            if outcome.is_ok() {
                outcome = self.push(made);
            }
        });
        outcome
    }
}

/// Tells each letter of a text that is seen: where the pen is, ems to the right and down from the middle, start or end of the first line's
/// upper edge (by `align`, as [`Drawing::text`] has it), and the glyph.
pub fn each_letter(text: &str, align: f32, mut each: impl FnMut(Vec2, u16)) {
    let font = Font::get();
    for (i, line) in text.lines().enumerate() {
        let y = Font::ASCENT + i as f32 * Font::LINE_HEIGHT;
        let mut pen = Vec2::new(if align > 0.0 { -align * font.width(line) } else { 0.0 }, y);
        for letter in line.chars() {
            let glyph = font.glyph(letter);
            if !letter.is_whitespace() {
                each(pen, glyph);
            }
            pen.x += font.advance(glyph);
        }
    }
}

/// The width and height of a text, screen units.
pub fn text_size(text: &str, size: f32) -> Vec2 {
    let font = Font::get();
    let width = text.lines().map(|line| font.width(line)).fold(0.0, f32::max);
    Vec2::new(width, text.lines().count() as f32 * Font::LINE_HEIGHT) * size
}

impl Paint {
    fn at(&self, point: Point) -> Order {
        Order { world: point.in_world, on_top: self.on_top, layer: self.layer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAINT: Paint = Paint { color: [1.0; 4], thickness: None, layer: 0, on_top: false };

    fn on_screen(x: f32, y: f32) -> Point {
        Point { at: Vec3::new(x, y, 0.0), in_world: false }
    }

    #[test]
    fn a_dented_polygon_is_cut_into_triangles() {
        let mut drawing = Drawing::default();
        let arrow = [(0.0, 0.0), (10.0, 5.0), (0.0, 10.0), (3.0, 5.0)].map(|(x, y)| on_screen(x, y));
        drawing.polygon(&arrow, PAINT).unwrap();
        assert_eq!(drawing.overlay.primitives.len(), 2);
        let upright: Vec<Point> = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 2.0), (0.0, 1.0)]
            .map(|(z, y)| Point { at: Vec3::new(4.0, y, z), in_world: true })
            .into();
        drawing.polygon(&upright, PAINT).unwrap();
        assert_eq!(drawing.overlay.primitives.len(), 5);
        drawing.polygon(&arrow, Paint { thickness: Some(1.0), ..PAINT }).unwrap();
        assert_eq!(drawing.overlay.primitives.len(), 9);
    }

    #[test]
    fn a_frame_s_memory_is_used_again() {
        let mut drawing = Drawing::default();
        let mut frame = || {
            drawing.start_frame();
            for i in 0..5_000 {
                drawing.line([on_screen(0.0, 0.0), on_screen(i as f32, 9.0)].into_iter(), PAINT).unwrap();
            }
            (drawing.overlay.primitives.as_ptr(), drawing.overlay.primitives.capacity())
        };
        let first = frame();
        assert_eq!(frame(), first);
    }

    #[test]
    fn too_much_is_an_error() {
        let mut drawing = Drawing::default();
        let text = "x".repeat(MOST_FIGURES + 1);
        let error = drawing.text(&text, on_screen(0.0, 0.0), 12.0, 0.0, PAINT).unwrap_err();
        assert!(!error.is_catchable() && error.message.contains("100000 figures"), "{error}");
    }

    #[test]
    fn lines_of_text_lie_below_each_other_and_blanks_cost_nothing() {
        let mut drawing = Drawing::default();
        drawing.text("a b\nc", on_screen(0.0, 0.0), 10.0, 0.5, PAINT).unwrap();
        assert_eq!(drawing.overlay.primitives.len(), 3);
        let (one, two) = (text_size("abc", 10.0), text_size("abc\na", 10.0));
        assert!(one.x > 10.0 && one.x == two.x && two.y == 2.0 * one.y);
    }

    #[test]
    fn the_mouse_is_found_in_the_view() {
        let mut drawing = Drawing::default();
        drawing.resize(Screen::new(800.0, 600.0, 2.0));
        assert_eq!(drawing.to_view(Vec2::new(20.0, 30.0)), Vec2::new(20.0, 30.0));
        drawing.set_view(Some(Vec2::new(400.0, 100.0)));
        assert_eq!(drawing.to_view(Vec2::new(400.0, 300.0)), Vec2::new(200.0, 50.0));
        assert_eq!(drawing.size(), Vec2::new(400.0, 100.0));
    }
}
