// Building the site: the engine from Rust, what loads it, then the shell.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { bindgen } from './bindgen.mjs';
import { WASM_TARGET, compiledModule, wasmEnvironment } from './cargo-environment.mjs';
import { devSite, plugSite, releaseSite } from './paths.mjs';
import { PLUG, writeGenerated } from './plug.mjs';
import { mustRun } from './process.mjs';

const ADVICE = 'mend what the last lines name; if they name nothing of yours: npm run setup, then again';
const PACKAGE = 'luminara-playground';
/** Parts of the engine that the page fetches when a file needs them: packages by what they are called in the site. */
export const PARTS = { wat: 'luminara-wat-module' };

/**
 * What Rapier and Parry bring along and only a soft body, a multibody, voxels or a height field would run, of which the engine makes none: what is
 * called with one alone, so that nothing else can get there. These functions are emptied and not downloaded.
 */
const UNUSED = [
  'multibody_joint::multibody::Multibody::', 'multibody_joint::multibody_joint::MultibodyJoint::',
  'soft_body::SoftBody>::', 'SoftBodySet>::split_', 'SoftBodySet>::tear', 'SoftCollisionMesh>::', 'soft_elastic_constraint::',
  'soft_contact_assembly_body_contacts::', 'soft_contact_assembly_vertex_contacts::', 'soft_contact_assembly_edge_contacts::',
  'soft_contact_assembly_volume_constraints::', 'soft_contacts_vertex_pass::', 'soft_contacts_edge_pass::', 'soft_contacts_classify::',
  'contact_manifolds_voxels', 'shape_cast_voxels_shape::', 'intersection_test_voxels_shape::', 'contact_manifolds_heightfield', 'shape_cast_heightfield_shape::',
  'heightfield3::HeightField::',
];

/** Builds the site of the edit loop. */
export function buildDevSite() {
  return buildSite('build-dev', devSite, { profile: 'web-dev', release: false });
}

/** Builds the site to be shipped, not yet optimised by wasm-opt. */
export function buildReleaseSite() {
  return buildSite('build-release', releaseSite, { profile: 'release', release: true });
}

/** Builds the site of the edit loop with one more language, which is what its test looks at. */
export async function buildPlugSite() {
  const generated = await writeGenerated();
  return buildSite('build-plug', plugSite, { profile: 'web-dev', release: false, features: PLUG, generated });
}

// The old site stays until the new one is whole. What lies under `generated` is taken in place of the same file of the project.
async function buildSite(name, site, { profile, release, features = [], generated }) {
  const started = Date.now();
  const env = wasmEnvironment();
  const args = ['build', '--profile', profile, '--target', WASM_TARGET, ...[PACKAGE, ...Object.values(PARTS)].flatMap((name) => ['-p', name]), '--lib', ...features];
  await mustRun(name, 'cargo', args, { env, label: 'engine', advice: ADVICE });
  const stage = `${site}.next`;
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  await bindgen(compiledModule(env, profile, PACKAGE), 'engine', stage, UNUSED);
  for (const [name, of] of Object.entries(PARTS)) await bindgen(compiledModule(env, profile, of), name, stage);
  // esbuild is a package: it is there only after the set-up.
  const { assembleShell } = await import('./shell/assemble.mjs');
  await assembleShell(stage, { release, generated });
  rmSync(site, { recursive: true, force: true });
  renameSync(stage, site);
  return { ok: true, milliseconds: Date.now() - started };
}
