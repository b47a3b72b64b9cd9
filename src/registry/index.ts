// The door of the client of image registries (OCI distribution specification 1.1). It talks to the network, so only a promotion
// that asks for it loads this room.
export { imageVerdict } from './guard.js';
export { inspectImage } from './inspect.js';
export type { DockerConfig, ImageRequest, ImageState, InspectOptions } from './types.js';
