//! The state that scripts change through the registry: the world and all that belongs to it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bevy_ecs::component::ComponentId;
use bevy_ecs::entity::Entity;
use bevy_ecs::hierarchy::{ChildOf, Children};
use bevy_ecs::query::{QueryState, Without};
use bevy_ecs::world::{EntityRef, EntityWorldMut, World};
use luminara_script::{EntityId, HostError, InstanceId, Limits, LogLevel, Position, StructDef, Value};
use smol_str::SmolStr;

use crate::frame::component_types::ComponentTypes;
use crate::parts::assets::Assets;
use crate::parts::audio::{Audio, Sources};
use crate::parts::camera_control::CameraControl;
use crate::parts::console::{Console, ConsoleLine};
use crate::parts::debugging::Debugging;
use crate::parts::drawing::Drawing;
use crate::parts::handlers::Handlers;
use crate::parts::images::{Images, Sprite};
use crate::parts::input::Input;
use crate::parts::motion::Motion;
use crate::parts::physics::{self, Physics};
use crate::parts::random::Random;
use crate::parts::systems::System;
use crate::parts::templates::Templates;
use crate::parts::tests::Tests;
use crate::parts::text::Texts;
use crate::parts::time::Time;
use crate::parts::timers::Due;
use crate::world::components::{Environment, Transform};
use crate::world::entity::{Custom, Dying, entity_of, id_of};
use crate::world::hierarchy;
use crate::world::indexes::Indexes;
use crate::world::queries::Queries;

/// A script that is to run on an entity from the next init phase on.
#[derive(Clone, Debug)]
pub struct AttachRequest {
    /// On which it is to run.
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

/// A press of an action that a function waits for.
#[derive(Clone, Debug)]
pub struct Press {
    /// Called as game.toml or `input.bind` calls it.
    pub action: SmolStr,
    /// Whether the function comes before the others and may keep the press to itself.
    pub consumes: bool,
}

/// What a running script made, so that a reload can replace it.
#[derive(Debug, Default)]
pub struct Made {
    /// Destroyed when it is replaced.
    pub entities: Vec<Entity>,
    /// Functions that wait for something.
    pub handlers: Vec<u64>,
    /// Sounds that loop.
    pub voices: Vec<u32>,
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
    /// The images that sprites and drawings name.
    pub images: Images,
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
    pub timers: Handlers<Due>,
    /// Functions that are called every frame.
    pub tick_hooks: Handlers<()>,
    /// Functions that are called for events of a name.
    pub listeners: Handlers<SmolStr>,
    /// Functions that are called every so often, by name.
    pub systems: Handlers<System>,
    /// What moves the camera.
    pub camera: Option<CameraControl>,
    /// Functions that are called for actions.
    pub action_hooks: Handlers<Press>,
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
    pub(super) touched: Vec<Entity>,
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
    pub(super) next_handler: u64,
    /// What queries gave, as long as it holds.
    pub(crate) queries: Queries,
    /// Entities by tag, name and place.
    pub(crate) indexes: Indexes,
    /// Kinds of things, by name.
    pub templates: Templates,
    /// What moves all entities in a frame.
    pub(crate) motion: Motion,
    /// What the world calls [`Children`]: asked of all that moves, which takes too long by type.
    children: ComponentId,
    pub(super) has_custom: Option<QueryState<(Entity, &'static Custom), Without<Dying>>>,
    pub(super) has_sprite: Option<QueryState<(Entity, &'static Sprite), Without<Dying>>>,
}

impl Scene {
    /// An empty scene.
    pub fn new(seed: u64, limits: Limits, extensions: Vec<&'static str>) -> Self {
        let mut world = World::new();
        let types = ComponentTypes::new(&mut world);
        let children = world.register_component::<Children>();
        Self {
            types,
            world,
            input: Input::default(),
            audio: Audio::default(),
            sources: Sources::default(),
            assets: Assets::default(),
            drawing: Drawing::default(),
            images: Images::default(),
            texts: Texts::default(),
            debugging: Debugging::default(),
            console: Console::default(),
            time: Time::default(),
            random: Random::new(seed),
            environment: Environment::default(),
            timers: Handlers::default(),
            tests: Tests::default(),
            tick_hooks: Handlers::default(),
            listeners: Handlers::default(),
            systems: Handlers::default(),
            camera: None,
            action_hooks: Handlers::default(),
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
            next_handler: 0,
            queries: Queries::default(),
            indexes: Indexes::default(),
            templates: Templates::default(),
            motion: Motion::default(),
            children,
            has_custom: None,
            has_sprite: None,
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
            if self.physics.knows(entity) || physics::is_physical(&self.world, entity) {
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
    pub(super) fn touch_children(&mut self, entity: Entity) {
        if self.world.get_entity(entity).is_ok_and(|entity| entity.contains_id(self.children)) {
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
