//! Finding entities of a scene by what they have.

use std::sync::Arc;

use bevy_ecs::entity::Entity;
use glam::Vec3;
use luminara_script::{EntityId, HostError, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::world::entity::{Custom, id_of, slot_order};

impl Scene {
    /// The entities that have all of the components in `with` and none of those in `without`, oldest slot first.
    pub fn query(&mut self, with: &[SmolStr], without: &[SmolStr]) -> Result<Arc<Vec<Value>>, HostError> {
        self.settle();
        let version = self.indexes.version();
        if let Some(entities) = self.queries.answer(version, with, without) {
            return Ok(entities);
        }
        let found = self.search(with, without)?;
        let entities: Arc<Vec<Value>> =
            Arc::new(found.into_iter().map(|entity| Value::Entity(id_of(entity))).collect());
        self.queries.remember(version, with, without, entities.clone());
        Ok(entities)
    }

    fn search(&mut self, with: &[SmolStr], without: &[SmolStr]) -> Result<Vec<Entity>, HostError> {
        let (mut ids, mut custom) = (Vec::new(), Vec::new());
        for name in with {
            match self.types.find(name) {
                Some(ty) => ids.push(ty.id),
                None => {
                    self.check_known(name)?;
                    custom.push(name.clone());
                }
            }
        }
        for name in without {
            self.check_known(name)?;
        }
        ids.sort_unstable();
        ids.dedup();
        if !custom.is_empty() {
            ids.push(self.world.register_component::<Custom>());
        }
        let mut found = self.queries.having(&mut self.world, ids);
        found.retain(|entity| {
            custom.iter().all(|name| self.holds(*entity, name))
                && !without.iter().any(|name| self.holds(*entity, name))
        });
        found.sort_unstable_by_key(|entity| slot_order(*entity));
        Ok(found)
    }

    fn holds(&self, entity: Entity, name: &str) -> bool {
        match self.types.find(name) {
            Some(ty) => self.world.get_by_id(entity, ty.id).is_some(),
            None => self.world.get::<Custom>(entity).is_some_and(|custom| custom.0.contains_key(name)),
        }
    }

    /// The first entity of a name.
    pub fn find_by_name(&mut self, name: &str) -> Option<EntityId> {
        self.settle();
        self.indexes.named(name).next()
    }

    /// The entities of a tag, oldest slot first.
    pub fn find_by_tag(&mut self, tag: &str) -> Vec<EntityId> {
        self.settle();
        self.indexes.tagged(tag).collect()
    }

    /// The entities within `radius` metres of a place, oldest slot first.
    pub fn find_in_radius(&mut self, center: Vec3, radius: f32) -> Vec<EntityId> {
        self.settle();
        self.indexes.near(&self.world, center, radius).into_iter().map(id_of).collect()
    }
}
