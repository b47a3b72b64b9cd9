// The one place that says what is secret; every face asks here before it shows anything.
export { hidesAt, hidesEntry, isHidden, shownAt } from './data.js';
export { HIDDEN, knownSecret, withoutForms } from './forms.js';
export { type Secrets, secretsOf } from './known.js';
export { isOpen, isUrl, namesSecret } from './names.js';
export { merged, replaced, type Span } from './spans.js';
export { concealed, concealedSides, secretSpans } from './text.js';
