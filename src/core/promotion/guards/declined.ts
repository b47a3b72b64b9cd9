import type { Guard } from './guard.js';

export const declined: Guard = {
  name: 'declined',
  keyed: false,
  asks: 'Nobody closed the pull request for this tag without merging it.',
  delays: ({ environment: { name }, tag, input, facts }) => {
    const pull = input.pulls?.has(name) ? undefined : facts.branches.get(name)?.declined.get(tag);
    return pull === undefined ? undefined : { action: 'none', reason: `#${pull} for ${tag} was closed without merging` };
  },
};
