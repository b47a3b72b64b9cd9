// The door of the renderer. Promotion, diff and the bundle compiler have doors of their own, so that a sync loads none of them.
export type { Compat } from './bundle/repairs.js';
export type { Bundle } from './bundle/types.js';
export { CODES } from './codes.js';
export { readApp, readConfig } from './config/app.js';
export type { App, Environment, Promote, Waiver } from './config/types.js';
export { digestOf } from './digest.js';
export { finding } from './findings.js';
export { at, dotted, equal, isList, isMap, type Json, type JsonMap, type Path, pathOf, pointer } from './json.js';
export { dirOf, joinPath } from './paths.js';
export { type Rendered, type RenderInput, render, toStream } from './render.js';
export { isSecret, schemaOf, typesOf } from './schema/lookup.js';
export { didYouMean } from './suggest.js';
export type * from './types.js';
export { all, fileLayer } from './values/layers.js';
export { leaves, originOf, type Setting, settingsOf } from './values/origins.js';
export { type Assignment, parsePath, parseSet } from './values/set.js';
export { applyWaivers } from './waivers.js';
export { writeYaml } from './yaml/write.js';
