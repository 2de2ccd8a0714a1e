//! Text that hangs on entities, as scripts see it and as it is drawn.

use bevy_ecs::component::Component;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryState, With, Without};
use bevy_ecs::world::World;
use glam::{Vec2, Vec3};
use luminara_render::{Font, Order, Primitive};
use luminara_script::convert::{Finite, wrong_type};
use luminara_script::{
    Color, FromValue, HostError, IntoValue, ScriptEnum, ScriptStruct, ScriptType, Type, Value,
};
use smol_str::{SmolStr, format_smolstr};

use crate::parts::drawing::{MOST_FIGURES, MOST_LETTERS, each_letter};
use crate::world::components::Transform;
use crate::world::entity::Dying;
use crate::world::hierarchy::Placement;

/// Letters of 100 units are a metre high where text lies in the world.
const METRES: f32 = 0.01;

/// How a text hangs on its entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum TextKind {
    /// It faces the viewer and has the same size however far away it is.
    #[default]
    Label,
    /// It lies in the world, turned and scaled with its entity, and is read from the entity's +Z.
    Sign,
}

/// Where the lines of a text lie along its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum TextAlign {
    /// They begin there.
    Left,
    /// They lie about it.
    #[default]
    Center,
    /// They end there.
    Right,
}

/// Which height of a text is at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum TextAnchor {
    /// Its upper edge: it hangs below.
    Top,
    /// Its middle.
    #[default]
    Middle,
    /// Its lower edge: it stands above.
    Bottom,
}

/// What a text says: at most 10000 letters. Scripts may give a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters(pub SmolStr);

impl ScriptType for Letters {
    fn script_type() -> Type {
        Type::Str
    }
}

impl FromValue for Letters {
    fn from_value(value: &Value) -> Option<Self> {
        Self::expect(value, String::new).ok()
    }

    fn expect(value: &Value, what: impl Fn() -> String) -> Result<Self, HostError> {
        let text = match value {
            Value::Str(text) => text.clone(),
            Value::Int(_) | Value::Float(_) | Value::Bool(_) => format_smolstr!("{value}"),
            other => return Err(wrong_type(&Type::Str, other, &what())),
        };
        // A letter has at least a byte: only a text that is too long is counted.
        match text.len() > MOST_LETTERS && text.chars().nth(MOST_LETTERS).is_some() {
            false => Ok(Self(text)),
            true => {
                Err(HostError::new(format!("{} expects at most {MOST_LETTERS} letters, got more", what())))
            }
        }
    }
}

impl IntoValue for Letters {
    fn into_value(self) -> Value {
        Value::Str(self.0)
    }
}

impl Finite for Letters {
    fn is_all_finite(&self) -> bool {
        true
    }
}

/// Text that hangs on an entity and goes where it goes, in the built-in font (Latin letters).
///
/// Of a scene's Texts, 100000 letters are drawn, less one for each figure and letter that `draw` draws in the frame.
///
/// ```lua
/// local home = world.spawn { shape = "cube", Text = { text = "home", offset = vec3(0, 0.8, 0), anchor = "bottom" } }
/// home:set_component("Text", { text = "sweet home", color = "#ffb454" })
/// world.spawn { position = vec3(0, 2, -3), Text = { text = "EXIT", kind = "sign", size = 80 } }
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Text {
    /// What it says, or a number; `\n` begins a new line. At most 10000 letters.
    pub text: Letters,
    /// How high a line's letters are: units of the screen, as `draw.text` has them; a sign's centimetres, before its entity's scale.
    #[within(0, 100_000)]
    pub size: f32,
    /// Its colour.
    pub color: Color,
    /// Where its lines lie along its place.
    pub align: TextAlign,
    /// Which height of it is at its place.
    pub anchor: TextAnchor,
    /// Whether it faces the viewer or lies in the world.
    pub kind: TextKind,
    /// Its place, from the entity's: metres along the world's axes; a sign's in the entity's own space.
    pub offset: Vec3,
    /// Whether it is drawn.
    pub visible: bool,
    /// Whether it is seen through what is in front.
    pub on_top: bool,
    /// Higher layers cover lower ones.
    #[within(-32_768, 32_767)]
    pub layer: i64,
}

impl Default for Text {
    fn default() -> Self {
        Self {
            text: Letters::default(),
            size: 16.0,
            color: Color::WHITE,
            align: TextAlign::Center,
            anchor: TextAnchor::Middle,
            kind: TextKind::Label,
            offset: Vec3::ZERO,
            visible: true,
            on_top: false,
            layer: 0,
        }
    }
}

impl Text {
    /// Its letters about a place, for one picture.
    fn draw(&self, place: &Placement, out: &mut Vec<Primitive>) {
        let text = self.text.0.as_str();
        let align = match self.align {
            TextAlign::Left => 0.0,
            TextAlign::Center => 0.5,
            TextAlign::Right => 1.0,
        };
        let above = match self.anchor {
            TextAnchor::Top => 0.0,
            TextAnchor::Middle => 0.5,
            TextAnchor::Bottom => 1.0,
        };
        let top = Vec2::new(0.0, -above * text.lines().count() as f32 * Font::LINE_HEIGHT);
        let order = Order {
            world: true,
            on_top: self.on_top,
            layer: self.layer.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16,
        };
        let color = self.color.to_array();
        match self.kind {
            TextKind::Label => {
                let anchor = place.position + self.offset;
                each_letter(text, align, |pen, glyph| {
                    let pen = (pen + top) * self.size;
                    out.push(Primitive::label_glyph(order, anchor, pen, glyph, self.size, color));
                });
            }
            TextKind::Sign => {
                let length = self.size * METRES;
                let right = place.rotation * (Vec3::X * (place.scale.x * length));
                let up = place.rotation * (Vec3::Y * (place.scale.y * length));
                let origin = place.position + place.rotation * (place.scale * self.offset);
                each_letter(text, align, |pen, glyph| {
                    let pen = pen + top;
                    let at = origin + right * pen.x - up * pen.y;
                    out.push(Primitive::flat_glyph(order, at, [right, up], glyph, color));
                });
            }
        }
    }
}

type Hanging = (With<Transform>, Without<Dying>);

/// Whether all texts are drawn.
#[derive(Default)]
pub struct Texts {
    state: Option<QueryState<&'static Text, Hanging>>,
    are_too_many: bool,
}

impl Texts {
    /// Whether there are more letters than are drawn beside `figures` others, and were not in the last frame.
    pub fn are_newly_too_many(&mut self, world: &mut World, figures: usize) -> bool {
        let mut left = MOST_FIGURES.saturating_sub(figures);
        let state = self.state.get_or_insert_with(|| world.query_filtered());
        let are_too_many = state.iter(world).any(|text| match left.checked_sub(text.cost()) {
            Some(still) => {
                left = still;
                false
            }
            None => true,
        });
        let were_too_many = std::mem::replace(&mut self.are_too_many, are_too_many);
        are_too_many && !were_too_many
    }
}

/// The letters of all texts, each about what `place` says of its entity. Those that don't fit into `room` are left out.
pub fn draw(world: &mut World, room: usize, place: impl Fn(&World, Entity) -> Placement) -> Vec<Primitive> {
    let mut out = Vec::new();
    let mut texts = world.query_filtered::<(Entity, &Text), Hanging>();
    let mut left = room;
    for (entity, text) in texts.iter(world) {
        let Some(still) = left.checked_sub(text.cost()) else { break };
        left = still;
        if text.visible {
            text.draw(&place(world, entity), &mut out);
        }
    }
    out
}

impl Text {
    /// What it counts for: blanks take time too.
    fn cost(&self) -> usize {
        if self.visible { self.text.0.chars().count() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Quat;

    fn drawn(text: Text, place: Placement) -> Vec<Primitive> {
        let mut out = Vec::new();
        text.draw(&place, &mut out);
        out
    }

    #[test]
    fn a_label_stays_upright_above_what_turns_and_a_sign_turns_with_it() {
        let place = Placement {
            position: Vec3::new(5.0, 0.0, 0.0),
            rotation: Quat::from_rotation_z(std::f32::consts::FRAC_PI_2),
            scale: Vec3::splat(2.0),
        };
        let text = Text { text: Letters("I".into()), offset: Vec3::Y, size: 50.0, ..Text::default() };
        let glyph = Font::get().glyph('I');
        let pen = Vec2::new(-0.5 * Font::get().advance(glyph), Font::ASCENT - 0.5 * Font::LINE_HEIGHT);
        let order = Order { world: true, ..Order::default() };
        let anchor = Vec3::new(5.0, 1.0, 0.0);
        assert_eq!(
            drawn(text.clone(), place),
            [Primitive::label_glyph(order, anchor, pen * 50.0, glyph, 50.0, [1.0; 4])]
        );
        // Half a metre, twice as large, turned to the left.
        let (right, up) = (place.rotation * Vec3::X, place.rotation * Vec3::Y);
        let origin = Vec3::new(5.0, 0.0, 0.0) + up * 2.0;
        let sign = drawn(Text { kind: TextKind::Sign, ..text }, place);
        assert_eq!(
            sign,
            [Primitive::flat_glyph(order, origin + right * pen.x - up * pen.y, [right, up], glyph, [1.0; 4])]
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_what_is_hidden_takes_no_room() {
        let mut world = World::new();
        let mut spawn = |text: &str, visible| {
            let text = Text { text: Letters(text.into()), visible, ..Text::default() };
            world.spawn((Transform::default(), text));
        };
        spawn("abc", true);
        spawn("hidden", false);
        spawn("d e", true);
        spawn("f", true);
        let mut count = |room| draw(&mut world, room, |_, _| Placement::HOME).len();
        assert_eq!([count(2), count(3), count(6), count(7)], [0, 3, 5, 6]);
    }

    #[test]
    fn a_number_is_text_and_too_much_is_refused() {
        let mut text = Text::default();
        text.set(0, &Value::Int(12)).unwrap();
        assert_eq!(text.text.0, "12");
        let long = Value::Str("x".repeat(MOST_LETTERS + 1).into());
        assert_eq!(
            text.set(0, &long).unwrap_err().message,
            "'text.text' expects at most 10000 letters, got more"
        );
        assert_eq!(
            text.set(9, &Value::Int(40_000)).unwrap_err().message,
            "'text.layer' expects -32768 to 32767, got 40000"
        );
    }
}
