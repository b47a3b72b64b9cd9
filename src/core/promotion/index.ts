// The door of promotion: what goes where, and the edit of a values file that does it.
export { type Edit, editScalar } from './edit.js';
export { checkPromotionOrder } from './order.js';
export { type Decision, type PlanInput, planPromotion } from './plan.js';
export { checkTag } from './tag.js';
