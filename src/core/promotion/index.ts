// The door of promotion: what goes where, and the edits of files that do it. Windows have a door of their own, for their parser.
export { type Action, type Decision, type ImageChange, writes } from './decision.js';
export { type Change, type Edit, editScalar } from './edit.js';
export { type Edits, editScalars } from './edits.js';
export { type Arrival, type Branch, type Facts, keyOf, type Need, NO_FACTS, type OnItsWay, type Verdict } from './facts.js';
export { arrivalOf, type Stay, staysOf, type Version } from './history.js';
export { imagesWithTag } from './images.js';
export type { PlanInput, Windows } from './input.js';
export { checkPromotionOrder } from './order.js';
export { planPromotion } from './plan.js';
export { removeEntry } from './remove-entry.js';
export { compareTags } from './scheme.js';
export { setEntry } from './set-entry.js';
export { checkTag } from './tag.js';
export { type Timeline, timelinesOf } from './timeline.js';
export { type Promoted, promotedIn, promotionMessage, releasedIn } from './trailers.js';
