// The door of promotion: what goes where, and the edits of files that do it.
export { type Change, type Edit, type EditOptions, editScalar } from './edit.js';
export { type Edits, editScalars, type TagChange } from './edits.js';
// The door of promotion: what goes where, and the edit of a values file that does it.
export { type Edit, editScalar } from './edit.js';
export { imagesWithTag } from './images.js';
export { checkPromotionOrder } from './order.js';
export { type Decision, type PlanInput, planPromotion } from './plan.js';
export { removeEntry } from './remove-entry.js';
export { setEntry } from './set-entry.js';
export { checkTag } from './tag.js';
