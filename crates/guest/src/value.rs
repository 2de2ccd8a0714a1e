//! The plain types of components: C structs of numbers.

use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// An entity's number; -1 is none.
pub type EntityId = i64;

/// Bytes behind a component's fixed part: where they begin, from its first byte, and how many.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    /// From the component's first byte.
    pub offset: u32,
    /// How many.
    pub length: u32,
}

/// A component that is all fixed: its bytes are numbers.
///
/// # Safety
/// The type is `repr(C)`, without padding, and any bytes are a value of it.
pub unsafe trait Component: Copy + Default {
    /// Its number.
    const NUMBER: u32;
}

macro_rules! vector {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* }) => {
        $(#[$doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $name {
            $(#[allow(missing_docs)] pub $field: f32,)*
        }

        impl $name {
            /// From its parts.
            pub const fn new($($field: f32),*) -> Self {
                Self { $($field),* }
            }

            /// The sum of the products of the parts.
            pub fn dot(self, other: Self) -> f32 {
                0.0 $(+ self.$field * other.$field)*
            }

            /// Its length squared.
            pub fn length_squared(self) -> f32 {
                self.dot(self)
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self { $($field: self.$field + other.$field),* }
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self { $($field: self.$field - other.$field),* }
            }
        }

        impl Mul<f32> for $name {
            type Output = Self;
            fn mul(self, by: f32) -> Self {
                Self { $($field: self.$field * by),* }
            }
        }

        impl Div<f32> for $name {
            type Output = Self;
            fn div(self, by: f32) -> Self {
                Self { $($field: self.$field / by),* }
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self { $($field: -self.$field),* }
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }
    };
}

vector!(
    /// Two numbers.
    Vec2 { x, y }
);
vector!(
    /// Three numbers: a place, a direction.
    Vec3 { x, y, z }
);
vector!(
    /// Four numbers.
    Vec4 { x, y, z, w }
);
vector!(
    /// A rotation.
    Quat { x, y, z, w }
);

impl Vec3 {
    /// No length.
    pub const ZERO: Self = Self::new(0.0, 0.0, 0.0);
    /// +Y.
    pub const UP: Self = Self::new(0.0, 1.0, 0.0);

    /// The vector at right angles to both.
    pub fn cross(self, other: Self) -> Self {
        Self::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// Its length.
    pub fn length(self) -> f32 {
        square_root(self.length_squared())
    }

    /// The same direction with length 1; zero stays zero.
    pub fn normalize(self) -> Self {
        let length = self.length();
        if length > 0.0 { self / length } else { self }
    }
}

impl Quat {
    /// Turns nothing.
    pub const IDENTITY: Self = Self::new(0.0, 0.0, 0.0, 1.0);

    /// The shortest rotation from one direction of length 1 to another.
    pub fn between(from: Vec3, to: Vec3) -> Self {
        let axis = from.cross(to);
        let w = 1.0 + from.dot(to);
        let length = square_root(axis.length_squared() + w * w);
        if length < 1e-6 {
            return Self::new(1.0, 0.0, 0.0, 0.0);
        }
        Self::new(axis.x / length, axis.y / length, axis.z / length, w / length)
    }
}

/// A colour, sRGB as typed.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Color {
    /// Red.
    pub r: f32,
    /// Green.
    pub g: f32,
    /// Blue.
    pub b: f32,
    /// Opacity.
    pub a: f32,
}

impl Color {
    /// An opaque colour.
    pub const fn rgb(r: f32, g: f32, b: f32) -> Self {
        Self { r, g, b, a: 1.0 }
    }
}

/// The square root, by Newton's method from a guess at half the exponent: `core` has no name for WebAssembly's instruction. Zero of what
/// is not positive.
pub fn square_root(value: f32) -> f32 {
    // Also what is not a number isn't positive.
    if value > 0.0 {
        let mut root = f32::from_bits((value.to_bits() >> 1) + 0x1fbd_1df5);
        for _ in 0..3 {
            root = 0.5 * (root + value / root);
        }
        return root;
    }
    0.0
}
