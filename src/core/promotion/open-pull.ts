import { sameTag } from './changes.js';
import { type Ruling, writes } from './decision.js';
import type { Situation } from './situation.js';

/** What an open pull request makes of a ruling: it gets the newer tag, stays, or is closed because it is obsolete. */
export function withPull(ruling: Ruling, { way, running }: Situation): Ruling {
  if (way?.pull === undefined || way.rollback) return ruling;
  const { pull } = way;
  if (writes(ruling)) {
    return sameTag(way.tag, ruling.to ?? running)
      ? { ...ruling, pull }
      : { ...ruling, pull, action: 'supersede', reason: `${ruling.reason}; it takes the place of ${way.tag} in #${pull}` };
  }
  const reason = sameTag(way.tag, running) ? `it runs ${running} already` : ruling.reason;
  const stays = ruling.action === 'wait' || (ruling.action === 'refuse' && way.tag !== ruling.to);
  return stays
    ? { ...ruling, pull }
    : { ...ruling, pull, action: 'close', reason: `${reason}; #${pull} for ${way.tag} is closed` };
}
