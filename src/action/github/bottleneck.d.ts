// The part of it that @octokit/plugin-throttling uses, and bundles, has no types of its own.
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
