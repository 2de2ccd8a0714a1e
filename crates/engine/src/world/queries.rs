//! Finding entities by what they have.

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy_ecs::component::ComponentId;
use bevy_ecs::entity::Entity;
use bevy_ecs::query::{QueryBuilder, QueryState, Without};
use bevy_ecs::world::World;
use luminara_script::{EntityId, IntoValue, ScriptType, Type, Value};
use smol_str::SmolStr;

use crate::world::entity::Dying;

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
    /// What was answered to a question, if it holds: nothing came, went or changed its components since.
    pub fn answer(&mut self, version: u64, with: &[SmolStr], without: &[SmolStr]) -> Option<Arc<Vec<Value>>> {
        write_question(&mut self.question, with, without);
        let answer = self.answers.get(self.question.as_str())?;
        (answer.version == version).then(|| answer.entities.clone())
    }

    /// Keeps an answer.
    pub fn remember(
        &mut self,
        version: u64,
        with: &[SmolStr],
        without: &[SmolStr],
        entities: Arc<Vec<Value>>,
    ) {
        write_question(&mut self.question, with, without);
        if self.answers.len() >= MAX_ANSWERS && !self.answers.contains_key(self.question.as_str()) {
            self.answers.clear();
        }
        self.answers.insert(SmolStr::new(&self.question), Answer { version, entities });
    }

    /// The entities that have all of some components, in the world's order. `ids` are in order, without repetition.
    pub fn having(&mut self, world: &mut World, ids: Vec<ComponentId>) -> Vec<Entity> {
        let state = self.states.entry(ids).or_insert_with_key(|ids| {
            let mut builder = QueryBuilder::<Entity, Without<Dying>>::new(world);
            for id in ids {
                builder.with_id(*id);
            }
            builder.build()
        });
        state.iter(world).collect()
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
