//! What `debug` shows: watched values, marks that stay for a while, and where a script asked to stop.

use std::f32::consts::TAU;

use glam::{Vec2, Vec3};
use luminara_script::{HostError, InstanceId, Value};

use crate::parts::drawing::{Drawing, Paint, Point, text_size};

/// Lines of watched values.
const MOST_WATCHES: usize = 32;
/// Letters of a watched value; a longer one is cut.
const MOST_LETTERS: usize = 120;
/// Marks at once.
const MOST_MARKS: usize = 2_000;
/// Corners of a circle.
const CORNERS: usize = 24;
/// The letters' size and the place of the first watched value, pixels as the page counts them.
const LETTERS: f32 = 13.0;
const CORNER: f32 = 10.0;
/// What shows over everything else that is drawn.
const LAYER: i16 = i16::MAX;

/// What a mark looks like.
#[derive(Clone, Debug)]
pub enum Lasting {
    /// From one place to another.
    Line(Vec3, Vec3),
    /// A box's edges: its middle and size.
    Box(Vec3, Vec3),
    /// A sphere's circles: its middle and radius.
    Sphere(Vec3, f32),
    /// A label.
    Text(String, Vec3),
}

impl Lasting {
    /// Whether all its numbers are finite.
    pub fn is_finite(&self) -> bool {
        match self {
            Lasting::Line(a, b) | Lasting::Box(a, b) => a.is_finite() && b.is_finite(),
            Lasting::Sphere(center, radius) => center.is_finite() && radius.is_finite(),
            Lasting::Text(_, at) => at.is_finite(),
        }
    }

    /// Draws it; what is too much for the frame is left out.
    fn draw(&self, drawing: &mut Drawing, color: [f32; 4]) {
        let paint = Paint { color, thickness: None, layer: LAYER, on_top: true };
        let point = |at: Vec3| Point { at, in_world: true };
        let mut line = |a: Vec3, b: Vec3| {
            let _ = drawing.line([point(a), point(b)].into_iter(), paint);
        };
        match self {
            Lasting::Line(from, to) => line(*from, *to),
            Lasting::Box(center, size) => {
                for (from, to) in box_edges() {
                    line(*center + *size * from, *center + *size * to);
                }
            }
            Lasting::Sphere(center, radius) => {
                for (right, up) in [(Vec3::X, Vec3::Y), (Vec3::Y, Vec3::Z), (Vec3::Z, Vec3::X)] {
                    let at = |i: usize| {
                        let (sin, cos) = libm::sincosf(i as f32 * TAU / CORNERS as f32);
                        *center + (right * cos + up * sin) * *radius
                    };
                    (0..CORNERS).for_each(|i| line(at(i), at(i + 1)));
                }
            }
            Lasting::Text(text, at) => {
                let size = LETTERS * pixel(drawing);
                let _ = drawing.text(text, point(*at), size, 0.5, paint);
            }
        }
    }
}

/// The twelve edges of a box of edge 1 about the origin.
pub fn box_edges() -> impl Iterator<Item = (Vec3, Vec3)> {
    let corner = |i: usize| {
        let side = |bit: usize| if i & bit == 0 { -0.5 } else { 0.5 };
        Vec3::new(side(1), side(2), side(4))
    };
    let edges = (0..8usize).flat_map(|from| [1, 2, 4].map(|bit| (from, bit)));
    edges.filter(|(from, bit)| from & bit == 0).map(move |(from, bit)| (corner(from), corner(from | bit)))
}

/// How wide a pixel, as the page counts them, is in the screen's units.
fn pixel(drawing: &Drawing) -> f32 {
    (drawing.to_view(Vec2::X) - drawing.to_view(Vec2::ZERO)).x
}

#[derive(Debug)]
struct Mark {
    what: Lasting,
    color: [f32; 4],
    /// In simulated seconds since the start; in the frame of its making it is drawn in any case.
    until: f64,
}

#[derive(Debug)]
struct Watch {
    name: String,
    text: String,
    instance: InstanceId,
}

/// What is shown for who looks for a mistake.
#[derive(Debug, Default)]
pub struct Debugging {
    watches: Vec<Watch>,
    marks: Vec<Mark>,
    /// A script asked to stop.
    stop: bool,
}

impl Debugging {
    /// Shows a value from now on.
    pub fn watch(&mut self, instance: InstanceId, name: &str, value: &Value) -> Result<(), HostError> {
        let cut = |text: String| match text.char_indices().nth(MOST_LETTERS) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
            None => text,
        };
        let one_line = |text: String| cut(text.replace(['\n', '\r', '\t'], " "));
        let (name, text) = (one_line(name.to_owned()), one_line(value.to_string()));
        if let Some(watch) = self.watches.iter_mut().find(|watch| watch.name == name) {
            (watch.text, watch.instance) = (text, instance);
            return Ok(());
        }
        if self.watches.len() >= MOST_WATCHES {
            let message = format!("debug.watch shows {MOST_WATCHES} values at most; debug.unwatch one first");
            return Err(HostError::new(message));
        }
        self.watches.push(Watch { name, text, instance });
        Ok(())
    }

    /// Shows a value, or all, no more.
    pub fn unwatch(&mut self, name: Option<&str>) {
        self.watches.retain(|watch| name.is_some_and(|name| watch.name != name));
    }

    /// What is watched, as it is shown.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.watches.iter().map(|watch| format!("{}: {}", watch.name, watch.text))
    }

    /// An instance ended.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        self.watches.retain(|watch| watch.instance != instance);
    }

    /// Whether a script asked to stop since the last time.
    pub fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stop)
    }

    /// Notes that a script asked to stop.
    pub fn stop(&mut self) {
        self.stop = true;
    }

    /// Draws something until a simulated time.
    pub fn mark(&mut self, what: Lasting, color: [f32; 4], until: f64) -> Result<(), HostError> {
        if self.marks.len() >= MOST_MARKS {
            return Err(HostError::limit(format!("{MOST_MARKS} marks of debug are drawn already")));
        }
        self.marks.push(Mark { what, color, until });
        Ok(())
    }

    /// Draws what is watched and marked. What is too much for the frame is left out.
    pub fn draw(&mut self, drawing: &mut Drawing, now: f64) {
        for mark in &self.marks {
            mark.what.draw(drawing, mark.color);
        }
        self.marks.retain(|mark| mark.until > now + 1e-9);
        if !self.watches.is_empty() {
            self.draw_watches(drawing);
        }
    }

    /// A dark panel with the watched values. What is too much for the frame is left out.
    fn draw_watches(&self, drawing: &mut Drawing) {
        let text = self.lines().collect::<Vec<_>>().join("\n");
        let (unit, corner) = (pixel(drawing), drawing.to_view(Vec2::splat(CORNER)));
        let size = text_size(&text, LETTERS * unit) + Vec2::new(16.0, 10.0) * unit;
        let paint = |color| Paint { color, thickness: None, layer: LAYER, on_top: false };
        let on_screen = |at: Vec2| Point { at: at.extend(0.0), in_world: false };
        let half = size * 0.5;
        let sides = [Vec3::X * half.x, Vec3::Y * half.y];
        let panel = paint([0.05, 0.055, 0.075, 0.78]);
        let _ = drawing.rectangle(on_screen(corner + half), sides, 6.0 * unit, panel);
        let at = on_screen(corner + Vec2::new(8.0, 5.0) * unit);
        let _ = drawing.text(&text, at, LETTERS * unit, 0.0, paint([0.95, 0.96, 0.97, 1.0]));
    }
}
