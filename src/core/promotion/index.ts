// The door of promotion: what goes where, and the edits of files that do it. Windows have a door of their own, for their parser.

export { duration, MOMENT_FIX, momentOf } from '../base/time.js';
export { tagIn, withTag } from '../image/reference.js';
export { checkTag, isTag, versionOf } from '../image/tag.js';
export { changedLines } from '../yaml-edit/changed-lines.js';
export { type Change, type Edit, editScalar } from '../yaml-edit/edit.js';
export { type Edits, editScalars } from '../yaml-edit/edits.js';
export { removeEntry } from '../yaml-edit/remove-entry.js';
export { setEntry } from '../yaml-edit/set-entry.js';
export { sameTag } from './changes.js';
export { type Action, type Decision, type ImageChange, writes } from './decision.js';
export { checkDigest } from './digests.js';
export {
  type Arrival,
  type Branch,
  type Facts,
  keyOf,
  type Need,
  NO_FACTS,
  type OnItsWay,
  type Stay,
  type Verdict,
} from './facts.js';
export { outsideRange } from './guards/tags.js';
export { arrivalOf, staysOf, tagBefore, type Version } from './history.js';
export { liftHold, setHold } from './hold.js';
export { checkImageKeys } from './image-keys.js';
export { imagesWithTag } from './images.js';
export type { PlanInput, Windows } from './input.js';
export { checkPromotionOrder } from './order.js';
export { planPromotion } from './plan.js';
export { arrivalWith } from './queue.js';
export { sharedFile } from './shared-file.js';
export { type Timeline, timelinesOf } from './timeline.js';
export { editsIn, type FileEdit, type Promoted, promotedIn, promotionMessage, releasedIn } from './trailers.js';
