//! [`Entity`], and what is done to many at once.

use core::ops::{Deref, DerefMut};

use crate::api::{Transform, Velocity, raw};
use crate::value::{Color, Component, EntityId, Vec3};

/// A thing in the world.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity(pub EntityId);

/// A component that goes back to its entity when it was changed and is dropped.
pub struct Borrowed<T: Component> {
    entity: Entity,
    value: T,
    changed: bool,
}

impl<T: Component> Deref for Borrowed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Component> DerefMut for Borrowed<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changed = true;
        &mut self.value
    }
}

impl<T: Component> Drop for Borrowed<T> {
    fn drop(&mut self) {
        if self.changed {
            self.entity.set(&self.value);
        }
    }
}

impl Entity {
    /// No entity.
    pub const NOBODY: Self = Self(-1);

    /// Makes one, with a Transform.
    pub fn spawn() -> Self {
        Self(unsafe { raw::spawn_entity() })
    }

    /// Destroys it at the end of the frame.
    pub fn destroy(self) {
        unsafe { raw::destroy_entity(self.0) }
    }

    /// Whether it is there and was not destroyed.
    pub fn is_valid(self) -> bool {
        unsafe { raw::entity_is_valid(self.0) != 0 }
    }

    /// A copy of a component, if it has one.
    pub fn get<T: Component>(self) -> Option<T> {
        let mut value = T::default();
        let size = size_of::<T>() as i32;
        let got = unsafe { raw::get_component(self.0, T::NUMBER as i32, (&raw mut value).cast(), size) };
        (got >= 0).then_some(value)
    }

    /// Sets a component, and adds it where it has none.
    pub fn set<T: Component>(self, value: &T) {
        let size = size_of::<T>() as i32;
        unsafe { raw::set_component(self.0, T::NUMBER as i32, (&raw const *value).cast(), size) }
    }

    /// A component to change in place: it is written back when it goes out of use. Without one, its defaults.
    pub fn borrow<T: Component>(self) -> Borrowed<T> {
        Borrowed { entity: self, value: self.get().unwrap_or_default(), changed: false }
    }

    /// Its place, turn and size: `entity.transform().position += step`.
    pub fn transform(self) -> Borrowed<Transform> {
        self.borrow()
    }

    /// How it moves by itself.
    pub fn velocity(self) -> Borrowed<Velocity> {
        self.borrow()
    }

    /// Its place, metres; relative to its parent, if it has one.
    pub fn position(self) -> Vec3 {
        let mut value = Vec3::ZERO;
        unsafe { raw::entity_position(self.0, (&raw mut value).cast()) };
        value
    }

    /// Moves it.
    pub fn set_position(self, to: Vec3) {
        unsafe { raw::entity_set_position(self.0, to.x, to.y, to.z) }
    }

    /// Scales it.
    pub fn set_scale(self, to: Vec3) {
        unsafe { raw::entity_set_scale(self.0, to.x, to.y, to.z) }
    }

    /// Paints it.
    pub fn set_color(self, to: Color) {
        unsafe { raw::entity_set_color(self.0, to.r, to.g, to.b, to.a) }
    }

    /// Gives it a shape: `Mesh::SHAPE_CUBE` and so on.
    pub fn set_shape(self, shape: i32) {
        unsafe { raw::entity_set_shape(self.0, shape) }
    }
}

/// Says a line on the console.
pub fn log(text: &str) {
    unsafe { raw::log(text.as_ptr(), text.len() as i32) }
}

/// The entities that have all of the components of these numbers, as many as there is room for. Gives how many there are.
pub fn query(components: &[u32], out: &mut [Entity]) -> usize {
    let count = unsafe {
        raw::query_entities(
            components.as_ptr().cast(),
            components.len() as i32,
            out.as_mut_ptr().cast(),
            out.len() as i32,
        )
    };
    count.max(0) as usize
}

/// Reads one field of many entities; as many as the shorter list. `V` has to be what the field is stored as, in size at least.
pub fn read_column<T: Component, V: Copy>(field: u32, entities: &[Entity], out: &mut [V]) {
    let count = entities.len().min(out.len()) as i32;
    unsafe {
        raw::read_column(
            T::NUMBER as i32,
            field as i32,
            entities.as_ptr().cast(),
            count,
            out.as_mut_ptr().cast(),
        );
    }
}

/// Sets one field of many entities; as many as the shorter list.
pub fn write_column<T: Component, V: Copy>(field: u32, entities: &[Entity], values: &[V]) {
    let count = entities.len().min(values.len()) as i32;
    unsafe {
        raw::write_column(
            T::NUMBER as i32,
            field as i32,
            entities.as_ptr().cast(),
            count,
            values.as_ptr().cast(),
        );
    }
}

impl Entity {
    /// Names it.
    pub fn set_name(self, name: &str) {
        unsafe { raw::entity_set_name(self.0, name.as_ptr(), name.len() as i32) }
    }

    /// Turns it.
    pub fn set_rotation(self, to: crate::value::Quat) {
        unsafe { raw::entity_set_rotation(self.0, to.x, to.y, to.z, to.w) }
    }
}

/// The number of an event's name.
pub fn event_id(name: &str) -> i32 {
    unsafe { raw::event_id(name.as_ptr(), name.len() as i32) }
}

/// Sends an event to an entity's scripts, or ([`Entity::NOBODY`]) to all. `data` is a value of the ABI, or nothing.
pub fn send(event: i32, to: Entity, data: &[u8]) {
    unsafe { raw::send_event(event, to.0, data.as_ptr(), data.len() as i32) }
}

/// A number from 0 up to 1, from the script's seeded generator.
pub fn random() -> f32 {
    unsafe { raw::random() }
}
