import { actorOf, BOT as JOB } from './access.js';
import { mergePull } from './merge.js';
import { mergeState } from './merge-state.js';
import type { Repository } from './repository.js';

/** Merges the pull requests whose auto-merge waited for a check that has passed now. */
export function mergeWaiting(repository: Repository): void {
  for (const pull of repository.pulls) {
    if (pull.state !== 'open' || !pull.autoMerge || !['clean', 'unstable'].includes(mergeState(repository, pull))) continue;
    const { by, method, title, message } = pull.autoMerge;
    mergePull(repository, pull, {
      method,
      by: actorOf(by === JOB.login ? {} : by.endsWith('[bot]') ? { app: by.slice(0, -5) } : { user: by }),
      ...(title === undefined ? {} : { title }),
      ...(message === undefined ? {} : { message }),
    });
  }
}
