import type { Guard } from './guard.js';

export const rollback: Guard = {
  name: 'rollback',
  keyed: false,
  asks: 'No open pull request takes the environment back.',
  holds: ({ way }) =>
    way?.rollback && way.pull !== undefined
      ? { action: 'none', reason: `#${way.pull} takes it back to ${way.tag}`, to: way.tag }
      : undefined,
};
