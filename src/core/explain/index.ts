// The door of explanations: of a key of the values, and of a field of the output.
export { explainFields, type FieldExplanation, findObject, type Source } from './field.js';
export { explainValue, type Part, type ValueExplanation } from './value.js';
