// What a text, a key or a form says of secrets. `schema/hidden.ts` adds what schemas and places say, `render/known-secrets.ts` the values that a
// render puts into a Secret: together they are the one place that every face asks before it shows anything.
export { HIDDEN, knownSecret, withoutForms } from './forms.js';
export { isOpen, isUrl, namesSecret } from './names.js';
export { merged, replaced, type Span } from './spans.js';
export { concealed, concealedSides, secretSpans } from './text.js';
