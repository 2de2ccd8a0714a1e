//! What moves by itself in a frame.

use crate::frame::scene::Scene;

impl Scene {
    /// Keeps where everything is, so that pictures between this frame and the next can be drawn.
    pub fn remember_places(&mut self) {
        self.motion.remember(&mut self.world);
    }

    /// Moves what has a velocity and no body, for `dt` seconds.
    pub fn move_by_velocity(&mut self, dt: f32) {
        let looks_after = self.indexes.knows_places() || !self.physics.is_empty();
        let Self { world, moved, motion, .. } = self;
        motion.move_by_velocity(world, dt, |entity| {
            if looks_after {
                moved.push(entity);
            }
        });
    }
}
