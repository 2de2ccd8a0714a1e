//! Components by name: what scripts say, and the typed component behind it.

use bevy_ecs::component::{Component, ComponentId, Mutable};
use bevy_ecs::entity::Entity;
use bevy_ecs::world::{EntityWorldMut, World};
use luminara_script::nearest::{misspelt, question};
use luminara_script::{HostError, ScriptStruct, StructDef, StructValue, Value};

use crate::parts::audio::AudioSource;
use crate::parts::images::Sprite;
use crate::parts::physics::{Collider, Joint, RigidBody, Trigger};
use crate::parts::text::Text;
use crate::world::components::{Camera, Light, Material, Mesh, Name, Tag, Transform, Velocity};

/// A built-in component as scripts reach it.
pub struct ComponentType {
    /// Its name, docs and fields.
    pub def: &'static StructDef,
    /// Its id in the world.
    pub id: ComponentId,
    /// The whole of an entity's.
    pub get: fn(&World, Entity) -> Option<StructValue>,
    /// One field of an entity's.
    pub get_field: fn(&World, Entity, usize) -> Option<Value>,
    /// Sets one field; adds the component with its defaults where the entity has none.
    pub set_field: fn(&mut EntityWorldMut<'_>, usize, &Value) -> Result<(), HostError>,
    /// Replaces it by the defaults and what a table or struct names.
    pub add: fn(&mut EntityWorldMut<'_>, &Value) -> Result<(), HostError>,
    /// Sets what a table or struct names; adds the component where the entity has none.
    pub set: fn(&mut EntityWorldMut<'_>, &Value) -> Result<(), HostError>,
    /// Takes it away.
    pub remove: fn(&mut EntityWorldMut<'_>),
}

impl ComponentType {
    fn of<T: ScriptStruct + Component<Mutability = Mutable> + Clone>(world: &mut World) -> Self {
        Self {
            def: T::def(),
            id: world.register_component::<T>(),
            get: |world, entity| world.get::<T>(entity).map(T::to_struct),
            get_field: |world, entity, field| world.get::<T>(entity).map(|value| value.get(field)),
            set_field: |entity, field, value| {
                let mut next = entity.get::<T>().cloned().unwrap_or_default();
                next.set(field, value)?;
                put(entity, next);
                Ok(())
            },
            add: |entity, value| {
                let mut next = T::default();
                next.assign(value)?;
                put(entity, next);
                Ok(())
            },
            set: |entity, value| {
                let mut next = entity.get::<T>().cloned().unwrap_or_default();
                next.assign(value)?;
                put(entity, next);
                Ok(())
            },
            remove: |entity| {
                entity.remove::<T>();
            },
        }
    }
}

/// Writes in place where the entity has the component, so that it stays in its archetype.
fn put<T: Component<Mutability = Mutable>>(entity: &mut EntityWorldMut<'_>, value: T) {
    match entity.get_mut::<T>() {
        Some(mut slot) => *slot = value,
        None => {
            entity.insert(value);
        }
    }
}

/// The definitions of the built-in components, in the order of the docs.
pub fn definitions() -> Vec<&'static StructDef> {
    ComponentTypes::new(&mut World::new()).types.iter().map(|ty| ty.def).collect()
}

/// All built-in components.
pub struct ComponentTypes {
    types: Vec<ComponentType>,
}

impl ComponentTypes {
    /// The built-in components, registered in a world.
    pub fn new(world: &mut World) -> Self {
        Self {
            types: vec![
                ComponentType::of::<Transform>(world),
                ComponentType::of::<Velocity>(world),
                ComponentType::of::<Mesh>(world),
                ComponentType::of::<Material>(world),
                ComponentType::of::<Light>(world),
                ComponentType::of::<Camera>(world),
                ComponentType::of::<RigidBody>(world),
                ComponentType::of::<Collider>(world),
                ComponentType::of::<Trigger>(world),
                ComponentType::of::<Joint>(world),
                ComponentType::of::<Name>(world),
                ComponentType::of::<Tag>(world),
                // Guests know components by their place in this list: new ones come at its end.
                ComponentType::of::<Text>(world),
                ComponentType::of::<AudioSource>(world),
                ComponentType::of::<Sprite>(world),
            ],
        }
    }

    /// A component by name.
    pub fn find(&self, name: &str) -> Option<&ComponentType> {
        self.types.iter().find(|ty| ty.def.name == name)
    }

    /// A component by its index in the docs.
    pub fn at(&self, index: usize) -> Option<&ComponentType> {
        self.types.get(index)
    }

    /// All of them, in the order of the docs.
    pub fn iter(&self) -> impl Iterator<Item = &ComponentType> {
        self.types.iter()
    }

    /// ``there is no component 'Transfrom'; did you mean 'Transform'?``, for a slip of a name that is built in or was given to
    /// an entity.
    pub fn check_spelling<'a>(
        &'a self,
        name: &str,
        custom: impl Iterator<Item = &'a str>,
    ) -> Result<(), HostError> {
        let names = self.types.iter().map(|ty| ty.def.name).chain(custom);
        match misspelt(name, names) {
            Some(meant) => Err(HostError::new(format!("there is no component '{name}'{}", question(meant)))),
            None => Ok(()),
        }
    }
}
