//! The state that scripts change through the registry: the world and all that belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bevy_ecs::component::Component;
use bevy_ecs::entity::{Entity, EntityGeneration, EntityIndex};
use bevy_ecs::hierarchy::{ChildOf, Children};
use bevy_ecs::query::{QueryState, Without};
use bevy_ecs::world::{EntityRef, EntityWorldMut, World};
use luminara_script::nearest::suggestion;
use luminara_script::{
    EntityId, FunctionHandle, Hook, HostError, InstanceId, Limits, LogLevel, Position, Source, StructDef,
    Table, Value,
};
use smol_str::SmolStr;

use crate::api::entity::is_field_of_spawn;
use crate::api::events::Listener;
use crate::assets::Assets;
use crate::audio::Audio;
use crate::camera_control::CameraControl;
use crate::component_types::{ComponentType, ComponentTypes};
use crate::components::{Environment, Name, Transform};
use crate::console::{Console, ConsoleLine};
use crate::drawing::{Drawing, Paint, Point};
use crate::hierarchy;
use crate::indexes::Indexes;
use crate::input::Input;
use crate::motion::Motion;
use crate::physics::components::Trigger;
use crate::physics::{Contact, Moment, Outlined, Physics, Shown};
use crate::queries::Queries;
use crate::random::Random;
use crate::script_tests::Tests;
use crate::systems::Systems;
use crate::templates::Templates;
use crate::timers::Timers;

/// Components that scripts defined, by name.
#[derive(Clone, Debug, Default, Component)]
pub struct Custom(pub BTreeMap<SmolStr, Value>);

/// Marks an entity that goes at the end of the frame.
#[derive(Clone, Copy, Debug, Default, Component)]
pub struct Dying;

/// Simulated time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Seconds of this frame.
    pub delta: f64,
    /// Seconds since the start.
    pub total: f64,
    /// Frames since the start; the first is 1.
    pub frame: u32,
    /// How fast simulated time passes; 0 stands still.
    pub scale: f64,
    /// The frame and the seconds at which the scale was set.
    since: (u32, f64),
}

impl Default for Time {
    fn default() -> Self {
        Self { delta: 0.0, total: 0.0, frame: 0, scale: 1.0, since: (0, 0.0) }
    }
}

impl Time {
    fn start_frame(&mut self, frame_seconds: f64) {
        self.frame += 1;
        self.delta = frame_seconds * self.scale;
        // From the last change of the scale on, so that rounding doesn't add up.
        let (frame, total) = self.since;
        self.total = total + f64::from(self.frame - frame) * self.delta;
    }

    /// Has time pass faster or slower from the next frame on.
    pub fn set_scale(&mut self, scale: f64) {
        self.since = (self.frame, self.total);
        self.scale = scale;
    }
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
    /// Functions called every frame, systems and listeners for events.
    pub tick_hooks: Vec<u64>,
    /// Sounds that loop.
    pub voices: Vec<u32>,
    /// Functions called for actions.
    pub action_hooks: Vec<u64>,
}

/// A function that a game script wants called every frame.
#[derive(Debug)]
pub struct TickHook {
    /// Which.
    pub id: u64,
    /// What is called.
    pub function: FunctionHandle,
}

/// A function that is called when an action is pressed.
#[derive(Debug)]
pub struct ActionHook {
    /// Which.
    pub id: u64,
    /// The action.
    pub action: SmolStr,
    /// What is called.
    pub function: FunctionHandle,
    /// Whether it comes before the others and may keep the press to itself.
    pub consumes: bool,
}

/// The state that scripts change through the registry.
pub struct Scene {
    /// Entities and their components.
    pub world: World,
    /// The components that scripts can name.
    pub types: ComponentTypes,
    /// Keyboard and mouse.
    pub input: Input,
    /// What scripts want to be heard.
    pub audio: Audio,
    /// What scripts read of the project's files.
    pub assets: Assets,
    /// What scripts draw by hand.
    pub drawing: Drawing,
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
    /// Functions that are called for events.
    pub listeners: Vec<Listener>,
    /// Functions that are called every so often, by name.
    pub systems: Systems,
    /// What moves the camera.
    pub camera: Option<CameraControl>,
    /// Functions that are called for actions.
    pub action_hooks: Vec<ActionHook>,
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
    /// Entities of which only the Transform was written to since then.
    pub(crate) moved: Vec<Entity>,
    /// While top levels and `on_init` run: what each makes.
    pub recording: Option<BTreeMap<InstanceId, Made>>,
    /// While top levels run.
    pub is_setting_up: bool,
    spawned_this_frame: u32,
    alive: u32,
    next_hook: u64,
    /// What queries gave, as long as it holds.
    pub(crate) queries: Queries,
    /// Entities by tag, name and place.
    pub(crate) indexes: Indexes,
    /// Kinds of things, by name.
    pub templates: Templates,
    /// What moves all entities in a frame.
    pub(crate) motion: Motion,
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
            audio: Audio::default(),
            assets: Assets::default(),
            drawing: Drawing::default(),
            console: Console::default(),
            time: Time::default(),
            random: Random::new(seed),
            environment: Environment::default(),
            timers: Timers::default(),
            tests: Tests::default(),
            tick_hooks: Vec::new(),
            listeners: Vec::new(),
            systems: Systems::default(),
            camera: None,
            action_hooks: Vec::new(),
            files: BTreeMap::new(),
            required: BTreeSet::new(),
            extensions,
            limits,
            attach_requests: Vec::new(),
            dying: Vec::new(),
            events: Vec::new(),
            physics: Physics::default(),
            touched: Vec::new(),
            moved: Vec::new(),
            recording: None,
            is_setting_up: false,
            spawned_this_frame: 0,
            alive: 0,
            next_hook: 0,
            queries: Queries::default(),
            indexes: Indexes::default(),
            templates: Templates::default(),
            motion: Motion::default(),
            has_custom: None,
        }
    }

    /// The definition of a built-in component.
    pub fn def_of(&self, component: &str) -> Option<&'static StructDef> {
        self.types.find(component).map(|ty| ty.def)
    }

    /// Starts a frame's counts anew.
    pub fn start_frame(&mut self, delta: f64) {
        self.time.start_frame(delta);
        self.spawned_this_frame = 0;
        self.console.start_frame(self.time.frame);
        self.input.start_frame();
        if let Some(screen) = self.input.resized.take() {
            self.drawing.resize(screen);
        }
        self.drawing.start_frame();
        self.audio.start_frame(self.time.frame);
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
        self.touched.push(entity);
        if let Some(made) = self.recorded(maker) {
            made.entities.push(entity);
        }
        Ok(id_of(entity))
    }

    /// Marks an entity to go at the end of the frame. Nothing happens when it is gone already.
    pub fn destroy(&mut self, id: EntityId) {
        if let Ok(entity) = self.entity(id) {
            self.destroy_entity(entity);
        }
    }

    /// The same, by the world's own id. What hangs on it goes with it.
    pub fn destroy_entity(&mut self, entity: Entity) {
        for entity in std::iter::once(entity).chain(hierarchy::descendants_of(&self.world, entity)) {
            if let Ok(mut entity) = self.world.get_entity_mut(entity)
                && !entity.contains::<Dying>()
            {
                entity.insert(Dying);
                self.dying.push(entity.id());
                self.touched.push(entity.id());
            }
        }
    }

    /// Takes an entity out of the world, now.
    pub fn despawn(&mut self, entity: Entity) {
        // The world takes children with their parent; each is counted.
        for entity in hierarchy::descendants_of(&self.world, entity).into_iter().rev().chain([entity]) {
            self.physics.forget_all(entity);
            self.indexes.forget(entity);
            if self.world.despawn(entity) {
                self.alive -= 1;
            }
        }
    }

    /// Whether an entity is there and stays.
    pub fn is_valid(&self, id: EntityId) -> bool {
        entity_of(id).is_some_and(|entity| {
            self.world
                .get_entity(entity)
                .is_ok_and(|entity| is_of_the_scene(entity) && !entity.contains::<Dying>())
        })
    }

    /// An entity that is there, also in its last frame.
    pub fn entity(&self, id: EntityId) -> Result<Entity, HostError> {
        self.entity_ref(id).map(|entity| entity.id())
    }

    /// An entity to read.
    pub fn entity_ref(&self, id: EntityId) -> Result<EntityRef<'_>, HostError> {
        let entity = entity_of(id).and_then(|entity| self.world.get_entity(entity).ok());
        entity.filter(|entity| is_of_the_scene(*entity)).ok_or_else(|| gone(id))
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
            self.indexes.refresh(&self.world, entity);
            if self.physics.knows(entity) || crate::physics::is_physical(&self.world, entity) {
                self.physics.sync(&self.world, entity);
            }
            self.touch_children(entity);
        }
        self.touched = touched;
        let mut moved = std::mem::take(&mut self.moved);
        for entity in moved.drain(..) {
            self.settle_moved(entity);
            self.touch_children(entity);
        }
        self.moved = moved;
    }

    fn settle_moved(&mut self, entity: Entity) {
        self.indexes.refresh_place(&self.world, entity);
        if !self.physics.is_empty() && self.physics.knows(entity) {
            self.physics.sync(&self.world, entity);
        }
    }

    /// Where an entity goes, its children go.
    fn touch_children(&mut self, entity: Entity) {
        if self.world.get::<Children>(entity).is_some() {
            for child in hierarchy::descendants_of(&self.world, entity) {
                self.settle_moved(child);
            }
        }
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
        for entity in self.physics.step(&mut self.world, seconds) {
            self.indexes.refresh_place(&self.world, entity);
            self.touch_children(entity);
        }
        for (entity, complaint) in self.physics.take_complaints() {
            let name = self.world.get::<Name>(entity).map(|name| format!(" '{}'", name.value));
            let text = format!("{}{}: {complaint}", id_of(entity), name.unwrap_or_default());
            self.say(LogLevel::Warn, text, None);
        }
        self.physics.contacts()
    }

    /// Draws what of physics is to be seen; what is too much for a frame is left out.
    pub fn draw_physics(&mut self) {
        let shown = self.physics.shown;
        if shown == Shown::default() {
            return;
        }
        let Self { physics, drawing, .. } = self;
        physics.outline(&mut |of, from, to| {
            let (is_shown, color) = match of {
                Outlined::Contact => (shown.contacts, [1.0, 0.25, 0.25, 1.0]),
                Outlined::Joint => (shown.joints, [1.0, 0.85, 0.2, 1.0]),
                Outlined::Fixed => (shown.colliders, [0.65, 0.65, 0.7, 0.9]),
                Outlined::Kinematic => (shown.colliders, [0.3, 0.7, 1.0, 1.0]),
                Outlined::Awake => (shown.colliders, [0.35, 0.95, 0.45, 1.0]),
                Outlined::Asleep => (shown.colliders, [0.35, 0.55, 0.4, 1.0]),
                Outlined::Trigger => (shown.colliders, [0.85, 0.45, 1.0, 1.0]),
            };
            if is_shown {
                let paint = Paint { color, thickness: None, layer: 0, on_top: true };
                let points = [from, to].map(|at| Point { at, in_world: true });
                let _ = drawing.line(points.into_iter(), paint);
            }
        });
    }

    /// Hangs an entity on another, or lets it go free.
    pub fn set_parent(&mut self, id: EntityId, parent: Option<EntityId>) -> Result<(), HostError> {
        let entity = self.entity(id)?;
        let Some(parent_id) = parent else {
            self.entity_mut(id)?.remove::<ChildOf>();
            self.indexes.bump();
            return Ok(());
        };
        let parent = self.entity(parent_id)?;
        let mut above = std::iter::successors(Some(parent), |at| hierarchy::parent_of(&self.world, *at));
        if above.any(|at| at == entity) {
            return Err(HostError::new(format!("{id} can't hang on {parent_id}, which hangs on it")));
        }
        let depth = hierarchy::depth_of(&self.world, parent) + 1 + hierarchy::height_of(&self.world, entity);
        if depth > hierarchy::MAX_DEPTH {
            return Err(HostError::limit(format!(
                "entities hang on each other more than {} deep",
                hierarchy::MAX_DEPTH
            )));
        }
        self.entity_mut(id)?.insert(ChildOf(parent));
        if !self.is_valid(parent_id) {
            self.destroy(id);
        }
        Ok(())
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
            self.check_room_for_bodies(id, name)?;
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
        let hint = self.types.unknown(name, custom.iter().map(SmolStr::as_str));
        // A name that is like no other may be a component that nothing has yet.
        if hint.message.contains("did you mean") { Err(hint) } else { Ok(()) }
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

    /// Has a function called every frame.
    pub fn add_tick_hook(&mut self, function: FunctionHandle) {
        let id = self.new_id(function.instance());
        self.tick_hooks.push(TickHook { id, function });
    }

    /// A number for something that is called later, noted as made by an instance.
    pub fn new_id(&mut self, maker: InstanceId) -> u64 {
        self.next_hook += 1;
        let id = self.next_hook;
        if let Some(made) = self.recorded(maker) {
            made.tick_hooks.push(id);
        }
        id
    }

    /// Has a function called for an action; one that consumes comes first and may keep the press to itself.
    pub fn add_action_hook(
        &mut self,
        action: SmolStr,
        function: FunctionHandle,
        consumes: bool,
    ) -> Result<(), HostError> {
        const MOST: usize = 1_000;
        if self.action_hooks.len() >= MOST {
            return Err(HostError::limit(format!("{MOST} functions wait for actions already")));
        }
        self.next_hook += 1;
        let id = self.next_hook;
        if let Some(made) = self.recorded(function.instance()) {
            made.action_hooks.push(id);
        }
        self.action_hooks.push(ActionHook { id, action, function, consumes });
        Ok(())
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
        self.audio.forget(&made.voices);
        self.tick_hooks.retain(|hook| !made.tick_hooks.contains(&hook.id));
        self.listeners.retain(|listener| !made.tick_hooks.contains(&listener.id));
        self.assets.end_listening(|id, _| made.tick_hooks.contains(&id));
        self.systems.retain(|system| !made.tick_hooks.contains(&system.id));
        self.action_hooks.retain(|hook| !made.action_hooks.contains(&hook.id));
    }

    /// Ends all that an instance asked to be called for.
    pub fn forget_instance(&mut self, instance: InstanceId) {
        self.timers.forget_instance(instance);
        self.tick_hooks.retain(|hook| hook.function.instance() != instance);
        self.listeners.retain(|listener| listener.function.instance() != instance);
        self.systems.retain(|system| system.function.instance() != instance);
        self.action_hooks.retain(|hook| hook.function.instance() != instance);
        self.assets.forget_instance(instance);
        self.random.forget(instance);
    }
}

/// Whether an entity is one that scripts may name: the world keeps entities of its own, and a guest can make any number up. Each of the scene's has a
/// Transform, which can't be taken away.
fn is_of_the_scene(entity: EntityRef<'_>) -> bool {
    entity.contains::<Transform>()
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
