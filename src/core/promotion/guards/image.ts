import type { ImageChange } from '../decision.js';
import { keyOf, type Need } from '../facts.js';
import { type Candidate, type Guard, unmet } from './guard.js';

export const image: Guard = {
  name: 'image',
  keyed: true,
  asks: 'The registry has the images of the tag, for these platforms; `digest: true` pins them.',
  delays: (candidate) => {
    if (!candidate.environment.promote.image) return undefined;
    for (const change of candidate.images) {
      const missing = unmet(needOf(change, candidate), candidate);
      if (missing) return missing;
    }
    return undefined;
  },
  passes: (bump, candidate) => {
    if (!candidate.environment.promote.image?.digest) return bump;
    const images = candidate.images.map((change) => pinned(change, candidate));
    const [first] = candidate.input.app.promotion.images;
    const main = images.find(({ path }) => path === first.path);
    return { ...bump, images, ...(main ? { to: main.to } : {}) };
  },
};

function needOf({ path, to }: ImageChange, { environment, input }: Candidate): Need {
  const image = input.app.promotion.images.findIndex((one) => one.path === path);
  return { kind: 'image', environment: environment.name, image, tag: to };
}

function pinned(change: ImageChange, candidate: Candidate): ImageChange {
  const verdict = candidate.facts.verdicts.get(keyOf(needOf(change, candidate)));
  const digest = verdict?.ok ? verdict.digest : undefined;
  return digest === undefined || change.to.includes('@') ? change : { ...change, to: `${change.to}@${digest}` };
}
