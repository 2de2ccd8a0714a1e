//! The state that scripts change through the registry: the world and all that belongs to it.

mod bodies;
mod components;
mod hooks;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bevy_ecs::component::Component;
use bevy_ecs::entity::{Entity, EntityGeneration, EntityIndex};
use bevy_ecs::hierarchy::{ChildOf, Children};
use bevy_ecs::query::{QueryState, Without};
use bevy_ecs::world::{EntityRef, EntityWorldMut, World};
use luminara_script::{
    EntityId, FunctionHandle, HostError, InstanceId, Limits, LogLevel, Position, Source, StructDef, Value,
};
use smol_str::SmolStr;

use crate::api::events::Listener;
use crate::assets::Assets;
use crate::audio::{Audio, Sources};
use crate::camera_control::CameraControl;
use crate::component_types::ComponentTypes;
use crate::components::{Environment, Transform};
use crate::console::{Console, ConsoleLine};
use crate::debugging::Debugging;
use crate::drawing::Drawing;
use crate::hierarchy;
use crate::indexes::Indexes;
use crate::input::Input;
use crate::motion::Motion;
use crate::physics::Physics;
use crate::queries::Queries;
use crate::random::Random;
use crate::script_tests::Tests;
use crate::systems::Systems;
use crate::templates::Templates;
use crate::text::Texts;
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
    /// The sounds of entities.
    pub(crate) sources: Sources,
    /// What scripts read of the project's files.
    pub assets: Assets,
    /// What scripts draw by hand.
    pub drawing: Drawing,
    /// What is known of the texts that hang on entities.
    pub(crate) texts: Texts,
    /// What `debug` shows.
    pub debugging: Debugging,
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
            sources: Sources::default(),
            assets: Assets::default(),
            drawing: Drawing::default(),
            texts: Texts::default(),
            debugging: Debugging::default(),
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

    /// Where an entity of the scene is: each has a Transform.
    pub fn transform(&self, id: EntityId) -> Result<&Transform, HostError> {
        entity_of(id).and_then(|entity| self.world.get::<Transform>(entity)).ok_or_else(|| gone(id))
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
}

/// Whether an entity is one that scripts may name: the world keeps entities of its own, and a guest can make any number up. Each of the scene's has a
/// Transform, which can't be taken away.
fn is_of_the_scene(entity: EntityRef<'_>) -> bool {
    entity.contains::<Transform>()
}

fn gone(id: EntityId) -> HostError {
    HostError::new(format!("{id} is gone; check it with entity:is_valid() first"))
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
