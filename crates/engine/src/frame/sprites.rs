//! Pictures of the project's files, in the world and by hand.

use bevy_ecs::entity::Entity;
use bevy_ecs::world::World;
use luminara_render::Primitive;
use luminara_script::{HostError, LogLevel, ScriptStruct, Value};

use crate::frame::files::reader;
use crate::frame::scene::Scene;
use crate::parts::images::{Cut, Shape, Sprite, Viewer, draw};
use crate::world::entity::id_of;
use crate::world::hierarchy::Placement;

impl Scene {
    /// The part of an image that a script means.
    pub fn shape(&mut self, cut: &Cut<'_>) -> Result<Shape, HostError> {
        self.images.shape(cut, &reader(&self.files))
    }

    /// Takes notice that a file has another content, came or went.
    pub fn image_changed(&mut self, name: &str) {
        self.images.file_changed(name, &reader(&self.files));
    }

    /// Refuses a value for a Sprite that names what is no image, or a frame that it hasn't got.
    pub(super) fn check_sprite(&mut self, value: &Value) -> Result<(), HostError> {
        let mut sprite = Sprite::default();
        // What is wrong with the value itself is said when it is assigned. A frame alone may be one of the image that is there.
        if sprite.assign(value).is_err() || sprite.image.is_empty() {
            return Ok(());
        }
        self.shape(&sprite.cut()).map(|_| ())
    }

    /// Says which sprites show nothing, and why, once.
    pub fn check_sprites(&mut self) {
        let Scene { world, images, files, has_sprite, .. } = self;
        let mut wrong = Vec::new();
        let sprites = has_sprite.get_or_insert_with(|| world.query_filtered());
        for (entity, sprite) in sprites.iter(world) {
            if sprite.image.is_empty() {
                continue;
            }
            if let Err(error) = images.shape(&sprite.cut(), &reader(files))
                && images.is_newly_wrong(&error.message)
            {
                wrong.push(format!("Sprite of {}: {}", id_of(entity), error.message));
            }
        }
        for message in wrong {
            self.say(LogLevel::Warn, message, None);
        }
    }

    /// The rectangles of all sprites. What can't be shown has something in its place that can't be overlooked.
    pub(super) fn draw_sprites(
        &mut self,
        viewer: Viewer,
        place: impl Fn(&World, Entity) -> Placement,
        out: &mut Vec<Primitive>,
    ) {
        let Scene { world, images, files, .. } = self;
        let shape = |sprite: &Sprite| {
            images.shape(&sprite.cut(), &reader(files)).unwrap_or_else(|_| Shape::missing())
        };
        draw(world, viewer, place, shape, out);
    }
}
