//! Vectors, rotations and colours: the constructors, methods and operators that every language binds.

use glam::{EulerRot, Quat, Vec2, Vec3, Vec4};

use crate::error::HostError;
use crate::registry::Registry;
use crate::value::{Color, Value};

/// Adds the modules and types of this file.
pub fn register(registry: &mut Registry) {
    registry.modules.extend([
        vec2_module::module(),
        vec3_module::module(),
        vec4_module::module(),
        quat_module::module(),
        color_module::module(),
    ]);
    crate::noise::register(registry);
    registry.types.extend([
        vec2_methods::type_def(),
        vec3_methods::type_def(),
        vec4_methods::type_def(),
        quat_methods::type_def(),
        color_methods::type_def(),
    ]);
}

/// A binary operator on values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`: by components, by a number, or a rotation applied.
    Mul,
    /// `a / b`
    Div,
}

impl Operator {
    fn symbol(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Sub => "-",
            Operator::Mul => "*",
            Operator::Div => "/",
        }
    }
}

fn number(value: &Value) -> Option<f32> {
    match value {
        Value::Float(f) => Some(*f as f32),
        Value::Int(i) => Some(*i as f32),
        _ => None,
    }
}

/// Applies an operator where one side is a vector, a quat or a colour.
pub fn binary(operator: Operator, a: &Value, b: &Value) -> Result<Value, HostError> {
    macro_rules! vectors {
        ($variant:ident, $a:expr, $b:expr) => {
            match operator {
                Operator::Add => Value::$variant($a + $b),
                Operator::Sub => Value::$variant($a - $b),
                Operator::Mul => Value::$variant($a * $b),
                Operator::Div => Value::$variant($a / $b),
            }
        };
    }
    macro_rules! scaled {
        ($variant:ident, $vector:expr, $number:expr) => {
            match operator {
                Operator::Mul => Some(Value::$variant($vector * $number)),
                Operator::Div => Some(Value::$variant($vector / $number)),
                _ => None,
            }
        };
    }
    let result = match (a, b) {
        (Value::Vec2(a), Value::Vec2(b)) => Some(vectors!(Vec2, *a, *b)),
        (Value::Vec3(a), Value::Vec3(b)) => Some(vectors!(Vec3, *a, *b)),
        (Value::Vec4(a), Value::Vec4(b)) => Some(vectors!(Vec4, *a, *b)),
        (Value::Quat(a), Value::Quat(b)) if operator == Operator::Mul => Some(Value::Quat(*a * *b)),
        (Value::Quat(q), Value::Vec3(v)) if operator == Operator::Mul => Some(Value::Vec3(*q * *v)),
        (Value::Color(a), Value::Color(b)) => {
            let (a, b) = (Vec4::from_array(a.to_array()), Vec4::from_array(b.to_array()));
            let sum = match operator {
                Operator::Add => a + b,
                Operator::Sub => a - b,
                Operator::Mul => a * b,
                Operator::Div => a / b,
            };
            Some(Value::Color(Color::from_array(sum.to_array())))
        }
        _ => match (number(a), number(b)) {
            (None, Some(n)) => match a {
                Value::Vec2(v) => scaled!(Vec2, *v, n),
                Value::Vec3(v) => scaled!(Vec3, *v, n),
                Value::Vec4(v) => scaled!(Vec4, *v, n),
                Value::Color(c) => match operator {
                    Operator::Mul => Some(Value::Color(Color::new(c.r * n, c.g * n, c.b * n, c.a))),
                    Operator::Div => Some(Value::Color(Color::new(c.r / n, c.g / n, c.b / n, c.a))),
                    _ => None,
                },
                _ => None,
            },
            (Some(n), None) => match (operator, b) {
                (Operator::Mul, Value::Vec2(v)) => Some(Value::Vec2(n * *v)),
                (Operator::Mul, Value::Vec3(v)) => Some(Value::Vec3(n * *v)),
                (Operator::Mul, Value::Vec4(v)) => Some(Value::Vec4(n * *v)),
                (Operator::Mul, Value::Color(c)) => {
                    Some(Value::Color(Color::new(c.r * n, c.g * n, c.b * n, c.a)))
                }
                (Operator::Div, Value::Vec2(v)) => Some(Value::Vec2(n / *v)),
                (Operator::Div, Value::Vec3(v)) => Some(Value::Vec3(n / *v)),
                (Operator::Div, Value::Vec4(v)) => Some(Value::Vec4(n / *v)),
                _ => None,
            },
            _ => None,
        },
    };
    result.ok_or_else(|| cant_take(operator, &a.describe(), &b.describe()))
}

/// The error of an operator that can't take its operands, each described in words.
pub fn cant_take(operator: Operator, left: &str, right: &str) -> HostError {
    HostError::new(format!("'{}' can't take {left} and {right}", operator.symbol()))
}

/// `-a` for a vector or a quat.
pub fn negate(value: &Value) -> Result<Value, HostError> {
    match value {
        Value::Vec2(v) => Ok(Value::Vec2(-*v)),
        Value::Vec3(v) => Ok(Value::Vec3(-*v)),
        Value::Vec4(v) => Ok(Value::Vec4(-*v)),
        Value::Quat(q) => Ok(Value::Quat(-*q)),
        other => Err(HostError::new(format!("can't negate {}", other.describe()))),
    }
}

/// The components that values of a type have, each a number.
pub fn component_names(type_name: &str) -> &'static [&'static str] {
    match type_name {
        "vec2" => &["x", "y"],
        "vec3" => &["x", "y", "z"],
        "vec4" | "quat" => &["x", "y", "z", "w"],
        "color" => &["r", "g", "b", "a"],
        _ => &[],
    }
}

/// The index of a component by name: `x y z w` of vectors and quats, `r g b a` of colours.
pub fn component_index(value: &Value, name: &str) -> Option<usize> {
    component_names(value.type_name()).iter().position(|candidate| *candidate == name)
}

/// Reads a component of a vector, quat or colour.
pub fn component(value: &Value, index: usize) -> Option<f32> {
    match value {
        Value::Vec2(v) => v.to_array().get(index).copied(),
        Value::Vec3(v) => v.to_array().get(index).copied(),
        Value::Vec4(v) => v.to_array().get(index).copied(),
        Value::Quat(q) => q.to_array().get(index).copied(),
        Value::Color(c) => c.to_array().get(index).copied(),
        _ => None,
    }
}

/// Writes a component of a vector, quat or colour. False when there is none of that index.
pub fn set_component(value: &mut Value, index: usize, to: f32) -> bool {
    macro_rules! set {
        ($target:expr, $type:ty) => {{
            let mut array = $target.to_array();
            let Some(slot) = array.get_mut(index) else { return false };
            *slot = to;
            *$target = <$type>::from_array(array);
            true
        }};
    }
    match value {
        Value::Vec2(v) => set!(v, Vec2),
        Value::Vec3(v) => set!(v, Vec3),
        Value::Vec4(v) => set!(v, Vec4),
        Value::Quat(q) => set!(q, Quat),
        Value::Color(c) => set!(c, Color),
        _ => false,
    }
}

/// Two numbers that belong together: a point on the screen, a direction on the ground.
///
/// ```lua
/// local v = vec2(3, 4)
/// print(v:length())  --> 5.0
/// ```
#[luminara_script::module("vec2")]
mod vec2_module {
    use super::*;

    /// A vec2 from its parts. With one number, both parts are that number.
    ///
    /// ```lua
    /// print(vec2(1, 2), vec2(3))  --> vec2(1, 2) vec2(3, 3)
    /// ```
    pub fn call_module(#[default(0.0)] x: f32, y: Option<f32>) -> Vec2 {
        Vec2::new(x, y.unwrap_or(x))
    }
}

/// Three numbers that belong together: a place, a direction, a size. +X is right, +Y is up, -Z is forward.
///
/// ```lua
/// local a, b = vec3(1, 2, 3), vec3(4, 5, 6)
/// print(a + b, a * 2, a:dot(b))  --> vec3(5, 7, 9) vec3(2, 4, 6) 32.0
/// ```
#[luminara_script::module("vec3")]
mod vec3_module {
    use super::*;

    /// A vec3 from its parts. With one number, all parts are that number; without any, they are 0.
    ///
    /// ```lua
    /// print(vec3(1, 2, 3), vec3(2), vec3())  --> vec3(1, 2, 3) vec3(2, 2, 2) vec3(0, 0, 0)
    /// ```
    pub fn call_module(#[default(0.0)] x: f32, y: Option<f32>, z: Option<f32>) -> Vec3 {
        match (y, z) {
            (None, None) => Vec3::splat(x),
            (y, z) => Vec3::new(x, y.unwrap_or(0.0), z.unwrap_or(0.0)),
        }
    }

    /// No length and no direction.
    pub const ZERO: Vec3 = Vec3::ZERO;
    /// All parts 1.
    pub const ONE: Vec3 = Vec3::ONE;
    /// +Y.
    pub const UP: Vec3 = Vec3::Y;
    /// +X.
    pub const RIGHT: Vec3 = Vec3::X;
    /// -Z.
    pub const FORWARD: Vec3 = Vec3::NEG_Z;
}

/// Four numbers that belong together.
///
/// ```lua
/// print(vec4(1, 2, 3, 4) * 2)  --> vec4(2, 4, 6, 8)
/// ```
#[luminara_script::module("vec4")]
mod vec4_module {
    use super::*;

    /// A vec4 from its parts. With one number, all parts are that number.
    ///
    /// ```lua
    /// print(vec4(1, 2, 3, 4), vec4(1))  --> vec4(1, 2, 3, 4) vec4(1, 1, 1, 1)
    /// ```
    pub fn call_module(#[default(0.0)] x: f32, y: Option<f32>, z: Option<f32>, w: Option<f32>) -> Vec4 {
        match (y, z, w) {
            (None, None, None) => Vec4::splat(x),
            (y, z, w) => Vec4::new(x, y.unwrap_or(0.0), z.unwrap_or(0.0), w.unwrap_or(0.0)),
        }
    }
}

/// Rotations. Angles are radians.
///
/// ```lua
/// local turn = quat.from_axis_angle(vec3(0, 1, 0), math.pi / 2)
/// print(turn * vec3(1, 0, 0))  -- points along -Z
/// ```
#[luminara_script::module("quat")]
mod quat_module {
    use super::*;

    /// A quat from its four parts; made unit length. Without any, the rotation that turns nothing.
    ///
    /// ```lua
    /// print(quat() * vec3(1, 2, 3))  --> vec3(1, 2, 3)
    /// ```
    pub fn call_module(
        #[default(0.0)] x: f32,
        #[default(0.0)] y: f32,
        #[default(0.0)] z: f32,
        #[default(1.0)] w: f32,
    ) -> Quat {
        let raw = Vec4::new(x, y, z, w);
        match raw.try_normalize() {
            Some(unit) => Quat::from_vec4(unit),
            None => Quat::IDENTITY,
        }
    }

    /// The rotation that turns nothing.
    ///
    /// ```lua
    /// entity.rotation = quat.identity()
    /// ```
    pub fn identity() -> Quat {
        Quat::IDENTITY
    }

    /// A rotation from three angles in radians, about X, then Y, then Z as seen from the turned object's parent.
    ///
    /// ```lua
    /// entity.rotation = quat.from_euler(0, math.rad(90), 0)
    /// ```
    pub fn from_euler(x: f32, y: f32, z: f32) -> Quat {
        Quat::from_euler(EulerRot::ZYX, z, y, x)
    }

    /// A rotation about an axis, counter-clockwise when the axis points at you. `angle` is in radians.
    ///
    /// ```lua
    /// entity.rotation = quat.from_axis_angle(vec3(0, 1, 0), time.total())
    /// ```
    pub fn from_axis_angle(axis: Vec3, angle: f32) -> Result<Quat, HostError> {
        match axis.try_normalize() {
            Some(axis) => Ok(Quat::from_axis_angle(axis, angle)),
            None => Err(HostError::new(
                "quat.from_axis_angle expects an axis with a direction, got vec3(0, 0, 0)",
            )),
        }
    }

    /// The rotation whose forward (-Z) points along `direction`, its up as near to `up` as can be.
    ///
    /// ```lua
    /// entity.rotation = quat.look_to(vec3(1, 0, 0))
    /// print(entity.rotation:forward():distance(vec3(1, 0, 0)) < 0.001)  --> true
    /// ```
    pub fn look_to(direction: Vec3, #[default(Vec3::Y)] up: Vec3) -> Result<Quat, HostError> {
        look_rotation(direction, up).ok_or_else(|| {
            HostError::new("quat.look_to expects a direction with a length, got vec3(0, 0, 0)")
        })
    }

    /// The shortest rotation from one direction to another.
    ///
    /// ```lua
    /// local turn = quat.between(vec3(1, 0, 0), vec3(0, 1, 0))
    /// print((turn * vec3(1, 0, 0)):distance(vec3(0, 1, 0)) < 0.001)  --> true
    /// ```
    pub fn between(from: Vec3, to: Vec3) -> Quat {
        match (from.try_normalize(), to.try_normalize()) {
            (Some(from), Some(to)) => Quat::from_rotation_arc(from, to),
            _ => Quat::IDENTITY,
        }
    }
}

/// The rotation whose -Z points along a direction. `None` when it has no length.
pub fn look_rotation(direction: Vec3, up: Vec3) -> Option<Quat> {
    let back = -direction.try_normalize()?;
    let right = up.cross(back).try_normalize().unwrap_or_else(|| back.any_orthonormal_vector());
    let up = back.cross(right);
    Some(Quat::from_mat3(&glam::Mat3::from_cols(right, up, back)))
}

/// Colours as screens name them (sRGB), each channel from 0 to 1.
///
/// ```lua
/// entity.color = color.hex("#ffb454")
/// entity.color = color.palette(3)
/// ```
#[luminara_script::module("color")]
mod color_module {
    use super::*;

    /// A colour from red, green, blue and, if it isn't solid, alpha: each 0 to 1. With one number, a grey.
    ///
    /// ```lua
    /// entity.color = color(1, 0.5, 0)
    /// entity.color = color(0.2)
    /// ```
    pub fn call_module(r: f32, g: Option<f32>, b: Option<f32>, #[default(1.0)] a: f32) -> Color {
        Color::new(r, g.unwrap_or(r), b.unwrap_or(r), a)
    }

    /// A colour from text such as `#ffb454`, `#fb5` or, with alpha, `#ffb45480`. CSS's other forms and its names are taken too.
    ///
    /// ```lua
    /// entity.color = color.hex("#ffb454")
    /// entity.color = color.hex("hsl(36deg 100% 67%)")
    /// ```
    pub fn hex(text: String) -> Result<Color, HostError> {
        Color::parse(&text).ok_or_else(|| {
            let hint = crate::color_names::suggested(&text);
            HostError::new(format!("color.hex expects text such as \"#ffb454\", got \"{text}\"{hint}"))
        })
    }

    /// A colour from hue (0 to 1, round and round), saturation and value (0 to 1 each).
    ///
    /// ```lua
    /// entity.color = color.hsv(time.total() * 0.1, 0.6, 0.9)
    /// ```
    pub fn hsv(h: f32, #[default(1.0)] s: f32, #[default(1.0)] v: f32, #[default(1.0)] a: f32) -> Color {
        let channel = |n: f32| {
            let k = (n + h * 6.0).rem_euclid(6.0);
            v - v * s * k.min(4.0 - k).clamp(0.0, 1.0)
        };
        Color::new(channel(5.0), channel(3.0), channel(1.0), a)
    }

    /// A colour from hue (0 to 1, round and round), saturation and lightness (0 to 1 each; 0 is black, 1 white).
    ///
    /// ```lua
    /// print(color.hsl(0.33, 0.6, 0.5))
    /// ```
    pub fn hsl(h: f32, #[default(1.0)] s: f32, #[default(0.5)] l: f32, #[default(1.0)] a: f32) -> Color {
        let v = l + s * l.min(1.0 - l);
        hsv(h, if v == 0.0 { 0.0 } else { 2.0 * (1.0 - l / v) }, v, a)
    }

    /// A colour from Oklab: lightness (0 to 1), green to red and blue to yellow (about -0.4 to 0.4 each). Even steps in it look even.
    ///
    /// ```lua
    /// print(color.oklab(0.7, 0.1, 0.1))
    /// ```
    pub fn oklab(l: f32, a: f32, b: f32, #[default(1.0)] alpha: f32) -> Color {
        crate::color_spaces::from_oklab([l, a, b], alpha)
    }

    /// A colour from Oklab by lightness (0 to 1), chroma (0 to about 0.3) and hue (0 to 1, round and round): hues of one lightness look as
    /// light as each other.
    ///
    /// ```lua
    /// for i = 1, 8 do print(color.oklch(0.75, 0.13, i / 8)) end
    /// ```
    pub fn oklch(l: f32, c: f32, h: f32, #[default(1.0)] alpha: f32) -> Color {
        let (sin, cos) = libm::sincosf(h * std::f32::consts::TAU);
        crate::color_spaces::from_oklab([l, c * cos, c * sin], alpha)
    }

    /// One of eight colours that go together, by number from 1; it goes round after the last.
    ///
    /// ```lua
    /// for i = 1, 8 do
    ///   world.spawn { position = vec3(i, 0, 0), color = color.palette(i) }
    /// end
    /// ```
    pub fn palette(i: i64) -> Color {
        let index = i.wrapping_sub(1).rem_euclid(PALETTE.len() as i64) as usize;
        PALETTE.get(index).and_then(|hex| Color::from_hex(hex)).unwrap_or(Color::WHITE)
    }

    /// White.
    pub const WHITE: Color = Color::WHITE;
    /// Black.
    pub const BLACK: Color = Color::new(0.0, 0.0, 0.0, 1.0);
    /// Red, a warm one.
    pub const RED: Color = Color::new(0.9, 0.35, 0.32, 1.0);
    /// Green, a leaf's.
    pub const GREEN: Color = Color::new(0.43, 0.75, 0.45, 1.0);
    /// Blue, an evening's.
    pub const BLUE: Color = Color::new(0.31, 0.54, 0.88, 1.0);
    /// Yellow, a lamp's.
    pub const YELLOW: Color = Color::new(1.0, 0.81, 0.35, 1.0);
}

/// Eight colours that go together: amber, coral, rose, violet, blue, teal, leaf, sand.
pub const PALETTE: [&str; 8] =
    ["#ffb454", "#f2785c", "#e0567f", "#9a6dd7", "#4f8fe6", "#38b2ac", "#7cbf5a", "#e8d5b0"];

macro_rules! vector_methods {
    ($module:ident, $name:literal, $type:ty, $(#[$doc:meta])*) => {
        $(#[$doc])*
        #[luminara_script::methods($name)]
        mod $module {
            use super::*;

            /// How long it is.
            pub fn length(this: $type) -> f32 {
                this.length()
            }

            /// Its length squared: cheaper, and enough to compare.
            pub fn length_squared(this: $type) -> f32 {
                this.length_squared()
            }

            /// The same direction with length 1; zero stays zero.
            pub fn normalize(this: $type) -> $type {
                this.normalize_or_zero()
            }

            /// The sum of the products of the parts: 0 when they are at right angles.
            pub fn dot(this: $type, other: $type) -> f32 {
                this.dot(other)
            }

            /// How far it is from here to there.
            pub fn distance(this: $type, other: $type) -> f32 {
                this.distance(other)
            }

            /// The point between, at `t` from 0 (here) to 1 (there).
            pub fn lerp(this: $type, other: $type, t: f32) -> $type {
                this.lerp(other, t)
            }

            /// The smaller of each part.
            pub fn min(this: $type, other: $type) -> $type {
                this.min(other)
            }

            /// The larger of each part.
            pub fn max(this: $type, other: $type) -> $type {
                this.max(other)
            }

            /// The same direction, no longer than `max`.
            pub fn clamp_length(this: $type, max: f32) -> $type {
                this.clamp_length_max(max.max(0.0))
            }

            /// A copy.
            pub fn clone(this: $type) -> $type {
                this
            }
        }
    };
}

vector_methods!(vec2_methods, "vec2", Vec2,
/// Two numbers: `x`, `y`. `+ - * /` and unary `-` work by parts; `*` and `/` also take a number.
///
/// ```lua
/// local a, b = vec2(3, 4), vec2(0, 8)
/// print(a:length(), a:length_squared(), a:dot(b), a:distance(b))  --> 5.0 25.0 32.0 5.0
/// print(a:min(b), a:max(b), a:lerp(b, 0.5))  --> vec2(0, 4) vec2(3, 8) vec2(1.5, 6)
/// print(b:normalize(), b:clamp_length(2), a:clone() == a)  --> vec2(0, 1) vec2(0, 2) true
/// ```
);

vector_methods!(vec4_methods, "vec4", Vec4,
/// Four numbers: `x`, `y`, `z`, `w`. Operators as for vec3.
///
/// ```lua
/// local a, b = vec4(1, 1, 1, 1), vec4(1, 3, 1, 1)
/// print(a:length(), a:length_squared(), a:dot(b), a:distance(b))  --> 2.0 4.0 6.0 2.0
/// print(a:min(b), a:max(b))  --> vec4(1, 1, 1, 1) vec4(1, 3, 1, 1)
/// print(a:lerp(b, 0.5), a:normalize(), a:clone() == a)  --> vec4(1, 2, 1, 1) vec4(0.5, 0.5, 0.5, 0.5) true
/// print(a:clamp_length(1))  --> vec4(0.5, 0.5, 0.5, 0.5)
/// ```
);

/// Three numbers: `x`, `y`, `z`. `+ - * /` and unary `-` work by parts; `*` and `/` also take a number.
#[luminara_script::methods("vec3")]
mod vec3_methods {
    use super::*;

    /// How long it is.
    ///
    /// ```lua
    /// print(vec3(2, 3, 6):length())  --> 7.0
    /// ```
    pub fn length(this: Vec3) -> f32 {
        this.length()
    }

    /// Its length squared: cheaper, and enough to compare.
    ///
    /// ```lua
    /// if (entity.position - vec3(0, 0, 0)):length_squared() < 25 then print("within 5 metres") end
    /// ```
    pub fn length_squared(this: Vec3) -> f32 {
        this.length_squared()
    }

    /// The same direction with length 1; zero stays zero.
    ///
    /// ```lua
    /// print(vec3(0, 0, 9):normalize())  --> vec3(0, 0, 1)
    /// ```
    pub fn normalize(this: Vec3) -> Vec3 {
        this.normalize_or_zero()
    }

    /// The sum of the products of the parts: 0 when they are at right angles.
    ///
    /// ```lua
    /// print(vec3(1, 2, 3):dot(vec3(4, 5, 6)))  --> 32.0
    /// ```
    pub fn dot(this: Vec3, other: Vec3) -> f32 {
        this.dot(other)
    }

    /// The vector at right angles to both, by the right-hand rule.
    ///
    /// ```lua
    /// print(vec3(1, 0, 0):cross(vec3(0, 1, 0)))  --> vec3(0, 0, 1)
    /// ```
    pub fn cross(this: Vec3, other: Vec3) -> Vec3 {
        this.cross(other)
    }

    /// How far it is from here to there.
    ///
    /// ```lua
    /// print(vec3(0, 3, 0):distance(vec3(4, 0, 0)))  --> 5.0
    /// ```
    pub fn distance(this: Vec3, other: Vec3) -> f32 {
        this.distance(other)
    }

    /// The angle between the two directions, radians, 0 to pi.
    ///
    /// ```lua
    /// print(vec3(1, 0, 0):angle_to(vec3(0, 1, 0)))  -- a quarter turn
    /// ```
    pub fn angle_to(this: Vec3, other: Vec3) -> f32 {
        libm::atan2f(this.cross(other).length(), this.dot(other))
    }

    /// The direction after it bounces off a surface with this normal.
    ///
    /// ```lua
    /// print(vec3(1, -1, 0):reflect(vec3(0, 1, 0)))  --> vec3(1, 1, 0)
    /// ```
    pub fn reflect(this: Vec3, normal: Vec3) -> Vec3 {
        let normal = normal.normalize_or_zero();
        this - normal * (2.0 * this.dot(normal))
    }

    /// The part of it along another direction.
    ///
    /// ```lua
    /// print(vec3(3, 4, 0):project(vec3(1, 0, 0)))  --> vec3(3, 0, 0)
    /// ```
    pub fn project(this: Vec3, onto: Vec3) -> Vec3 {
        let onto = onto.normalize_or_zero();
        onto * this.dot(onto)
    }

    /// The point `step` nearer to another, and never beyond it.
    ///
    /// ```lua
    /// print(vec3(0, 0, 0):move_towards(vec3(10, 0, 0), 3))  --> vec3(3, 0, 0)
    /// ```
    pub fn move_towards(this: Vec3, other: Vec3, step: f32) -> Vec3 {
        let way = other - this;
        let length = way.length();
        if length <= step.max(0.0) { other } else { this + way * (step.max(0.0) / length) }
    }

    /// The point between, at `t` from 0 (here) to 1 (there).
    ///
    /// ```lua
    /// entity.position = entity.position:lerp(vec3(0, 2, 0), 5 * dt)
    /// ```
    pub fn lerp(this: Vec3, other: Vec3, t: f32) -> Vec3 {
        this.lerp(other, t)
    }

    /// The smaller of each part.
    ///
    /// ```lua
    /// print(vec3(1, 5, 3):min(vec3(4, 2, 6)))  --> vec3(1, 2, 3)
    /// ```
    pub fn min(this: Vec3, other: Vec3) -> Vec3 {
        this.min(other)
    }

    /// The larger of each part.
    ///
    /// ```lua
    /// print(vec3(1, 5, 3):max(vec3(4, 2, 6)))  --> vec3(4, 5, 6)
    /// ```
    pub fn max(this: Vec3, other: Vec3) -> Vec3 {
        this.max(other)
    }

    /// The same direction, no longer than `max`.
    ///
    /// ```lua
    /// entity.velocity = entity.velocity:clamp_length(3)
    /// ```
    pub fn clamp_length(this: Vec3, max: f32) -> Vec3 {
        this.clamp_length_max(max.max(0.0))
    }

    /// A copy.
    ///
    /// ```lua
    /// local before = entity.position:clone()
    /// ```
    pub fn clone(this: Vec3) -> Vec3 {
        this
    }
}

/// A rotation. `a * b` turns by `b`, then by `a`; `q * v` turns a vec3.
#[luminara_script::methods("quat")]
mod quat_methods {
    use super::*;

    /// A vector, turned. The same as `q * v`.
    ///
    /// ```lua
    /// print(quat.identity():rotate_vec3(vec3(1, 2, 3)))  --> vec3(1, 2, 3)
    /// ```
    pub fn rotate_vec3(this: Quat, v: Vec3) -> Vec3 {
        this * v
    }

    /// The rotation that undoes this one.
    ///
    /// ```lua
    /// local turn = quat.from_euler(0, 1, 0)
    /// local back = turn:inverse() * (turn * vec3(1, 0, 0))
    /// print(back:distance(vec3(1, 0, 0)) < 0.001)  --> true
    /// ```
    pub fn inverse(this: Quat) -> Quat {
        this.normalize().inverse()
    }

    /// The same rotation, unit length again after many products.
    ///
    /// ```lua
    /// entity.rotation = (entity.rotation * quat.from_euler(0, dt, 0)):normalize()
    /// ```
    pub fn normalize(this: Quat) -> Quat {
        this.normalize()
    }

    /// The rotation between, at `t` from 0 (this) to 1 (other), at even speed along the shorter way.
    ///
    /// ```lua
    /// local target = quat.look_to(vec3(1, 0, 0))
    /// entity.rotation = entity.rotation:slerp(target, 5 * dt)
    /// ```
    pub fn slerp(this: Quat, other: Quat, t: f32) -> Quat {
        this.slerp(other, t)
    }

    /// The angle of the turn, radians, 0 to pi.
    ///
    /// ```lua
    /// print(quat.from_axis_angle(vec3(0, 1, 0), 0.5):angle())
    /// ```
    pub fn angle(this: Quat) -> f32 {
        let this = this.normalize();
        2.0 * libm::atan2f(this.xyz().length(), this.w.abs())
    }

    /// Where forward (-Z) points after the turn.
    ///
    /// ```lua
    /// entity.position = entity.position + entity.rotation:forward() * 2 * dt
    /// ```
    pub fn forward(this: Quat) -> Vec3 {
        this * Vec3::NEG_Z
    }

    /// Where right (+X) points after the turn.
    ///
    /// ```lua
    /// print(quat.identity():right())  --> vec3(1, 0, 0)
    /// ```
    pub fn right(this: Quat) -> Vec3 {
        this * Vec3::X
    }

    /// Where up (+Y) points after the turn.
    ///
    /// ```lua
    /// print(quat.identity():up())  --> vec3(0, 1, 0)
    /// ```
    pub fn up(this: Quat) -> Vec3 {
        this * Vec3::Y
    }

    /// The angles that `quat.from_euler` takes, radians, as a vec3.
    ///
    /// ```lua
    /// print(quat.from_euler(0.5, 0, 0):to_euler().x > 0.49)  --> true
    /// ```
    pub fn to_euler(this: Quat) -> Vec3 {
        let (z, y, x) = this.to_euler(EulerRot::ZYX);
        Vec3::new(x, y, z)
    }

    /// A copy.
    ///
    /// ```lua
    /// local before = entity.rotation:clone()
    /// ```
    pub fn clone(this: Quat) -> Quat {
        this
    }
}

/// A colour: `r`, `g`, `b` and `a`, each nominally 0 to 1. `+ - * /` work by channels; a number scales the channels and leaves `a`.
#[luminara_script::methods("color")]
mod color_methods {
    use super::*;

    /// The colour between, at `t` from 0 (this) to 1 (other).
    ///
    /// ```lua
    /// entity.color = color.red:lerp(color.blue, 0.5)
    /// ```
    pub fn lerp(this: Color, other: Color, t: f32) -> Color {
        let (a, b) = (Vec4::from_array(this.to_array()), Vec4::from_array(other.to_array()));
        Color::from_array(a.lerp(b, t).to_array())
    }

    /// The colour between, mixed in Oklab: even to the eye, and without the grey of `lerp` half-way between opposites.
    ///
    /// ```lua
    /// print(color.blue:mix(color.yellow, 0.5))
    /// ```
    pub fn mix(this: Color, other: Color, t: f32) -> Color {
        let (a, b) = (crate::color_spaces::to_oklab(this), crate::color_spaces::to_oklab(other));
        let between = |i: usize| a[i] + (b[i] - a[i]) * t;
        crate::color_spaces::from_oklab([between(0), between(1), between(2)], this.a + (other.a - this.a) * t)
    }

    /// Its hue, saturation and value, each 0 to 1, as a vec3.
    ///
    /// ```lua
    /// print(color.hex("#ff0000"):to_hsv())  --> vec3(0, 1, 1)
    /// ```
    pub fn to_hsv(this: Color) -> Vec3 {
        crate::color_spaces::to_hsv(this)
    }

    /// Its lightness and its two axes in Oklab, as a vec3.
    ///
    /// ```lua
    /// print(color.white:to_oklab().x)
    /// ```
    pub fn to_oklab(this: Color) -> Vec3 {
        Vec3::from_array(crate::color_spaces::to_oklab(this))
    }

    /// The same colour with another alpha.
    ///
    /// ```lua
    /// entity.color = color.white:with_alpha(0.4)
    /// ```
    pub fn with_alpha(this: Color, a: f32) -> Color {
        Color { a, ..this }
    }

    /// A copy.
    ///
    /// ```lua
    /// local before = entity.color:clone()
    /// ```
    pub fn clone(this: Color) -> Color {
        this
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_mix_vectors_and_numbers() {
        let v = Value::Vec3(Vec3::new(1.0, 2.0, 3.0));
        assert_eq!(binary(Operator::Mul, &v, &Value::Int(2)).unwrap(), Value::Vec3(Vec3::new(2.0, 4.0, 6.0)));
        assert_eq!(
            binary(Operator::Mul, &Value::Float(2.0), &v).unwrap(),
            Value::Vec3(Vec3::new(2.0, 4.0, 6.0))
        );
        let error = binary(Operator::Add, &v, &Value::Int(1)).unwrap_err();
        assert_eq!(error.message, "'+' can't take a vec3 and a number (1)");
    }

    #[test]
    fn looks_along_a_direction() {
        for direction in [Vec3::X, Vec3::NEG_Z, Vec3::Y, Vec3::new(1.0, -2.0, 0.5)] {
            let turned = look_rotation(direction, Vec3::Y).unwrap() * Vec3::NEG_Z;
            assert!(turned.distance(direction.normalize()) < 1e-5, "{direction} {turned}");
        }
        assert!(look_rotation(Vec3::ZERO, Vec3::Y).is_none());
    }

    #[test]
    fn reads_colours() {
        assert_eq!(Color::from_hex("#ffffff"), Some(Color::WHITE));
        assert_eq!(Color::from_hex("#fff"), Some(Color::WHITE));
        assert_eq!(Color::from_hex("#ffffff80").map(|c| (c.a * 255.0).round()), Some(128.0));
        assert_eq!(Color::from_hex("#xyz"), None);
    }
}
