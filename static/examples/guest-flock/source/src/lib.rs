//! 2,000 birds. Each steers by the few that share its cell of a grid: apart, along, together. Positions and velocities stay in the
//! guest; one call a frame hands all positions over, and a second one the rotations of a quarter of the birds.
#![no_std]

use luminara_guest::*;

const BIRDS: usize = 2_000;
/// Cells along each axis; each is `CELL` metres wide.
const SIDE: usize = 16;
const CELL: f32 = 4.0;
const NOBODY: u16 = u16::MAX;
/// Birds of a cell that a bird looks at.
const SEEN: usize = 5;
const SPEED: f32 = 9.0;
const UP: Vec3 = Vec3::UP;

struct Flock {
    birds: [Entity; BIRDS],
    position: [Vec3; BIRDS],
    velocity: [Vec3; BIRDS],
    rotation: [Quat; BIRDS],
    /// The first bird of each cell, and after each bird the next of its cell.
    first: [u16; SIDE * SIDE * SIDE],
    next: [u16; BIRDS],
    frame: usize,
    time: f32,
}

fn cell_of(place: Vec3) -> usize {
    let index = |value: f32| ((value / CELL + SIDE as f32 * 0.5) as i32).clamp(0, SIDE as i32 - 1) as usize;
    index(place.x) + SIDE * (index(place.y - 14.0) + SIDE * index(place.z))
}

fn random_direction() -> Vec3 {
    Vec3::new(random() - 0.5, random() - 0.5, random() - 0.5).normalize()
}

#[script]
impl Flock {
    /// All zero, so that the module carries no data for it.
    const START: Self = Self {
        birds: [Entity(0); BIRDS],
        position: [Vec3::ZERO; BIRDS],
        velocity: [Vec3::ZERO; BIRDS],
        rotation: [Quat::new(0.0, 0.0, 0.0, 0.0); BIRDS],
        first: [0; SIDE * SIDE * SIDE],
        next: [0; BIRDS],
        frame: 0,
        time: 0.0,
    };

    fn on_init(&mut self) {
        for i in 0..BIRDS {
            let bird = Entity::spawn();
            let tint = random();
            bird.set_shape(Mesh::SHAPE_CONE);
            bird.set_scale(Vec3::new(0.3, 0.9, 0.3));
            bird.set_color(Color::rgb(0.95 - 0.3 * tint, 0.45 + 0.2 * tint, 0.3 + 0.55 * tint));
            self.birds[i] = bird;
            self.position[i] = random_direction() * (6.0 + 14.0 * random()) + Vec3::new(0.0, 14.0, 0.0);
            self.velocity[i] = random_direction() * SPEED;
        }
    }

    fn on_update(&mut self, _: Entity, dt: f32) {
        self.time += dt;
        self.first.fill(NOBODY);
        for (i, place) in self.position.iter().enumerate() {
            let cell = cell_of(*place);
            self.next[i] = self.first[cell];
            self.first[cell] = i as u16;
        }
        // The flock's goal wanders.
        let turn = self.time * 0.35 % 4.0;
        let goal = match turn as i32 {
            0 => Vec3::new(12.0, 12.0, 8.0),
            1 => Vec3::new(-10.0, 17.0, 10.0),
            2 => Vec3::new(-13.0, 11.0, -9.0),
            _ => Vec3::new(10.0, 18.0, -10.0),
        };
        for i in 0..BIRDS {
            // Half of the flock thinks in each frame; all of it flies.
            if (i + self.frame) % 2 == 0 {
                self.steer(i, goal, dt * 2.0);
            }
            self.position[i] += self.velocity[i] * dt;
        }
        write_column::<Transform, _>(Transform::POSITION, &self.birds, &self.position);
        let quarter = BIRDS / 4;
        let from = self.frame % 4 * quarter;
        for i in from..from + quarter {
            self.rotation[i] = Quat::between(UP, self.velocity[i] / SPEED);
        }
        write_column::<Transform, _>(
            Transform::ROTATION,
            &self.birds[from..from + quarter],
            &self.rotation[from..from + quarter],
        );
        self.frame += 1;
    }

    fn steer(&mut self, i: usize, goal: Vec3, dt: f32) {
        let here = self.position[i];
        let (mut apart, mut along, mut middle, mut seen) = (Vec3::ZERO, Vec3::ZERO, Vec3::ZERO, 0.0);
        let mut other = self.first[cell_of(here)];
        for _ in 0..SEEN {
            if other == NOBODY {
                break;
            }
            let j = other as usize;
            other = self.next[j];
            if j == i {
                continue;
            }
            let between = here - self.position[j];
            apart += between / (between.length_squared() + 0.2);
            along += self.velocity[j];
            middle += self.position[j];
            seen += 1.0;
        }
        let mut steer = (goal - here) * 0.35;
        if seen > 0.0 {
            steer += apart * 7.0 + (along / seen - self.velocity[i]) * 1.1 + (middle / seen - here) * 0.9;
        }
        self.velocity[i] = (self.velocity[i] + steer * dt).normalize() * SPEED;
    }
}
