-- The stage. The birds are flock.wasm's: its source is source/src/lib.rs.
local camera = world.spawn { position = vec3(0, 26, 62), Camera = { fov = 50 } }
camera:look_at(vec3(0, 12, 0))
scene.set_environment { sky = "#c9d8e8", horizon = "#ffe9d2", fog = 0.008 }
