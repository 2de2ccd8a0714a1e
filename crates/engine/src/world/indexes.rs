//! What finds entities without looking at all of them: by tag, by name and by place. Kept beside the world, and brought up to
//! date with what was written before each look.

use std::collections::{BTreeMap, BTreeSet};

use bevy_ecs::archetype::ArchetypeId;
use bevy_ecs::entity::{Entity, EntityHashMap};
use bevy_ecs::world::World;
use glam::{IVec3, Vec3};
use luminara_script::EntityId;
use smol_str::SmolStr;

use crate::world::components::{Name, Tag};
use crate::world::entity::{Dying, id_of, slot_order};
use crate::world::hierarchy;

/// Entities by their tag, name and place.
#[derive(Default)]
pub struct Indexes {
    tags: Words,
    names: Words,
    /// What is known of each entity.
    known: EntityHashMap<Known>,
    /// Grows whenever an entity came, went, or won or lost a component.
    version: u64,
    places: Places,
}

struct Known {
    archetype: ArchetypeId,
    tag: Option<SmolStr>,
    name: Option<SmolStr>,
}

#[derive(Default)]
struct Words(BTreeMap<SmolStr, BTreeMap<u64, EntityId>>);

impl Words {
    fn change(&mut self, entity: Entity, old: Option<&SmolStr>, new: Option<&SmolStr>) {
        if old == new {
            return;
        }
        if let Some(old) = old
            && let Some(entities) = self.0.get_mut(old)
        {
            entities.remove(&slot_order(entity));
            if entities.is_empty() {
                self.0.remove(old);
            }
        }
        if let Some(new) = new {
            self.0.entry(new.clone()).or_default().insert(slot_order(entity), id_of(entity));
        }
    }

    fn find(&self, word: &str) -> impl Iterator<Item = EntityId> {
        self.0.get(word).into_iter().flat_map(|entities| entities.values().copied())
    }
}

impl Indexes {
    /// A number that stays the same as long as queries give the same.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Says that queries may give something else from now on.
    pub fn bump(&mut self) {
        self.version += 1;
    }

    /// Whether places are looked after: from the first search by place on.
    pub fn knows_places(&self) -> bool {
        self.places.active
    }

    /// Looks at an entity that was written to.
    pub fn refresh(&mut self, world: &World, entity: Entity) {
        let Ok(at) = world.get_entity(entity) else {
            self.forget(entity);
            return;
        };
        if at.contains::<Dying>() {
            self.forget(entity);
            return;
        }
        let archetype = at.archetype().id();
        let (tag, name) = (at.get::<Tag>().map(|tag| &tag.value), at.get::<Name>().map(|name| &name.value));
        match self.known.get_mut(&entity) {
            Some(known) => {
                if known.archetype != archetype {
                    known.archetype = archetype;
                    self.version += 1;
                }
                if known.tag.as_ref() != tag {
                    self.tags.change(entity, known.tag.as_ref(), tag);
                    known.tag = tag.cloned();
                }
                if known.name.as_ref() != name {
                    self.names.change(entity, known.name.as_ref(), name);
                    known.name = name.cloned();
                }
            }
            None => {
                self.version += 1;
                self.tags.change(entity, None, tag);
                self.names.change(entity, None, name);
                self.known.insert(entity, Known { archetype, tag: tag.cloned(), name: name.cloned() });
            }
        }
        self.refresh_place(world, entity);
    }

    /// Looks at where an entity is now.
    pub fn refresh_place(&mut self, world: &World, entity: Entity) {
        if self.places.active {
            self.places.put(entity, hierarchy::placement_of(world, entity).position);
        }
    }

    /// Forgets an entity that goes.
    pub fn forget(&mut self, entity: Entity) {
        if let Some(known) = self.known.remove(&entity) {
            self.version += 1;
            self.tags.change(entity, known.tag.as_ref(), None);
            self.names.change(entity, known.name.as_ref(), None);
        }
        self.places.remove(entity);
    }

    /// The entities of a tag, oldest slot first.
    pub fn tagged(&self, tag: &str) -> impl Iterator<Item = EntityId> {
        self.tags.find(tag)
    }

    /// The entities of a name, oldest slot first.
    pub fn named(&self, name: &str) -> impl Iterator<Item = EntityId> {
        self.names.find(name)
    }

    /// The entities within `radius` of a place, oldest slot first.
    pub fn near(&mut self, world: &World, center: Vec3, radius: f32) -> Vec<Entity> {
        if !self.places.active {
            self.places.active = true;
            let entities: BTreeSet<Entity> = self.known.keys().copied().collect();
            for entity in entities {
                self.places.put(entity, hierarchy::placement_of(world, entity).position);
            }
        }
        self.places.near(center, radius)
    }
}

/// A grid of cells, each with the entities in it.
struct Places {
    active: bool,
    /// The edge of a cell, metres; shrinks to about the smallest radius that is asked for.
    edge: f32,
    cells: CellMap,
    /// By the slot of the entity: where it is.
    of_slot: Vec<Option<Place>>,
}

type CellMap = std::collections::HashMap<IVec3, Vec<u32>, std::hash::BuildHasherDefault<CellHasher>>;

#[derive(Clone, Copy)]
struct Place {
    entity: Entity,
    position: Vec3,
    cell: IVec3,
    /// Where in its cell it stands.
    at: u32,
}

/// The edge of a cell at first, metres.
const FIRST_EDGE: f32 = 8.0;
/// The least edge.
const LEAST_EDGE: f32 = 0.25;

impl Default for Places {
    fn default() -> Self {
        Self { active: false, edge: FIRST_EDGE, cells: CellMap::default(), of_slot: Vec::new() }
    }
}

impl Places {
    fn cell_of(&self, position: Vec3) -> IVec3 {
        // Far out, many places share a cell; `as` keeps within what an i32 holds.
        (position / self.edge).floor().clamp(Vec3::splat(-1e9), Vec3::splat(1e9)).as_ivec3()
    }

    fn put(&mut self, entity: Entity, position: Vec3) {
        let slot = entity.index_u32();
        let cell = self.cell_of(position);
        if self.of_slot.len() <= slot as usize {
            self.of_slot.resize(slot as usize + 1, None);
        }
        match self.of_slot.get_mut(slot as usize) {
            Some(Some(place)) if place.cell == cell && place.entity == entity => {
                place.position = position;
                return;
            }
            Some(Some(place)) => {
                let old = place.entity;
                self.remove(old);
            }
            _ => {}
        }
        let members = self.cells.entry(cell).or_default();
        let at = members.len() as u32;
        members.push(slot);
        if let Some(place) = self.of_slot.get_mut(slot as usize) {
            *place = Some(Place { entity, position, cell, at });
        }
    }

    fn remove(&mut self, entity: Entity) {
        let slot = entity.index_u32() as usize;
        let Some(place) = self.of_slot.get(slot).copied().flatten().filter(|place| place.entity == entity)
        else {
            return;
        };
        if let Some(slot) = self.of_slot.get_mut(slot) {
            *slot = None;
        }
        let Some(members) = self.cells.get_mut(&place.cell) else { return };
        members.swap_remove(place.at as usize);
        let moved = members.get(place.at as usize).copied();
        if members.is_empty() {
            self.cells.remove(&place.cell);
        }
        if let Some(Some(moved)) = moved.and_then(|slot| self.of_slot.get_mut(slot as usize)) {
            moved.at = place.at;
        }
    }

    fn near(&mut self, center: Vec3, radius: f32) -> Vec<Entity> {
        let radius = if radius.is_nan() { 0.0 } else { radius.max(0.0) };
        if radius < self.edge / 4.0 && self.edge > LEAST_EDGE {
            self.rebuild(radius.max(LEAST_EDGE));
        }
        let squared = radius * radius;
        let mut found = Vec::new();
        let mut look = |members: &[u32]| {
            for place in members.iter().filter_map(|slot| self.of_slot.get(*slot as usize)?.as_ref()) {
                if place.position.distance_squared(center) <= squared {
                    found.push(place.entity);
                }
            }
        };
        let (from, to) = (self.cell_of(center - radius), self.cell_of(center + radius));
        if ((to - from).as_vec3() + 1.0).element_product() > self.cells.len() as f32 {
            self.cells.values().for_each(|members| look(members));
        } else {
            for x in from.x..=to.x {
                for y in from.y..=to.y {
                    for z in from.z..=to.z {
                        if let Some(members) = self.cells.get(&IVec3::new(x, y, z)) {
                            look(members);
                        }
                    }
                }
            }
        }
        // The order of the cells is the hash map's own, and must not show.
        found.sort_unstable_by_key(|entity| slot_order(*entity));
        found
    }

    fn rebuild(&mut self, edge: f32) {
        self.edge = edge;
        self.cells.clear();
        let places: Vec<Place> = std::mem::take(&mut self.of_slot).into_iter().flatten().collect();
        for place in places {
            self.put(place.entity, place.position);
        }
    }
}

/// Mixes a cell's three coordinates.
#[derive(Default)]
struct CellHasher(u64);

impl std::hash::Hasher for CellHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i32(i32::from(*byte));
        }
    }

    fn write_i32(&mut self, part: i32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(part as u32)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_ecs::entity::{EntityGeneration, EntityIndex};

    fn entity(index: u32) -> Entity {
        Entity::from_index_and_generation(
            EntityIndex::from_raw_u32(index).unwrap(),
            EntityGeneration::from_bits(0),
        )
    }

    /// A few thousand moves and searches of every size, against looking at all.
    #[test]
    fn finds_what_looking_at_all_finds() {
        let mut random = 7u64;
        let mut next = || {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 40) as f32 / (1u64 << 24) as f32
        };
        let mut places = Places::default();
        let mut all: Vec<Option<Vec3>> = vec![None; 300];
        for step in 0..4000 {
            let slot = (next() * 300.0) as usize;
            let place = (Vec3::new(next(), next(), next()) - 0.5) * [1.0, 30.0, 1e6][step % 3];
            if next() < 0.1 {
                places.remove(entity(slot as u32));
                all[slot] = None;
            } else {
                places.put(entity(slot as u32), place);
                all[slot] = Some(place);
            }
            let (center, radius) = ((Vec3::new(next(), next(), next()) - 0.5) * 20.0, next() * 12.0);
            let radius = [radius, radius * 0.02, f32::INFINITY, 0.0][step % 4];
            let found: Vec<u32> =
                places.near(center, radius).iter().map(|entity| entity.index_u32()).collect();
            let expected: Vec<u32> = (0..300u32)
                .filter(|i| all[*i as usize].is_some_and(|at| at.distance_squared(center) <= radius * radius))
                .collect();
            assert_eq!(found, expected, "step {step}: {center} {radius}");
        }
        assert!(places.cells.len() <= 300);
    }
}
