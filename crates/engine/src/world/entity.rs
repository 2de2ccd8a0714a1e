//! What an entity is called, and what it carries beside what scripts know as its components.

use std::collections::BTreeMap;

use bevy_ecs::component::Component;
use bevy_ecs::entity::{Entity, EntityGeneration, EntityIndex};
use luminara_script::{EntityId, Value};
use smol_str::SmolStr;

/// Components that scripts defined, by name.
#[derive(Clone, Debug, Default, Component)]
pub struct Custom(pub BTreeMap<SmolStr, Value>);

/// Marks an entity that goes at the end of the frame.
#[derive(Clone, Copy, Debug, Default, Component)]
pub struct Dying;

/// The order in which entities are given to scripts: by slot, then by how often that was used.
pub fn slot_order(entity: Entity) -> u64 {
    u64::from(entity.index_u32()) << 32 | u64::from(entity.generation().to_bits())
}

/// The script's name for an entity: its slot in the lower half, how often that was used before in the upper.
pub fn id_of(entity: Entity) -> EntityId {
    EntityId(u64::from(entity.index_u32()) | u64::from(entity.generation().to_bits()) << 32)
}

/// The entity that a script means, there or not.
pub fn entity_of(id: EntityId) -> Option<Entity> {
    let index = EntityIndex::from_raw_u32(id.0 as u32)?;
    Some(Entity::from_index_and_generation(index, EntityGeneration::from_bits((id.0 >> 32) as u32)))
}
