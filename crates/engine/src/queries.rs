//! Finding entities by what they have.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy_ecs::component::ComponentId;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryBuilder, QueryState, Without};
use glam::Vec3;
use luminara_script::{EntityId, HostError, IntoValue, ScriptType, Type, Value};
use smol_str::SmolStr;

use crate::indexes::slot_order;
use crate::scene::{Custom, Dying, Scene, id_of};

/// Queries that were asked before, and what they gave. A query is asked in every frame, and the world's structure seldom changes: then
/// it costs a look-up and makes nothing.
#[derive(Default)]
pub struct Queries {
    answers: BTreeMap<SmolStr, Answer>,
    states: BTreeMap<Vec<ComponentId>, QueryState<Entity, Without<Dying>>>,
    /// The text of the question, kept for its memory.
    question: String,
}

struct Answer {
    version: u64,
    entities: Arc<Vec<Value>>,
}

/// A list of entities that is shared with what remembers it.
pub struct Entities(pub Arc<Vec<Value>>);

impl ScriptType for Entities {
    fn script_type() -> Type {
        <Vec<EntityId>>::script_type()
    }
}

impl IntoValue for Entities {
    fn into_value(self) -> Value {
        Value::Array(self.0)
    }
}

/// Questions that are remembered; a script that asks more has its first ones forgotten.
const MAX_ANSWERS: usize = 1_000;

impl Queries {
    /// What was answered to the question that stands in `question`, if it holds.
    fn known(&self, version: u64) -> Option<&Arc<Vec<Value>>> {
        let answer = self.answers.get(self.question.as_str())?;
        (answer.version == version).then_some(&answer.entities)
    }

    fn remember(&mut self, version: u64, entities: Arc<Vec<Value>>) {
        if self.answers.len() >= MAX_ANSWERS && !self.answers.contains_key(self.question.as_str()) {
            self.answers.clear();
        }
        self.answers.insert(SmolStr::new(&self.question), Answer { version, entities });
    }
}

/// Writes a question so that no two differ in meaning and not in text; names are words without spaces.
fn write_question(into: &mut String, with: &[SmolStr], without: &[SmolStr]) {
    into.clear();
    for (mark, names) in [(' ', with), ('!', without)] {
        for name in names {
            into.push(mark);
            into.push_str(name);
        }
    }
}

impl Scene {
    /// The entities that have all of the components in `with` and none of those in `without`, oldest slot first.
    pub fn query(&mut self, with: &[SmolStr], without: &[SmolStr]) -> Result<Arc<Vec<Value>>, HostError> {
        self.settle();
        let version = self.indexes.version();
        write_question(&mut self.queries.question, with, without);
        if let Some(entities) = self.queries.known(version) {
            return Ok(entities.clone());
        }
        let found = self.search(with, without)?;
        let entities: Arc<Vec<Value>> =
            Arc::new(found.into_iter().map(|entity| Value::Entity(id_of(entity))).collect());
        write_question(&mut self.queries.question, with, without);
        self.queries.remember(version, entities.clone());
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
        let world = &mut self.world;
        let state = self.queries.states.entry(ids).or_insert_with_key(|ids| {
            let mut builder = QueryBuilder::<Entity, Without<Dying>>::new(world);
            for id in ids {
                builder.with_id(*id);
            }
            builder.build()
        });
        let mut found: Vec<Entity> = state.iter(&self.world).collect();
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
