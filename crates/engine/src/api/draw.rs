//! `draw`: lines, figures, pictures and text for one frame.

use glam::{Vec2, Vec3, Vec4};
use luminara_script::nearest::suggestion;
use luminara_script::{Color, FromValue, HostError, Options, ScriptStruct, ScriptType, Type, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::debugging::box_edges;
use crate::parts::drawing::{MOST_LETTERS, MOST_POINTS, Paint, Point, text_size};
use crate::parts::images::{Cut, Sprite};

/// Draws for one frame; what should stay is drawn in every `on_update`.
///
/// A place that is a `vec2` is on the screen: units from the upper left, to the right and down, one to a pixel as the
/// page counts them, or those of `draw.set_view`. A place that is a `vec3` is in the world.
///
/// The last argument is a color, or a table of: `color` (white), `thickness` in screen units (1 for lines; a figure with it
/// is an outline), `layer` (0; higher ones cover lower ones), `on_top` (false; in the world, seen through what is in
/// front), `radius` of a rectangle's corners (0), `size` (16) and `align` ("left", "center", "right") of text, `normal`
/// (vec3(0, 0, 1)) of circles in the world.
///
/// ```lua
/// function on_update()
///   draw.rect(vec2(10, 10), vec2(120, 24), { color = "#12141ac0", radius = 6 })
///   draw.text("Score 12", vec2(18, 12), { size = 16, color = "#ffb454" })
///   draw.line(vec3(0, 0, 0), vec3(0, 3, 0), "#6cb6ff")
/// end
/// ```
#[luminara_script::module("draw", host = Scene)]
pub mod draw_module {
    use super::*;

    /// A line between two places, both on the screen or both in the world. Its thickness is in screen units, in the
    /// world too.
    ///
    /// ```lua
    /// draw.line(vec2(10, 10), vec2(200, 40), { color = "#ffb454", thickness = 3 })
    /// ```
    pub fn line(scene: &mut Scene, from: Point, to: Point, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.line", &[])?;
        super::same_space("draw.line", &[from, to])?;
        scene.drawing.line([from, to].into_iter(), paint)
    }

    /// A line through a list of places, at most 4096.
    ///
    /// ```lua
    /// draw.polyline({ vec2(10, 80), vec2(40, 20), vec2(70, 80) }, { thickness = 2 })
    /// ```
    pub fn polyline(scene: &mut Scene, points: Points, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.polyline", &[])?;
        super::check_points("draw.polyline", &points.0)?;
        scene.drawing.line(points.0.into_iter(), paint)
    }

    /// A rectangle from the corner with the smallest coordinates, `size` wide and high: the upper left one on the screen;
    /// in the world it stands upright, facing +Z.
    ///
    /// ```lua
    /// draw.rect(vec2(20, 20), vec2(80, 40), { color = color.palette(3), radius = 8 })
    /// draw.rect(vec2(20, 20), vec2(80, 40), { thickness = 2, radius = 8 })
    /// ```
    pub fn rect(scene: &mut Scene, corner: Point, size: Vec2, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.rect", &["radius"])?;
        let radius = style.number("draw.rect", "radius", 0.0)?;
        if !size.is_finite() {
            return Err(HostError::new(format!("draw.rect: 'size' is not finite: {size:?}")));
        }
        let half = size.abs() * 0.5;
        let centre = Point { at: corner.at + (size * 0.5).extend(0.0), ..corner };
        scene.drawing.rectangle(centre, [Vec3::X * half.x, Vec3::Y * half.y], radius.max(0.0), paint)
    }

    /// A circle about a place; the radius is in the units of its space. In the world it faces along `normal`.
    ///
    /// ```lua
    /// draw.circle(vec2(100, 100), 30, "#7fd48a")
    /// draw.circle(vec3(0, 0.01, 0), 2, { normal = vec3(0, 1, 0), thickness = 2 })
    /// ```
    pub fn circle(scene: &mut Scene, center: Point, radius: f32, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.circle", &["normal"])?;
        let radius = super::length("draw.circle", "radius", radius)?;
        let normal = style.vector("draw.circle", "normal", Vec3::Z)?;
        let (right, up) = normal.normalize_or(Vec3::Z).any_orthonormal_pair();
        scene.drawing.rectangle(center, [right * radius, up * radius], radius, paint)
    }

    /// A polygon with 3 to 4096 corners. It may be dented but must not cross itself.
    ///
    /// ```lua
    /// draw.polygon({ vec2(50, 10), vec2(90, 80), vec2(50, 60), vec2(10, 80) }, "#ff6b6b")
    /// ```
    pub fn polygon(scene: &mut Scene, points: Points, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.polygon", &[])?;
        super::check_points("draw.polygon", &points.0)?;
        if points.0.len() < 3 {
            let count = points.0.len();
            return Err(HostError::new(format!("draw.polygon expects 3 places or more, got {count}")));
        }
        scene.drawing.polygon(&points.0, paint)
    }

    /// Text in the built-in font (Latin letters), at most 10000 letters; `\n` begins a new line. The place is the text's
    /// upper left corner; with `align` "center" the middle of its upper edge, with "right" its upper right corner. In the
    /// world it is a label of the same size wherever it hangs.
    ///
    /// ```lua
    /// draw.text("Ready?", vec2(160, 90), { size = 32, align = "center" })
    /// draw.text("home", vec3(0, 2, 0), { on_top = true })
    /// ```
    pub fn text(scene: &mut Scene, text: Value, position: Point, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.text", &["size", "align"])?;
        let size = super::length("draw.text", "size", style.number("draw.text", "size", 16.0)?)?;
        let align = style.align("draw.text")?;
        let text = super::shown(&text)?;
        super::check_letters(&text)?;
        scene.drawing.text(&text, position, size, align, paint)
    }

    /// A picture of the project: a PNG, JPEG, WebP, GIF or SVG file. The place is its upper left corner. On the screen a pixel of it is a
    /// unit wide; in the world it stands upright, facing +Z, and 32 of its pixels are a metre.
    ///
    /// ```lua
    /// function on_update()
    ///   draw.image("heart.png", vec2(20, 20), { size = vec2(32, 32) })
    /// end
    /// ```
    pub fn image(
        scene: &mut Scene,
        image: SmolStr,
        position: Point,
        options: Options<ImageOptions>,
    ) -> Result<(), HostError> {
        super::picture(scene, &image, position, options.0, Vec2::ZERO)
    }

    /// The same with the place at the picture's middle, or at its `pivot`: one frame of a grid or a sheet, as a `Sprite` shows it.
    ///
    /// ```lua
    /// function on_update()
    ///   draw.sprite("coins.png", vec2(160, 90), { columns = 6, frame = 3, rotation = 0.2 })
    /// end
    /// ```
    pub fn sprite(
        scene: &mut Scene,
        image: SmolStr,
        position: Point,
        options: Options<ImageOptions>,
    ) -> Result<(), HostError> {
        super::picture(scene, &image, position, options.0, Vec2::splat(0.5))
    }

    /// How many pixels a picture is wide and high, or a frame of it.
    ///
    /// ```lua
    /// if assets.exists("hero.png") then print(draw.image_size("hero.png")) end
    /// ```
    pub fn image_size(
        scene: &mut Scene,
        image: SmolStr,
        options: Options<ImageOptions>,
    ) -> Result<Vec2, HostError> {
        Ok(scene.shape(&options.0.cut(&image))?.whole)
    }

    /// How wide and high a text would be.
    ///
    /// ```lua
    /// local size = draw.text_size("Game over", 24)
    /// ```
    pub fn text_size(text: String, #[default(16.0)] size: f32) -> Result<Vec2, HostError> {
        super::check_letters(&text)?;
        Ok(super::text_size(&text, super::length("draw.text_size", "size", size)?))
    }

    /// The edges of a box in the world, about its middle.
    ///
    /// ```lua
    /// draw.box(vec3(0, 1, 0), vec3(2, 2, 2), "#6cb6ff")
    /// ```
    pub fn r#box(scene: &mut Scene, center: Vec3, size: Vec3, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.box", &[])?;
        super::finite("draw.box", "center", center)?;
        super::finite("draw.box", "size", size)?;
        let point = |at: Vec3| Point { at: center + size * at, in_world: true };
        for (from, to) in box_edges() {
            scene.drawing.line([point(from), point(to)].into_iter(), paint)?;
        }
        Ok(())
    }

    /// An arrow from one place to another.
    ///
    /// ```lua
    /// draw.arrow(vec3(0, 0, 0), vec3(1, 2, 0), { color = "#7fd48a", thickness = 2 })
    /// ```
    pub fn arrow(scene: &mut Scene, from: Point, to: Point, style: Style) -> Result<(), HostError> {
        let paint = style.paint("draw.arrow", &[])?;
        super::same_space("draw.arrow", &[from, to])?;
        let way = to.at - from.at;
        let side = match way.cross(Vec3::Y).length_squared() > 1e-6 * way.length_squared() && to.in_world {
            true => way.cross(Vec3::Y).normalize_or_zero() * way.length(),
            false => Vec3::new(-way.y, way.x, 0.0),
        };
        let barb = |sign: f32| Point { at: to.at - way * 0.2 + side * (0.1 * sign), ..to };
        scene.drawing.line([from, to].into_iter(), paint)?;
        scene.drawing.line([barb(1.0), to, barb(-1.0)].into_iter(), paint)
    }

    /// The screen's width and height in its units: the picture's, or what `draw.set_view` asked for.
    ///
    /// ```lua
    /// local middle = draw.size() / 2
    /// ```
    pub fn size(scene: &mut Scene) -> Vec2 {
        scene.drawing.size()
    }

    /// From now on the screen is `size` units wide and high, fitted into the middle of the picture, however large that is.
    /// Without a size, a unit is a pixel as the page counts them.
    ///
    /// ```lua
    /// draw.set_view(vec2(320, 200))
    /// ```
    pub fn set_view(scene: &mut Scene, size: Option<Vec2>) -> Result<(), HostError> {
        if let Some(size) = size
            && !(size.is_finite() && size.min_element() > 0.0)
        {
            return Err(HostError::new(format!(
                "draw.set_view expects a width and height above 0, got {size:?}"
            )));
        }
        scene.drawing.set_view(size);
        Ok(())
    }

    /// A place in the picture's pixels, such as `input.mouse_position()`, in the screen's units.
    ///
    /// ```lua
    /// local cursor = draw.to_view(input.mouse_position())
    /// ```
    pub fn to_view(scene: &mut Scene, pixels: Vec2) -> Vec2 {
        scene.drawing.to_view(pixels)
    }
}

/// How a picture is drawn.
#[derive(Clone, Debug, PartialEq, ScriptStruct)]
pub struct ImageOptions {
    /// Width and height, in the units of its space. A side that is 0 follows from the other; where both are, its pixels count.
    pub size: Vec2,
    /// Which frame of a grid or a sheet, row by row from 1.
    pub frame: i64,
    /// Which frame of a sheet, by its name; it goes before `frame`.
    pub region: SmolStr,
    /// How many frames the image has beside each other.
    #[within(1, 8_192)]
    pub columns: i64,
    /// How many frames the image has below each other.
    #[within(1, 8_192)]
    pub rows: i64,
    /// Pixels around all frames of a grid.
    #[within(0, 8_192)]
    pub margin: i64,
    /// Pixels between two frames of a grid.
    #[within(0, 8_192)]
    pub spacing: i64,
    /// What of it is at the place, from its upper left: vec2(0.5, 1) is its feet.
    pub pivot: Option<Vec2>,
    /// How far it is turned about its place, radians; on the screen as the hands of a clock go, in the world against them.
    pub rotation: f32,
    /// Whether it is mirrored from left to right.
    pub flip_x: bool,
    /// Whether it is upside down.
    pub flip_y: bool,
    /// A colour that it is multiplied by; its alpha makes it transparent.
    pub tint: Color,
    /// How many pixels of its left, upper, right and lower side keep their size however large it is: of a frame or a button.
    pub border: Vec4,
    /// Whether its pixels stay squares when it is enlarged.
    pub pixelated: bool,
    /// Higher layers cover lower ones.
    #[within(-32_768, 32_767)]
    pub layer: i64,
    /// In the world: whether it is seen through what is in front.
    pub on_top: bool,
}

impl Default for ImageOptions {
    fn default() -> Self {
        Self {
            size: Vec2::ZERO,
            frame: 1,
            region: SmolStr::default(),
            columns: 1,
            rows: 1,
            margin: 0,
            spacing: 0,
            pivot: None,
            rotation: 0.0,
            flip_x: false,
            flip_y: false,
            tint: Color::WHITE,
            border: Vec4::ZERO,
            pixelated: true,
            layer: 0,
            on_top: false,
        }
    }
}

impl ImageOptions {
    fn cut<'a>(&'a self, image: &'a str) -> Cut<'a> {
        Cut {
            image,
            frame: self.frame,
            region: &self.region,
            columns: self.columns,
            rows: self.rows,
            margin: self.margin,
            spacing: self.spacing,
        }
    }
}

fn picture(
    scene: &mut Scene,
    image: &str,
    point: Point,
    options: ImageOptions,
    usual_pivot: Vec2,
) -> Result<(), HostError> {
    let shape = scene.shape(&options.cut(image))?;
    let pixel = if point.in_world { Sprite::default().pixels_per_meter.recip() } else { 1.0 };
    let size = shape.size(options.size, pixel);
    // On the screen, down is along +Y.
    let down = if point.in_world { Vec3::NEG_Y } else { Vec3::Y };
    let (sin, cos) = (libm::sinf(options.rotation), libm::cosf(options.rotation));
    let turn = if point.in_world { -sin } else { sin };
    let (right, below) = (Vec3::X * cos + down * turn, down * cos - Vec3::X * turn);
    let paint = Paint {
        color: options.tint.to_array(),
        thickness: None,
        layer: options.layer.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16,
        on_top: options.on_top,
    };
    let mut outcome = Ok(());
    let flips = [options.flip_x, options.flip_y];
    let pivot = options.pivot.unwrap_or(usual_pivot);
    shape.quads(size, pivot, flips, options.border.to_array(), pixel, |quad| {
        let at = point.at + right * quad.centre.x + below * quad.centre.y;
        let sides = [right * quad.half.x, -below * quad.half.y];
        if outcome.is_ok() {
            outcome = scene.drawing.picture(
                Point { at, ..point },
                sides,
                shape.region(&quad, options.pixelated),
                paint,
            );
        }
    });
    outcome
}

impl ScriptType for Point {
    fn script_type() -> Type {
        Type::Any
    }
}

impl FromValue for Point {
    fn from_value(value: &Value) -> Option<Self> {
        let (at, in_world) = match value {
            Value::Vec2(at) => (at.extend(0.0), false),
            Value::Vec3(at) => (*at, true),
            _ => return None,
        };
        at.is_finite().then_some(Self { at, in_world })
    }

    fn expect(value: &Value, what: impl Fn() -> String) -> Result<Self, HostError> {
        Self::from_value(value).ok_or_else(|| {
            let what = what();
            match value {
                Value::Vec2(_) | Value::Vec3(_) => HostError::new(format!("{what} is not finite: {value}")),
                other => HostError::new(format!(
                    "{what} expects a vec2 (on the screen) or a vec3 (in the world), got {}",
                    other.describe()
                )),
            }
        })
    }
}

/// A list of places.
pub struct Points(Vec<Point>);

impl ScriptType for Points {
    fn script_type() -> Type {
        Type::Array(Box::new(Type::Any))
    }
}

impl FromValue for Points {
    fn from_value(value: &Value) -> Option<Self> {
        Self::expect(value, String::new).ok()
    }

    fn expect(value: &Value, what: impl Fn() -> String) -> Result<Self, HostError> {
        let list = match value {
            Value::Array(list) => &**list,
            Value::Table(table) if table.fields.is_empty() => &table.list,
            other => {
                let got = other.describe();
                return Err(HostError::new(format!(
                    "{} expects a list of vec2 or of vec3, got {got}",
                    what()
                )));
            }
        };
        let point = |(i, value)| Point::expect(value, || format!("place {} of {}", i + 1, what()));
        list.iter().enumerate().map(point).collect::<Result<_, _>>().map(Self)
    }
}

/// The last argument: nothing, a color, or a table of fields.
pub struct Style(Value);

impl ScriptType for Style {
    fn script_type() -> Type {
        Type::Optional(Box::new(Type::Any))
    }
}

impl FromValue for Style {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Nil | Value::Color(_) | Value::Str(_) | Value::Table(_) => Some(Self(value.clone())),
            Value::Array(list) if list.is_empty() => Some(Self(Value::Nil)),
            _ => None,
        }
    }

    fn expect(value: &Value, what: impl Fn() -> String) -> Result<Self, HostError> {
        Self::from_value(value).ok_or_else(|| {
            HostError::new(format!(
                "{} expects a color or a table such as {{ color = \"#ffb454\" }}, got {}",
                what(),
                value.describe()
            ))
        })
    }
}

/// The fields that every figure takes.
const FIELDS: [&str; 4] = ["color", "thickness", "layer", "on_top"];

impl Style {
    fn field(&self, name: &str) -> Option<&Value> {
        match &self.0 {
            Value::Table(table) => table.fields.get(name),
            _ => None,
        }
    }

    /// What every figure has. `more` are the fields that this one takes beside.
    fn paint(&self, function: &str, more: &[&str]) -> Result<Paint, HostError> {
        let mut paint = Paint { color: Color::WHITE.to_array(), thickness: None, layer: 0, on_top: false };
        match &self.0 {
            Value::Table(table) => {
                for (name, value) in &table.fields {
                    let what = || format!("'{name}' of {function}");
                    match name.as_str() {
                        "color" => paint.color = Color::expect(value, what)?.to_array(),
                        "thickness" => {
                            paint.thickness = Some(length(function, "thickness", f32::expect(value, what)?)?);
                        }
                        "layer" => {
                            let layer = i64::expect(value, what)?;
                            paint.layer = i16::try_from(layer).map_err(|_| {
                                HostError::new(format!("{} expects -32768 to 32767, got {layer}", what()))
                            })?;
                        }
                        "on_top" => paint.on_top = bool::expect(value, what)?,
                        other if more.contains(&other) => {}
                        other => {
                            let known = FIELDS.iter().chain(more).copied();
                            let hint = suggestion(other, known);
                            return Err(HostError::new(format!("{function} has no field '{other}'{hint}")));
                        }
                    }
                }
            }
            Value::Nil => {}
            color => paint.color = Color::expect(color, || format!("the style of {function}"))?.to_array(),
        }
        match paint.color.iter().all(|channel| channel.is_finite()) {
            true => Ok(paint),
            false => Err(HostError::new(format!("the color of {function} is not finite"))),
        }
    }

    fn number(&self, function: &str, name: &str, usual: f32) -> Result<f32, HostError> {
        match self.field(name) {
            Some(value) => length(function, name, f32::expect(value, || format!("'{name}' of {function}"))?),
            None => Ok(usual),
        }
    }

    fn vector(&self, function: &str, name: &str, usual: Vec3) -> Result<Vec3, HostError> {
        match self.field(name) {
            Some(value) => {
                let vector = Vec3::expect(value, || format!("'{name}' of {function}"))?;
                finite(function, name, vector)
            }
            None => Ok(usual),
        }
    }

    fn align(&self, function: &str) -> Result<f32, HostError> {
        let Some(value) = self.field("align") else { return Ok(0.0) };
        match value {
            Value::Str(word) if word == "left" => Ok(0.0),
            Value::Str(word) if word == "center" => Ok(0.5),
            Value::Str(word) if word == "right" => Ok(1.0),
            other => Err(HostError::new(format!(
                "'align' of {function} expects \"left\", \"center\" or \"right\", got {}",
                other.describe()
            ))),
        }
    }
}

fn finite(function: &str, name: &str, vector: Vec3) -> Result<Vec3, HostError> {
    match vector.is_finite() {
        true => Ok(vector),
        false => Err(HostError::new(format!("'{name}' of {function} is not finite: {vector:?}"))),
    }
}

/// A length of 0 or more.
fn length(function: &str, name: &str, value: f32) -> Result<f32, HostError> {
    match value.is_finite() && value >= 0.0 {
        true => Ok(value),
        false => {
            Err(HostError::new(format!("'{name}' of {function} expects a number from 0 on, got {value}")))
        }
    }
}

fn same_space(function: &str, points: &[Point]) -> Result<(), HostError> {
    match points.iter().all(|point| Some(point.in_world) == points.first().map(|first| first.in_world)) {
        true => Ok(()),
        false => Err(HostError::new(format!(
            "{function} expects places of one kind: vec2 on the screen or vec3 in the world"
        ))),
    }
}

fn check_points(function: &str, points: &[Point]) -> Result<(), HostError> {
    if points.len() > MOST_POINTS {
        return Err(HostError::new(format!(
            "{function} takes at most {MOST_POINTS} places, got {}",
            points.len()
        )));
    }
    same_space(function, points)
}

fn check_letters(text: &str) -> Result<(), HostError> {
    // A letter has at least a byte: only a text that is too long is counted.
    if text.len() <= MOST_LETTERS || text.chars().nth(MOST_LETTERS).is_none() {
        return Ok(());
    }
    Err(HostError::new(format!(
        "a text may have {MOST_LETTERS} letters, this one has more; draw it in parts"
    )))
}

/// A text, or a number as a script prints it.
fn shown(value: &Value) -> Result<smol_str::SmolStr, HostError> {
    match value {
        Value::Str(text) => Ok(text.clone()),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => Ok(smol_str::format_smolstr!("{value}")),
        other => Err(HostError::new(format!(
            "argument 1 ('text') of draw.text expects a string, got {}",
            other.describe()
        ))),
    }
}
