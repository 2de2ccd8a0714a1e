// What a new project starts with: one cube and the line that made it.
import type { ProjectFiles } from '../project/files.js';
import { MANIFEST } from '../project/rules.js';

/** The files of a new project. */
export const starterFiles: ProjectFiles = new Map([
  ['main.lua', `-- One cube. Change its colour, its place, how fast it turns.
local cube = world.spawn { shape = "cube", position = vec3(0, 0.5, 0), color = color.palette(1) }

hooks.on_tick(function()
  cube.rotation = quat.from_euler(0, time.total(), 0)
end)
`],
  [MANIFEST, `name = "My project"
description = ""
`],
]);
