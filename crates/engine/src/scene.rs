//! The state that scripts change through the registry: the world and all that belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bevy_ecs::component::{Component, ComponentId};
use bevy_ecs::entity::{Entity, EntityGeneration, EntityIndex};
use bevy_ecs::query::{QueryBuilder, QueryState, Without};
use bevy_ecs::world::{EntityWorldMut, World};
use luminara_script::nearest::suggestion;
use luminara_script::{
    EntityId, FunctionHandle, Hook, HostError, InstanceId, Limits, LogLevel, Position, Source, Table, Value,
};
use smol_str::SmolStr;

use crate::component_types::{ComponentType, ComponentTypes};
use crate::components::{Environment, Name, Tag, Transform};
use crate::console::{Console, ConsoleLine};
use crate::input::Input;
use crate::physics::components::Trigger;
use crate::physics::{Contact, Moment, Physics};
use crate::random::Random;
use crate::script_tests::Tests;
use crate::timers::Timers;

/// Components that scripts defined, by name.
#[derive(Clone, Debug, Default, Component)]
pub struct Custom(pub BTreeMap<SmolStr, Value>);

/// Marks an entity that goes at the end of the frame.
#[derive(Clone, Copy, Debug, Default, Component)]
pub struct Dying;

/// Simulated time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Time {
    /// Seconds of this frame.
    pub delta: f64,
    /// Seconds since the start.
    pub total: f64,
    /// Frames since the start; the first is 1.
    pub frame: u32,
}

/// A script that is to run on an entity from the next init phase on.
#[derive(Clone, Debug)]
pub struct AttachRequest {
    /// The entity.
    pub entity: EntityId,
    /// The project's file.
    pub file: SmolStr,
    /// What `this` starts with.
    pub this: Value,
}

/// An event on its way.
#[derive(Clone, Debug)]
pub struct Event {
    /// Only for this entity's scripts; `None` for all.
    pub to: Option<EntityId>,
    /// What happened.
    pub name: SmolStr,
    /// What belongs to it.
    pub data: Value,
}

/// What a running script made, so that a reload can replace it.
#[derive(Debug, Default)]
pub struct Made {
    /// Entities.
    pub entities: Vec<Entity>,
    /// Timers.
    pub timers: Vec<u64>,
    /// Functions called every frame.
    pub tick_hooks: Vec<u64>,
}

/// A function that a game script wants called every frame.
#[derive(Debug)]
pub struct TickHook {
    /// Which.
    pub id: u64,
    /// What is called.
    pub function: FunctionHandle,
}

/// The state that scripts change through the registry.
pub struct Scene {
    /// Entities and their components.
    pub world: World,
    /// The components that scripts can name.
    pub types: ComponentTypes,
    /// Keyboard and mouse.
    pub input: Input,
    /// What scripts say.
    pub console: Console,
    /// Simulated time.
    pub time: Time,
    /// Seeded randomness.
    pub random: Random,
    /// Sky, air and light from all sides.
    pub environment: Environment,
    /// Functions that are called later.
    pub timers: Timers,
    /// Functions that are called every frame.
    pub tick_hooks: Vec<TickHook>,
    /// The project's files.
    pub files: BTreeMap<SmolStr, Rc<[u8]>>,
    /// The files that `require` read.
    pub required: BTreeSet<SmolStr>,
    /// The extensions of files that are scripts.
    pub extensions: Vec<&'static str>,
    /// What scripts may use.
    pub limits: Limits,
    /// Scripts to attach.
    pub attach_requests: Vec<AttachRequest>,
    /// Entities that go at the end of the frame, in the order in which that was said.
    pub dying: Vec<Entity>,
    /// Events that arrive in the next frame.
    pub events: Vec<Event>,
    /// What falls, bounces and pushes.
    pub physics: Physics,
    /// Entities that were written to since the last look at them; some twice.
    touched: Vec<Entity>,
    /// Tests that scripts named, where tests are run.
    pub tests: Tests,
    /// While top levels and `on_init` run: what each makes.
    pub recording: Option<BTreeMap<InstanceId, Made>>,
    /// While top levels run.
    pub is_setting_up: bool,
    spawned_this_frame: u32,
    alive: u32,
    next_hook: u64,
    queries: BTreeMap<Vec<ComponentId>, QueryState<Entity, Without<Dying>>>,
    has_custom: Option<QueryState<(Entity, &'static Custom), Without<Dying>>>,
}

impl Scene {
    /// An empty scene.
    pub fn new(seed: u64, limits: Limits, extensions: Vec<&'static str>) -> Self {
        let mut world = World::new();
        let types = ComponentTypes::new(&mut world);
        Self {
            types,
            world,
            input: Input::default(),
            console: Console::default(),
            time: Time::default(),
            random: Random::new(seed),
            environment: Environment::default(),
            timers: Timers::default(),
            tests: Tests::default(),
            tick_hooks: Vec::new(),
            files: BTreeMap::new(),
            required: BTreeSet::new(),
            extensions,
            limits,
            attach_requests: Vec::new(),
            dying: Vec::new(),
            events: Vec::new(),
            physics: Physics::default(),
            touched: Vec::new(),
            recording: None,
            is_setting_up: false,
            spawned_this_frame: 0,
            alive: 0,
            next_hook: 0,
            queries: BTreeMap::new(),
            has_custom: None,
        }
    }

    /// Starts a frame's counts anew.
    pub fn start_frame(&mut self, delta: f64) {
        self.time.delta = delta;
        self.time.frame += 1;
        self.time.total = f64::from(self.time.frame) * delta;
        self.spawned_this_frame = 0;
        self.console.start_frame(self.time.frame);
        self.input.start_frame();
    }

    /// Entities that are alive.
    pub fn entity_count(&self) -> u32 {
        self.alive
    }

    /// Says a line on the console.
    pub fn say(&mut self, level: LogLevel, text: impl Into<String>, position: Option<Position>) {
        let line = ConsoleLine { level, text: text.into(), position, frame: self.time.frame };
        self.console.say(self.limits.lines_per_frame, line);
    }

    /// A file of the project, noted as read.
    pub fn read_file(&mut self, name: &str) -> Option<Source> {
        let (file, bytes) = self.files.get_key_value(name)?;
        let source = Source { file: file.clone(), bytes: bytes.clone() };
        self.required.insert(file.clone());
        Some(source)
    }

    /// Makes an entity with a Transform, for a script.
    pub fn spawn(&mut self, maker: InstanceId) -> Result<EntityId, HostError> {
        // What sets a scene up (a load's first frame, a top level) may make more than a frame of the running scene.
        let is_setup = self.time.frame == 0 || self.is_setting_up;
        if self.spawned_this_frame >= self.limits.spawns_per_frame && !is_setup {
            return Err(HostError::limit(format!(
                "more than {} entities were spawned in one frame; spread them over several",
                self.limits.spawns_per_frame
            )));
        }
        if self.alive >= self.limits.entities {
            return Err(HostError::limit(format!(
                "the world is full: {} entities are alive; destroy some first",
                self.limits.entities
            )));
        }
        self.spawned_this_frame += u32::from(!is_setup);
        self.alive += 1;
        let entity = self.world.spawn(Transform::default()).id();
        if let Some(made) = self.recorded(maker) {
            made.entities.push(entity);
        }
        Ok(id_of(entity))
    }

    /// Marks an entity to go at the end of the frame. Nothing happens when it is gone already.
    pub fn destroy(&mut self, id: EntityId) {
        let Some(entity) = entity_of(id) else { return };
        self.destroy_entity(entity);
    }

    /// The same, by the world's own id.
    pub fn destroy_entity(&mut self, entity: Entity) {
        if let Ok(mut entity) = self.world.get_entity_mut(entity)
            && !entity.contains::<Dying>()
        {
            entity.insert(Dying);
            self.dying.push(entity.id());
            self.touched.push(entity.id());
        }
    }

    /// Takes an entity out of the world, now.
    pub fn despawn(&mut self, entity: Entity) {
        self.physics.forget_all(entity);
        if self.world.despawn(entity) {
            self.alive -= 1;
        }
    }

    /// Whether an entity is there and stays.
    pub fn is_valid(&self, id: EntityId) -> bool {
        entity_of(id).is_some_and(|entity| {
            self.world.get_entity(entity).is_ok_and(|entity| !entity.contains::<Dying>())
        })
    }

    /// An entity that is there, also in its last frame.
    pub fn entity(&self, id: EntityId) -> Result<Entity, HostError> {
        entity_of(id).filter(|entity| self.world.get_entity(*entity).is_ok()).ok_or_else(|| gone(id))
    }

    /// An entity to change.
    pub fn entity_mut(&mut self, id: EntityId) -> Result<EntityWorldMut<'_>, HostError> {
        let entity = entity_of(id).ok_or_else(|| gone(id))?;
        if self.touched.last() != Some(&entity) {
            self.touched.push(entity);
        }
        self.world.get_entity_mut(entity).map_err(|_| gone(id))
    }

    /// Brings what is kept beside the world (bodies, indexes) up to date with what was written to it.
    pub fn settle(&mut self) {
        let mut touched = std::mem::take(&mut self.touched);
        for entity in touched.drain(..) {
            if self.physics.knows(entity) || crate::physics::is_physical(&self.world, entity) {
                self.physics.sync(&self.world, entity);
            }
        }
        self.touched = touched;
    }

    /// The hook that tells one of a contact's entities of it, and its arguments.
    pub fn contact_call(&self, contact: &Contact, is_second: bool) -> (Hook, Vec<Value>) {
        let (this, other) = if is_second { (contact.b, contact.a) } else { (contact.a, contact.b) };
        let mut args = vec![Value::Entity(id_of(this)), Value::Entity(id_of(other))];
        if contact.in_trigger {
            let trigger = self.world.get::<Trigger>(contact.a);
            args.insert(1, Value::Str(trigger.map_or("sensor".into(), |trigger| trigger.name.clone())));
            let hook = match contact.moment {
                Moment::Begin { .. } => Hook::Trigger,
                Moment::Stay => Hook::TriggerStay,
                Moment::End => Hook::TriggerEnd,
            };
            return (hook, args);
        }
        let hook = match contact.moment {
            Moment::Begin { point, normal, speed } => {
                let normal = if is_second { -normal } else { normal };
                let fields = [
                    (SmolStr::new_static("point"), Value::Vec3(point)),
                    (SmolStr::new_static("normal"), Value::Vec3(normal)),
                    (SmolStr::new_static("speed"), Value::Float(f64::from(speed))),
                ];
                args.push(Value::Table(Table { fields: fields.into(), list: Vec::new() }.into()));
                Hook::Collision
            }
            Moment::Stay => Hook::CollisionStay,
            Moment::End => Hook::CollisionEnd,
        };
        (hook, args)
    }

    /// Lets `seconds` pass for bodies, and tells what touched.
    pub fn step_physics(&mut self, seconds: f64) -> Vec<Contact> {
        self.settle();
        if self.physics.is_empty() || seconds <= 0.0 {
            return Vec::new();
        }
        self.physics.step(&mut self.world, seconds);
        for (entity, complaint) in self.physics.take_complaints() {
            let name = self.world.get::<Name>(entity).map(|name| format!(" '{}'", name.value));
            let text = format!("{}{}: {complaint}", id_of(entity), name.unwrap_or_default());
            self.say(LogLevel::Warn, text, None);
        }
        self.physics.contacts()
    }

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
            return put(&mut self.entity_mut(id)?, &value);
        }
        if !is_component_name(name) {
            return Err(HostError::new(format!(
                "a component's name is a word such as 'Health', got '{name}'"
            )));
        }
        // A near miss of a built-in name is a slip, not a new component.
        let built_in = self.types.iter().map(|ty| ty.def.name);
        let hint = suggestion(name, built_in);
        if !hint.is_empty() {
            return Err(HostError::new(format!("there is no component '{name}'{hint}")));
        }
        let value = match value {
            Value::Nil => Value::Table(Default::default()),
            value => value,
        };
        let mut entity = self.entity_mut(id)?;
        match entity.get_mut::<Custom>() {
            Some(mut custom) => {
                custom.0.insert(name.into(), value);
            }
            None => {
                entity.insert(Custom(BTreeMap::from([(name.into(), value)])));
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

    /// Takes a component away. Nothing happens when there is none.
    pub fn remove_component(&mut self, id: EntityId, name: &str) -> Result<(), HostError> {
        self.entity(id)?;
        if name == "Transform" {
            return Err(HostError::new("an entity's Transform can't be removed; destroy the entity instead"));
        }
        if let Some(remove) = self.types.find(name).map(|ty| ty.remove) {
            remove(&mut self.entity_mut(id)?);
            return Ok(());
        }
        if let Some(mut custom) = self.entity_mut(id)?.get_mut::<Custom>() {
            custom.0.remove(name);
        }
        Ok(())
    }

    fn check_known(&mut self, name: &str) -> Result<(), HostError> {
        let custom = self.custom_names();
        if self.types.find(name).is_some() || custom.iter().any(|known| known == name) {
            return Ok(());
        }
        let hint = self.types.unknown(name, custom.iter().map(SmolStr::as_str));
        // A name that is like no other may be a component that nothing has yet.
        if hint.message.contains("did you mean") { Err(hint) } else { Ok(()) }
    }

    /// The entities that have all of the components in `with` and none of those in `without`, oldest slot first.
    pub fn query(&mut self, with: &[SmolStr], without: &[SmolStr]) -> Result<Vec<EntityId>, HostError> {
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
        let state = self.queries.entry(ids).or_insert_with_key(|ids| {
            let mut builder = QueryBuilder::<Entity, Without<Dying>>::new(world);
            for id in ids {
                builder.with_id(*id);
            }
            builder.build()
        });
        let mut found: Vec<Entity> = state.iter(&self.world).collect();
        if !custom.is_empty() {
            found.retain(|entity| {
                self.world
                    .get::<Custom>(*entity)
                    .is_some_and(|has| custom.iter().all(|name| has.0.contains_key(name)))
            });
        }
        if !without.is_empty() {
            found.retain(|entity| !without.iter().any(|name| self.holds(*entity, name)));
        }
        let mut found: Vec<EntityId> = found.into_iter().map(id_of).collect();
        found.sort_unstable_by_key(|id| (id.0 as u32, id.0 >> 32));
        Ok(found)
    }

    fn holds(&self, entity: Entity, name: &str) -> bool {
        match self.types.find(name) {
            Some(ty) => self.world.get_by_id(entity, ty.id).is_some(),
            None => self.world.get::<Custom>(entity).is_some_and(|custom| custom.0.contains_key(name)),
        }
    }

    /// All entities, oldest slot first; those of their last frame too.
    pub fn all_entities(&self) -> Vec<Entity> {
        let mut all: Vec<Entity> = self
            .world
            .iter_entities()
            .filter(|entity| entity.contains::<Transform>())
            .map(|entity| entity.id())
            .collect();
        all.sort_unstable_by_key(|entity| (entity.index_u32(), entity.generation().to_bits()));
        all
    }

    /// The entities of a name.
    pub fn find_by_name(&mut self, name: &str) -> Vec<EntityId> {
        self.find(|entity: &Name| entity.value == name)
    }

    /// The entities of a tag.
    pub fn find_by_tag(&mut self, tag: &str) -> Vec<EntityId> {
        self.find(|entity: &Tag| entity.value == tag)
    }

    /// The entities whose component passes a test, oldest slot first.
    pub fn find<T: Component>(&mut self, test: impl Fn(&T) -> bool) -> Vec<EntityId> {
        let mut state = self.world.query_filtered::<(Entity, &T), Without<Dying>>();
        let mut found: Vec<EntityId> = state
            .iter(&self.world)
            .filter(|(_, component)| test(component))
            .map(|(entity, _)| id_of(entity))
            .collect();
        found.sort_unstable_by_key(|id| (id.0 as u32, id.0 >> 32));
        found
    }

    /// Has a function called every frame.
    pub fn add_tick_hook(&mut self, function: FunctionHandle) {
        self.next_hook += 1;
        let id = self.next_hook;
        if let Some(made) = self.recorded(function.instance()) {
            made.tick_hooks.push(id);
        }
        self.tick_hooks.push(TickHook { id, function });
    }

    /// Where to note what an instance makes, while its top level runs.
    pub fn recorded(&mut self, maker: InstanceId) -> Option<&mut Made> {
        self.recording.as_mut().map(|made| made.entry(maker).or_default())
    }

    /// Takes back what a run of a script's top level made.
    pub fn unmake(&mut self, made: &Made) {
        for entity in &made.entities {
            self.destroy_entity(*entity);
        }
        self.timers.remove(&made.timers);
        self.tick_hooks.retain(|hook| !made.tick_hooks.contains(&hook.id));
    }

    /// Ends all that an instance asked to be called for.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        self.timers.forget_instance(instance);
        self.tick_hooks.retain(|hook| hook.function.instance() != instance);
        self.random.forget(instance);
    }
}

fn gone(id: EntityId) -> HostError {
    HostError::new(format!("{id} is gone; check it with entity:is_valid() first"))
}

fn is_component_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
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
