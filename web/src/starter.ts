// What a new project starts with: one cube and the line that made it.
import type { ProjectFiles } from './project-files.js';

/** The files of a new project. */
export const starterFiles: ProjectFiles = new Map([
  ['main.lua', `local cube = world.spawn()
cube:add_component("Transform", { position = vec3(0, 0.5, 0) })
cube:add_component("Mesh", { shape = "cube" })

hooks.on_tick(function(dt)
  cube.rotation = quat.from_euler(0, time.total(), 0)
end)
`],
  ['game.toml', `name = "My project"
description = ""
scripts = ["main.lua"]
`],
]);
