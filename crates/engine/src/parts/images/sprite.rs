//! Pictures that hang on entities, as scripts see them and as they are drawn.

use bevy_ecs::component::Component;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{With, Without};
use bevy_ecs::world::World;
use glam::{Quat, Vec2, Vec3, Vec4};
use luminara_render::{Order, Primitive};
use luminara_script::{Color, ScriptEnum, ScriptStruct};
use smol_str::SmolStr;

use crate::parts::images::cut::{Cut, Shape};
use crate::world::components::Transform;
use crate::world::entity::Dying;
use crate::world::hierarchy::Placement;

/// Which way a sprite looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ScriptEnum)]
pub enum Facing {
    /// Along its entity's +Z, turned as that is: flat pictures of a flat game, signs, things on walls.
    #[default]
    Flat,
    /// At the viewer, always.
    Billboard,
    /// At the viewer, but it stays upright: trees, people.
    Upright,
}

/// A picture that hangs on an entity and goes where it goes. It gives its own light.
///
/// The picture is a PNG, JPEG, WebP, GIF (its first frame) or SVG file of the project, or one frame of it: of a grid of `columns` and
/// `rows`, or of a sheet that TexturePacker or Aseprite packed, whose JSON file is named as the image then.
///
/// ```lua
/// world.spawn { position = vec3(0, 1, 0), Sprite = { image = "hero.png", size = vec2(1, 2), pivot = vec2(0.5, 1) } }
/// local coin = world.spawn { Sprite = { image = "coins.png", columns = 6, frame = 2 } }
/// coin:set_component("Sprite", { flip_x = true, tint = "#ffb454" })
/// ```
#[derive(Clone, Debug, PartialEq, Component, ScriptStruct)]
pub struct Sprite {
    /// An image file of the project, or the JSON file of a sheet; "" is none.
    pub image: SmolStr,
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
    /// Width and height in metres. A side that is 0 follows from the other; where both are, `pixels_per_meter` counts.
    pub size: Vec2,
    /// How many of the image's pixels are a metre.
    #[within(0.001, 1e6)]
    pub pixels_per_meter: f32,
    /// What of it is at the entity's place, from its upper left: (0.5, 0.5) is its middle, (0.5, 1) its feet.
    pub pivot: Vec2,
    /// Whether it is mirrored from left to right.
    pub flip_x: bool,
    /// Whether it is upside down.
    pub flip_y: bool,
    /// A colour that it is multiplied by; its alpha makes it transparent.
    pub tint: Color,
    /// How many pixels of its left, upper, right and lower side keep their size however large it is: of a frame or a button.
    pub border: Vec4,
    /// Which way it looks.
    pub facing: Facing,
    /// Whether its pixels stay squares when it is enlarged.
    pub pixelated: bool,
    /// Higher layers cover lower ones; in one layer, what is nearer covers what is farther.
    #[within(-32_768, 32_767)]
    pub layer: i64,
    /// Among those of its layer, what is lower covers what is higher, as where one looks down at a floor.
    pub y_sort: bool,
    /// Whether it is seen through what is in front.
    pub on_top: bool,
    /// Whether it is drawn.
    pub visible: bool,
}

impl Default for Sprite {
    fn default() -> Self {
        Self {
            image: SmolStr::default(),
            frame: 1,
            region: SmolStr::default(),
            columns: 1,
            rows: 1,
            margin: 0,
            spacing: 0,
            size: Vec2::ZERO,
            pixels_per_meter: 32.0,
            pivot: Vec2::splat(0.5),
            flip_x: false,
            flip_y: false,
            tint: Color::WHITE,
            border: Vec4::ZERO,
            facing: Facing::Flat,
            pixelated: true,
            layer: 0,
            y_sort: false,
            on_top: false,
            visible: true,
        }
    }
}

/// Where the picture is taken from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewer {
    /// The camera's place.
    pub position: Vec3,
    /// From the camera's axes to the world's.
    pub rotation: Quat,
}

impl Sprite {
    /// The part of an image that it shows.
    pub fn cut(&self) -> Cut<'_> {
        Cut {
            image: &self.image,
            frame: self.frame,
            region: &self.region,
            columns: self.columns,
            rows: self.rows,
            margin: self.margin,
            spacing: self.spacing,
        }
    }

    /// Its rectangles about a place, for one picture.
    fn draw(&self, shape: &Shape, place: &Placement, viewer: &Viewer, out: &mut Vec<Primitive>) {
        let (right, up) = match self.facing {
            Facing::Flat => (place.rotation * Vec3::X, place.rotation * Vec3::Y),
            Facing::Billboard => (viewer.rotation * Vec3::X, viewer.rotation * Vec3::Y),
            Facing::Upright => {
                let right = viewer.rotation * Vec3::X;
                (Vec3::new(right.x, 0.0, right.z).normalize_or(Vec3::X), Vec3::Y)
            }
        };
        let (right, up) = (right * place.scale.x, up * place.scale.y);
        let pixel = self.pixels_per_meter.recip();
        let size = shape.size(self.size, pixel);
        let order = Order { world: true, on_top: self.on_top, layer: self.layer() };
        shape.quads(size, self.pivot, [self.flip_x, self.flip_y], self.border.to_array(), pixel, |quad| {
            let centre = place.position + right * quad.centre.x - up * quad.centre.y;
            let sides = [right * quad.half.x, up * quad.half.y];
            let region = shape.region(&quad, self.pixelated);
            out.push(Primitive::picture(order, centre, sides, region, self.tint.to_array()));
        });
    }

    fn layer(&self) -> i16 {
        self.layer.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
    }
}

/// The rectangles of all sprites, each about what `place` says of its entity, those that are covered first. `shape` finds what a sprite
/// shows.
pub fn draw(
    world: &mut World,
    viewer: Viewer,
    place: impl Fn(&World, Entity) -> Placement,
    mut shape: impl FnMut(&Sprite) -> Shape,
    out: &mut Vec<Primitive>,
) {
    let forward = viewer.rotation * Vec3::NEG_Z;
    let mut sprites = world.query_filtered::<(Entity, &Sprite), (With<Transform>, Without<Dying>)>();
    let mut seen: Vec<(i16, bool, f32, Entity, Placement)> = Vec::new();
    for (entity, sprite) in sprites.iter(world) {
        if !sprite.visible || sprite.image.is_empty() || sprite.tint.a <= 0.0 {
            continue;
        }
        let place = place(world, entity);
        if !(place.position.is_finite() && place.scale.is_finite()) {
            continue;
        }
        let key = match sprite.y_sort {
            true => -place.position.y,
            false => -forward.dot(place.position - viewer.position),
        };
        seen.push((sprite.layer(), sprite.y_sort, key, entity, place));
    }
    seen.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    for (.., entity, place) in &seen {
        if let Some(sprite) = world.get::<Sprite>(*entity) {
            sprite.draw(&shape(sprite), place, &viewer, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEWER: Viewer = Viewer { position: Vec3::new(0.0, 0.0, 10.0), rotation: Quat::IDENTITY };

    fn shape() -> Shape {
        Shape { image: 3, whole: Vec2::new(64.0, 32.0), part: Vec2::new(64.0, 32.0), ..Shape::missing() }
    }

    fn drawn(sprite: &Sprite, place: &Placement, viewer: &Viewer) -> Vec<Primitive> {
        let mut out = Vec::new();
        sprite.draw(&shape(), place, viewer, &mut out);
        out
    }

    fn picture(sprite: &Sprite, centre: Vec3, sides: [Vec3; 2]) -> Primitive {
        let order = Order { world: true, ..Order::default() };
        let quad = shape().quad(Vec2::ONE, Vec2::ZERO, [sprite.flip_x, sprite.flip_y]);
        Primitive::picture(order, centre, sides, shape().region(&quad, sprite.pixelated), [1.0; 4])
    }

    #[test]
    fn a_sprite_stands_on_its_feet_as_large_as_its_pixels() {
        let sprite = Sprite { pivot: Vec2::new(0.5, 1.0), ..Sprite::default() };
        let place = Placement { position: Vec3::X, scale: Vec3::new(1.0, 3.0, 1.0), ..Placement::HOME };
        let expected = picture(&sprite, Vec3::new(1.0, 1.5, 0.0), [Vec3::X, Vec3::Y * 1.5]);
        assert_eq!(drawn(&sprite, &place, &VIEWER), [expected]);
    }

    #[test]
    fn a_billboard_looks_at_the_viewer_and_what_is_upright_only_turns() {
        let viewer = Viewer { rotation: Quat::from_rotation_y(1.0) * Quat::from_rotation_x(-0.5), ..VIEWER };
        let lying = Placement { rotation: Quat::from_rotation_x(1.0), ..Placement::HOME };
        let (right, up) = (viewer.rotation * Vec3::X, viewer.rotation * Vec3::Y);
        let sprite = Sprite { facing: Facing::Billboard, ..Sprite::default() };
        assert_eq!(drawn(&sprite, &lying, &viewer), [picture(&sprite, Vec3::ZERO, [right, up * 0.5])]);
        let sprite = Sprite { facing: Facing::Upright, ..Sprite::default() };
        let level = Vec3::new(right.x, 0.0, right.z).normalize();
        assert_eq!(drawn(&sprite, &lying, &viewer), [picture(&sprite, Vec3::ZERO, [level, Vec3::Y * 0.5])]);
    }

    #[test]
    fn what_is_far_is_covered_and_what_is_high_where_one_looks_down() {
        let mut world = World::new();
        let mut spawn = |layer, y_sort, y, z, frame| {
            let sprite = Sprite { image: "a.png".into(), layer, y_sort, frame, ..Sprite::default() };
            world.spawn((Transform { position: Vec3::new(0.0, y, z), ..Transform::default() }, sprite));
        };
        spawn(0, false, 0.0, 1.0, 1);
        spawn(0, false, 0.0, -1.0, 2);
        spawn(0, true, 1.0, 5.0, 3);
        spawn(0, true, 2.0, 6.0, 4);
        spawn(-1, false, 0.0, 9.0, 5);
        spawn(0, false, f32::NAN, 0.0, 6);
        let mut order = Vec::new();
        let place = |world: &World, entity| {
            let position = world.get::<Transform>(entity).map_or(Vec3::ZERO, |transform| transform.position);
            Placement { position, ..Placement::HOME }
        };
        let mut out = Vec::new();
        let shape = |sprite: &Sprite| {
            order.push(sprite.frame);
            shape()
        };
        draw(&mut world, VIEWER, place, shape, &mut out);
        assert_eq!((order, out.len()), (vec![5, 2, 1, 4, 3], 5));
    }
}
