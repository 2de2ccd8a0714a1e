//! Components by name: what scripts read, write and take away.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::component::{Component, Mutable};
use bevy_ecs::entity::Entity;
use bevy_ecs::world::EntityWorldMut;
use luminara_script::nearest::{misspelt, question};
use luminara_script::{EntityId, HostError, ScriptStruct, Value};
use smol_str::SmolStr;

use crate::frame::component_types::ComponentType;
use crate::frame::scene::Scene;
use crate::parts::audio::AudioSource;
use crate::parts::images::Sprite;
use crate::world::entity::Custom;

/// What `world.spawn` takes beside components.
pub const FIELDS_OF_SPAWN: [&str; 12] = [
    "position", "rotation", "scale", "velocity", "color", "shape", "name", "tag", "parent", "children",
    "template", "script",
];

/// Whether `world.spawn` takes something of this name that is no component.
pub fn is_field_of_spawn(name: &str) -> bool {
    FIELDS_OF_SPAWN.contains(&name)
}

impl Scene {
    /// The names of all components that scripts gave to entities.
    fn custom_names(&mut self) -> Vec<SmolStr> {
        let mut names = BTreeSet::new();
        self.each_custom(|_, custom| names.extend(custom.0.keys().cloned()));
        names.into_iter().collect()
    }

    fn each_custom(&mut self, mut each: impl FnMut(Entity, &Custom)) {
        let state = self.has_custom.get_or_insert_with(|| self.world.query_filtered());
        for (entity, custom) in state.iter(&self.world) {
            each(entity, custom);
        }
    }

    /// The value of a component, or `None` where the entity has none.
    pub fn get_component(&mut self, id: EntityId, name: &str) -> Result<Option<Value>, HostError> {
        let entity = self.entity(id)?;
        if let Some(ty) = self.types.find(name) {
            return Ok((ty.get)(&self.world, entity).map(|value| Value::Struct(value.into())));
        }
        if let Some(value) = self.world.get::<Custom>(entity).and_then(|custom| custom.0.get(name)) {
            return Ok(Some(value.clone()));
        }
        self.check_known(name)?;
        Ok(None)
    }

    /// Whether an entity has a component.
    pub fn has_component(&mut self, id: EntityId, name: &str) -> Result<bool, HostError> {
        let entity = self.entity(id)?;
        if let Some(ty) = self.types.find(name) {
            return Ok(self.world.get_by_id(entity, ty.id).is_some());
        }
        Ok(self.world.get::<Custom>(entity).is_some_and(|custom| custom.0.contains_key(name)))
    }

    /// Gives an entity a component: the defaults of a built-in one and what the value names, or a script's own value.
    pub fn add_component(&mut self, id: EntityId, name: &str, value: Value) -> Result<(), HostError> {
        self.put_component(id, name, value, |ty| ty.add)
    }

    /// Sets what the value names of a component; adds it where the entity has none.
    pub fn set_component(&mut self, id: EntityId, name: &str, value: Value) -> Result<(), HostError> {
        self.put_component(id, name, value, |ty| ty.set)
    }

    fn put_component(
        &mut self,
        id: EntityId,
        name: &str,
        value: Value,
        how: impl Fn(&ComponentType) -> fn(&mut EntityWorldMut<'_>, &Value) -> Result<(), HostError>,
    ) -> Result<(), HostError> {
        if let Some(put) = self.types.find(name).map(how) {
            self.check_room_for_bodies(id, name)?;
            if name == AudioSource::def().name
                && let Some(sound) = AudioSource::sound_in(&value)
            {
                self.check_sound(&sound)?;
            }
            if name == Sprite::def().name {
                self.check_sprite(&value)?;
            }
            return put(&mut self.entity_mut(id)?, &value);
        }
        if !is_component_name(name) {
            return Err(HostError::new(format!(
                "a component's name is a word such as 'Health', got '{name}'"
            )));
        }
        if is_field_of_spawn(name) {
            return Err(HostError::new(format!(
                "'{name}' is what world.spawn takes beside components; a component needs another name"
            )));
        }
        // A near miss of a built-in name is a slip, not a new component.
        let built_in = self.types.iter().map(|ty| ty.def.name);
        if let Some(meant) = misspelt(name, built_in) {
            return Err(HostError::new(format!("there is no component '{name}'{}", question(meant))));
        }
        let value = match value {
            Value::Nil => Value::Table(Default::default()),
            value => value,
        };
        let mut entity = self.entity_mut(id)?;
        match entity.get_mut::<Custom>() {
            Some(mut custom) => {
                if custom.0.insert(name.into(), value).is_none() {
                    self.indexes.bump();
                }
            }
            None => {
                entity.insert(Custom(BTreeMap::from([(name.into(), value)])));
            }
        }
        Ok(())
    }

    /// Sets one field of a component; adds the component with its defaults where the entity has none.
    pub fn set_field<T>(&mut self, id: EntityId, field: &str, value: &Value) -> Result<(), HostError>
    where
        T: ScriptStruct + Component<Mutability = Mutable> + Clone,
    {
        let index = T::def().field(field)?;
        let mut entity = self.entity_mut(id)?;
        match entity.get_mut::<T>() {
            Some(mut component) => component.set(index, value),
            None => {
                let mut component = T::default();
                component.set(index, value)?;
                entity.insert(component);
                Ok(())
            }
        }
    }

    /// Changes a component; adds it with its defaults where the entity has none.
    pub fn change<T>(&mut self, id: EntityId, change: impl FnOnce(&mut T)) -> Result<(), HostError>
    where
        T: ScriptStruct + Component<Mutability = Mutable> + Clone,
    {
        let mut entity = self.entity_mut(id)?;
        match entity.get_mut::<T>() {
            Some(mut component) => change(&mut component),
            None => {
                let mut component = T::default();
                change(&mut component);
                entity.insert(component);
            }
        }
        Ok(())
    }

    /// Reads one field of a built-in component of many entities.
    pub fn read_column(
        &self,
        component: usize,
        field: usize,
        entities: &[EntityId],
        each: &mut dyn FnMut(&Value),
    ) -> Result<(), HostError> {
        let Some(ty) = self.types.at(component) else { return Ok(()) };
        for id in entities {
            let value = (ty.get_field)(&self.world, self.entity(*id)?, field);
            each(&value.ok_or_else(|| HostError::new(format!("{id} has no {}", ty.def.name)))?);
        }
        Ok(())
    }

    /// Writes one field of a built-in component of many entities.
    pub fn write_column(
        &mut self,
        component: usize,
        field: usize,
        entities: &[EntityId],
        next: &mut dyn FnMut() -> Result<Value, HostError>,
    ) -> Result<(), HostError> {
        let Some(set) = self.types.at(component).map(|ty| ty.set_field) else { return Ok(()) };
        for id in entities {
            let value = next()?;
            set(&mut self.entity_mut(*id)?, field, &value)?;
        }
        Ok(())
    }

    /// Refuses one body more than there may be.
    fn check_room_for_bodies(&mut self, id: EntityId, name: &str) -> Result<(), HostError> {
        if !matches!(name, "RigidBody" | "Collider" | "Trigger" | "Joint") || self.has_component(id, name)? {
            return Ok(());
        }
        let limit = self.limits.bodies as usize;
        if self.physics.len() + self.touched.len() >= limit {
            self.settle();
        }
        if self.physics.len() < limit {
            return Ok(());
        }
        Err(HostError::limit(format!(
            "there are {limit} bodies already; destroy some first, or leave out what needn't be solid"
        )))
    }

    /// Takes a component away; a Transform goes back to its defaults. Nothing happens when there is none.
    pub fn remove_component(&mut self, id: EntityId, name: &str) -> Result<(), HostError> {
        self.entity(id)?;
        if name == "Transform" {
            // Every entity of the scene has one, so that it has a place.
            return self.add_component(id, name, Value::Nil);
        }
        if let Some(remove) = self.types.find(name).map(|ty| ty.remove) {
            remove(&mut self.entity_mut(id)?);
            return Ok(());
        }
        if let Some(mut custom) = self.entity_mut(id)?.get_mut::<Custom>() {
            custom.0.remove(name);
            self.indexes.bump();
        }
        Ok(())
    }

    pub(crate) fn check_known(&mut self, name: &str) -> Result<(), HostError> {
        let custom = self.custom_names();
        if self.types.find(name).is_some() || custom.iter().any(|known| known == name) {
            return Ok(());
        }
        // A name that is like no other may be a component that nothing has yet.
        self.types.check_spelling(name, custom.iter().map(SmolStr::as_str))
    }
}

fn is_component_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
