import { type Arrival, arrivalOf, keyOf, type Verdict } from '../core/promotion/index.js';
import { readDockerConfig } from '../io/docker-config.js';
import type { RenderOptions } from '../use/apps.js';
import { imagesOf } from '../use/images.js';
import type { Ask } from '../use/promotion.js';
import { runningIn } from '../use/running.js';
import { versionsIn } from '../use/versions.js';
import type { World } from './world.js';

const ON_GITHUB: Verdict = { ok: false, reason: 'its status checks are known to GitHub: the Action asks for them' };

/** Answers what a plan needs to know: from the repository's own history, and from the registry. Of pull requests it knows nothing. */
export const askHere =
  (root: string, world: World, options: RenderOptions): Ask =>
  async (loaded, needs) => {
    const environmentOf = (name: string) => loaded.app.environments.find((environment) => environment.name === name);
    const arrivals = new Map<string, Arrival | null>();
    const verdicts = new Map<string, Verdict>();
    for (const need of needs) {
      const environment = environmentOf(need.environment);
      if (!environment) continue;
      if (need.kind === 'arrival') {
        const [running] = runningIn(loaded, environment).tags;
        arrivals.set(environment.name, arrivalOf(await versionsIn(root, loaded, environment), running));
      }
      if (need.kind === 'checks') verdicts.set(keyOf(need), ON_GITHUB);
      if (need.kind === 'image' && environment.promote.image) {
        const { images } = imagesOf(loaded, environment, need, options);
        const { imageVerdict } = await import('../registry/index.js');
        verdicts.set(keyOf(need), await imageVerdict(images, environment.promote.image, { config: readDockerConfig(world.env) }));
      }
    }
    return { arrivals, branches: new Map(), verdicts };
  };
